// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/audit_html.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_replace.h"
#include "services/cli/core/fairness/audit_json.h"
#include "services/cli/core/fairness/page.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr std::string_view kNote =
    "Rates differ for many reasons; a table shows where to look, not whom to blame. Ratio, tests "
    "and "
    "bounds stand side by side because they can disagree. People put these groups on themselves, "
    "and "
    "no service that ranks has seen them.";

std::string Number(double value, int places) {
  if (!std::isfinite(value)) return "none there";
  const auto millionths = static_cast<int64_t>(std::llround(value * 1e6));
  return WithMinus(Decimal(Rational(millionths, 1000000), places));
}

// Of a test; never shown as nothing.
std::string PValue(const Rational& p) {
  return p < Rational(1, 10000) ? "&lt; 0.0001" : Decimal(p, 4);
}
std::string PValue(double p) {
  return PValue(Rational(static_cast<int64_t>(std::llround(p * 1e9)), 1000000000));
}

// "sex x ethnicity" as people write it.
std::string By(const std::string& by) { return absl::StrReplaceAll(by, {{" x ", " × "}}); }

std::string Cell(const std::optional<Rational>& value, int places = 3) {
  return Cat("<td class=\"num\">", value ? Decimal(*value, places) : "–", "</td>");
}

std::string MeasureWords(const AuditTable& table) {
  return table.measure == "selection" ? Cat("Selection rates by ", By(table.by))
                                      : Cat("Scoring rates by ", By(table.by));
}

std::string RatioChart(const AuditTable& table) {
  std::vector<DotRow> rows;
  for (const CategoryRate& rate : table.table.rates) {
    DotRow row;
    row.label = rate.count.category;
    row.flagged = rate.below_four_fifths;
    if (rate.impact_ratio) row.value = Rounded(*rate.impact_ratio);
    if (rate.impact_bounds) {
      row.range = {Rounded(rate.impact_bounds->lowest), Rounded(rate.impact_bounds->highest)};
    }
    row.text = rate.impact_ratio ? Decimal(*rate.impact_ratio, 3)
               : rate.small      ? "below 2 %: no ratio"
                                 : "no ratio";
    rows.push_back(std::move(row));
  }
  return DotChart(Cat(table.measure == "selection" ? "Impact ratio" : "Impact ratio of scoring",
                      " (line: what the unknown could make of it)"),
                  rows, 1, 0.8, "four fifths");
}

std::string CategoryRow(const CategoryRate& rate, const GroupTest& test) {
  std::string out = Cat("<tr><td>", HtmlEscape(rate.count.category), "</td><td class=\"num\">",
                        rate.count.applicants, "</td><td class=\"num\">", rate.count.selected,
                        "</td>", Cell(rate.rate), Cell(rate.impact_ratio));
  Append(&out, "<td class=\"num\">",
         rate.impact_bounds && rate.impact_bounds->lowest != rate.impact_bounds->highest
             ? Cat(Decimal(rate.impact_bounds->lowest, 3), " – ",
                   Decimal(rate.impact_bounds->highest, 3))
             : "–",
         "</td><td class=\"num\">", test.z ? Number(test.z->z, 3) : "–", "</td><td class=\"num\">",
         test.z ? PValue(test.z->p) : "–", "</td><td class=\"num\">",
         test.fisher ? PValue(*test.fisher) : "–", "</td><td>");
  if (rate.below_four_fifths) out += "<span class=\"tag flag\">below four fifths</span> ";
  if (test.z && test.z->significant) out += "<span class=\"tag flag\">|z| &gt; 1.96</span> ";
  if (rate.small) out += "<span class=\"tag\">below 2 %</span>";
  return out + "</td></tr>\n";
}

std::string TableHtml(const AuditTable& table, size_t number) {
  std::string out = Cat("<section aria-labelledby=\"t", number, "\"><h2 id=\"t", number, "\">",
                        HtmlEscape(MeasureWords(table)), "</h2>", RatioChart(table));
  Append(&out,
         "<div class=\"card scroll\"><table><thead><tr><th scope=\"col\">Category</th><th "
         "class=\"num\" scope=\"col\">Persons</th><th class=\"num\" scope=\"col\">",
         table.measure == "selection" ? "Selected" : "Above the median",
         "</th><th class=\"num\" scope=\"col\">Rate</th><th class=\"num\" scope=\"col\">Impact "
         "ratio</th><th class=\"num\" scope=\"col\">Bounds</th><th class=\"num\" "
         "scope=\"col\">z</th><th class=\"num\" scope=\"col\">p</th><th class=\"num\" "
         "scope=\"col\">Fisher p</th><th scope=\"col\">Flags</th></tr></thead><tbody>\n");
  for (size_t i = 0; i < table.tests.size(); ++i) {
    out += CategoryRow(table.table.rates[i], table.tests[i]);
  }
  out += "</tbody></table></div><p class=\"soft small\">";
  if (table.table.unknown.applicants > 0) {
    Append(&out, "In no known category: ", table.table.unknown.applicants, " persons, ",
           table.table.unknown.selected,
           table.measure == "selection" ? " of them selected" : " of them above the median",
           "; left out of every rate. Bounds: the ratio if all of them fell either way. ");
  }
  return out +
         "z and Fisher compare with the category of the highest rate. Ratio: the rate over the "
         "highest rate.</p></section>\n";
}

// Of one group whose rate is below four fifths of the highest, in words.
std::string StandsOut(const AuditTable& table, size_t index) {
  const CategoryRate& rate = table.table.rates[index];
  const GroupTest& test = table.tests[index];
  const bool significant = test.z && test.z->significant;
  const bool fisher = test.fisher && *test.fisher < Rational(5, 100);
  std::string out =
      Cat("<li><b>", HtmlEscape(MeasureWords(table)), ":</b> ", HtmlEscape(rate.count.category),
          " ", Decimal(*rate.rate, 3), test.reference.empty() ? "" : " against the highest of ",
          HtmlEscape(test.reference), ", a ratio of ", Decimal(*rate.impact_ratio, 3),
          ", below four fifths. ");
  Append(&out, significant && fisher ? "Both tests say that chance alone rarely makes such a gap."
               : significant || fisher
                   ? "The two tests disagree on whether chance may have made it."
                   : "Chance may have made it: neither test rules that out.");
  return out + "</li>\n";
}

// Of a table in which so many are in no known category that they could turn it.
std::string CouldTurn(const AuditTable& table) {
  for (const CategoryRate& rate : table.table.rates) {
    if (!rate.impact_ratio || !rate.impact_bounds || rate.below_four_fifths) continue;
    if (rate.impact_bounds->lowest >= Rational(4, 5)) continue;
    return Cat("<li><b>", HtmlEscape(MeasureWords(table)), ":</b> ", table.table.unknown.applicants,
               " persons are in no known category. If all of them fell one way, ",
               HtmlEscape(rate.count.category), " could be as low as ",
               Decimal(rate.impact_bounds->lowest, 3),
               ": too few are known to call this even.</li>\n");
  }
  return "";
}

std::string SummaryHtml(const Audit& audit) {
  std::string items;
  for (const AuditTable& table : audit.tables) {
    for (size_t i = 0; i < table.table.rates.size(); ++i) {
      const CategoryRate& rate = table.table.rates[i];
      if (rate.below_four_fifths && rate.impact_ratio && rate.rate) items += StandsOut(table, i);
    }
    if (table.table.unknown.applicants > 0) items += CouldTurn(table);
  }
  if (items.empty()) {
    items = audit.tables.empty()
                ? "<li>There is no table to look at; the reasons stand below.</li>\n"
                : "<li>No group's rate is below four fifths of the highest.</li>\n";
  }
  return Cat(
      "<section aria-labelledby=\"summary\"><h2 id=\"summary\">What stands out</h2><ul "
      "class=\"plain card\">",
      items, "</ul></section>\n");
}

double Widest(const OrderAudit& order) {
  double widest = 0.25;
  for (const auto& [k, skews] : order.skews) {
    for (const auto& skew : skews) {
      if (skew && std::isfinite(*skew))
        widest = std::max(widest, std::ceil(std::abs(*skew) * 4) / 4);
    }
  }
  return widest;
}

std::string SkewChart(const OrderAudit& order) {
  std::vector<std::string> places;
  std::vector<Line> lines;
  for (const std::string& group : order.groups) lines.push_back({group, {}});
  for (const auto& [k, skews] : order.skews) {
    places.push_back(Cat("first ", k));
    for (size_t group = 0; group < lines.size(); ++group)
      lines[group].values.push_back(skews[group]);
  }
  return LineChart("Skew at the top of the order (0: as in the pool)", places, lines,
                   Widest(order));
}

std::string WhatIfHtml(const OrderAudit& order) {
  std::string out =
      "<h3>What if</h3><p class=\"small soft\">What a proportional order would cost in score. "
      "Nothing is ordered like this: to order people by a protected group can itself be unlawful."
      "</p><div class=\"card scroll\"><table><thead><tr><th scope=\"col\">Order</th><th "
      "class=\"num\" "
      "scope=\"col\">NDKL</th><th class=\"num\" scope=\"col\">Infeasible prefixes</th><th "
      "class=\"num\" scope=\"col\">nDCG</th></tr></thead><tbody>\n";
  for (const WhatIf& what_if : order.what_ifs) {
    Append(&out, "<tr><td>", what_if.method == "score" ? "By score, as it is" : what_if.method,
           "</td><td class=\"num\">", Number(what_if.ndkl, 4), "</td><td class=\"num\">",
           what_if.infeasible, "</td><td class=\"num\">",
           what_if.ndcg ? Number(*what_if.ndcg, 4) : "–", "</td></tr>\n");
  }
  return out + "</tbody></table></div>";
}

std::string OrderHtml(const OrderAudit& order, size_t number) {
  std::string out = Cat("<section aria-labelledby=\"o", number, "\"><h2 id=\"o", number,
                        "\">The order by ", HtmlEscape(By(order.by)), "</h2>");
  if (!order.skews.empty()) out += SkewChart(order);
  Append(&out,
         "<div class=\"card scroll\"><table><thead><tr><th scope=\"col\">Group</th><th "
         "class=\"num\" scope=\"col\">Share</th><th class=\"num\" scope=\"col\">Exposure</th>");
  for (const auto& [k, skews] : order.skews) {
    Append(&out, "<th class=\"num\" scope=\"col\">Skew, first ", k, "</th>");
  }
  out += "</tr></thead><tbody>\n";
  for (size_t group = 0; group < order.groups.size(); ++group) {
    Append(&out, "<tr><td>", HtmlEscape(order.groups[group]), "</td><td class=\"num\">",
           Decimal(order.shares[group], 3), "</td><td class=\"num\">",
           order.exposure[group] ? Number(*order.exposure[group], 4) : "–", "</td>");
    for (const auto& [k, skews] : order.skews) {
      Append(&out, "<td class=\"num\">", skews[group] ? Number(*skews[group], 3) : "–", "</td>");
    }
    out += "</tr>\n";
  }
  Append(
      &out, "</tbody></table></div><p class=\"soft small\">NDKL ", Number(order.ndkl, 4),
      " (0: every prefix as the pool); prefixes in which a group has fewer than its share rounded "
      "down: ",
      order.infeasible, ". Exposure: mean of 1/log2(1 + place).</p>");
  if (!order.what_ifs.empty()) out += WhatIfHtml(order);
  return out + "</section>\n";
}

}  // namespace

std::string AuditHtml(const Audit& audit, std::string_view input_digest) {
  uint64_t flagged = 0;
  for (const AuditTable& table : audit.tables) {
    for (const CategoryRate& rate : table.table.rates) flagged += rate.below_four_fifths;
  }
  std::string out = PageHead("Rates and order by declared groups", "fairness report",
                             {{"Persons", Cat(audit.persons)},
                              {"Tables", Cat(audit.tables.size())},
                              {"Below four fifths", Cat(flagged)},
                              {"Law", audit.law == Law::kNorway ? "Norway" : "New York City"}},
                             kNote);
  out += SummaryHtml(audit);
  for (size_t i = 0; i < audit.tables.size(); ++i) out += TableHtml(audit.tables[i], i + 1);
  for (size_t i = 0; i < audit.orders.size(); ++i) out += OrderHtml(audit.orders[i], i + 1);
  if (!audit.missing.empty()) {
    out +=
        "<section aria-labelledby=\"none\"><h2 id=\"none\">No table</h2><div class=\"card "
        "scroll\"><table><tbody>\n";
    for (const MissingTable& missing : audit.missing) {
      Append(&out, "<tr><td class=\"who\">", HtmlEscape(missing.by), "</td><td>",
             HtmlEscape(missing.reason), "</td></tr>\n");
    }
    out += "</tbody></table></div></section>\n";
  }
  return out + PageEnd({{"Input", std::string(input_digest)},
                        {"Report (JSON)", AuditJson(audit, input_digest)["report_sha256"]}});
}

}  // namespace utvalg::cli
