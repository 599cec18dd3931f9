// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/data_report/data_report.h"
#include "services/cli/core/fairness/page.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr std::string_view kNote =
    "Counts of documents, no persons. Where a language or a format is read worse than the others, "
    "candidates who use it are at a disadvantage: read those documents yourself.";

std::string Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? "–" : Decimal(Rational(Integer(part * 100), Integer(whole)), 0) + " %";
}

std::string MeanQuality(const DataGroup& group) {
  return group.read == 0
             ? "–"
             : Decimal(Rational(Integer(group.quality_sum), Integer(group.read * 1000)), 2);
}

std::string DriftWords(const Drift& drift) {
  return Cat(drift.of, " ", drift.distance ? Decimal(*drift.distance, 3) : "–",
             drift.moved ? "  moved" : "");
}

std::string GroupTable(std::string_view what, const std::map<std::string, DataGroup>& groups,
                       const Canvas& canvas) {
  std::vector<Column> columns = {{.title = std::string(what)},
                                 {.title = "Documents", .right = true},
                                 {.title = "Need a person", .right = true},
                                 {.title = "Quality", .right = true},
                                 {.title = "Badly read", .right = true}};
  Table table(std::move(columns));
  for (const auto& [name, group] : groups) {
    table.AddRow({{name},
                  {Cat(group.documents)},
                  {Cat(group.documents - group.read)},
                  {MeanQuality(group)},
                  {Cat(group.badly_read), group.badly_read > 0 ? Ink::kWarning : Ink::kPlain}});
  }
  return table.Render(canvas);
}

std::string QualityChart(std::string_view title, const std::map<std::string, DataGroup>& groups) {
  std::vector<DotRow> rows;
  for (const auto& [name, group] : groups) {
    DotRow row;
    row.label = name;
    if (group.read > 0) {
      row.value = Rounded(Rational(Integer(group.quality_sum), Integer(group.read * 1000)));
      row.flagged = *row.value < 0.8;
    }
    row.text = Cat(MeanQuality(group), ", ", group.documents,
                   group.documents == 1 ? " document" : " documents");
    rows.push_back(std::move(row));
  }
  return DotChart(title, rows, 1, 0.8, "look if below");
}

std::string Head(std::initializer_list<std::string_view> titles) {
  std::string out = "<div class=\"card scroll\"><table><thead><tr>";
  bool first = true;
  for (const std::string_view title : titles) {
    Append(&out, "<th scope=\"col\"", first ? "" : " class=\"num\"", ">", HtmlEscape(title),
           "</th>");
    first = false;
  }
  return out + "</tr></thead><tbody>\n";
}

std::string Row(const std::string& label, const std::vector<std::string>& cells) {
  std::string out = Cat("<tr><td>", HtmlEscape(label), "</td>");
  for (const std::string& cell : cells) {
    Append(&out, "<td class=\"num\">", HtmlEscape(cell), "</td>");
  }
  return out + "</tr>\n";
}

std::string Section(std::string_view id, std::string_view title, const std::string& content) {
  return Cat("<section aria-labelledby=\"", id, "\"><h2 id=\"", id, "\">", HtmlEscape(title),
             "</h2>", content, "</section>\n");
}

std::string QualityTable(std::string_view what, const std::map<std::string, DataGroup>& groups) {
  std::string out = Head({what, "Documents", "Need a person", "Mean quality", "Badly read"});
  for (const auto& [name, group] : groups) {
    out += Row(name, {Cat(group.documents),
                      Cat(group.documents - group.read, " (",
                          Share(group.documents - group.read, group.documents), ")"),
                      MeanQuality(group), Cat(group.badly_read)});
  }
  return out + "</tbody></table></div>";
}

std::string CellTable(const DataCounts& now) {
  std::string out = Head({"Language, format", "Documents", "Need a person", "Mean quality"});
  for (const auto& [language, formats] : now.by_language_and_format) {
    for (const auto& [format, group] : formats) {
      out += Row(Cat(language, ", ", format),
                 {Cat(group.documents), Cat(group.documents - group.read), MeanQuality(group)});
    }
  }
  return out + "</tbody></table></div>";
}

std::string FoundTable(const DataCounts& now) {
  std::string out =
      "<div class=\"card scroll\"><table><thead><tr><th scope=\"col\">Found</th>"
      "<th class=\"num\" scope=\"col\">All</th>";
  for (const auto& [language, group] : now.by_language) {
    Append(&out, "<th class=\"num\" scope=\"col\">", HtmlEscape(language), "</th>");
  }
  out += "</tr></thead><tbody>\n";
  for (size_t i = 0; i < kParts.size(); ++i) {
    std::vector<std::string> cells = {Share(now.all.found[i], now.all.read)};
    for (const auto& [language, group] : now.by_language) {
      cells.push_back(Share(group.found[i], group.read));
    }
    out += Row(std::string(kParts[i]), cells);
  }
  return out + "</tbody></table></div>";
}

std::string CountTable(std::string_view what, const std::map<std::string, uint64_t>& counts,
                       uint64_t whole) {
  std::string out = Head({what, "Documents", "Share"});
  for (const auto& [name, count] : counts) out += Row(name, {Cat(count), Share(count, whole)});
  return out + "</tbody></table></div>";
}

std::string DriftTable(const DataCounts& before, const DataCounts& now) {
  std::string out = Cat("<p>Against an earlier round of ", before.all.documents,
                        " documents. The distance is half the sum of the differences of shares: 0 "
                        "is equal, 1 has nothing in common; above 0.1 is worth a look.</p>");
  const std::vector<Drift> drifts = DriftOf(before, now);
  std::vector<DotRow> rows;
  double most = 0.5;
  for (const Drift& drift : drifts) {
    DotRow row{drift.of, std::nullopt, std::nullopt, drift.moved, "–"};
    if (drift.distance) {
      row.value = Rounded(*drift.distance);
      row.text = Cat(Decimal(*drift.distance, 3), drift.moved ? ", moved" : "");
      if (*row.value > most) most = 1;
    }
    rows.push_back(std::move(row));
  }
  out += DotChart("Distance from the earlier round", rows, most, 0.1, "look if above");
  out += Head({"Distribution of", "Distance", ""});
  for (const Drift& drift : drifts) {
    Append(&out, "<tr><td>", HtmlEscape(drift.of), "</td><td class=\"num\">",
           drift.distance ? Decimal(*drift.distance, 3) : "–", "</td><td class=\"num\">",
           drift.moved ? "<span class=\"tag flag\">moved</span>" : "", "</td></tr>\n");
  }
  return out + "</tbody></table></div>";
}

}  // namespace

std::string DataText(const DataCounts& now, const DataCounts* before, const Canvas& canvas) {
  std::string out = Cat(now.all.documents, " documents, ", now.all.documents - now.all.read,
                        " need a person, mean quality ", MeanQuality(now.all), "\n\n",
                        GroupTable("Language", now.by_language, canvas), "\n",
                        GroupTable("Format", now.by_format, canvas), "\nFound in those read:");
  for (size_t i = 0; i < kParts.size(); ++i) {
    Append(&out, i == 0 ? " " : ", ", kParts[i], " ", Share(now.all.found[i], now.all.read));
  }
  Append(&out, "\n");
  if (before != nullptr) {
    Append(&out, "\nDrift against ", before->all.documents, " documents\n");
    for (const Drift& drift : DriftOf(*before, now)) Append(&out, "  ", DriftWords(drift), "\n");
  }
  return out;
}

std::string DataHtml(const DataCounts& now, const DataCounts* before) {
  std::string out = PageHead("The documents of this round", "data report",
                             {{"Documents", Cat(now.all.documents)},
                              {"Need a person", Cat(now.all.documents - now.all.read)},
                              {"Mean quality", MeanQuality(now.all)},
                              {"Languages", Cat(now.by_language.size())}},
                             kNote);
  out += Section(
      "language", "Reading quality by language",
      QualityChart("Share of the text that was placed in a known structure", now.by_language) +
          QualityTable("Language", now.by_language));
  out += Section(
      "format", "Reading quality by format",
      QualityChart("Share of the text that was placed in a known structure", now.by_format) +
          QualityTable("Format", now.by_format));
  out += Section("cells", "Language and format", CellTable(now));
  out += Section("found", "Completeness: what was found in those read", FoundTable(now));
  out += Section("balance", "Balance: years of experience",
                 CountTable("Experience", now.experience, now.all.read));
  if (!now.reasons.empty()) {
    out += Section("reasons", "Why a person has to look",
                   CountTable("Reason", now.reasons, now.all.documents));
  }
  if (before != nullptr) out += Section("drift", "Drift", DriftTable(*before, now));
  const std::string digest = DataJson(now, before)["report_sha256"];
  return out + PageEnd({{"Report (JSON)", digest}});
}

}  // namespace utvalg::cli
