// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/page.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "services/cli/core/fairness/rational.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/screen_html_style.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr std::string_view kChartStyle = R"css(
figure.chart { margin: 1rem 0 0; padding: 1.1rem 1.2rem .8rem; }
figure.chart figcaption { font-weight: 600; font-size: .925rem; margin-bottom: .4rem; }
figure.chart svg { display: block; width: 100%; height: auto; max-width: 60rem; font: 12px "Inter", "Segoe UI", "Liberation Sans", Arial, sans-serif; }
svg text { fill: var(--ink); } svg .soft { fill: var(--soft); } svg .end { text-anchor: end; } svg .mid { text-anchor: middle; }
svg .grid { stroke: var(--line); } svg .mark { stroke: var(--warn); stroke-dasharray: 4 3; } svg .track { stroke: var(--track); stroke-width: 8; stroke-linecap: round; }
svg .range { stroke: var(--accent); stroke-width: 3; stroke-opacity: .35; stroke-linecap: round; } svg .dot { fill: var(--accent); stroke: var(--card); stroke-width: 1.5; }
svg .flagged { fill: var(--warn); } svg .tick { fill: var(--accent); fill-opacity: .28; } svg .zero { stroke: var(--soft); }
svg .line { fill: none; stroke-width: 2.2; }
svg .l0 { stroke: #1c7a80; } svg .l1 { stroke: #b4641e; } svg .l2 { stroke: #6a5acd; } svg .l3 { stroke: #5b8c2a; } svg .l4 { stroke: #b0407a; } svg .l5 { stroke: #7d7468; }
.held { color: var(--accent-ink); font-weight: 600; } .broken { color: var(--warn); font-weight: 700; }
ul.plain { margin: 0; padding: 1rem 1.2rem 1rem 2.2rem; } ul.plain li { margin: .35rem 0; }
dl.terms { display: grid; grid-template-columns: minmax(9rem, auto) 1fr; gap: .35rem 1.4rem; margin: 1rem 0 0; padding: 1rem 1.2rem; font-size: .925rem; }
dl.terms dt { font-weight: 600; } dl.terms dd { margin: 0; color: var(--soft); }
@media (max-width: 40rem) { dl.terms { grid-template-columns: 1fr; } dl.terms dd { margin-bottom: .5rem; } }
@media print {
  dl.terms { break-inside: avoid; font-size: 9pt; }
  figure.chart, tr, ul.plain li { break-inside: avoid; } h2, figure.chart { break-after: avoid; }
  .scroll { overflow: visible; } .scroll table { font-size: 8.5pt; width: 100%; } .scroll th, .scroll td { padding: .3rem .4rem; }
  figure.chart { padding: .6rem .8rem; } .tag { white-space: normal; }
}
td.num.soft { color: var(--soft); }
)css";

constexpr int kLeft = 190, kRight = 150, kWidth = 860, kRow = 30;
constexpr int kPlot = kWidth - kLeft - kRight;

// Two decimals, the same on every machine.
std::string Coordinate(double value) {
  const auto hundredths = static_cast<int64_t>(std::llround(value * 100));
  return Decimal(Rational(hundredths, 100), 2);
}

std::string Number(double value, int places) {
  const auto millionths = static_cast<int64_t>(std::llround(value * 1e6));
  return Decimal(Rational(millionths, 1000000), places);
}

std::string Open(std::string_view title, int height) {
  return Cat("<figure class=\"chart card\"><figcaption>", HtmlEscape(title),
             "</figcaption><svg viewBox=\"0 0 ", kWidth, " ", height,
             "\" role=\"img\" aria-label=\"", HtmlEscape(title), "\">");
}

std::string Text(double x, double y, std::string_view kind, std::string_view text) {
  return Cat("<text x=\"", Coordinate(x), "\" y=\"", Coordinate(y), "\" class=\"", kind, "\">",
             HtmlEscape(text), "</text>");
}

std::string Stroke(double x1, double y1, double x2, double y2, std::string_view kind) {
  return Cat("<line x1=\"", Coordinate(x1), "\" y1=\"", Coordinate(y1), "\" x2=\"", Coordinate(x2),
             "\" y2=\"", Coordinate(y2), "\" class=\"", kind, "\"/>");
}

std::string Short(std::string_view label) {
  return label.size() <= 30 ? std::string(label) : Cat(label.substr(0, 29), "…");
}

}  // namespace

std::string PageHead(std::string_view title, std::string_view kind, const Facts& facts,
                     std::string_view note) {
  std::string out = Cat(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
      "<meta name=\"referrer\" content=\"no-referrer\"><meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\"><title>",
      HtmlEscape(title), " – Utvalg</title><style>", kScreenStyle, kChartStyle,
      "</style></head><body>\n<header class=\"page\"><div class=\"mark\"><svg viewBox=\"0 0 24 "
      "24\" aria-hidden=\"true\"><path d=\"M3 4h18v3H3zM3 10.5h13v3H3zM3 17h8v3H3z\"/></svg><span>"
      "<b>UTVALG</b> ",
      HtmlEscape(kind), "</span></div><h1>", HtmlEscape(title), "</h1><dl class=\"facts\">");
  for (const auto& [name, value] : facts) {
    Append(&out, "<div><dt>", HtmlEscape(name), "</dt><dd>", HtmlEscape(value), "</dd></div>");
  }
  Append(&out, "</dl><div class=\"note\"><p>", HtmlEscape(note), "</p></div></header><main>\n");
  return out;
}

std::string PageEnd(const Facts& digests) {
  std::string out =
      "<section aria-labelledby=\"digests\"><h2 id=\"digests\">For replay</h2><p class=\"soft "
      "small\">The same input gives this page again, to the byte.</p><dl class=\"digests card\">";
  for (const auto& [name, value] : digests) {
    Append(&out, "<dt>", HtmlEscape(name), "</dt><dd>", HtmlEscape(value), "</dd>");
  }
  return out +
         "</dl></section></main><footer class=\"page\">Written by Utvalg.</footer></body>"
         "</html>\n";
}

std::string DotChart(std::string_view title, const std::vector<DotRow>& rows, double most,
                     double mark, std::string_view mark_label) {
  const int height = static_cast<int>(rows.size()) * kRow + 44;
  const auto x = [&](double value) { return kLeft + kPlot * std::clamp(value / most, 0.0, 1.0); };
  std::string out = Open(title, height);
  for (int i = 0; i <= 5; ++i) {
    const double at = most * i / 5;
    out += Stroke(x(at), 22, x(at), height - 18, "grid");
    out += Text(x(at), height - 4, "soft mid", Number(at, 1));
  }
  out += Stroke(x(mark), 16, x(mark), height - 18, "mark");
  out += Text(x(mark), 12, "soft mid", mark_label);
  double y = 38;
  for (const DotRow& row : rows) {
    out += Text(kLeft - 14, y + 4, "end", Short(row.label));
    if (row.range) out += Stroke(x(row.range->first), y, x(row.range->second), y, "range");
    if (row.value) {
      Append(&out, "<circle cx=\"", Coordinate(x(*row.value)), "\" cy=\"", Coordinate(y),
             "\" r=\"6\" class=\"dot", row.flagged ? " flagged" : "", "\"/>");
    }
    out += Text(kWidth - kRight + 14, y + 4, "", row.text);
    y += kRow;
  }
  return out + "</svg></figure>\n";
}

std::string StripChart(std::string_view title, const std::vector<StripRow>& rows, double most) {
  const int height = static_cast<int>(rows.size()) * kRow + 40;
  const auto x = [&](double value) {
    return kLeft + kPlot * (std::clamp(value / most, -1.0, 1.0) + 1) / 2;
  };
  std::string out = Open(title, height);
  for (const double at : {-most, -most / 2, 0.0, most / 2, most}) {
    out += Stroke(x(at), 8, x(at), height - 20, at == 0 ? "zero" : "grid");
    out += Text(x(at), height - 4, "soft mid", Cat(at > 0 ? "+" : "", Number(at, 3)));
  }
  double y = 24;
  for (const StripRow& row : rows) {
    out += Text(kLeft - 14, y + 4, "end", Short(row.label));
    // Equal values lie on one another: one tick each is enough, and a file stays small.
    std::vector<double> values = row.values;
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const double value : values) {
      Append(&out, "<rect x=\"", Coordinate(x(value) - 1.5), "\" y=\"", Coordinate(y - 8),
             "\" width=\"3\" height=\"16\" rx=\"1\" class=\"tick\"/>");
    }
    out += Text(kWidth - kRight + 14, y + 4, "", row.text);
    y += kRow;
  }
  return out + "</svg></figure>\n";
}

std::string LineChart(std::string_view title, const std::vector<std::string>& places,
                      const std::vector<Line>& lines, double most) {
  constexpr int kHeight = 240, kTop = 14, kBottom = 200;
  constexpr size_t kMostLines = 6;
  const auto x = [&](size_t i) {
    return places.size() < 2
               ? kLeft + kPlot / 2.0
               : kLeft + kPlot * static_cast<double>(i) / static_cast<double>(places.size() - 1);
  };
  const auto y = [&](double value) {
    return kTop + (kBottom - kTop) * (1 - (std::clamp(value / most, -1.0, 1.0) + 1) / 2);
  };
  std::string out = Open(title, kHeight);
  for (const double at : {-most, 0.0, most}) {
    out += Stroke(kLeft, y(at), kWidth - kRight, y(at), at == 0 ? "zero" : "grid");
    out += Text(kLeft - 14, y(at) + 4, "soft end", Cat(at > 0 ? "+" : "", Number(at, 2)));
  }
  for (size_t i = 0; i < places.size(); ++i) out += Text(x(i), kHeight - 12, "soft mid", places[i]);
  for (size_t l = 0; l < std::min(lines.size(), kMostLines); ++l) {
    std::string points;
    std::optional<double> last;
    for (size_t i = 0; i < lines[l].values.size(); ++i) {
      if (!lines[l].values[i]) continue;
      last = std::isfinite(*lines[l].values[i]) ? *lines[l].values[i] : -most;
      Append(&points, points.empty() ? "" : " ", Coordinate(x(i)), ",", Coordinate(y(*last)));
    }
    Append(&out, "<polyline points=\"", points, "\" class=\"line l", l, "\"/>");
    const double legend = kTop + 8 + 20.0 * static_cast<double>(l);
    out += Stroke(kWidth - kRight + 14, legend, kWidth - kRight + 30, legend, Cat("line l", l));
    out += Text(kWidth - kRight + 36, legend + 4, "", Short(lines[l].label));
  }
  return out + "</svg></figure>\n";
}

}  // namespace utvalg::cli
