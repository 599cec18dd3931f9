// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/audit.h"

#include <algorithm>
#include <map>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::cli {
namespace {

using Dimensions = std::vector<Dimension>;

constexpr std::string_view kNoEthnicity =
    "Norwegian law forbids an employer to obtain ethnicity in any way (ldl § 30), also when it is "
    "volunteered for statistics by the employer. Nothing of it was counted. Swaps show the same "
    "without anybody's data: utvalg fairness swaps.";
constexpr std::string_view kTooFew =
    "A group of fewer than 5 persons could tell who is meant. Put groups or periods together.";

std::string NameOf(const Dimensions& dimensions) {
  std::string name;
  for (const Dimension dimension : dimensions) {
    name += Cat(name.empty() ? "" : " x ", kDimensionNames[static_cast<size_t>(dimension)]);
  }
  return name;
}

// "" when any of the values was not declared.
std::string CategoryOf(const DeclaredRow& row, const Dimensions& dimensions) {
  std::string category;
  for (const Dimension dimension : dimensions) {
    const std::string& value = row.values[static_cast<size_t>(dimension)];
    if (value.empty()) return "";
    category += Cat(category.empty() ? "" : ", ", value);
  }
  return category;
}

struct Counted {
  std::vector<CategoryCount> known;  // By name.
  CategoryCount unknown;
};

Counted Count(const Declared& declared, const Dimensions& dimensions,
              const std::optional<Rational>& median) {
  std::map<std::string, CategoryCount> counts;
  for (const DeclaredRow& row : declared.rows) {
    CategoryCount& count = counts[CategoryOf(row, dimensions)];
    count.applicants += row.count;
    // Strictly above: a tie at the median is not above.
    if (median ? *row.score > *median : *row.selected) count.selected += row.count;
  }
  Counted counted;
  for (auto& [category, count] : counts) {
    count.category = category;
    if (category.empty())
      counted.unknown = count;
    else
      counted.known.push_back(count);
  }
  return counted;
}

std::vector<GroupTest> TestsOf(const RateTable& table) {
  const CategoryRate* reference = nullptr;
  for (const CategoryRate& rate : table.rates) {
    if (rate.small || !rate.rate) continue;
    if (reference == nullptr || *rate.rate > *reference->rate) reference = &rate;
  }
  std::vector<GroupTest> tests;
  for (const CategoryRate& rate : table.rates) {
    GroupTest test;
    if (reference != nullptr && &rate != reference && rate.rate) {
      test.reference = reference->count.category;
      test.z = TwoProportionZ(rate.count, reference->count);
      test.fisher = FisherExact(rate.count, reference->count);
    }
    tests.push_back(std::move(test));
  }
  return tests;
}

AuditTable MakeTable(const Counted& counted, std::string by, std::string_view measure) {
  AuditTable table;
  table.by = std::move(by);
  table.measure = measure;
  table.table = ImpactRatios(counted.known, counted.unknown);
  table.tests = TestsOf(table.table);
  return table;
}

std::optional<Rational> MedianScore(const Declared& declared) {
  std::vector<Rational> scores;
  for (const DeclaredRow& row : declared.rows) scores.insert(scores.end(), row.count, *row.score);
  return Median(std::move(scores));
}

// Everybody who declared, best first; among equal scores by a lot drawn from the place in the file.
struct Pool {
  std::vector<std::string> groups;
  std::vector<GroupedCandidate> candidates;
  std::vector<size_t> order;  // Groups.
};

Pool MakePool(const Declared& declared, const Dimensions& dimensions) {
  struct Person {
    Rational score;
    std::string lot;
    std::string category;
  };
  std::vector<Person> persons;
  Pool pool;
  for (size_t i = 0; i < declared.rows.size(); ++i) {
    const DeclaredRow& row = declared.rows[i];
    const std::string category = CategoryOf(row, dimensions);
    if (category.empty()) continue;
    pool.groups.push_back(category);
    for (uint64_t n = 0; n < row.count; ++n) {
      persons.push_back({*row.score, Sha256(Cat(i, " ", n)), category});
    }
  }
  std::sort(pool.groups.begin(), pool.groups.end());
  pool.groups.erase(std::unique(pool.groups.begin(), pool.groups.end()), pool.groups.end());
  std::sort(persons.begin(), persons.end(), [](const Person& a, const Person& b) {
    return a.score != b.score ? a.score > b.score : a.lot < b.lot;
  });
  for (Person& person : persons) {
    const auto group = static_cast<size_t>(
        std::lower_bound(pool.groups.begin(), pool.groups.end(), person.category) -
        pool.groups.begin());
    pool.order.push_back(group);
    pool.candidates.push_back({group, std::move(person.score)});
  }
  return pool;
}

WhatIf Measure(std::string_view method, const Pool& pool, const Shares& shares,
               const std::vector<size_t>& indices) {
  std::vector<size_t> order;
  std::vector<double> scores, all;
  for (const GroupedCandidate& candidate : pool.candidates) {
    all.push_back(candidate.score.convert_to<double>());
  }
  for (const size_t index : indices) {
    order.push_back(pool.candidates[index].group);
    scores.push_back(all[index]);
  }
  return {std::string(method), Ndkl(order, shares), InfeasibleIndex(order, shares),
          Ndcg(scores, all)};
}

std::vector<WhatIf> WhatIfs(const Pool& pool, const Shares& shares) {
  std::vector<size_t> as_it_is(pool.candidates.size());
  for (size_t i = 0; i < as_it_is.size(); ++i) as_it_is[i] = i;
  std::vector<WhatIf> what_ifs = {Measure("score", pool, shares, as_it_is)};
  for (const auto& [name, method] : {std::pair("DetGreedy", Reranking::kDetGreedy),
                                     {"DetCons", Reranking::kDetCons},
                                     {"DetRelaxed", Reranking::kDetRelaxed},
                                     {"DetConstSort", Reranking::kDetConstSort}}) {
    what_ifs.push_back(
        Measure(name, pool, shares, Rerank(method, pool.candidates, shares, as_it_is.size())));
  }
  return what_ifs;
}

OrderAudit MakeOrder(const Declared& declared, const Dimensions& dimensions,
                     const AuditOptions& options) {
  const Pool pool = MakePool(declared, dimensions);
  OrderAudit order;
  order.by = NameOf(dimensions);
  order.groups = pool.groups;
  order.shares = SharesOf(pool.order, pool.groups.size());
  for (const size_t k : options.at) {
    if (k >= 1 && k <= pool.order.size()) {
      order.skews.emplace_back(k, SkewAt(pool.order, order.shares, k));
    }
  }
  order.ndkl = Ndkl(pool.order, order.shares);
  order.infeasible = InfeasibleIndex(pool.order, order.shares);
  order.exposure = Exposure(pool.order, pool.groups.size());
  if (options.what_if) order.what_ifs = WhatIfs(pool, order.shares);
  return order;
}

bool HasTooSmallGroup(const Counted& counted) {
  return std::any_of(counted.known.begin(), counted.known.end(),
                     [](const CategoryCount& count) { return count.applicants < kFewest; });
}

// Which groupings the law asks for or allows.
std::vector<Dimensions> GroupingsUnder(Law law) {
  if (law == Law::kNorway) return {{Dimension::kSex}, {Dimension::kAge}};
  return {{Dimension::kSex},
          {Dimension::kEthnicity},
          {Dimension::kSex, Dimension::kEthnicity},
          {Dimension::kAge}};
}

bool WasAsked(const Declared& declared, const Dimensions& dimensions) {
  return std::all_of(dimensions.begin(), dimensions.end(), [&](Dimension dimension) {
    return declared.asked[static_cast<size_t>(dimension)];
  });
}

}  // namespace

Audit MakeAudit(const Declared& declared, const AuditOptions& options) {
  Audit audit;
  audit.law = options.law;
  audit.persons = declared.persons;
  if (declared.has_score) audit.median = MedianScore(declared);
  for (const Dimensions& dimensions : GroupingsUnder(options.law)) {
    if (!WasAsked(declared, dimensions)) continue;
    const std::string by = NameOf(dimensions);
    const Counted by_count =
        Count(declared, dimensions, declared.has_selected ? std::nullopt : audit.median);
    if (by_count.known.empty()) {
      audit.missing.push_back({by, "Nobody declared it."});
      continue;
    }
    if (options.law == Law::kNorway && HasTooSmallGroup(by_count)) {
      audit.missing.push_back({by, std::string(kTooFew)});
      continue;
    }
    if (declared.has_selected) audit.tables.push_back(MakeTable(by_count, by, "selection"));
    if (declared.has_score) {
      audit.tables.push_back(MakeTable(Count(declared, dimensions, audit.median), by, "scoring"));
      audit.orders.push_back(MakeOrder(declared, dimensions, options));
    }
  }
  if (options.law == Law::kNorway && declared.asked[static_cast<size_t>(Dimension::kEthnicity)]) {
    audit.missing.push_back({"ethnicity", std::string(kNoEthnicity)});
  }
  return audit;
}

}  // namespace utvalg::cli
