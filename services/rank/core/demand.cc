// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/demand.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "common/lexicon/education_levels.h"
#include "common/lexicon/languages.h"
#include "common/lexicon/licences.h"
#include "services/rank/core/ad_cues.h"
#include "services/rank/core/demand_languages.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;
using job::v1::Importance;

constexpr size_t kMaxTextBytes = 240;
constexpr int kMaxSkills = 8;
constexpr int kOccupationConfidence = 700;

// Without the punctuation and bullets around it; a long one is cut between words.
std::string CleanText(std::string_view text) {
  text = Trim(text);
  while (!text.empty() && std::string_view(".,;:").find(text.back()) != std::string_view::npos) {
    // "etc." and "C." keep theirs only inside a sentence; at the end nothing is lost.
    text.remove_suffix(1);
    text = TrimEnd(text);
  }
  if (text.size() <= kMaxTextBytes) return std::string(text);
  const size_t space = text.rfind(' ', kMaxTextBytes);
  return std::string(text.substr(0, space == std::string_view::npos ? kMaxTextBytes : space)) +
         " …";
}

// Skills of ESCO that every advertisement asks for and no CV can show.
bool IsTransversal(std::string_view label) {
  static const PhraseTable kLabels({
      {1,
       "communication|work independently|create solutions to problems|manage time|cope with "
       "pressure|"
       "meet deadlines|deal with uncertainty|work in teams|cooperate with colleagues|"
       "show responsibility|adapt to change|listen actively|build team spirit|"
       "attend to detail|show initiative|think analytically|think creatively|think proactively|"
       "troubleshoot|show empathy|work efficiently|demonstrate enthusiasm|motivate others|"
       "assume responsibility|exercise patience|handle stressful situations|develop creative ideas|"
       "perform multiple tasks at the same time|adjust priorities|persist|have good manners|"
       "demonstrate willingness to learn|manage several projects|teamwork principles|solve "
       "problems|"
       "work under pressure|interpersonal communication|communicate with customers|respect"},
  });
  const std::vector<Word> words = SplitWords(label);
  const auto matches = kLabels.Find(words);
  return !matches.empty() && matches.front().words == words.size();
}

bool Counts(const taxonomy::SkillMention& mention) {
  return !mention.weak && !IsTransversal(mention.label);
}

void AddSkills(std::string_view text, const taxonomy::Taxonomy& taxonomy, Criterion* criterion) {
  for (const taxonomy::SkillMention& mention : taxonomy.FindSkillMentions(text)) {
    if (!Counts(mention) || mention.uri.empty() || criterion->esco_uris_size() >= kMaxSkills)
      continue;
    const auto& known = criterion->esco_uris();
    if (std::find(known.begin(), known.end(), mention.uri) == known.end()) {
      criterion->add_esco_uris(std::string(mention.uri));
    }
  }
}

// The occupation a text names, for "experience as ...".
void AddOccupation(std::string_view text, const taxonomy::Taxonomy& taxonomy,
                   Criterion* criterion) {
  size_t longest = 0;
  for (const auto& mention : taxonomy.FindOccupationMentions(text)) {
    if (mention.occupation.isco.empty() || mention.end - mention.begin <= longest) continue;
    longest = mention.end - mention.begin;
    criterion->set_isco(std::string(mention.occupation.isco));
    criterion->clear_esco_uris();
    if (!mention.occupation.uri.empty())
      criterion->add_esco_uris(std::string(mention.occupation.uri));
  }
}

// Degrees a demand names. Two letters ("MS SQL") are one only beside a word for education.
std::vector<lexicon::DegreeMention> Degrees(std::string_view text) {
  std::vector<lexicon::DegreeMention> degrees = lexicon::FindDegrees(text);
  if (!FindCues(SplitWords(text)).education) {
    std::erase_if(degrees, [](const auto& degree) { return degree.end - degree.begin <= 2; });
  }
  return degrees;
}

// The least level that meets the demand: "Bachelor or Master" asks for a bachelor.
cv::v1::EducationLevel LeastLevel(std::string_view text) {
  cv::v1::EducationLevel least = cv::v1::EDUCATION_LEVEL_UNSPECIFIED;
  for (const lexicon::DegreeMention& degree : Degrees(text)) {
    if (degree.level == cv::v1::EDUCATION_LEVEL_UNSPECIFIED) continue;
    if (least == cv::v1::EDUCATION_LEVEL_UNSPECIFIED || degree.level < least) least = degree.level;
  }
  if (least != cv::v1::EDUCATION_LEVEL_UNSPECIFIED) return least;
  static const PhraseTable kMaster(
      {{1, "masternivå|mastergradsnivå|master level|master s level|graduate level"}});
  if (kMaster.ContainsAny(text)) return cv::v1::EDUCATION_LEVEL_MASTER;
  static const PhraseTable kHigher(
      {{1,
        "bachelornivå|bachelorgradsnivå|bachelor level|university degree|college "
        "degree|degree|universitet|universitetsnivå|universitetsutdanning|høyskole|høyskolenivå|"
        "høyskoleutdanning|høgskole|høgskolenivå|høgskoleutdanning|høgskule|høgskulenivå|"
        "høgskuleutdanning|høyere utdanning|høyere utdannelse|"
        "høgare utdanning|3 årig*|treårig*"}});
  return kHigher.ContainsAny(text) ? cv::v1::EDUCATION_LEVEL_BACHELOR
                                   : cv::v1::EDUCATION_LEVEL_UNSPECIFIED;
}

// Whether a list goes on over the comma between the two: "DIPS, Gerica or Profil is an advantage"
// asks for any of them, with one force.
bool ListGoesOn(std::string_view before, std::string_view next) {
  constexpr size_t kMostWordsOfItem = 3;
  const std::vector<Word> words = SplitWords(next);
  const auto is_or = [](const Word& word) { return word.folded == "or" || word.folded == "eller"; };
  const auto joint = std::find_if(words.begin(), words.end(), is_or);
  const auto item = static_cast<size_t>(joint - words.begin());
  if (joint == words.end() || item == 0 || item > kMostWordsOfItem) return false;
  const std::vector<Word> of_before = SplitWords(before);
  return !FindCues(of_before).must && MinMonths(of_before) == 0 && Degrees(before).empty();
}

// Parts of a sentence that are asked with their own force: "BS in Accounting, MBA preferred".
std::vector<std::string_view> SplitByForce(std::string_view sentence) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  for (size_t i = 0; i + 1 < sentence.size(); ++i) {
    if (sentence[i] != ',' && sentence[i] != ';' && sentence[i] != '(') continue;
    const std::string_view before = sentence.substr(begin, i - begin);
    const std::string_view after = sentence.substr(i + 1);
    const size_t stop = after.find_first_of(",;)");
    const std::string_view next = after.substr(0, stop);
    const AdCues next_cues = FindCues(SplitWords(next));
    const AdCues before_cues = FindCues(SplitWords(before));
    const bool wish_follows = next_cues.nice && !before_cues.nice &&
                              ContentWords(SplitWords(next)) >= 1 &&
                              ContentWords(SplitWords(before)) >= 2;
    const bool cut = wish_follows && !(sentence[i] == ',' && ListGoesOn(before, next));
    if (!cut && sentence[i] != ';') continue;
    parts.push_back(before);
    begin = i + 1;
  }
  parts.push_back(sentence.substr(begin));
  return parts;
}

// Where a sentence that asks for a degree and for years may be cut in two; 0 = nowhere.
size_t CutBetween(std::string_view text, size_t degree_end) {
  for (const std::string_view joint :
       {" and ", " og ", " with ", " plus ", ", ", " samt ", " + ", " & "}) {
    const size_t at = text.find(joint, degree_end);
    if (at != std::string_view::npos && MinMonths(SplitWords(text.substr(at))) > 0 &&
        MinMonths(SplitWords(text.substr(0, at))) == 0) {
      return at;
    }
  }
  return 0;
}

// Where a sentence goes on from a driving licence to something else that is asked, or the other way
// round: "førerkort klasse D og yrkessjåførbevis"; 0 = nowhere.
size_t CutBesideLicence(std::string_view text) {
  if (lexicon::FindLicences(text).empty()) return 0;
  const auto other = [](std::string_view part) {
    const AdCues cues = FindCues(SplitWords(part));
    return lexicon::FindLicences(part).empty() && lexicon::FindLicenceClasses(part).empty() &&
           (cues.certificate || cues.experience || cues.education || cues.language ||
            cues.demand) &&
           ContentWords(SplitWords(part)) > 0;
  };
  for (const std::string_view joint : {" and ", " og ", " samt ", ", "}) {
    const size_t at = text.find(joint);
    if (at == std::string_view::npos) continue;
    const bool before = !lexicon::FindLicences(text.substr(0, at)).empty();
    if (before ? other(text.substr(at)) : other(text.substr(0, at))) return at;
  }
  return 0;
}

class DemandReader {
 public:
  DemandReader(const taxonomy::Taxonomy& taxonomy, Importance section)
      : taxonomy_(taxonomy), section_(section) {}

  void Read(std::string_view text) {
    const std::vector<Word> words = SplitWords(text);
    const AdCues cues = FindCues(words);
    if (cues.exception || words.empty() || (cues.negated && !cues.nice)) return;
    if (const size_t cut = CutBesideLicence(text); cut > 0) {
      Read(text.substr(0, cut));
      Read(text.substr(text.find(' ', cut + 1)));
      return;
    }
    const Importance importance = ImportanceOf(cues);
    if (ReadLicence(text, importance) || ReadLanguages(text, words, cues, importance)) return;
    if (ReadEducation(text, words, cues, importance)) return;
    if (ReadExperience(text, words, cues, importance)) return;
    if (cues.certificate) {
      Criterion& criterion = Add(job::v1::CRITERION_KIND_CERTIFICATE, text, importance);
      AddSkills(text, taxonomy_, &criterion);
      return;
    }
    ReadOther(text, words, cues, importance);
  }

  std::vector<Criterion> Take() { return std::move(criteria_); }

 private:
  Importance ImportanceOf(const AdCues& cues) const {
    if (cues.nice) return job::v1::IMPORTANCE_NICE;
    if (cues.must) return job::v1::IMPORTANCE_MUST;
    return section_;
  }

  Criterion& Add(job::v1::CriterionKind kind, std::string_view text, Importance importance) {
    Criterion& criterion = criteria_.emplace_back();
    criterion.set_kind(kind);
    criterion.set_text(CleanText(text));
    criterion.set_importance(importance);
    return criterion;
  }

  bool ReadLicence(std::string_view text, Importance importance) {
    const std::vector<lexicon::LicenceMention> licences = lexicon::FindLicences(text);
    if (licences.empty()) return false;
    Add(job::v1::CRITERION_KIND_LICENCE, text, importance)
        .set_licence(std::string(licences.front().category));
    return SplitWords(text).size() < 25;
  }

  bool ReadLanguages(std::string_view text, const std::vector<Word>& words, const AdCues& cues,
                     Importance importance) {
    const std::vector<DemandedLanguage> languages = DemandedLanguages(text, cues);
    for (const DemandedLanguage& language : languages) {
      Criterion& criterion = Add(job::v1::CRITERION_KIND_LANGUAGE, text, importance);
      *criterion.mutable_language_codes() = {language.codes.begin(), language.codes.end()};
      criterion.set_min_language(language.level);
    }
    // Beside a degree or years the languages are only a part of what is asked.
    return !languages.empty() && words.size() < 25 && Degrees(text).empty() &&
           MinMonths(words) == 0;
  }

  bool ReadEducation(std::string_view text, const std::vector<Word>& words, const AdCues& cues,
                     Importance importance) {
    const std::vector<lexicon::DegreeMention> degrees = Degrees(text);
    const cv::v1::EducationLevel level = LeastLevel(text);
    if (!cues.education && degrees.empty()) return false;
    if (level == cv::v1::EDUCATION_LEVEL_UNSPECIFIED && (cues.experience || MinMonths(words) > 0))
      return false;
    if (level == cv::v1::EDUCATION_LEVEL_UNSPECIFIED && !cues.education) return false;
    const size_t cut = CutBetween(text, degrees.empty() ? 0 : degrees.front().end);
    if (cut > 0) {
      Read(text.substr(0, cut));
      Read(text.substr(text.find(' ', cut + 1)));
      return true;
    }
    Add(job::v1::CRITERION_KIND_EDUCATION, text, importance).set_min_education(level);
    if (MinMonths(words) > 0 && cues.experience)
      return ReadExperience(text, words, cues, importance);
    return true;
  }

  bool ReadExperience(std::string_view text, const std::vector<Word>& words, const AdCues& cues,
                      Importance importance) {
    const uint32_t months = MinMonths(words);
    if (months == 0 && !cues.experience) return false;
    // "Experience" with nothing said of what in.
    if (months == 0 && ContentWords(words) == 0) return true;
    Criterion& criterion = Add(job::v1::CRITERION_KIND_EXPERIENCE, text, importance);
    criterion.set_min_months(months);
    AddSkills(text, taxonomy_, &criterion);
    AddOccupation(text, taxonomy_, &criterion);
    return true;
  }

  void ReadOther(std::string_view text, const std::vector<Word>& words, const AdCues& cues,
                 Importance importance) {
    const int content = ContentWords(words);
    const bool skill = NamesSkill(text, taxonomy_);
    // Personal qualities are for the interview: in a CV they are only claims.
    if (cues.trait_words > 0 && (content - cues.trait_words < (skill ? 2 : 4) ||
                                 (!skill && cues.trait_words * 4 >= content)))
      return;
    if (content == 0) return;
    Criterion& criterion =
        Add(skill ? job::v1::CRITERION_KIND_SKILL : job::v1::CRITERION_KIND_FREE_TEXT, text,
            importance);
    AddSkills(text, taxonomy_, &criterion);
  }

  const taxonomy::Taxonomy& taxonomy_;
  Importance section_;
  std::vector<Criterion> criteria_;
};

void CompleteOccupation(const taxonomy::Taxonomy& taxonomy, Criterion* criterion) {
  if (!criterion->isco().empty() || criterion->esco_uris_size() > 0) return;
  const taxonomy::OccupationMatch match = taxonomy.FindOccupation(criterion->text());
  if (match.confidence < kOccupationConfidence) {
    AddOccupation(criterion->text(), taxonomy, criterion);
    if (!criterion->isco().empty()) return;
  }
  criterion->set_isco(std::string(match.isco));
  if (!match.uri.empty()) criterion->add_esco_uris(std::string(match.uri));
}

void CompleteExperience(const taxonomy::Taxonomy& taxonomy, Criterion* criterion) {
  if (criterion->min_months() == 0)
    criterion->set_min_months(MinMonths(SplitWords(criterion->text())));
  if (criterion->esco_uris_size() > 0 || !criterion->isco().empty()) return;
  AddSkills(criterion->text(), taxonomy, criterion);
  AddOccupation(criterion->text(), taxonomy, criterion);
}

void CompleteLanguage(Criterion* criterion) {
  if (LanguageCodes(*criterion).empty()) {
    AdCues cues = FindCues(SplitWords(criterion->text()));
    cues.language = true;  // The criterion's kind says so.
    const auto languages = DemandedLanguages(criterion->text(), cues);
    if (!languages.empty()) {
      const std::vector<std::string>& codes = languages.front().codes;
      *criterion->mutable_language_codes() = {codes.begin(), codes.end()};
    }
  }
  if (criterion->min_language() == cv::v1::LANGUAGE_LEVEL_UNSPECIFIED) {
    criterion->set_min_language(DemandedLevel(criterion->text()));
  }
}

void CompleteLicence(Criterion* criterion) {
  if (!criterion->licence().empty()) return;
  std::vector<lexicon::LicenceMention> found = lexicon::FindLicences(criterion->text());
  if (found.empty()) found = lexicon::FindLicenceClasses(criterion->text());
  if (!found.empty()) criterion->set_licence(std::string(found.front().category));
}

}  // namespace

std::vector<Criterion> ReadDemand(std::string_view sentence, Importance section,
                                  const taxonomy::Taxonomy& taxonomy) {
  DemandReader reader(taxonomy, section);
  for (const std::string_view part : SplitByForce(sentence)) reader.Read(part);
  std::vector<Criterion> criteria = reader.Take();
  for (Criterion& criterion : criteria) criterion.set_quote(std::string(Trim(sentence)));
  return criteria;
}

void CompleteCriterion(const taxonomy::Taxonomy& taxonomy, Criterion* criterion) {
  if (criterion->kind() == job::v1::CRITERION_KIND_UNSPECIFIED) {
    const std::vector<Criterion> read =
        ReadDemand(criterion->text(), job::v1::IMPORTANCE_NICE, taxonomy);
    criterion->set_kind(read.empty() ? job::v1::CRITERION_KIND_FREE_TEXT : read.front().kind());
  }
  switch (criterion->kind()) {
    case job::v1::CRITERION_KIND_OCCUPATION:
      CompleteOccupation(taxonomy, criterion);
      break;
    case job::v1::CRITERION_KIND_EXPERIENCE:
      CompleteExperience(taxonomy, criterion);
      break;
    case job::v1::CRITERION_KIND_EDUCATION:
      if (criterion->min_education() == cv::v1::EDUCATION_LEVEL_UNSPECIFIED) {
        criterion->set_min_education(LeastLevel(criterion->text()));
      }
      break;
    case job::v1::CRITERION_KIND_LANGUAGE:
      CompleteLanguage(criterion);
      break;
    case job::v1::CRITERION_KIND_LICENCE:
      CompleteLicence(criterion);
      break;
    default:
      if (criterion->esco_uris_size() == 0) AddSkills(criterion->text(), taxonomy, criterion);
  }
}

bool NamesSkill(std::string_view sentence, const taxonomy::Taxonomy& taxonomy) {
  const std::vector<taxonomy::SkillMention> mentions = taxonomy.FindSkillMentions(sentence);
  return std::any_of(mentions.begin(), mentions.end(), Counts);
}

int Informativeness(std::string_view sentence, const taxonomy::Taxonomy& taxonomy) {
  int strong = 0;
  for (const auto& mention : taxonomy.FindSkillMentions(sentence))
    strong += Counts(mention) ? 1 : 0;
  return 3 * std::min(strong, 3) + std::min(ContentWords(SplitWords(sentence)), 10);
}

}  // namespace utvalg::rank
