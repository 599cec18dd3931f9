// SPDX-License-Identifier: Apache-2.0
//
// The audit of what happened to declared groups: rates, ratios, tests and bounds, how the groups
// lie in the order, and, only when asked, what a proportional order would cost. Which tables are
// made depends on the law that applies. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/cli/core/fairness/declared.h"
#include "services/cli/core/fairness/order_measures.h"
#include "services/cli/core/fairness/rates.h"
#include "services/cli/core/fairness/rerank.h"
#include "services/cli/core/fairness/significance.h"

namespace utvalg::cli {

// Norway: no ethnicity (ldl § 30), and no table with a group of fewer than kFewest. New York: sex,
// ethnicity and their intersections (6 RCNY § 5-301).
enum class Law { kNorway, kNewYork };
inline constexpr uint64_t kFewest = 5;

struct GroupTest {
  std::string reference;   // The category with the highest rate; "" when this is it.
  std::optional<ZTest> z;  // Against the reference.
  std::optional<Rational> fisher;
};

struct AuditTable {
  std::string by;       // "sex", "age", "ethnicity", "sex x ethnicity".
  std::string measure;  // "selection" or "scoring".
  RateTable table;
  std::vector<GroupTest> tests;  // One per rate.
};

struct MissingTable {
  std::string by;
  std::string reason;
};

struct WhatIf {
  std::string method;  // "score" for the order as it is.
  double ndkl = 0;
  uint64_t infeasible = 0;
  std::optional<double> ndcg;
};

struct OrderAudit {
  std::string by;
  std::vector<std::string> groups;
  Shares shares;  // Among those who declared.
  std::vector<std::pair<size_t, std::vector<std::optional<double>>>> skews;  // By k.
  double ndkl = 0;
  uint64_t infeasible = 0;
  std::vector<std::optional<double>> exposure;
  std::vector<WhatIf> what_ifs;  // Only when asked.
};

struct Audit {
  Law law = Law::kNorway;
  uint64_t persons = 0;
  std::optional<Rational> median;  // Of all scores.
  std::vector<AuditTable> tables;
  std::vector<OrderAudit> orders;
  std::vector<MissingTable> missing;
};

struct AuditOptions {
  Law law = Law::kNorway;
  std::vector<size_t> at = {10, 25, 50, 100};  // The k of skew@k; larger than the pool is left out.
  bool what_if = false;
};

Audit MakeAudit(const Declared& declared, const AuditOptions& options);

}  // namespace utvalg::cli
