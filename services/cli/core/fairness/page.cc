// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/page.h"

#include "services/cli/core/screen_html.h"
#include "services/cli/core/screen_html_style.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr std::string_view kChartStyle = R"css(
figure.chart { margin: 1rem 0 0; padding: 1.1rem 1.2rem .8rem; }
figure.chart figcaption { font-weight: 600; font-size: .925rem; margin-bottom: .4rem; }
figure.chart svg { display: block; width: 100%; height: auto; max-width: 60rem; font: 12px "Inter", "Segoe UI", "Liberation Sans", Arial, sans-serif; }
figure.chart svg.narrow { display: none; }
@media screen and (max-width: 46rem) { figure.chart svg.narrow { display: block; } figure.chart svg.broad { display: none; } figure.chart { padding: .9rem .9rem .6rem; } }
svg text { fill: var(--ink); paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; } svg .soft { fill: var(--soft); } svg .end { text-anchor: end; } svg .mid { text-anchor: middle; }
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

}  // namespace utvalg::cli
