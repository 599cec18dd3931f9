// SPDX-License-Identifier: Apache-2.0
//
// The style sheet of the HTML report, inlined into each page. Used by screen_html.cc and
// fairness/page.cc.
#pragma once

#include <string_view>

namespace utvalg::cli {

inline constexpr std::string_view kScreenStyle = R"css(
:root {
  color-scheme: light dark;
  --paper: #f6f4ef; --card: #fffdf9; --ink: #1d2327; --soft: #59636b; --line: #ddd8cd;
  --accent: #1c5d63; --accent-ink: #154a4f; --track: #e6e2d8; --tint: #e9f0ef;
  --warn: #8a4b08; --warn-tint: #fbeeda; --no: #6b6459;
  --shadow: 0 1px 2px rgb(40 34 20 / 6%), 0 6px 20px rgb(40 34 20 / 5%);
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --card: #1c2226; --ink: #e8e6e1; --soft: #a3adb3; --line: #323b41;
    --accent: #62b8bd; --accent-ink: #8fd0d4; --track: #2d363b; --tint: #21302f;
    --warn: #f0b465; --warn-tint: #372b1a; --no: #9aa2a6; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 "Inter", "Segoe UI", -apple-system, "Helvetica Neue", "Liberation Sans", Arial, system-ui, sans-serif;
  -webkit-text-size-adjust: 100%;
}
main, header.page, footer.page { max-width: 66rem; margin: 0 auto; padding: 0 1.5rem; }
header.page { padding-top: 3rem; }
h1 { font: 600 clamp(1.7rem, 4.5vw, 2.5rem)/1.15 Georgia, "Times New Roman", "Liberation Serif", serif; margin: .4rem 0 1rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font: 600 1.35rem/1.25 Georgia, "Times New Roman", "Liberation Serif", serif; margin: 3rem 0 .35rem; }
h3 { font-size: 1.05rem; margin: 0; }
p { margin: .4rem 0 .9rem; max-width: 46rem; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
a { color: var(--accent-ink); text-underline-offset: .18em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; }
.mark { display: flex; align-items: center; gap: .6rem; color: var(--soft); font-size: .875rem; letter-spacing: .02em; }
.mark b { color: var(--accent-ink); letter-spacing: .04em; }
.mark svg { width: 1.4rem; height: 1.4rem; fill: var(--accent); }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2.4rem; margin: 0 0 1.6rem; padding: 0; }
.facts div { min-width: 5rem; }
.facts dt { color: var(--soft); font-size: .8rem; }
.facts dd { margin: 0; font: 600 1.7rem/1.2 Georgia, "Liberation Serif", serif; font-variant-numeric: tabular-nums; }
.note { background: var(--tint); border-left: 4px solid var(--accent); border-radius: 0 8px 8px 0; padding: .9rem 1.2rem; max-width: 52rem; }
.note p { margin: .2rem 0; }
.note.warn { background: var(--warn-tint); border-color: var(--warn); margin-top: 1rem; }
.note ul { margin: .4rem 0; padding-left: 1.2rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
.scroll { overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; font-size: .8rem; color: var(--soft); }
th, td { padding: .55rem .8rem; border-bottom: 1px solid var(--line); vertical-align: middle; }
tbody tr:last-child > * { border-bottom: 0; }
td.num, th.num { text-align: right; white-space: nowrap; }
td.who { white-space: nowrap; font-weight: 600; }
.named td.who { white-space: normal; overflow-wrap: anywhere; min-width: 10rem; }
.bar { display: block; height: .55rem; border-radius: 1rem; background: var(--track); overflow: hidden; min-width: 4.5rem; }
.bar i { display: block; height: 100%; border-radius: 1rem; background: var(--accent); width: calc(var(--v) * 1%); }
.only-narrow { display: none; }
.strip { display: flex; flex-wrap: wrap; gap: 3px; margin-top: .4rem; }
.strip span {
  flex: 0 0 1.35rem; height: 1.35rem; border-radius: 4px; font-size: .68rem; line-height: 1.35rem; text-align: center;
  background: color-mix(in srgb, var(--accent) calc(var(--v) * 1%), var(--track)); color: var(--ink);
}
.strip .dark { color: var(--card); }
.strip .none { background: transparent; box-shadow: inset 0 0 0 1px var(--line); color: var(--no); }
.strip .against { background: var(--warn-tint); box-shadow: inset 0 0 0 1px var(--warn); color: var(--warn); }
.tag { display: inline-block; font-size: .72rem; font-weight: 600; padding: .05rem .5rem; border-radius: 1rem; border: 1px solid var(--line); color: var(--soft); white-space: nowrap; vertical-align: .1em; }
.tag.must { border-color: var(--accent); color: var(--accent-ink); }
.tag.flag { border-color: var(--warn); color: var(--warn); background: var(--warn-tint); }
ol.criteria { list-style: none; padding: 0; margin: 1rem 0 0; }
ol.criteria > li { display: grid; grid-template-columns: 2.2rem 1fr 7.5rem; gap: .2rem .8rem; padding: .7rem 1rem; border-bottom: 1px solid var(--line); align-items: start; }
ol.criteria > li:last-child { border-bottom: 0; }
.no { color: var(--soft); font-variant-numeric: tabular-nums; font-weight: 600; }
.weight { text-align: right; }
h1, h3, td, blockquote p, .missing { unicode-bidi: isolate; }
details.card { margin-top: 1.1rem; }
details.card > summary { list-style: none; cursor: pointer; padding: 1rem 1.2rem; display: grid; grid-template-columns: 3.4rem 1fr auto; gap: .3rem 1rem; align-items: center; }
details.card > summary::-webkit-details-marker { display: none; }
.rank { font: 600 1.7rem/1 Georgia, "Liberation Serif", serif; color: var(--accent-ink); font-variant-numeric: tabular-nums; }
.rank small { display: block; font: 500 .72rem/1.4 "Inter", "Segoe UI", -apple-system, "Liberation Sans", Arial, sans-serif; color: var(--soft); }
.score { text-align: right; font-variant-numeric: tabular-nums; }
.score b { font-size: 1.25rem; }
.score .bar { width: 9rem; margin-top: .25rem; }
.body { padding: 0 1.2rem 1.1rem; }
.missing { margin: 0 0 .6rem; padding: .6rem .9rem; border-radius: 8px; background: var(--paper); font-size: .925rem; }
.missing b { font-weight: 600; }
ul.results { list-style: none; margin: 0; padding: 0; }
ul.results > li { display: grid; grid-template-columns: 2.2rem minmax(0, 1fr) 8.5rem 7.5rem; gap: .25rem .9rem; padding: .7rem 0; border-top: 1px solid var(--line); align-items: start; }
ul.results .bar { margin-top: .5rem; }
.state { font-size: .85rem; font-weight: 600; white-space: nowrap; }
.state::before { content: ""; display: inline-block; width: .7em; height: .7em; border-radius: 50%; margin-right: .45em; border: 2px solid currentcolor; vertical-align: -.02em; }
.state.yes { color: var(--accent-ink); } .state.yes::before { background: currentcolor; }
.state.partly { color: var(--accent-ink); } .state.partly::before { background: linear-gradient(90deg, currentcolor 50%, transparent 50%); }
.state.no { color: var(--no); }
.state.contradicted { color: var(--warn); white-space: normal; } .state.contradicted::before { border-radius: 1px; transform: rotate(45deg) scale(.85); background: currentcolor; }
.quotes { grid-column: 2 / -1; display: grid; gap: .5rem; margin: .15rem 0 .2rem; }
blockquote { margin: 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--track); max-width: 48rem; }
blockquote p { margin: 0; overflow-wrap: anywhere; }
blockquote footer { color: var(--soft); font-size: .8rem; }
.ph { font: .8em var(--mono); color: var(--soft); background: var(--track); padding: .05em .35em; border-radius: 4px; }
.ids { margin: .8rem 0 0; padding-top: .7rem; border-top: 1px solid var(--line); font: .75rem/1.6 var(--mono); color: var(--soft); overflow-wrap: anywhere; }
.advert { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0 1.2rem 1.1rem; margin: 0; max-width: 52rem; }
details.plain > summary { display: flex; gap: .5rem; } details.plain > summary::before { content: "▸"; color: var(--soft); } details.plain[open] > summary::before { content: "▾"; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 1rem; }
.two .card { padding: 1.1rem 1.3rem; }
.two ul { padding-left: 1.1rem; margin: .5rem 0 0; } .two li { margin: .3rem 0; }
dl.digests { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem; padding: 1rem 1.2rem; margin: 1rem 0 0; font-size: .875rem; }
dl.digests dt { color: var(--soft); } dl.digests dd { margin: 0; font: .8rem/1.7 var(--mono); overflow-wrap: anywhere; }
footer.page { padding-top: 2.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .85rem; }
@media screen and (max-width: 46rem) {
  main, header.page, footer.page { padding-left: 1rem; padding-right: 1rem; }
  header.page { padding-top: 1.5rem; }
  .facts { display: grid; grid-template-columns: repeat(4, auto); gap: .4rem; } .facts div { min-width: 0; } .facts dt { font-size: .72rem; } .facts dd { font-size: 1.3rem; }
  .wide, .strip.wide { display: none; } .only-narrow { display: block; font-weight: 400; }
  th, td { padding: .5rem .55rem; }
  ol.criteria > li { grid-template-columns: 1.6rem 1fr; } .weight { grid-column: 2; text-align: left; }
  details.card > summary { grid-template-columns: 2.8rem 1fr; padding: .9rem 1rem; } .score { grid-column: 1 / -1; text-align: left; } .score .bar { width: 100%; }
  .body { padding: 0 1rem 1rem; }
  ul.results > li { grid-template-columns: 1.6rem minmax(0, 1fr); } ul.results .bar, ul.results .state { grid-column: 2; }
  ul.results .bar { margin-top: .2rem; } .quotes { grid-column: 2; }
  .two { grid-template-columns: 1fr; }
  dl.digests { grid-template-columns: 1fr; gap: 0; } dl.digests dd { margin-bottom: .5rem; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #1c5d63; --accent-ink: #154a4f; --track: #e4e4e4; --tint: #f1f5f5; --warn: #7a4206; --warn-tint: #faf0e0; --no: #555; --shadow: none; }
  @page { margin: 16mm 14mm; }
  body { font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  main, header.page, footer.page { max-width: none; padding-left: 0; padding-right: 0; }
  header.page { padding-top: 0; } .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  th, td { padding: .4rem .45rem; }
  .strip { gap: 2px; max-width: 15.4rem; } .strip span { flex-basis: 1.13rem; height: 1.13rem; line-height: 1.13rem; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details.card > summary, ul.results > li, blockquote, ol.criteria > li, tr, .two .card, .note { break-inside: avoid; }
  details.card > summary, h2 { break-after: avoid; }
}
)css";

}  // namespace utvalg::cli
