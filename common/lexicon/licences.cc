// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/licences.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/words.h"
#include "common/lexicon/phrases.h"

namespace utvalg::lexicon {
namespace {

constexpr std::array<std::string_view, 16> kClasses = {
    "AM", "A1", "A2", "A", "BE", "B", "C1E", "C1", "CE", "C", "D1E", "D1", "DE", "D", "S", "T"};

// Each class and those it may drive as well, one step down.
struct Step {
  std::string_view held;
  std::string_view covers;
};
constexpr Step kSteps[] = {{"A1", "AM"},  {"A2", "A1"}, {"A", "A2"},   {"B", "AM"},   {"BE", "B"},
                           {"C1", "B"},   {"D1", "B"},  {"C1E", "BE"}, {"C1E", "C1"}, {"D1E", "BE"},
                           {"D1E", "D1"}, {"C", "C1"},  {"CE", "C1E"}, {"CE", "C"},   {"D", "D1"},
                           {"DE", "D1E"}, {"DE", "D"}};

constexpr std::string_view kLicenceWords =
    "førerkort*|førarkort*|sertifikat klasse|sertifikat kl|førerbevis|driver's license*|driver’s "
    "license*|drivers license*|"
    "driver license*|driver's licence*|driver’s licence*|drivers licence*|driver licence*|driving "
    "licence*|driving license*|"
    "bilsertifikat|billappen|lappen|kørekort|körkort|commercial driver's license|cdl|licence "
    "category|license category|"
    "klasse|klassar|klasser|kl.|kl|kategori|class|førerrett*|kjørekort*|førekort*";

enum class Word { kLicence };

const PhraseTable<Word>& LicenceWords() {
  static const auto& table = *[] {
    auto* words = new PhraseTable<Word>();
    words->Add(kLicenceWords, Word::kLicence);
    return words;
  }();
  return table;
}

bool IsClassLabel(std::string_view word) {
  return word.starts_with("kl") || word == "class" || word == "kategori";
}

// "C++" and "C#" are no classes.
bool IsSign(std::string_view text, size_t at) {
  return at < text.size() && (text[at] == '+' || text[at] == '#');
}

// A class written in capitals at `at`: "B", "C1E", "B96" counts as B, "C1+E" as C1E.
size_t ClassAt(std::string_view text, size_t at, std::string_view* category) {
  if (WordEndsAt(text, at)) return 0;
  const auto match = [&](std::string_view form, std::string_view name, size_t* length) {
    if (form.size() > *length && text.substr(at).starts_with(form) &&
        !WordStartsAt(text, at + form.size()) && !IsSign(text, at + form.size())) {
      *length = form.size();
      *category = name;
    }
  };
  size_t length = 0;
  for (std::string_view name : kClasses) {
    match(name, name, &length);
    if (name.size() > 1 && name.ends_with('E')) {
      for (std::string_view plus : {"+", " + ", "/", "-"}) {
        const std::string form =
            std::string(name.substr(0, name.size() - 1)) + std::string(plus) + "E";
        match(form, name, &length);
      }
    }
  }
  match("B96", "B", &length);
  return length;
}

// Classes one after another from `at`: "B, BE og C1". Stops at the first other word.
void ReadClasses(std::string_view text, size_t at, std::vector<LicenceMention>* mentions,
                 size_t* end) {
  const std::string lower = LowerAligned(text);
  while (at < text.size()) {
    std::string_view category;
    if (const size_t length = ClassAt(text, at, &category); length > 0) {
      mentions->push_back({at, at + length, category});
      at += length;
      *end = at;
      continue;
    }
    bool skipped = false;
    for (std::string_view word :
         {"klasse", "klassar", "klasser", "kl.", "kl", "class", "category", "kategori", "og", "and",
          "samt", "for", "nr.", "categories", "type", "i", "med"}) {
      if (std::string_view(lower).substr(at).starts_with(word) && !WordEndsAt(text, at) &&
          !(WordEndsAt(text, at + word.size()) && WordStartsAt(text, at + word.size()))) {
        at += word.size();
        skipped = true;
        break;
      }
    }
    if (skipped) continue;
    if (WordStartsAt(text, at) || text[at] == '\n') return;
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
}

}  // namespace

std::vector<LicenceMention> FindLicences(std::string_view text) {
  std::vector<LicenceMention> mentions;
  const std::string lower = LowerAligned(text);
  size_t done = 0;
  for (const auto& hit : LicenceWords().FindAll(lower)) {
    if (hit.begin < done) continue;
    const std::string_view word(lower.data() + hit.begin, hit.end - hit.begin);
    const size_t before = mentions.size();
    size_t end = hit.end;
    ReadClasses(text, hit.end, &mentions, &end);
    if (IsClassLabel(word)) {
      // "Class A surveyor", "Klasse C1": a bare label tells of a licence when nothing but classes
      // follow it.
      const bool licence_before = lower.substr(0, hit.begin).find("kort") != std::string::npos ||
                                  lower.substr(0, hit.begin).find("licen") != std::string::npos;
      const size_t rest = text.find_first_not_of(" .,;)", end);
      if (!licence_before && rest != std::string_view::npos && text[rest] != '\n')
        mentions.resize(before);
    } else if (mentions.size() == before) {
      // "B førerkort", "Class B driver's license", or a licence without class: B.
      size_t at = hit.begin;
      while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-')) --at;
      size_t begin = at;
      while (begin > 0 && text[begin - 1] > ' ') --begin;
      std::string_view category = "B";
      if (ClassAt(text, begin, &category) != at - begin || at == begin) category = "B";
      mentions.push_back({hit.begin, hit.end, category});
    }
    done = std::max(end, hit.end);
  }
  return mentions;
}

std::vector<LicenceMention> FindLicenceClasses(std::string_view text) {
  std::vector<LicenceMention> mentions;
  for (size_t at = 0; at < text.size();) {
    std::string_view category;
    if (const size_t length = ClassAt(text, at, &category); length > 0) {
      mentions.push_back({at, at + length, category});
      at += length;
    } else {
      ++at;
    }
  }
  return mentions.empty() ? FindLicences(text) : mentions;
}

bool LicenceCovers(std::string_view held, std::string_view needed) {
  if (held == needed) return true;
  return std::any_of(std::begin(kSteps), std::end(kSteps), [&](const Step& step) {
    return step.held == held && LicenceCovers(step.covers, needed);
  });
}

}  // namespace utvalg::lexicon
