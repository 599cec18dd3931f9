// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/explain/papers.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "services/cli/core/explain/phrases.h"
#include "services/cli/core/screen_json.h"
#include "services/cli/core/str.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

using utvalg::result::v1::FOUND_CONTRADICTED;
using utvalg::result::v1::FOUND_NO;
using utvalg::result::v1::FOUND_YES;

// `phrase` with each "%" replaced by the next value.
std::string Fill(std::string_view phrase, std::initializer_list<std::string_view> values) {
  std::string out;
  const auto* value = values.begin();
  for (const char c : phrase) {
    if (c == '%' && value != values.end()) {
      out += *value++;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// The row of an enum's value; that of 0 for values this program does not know.
template <typename Rows>
std::string_view At(const Rows& rows, int value) {
  return rows[value >= 0 && static_cast<size_t>(value) < rows.size() ? value : 0];
}

std::string Number(uint32_t millionths, const Phrases& phrases) {
  std::string words = ScoreWords(millionths);
  std::replace(words.begin(), words.end(), '.', phrases.decimal);
  return words;
}

std::string Place(const ShownEvidence& evidence, const Phrases& phrases) {
  std::string words(At(phrases.section, evidence.section));
  if (evidence.page > 0) {
    Append(&words, ", ", Fill(phrases.place, {Cat(evidence.page), Cat(evidence.line)}));
  }
  return words;
}

bool IsMust(const ShownCriterion& shown) {
  return shown.criterion.importance() == utvalg::job::v1::IMPORTANCE_MUST;
}

// A criterion with its number in the job.
struct Numbered {
  int number;
  const ShownCriterion* shown;
};

std::vector<Numbered> InJobsOrder(const ShownCandidate& candidate) {
  std::vector<Numbered> all;
  for (const ShownCriterion& shown : candidate.criteria) {
    all.push_back({static_cast<int>(all.size()) + 1, &shown});
  }
  return all;
}

std::vector<Numbered> Open(const ShownCandidate& candidate) {
  std::vector<Numbered> open = InJobsOrder(candidate);
  std::erase_if(open, [](const Numbered& one) { return one.shown->found == FOUND_YES; });
  std::stable_partition(open.begin(), open.end(),
                        [](const Numbered& one) { return IsMust(*one.shown); });
  return open;
}

SheetCriterion Row(const Numbered& one, const Phrases& phrases) {
  const ShownCriterion& shown = *one.shown;
  SheetCriterion row;
  row.number = one.number;
  row.text = shown.criterion.text();
  row.must = IsMust(shown);
  row.tag = row.must ? phrases.must : phrases.nice;
  row.found = shown.found;
  row.state = At(phrases.found, shown.found);
  for (const ShownEvidence& evidence : shown.evidence) {
    row.quotes.push_back({evidence.quote, Place(evidence, phrases)});
  }
  row.without_quotes = phrases.nothing_said;
  if (shown.found == FOUND_NO && !row.quotes.empty()) row.before_quotes = phrases.nearest;
  return row;
}

// The criteria with score and share of the weight.
void WriteCriteria(const ShownCandidate& candidate, const Phrases& phrases, Sheet* sheet) {
  uint64_t total = 0;
  for (const ShownCriterion& shown : candidate.criteria) total += shown.criterion.weight();
  for (const Numbered& one : InJobsOrder(candidate)) {
    SheetCriterion row = Row(one, phrases);
    row.score = Number(one.shown->score, phrases);
    if (total > 0) {
      const uint64_t percent = (uint64_t{one.shown->criterion.weight()} * 100 + total / 2) / total;
      row.weight = Fill(phrases.weight, {Cat(percent)});
    }
    sheet->Criterion(row);
  }
}

SheetFacts About(const ExplainedApplication& explained, const Phrases& phrases) {
  return {{std::string(phrases.job), explained.job_title},
          {std::string(phrases.application), explained.candidate.application_id}};
}

bool IsDecided(const ExplainedApplication& explained) {
  return explained.decided != utvalg::decision::v1::APPLICATION_STATE_UNSPECIFIED;
}

std::string DecisionSentence(const ExplainedApplication& explained, const Phrases& phrases) {
  if (!IsDecided(explained)) return std::string(phrases.decided_open);
  return Fill(phrases.decided_taken,
              {At(phrases.decided_as, explained.decided), explained.decided_on});
}

std::string_view QuestionFor(const ShownCriterion& shown, const Phrases& phrases) {
  const ByKind& questions =
      shown.found == FOUND_CONTRADICTED ? phrases.contradicted_question : phrases.open_question;
  return At(questions, shown.criterion.kind());
}

Json HeadJson(const ExplainedApplication& explained, const Phrases& phrases) {
  Json json;
  json["application_id"] = explained.candidate.application_id;
  json["language"] = phrases.tag;
  json["job_title"] = explained.job_title;
  return json;
}

}  // namespace

void WriteExplanation(const ExplainedApplication& explained, Language language, Sheet* sheet) {
  const Phrases& phrases = PhrasesIn(language);
  const ShownCandidate& candidate = explained.candidate;
  SheetFacts facts = About(explained, phrases);
  facts.emplace_back(phrases.score, Number(candidate.score, phrases));
  facts.emplace_back(phrases.confidence, Number(candidate.confidence, phrases));
  sheet->Title(phrases.explanation, facts);
  sheet->Note(phrases.reading);
  WriteCriteria(candidate, phrases, sheet);
  const auto& provenance = candidate.provenance;
  const std::array<std::string, 6> values = {provenance.generation(), provenance.model(),
                                             provenance.scorer(),     provenance.calibration(),
                                             provenance.job_digest(), provenance.cv_digest()};
  SheetFacts digests;
  for (size_t i = 0; i < values.size(); ++i)
    digests.emplace_back(phrases.digest_names[i], values[i]);
  std::erase_if(digests, [](const auto& digest) { return digest.second.empty(); });
  sheet->Digests(phrases.digests, digests);
  sheet->Note(phrases.personal_data);
}

void WriteLetter(const ExplainedApplication& explained, Language language, Sheet* sheet) {
  const Phrases& phrases = PhrasesIn(language);
  sheet->Title(phrases.letter, About(explained, phrases));
  sheet->Paragraph(Fill(phrases.letter_asked, {explained.job_title}));
  sheet->Section(phrases.role);
  for (const std::string_view text : phrases.role_text) sheet->Paragraph(text);
  sheet->Section(phrases.who_decides);
  sheet->Paragraph(DecisionSentence(explained, phrases));
  if (IsDecided(explained) && !explained.grounds.empty()) {
    sheet->Paragraph(phrases.grounds);
    sheet->Quotation(explained.grounds);
  }
  sheet->Paragraph(phrases.decides_text);
  sheet->Section(phrases.elements);
  sheet->Paragraph(Fill(phrases.elements_text, {Number(explained.candidate.score, phrases)}));
  sheet->Paragraph(phrases.elements_not_found);
  WriteCriteria(explained.candidate, phrases, sheet);
  sheet->Section(phrases.not_used);
  sheet->Paragraph(phrases.not_used_text);
  sheet->Section(phrases.rights);
  sheet->Items({phrases.rights_items.begin(), phrases.rights_items.end()});
  sheet->FillIn({phrases.date, phrases.signature});
}

void WriteInterviewGuide(const ExplainedApplication& explained, Language language, Sheet* sheet) {
  const Phrases& phrases = PhrasesIn(language);
  sheet->Title(phrases.guide, About(explained, phrases));
  sheet->Note(phrases.guide_use);
  sheet->Note(phrases.guide_never);
  sheet->Section(phrases.to_ask);
  const std::vector<Numbered> open = Open(explained.candidate);
  if (open.empty()) sheet->Paragraph(phrases.nothing_open);
  for (const Numbered& one : open) {
    SheetCriterion row = Row(one, phrases);
    row.ask = phrases.ask;
    row.question = QuestionFor(*one.shown, phrases);
    row.notes = phrases.notes;
    sheet->Criterion(row);
  }
  std::vector<std::string> shown;
  for (const ShownCriterion& one : explained.candidate.criteria) {
    if (one.found == FOUND_YES) shown.push_back(one.criterion.text());
  }
  if (!shown.empty()) {
    sheet->Section(phrases.already_shown);
    sheet->Items(shown);
  }
  sheet->Section(phrases.closing);
  sheet->Paragraph(phrases.closing_text);
  sheet->Note(phrases.personal_data);
}

Json LetterJson(const ExplainedApplication& explained, Language language) {
  const Phrases& phrases = PhrasesIn(language);
  Json json = HeadJson(explained, phrases);
  json["role"] = phrases.role_text;
  json["decision"] = DecisionSentence(explained, phrases);
  json["grounds"] = explained.grounds;
  json["score"] = Millionths(explained.candidate.score);
  json["criteria"] = Json::array();
  for (const ShownCriterion& shown : explained.candidate.criteria) {
    json["criteria"].push_back(ShownCriterionJson(shown));
  }
  json["not_used"] = phrases.not_used_text;
  json["rights"] = phrases.rights_items;
  return json;
}

Json InterviewGuideJson(const ExplainedApplication& explained, Language language) {
  const Phrases& phrases = PhrasesIn(language);
  Json json = HeadJson(explained, phrases);
  json["questions"] = Json::array();
  for (const Numbered& one : Open(explained.candidate)) {
    Json item = ShownCriterionJson(*one.shown);
    item["importance"] = Token(one.shown->criterion.importance());
    item["question"] = QuestionFor(*one.shown, phrases);
    json["questions"].push_back(std::move(item));
  }
  json["never_ask"] = phrases.guide_never;
  return json;
}

}  // namespace utvalg::cli
