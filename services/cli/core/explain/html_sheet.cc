// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/explain/sheet.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/screen_html_style.h"
#include "services/cli/core/str.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

// Beside the style of the reports: a sheet is a narrow column, and A4 on paper.
constexpr std::string_view kSheetStyle = R"css(
main, header.page, footer.page { max-width: 46rem; }
h2 { margin-top: 2rem; }
dl.head { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: 0 0 1.2rem; }
dl.head dt { color: var(--soft); } dl.head dd { margin: 0; overflow-wrap: anywhere; }
ol.sheet { list-style: none; margin: 1rem 0 0; padding: 0; }
ol.sheet > li { display: grid; grid-template-columns: 2rem minmax(0, 1fr); padding: .75rem 0; border-top: 1px solid var(--line); }
ol.sheet > li > div { min-width: 0; }
ol.sheet .said { margin: .1rem 0 .45rem; display: flex; flex-wrap: wrap; gap: .1rem .9rem; }
ol.sheet p { margin: .2rem 0; }
.ask { padding: .5rem .8rem; border-radius: 8px; background: var(--tint); margin-top: .5rem !important; }
.ask b { font-weight: 600; }
.room { margin-top: .5rem; height: 5.2rem; border: 1px dashed var(--line); border-radius: 8px; padding: .3rem .6rem; }
dl.fill { margin: 2.5rem 0 0; display: grid; gap: 2.2rem; } dl.fill div { display: flex; flex-direction: column-reverse; }
dl.fill dt { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--ink); padding-top: .2rem; max-width: 26rem; } dl.fill dd { margin: 0; min-height: 1.6rem; }
@media print {
  @page { size: A4; margin: 20mm 22mm; }
  body { font-size: 10.5pt; }
  h1 { font-size: 20pt; } h2 { font-size: 13pt; margin-top: 1.4rem; }
  ol.sheet > li, dl.fill { break-inside: avoid; }
}
)css";

class HtmlWriter : public Sheet {
 public:
  explicit HtmlWriter(std::string_view language) : language_(language) {}

  void Title(std::string_view title, const SheetFacts& facts) override {
    const std::string shown = HtmlEscape(title);
    Append(&out_, "<!doctype html>\n<html lang=\"", HtmlEscape(language_),
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
           "initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><meta name=\"referrer\" "
           "content=\"no-referrer\"><meta http-equiv=\"Content-Security-Policy\" "
           "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>",
           shown, "</title><style>", kScreenStyle, kSheetStyle,
           "</style></head><body>\n<header class=\"page\"><h1>", shown, "</h1>");
    Rows("head", facts);
    out_ += "</header><main>\n";
  }

  void Section(std::string_view heading) override {
    EndList();
    Append(&out_, "<h2>", HtmlEscape(heading), "</h2>\n");
  }

  void Paragraph(std::string_view text) override {
    EndList();
    Append(&out_, "<p>", HtmlEscape(text), "</p>\n");
  }

  void Quotation(std::string_view text) override {
    EndList();
    Append(&out_, "<blockquote><p>", HtmlEscape(text), "</p></blockquote>\n");
  }

  void Items(const std::vector<std::string>& items) override {
    EndList();
    out_ += "<ul>";
    for (const std::string& item : items) Append(&out_, "<li>", HtmlEscape(item), "</li>");
    out_ += "</ul>\n";
  }

  void Criterion(const SheetCriterion& criterion) override {
    if (!in_list_) out_ += "<ol class=\"sheet\">\n";
    in_list_ = true;
    Append(&out_, "<li><span class=\"no\">", criterion.number, "</span><div><h3>",
           HtmlEscape(criterion.text), " <span class=\"tag", criterion.must ? " must" : "", "\">",
           HtmlEscape(criterion.tag), "</span></h3><p class=\"said\"><span class=\"state ",
           Token(criterion.found), "\">", HtmlEscape(criterion.state), "</span>");
    for (const std::string* more : {&criterion.score, &criterion.weight}) {
      if (!more->empty())
        Append(&out_, "<span class=\"soft small\">", HtmlEscape(*more), "</span>");
    }
    out_ += "</p>";
    if (!criterion.before_quotes.empty()) {
      Append(&out_, "<p class=\"soft small\">", HtmlEscape(criterion.before_quotes), "</p>");
    }
    for (const auto& quote : criterion.quotes) {
      Append(&out_, "<blockquote><p>", BlindHtml(quote.text), "</p><footer>",
             HtmlEscape(quote.place), "</footer></blockquote>");
    }
    if (criterion.quotes.empty() && !criterion.without_quotes.empty()) {
      Append(&out_, "<p class=\"soft\">", HtmlEscape(criterion.without_quotes), "</p>");
    }
    if (!criterion.question.empty()) {
      Append(&out_, "<p class=\"ask\"><b>", HtmlEscape(criterion.ask), ":</b> ",
             HtmlEscape(criterion.question), "</p>");
    }
    if (!criterion.notes.empty()) {
      Append(&out_, "<div class=\"room small soft\">", HtmlEscape(criterion.notes), "</div>");
    }
    out_ += "</div></li>\n";
  }

  void FillIn(const std::vector<std::string_view>& labels) override {
    EndList();
    out_ += "<dl class=\"fill\">";
    for (const std::string_view label : labels) {
      Append(&out_, "<div><dt>", HtmlEscape(label), "</dt><dd></dd></div>");
    }
    out_ += "</dl>\n";
  }

  void Note(std::string_view text) override {
    EndList();
    Append(&out_, "<p class=\"small soft\">", HtmlEscape(text), "</p>\n");
  }

  void Digests(std::string_view heading, const SheetFacts& facts) override {
    Section(heading);
    Rows("digests card", facts);
  }

  std::string Take() override {
    EndList();
    out_ += "</main><footer class=\"page\">Utvalg</footer></body></html>\n";
    return std::move(out_);
  }

 private:
  void EndList() {
    if (in_list_) out_ += "</ol>\n";
    in_list_ = false;
  }

  void Rows(std::string_view style, const SheetFacts& facts) {
    Append(&out_, "<dl class=\"", style, "\">");
    for (const auto& [name, value] : facts) {
      Append(&out_, "<dt>", HtmlEscape(name), "</dt><dd>", HtmlEscape(value), "</dd>");
    }
    out_ += "</dl>";
  }

  const std::string language_;
  bool in_list_ = false;
  std::string out_;
};

}  // namespace

std::unique_ptr<Sheet> HtmlSheet(std::string_view language) {
  return std::make_unique<HtmlWriter>(language);
}

}  // namespace utvalg::cli
