// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/swaps_views.h"

#include <algorithm>
#include <cstdlib>

#include "common/base/digest.h"
#include "services/cli/core/fairness/page.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kMostShown = 200;  // Rows of single differences on the page; JSON has all.

constexpr std::string_view kNote =
    "The same CV with one thing changed, typeset anew and run through the whole system from its "
    "bytes. Name, sex, birth date and address must change nothing, to the last bit. What else may "
    "move a score is shown with its size.";

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
  if (!result.must_not_matter) return Cat(result.different, " of ", result.compared, " moved");
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

std::string AttributeRow(const AttributeResult& result) {
  std::string out = Cat("<tr><td class=\"who\">", Words(result.attribute), "</td><td>");
  if (result.must_not_matter) {
    Append(&out, "<span class=\"", result.different == 0 ? "held" : "broken", "\">",
           result.different == 0 ? "changes nothing" : "CHANGES THE RESULT", "</span>");
  } else {
    out += "<span class=\"soft\">measured</span>";
  }
  Append(&out, "</td><td class=\"num\">", result.compared, "</td><td class=\"num\">",
         result.different, "</td><td class=\"num\">", result.other_bytes, "</td><td class=\"num\">",
         Share(result.mean, 4), "</td><td class=\"num\">", Share(result.mean_size, 4),
         "</td><td class=\"num\">", Share(result.most, 4), "</td><td class=\"num\">",
         result.most_places, "</td><td class=\"num\">", result.crossed, "</td><td class=\"num\">",
         result.higher + result.lower == 0 ? "–" : Decimal(result.sign_p, 4), "</td></tr>\n");
  return out;
}

std::string Differences(const SwapReport& report) {
  if (report.differences.empty()) return "";
  std::string out =
      "<section aria-labelledby=\"each\"><h2 id=\"each\">Each difference</h2><div class=\"card "
      "scroll\"><table><thead><tr><th scope=\"col\">CV</th><th scope=\"col\">Changed</th><th "
      "scope=\"col\">To</th><th class=\"num\" scope=\"col\">Score</th><th class=\"num\" "
      "scope=\"col\">Places</th></tr></thead><tbody>\n";
  for (size_t i = 0; i < std::min(kMostShown, report.differences.size()); ++i) {
    const SwapDifference& difference = report.differences[i];
    Append(&out, "<tr><td>", HtmlEscape(difference.cv), "</td><td>", Words(difference.attribute),
           "</td><td>", HtmlEscape(difference.value), "</td><td class=\"num\">",
           difference.score ? Share(*difference.score, 4) : "for a person",
           "</td><td class=\"num\">", difference.places, "</td></tr>\n");
  }
  out += "</tbody></table></div>";
  if (report.differences.size() > kMostShown) {
    Append(&out, "<p class=\"soft small\">The first ", kMostShown, " of ",
           report.differences.size(), "; the JSON has all.</p>");
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
                             {{"CVs", Cat(report.cvs)},
                              {"Documents", Cat(report.documents)},
                              {"Differences", Cat(report.differences.size())},
                              {"Shortlist", Cat("first ", report.shortlist)}},
                             kNote);
  int64_t most = 10000;  // A hundredth, so that nothing looks large that is not.
  std::vector<StripRow> rows;
  for (const AttributeResult& result : report.attributes) {
    StripRow row{Words(result.attribute), {}, Verdict(result)};
    for (const int64_t score : result.scores)
      row.values.push_back(static_cast<double>(score) / 1e6);
    most = std::max(most, std::abs(result.most));
    rows.push_back(std::move(row));
  }
  Append(
      &out, "<section aria-labelledby=\"swaps\"><h2 id=\"swaps\">By what was changed</h2>",
      StripChart("Difference of the score, each tick a CV", rows, static_cast<double>(most) / 1e6),
      "<div class=\"card scroll\"><table><thead><tr><th scope=\"col\">Changed</th><th "
      "scope=\"col\">Verdict</th><th class=\"num\" scope=\"col\">Pairs</th><th class=\"num\" "
      "scope=\"col\">Different</th><th class=\"num\" scope=\"col\">Other bytes</th><th "
      "class=\"num\" scope=\"col\">Mean</th><th class=\"num\" "
      "scope=\"col\">Mean size</th><th class=\"num\" scope=\"col\">Largest</th><th "
      "class=\"num\" scope=\"col\">Places</th><th class=\"num\" scope=\"col\">Crossed the "
      "line</th><th class=\"num\" scope=\"col\">Sign test p</th></tr></thead><tbody>\n");
  for (const AttributeResult& result : report.attributes) out += AttributeRow(result);
  Append(&out,
         "</tbody></table></div><p class=\"soft small\">Different: anything that was scored or "
         "quoted, not the score alone. Other bytes: the blind text differs somewhere, also where "
         "nothing scored does. Places: the largest move in the order of these CVs. Sign "
         "test: whether ups and downs may be chance.</p></section>\n",
         Differences(report));
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
