// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/trait_phrases.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/phrases.h"
#include "services/parse/core/text_shape.h"
#include "services/parse/core/trait_sentences.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.
using namespace utvalg::cv::v1;        // NOLINT: kinds of section.

enum class Where : uint8_t { kAnywhere, kSelf, kLine, kMember };

struct Trait {
  RedactionReason reason = REDACTION_REASON_UNSPECIFIED;
  Where where = Where::kAnywhere;
};

struct TraitList {
  RedactionReason reason;
  Where where;
  std::string_view phrases;
};

constexpr TraitList kTraits[] = {
#include "services/parse/core/trait_phrases.inc"
};

const lexicon::PhraseTable<Trait>& Traits(bool line) {
  static const auto& tables = *[] {
    auto* both = new std::array<lexicon::PhraseTable<Trait>, 2>();
    for (const TraitList& list : kTraits)
      (*both)[list.where == Where::kLine].Add(list.phrases, {list.reason, list.where});
    return both;
  }();
  return tables[line];
}

// Work with other people's leave or illness.
constexpr std::array<std::string_view, 47> kOtherPeople = {
    "handled",      "processed",  "processing", "administer",    "administr",   "saksbehand",
    "coordinat",    "koordiner",  "cover",      "vikar",         "ansatte",     "tilsette",
    "employees",    "managed",    "managing",   "oppfølging",    "oppfølgjing", "follow-up",
    "policy",       "policies",   "benefits",   "claims",        "søknad",      "application",
    "payroll",      "lønn",       "refusjon",   "stedfortreder", "patients",    "pasienter",
    "pasientar",    "brukere",    "brukarar",   "clients",       "students",    "elever",
    "elevar",       "children",   "barn med",   "personer med",  "people with", "mennesker med",
    "menneske med", "voksne med", "vaksne med", "unge med",      "pupils"};

bool AboutOthers(std::string_view lower) {
  return std::any_of(kOtherPeople.begin(), kOtherPeople.end(), [&](std::string_view word) {
    return lower.find(word) != std::string_view::npos;
  });
}

constexpr std::array<std::string_view, 24> kMembership = {
    "medlem",        "medlemskap",   "member",    "membership",   "organisert",
    "tillitsvalgt",  "tillitsvald",  "verv",      "aktiv i",      "active in",
    "styremedlem",   "leder i",      "leiar i",   "kandidat for", "candidate for",
    "listekandidat", "kommunestyre", "lokallag",  "partimedlem",  "engasjert i",
    "engaged in",    "volunteer",    "frivillig", "representant"};

bool SaysMembership(std::string_view lower) {
  return std::any_of(kMembership.begin(), kMembership.end(), [&](std::string_view word) {
    return lower.find(word) != std::string_view::npos;
  });
}

bool WrittenAsName(std::string_view written) {
  size_t at = 0;
  return IsUpper(NextCodePoint(written, &at));
}

// Phrases that are ordinary words in small letters ("høyre", "delta", "lo", "venstre", "parat",
// "lederne", "church").
bool NeedsCapital(std::string_view phrase, const Trait& trait) {
  if (trait.reason == REDACTION_REASON_POLITICS) return true;
  if (trait.reason == REDACTION_REASON_UNION)
    return !phrase.starts_with("fag") && phrase.find("union") == std::string_view::npos &&
           !phrase.starts_with("shop");
  return false;
}

// Short forms count in capitals only: "LO", "SV", "YS", "NTL".
bool NeedsAllCaps(std::string_view phrase) {
  constexpr std::array<std::string_view, 20> kShort = {
      "lo",  "sv",  "ys",  "ntl", "frp",  "mdg",  "krf", "auf",  "fpu", "nkp",
      "gmb", "cwa", "rmt", "uaw", "seiu", "nito", "3f",  "krfu", "ap",  "usdaw"};
  return std::find(kShort.begin(), kShort.end(), phrase) != kShort.end() && phrase != "frp";
}

// Names that begin a sentence as ordinary words or stand for much else: only behind "medlem av" and
// its like.
bool IsCommonWord(std::string_view phrase) {
  constexpr std::array<std::string_view, 12> kCommon = {"delta", "ap",      "parat", "lederne",
                                                        "unio",  "venstre", "høyre", "rødt",
                                                        "raudt", "unison",  "lo",    "sv"};
  return std::find(kCommon.begin(), kCommon.end(), phrase) != kCommon.end();
}

class Finder {
 public:
  Finder(const RedactContext& context, RedactionFindings* findings)
      : context_(context), findings_(findings) {}

  void Find() {
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) {
      const ContextParagraph& paragraph = context_.paragraphs[p];
      if (paragraph.heading) continue;
      FindPhrases(p, paragraph);
      if (paragraph.Own()) FindLines(p, paragraph);
      FindTraitSentences(paragraph, p, findings_);
    }
  }

 private:
  void FindPhrases(size_t p, const ContextParagraph& paragraph) {
    for (const auto& hit : Traits(false).FindAll(paragraph.lower)) {
      const std::string_view phrase =
          std::string_view(paragraph.lower).substr(hit.begin, hit.end - hit.begin);
      const std::string_view written = paragraph.text.substr(hit.begin, hit.end - hit.begin);
      if (hit.value.where == Where::kSelf &&
          (AboutOthers(paragraph.lower) || IsWork(paragraph, hit.value)))
        continue;
      if (hit.value.where == Where::kMember && !IsMembership(paragraph, phrase, written, hit.value))
        continue;
      findings_->push_back({p, hit.begin, hit.end, hit.value.reason});
    }
  }

  // Impairments in a description of work are those of others; leave in a list of jobs is the
  // candidate's own.
  static bool IsWork(const ContextParagraph& paragraph, const Trait& trait) {
    return trait.reason == REDACTION_REASON_HEALTH &&
           (paragraph.section == SECTION_KIND_EXPERIENCE ||
            paragraph.section == SECTION_KIND_EDUCATION ||
            paragraph.section == SECTION_KIND_SKILLS || paragraph.section == SECTION_KIND_COURSES);
  }

  static bool IsMembership(const ContextParagraph& paragraph, std::string_view phrase,
                           std::string_view written, const Trait& trait) {
    if (NeedsCapital(phrase, trait) && !WrittenAsName(written)) return false;
    if (NeedsAllCaps(phrase) && !IsAllCaps(written)) return false;
    if (IsCommonWord(phrase)) {
      const std::string_view before =
          TrimSpace(std::string_view(paragraph.lower)
                        .substr(0, static_cast<size_t>(written.data() - paragraph.text.data())));
      const bool member =
          before.ends_with(" av") || before.ends_with(" i") || before.ends_with(" for");
      return member && SaysMembership(paragraph.lower);
    }
    if (SaysMembership(paragraph.lower)) return true;
    // A union, party or congregation may be a place of work or of study, and a name on a
    // publication.
    switch (paragraph.section) {
      case SECTION_KIND_POSITIONS_OF_TRUST:
      case SECTION_KIND_VOLUNTEERING:
      case SECTION_KIND_INTERESTS:
      case SECTION_KIND_PERSONAL:
        return true;
      default:
        return false;
    }
  }

  // A field that is nothing but words of sex or family: "Mann", "Gift, 2 barn", "Married · 3
  // children".
  void FindLines(size_t p, const ContextParagraph& paragraph) {
    for (const Segment& segment : SplitSegments(paragraph.text, true)) {
      RedactionReason reason = REDACTION_REASON_UNSPECIFIED;
      if (IsTraitField(paragraph.lower, segment, &reason) &&
          !Overlaps(*findings_, p, segment.begin, segment.end)) {
        findings_->push_back({p, segment.begin, segment.end, reason});
      }
    }
  }

  static bool IsTraitField(std::string_view lower, Segment segment, RedactionReason* reason) {
    const std::string_view field = lower.substr(segment.begin, segment.end - segment.begin);
    if (IsChildCount(field)) {
      *reason = REDACTION_REASON_FAMILY;
      return true;
    }
    for (size_t at = 0; at < field.size();) {
      lexicon::PhraseTable<Trait>::Hit hit;
      if (!WordEndsAt(field, at) && Traits(true).At(field, at, &hit)) {
        *reason = hit.value.reason;
        at = hit.end;
        const size_t rest = at;
        if (IsChildCount(TrimSpace(field.substr(rest)))) return true;
        continue;
      }
      if (field.substr(at).starts_with("og ") || field.substr(at).starts_with("and ")) {
        at += field[at] == 'o' ? 3 : 4;
        if (IsChildCount(field.substr(at))) return *reason != REDACTION_REASON_UNSPECIFIED;
        continue;
      }
      if (field[at] != ' ' && field[at] != '.' && field[at] != '(' && field[at] != ')')
        return false;
      ++at;
    }
    return *reason != REDACTION_REASON_UNSPECIFIED;
  }

  const RedactContext& context_;
  RedactionFindings* findings_;
};

}  // namespace

void FindTraitPhrases(const RedactContext& context, RedactionFindings* findings) {
  Finder(context, findings).Find();
}

}  // namespace utvalg::parse
