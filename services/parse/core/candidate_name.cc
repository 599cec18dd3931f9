// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/candidate_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/words.h"
#include "common/lexicon/education_levels.h"
#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/name_evidence.h"
#include "services/parse/core/name_parts.h"
#include "services/parse/core/name_words.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

constexpr int kEnough = 35;

// A stretch that may be the name.
struct Guess {
  size_t paragraph = 0;
  size_t begin = 0;
  size_t end = 0;
  int score = 0;
};

class Finder {
 public:
  Finder(const RedactContext& context, std::string_view file_name, RedactionFindings* findings)
      : context_(context), findings_(findings), evidence_(context, file_name, *findings) {}

  CandidateName Find() {
    CandidateName name = Labelled();
    std::vector<Guess> places;
    if (name.Empty()) places = Best(Guesses(Where::kHeader));
    if (!places.empty()) name = NameAt(places);
    // Large type over a page may be a school's; a name that an address has beats it.
    const bool guessed = name.Empty() || !places.empty();
    if (guessed && !evidence_.Empty() && evidence_.Score(name.parts) == 0) {
      if (std::vector<Guess> known = Best(Guesses(Where::kAnywhere)); !known.empty()) {
        places = std::move(known);
        name = NameAt(places);
      }
    }
    for (const Guess& place : places)
      findings_->push_back({place.paragraph, place.begin, place.end, REDACTION_REASON_NAME});
    AddPartsOfAddress(&name);
    return name;
  }

 private:
  std::string_view TextOf(const Guess& guess) const {
    return context_.paragraphs[guess.paragraph].text.substr(guess.begin, guess.end - guess.begin);
  }

  // "Navn: Kari Nordmann", or first and last name on lines of their own.
  CandidateName Labelled() {
    CandidateName name;
    for (RedactionFinding& finding : *findings_) {
      if (finding.reason != REDACTION_REASON_NAME) continue;
      const std::string_view text = context_.paragraphs[finding.paragraph].text.substr(
          finding.begin, finding.end - finding.begin);
      if (!HasNameShape(WithoutCredentials(text)) && text.find(',') == std::string_view::npos)
        continue;
      if (!name.full.empty()) {
        // A second label may repeat the whole name, or give its other half.
        if (name.full.find(text) != std::string::npos) continue;
        if (CountWords(name.full) >= 2 && CountWords(text) >= 2) continue;
        name.full += ' ';
      }
      name.full += text;
    }
    name.parts = NameParts(name.full);
    return name;
  }

  // Where the best guess stands, on one line or more; empty when none is good enough.
  std::vector<Guess> Best(std::vector<Guess> guesses) const {
    for (Guess& guess : guesses) guess.score = Score(guess);
    const auto best =
        std::max_element(guesses.begin(), guesses.end(),
                         [](const Guess& a, const Guess& b) { return a.score < b.score; });
    if (best == guesses.end() || best->score < kEnough) return {};
    std::vector<Guess> places = {*best};
    AddSplitParts(&places);
    return places;
  }

  CandidateName NameAt(const std::vector<Guess>& places) const {
    CandidateName name;
    for (const Guess& place : places) {
      if (!name.full.empty()) name.full += ' ';
      name.full += TextOf(place);
    }
    name.parts = NameParts(name.full);
    return name;
  }

  // "I'm Kari" and "kari.nordmann@": the surname goes too, wherever it stands. Named nowhere, the
  // candidate may still be spoken of.
  void AddPartsOfAddress(CandidateName* name) const {
    const std::vector<NamePart> own = NameParts(evidence_.NameInEmail());
    const auto has = [&](const NamePart& part) {
      return std::any_of(name->parts.begin(), name->parts.end(),
                         [&](const NamePart& other) { return other.plain == part.plain; });
    };
    const bool same_person = std::any_of(own.begin(), own.end(), [&](const NamePart& part) {
      return has(part) || IsGivenName(part.lower);
    });
    const bool only_names = std::none_of(own.begin(), own.end(), [](const NamePart& part) {
      return part.vocabulary || part.word || part.plain.size() < 3;
    });
    if (!same_person && !only_names) return;
    for (const NamePart& part : own) {
      if (!has(part) && !part.vocabulary && part.plain.size() >= 3) name->parts.push_back(part);
    }
  }

  enum class Where : uint8_t {
    kHeader,    // The header, and lines in large type on the first page wherever they stand.
    kAnywhere,  // All of the document: only names that an address, a link or the file name has.
  };

  std::vector<Guess> Guesses(Where where) const {
    std::vector<Guess> guesses;
    for (size_t p = 0; p < context_.paragraphs.size(); ++p) {
      const ContextParagraph& paragraph = context_.paragraphs[p];
      const bool large = SizeOf(p) >= SizeClass::kTitle && OnFirstPage(p);
      const bool place = where == Where::kAnywhere || paragraph.Own() || large || FollowsClosing(p);
      if (!place || (paragraph.heading && !large) || paragraph.text.size() > 400) continue;
      for (const bool commas : {false, true}) {
        for (const Segment& segment : SplitSegments(paragraph.text, commas)) {
          // "Kari Nordmann +47 901 23 456": beside contact details no sign is needed.
          for (const Segment& part : FreeParts(*findings_, p, segment))
            AddGuess(where, p, NameCore(paragraph.text, part), &guesses);
        }
      }
    }
    return guesses;
  }

  void AddGuess(Where where, size_t p, Segment core, std::vector<Guess>* guesses) const {
    const std::string_view text =
        context_.paragraphs[p].text.substr(core.begin, core.end - core.begin);
    if (core.end <= core.begin || !HasNameShape(text) || EndsInTitle(text)) return;
    if (where == Where::kHeader || IsKnown(p, NameParts(text)))
      guesses->push_back({p, core.begin, core.end, 0});
  }

  // By an address, a link or the file name; one word alone in large type by an address.
  bool IsKnown(size_t p, const std::vector<NamePart>& parts) const {
    if (evidence_.KnowsWhole(parts)) return true;
    return parts.size() == 1 && SizeOf(p) >= SizeClass::kTitle && parts[0].plain.size() >= 3 &&
           evidence_.InEmails(parts[0]);
  }

  // "Kari Nordmann, Prosjektleder": the half before the comma is a guess of its own. A surname that
  // is a trade stands in front ("Baker, Tom").
  static bool EndsInTitle(std::string_view text) {
    const size_t comma = text.find(',');
    if (comma == std::string_view::npos || CountWords(text.substr(0, comma)) < 2) return false;
    const std::string_view tail = TrimSeparators(text.substr(comma + 1));
    return TitleScore(tail) > 0 || taxonomy::Taxonomy::Get().FindOccupation(tail).confidence >= 900;
  }

  bool OnFirstPage(size_t p) const {
    const Paragraph& paragraph = context_.document->paragraphs[p];
    return paragraph.placements.empty() ? p < 12 : paragraph.placements.front().page <= 1;
  }

  SizeClass SizeOf(size_t p) const {
    SizeClass size = SizeClass::kSmaller;
    for (const StyleRun& run : context_.document->paragraphs[p].runs)
      size = std::max(size, run.size);
    return size;
  }

  // "Med vennlig hilsen" and the name under it.
  bool FollowsClosing(size_t p) const {
    if (p == 0) return false;
    constexpr std::string_view kClosings =
        "|med vennlig hilsen|vennlig hilsen|mvh|hilsen|beste hilsen|med vennleg helsing|"
        "venleg helsing|beste helsing|helsing|sincerely|regards|best regards|kind regards|"
        "yours sincerely|yours faithfully|yours truly|";
    std::string_view before = TrimSeparators(context_.paragraphs[p - 1].lower);
    while (before.ends_with('.') || before.ends_with('!')) before.remove_suffix(1);
    return !before.empty() && kClosings.find("|" + std::string(before) + "|") != kClosings.npos;
  }

  static std::string_view WithoutCredentials(std::string_view text) {
    const Segment core = NameCore(text, {0, text.size()});
    return text.substr(core.begin, core.end - core.begin);
  }

  static bool IsEdgeWord(const std::string& lower) {
    constexpr std::array<std::string_view, 26> kWords = {
        "cv",     "cv:",       "curriculum", "vitae",       "resume",    "résumé",  "for",
        "of",     "av",        "by",         "om",          "til",       "jeg",     "hei",
        "navn:",  "name:",     "namn:",      "contact",     "contacts",  "kontakt", "profile",
        "profil", "portfolio", "søknad",     "application", "personalia"};
    return IsCredential(lower) || std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
  }

  // A segment without words before and behind that are no name: "CV – ", "Mr.", ", PhD",
  // "(she/her)".
  static Segment NameCore(std::string_view text, Segment segment) {
    std::string_view piece = text.substr(segment.begin, segment.end - segment.begin);
    const size_t greeting = GreetingLength(piece);
    piece.remove_prefix(greeting);
    while (greeting > 0 && (piece.ends_with('.') || piece.ends_with('!'))) piece.remove_suffix(1);
    const size_t bracket = piece.find('(');
    if (bracket != std::string_view::npos && bracket > 0)
      piece = TrimSeparators(piece.substr(0, bracket));
    std::vector<Segment> words = SpacedWords(piece);
    const auto word = [&](size_t i) {
      return LowerAligned(
          TrimSeparators(piece.substr(words[i].begin, words[i].end - words[i].begin)));
    };
    size_t first = 0;
    size_t last = words.size();
    while (first + 1 < last && IsEdgeWord(word(first))) ++first;
    while (last > first + 1 && IsEdgeWord(word(last - 1))) --last;
    if (first == last) return {segment.begin, segment.begin};
    const std::string_view core =
        TrimSeparators(piece.substr(words[first].begin, words[last - 1].end - words[first].begin));
    const size_t begin = static_cast<size_t>(core.data() - text.data());
    return {begin, begin + core.size()};
  }

  int Score(const Guess& guess) const {
    const std::string_view text = TextOf(guess);
    const ContextParagraph& paragraph = context_.paragraphs[guess.paragraph];
    const std::vector<NamePart> parts = NameParts(text);
    if (parts.empty() || IsSectionHeadingText(text)) return -100;
    const int evidence = evidence_.Score(parts);
    // What an address or link says weighs more than what the words may mean.
    const int words = std::max(WordScore(text, parts), evidence >= 35 ? -40 : -200);
    return PlaceScore(guess, paragraph) + evidence + words;
  }

  int PlaceScore(const Guess& guess, const ContextParagraph& paragraph) const {
    int score = 0;
    switch (SizeOf(guess.paragraph)) {
      case SizeClass::kTitle:
        score += 40;
        break;
      case SizeClass::kLarger:
        score += 22;
        break;
      default:
        break;
    }
    if (guess.paragraph == 0) score += 15;
    if (guess.paragraph < 3) score += 10;
    if (FollowsClosing(guess.paragraph)) score += 30;
    const bool whole = guess.end - guess.begin + 3 >= paragraph.text.size();
    // One word alone over everything: the rule against single words does not weigh there.
    if (guess.paragraph == 0 && whole && CountWords(paragraph.text) == 1) score += 8;
    if (whole || guess.begin == 0) score += 8;
    if (context_.document->paragraphs[guess.paragraph].kind == ParagraphKind::kHeading) score += 10;
    if (paragraph.zone == Zone::kPersonal) score -= 10;
    // Contact beside or right below it.
    for (const RedactionFinding& finding : *findings_) {
      const bool contact =
          finding.reason == REDACTION_REASON_EMAIL || finding.reason == REDACTION_REASON_PHONE;
      if (contact && finding.paragraph >= guess.paragraph &&
          finding.paragraph <= guess.paragraph + 3) {
        score += 8;
        break;
      }
    }
    return score;
  }

  static int WordScore(std::string_view text, const std::vector<NamePart>& parts) {
    const taxonomy::Taxonomy& taxonomy = taxonomy::Taxonomy::Get();
    int given = 0, family = 0, words = 0, known = 0, header = 0;
    const bool initials_only =
        std::all_of(parts.begin(), parts.end(), [](const NamePart& part) { return part.particle; });
    for (size_t i = 0; i < parts.size(); ++i) {
      const std::string& lower = parts[i].lower;
      if (parts[i].particle && !initials_only) continue;
      ++words;
      const bool is_given = IsGivenName(lower);
      const bool is_family = IsFamilyName(lower);
      given += is_given;
      family += is_family && !is_given;
      if (!is_given && !is_family) known += taxonomy.IsLabelWord(lower);
      header += IsHeaderWord(lower);
    }
    if (words == 0 || 2 * header >= words) return -100;
    int score = (given > 0 ? 22 : 0) + (family > 0 ? 14 : 0);
    score += words >= 2 && words <= 4 ? 12 : (words == 1 ? -12 : 0);
    score -= 45 * known / words;
    score -= 50 * header / words;
    const bool listed = given > 0 && words >= 2 && known == 0;
    if (!listed) {
      if (TitleScore(text) > 0) score -= 70;
      if (OrganisationScore(text) > 0 || InstitutionScore(text) > 0) score -= 50;
      if (taxonomy.FindOccupation(text).confidence >= 900) score -= 60;
      if (HasPlace(text)) score -= 75;
      if (!lexicon::FindDegrees(text).empty()) score -= 70;
    }
    return score;
  }

  // "Haifa, Israel", "Russia, Fryazino".
  static bool HasPlace(std::string_view text) {
    if (IsPlace(text)) return true;
    const size_t comma = text.find(',');
    return comma != std::string_view::npos &&
           (IsPlace(text.substr(0, comma)) || IsPlace(text.substr(comma + 1)));
  }

  // The rest of a name that was set on two lines: the same large type, right above or below, a name
  // by its shape too.
  void AddSplitParts(std::vector<Guess>* places) const {
    const size_t p = places->front().paragraph;
    const SizeClass size = SizeOf(p);
    const bool greets = GreetingLength(context_.paragraphs[p].text) > 0;
    if (!greets && !IsWhole(places->front())) return AddLineBelow(places);
    if (size < SizeClass::kLarger) return;
    for (size_t other = p; other-- > 0 && IsNamePiece(other, p, size);) {
      places->insert(places->begin(), Whole(other));
    }
    for (size_t other = p + 1; other < context_.paragraphs.size() && IsNamePiece(other, p, size);
         ++other) {
      places->push_back(Whole(other));
    }
  }

  // The second line of a long name whose first line shares its paragraph with the contact details
  // beside it: every word of it is in the e-mail address.
  void AddLineBelow(std::vector<Guess>* places) const {
    const size_t below = places->front().paragraph + 1;
    if (below >= context_.paragraphs.size()) return;
    const ContextParagraph& paragraph = context_.paragraphs[below];
    if (paragraph.zone != Zone::kHeader || paragraph.heading || !HasNameShape(paragraph.text) ||
        CountWords(paragraph.text) > 4 || Overlaps(*findings_, below, 0, paragraph.text.size())) {
      return;
    }
    for (const NamePart& part : NameParts(paragraph.text)) {
      // "Sykepleier" below the name is a title, whatever the address says.
      if (part.word || part.plain.size() < 2 || !evidence_.InEmails(part)) return;
    }
    places->push_back(Whole(below));
  }

  // "Nordmann." ends the sentence that "I'm Kari" began.
  Guess Whole(size_t p) const {
    const std::string_view text = context_.paragraphs[p].text;
    return {p, 0, text.size() - (text.size() > 4 && text.ends_with('.')), 0};
  }

  bool IsNamePiece(size_t other, size_t p, SizeClass size) const {
    const ContextParagraph& paragraph = context_.paragraphs[other];
    if (SizeOf(other) != size || paragraph.heading || !HasNameShape(TextOf(Whole(other))) ||
        CountWords(paragraph.text) > 4)
      return false;
    if (context_.document->paragraphs[other].region != context_.document->paragraphs[p].region)
      return false;
    // A surname that is a trade or a place too is known by the e-mail address.
    const bool known = evidence_.Score(NameParts(TextOf(Whole(other)))) >= 35;
    return (known || Score(Whole(other)) >= 0) &&
           !Overlaps(*findings_, other, 0, paragraph.text.size());
  }

  bool IsWhole(const Guess& guess) const {
    return guess.end - guess.begin + 2 >= context_.paragraphs[guess.paragraph].text.size();
  }

  const RedactContext& context_;
  RedactionFindings* findings_;
  NameEvidence evidence_;
};

}  // namespace

CandidateName FindCandidateName(const RedactContext& context, std::string_view file_name,
                                RedactionFindings* findings) {
  return Finder(context, file_name, findings).Find();
}

}  // namespace utvalg::parse
