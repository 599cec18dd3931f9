// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/education.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "common/base/utf8.h"
#include "common/lexicon/education_levels.h"
#include "services/parse/core/cv_facts.h"
#include "services/parse/core/entries.h"
#include "services/parse/core/entry_lines.h"
#include "services/parse/core/entry_pieces.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::Education;
using utvalg::cv::v1::EducationLevel;

struct Scored {
  Piece piece;
  int lean = 0;  // Positive: degree or field. Negative: institution.
  bool degree = false;
};

// What one entry offers.
struct Candidate {
  std::vector<Scored> texts;
  Piece place;
};

// A degree is named, and not only as part of the name of a school ("Eid vidaregåande skule", "Trade
// School").
bool NamesDegree(std::string_view text) {
  for (const lexicon::DegreeMention& mention : lexicon::FindDegrees(text)) {
    size_t end = mention.end;
    // "Grunnskole" and nothing else is what was finished, not where.
    if (mention.begin == 0 && end == text.size() && text.find(' ') == std::string_view::npos)
      return true;
    if (end < text.size() && text[end] == ' ') end = std::min(text.find(' ', end + 1), text.size());
    if (InstitutionScore(text.substr(mention.begin, end - mention.begin)) == 0) return true;
  }
  return false;
}

int Lean(std::string_view text, bool* degree) {
  *degree = NamesDegree(text);
  const int institution = InstitutionScore(text);
  // "MSc Data and Analytics" is no firm, though firms are called so.
  const int organisation = *degree ? 0 : OrganisationScore(text) / 3;
  return (*degree ? 80 : 0) - (institution > 0 ? institution : organisation);
}

// What a label says is beyond doubt.
constexpr int kLabelled = 200;

Scored Score(const Piece& piece) {
  Scored scored{piece, 0, false};
  scored.lean = Lean(piece.text, &scored.degree);
  if (piece.label == FieldLabel::kSchool) scored.lean = -kLabelled;
  if (piece.label == FieldLabel::kDegree) scored = {piece, kLabelled, true};
  return scored;
}

// How sure a side must be an institution to be cut off another piece.
constexpr int kInstitution = -30;

constexpr std::array<std::string_view, 6> kSchoolHeads = {"University of ",     "Universitetet i ",
                                                          "Universitetet for ", "Høgskolen i ",
                                                          "Høyskolen i ",       "Høgskulen i "};

// Where a school begins that nothing parts from the degree before it, npos when it does not: at a
// word that schools' names begin with ("Bachelor in Accounting University of Colorado"), or where
// capitals follow the small letters of a field ("Fagbrev som elektriker Kuben videregående skole").
size_t TouchingSchool(std::string_view text) {
  for (size_t space = text.find(' '); space != std::string_view::npos;
       space = text.find(' ', space + 1)) {
    const std::string_view left = text.substr(0, space), right = text.substr(space + 1);
    if (!StartsUpper(right) || InstitutionScore(right) == 0) continue;
    const std::string_view last = left.substr(left.find_last_of(' ') + 1);
    const bool field = StartsLower(last) && CodePoints(last) >= 4;
    const bool head = std::any_of(kSchoolHeads.begin(), kSchoolHeads.end(),
                                  [&](std::string_view name) { return right.starts_with(name); });
    if ((field || head) && InstitutionScore(left) == 0 && NamesDegree(left)) return space;
  }
  return std::string_view::npos;
}

// Cuts a piece where its two sides differ most: "Bachelor i sykepleie, Høgskolen i Bergen". Without
// `any`, one side has to look like an institution by its own words.
bool SplitMixed(const Piece& piece, bool any, std::vector<Scored>* out) {
  const std::string_view text = piece.text;
  int best = 50;
  size_t best_left = 0, best_right = 0;
  const auto consider = [&](size_t left_end, size_t right_begin, int at_least) {
    const std::string_view left = text.substr(0, left_end), right = text.substr(right_begin);
    if (TrimSeparators(left).empty() || TrimSeparators(right).empty()) return;
    bool degree = false;
    const int a = Lean(left, &degree), b = Lean(right, &degree);
    if (!any && a > kInstitution && b > kInstitution) return;
    if (std::abs(a - b) < at_least) return;
    best = std::abs(a - b);
    best_left = left_end;
    best_right = right_begin;
  };
  for (size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    // Of equal cuts the last: "Tekniker, bygg, Fagskolen i Gjøvik".
    consider(comma, comma + 1, std::max(best, 51));
  }
  for (const std::string_view connector : {" at ", " ved ", " hos ", " fra ", " from ", " frå "}) {
    const size_t at = text.find(connector);
    if (at != std::string_view::npos) consider(at, at + connector.size(), best + 1);
  }
  // A degree in a column so narrow that it touches the school.
  for (const lexicon::DegreeMention& degree : lexicon::FindDegrees(text)) {
    const size_t end = degree.end;
    // "Marietta College Bachelor of Arts".
    if (degree.begin > 1 && text[degree.begin - 1] == ' ' &&
        StartsUpper(text.substr(degree.begin)) &&
        InstitutionScore(text.substr(0, degree.begin)) > 0) {
      consider(degree.begin - 1, degree.begin, best + 1);
    }
    if (degree.begin != 0 || end + 1 >= text.size() || text[end] != ' ' ||
        text.substr(0, end).ends_with(" of")) {
      continue;
    }
    if (StartsUpper(text.substr(end + 1)) && InstitutionScore(text.substr(end)) > 0) {
      consider(end, end + 1, best + 1);
    }
  }
  if (best_right == 0) {
    const size_t school = TouchingSchool(text);
    if (school != std::string_view::npos) consider(school, school + 1, best + 1);
  }
  if (best_right == 0) return false;
  const Piece left = SubPiece(piece, 0, best_left);
  const Piece right = SubPiece(piece, best_right, text.size());
  if (!SplitMixed(left, false, out)) out->push_back(Score(left));
  if (!SplitMixed(right, false, out)) out->push_back(Score(right));
  return true;
}

// "OSLOMET – STORBYUNIVERSITETET": two pieces of a line that both name the school are one.
void JoinInstitution(std::vector<Scored>* texts) {
  for (size_t i = 0; i + 1 < texts->size(); ++i) {
    Piece& left = (*texts)[i].piece;
    const Piece& right = (*texts)[i + 1].piece;
    if ((*texts)[i].lean > kInstitution || (*texts)[i + 1].lean > kInstitution) continue;
    const size_t gap = right.begin - (left.begin + left.text.size());
    if (left.line != right.line || right.after_tab || gap > 5) continue;
    left.text = std::string_view(left.text.data(), right.begin + right.text.size() - left.begin);
    (*texts)[i].lean = std::min((*texts)[i].lean, (*texts)[i + 1].lean);
    texts->erase(texts->begin() + static_cast<long>(i) + 1);
  }
}

Candidate Gather(const std::vector<Piece>& pieces) {
  Candidate candidate;
  for (const Piece& piece : pieces) {
    if (piece.place) {
      if (candidate.place.text.empty()) candidate.place = piece;
      continue;
    }
    Piece text = piece;
    const Piece place = SplitPlace(&text);
    if (!place.text.empty() && candidate.place.text.empty()) candidate.place = place;
    const bool labelled = piece.label == FieldLabel::kSchool || piece.label == FieldLabel::kDegree;
    if (labelled || !SplitMixed(text, false, &candidate.texts))
      candidate.texts.push_back(Score(text));
  }
  JoinInstitution(&candidate.texts);
  // No word tells the institution: a lone piece is cut where its sides differ.
  if (candidate.texts.size() == 1 && candidate.texts[0].lean >= 0) {
    const Piece only = candidate.texts[0].piece;
    std::vector<Scored> parts;
    if (SplitMixed(only, true, &parts)) candidate.texts = std::move(parts);
  }
  return candidate;
}

// "Bachelor of Science in Physics", "Master i økonomi": the field behind the connector. Empty when
// there is none.
std::string_view FieldOf(std::string_view degree) {
  for (const std::string_view connector : {" in ", " i ", " innen ", " innan "}) {
    const size_t at = degree.find(connector);
    if (at != std::string_view::npos) return TrimSeparators(degree.substr(at + connector.size()));
  }
  for (const std::string_view connector : {", ", " - ", " – ", ": "}) {
    const size_t at = degree.find(connector);
    if (at == std::string_view::npos) continue;
    const std::string_view left = degree.substr(0, at),
                           right = degree.substr(at + connector.size());
    // "Nursing, Bachelor".
    return TrimSeparators(!NamesDegree(left) && NamesDegree(right) ? left : right);
  }
  // "Bachelor sykepleie"; where "Master of Science Psychology" is to be cut nobody can say.
  const std::vector<lexicon::DegreeMention> mentions = lexicon::FindDegrees(degree);
  if (mentions.size() != 1 || mentions.front().begin != 0 ||
      degree.find(" of ") != std::string_view::npos)
    return {};
  const std::string_view rest = degree.substr(mentions.front().end);
  const std::string_view field = TrimSeparators(rest);
  return rest.starts_with(' ') && HasLetter(field) && field.size() <= 60 ? field
                                                                         : std::string_view();
}

class SectionReader {
 public:
  SectionReader(const SectionedText& cv, const SectionRange& section)
      : cv_(cv), section_(section) {}

  void Read(std::vector<Education>* out) {
    lines_ = ReadLines(cv_, section_);
    const std::vector<Entry> entries = JoinHalves(SplitEntries(&lines_));
    std::vector<Candidate> candidates;
    int vote = 0;
    for (const Entry& entry : entries) {
      candidates.push_back(Gather(CutPieces(cv_, lines_, entry)));
      const std::vector<Scored>& texts = candidates.back().texts;
      if (texts.size() >= 2) vote += std::clamp(texts[0].lean - texts[1].lean, -120, 120);
    }
    for (size_t i = 0; i < entries.size(); ++i) {
      if (candidates[i].texts.empty()) continue;
      out->push_back(Make(entries[i], candidates[i], vote >= 0));
    }
  }

 private:
  // Without dates every line may look like an entry: a degree and the school under it are one.
  std::vector<Entry> JoinHalves(const std::vector<Entry>& entries) const {
    std::vector<Entry> out;
    int last = 0;  // Lean of the open entry, 0 when it is closed.
    for (const Entry& entry : entries) {
      bool degree = false;
      const bool single = !entry.dated && entry.header_last == entry.first + 1;
      const int lean = single ? Lean(lines_[entry.first].text, &degree) : 0;
      const bool joins = single && last != 0 && !out.empty() && out.back().last == entry.first &&
                         ((last > 0) != (lean > 0) || lean == 0);
      if (joins) {
        out.back().last = entry.last;
        out.back().header_last = entry.header_last;
        if (lean != 0) last = 0;
      } else {
        out.push_back(entry);
        last = lean;
      }
    }
    return out;
  }

  Education Make(const Entry& entry, const Candidate& candidate, bool degree_first) const {
    Education education;
    const Scored* institution = nullptr;
    const Scored* degree = nullptr;
    for (const Scored& text : candidate.texts) {
      if (text.lean < 0 && (institution == nullptr || text.lean < institution->lean)) {
        institution = &text;
      }
    }
    for (const Scored& text : candidate.texts) {
      if (&text == institution) continue;
      if (degree == nullptr || (text.degree && !degree->degree)) degree = &text;
    }
    if (institution == nullptr && candidate.texts.size() >= 2) {
      // No word tells: the order of the others does.
      for (const Scored& text : candidate.texts) {
        if (&text == degree) continue;
        const bool before = text.piece.begin < degree->piece.begin;
        if (before != degree_first || candidate.texts.size() == 2) {
          institution = &text;
          break;
        }
      }
    }
    if (degree != nullptr) SetDegree(candidate, *degree, institution, &education);
    if (institution != nullptr) {
      education.set_institution(std::string(institution->piece.text));
      SetSpan(institution->piece.begin, institution->piece.begin + institution->piece.text.size(),
              education.mutable_institution_span());
    }
    education.set_place(std::string(candidate.place.text));
    SetDates(entry, &education);
    SetLevel(entry, institution, &education);
    SetSpan(lines_[entry.first].begin, End(lines_[entry.last - 1]), education.mutable_span());
    return education;
  }

  void SetDegree(const Candidate& candidate, const Scored& degree, const Scored* institution,
                 Education* education) const {
    education->set_degree(std::string(degree.piece.text));
    SetSpan(degree.piece.begin, degree.piece.begin + degree.piece.text.size(),
            education->mutable_degree_span());
    education->set_field(std::string(FieldOf(degree.piece.text)));
    if (!education->field().empty()) return;
    for (const Scored& text : candidate.texts) {
      if (&text == &degree || &text == institution || text.piece.text.size() > 60) continue;
      education->set_field(std::string(text.piece.text));
      break;
    }
  }

  void SetDates(const Entry& entry, Education* education) const {
    if (!entry.dated) return;
    const lexicon::Period& period = lines_[entry.anchor].period;
    if (period.single && !period.current) {
      // One date is when it was finished.
      ToProto(period.end ? period.end : period.start, education->mutable_end());
      return;
    }
    if (period.start) ToProto(period.start, education->mutable_start());
    if (period.end) ToProto(period.end, education->mutable_end());
    education->set_current(period.current && !period.end);
  }

  // The degree says it, then another line, and the name of the school only when nothing else does.
  void SetLevel(const Entry& entry, const Scored* institution, Education* education) const {
    EducationLevel level = lexicon::HighestLevel(education->degree());
    for (const bool school : {false, true}) {
      for (size_t i = entry.first; i < entry.last; ++i) {
        if (level != utvalg::cv::v1::EDUCATION_LEVEL_UNSPECIFIED) break;
        const bool names_it = institution != nullptr && institution->piece.line == i;
        if (names_it == school) level = lexicon::HighestLevel(lines_[i].text);
      }
    }
    education->set_level(level);
    education->set_nus(std::string(lexicon::NusDigit(level)));
  }

  static size_t End(const EntryLine& line) { return line.begin + line.text.size(); }

  const SectionedText& cv_;
  const SectionRange& section_;
  std::vector<EntryLine> lines_;
};

}  // namespace

std::vector<Education> ReadEducation(const SectionedText& cv) {
  std::vector<Education> education;
  for (const SectionRange& section : cv.sections) {
    if (section.kind == utvalg::cv::v1::SECTION_KIND_EDUCATION) {
      SectionReader(cv, section).Read(&education);
    }
  }
  return education;
}

}  // namespace utvalg::parse
