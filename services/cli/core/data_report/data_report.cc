// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/data_report/data_report.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/ascii.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

std::string FormatOf(const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  return ending.size() < 2 ? "none" : absl::AsciiStrToLower(ending.substr(1));
}

std::array<bool, kParts.size()> FoundIn(const ParsedFile& document) {
  const auto& cv = document.cv;
  const bool dated = std::any_of(cv.experience().begin(), cv.experience().end(),
                                 [](const auto& job) { return job.start().year() > 0; });
  return {!document.identity.name().empty(),
          document.identity.emails_size() + document.identity.phones_size() > 0,
          cv.experience_size() > 0,
          dated,
          cv.education_size() > 0,
          cv.skills_size() > 0,
          cv.languages_size() > 0,
          cv.summary().end() > cv.summary().begin()};
}

void Add(const ParsedFile& document, DataGroup* group) {
  ++group->documents;
  if (!document.reason.empty()) return;
  ++group->read;
  group->quality_sum += document.cv.reading_quality();
  group->badly_read += document.cv.reading_quality() < kBadQuality;
  const auto found = FoundIn(document);
  for (size_t i = 0; i < found.size(); ++i) group->found[i] += found[i];
}

std::string ExperienceClass(uint32_t months) {
  // In an order that sorts.
  if (months == 0) return "0";
  if (months < 24) return "0–2 years";
  if (months < 60) return "2–5 years";
  if (months < 120) return "5–10 years";
  return "over 10 years";
}

std::map<std::string, uint64_t> Sizes(const std::map<std::string, DataGroup>& groups) {
  std::map<std::string, uint64_t> sizes;
  for (const auto& [name, group] : groups) sizes[name] = group.documents;
  return sizes;
}

uint64_t Sum(const std::map<std::string, uint64_t>& counts) {
  uint64_t sum = 0;
  for (const auto& [name, count] : counts) sum += count;
  return sum;
}

}  // namespace

DataCounts CountDocuments(const std::vector<ParsedFile>& documents) {
  DataCounts counts;
  for (const ParsedFile& document : documents) {
    const std::string format = FormatOf(document.file);
    const bool known = document.reason.empty() && !document.cv.language().empty();
    const std::string language = known ? document.cv.language() : "unknown";
    Add(document, &counts.all);
    Add(document, &counts.by_language[language]);
    Add(document, &counts.by_format[format]);
    Add(document, &counts.by_language_and_format[language][format]);
    if (!document.reason.empty()) {
      ++counts.reasons[document.reason];
      continue;
    }
    ++counts.experience[ExperienceClass(document.cv.experience_months())];
    ++counts.quality[Cat("0.", std::min(document.cv.reading_quality() / 100, 9u))];
  }
  return counts;
}

std::optional<Rational> Distance(const std::map<std::string, uint64_t>& before,
                                 const std::map<std::string, uint64_t>& now) {
  const uint64_t all_before = Sum(before), all_now = Sum(now);
  if (all_before == 0 || all_now == 0) return std::nullopt;
  std::set<std::string> names;
  for (const auto& [name, count] : before) names.insert(name);
  for (const auto& [name, count] : now) names.insert(name);
  Rational sum = 0;
  const auto share = [](const auto& counts, const std::string& name, uint64_t all) {
    const auto found = counts.find(name);
    return Rational(Integer(found == counts.end() ? 0 : found->second), Integer(all));
  };
  for (const std::string& name : names) {
    const Rational difference = share(before, name, all_before) - share(now, name, all_now);
    sum += difference < 0 ? Rational(-difference) : difference;
  }
  return Rational(sum / 2);
}

std::vector<Drift> DriftOf(const DataCounts& before, const DataCounts& now) {
  const auto outcomes = [](const DataGroup& all) {
    return std::map<std::string, uint64_t>{{"read", all.read}, {"not", all.documents - all.read}};
  };
  std::vector<Drift> drifts = {
      {"language", Distance(Sizes(before.by_language), Sizes(now.by_language))},
      {"format", Distance(Sizes(before.by_format), Sizes(now.by_format))},
      {"quality", Distance(before.quality, now.quality)},
      {"experience", Distance(before.experience, now.experience)},
      {"needs_person", Distance(outcomes(before.all), outcomes(now.all))}};
  const bool enough = std::min(before.all.documents, now.all.documents) >= kFewestDocuments;
  for (Drift& drift : drifts) {
    drift.moved = enough && drift.distance && *drift.distance > kMoved;
  }
  return drifts;
}

}  // namespace utvalg::cli
