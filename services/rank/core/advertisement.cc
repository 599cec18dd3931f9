// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/advertisement.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/rank/core/ad_cues.h"
#include "services/rank/core/ad_headings.h"
#include "services/rank/core/html_text.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr size_t kMaxHeadingBytes = 90;
constexpr size_t kWrappedLineBytes = 55;  // A shorter line was ended on purpose.

struct Line {
  std::string text;
  bool blank_before = false;
  bool list_item = false;
  bool marked_heading = false;  // '#', bold from end to end, or capitals.
};

std::string SingleSpaced(std::string_view text) {
  std::string out;
  for (size_t index = 0; index < text.size();) {
    const char32_t code_point = NextCodePoint(text, &index);
    if (IsSpace(code_point) || code_point == 0xA0 || code_point == 0x200B) {
      if (!out.empty() && out.back() != ' ') out.push_back(' ');
    } else {
      AppendCodePoint(code_point, &out);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// Without the marks of bold type.
std::string WithoutEmphasis(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "**" || text.substr(i, 2) == "__") {
      ++i;
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

// Takes a bullet or a number off the line's front. Dashes and stars need a space behind them.
bool ConsumeBullet(std::string_view* line) {
  for (const std::string_view bullet :
       {"•", "·", "▪", "●", "◦", "‣", "\xEF\x82\xB7", "✓", "✔", "➢"}) {
    if (ConsumePrefix(line, bullet)) {
      *line = Trim(*line);
      return true;
    }
  }
  for (const std::string_view bullet : {"* ", "- ", "– ", "— ", "+ ", "o ", "¿ "}) {
    if (ConsumePrefix(line, bullet)) {
      *line = Trim(*line);
      return true;
    }
  }
  // "-Fagbrev": a dash glued to its item.
  if (line->size() > 2 && line->front() == '-' && !IsAsciiDigit((*line)[1]) && (*line)[1] != '-') {
    line->remove_prefix(1);
    return true;
  }
  size_t digits = 0;
  while (digits < line->size() && IsAsciiDigit((*line)[digits])) ++digits;
  if (digits >= 1 && digits <= 2 && digits + 1 < line->size() &&
      ((*line)[digits] == '.' || (*line)[digits] == ')') && (*line)[digits + 1] == ' ') {
    line->remove_prefix(digits + 2);
    return true;
  }
  return false;
}

bool IsAllCapitals(std::string_view text) {
  size_t letters = 0;
  for (size_t index = 0; index < text.size();) {
    const char32_t code_point = NextCodePoint(text, &index);
    if (IsLower(code_point)) return false;
    if (IsLetter(code_point)) ++letters;
  }
  return letters >= 4;
}

bool StartsLower(std::string_view text) {
  size_t index = 0;
  return !text.empty() && IsLower(NextCodePoint(text, &index));
}

std::optional<Line> ReadLine(std::string_view raw) {
  Line line;
  std::string_view text = Trim(raw);
  while (ConsumePrefix(&text, "#")) line.marked_heading = true;
  text = Trim(text);
  std::string body(text);
  if (body.size() > 4 && body.starts_with("**")) {
    std::string_view inner = body;
    if (inner.ends_with(":")) inner.remove_suffix(1);
    if (inner.ends_with("**") && inner.find("**", 2) == inner.size() - 2)
      line.marked_heading = true;
  }
  body = SingleSpaced(WithoutEmphasis(body));
  std::string_view rest = body;
  line.list_item = ConsumeBullet(&rest);
  line.text = std::string(rest);
  if (line.text.empty()) return std::nullopt;
  if (line.list_item) line.marked_heading = false;
  if (IsAllCapitals(line.text) && line.text.size() <= kMaxHeadingBytes && !line.list_item) {
    line.marked_heading = true;
  }
  return line;
}

std::vector<Line> ReadLines(std::string_view text) {
  std::vector<Line> lines;
  bool blank = true;
  bool bare_list = false;  // Lines that begin small from the first on: items without bullets.
  for (const std::string_view raw : Split(text, '\n')) {
    std::optional<Line> line = ReadLine(raw);
    if (!line) {
      blank = true;
      continue;
    }
    line->blank_before = blank;
    // A line broken by an editor goes on in lower case.
    if (blank || lines.back().marked_heading || lines.back().text.ends_with(":"))
      bare_list = !line->list_item && StartsLower(line->text);
    if (!blank && !bare_list && !line->list_item && StartsLower(line->text) &&
        lines.back().text.size() >= kWrappedLineBytes && !lines.back().marked_heading) {
      lines.back().text += ' ' + line->text;
    } else {
      lines.push_back(*std::move(line));
    }
    blank = false;
  }
  return lines;
}

bool EndsSentence(std::string_view text) {
  return text.ends_with(".") || text.ends_with("!") || text.ends_with(";") || text.ends_with(",");
}

// Whether the line stands over what follows. `known`: its words are those of a heading.
bool IsHeading(const Line& line, bool known) {
  if (line.text.size() > kMaxHeadingBytes || line.list_item) return false;
  if (line.marked_heading) return true;
  if (EndsSentence(line.text)) return false;
  return line.text.ends_with(":") ||
         (known && !StartsLower(line.text) && SplitWords(line.text).size() <= 8);
}

// "Qualifications: three years ..." on one line.
std::optional<std::pair<std::string, std::string>> SplitInlineHeading(const Line& line) {
  const size_t colon = line.text.find(": ");
  if (colon == std::string::npos || colon > 40 || colon + 2 >= line.text.size())
    return std::nullopt;
  const std::string head = line.text.substr(0, colon);
  if (SplitWords(head).size() > 4 || !HeadingSection(head)) return std::nullopt;
  return std::make_pair(head, line.text.substr(colon + 2));
}

// What a sentence before a list says the list is.
std::optional<AdSection> LeadInSection(std::string_view sentence) {
  static const PhraseTable kOffers({{1,
                                     "package|benefits|we offer|offers|perks|vi tilbyr|vi "
                                     "tilbyd|tilbyr vi|compensation|får du|hos oss"}});
  if (kOffers.ContainsAny(sentence)) return AdSection::kOffer;
  const AdCues cues = FindCues(SplitWords(sentence));
  if (cues.nice) return AdSection::kDesired;
  if (cues.must || cues.experience || cues.demand) return AdSection::kRequired;
  if (cues.task) return AdSection::kTasks;
  return std::nullopt;
}

class BlockBuilder {
 public:
  void Add(const Line& line) {
    if (const auto split = SplitInlineHeading(line); split && !line.list_item) {
      Heading(split->first, HeadingSection(split->first));
      blocks_.push_back({AdBlock::Kind::kParagraph, section_, split->second});
      return;
    }
    const std::optional<AdSection> section =
        line.list_item ? std::nullopt : HeadingSection(line.text);
    if (IsHeading(line, section.has_value())) {
      Heading(line.text, section);
    } else {
      Push(line);
    }
  }
  std::vector<AdBlock> Take() { return std::move(blocks_); }

 private:
  void Heading(const std::string& text, std::optional<AdSection> section) {
    lead_in_ = std::nullopt;
    // A heading nobody knows is one of the section's own, but ends what is not about the job.
    if (section) {
      section_ = *section;
    } else if (section_ >= AdSection::kCompany) {
      section_ = AdSection::kIntroduction;
    }
    blocks_.push_back({AdBlock::Kind::kHeading, section_, text});
  }
  void Push(const Line& line) {
    if (!line.list_item) {
      blocks_.push_back({AdBlock::Kind::kParagraph, section_, line.text});
      // "It is a plus if you know:" names what the list below it is.
      lead_in_ = line.text.ends_with(":") ? LeadInSection(line.text) : std::nullopt;
      return;
    }
    blocks_.push_back({AdBlock::Kind::kListItem, lead_in_.value_or(section_), line.text});
  }

  AdSection section_ = AdSection::kIntroduction;
  std::optional<AdSection> lead_in_;
  std::vector<AdBlock> blocks_;
};

std::string PlainText(const std::vector<AdBlock>& blocks) {
  std::string text;
  for (const AdBlock& block : blocks) {
    if (block.kind == AdBlock::Kind::kHeading && !text.empty()) text += '\n';
    if (block.kind == AdBlock::Kind::kListItem) text += "* ";
    text += block.text;
    text += '\n';
  }
  return text;
}

// Abbreviations that end in a full stop without ending the sentence.
bool EndsInAbbreviation(std::string_view text) {
  static constexpr std::array<std::string_view, 22> kAbbreviations = {
      "e.g.",  "i.e.",   "etc.", "incl.", "min.", "max.", "approx.", "sr.",   "jr.", "no.", "dept.",
      "bl.a.", "f.eks.", "mv.",  "osv.",  "ca.",  "evt.", "ev.",     "inkl.", "pr.", "nr.", "tlf."};
  const std::string lower = FoldCase(text);
  return std::any_of(kAbbreviations.begin(), kAbbreviations.end(),
                     [&](std::string_view abbreviation) {
                       if (!lower.ends_with(abbreviation)) return false;
                       const size_t before = lower.size() - abbreviation.size();
                       return before == 0 || !IsAsciiLetter(lower[before - 1]);
                     });
}

}  // namespace

Advertisement ReadAdvertisement(std::string_view advertisement) {
  const bool html = LooksLikeHtml(advertisement);
  const std::string text =
      CleanUtf8(html ? HtmlToMarkdown(advertisement) : std::string(advertisement));
  BlockBuilder builder;
  for (const Line& line : ReadLines(text)) builder.Add(line);
  Advertisement read;
  read.blocks = builder.Take();
  read.text = html ? PlainText(read.blocks) : text;
  return read;
}

std::vector<std::string_view> SplitSentences(std::string_view text) {
  std::vector<std::string_view> sentences;
  size_t begin = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == ';';
    if (!stop || text[i + 1] != ' ') continue;
    if (text[i] == '.' && EndsInAbbreviation(text.substr(begin, i + 1 - begin))) continue;
    if (text[i] == '.' && i + 2 < text.size() && StartsLower(text.substr(i + 2))) continue;
    sentences.push_back(text.substr(begin, i + 1 - begin));
    begin = i + 2;
  }
  if (begin < text.size()) sentences.push_back(text.substr(begin));
  return sentences;
}

std::string AdLanguage(std::string_view text) {
  enum { kBokmaal, kNynorsk, kNorwegian, kEnglish };
  static const PhraseTable kSmallWords({
      {kNorwegian, "og|på|som|til|av|er|vi|med|du|erfaring"},
      {kBokmaal,
       "ikke|en|jeg|fra|være|noe|hva|arbeidsoppgaver|egenskaper|kvalifikasjoner|"
       "hos oss"},
      {kNynorsk,
       "ikkje|ein|eg|frå|vere|noko|kva|eit|arbeidsoppgåver|eigenskapar|"
       "kvalifikasjonar|dei|ynskjer|ønskjer|søkjer"},
      {kEnglish, "and|the|of|to|with|you|is|or|our|experience"},
  });
  std::array<int, 4> counts = {};
  for (const PhraseTable::Match& match : kSmallWords.Find(SplitWords(text))) {
    ++counts[static_cast<size_t>(match.tag)];
  }
  const int norwegian = counts[kNorwegian] + counts[kBokmaal] + counts[kNynorsk];
  static constexpr std::array<std::string_view, 6> kLetters = {"æ", "ø", "å", "Æ", "Ø", "Å"};
  const bool letters = std::any_of(kLetters.begin(), kLetters.end(),
                                   [&](std::string_view letter) { return Contains(text, letter); });
  if (norwegian < counts[kEnglish] || (norwegian == counts[kEnglish] && !letters)) return "en";
  return counts[kNynorsk] > counts[kBokmaal] ? "nn" : "nb";
}

}  // namespace utvalg::rank
