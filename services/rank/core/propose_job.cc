// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/propose_job.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

#include "common/base/strings.h"
#include "common/lexicon/licences.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/ad_aside.h"
#include "services/rank/core/ad_cues.h"
#include "services/rank/core/ad_title.h"
#include "services/rank/core/advertisement.h"
#include "services/rank/core/criteria_lint.h"
#include "services/rank/core/demand.h"
#include "services/rank/core/demand_languages.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;

constexpr size_t kMaxDemands = 10;
constexpr size_t kMaxTasks = 4;
constexpr size_t kFewDemands = 4;  // With fewer, more tasks stand in.
constexpr size_t kMoreTasks = 7;
constexpr int kMinTaskWords = 3;
constexpr size_t kShortLine = 100;
constexpr size_t kBriefWords = 8;
constexpr size_t kLeadInWords = 16;

struct Candidate {
  Criterion criterion;
  int information = 0;
};

struct Sorted {
  std::vector<Candidate> demands;
  std::vector<Candidate> tasks;
  std::vector<std::string> left_out;  // Of protected grounds: the message of the lint.
};

job::v1::Importance SectionImportance(AdSection section) {
  return section == AdSection::kRequired ? job::v1::IMPORTANCE_MUST : job::v1::IMPORTANCE_NICE;
}

// Whether a sentence asks for something.
bool IsDemand(std::string_view sentence, const std::vector<Word>& words, const AdCues& cues,
              const AdBlock& block) {
  const bool short_sentence = sentence.size() < kShortLine;
  const bool brief = words.size() <= kBriefWords;
  const bool licence = !lexicon::FindLicences(sentence).empty();
  switch (block.section) {
    case AdSection::kRequired:
    case AdSection::kDesired:
      // A long sentence between the demands may be about anything; short ones are demands too.
      return block.kind == AdBlock::Kind::kListItem || cues.must || cues.nice || cues.demand ||
             cues.experience || cues.education || cues.certificate || cues.language ||
             (short_sentence && !cues.task && (sentence.size() == block.text.size() || brief));
    case AdSection::kTraits:
      return cues.experience || cues.education || cues.certificate || cues.must || licence;
    case AdSection::kIntroduction:
    case AdSection::kTasks:
      return cues.experience || cues.education || cues.certificate ||
             (cues.demand && (cues.must || cues.nice)) ||
             (cues.demand && block.section == AdSection::kIntroduction && !cues.task) ||
             (cues.must && short_sentence && SpeaksOfApplicant(words)) || licence;
    case AdSection::kCompany:
    case AdSection::kOffer:
    case AdSection::kApply:
      return false;
  }
  return false;
}

bool IsTask(const AdCues& cues, const AdBlock& block) {
  if (block.section == AdSection::kTasks)
    return block.kind == AdBlock::Kind::kListItem || cues.task;
  return block.section == AdSection::kIntroduction &&
         (cues.task || block.kind == AdBlock::Kind::kListItem);
}

// Whether a criterion would be nothing but a protected ground: one that asks for a fact besides
// stays, and is warned of.
bool IsProtected(const Criterion& criterion, std::vector<std::string>* left_out) {
  if (criterion.kind() != job::v1::CRITERION_KIND_FREE_TEXT &&
      criterion.kind() != job::v1::CRITERION_KIND_SKILL)
    return false;
  const size_t before = left_out->size();
  for (const LintFinding& finding : LintText(criterion.text()))
    if (finding.never_proposed) left_out->push_back(finding.message);
  return left_out->size() > before;
}

// "Månedsavslutning og årsoppgjør": two duties in two words, as lists of duties name them.
bool IsPairOfDuties(const std::vector<Word>& words, const AdBlock& block) {
  constexpr size_t kShortestDuty = 5;
  if (block.section != AdSection::kTasks || block.kind != AdBlock::Kind::kListItem) return false;
  if (words.size() != 3 || ContentWords(words) != 2) return false;
  const std::string& joint = words[1].folded;
  return (joint == "og" || joint == "and" || joint == "samt") &&
         std::min(words[0].folded.size(), words[2].folded.size()) >= kShortestDuty;
}

void SortSentence(std::string_view sentence, const AdBlock& block,
                  const taxonomy::Taxonomy& taxonomy, Sorted* sorted) {
  const std::vector<Word> words = SplitWords(sentence);
  const AdCues cues = FindCues(words);
  // A question is put to the reader; it asks for nothing.
  if (cues.boilerplate || sentence.ends_with("?")) return;
  const Aside aside = AsideOf(sentence, words, cues);
  // What the employer works with tells of the work, all else of it nothing.
  if (aside == Aside::kNothing || (aside == Aside::kEmployer && !NamesSkill(sentence, taxonomy)))
    return;
  // "We believe you have:" stands over what is asked.
  if ((sentence.ends_with(":") || sentence.ends_with("…")) && words.size() <= kLeadInWords) return;
  const bool in_list = block.section == AdSection::kTasks && block.kind == AdBlock::Kind::kListItem;
  const bool demand =
      IsDemand(sentence, words, cues, block) && !(in_list && !cues.must && !cues.nice);
  if (demand && aside == Aside::kNone) {
    for (Criterion& criterion : ReadDemand(sentence, SectionImportance(block.section), taxonomy)) {
      if (IsProtected(criterion, &sorted->left_out)) continue;
      const int information = Informativeness(criterion.text(), taxonomy);
      sorted->demands.push_back({std::move(criterion), information});
    }
  } else if ((demand || IsTask(cues, block)) &&
             (ContentWords(words) >= kMinTaskWords || IsPairOfDuties(words, block)) &&
             cues.trait_words * 2 < ContentWords(words)) {
    Candidate task{{}, Informativeness(sentence, taxonomy)};
    task.criterion.set_kind(job::v1::CRITERION_KIND_FREE_TEXT);
    task.criterion.set_importance(job::v1::IMPORTANCE_NICE);
    task.criterion.set_text(std::string(sentence.substr(0, sentence.find_last_not_of(".;, ") + 1)));
    task.criterion.set_quote(std::string(sentence));
    CompleteCriterion(taxonomy, &task.criterion);
    if (!IsProtected(task.criterion, &sorted->left_out)) sorted->tasks.push_back(std::move(task));
  }
}

Sorted SortSentences(const Advertisement& advertisement, std::string_view title,
                     const taxonomy::Taxonomy& taxonomy) {
  Sorted sorted;
  for (const AdBlock& block : advertisement.blocks) {
    if (block.kind == AdBlock::Kind::kHeading || block.text == title) continue;
    for (const std::string_view sentence : SplitSentences(block.text)) {
      SortSentence(sentence, block, taxonomy, &sorted);
    }
  }
  return sorted;
}

// Two demands in the same words, or one for the same structured fact.
bool SameDemand(const Criterion& a, const Criterion& b) {
  if (a.kind() == b.kind()) {
    if (a.kind() == job::v1::CRITERION_KIND_LANGUAGE) return LanguageCodes(a) == LanguageCodes(b);
    if (a.kind() == job::v1::CRITERION_KIND_LICENCE) return a.licence() == b.licence();
  }
  std::unordered_set<std::string> of_a;
  for (const Word& word : SplitWords(a.text())) {
    if (IsContentWord(word.folded)) of_a.insert(word.folded);
  }
  size_t shared = 0;
  std::unordered_set<std::string> of_b;
  for (const Word& word : SplitWords(b.text())) {
    if (IsContentWord(word.folded) && of_b.insert(word.folded).second && of_a.contains(word.folded))
      ++shared;
  }
  if (a.kind() != b.kind()) return false;
  return shared * 10 >= 7 * (of_a.size() + of_b.size() - shared);
}

void DropRepeated(std::vector<Candidate>* candidates) {
  std::vector<Candidate> kept;
  for (Candidate& candidate : *candidates) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Candidate& other) {
      return SameDemand(candidate.criterion, other.criterion);
    });
    if (same == kept.end()) {
      kept.push_back(std::move(candidate));
    } else if (candidate.criterion.importance() == job::v1::IMPORTANCE_MUST) {
      same->criterion.set_importance(job::v1::IMPORTANCE_MUST);
    }
  }
  *candidates = std::move(kept);
}

// What is kept first when there are too many: facts before words, musts before wishes.
int Precedence(const Candidate& candidate) {
  const Criterion& criterion = candidate.criterion;
  int value = std::min(candidate.information, 15);
  if (criterion.importance() == job::v1::IMPORTANCE_MUST) value += 10;
  if (criterion.kind() != job::v1::CRITERION_KIND_FREE_TEXT) value += 10;
  return value;
}

// The best `limit` of them, in the order of the advertisement.
void KeepBest(size_t limit, std::vector<Candidate>* candidates) {
  if (candidates->size() <= limit) return;
  std::vector<size_t> order(candidates->size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return Precedence((*candidates)[a]) > Precedence((*candidates)[b]);
  });
  order.resize(limit);
  std::sort(order.begin(), order.end());
  std::vector<Candidate> kept;
  for (const size_t index : order) kept.push_back(std::move((*candidates)[index]));
  *candidates = std::move(kept);
}

std::string_view IdPrefix(job::v1::CriterionKind kind) {
  switch (kind) {
    case job::v1::CRITERION_KIND_OCCUPATION:
      return "occupation";
    case job::v1::CRITERION_KIND_SKILL:
      return "skill";
    case job::v1::CRITERION_KIND_EXPERIENCE:
      return "experience";
    case job::v1::CRITERION_KIND_EDUCATION:
      return "education";
    case job::v1::CRITERION_KIND_LANGUAGE:
      return "language";
    case job::v1::CRITERION_KIND_CERTIFICATE:
      return "certificate";
    case job::v1::CRITERION_KIND_LICENCE:
      return "licence";
    case job::v1::CRITERION_KIND_PLACE:
      return "place";
    default:
      return "text";
  }
}

Criterion OccupationCriterion(const AdTitle& title) {
  Criterion criterion;
  criterion.set_kind(job::v1::CRITERION_KIND_OCCUPATION);
  criterion.set_importance(job::v1::IMPORTANCE_MUST);
  criterion.set_text(title.occupation);
  criterion.set_quote(title.quote);
  criterion.set_isco(std::string(title.match.isco));
  if (!title.match.uri.empty()) criterion.add_esco_uris(std::string(title.match.uri));
  return criterion;
}

void AddAll(std::vector<Candidate> candidates, std::map<std::string, int>* used,
            job::v1::Job* job) {
  for (Candidate& candidate : candidates) {
    Criterion& criterion = candidate.criterion;
    const std::string prefix(IdPrefix(criterion.kind()));
    criterion.set_id(Cat(prefix, "-", ++(*used)[prefix]));
    *job->add_criteria() = std::move(criterion);
  }
}

}  // namespace

ProposedJob ProposeJob(std::string_view advertisement, std::string_view title,
                       const taxonomy::Taxonomy& taxonomy) {
  const Advertisement ad = ReadAdvertisement(advertisement);
  const AdTitle found = FindTitle(ad, title, taxonomy);
  ProposedJob proposed;
  proposed.job.set_title(found.title);
  proposed.job.set_description(ad.text);
  proposed.job.set_language(AdLanguage(Cat(found.title, "\n", ad.text)));

  if (!found.occupation.empty()) {
    Criterion occupation = OccupationCriterion(found);
    occupation.set_id("occupation");
    *proposed.job.add_criteria() = std::move(occupation);
  }

  Sorted sorted = SortSentences(ad, found.title, taxonomy);
  DropRepeated(&sorted.demands);
  DropRepeated(&sorted.tasks);
  const size_t task_limit = sorted.demands.size() < kFewDemands ? kMoreTasks : kMaxTasks;
  if (sorted.demands.empty())
    proposed.warnings.push_back(
        "no demands were recognised in the advertisement; check the criteria");
  KeepBest(kMaxDemands, &sorted.demands);
  KeepBest(task_limit, &sorted.tasks);
  std::map<std::string, int> used;
  AddAll(std::move(sorted.demands), &used, &proposed.job);
  for (Candidate& task : sorted.tasks) task.criterion.set_kind(job::v1::CRITERION_KIND_FREE_TEXT);
  AddAll(std::move(sorted.tasks), &used, &proposed.job);

  if (found.title.empty())
    proposed.warnings.push_back("no title was found in the advertisement; give one");
  for (LintFinding& finding : LintJob(proposed.job)) {
    const bool left_out =
        std::ranges::find(sorted.left_out, finding.message) != sorted.left_out.end();
    if (left_out && finding.criterion_id.empty())
      finding.message += "; no criterion was made of it";
    proposed.warnings.push_back(std::move(finding.message));
  }
  return proposed;
}

void CompleteCriteria(const taxonomy::Taxonomy& taxonomy, job::v1::Job* job) {
  for (Criterion& criterion : *job->mutable_criteria()) CompleteCriterion(taxonomy, &criterion);
}

}  // namespace utvalg::rank
