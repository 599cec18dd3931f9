// SPDX-License-Identifier: Apache-2.0
//
// What candidates declared of themselves, voluntarily and apart from their applications: aggregates
// without names or ids, read from CSV or JSON. Unknown columns are refused, so that nothing about a
// single person slips in. Pure, thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/core/fairness/rational.h"

namespace utvalg::cli {

enum class Dimension { kSex, kAge, kEthnicity };
inline constexpr std::array<std::string_view, 3> kDimensionNames = {"sex", "age", "ethnicity"};

// `count` persons alike in everything that is declared.
struct DeclaredRow {
  std::array<std::string, 3> values;  // By Dimension; "" = not declared.
  uint64_t count = 1;
  std::optional<bool> selected;
  std::optional<Rational> score;
};

struct Declared {
  std::vector<DeclaredRow> rows;
  std::array<bool, 3> asked{};  // Which dimensions the file has.
  bool has_selected = false;    // Every row has it, or none.
  bool has_score = false;
  uint64_t persons = 0;
};

// CSV: a header with some of sex, age, ethnicity, selected (yes, no), score, count, then rows.
// JSON: {"rows": [{...}]} with the same names. InvalidArgument names the row and the fault. At most
// 1,000,000 persons.
absl::StatusOr<Declared> ParseDeclared(std::string_view content, bool json);

}  // namespace utvalg::cli
