// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/criteria_lint.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "common/base/strings.h"
#include "services/rank/core/advertisement.h"
#include "services/rank/core/lint_rules.h"
#include "services/rank/core/phrases.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

LintFinding MakeFinding(const LintRule& rule, std::string_view quote) {
  return {std::string(rule.name), "", std::string(quote),
          Cat("\"", quote, "\": ", rule.reason, " (", rule.law, ")"), rule.never_proposed};
}

bool IsInside(const PhraseTable::Match& match, const std::vector<PhraseTable::Match>& others) {
  return std::any_of(others.begin(), others.end(), [&](const PhraseTable::Match& other) {
    return other.first_word <= match.first_word &&
           match.first_word + match.words <= other.first_word + other.words;
  });
}

}  // namespace

std::vector<LintFinding> LintText(std::string_view text) {
  std::vector<LintFinding> findings;
  for (const std::string_view sentence : SplitSentences(text)) {
    const std::vector<Word> words = SplitWords(sentence);
    if (LintExempt(words)) continue;
    const std::vector<PhraseTable::Match> innocent = LintInnocent().Find(words);
    std::set<int> seen;
    for (const PhraseTable::Match& match : LintPhrases().Find(words)) {
      if (IsInside(match, innocent) || !seen.insert(match.tag).second) continue;
      const Word& first = words[match.first_word];
      const Word& last = words[match.first_word + match.words - 1];
      findings.push_back(MakeFinding(LintRules()[static_cast<size_t>(match.tag)],
                                     sentence.substr(first.begin, last.end - first.begin)));
    }
  }
  return findings;
}

std::vector<LintFinding> LintJob(const job::v1::Job& job) {
  std::vector<LintFinding> findings;
  std::set<std::pair<std::string, std::string>> known;
  const auto add = [&](std::string_view text, const std::string& criterion) {
    for (LintFinding& finding : LintText(text)) {
      if (!known.emplace(finding.rule, finding.quote).second) continue;
      finding.criterion_id = criterion;
      findings.push_back(std::move(finding));
    }
  };
  add(job.title(), "");
  for (const job::v1::Criterion& criterion : job.criteria()) add(criterion.text(), criterion.id());
  for (const AdBlock& block : ReadAdvertisement(job.description()).blocks) {
    if (block.section != AdSection::kApply) add(block.text, "");
  }
  return findings;
}

}  // namespace utvalg::rank
