// SPDX-License-Identifier: Apache-2.0
//
// What the documents of a round were like: balance, completeness, reading quality by language and
// format, and drift against an earlier round. Holds counts, no person. Exact: counts and integer
// thousandths. Pure, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/core/cv_json.h"
#include "services/cli/core/fairness/rational.h"
#include "services/cli/core/json.h"
#include "services/cli/core/table.h"

namespace utvalg::cli {

// What may be found in a CV, in the order it is shown.
inline constexpr std::array<std::string_view, 8> kParts = {
    "name", "contact", "experience", "dates", "education", "skills", "languages", "summary"};

// Documents of one kind.
struct DataGroup {
  uint64_t documents = 0;
  uint64_t read = 0;                            // The others need a person.
  uint64_t quality_sum = 0;                     // Of reading_quality (thousandths) over those read.
  uint64_t badly_read = 0;                      // Read, with a quality below kBadQuality.
  std::array<uint64_t, kParts.size()> found{};  // Of those read.
};
inline constexpr uint32_t kBadQuality = 500;

struct DataCounts {
  DataGroup all;
  std::map<std::string, DataGroup> by_language;  // "unknown": not read, or unsure.
  std::map<std::string, DataGroup> by_format;    // By the file's ending; "none" without one.
  std::map<std::string, std::map<std::string, DataGroup>> by_language_and_format;
  std::map<std::string, uint64_t> reasons;     // Why a person has to look.
  std::map<std::string, uint64_t> experience;  // Of those read: years of experience in classes.
  std::map<std::string, uint64_t> quality;  // Of those read: quality in tenths, "0.9" = 0.9 to 1.
};

DataCounts CountDocuments(const std::vector<ParsedFile>& documents);

// How far a distribution moved: half the sum of the differences of shares, 0 to 1. nullopt when one
// of the two is empty.
std::optional<Rational> Distance(const std::map<std::string, uint64_t>& before,
                                 const std::map<std::string, uint64_t>& now);

struct Drift {
  std::string of;  // language, format, quality, experience, needs_person.
  std::optional<Rational> distance;
  bool moved = false;  // Above kMoved, and both rounds have kFewestDocuments documents.
};
inline const Rational kMoved = Rational(1, 10);
inline constexpr uint64_t kFewestDocuments = 30;

std::vector<Drift> DriftOf(const DataCounts& before, const DataCounts& now);

// The report: the same counts give the same bytes. `before` null: no drift.
Json DataJson(const DataCounts& now, const DataCounts* before);
// Counts of an earlier report. InvalidArgument: it is something else.
absl::StatusOr<DataCounts> ParseDataReport(std::string_view json);
std::string DataText(const DataCounts& now, const DataCounts* before, const Canvas& canvas);
std::string DataHtml(const DataCounts& now, const DataCounts* before);

}  // namespace utvalg::cli
