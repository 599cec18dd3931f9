// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/swaps_views.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <utility>
#include <vector>

#include "common/base/digest.h"
#include "services/cli/core/fairness/page.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kMostShown = 40;  // Rows of single differences on the page; JSON has all.

constexpr std::string_view kNote =
    "The same CV with one thing changed, typeset anew and run through the whole system from its "
    "bytes. Who somebody is must change nothing, to the last bit. What else may move a score is "
    "shown with its size. Everybody in these documents is invented.";

// Millionths as a share: 1500 -> "0.001500".
std::string Share(const Rational& millionths, int places) {
  return Decimal(Rational(millionths / 1000000), places);
}
std::string Share(int64_t millionths, int places) { return Share(Rational(millionths), places); }

std::string Words(std::string_view attribute) {
  if (attribute == "birth_date") return "birth date";
  if (attribute == "person") return "person (all of it)";
  return std::string(attribute);
}

std::string Verdict(const AttributeResult& result) {
  if (!result.must_not_matter) {
    return Cat(result.higher + result.lower, " of ", result.compared, " scores moved");
  }
  return result.different == 0 ? Cat(result.compared, " of ", result.compared, " identical")
                               : Cat(result.different, " of ", result.compared, " DIFFER");
}

Json ResultJson(const AttributeResult& result) {
  Json json;
  json["attribute"] = result.attribute;
  json["must_not_matter"] = result.must_not_matter;
  json["compared"] = result.compared;
  json["same_document"] = result.same_document;
  json["different"] = result.different;
  json["other_blind_bytes"] = result.other_bytes;
  json["higher"] = result.higher;
  json["lower"] = result.lower;
  json["largest_score_difference"] = Rounded(Rational(Rational(result.most) / 1000000));
  json["mean_score_difference"] = Rounded(Rational(result.mean / 1000000), 9);
  json["mean_size"] = Rounded(Rational(result.mean_size / 1000000), 9);
  json["largest_move_in_places"] = result.most_places;
  json["crossed_shortlist_line"] = result.crossed;
  json["sign_test_p"] = Rounded(result.sign_p);
  return json;
}

std::string Cell(std::string value) {
  return Cat("<td class=\"num\">", WithMinus(std::move(value)), "</td>");
}

std::string PValue(const Rational& p) {
  return p < Rational(1, 10000) ? "&lt; 0.0001" : Decimal(p, 4);
}

std::string Head(std::initializer_list<std::string_view> columns) {
  std::string out = "<div class=\"card scroll\"><table><thead><tr>";
  for (size_t i = 0; i < columns.size(); ++i) {
    Append(&out, i == 0 ? "<th scope=\"col\">" : "<th class=\"num\" scope=\"col\">",
           columns.begin()[i], "</th>");
  }
  return out + "</tr></thead><tbody>\n";
}

std::string Section(std::string_view id, std::string_view title) {
  return Cat("<section aria-labelledby=\"", id, "\"><h2 id=\"", id, "\">", title, "</h2>");
}

std::string Chart(const SwapReport& report, bool must_not_matter, std::string_view title) {
  int64_t most = 10000;  // A hundredth, so that nothing looks large that is not.
  std::vector<StripRow> rows;
  for (const AttributeResult& result : report.attributes) {
    if (result.must_not_matter != must_not_matter) continue;
    StripRow row{Words(result.attribute), {}, Verdict(result)};
    for (const int64_t score : result.scores) {
      row.values.push_back(static_cast<double>(score) / 1e6);
    }
    most = std::max(most, std::abs(result.most));
    rows.push_back(std::move(row));
  }
  return rows.empty() ? "" : StripChart(title, rows, static_cast<double>(most) / 1e6);
}

// What must change nothing: whether it holds is all there is to say.
std::string Forbidden(const SwapReport& report) {
  std::string rows;
  for (const AttributeResult& result : report.attributes) {
    if (!result.must_not_matter) continue;
    Append(&rows, "<tr><td class=\"who\">", Words(result.attribute), "</td>",
           Cell(Cat("<span class=\"", result.different == 0 ? "held" : "broken", "\">",
                    result.different == 0 ? "changes nothing" : "CHANGES THE RESULT", "</span>")),
           Cell(Cat(result.compared)), Cell(Cat(result.different)), Cell(Share(result.most, 4)),
           Cell(Cat(result.most_places)), Cell(Cat(result.crossed)), Cell(Cat(result.other_bytes)),
           "</tr>\n");
  }
  if (rows.empty()) return "";
  return Cat(Section("forbidden", "What must change nothing"),
             Chart(report, true, "Difference of the score, each tick a CV: all must lie on 0"),
             Head({"Changed", "Verdict", "Pairs", "Different", "Largest", "Places",
                   "Crossed the line", "Other bytes"}),
             rows, "</tbody></table></div></section>\n");
}

std::string Measured(const SwapReport& report) {
  std::string rows;
  for (const AttributeResult& result : report.attributes) {
    if (result.must_not_matter) continue;
    Append(&rows, "<tr><td class=\"who\">", Words(result.attribute), "</td>",
           Cell(Cat(result.compared)), Cell(Cat(result.higher)), Cell(Cat(result.lower)),
           Cell(Share(result.mean, 4)), Cell(Share(result.mean_size, 4)),
           Cell(Share(result.most, 4)), Cell(Cat(result.most_places)), Cell(Cat(result.crossed)),
           Cell(result.higher + result.lower == 0 ? "–" : PValue(result.sign_p)), "</tr>\n");
  }
  if (rows.empty()) return "";
  return Cat(Section("measured", "What may matter, measured"),
             Chart(report, false, "Difference of the score, each tick a CV"),
             Head({"Changed", "Pairs", "Higher", "Lower", "Mean", "Mean size", "Largest", "Places",
                   "Crossed the line", "Sign test p"}),
             rows, "</tbody></table></div></section>\n");
}

// "agentic 6 up, 52 down; communal 28 up, 30 down": one thing said in several ways, where it tells.
std::string ByValue(const SwapReport& report, const std::string& attribute) {
  constexpr size_t kMostValues = 4;
  std::map<std::string, std::pair<uint64_t, uint64_t>> moved;
  for (const SwapDifference& difference : report.differences) {
    if (difference.attribute != attribute || !difference.score) continue;
    auto& [up, down] = moved[difference.value];
    up += *difference.score > 0;
    down += *difference.score < 0;
  }
  if (moved.size() < 2 || moved.size() > kMostValues) return "";
  std::string out;
  for (const auto& [value, count] : moved) {
    Append(&out, out.empty() ? " " : "; ", HtmlEscape(value), " ", count.first, " up, ",
           count.second, " down");
  }
  return out + ".";
}

// One attribute that may matter, in a sentence.
std::string InWords(const SwapReport& report, const AttributeResult& result) {
  const uint32_t shortlist = report.shortlist;
  std::string out = Cat("<li><b>", Words(result.attribute), ":</b> ", result.higher + result.lower,
                        " of ", result.compared, " scores moved, by ", Share(result.mean_size, 4),
                        " on average and ", Share(Rational(std::abs(result.most)), 4),
                        " at most (of 1); ", result.crossed == 0 ? "none" : Cat(result.crossed),
                        " crossed the line of ", shortlist, ". ");
  if (result.higher + result.lower > 0) {
    const bool chance = result.sign_p >= Rational(5, 100);
    Append(&out, result.higher, " went up and ", result.lower,
           " down: ", chance ? "chance may have made it so." : "more one way than chance makes.");
  }
  out += ByValue(report, result.attribute);
  return out + "</li>\n";
}

std::string Summary(const SwapReport& report) {
  std::string names, items;
  uint64_t pairs = 0, different = 0;
  for (const AttributeResult& result : report.attributes) {
    if (!result.must_not_matter) continue;
    Append(&names, names.empty() ? "" : ", ", Words(result.attribute));
    pairs += result.compared;
    different += result.different;
  }
  if (pairs > 0 && different == 0) {
    items = Cat("<li><b class=\"held\">Holds.</b> ", pairs,
                " times something that must not matter "
                "was changed (",
                names,
                "). Each time the score, the quotes and the reasons stayed "
                "the same, to the last bit.</li>\n");
  } else if (pairs > 0) {
    items = Cat("<li><b class=\"broken\">Does not hold.</b> Of ", pairs,
                " times that something "
                "that must not matter was changed (",
                names, "), ", different,
                " changed what was "
                "scored or quoted. Do not use this version; each is listed below.</li>\n");
  }
  for (const AttributeResult& result : report.attributes) {
    if (!result.must_not_matter) items += InWords(report, result);
  }
  return Cat(Section("summary", "What this shows"), "<ul class=\"plain card\">", items,
             "</ul></section>\n");
}

constexpr std::string_view kColumns =
    "<section aria-labelledby=\"columns\"><h2 id=\"columns\">How to read the tables</h2><dl "
    "class=\"terms card\"><dt>Pair</dt><dd>A CV and the same CV with one thing changed.</dd>"
    "<dt>Different</dt><dd>Anything that was scored or quoted, not the score alone.</dd>"
    "<dt>Mean, mean size, largest</dt><dd>The change of the score, which runs from 0 to 1; size: "
    "without its sign.</dd><dt>Places</dt><dd>The largest move in the order of these CVs.</dd>"
    "<dt>Crossed the line</dt><dd>CVs that came onto the shortlist or fell off it.</dd>"
    "<dt>Other bytes</dt><dd>The text that is compared differs somewhere, also where nothing that "
    "is scored does.</dd><dt>Sign test p</dt><dd>How often chance alone would make ups and downs "
    "this uneven.</dd></dl></section>\n";

std::string Differences(const SwapReport& report) {
  if (report.differences.empty()) return "";
  std::vector<const SwapDifference*> sorted;
  for (const SwapDifference& difference : report.differences) sorted.push_back(&difference);
  // What must not be first; of these and of the others the largest first.
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const SwapDifference* a, const SwapDifference* b) {
                     const auto size = [](const SwapDifference* difference) {
                       return std::make_pair(MustNotMatter(difference->attribute),
                                             std::abs(difference->score.value_or(1000000)));
                     };
                     return size(a) > size(b);
                   });
  std::string out = Cat(Section("each", "The largest differences"),
                        "<div class=\"card scroll\"><table><thead><tr><th scope=\"col\">CV</th><th "
                        "scope=\"col\">Changed</th><th scope=\"col\">To</th><th class=\"num\" "
                        "scope=\"col\">Score</th><th class=\"num\" scope=\"col\">Places</th></tr>"
                        "</thead><tbody>\n");
  for (size_t i = 0; i < std::min(kMostShown, sorted.size()); ++i) {
    const SwapDifference& difference = *sorted[i];
    Append(&out, "<tr><td>", HtmlEscape(difference.cv), "</td><td>", Words(difference.attribute),
           "</td><td>", HtmlEscape(difference.value), "</td>",
           Cell(difference.score ? Share(*difference.score, 4) : "for a person"),
           Cell(Cat(difference.places)), "</tr>\n");
  }
  out += "</tbody></table></div>";
  if (sorted.size() > kMostShown) {
    Append(&out, "<p class=\"soft small\">", kMostShown, " of ", sorted.size(),
           "; the JSON has all.</p>");
  }
  return out + "</section>\n";
}

}  // namespace

Json SwapsJson(const SwapReport& report, const SwapProvenance& provenance) {
  Json json;
  json["holds"] = report.holds;
  json["cvs"] = report.cvs;
  json["documents"] = report.documents;
  json["shortlist"] = report.shortlist;
  json["documents_sha256"] = provenance.manifest_digest;
  json["job_digest"] = provenance.job_digest;
  json["generation"] = provenance.generation;
  json["scorer"] = provenance.scorer;
  json["calibration"] = provenance.calibration;
  json["attributes"] = Json::array();
  for (const AttributeResult& result : report.attributes) {
    json["attributes"].push_back(ResultJson(result));
  }
  json["differences"] = Json::array();
  for (const SwapDifference& difference : report.differences) {
    Json item;
    item["cv"] = difference.cv;
    item["attribute"] = difference.attribute;
    item["value"] = difference.value;
    item["score_difference"] = nullptr;
    if (difference.score) {
      item["score_difference"] = Rounded(Rational(Rational(*difference.score) / 1000000));
    }
    item["places"] = difference.places;
    item["crossed_shortlist_line"] = difference.crossed;
    json["differences"].push_back(std::move(item));
  }
  json["report_sha256"] = Sha256Hex(JsonLine(json));
  return json;
}

std::string SwapsHtml(const SwapReport& report, const SwapProvenance& provenance) {
  std::string out = PageHead("What changes when one thing in a CV changes", "fairness report",
                             {{"Verdict", report.holds ? "holds" : "does not hold"},
                              {"CVs", Cat(report.cvs)},
                              {"Documents", Cat(report.documents)},
                              {"Differences", Cat(report.differences.size())},
                              {"Shortlist", Cat("first ", report.shortlist)}},
                             kNote);
  Append(&out, Summary(report), Forbidden(report), Measured(report), kColumns, Differences(report));
  return out + PageEnd({{"Documents", provenance.manifest_digest},
                        {"Job digest", provenance.job_digest},
                        {"Generation", provenance.generation},
                        {"Scoring rules", provenance.scorer},
                        {"Calibration", provenance.calibration},
                        {"Report (JSON)", SwapsJson(report, provenance)["report_sha256"]}});
}

std::string SwapsText(const SwapReport& report) {
  std::string out = Cat(report.cvs, " CVs, ", report.documents, " documents\n\n");
  for (const AttributeResult& result : report.attributes) {
    const std::string name = Words(result.attribute);
    Append(&out, "  ", name, std::string(name.size() < 20 ? 20 - name.size() : 1, ' '),
           Verdict(result));
    if (!result.must_not_matter) {
      Append(&out, ", mean ", Share(result.mean, 4), ", largest ", Share(result.most, 4), ", ",
             result.crossed, " across the line of ", report.shortlist);
    }
    out += "\n";
  }
  Append(&out, "\n",
         report.holds ? "Nothing that must not matter changed anything."
                      : "Something that must not matter changed a result. Do not use this version.",
         "\n");
  return out;
}

}  // namespace utvalg::cli
