// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/audit_json.h"

#include <cmath>

#include "common/base/digest.h"

namespace utvalg::cli {
namespace {

Json Fraction(const std::optional<Rational>& value) {
  return value ? Json(Rounded(*value)) : Json(nullptr);
}

// Minus infinity (nobody of the group is there) has no number in JSON.
Json Real(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return std::round(*value * 1e6) / 1e6;
}

Json CategoryJson(const CategoryRate& rate, const GroupTest& test) {
  Json json;
  json["category"] = rate.count.category;
  json["applicants"] = rate.count.applicants;
  json["selected"] = rate.count.selected;
  json["rate"] = Fraction(rate.rate);
  json["impact_ratio"] = Fraction(rate.impact_ratio);
  json["impact_ratio_bounds"] = nullptr;
  if (rate.impact_bounds) {
    json["impact_ratio_bounds"] = {Rounded(rate.impact_bounds->lowest),
                                   Rounded(rate.impact_bounds->highest)};
  }
  json["below_two_percent"] = rate.small;
  json["below_four_fifths"] = rate.below_four_fifths;
  json["compared_with"] = test.reference;
  json["z"] = test.z ? Real(test.z->z) : Json(nullptr);
  json["z_p"] = test.z ? Real(test.z->p) : Json(nullptr);
  json["z_significant"] = test.z && test.z->significant;
  json["fisher_p"] = Fraction(test.fisher);
  return json;
}

Json TableJson(const AuditTable& table) {
  Json json;
  json["by"] = table.by;
  json["measure"] = table.measure;
  json["unknown"] = {{"applicants", table.table.unknown.applicants},
                     {"selected", table.table.unknown.selected}};
  json["categories"] = Json::array();
  for (size_t i = 0; i < table.tests.size(); ++i) {
    json["categories"].push_back(CategoryJson(table.table.rates[i], table.tests[i]));
  }
  return json;
}

Json OrderJson(const OrderAudit& order) {
  Json json;
  json["by"] = order.by;
  json["ndkl"] = Real(order.ndkl);
  json["infeasible_prefixes"] = order.infeasible;
  json["groups"] = Json::array();
  for (size_t group = 0; group < order.groups.size(); ++group) {
    Json item;
    item["group"] = order.groups[group];
    item["share"] = Rounded(order.shares[group]);
    item["exposure"] = Real(order.exposure[group]);
    item["skew_at"] = Json::array();
    for (const auto& [k, skews] : order.skews) {
      item["skew_at"].push_back({{"k", k}, {"skew", Real(skews[group])}});
    }
    json["groups"].push_back(std::move(item));
  }
  if (order.what_ifs.empty()) return json;
  json["what_if"] = Json::array();
  for (const WhatIf& what_if : order.what_ifs) {
    json["what_if"].push_back({{"method", what_if.method},
                               {"ndkl", Real(what_if.ndkl)},
                               {"infeasible_prefixes", what_if.infeasible},
                               {"ndcg", Real(what_if.ndcg)}});
  }
  return json;
}

}  // namespace

std::string_view LawWords(Law law) { return law == Law::kNorway ? "norway" : "new-york"; }

Json AuditJson(const Audit& audit, std::string_view input_digest) {
  Json json;
  json["law"] = LawWords(audit.law);
  json["input_sha256"] = input_digest;
  json["persons"] = audit.persons;
  json["median_score"] = Fraction(audit.median);
  json["tables"] = Json::array();
  for (const AuditTable& table : audit.tables) json["tables"].push_back(TableJson(table));
  json["orders"] = Json::array();
  for (const OrderAudit& order : audit.orders) json["orders"].push_back(OrderJson(order));
  json["no_table"] = Json::array();
  for (const MissingTable& missing : audit.missing) {
    json["no_table"].push_back({{"by", missing.by}, {"reason", missing.reason}});
  }
  json["report_sha256"] = Sha256Hex(JsonLine(json));
  return json;
}

}  // namespace utvalg::cli
