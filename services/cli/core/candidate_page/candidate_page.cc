// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/candidate_page/candidate_page.h"

#include <algorithm>
#include <array>
#include <vector>

#include "services/cli/core/candidate_page/page_words.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/screen_html_style.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

namespace decision = utvalg::decision::v1;
namespace ingest = utvalg::ingest::v1;

// Beside the style of the reports.
constexpr std::string_view kPageStyle = R"css(
main, header.page, footer.page { max-width: 46rem; }
h2 { margin-top: 2.4rem; }
ol.steps { list-style: none; display: grid; grid-template-columns: repeat(3, 1fr); gap: .6rem; margin: 1.2rem 0 0; padding: 0; }
ol.steps li { border-top: .4rem solid var(--track); padding-top: .5rem; color: var(--soft); font-size: .925rem; border-radius: 2px; }
ol.steps li.done { border-color: var(--accent); color: var(--ink); } ol.steps li[aria-current] { font-weight: 600; color: var(--ink); }
.said { font-size: 1.15rem; margin: 1.2rem 0 0; }
.read { padding: .3rem 1.2rem 1rem; margin-top: .8rem; } .read h3 { margin: 1rem 0 .2rem; font-size: .925rem; color: var(--soft); }
.read ul { list-style: none; margin: 0; padding: 0; } .read li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .3rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.read li > span:first-child { flex: 1 1 16rem; min-width: 0; }
ul.plain { padding-left: 1.2rem; } ul.plain li { margin: .25rem 0; }
.act { padding: 1rem 1.2rem; margin-top: .8rem; } .act h3, .act summary { font-size: 1.05rem; font-weight: 600; } .act p { margin: .3rem 0 .6rem; } .act summary { cursor: pointer; }
label { display: block; margin: .4rem 0; } input[type=file] { display: block; margin-top: .3rem; max-width: 100%; font: inherit; } input[type=checkbox] { width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
button { font: inherit; font-weight: 600; padding: .7rem 1.3rem; min-height: 2.75rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--card); cursor: pointer; }
button.grave { background: transparent; color: var(--warn); box-shadow: inset 0 0 0 2px var(--warn); }
button:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 var(--mono); padding: 1rem 1.2rem; }
)css";

constexpr std::array<std::string_view, 6> kKinds = {"job",      "education",   "skill",
                                                    "language", "certificate", "licence"};

std::string Head(const PageWords& words, std::string_view title, std::string_view below) {
  return Cat(
      "<!doctype html>\n<html lang=\"", words.tag,
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>",
      HtmlEscape(title), "</title><style>", kScreenStyle, kPageStyle,
      "</style></head><body>\n<header class=\"page\"><h1>", HtmlEscape(title), "</h1>", below,
      "</header><main>\n");
}

std::string End(const PageWords& words) {
  return Cat("</main><footer class=\"page\">", words.footer, "</footer></body></html>\n");
}

// How far it has come: 0 received, 1 read by a person, 2 decided; -1: it is none of these any more.
int StepOf(decision::ApplicationState state) {
  switch (state) {
    case decision::APPLICATION_STATE_SUBMITTED:
      return 0;
    case decision::APPLICATION_STATE_UNDER_REVIEW:
    case decision::APPLICATION_STATE_SHORTLISTED:
      return 1;
    case decision::APPLICATION_STATE_INVITED:
    case decision::APPLICATION_STATE_OFFERED:
    case decision::APPLICATION_STATE_HIRED:
    case decision::APPLICATION_STATE_DECLINED:
      return 2;
    default:
      return -1;
  }
}

std::string Steps(const PageWords& words, decision::ApplicationState state) {
  const int step = StepOf(state);
  if (step < 0) return "";
  std::string out = "<ol class=\"steps\">";
  for (int i = 0; i < 3; ++i) {
    Append(&out, "<li", i <= step ? " class=\"done\"" : "",
           i == step ? " aria-current=\"step\"" : "", ">", words.steps[static_cast<size_t>(i)],
           "</li>");
  }
  return out + "</ol>";
}

std::string Place(const ingest::ReadFact& fact, const PageWords& words) {
  if (fact.page() == 0) return "";
  return Cat("<span class=\"soft small\">", words.page, " ", fact.page(),
             fact.line() > 0 ? Cat(" ", words.line, " ", fact.line()) : "", "</span>");
}

std::string Read(const ingest::GetReceiptResponse& receipt, const PageWords& words) {
  std::string groups;
  for (size_t kind = 0; kind < kKinds.size(); ++kind) {
    std::string items;
    for (const auto& fact : receipt.read()) {
      if (fact.kind() != kKinds[kind]) continue;
      Append(&items, "<li><span>", BlindHtml(fact.text()), "</span>", Place(fact, words), "</li>");
    }
    if (!items.empty()) Append(&groups, "<h3>", words.kinds[kind], "</h3><ul>", items, "</ul>\n");
  }
  return Cat("<section><h2>", words.read, "</h2><p class=\"soft\">",
             groups.empty() ? words.nothing_read : words.read_note, "</p>",
             groups.empty() ? "" : Cat("<div class=\"card read\">", groups, "</div>"),
             "</section>\n");
}

template <typename Sentences>
std::string List(std::string_view heading, std::string_view note, const Sentences& sentences) {
  if (sentences.empty()) return "";
  std::string out =
      Cat("<section><h2>", heading, "</h2>",
          note.empty() ? "" : Cat("<p class=\"soft\">", note, "</p>"), "<ul class=\"plain\">");
  for (const std::string& one : sentences) Append(&out, "<li>", HtmlEscape(one), "</li>");
  return out + "</ul></section>\n";
}

std::string Feedback(const ingest::GetFeedbackResponse& feedback, const PageWords& words) {
  std::string out = Cat("<section><h2>", words.feedback, "</h2><p class=\"soft\">",
                        HtmlEscape(feedback.preface()), "</p>");
  for (const auto& criterion : feedback.criteria()) {
    Append(&out, "<div class=\"card act\"><h3>", HtmlEscape(criterion.criterion()), "</h3><p>",
           HtmlEscape(criterion.sentence()), "</p>");
    if (criterion.found() == utvalg::result::v1::FOUND_NO && !criterion.quotes().empty()) {
      Append(&out, "<p class=\"soft small\">", words.nearest, "</p>");
    }
    for (const std::string& quote : criterion.quotes()) {
      Append(&out, "<blockquote><p>", BlindHtml(quote), "</p></blockquote>");
    }
    out += "</div>\n";
  }
  return out + "</section>\n";
}

// A form of one button, after `inside`.
std::string Form(std::string_view link, std::string_view action, std::string_view inside,
                 std::string_view button, bool grave) {
  return Cat("<form method=\"post\" action=\"", HtmlEscape(link), "/", action, "\">", inside,
             "<button", grave ? " class=\"grave\"" : "", ">", button, "</button></form>");
}

std::string YouCan(const CandidateAnswers& answers, std::string_view link, const PageWords& words) {
  const std::string path = HtmlEscape(link);
  std::string out = Cat("<section><h2>", words.you_can, "</h2>\n");
  if (answers.status.state() != decision::APPLICATION_STATE_WITHDRAWN) {
    Append(&out, "<div class=\"card act\"><h3>", words.correct, "</h3><p>",
           HtmlEscape(answers.receipt.how_to_correct()),
           "</p><form method=\"post\" enctype=\"multipart/form-data\" action=\"", path,
           "/correct\"><label>", words.choose,
           "<input type=\"file\" name=\"file\" required></label>", "<button>", words.send,
           "</button></form></div>\n");
    if (!answers.status.person_requested()) {
      Append(&out, "<div class=\"card act\"><h3>", words.ask, "</h3><p>", words.ask_note, "</p>",
             Form(link, "ask-person", "", words.send, false), "</div>\n");
    }
  }
  Append(&out, "<div class=\"card act\"><h3>", words.copy, "</h3><p><a href=\"", path,
         "/json-resume\">", words.copy_json_resume, "</a> · <a href=\"", path, "/europass\">",
         words.copy_europass, "</a></p></div>\n");
  const std::string confirm =
      Cat("<label><input type=\"checkbox\" name=\"confirm\" value=\"yes\" "
          "required> ",
          words.confirm, "</label>");
  if (answers.status.state() != decision::APPLICATION_STATE_WITHDRAWN) {
    Append(&out, "<details class=\"card act plain\"><summary>", words.withdraw, "</summary><p>",
           words.withdraw_note, "</p>", Form(link, "withdraw", confirm, words.withdraw, true),
           "</details>\n");
  }
  return Cat(out, "<details class=\"card act plain\"><summary>", words.erase, "</summary><p>",
             words.erase_note, "</p>", Form(link, "erase", confirm, words.erase, true),
             "</details></section>\n");
}

}  // namespace

std::string CandidatePage(const CandidateAnswers& answers, std::string_view link) {
  const ingest::GetReceiptResponse& receipt = answers.receipt;
  const PageWords& words = PageWordsIn(receipt.locale());
  std::string out = Head(words, words.title,
                         Cat("<p>", HtmlEscape(receipt.job_title()),
                             "<br><span class=\"soft "
                             "small\">",
                             HtmlEscape(receipt.application_id()), ", ", words.revision, " ",
                             receipt.revision(), "</span></p>"));
  Append(&out, "<section>", Steps(words, answers.status.state()), "<p class=\"said\">",
         HtmlEscape(answers.status.sentence()), "</p></section>\n");
  out += List(words.could_not, "", receipt.could_not_read());
  out += List(words.pending, "", receipt.pending());
  // Of what cannot be read nothing is still to come.
  if (!receipt.read().empty() || receipt.could_not_read().empty()) out += Read(receipt, words);
  std::vector<std::string> not_used;
  for (const auto& one : receipt.not_used()) not_used.push_back(one.sentence());
  out += List(words.not_used, words.not_used_note, not_used);
  if (answers.feedback) out += Feedback(*answers.feedback, words);
  return out + YouCan(answers, link, words) + End(words);
}

std::string ErasedPage(std::string_view locale, std::string_view certificate) {
  const PageWords& words = PageWordsIn(locale);
  std::string out = Head(words, certificate.empty() ? words.erase : words.erased, "");
  Append(&out, "<p class=\"said\">", certificate.empty() ? words.erasing_note : words.erased_note,
         "</p>");
  if (!certificate.empty()) Append(&out, "<pre class=\"card\">", HtmlEscape(certificate), "</pre>");
  return out + End(words);
}

std::string FailurePage(std::string_view locale, PageFailure failure) {
  const PageWords& words = PageWordsIn(locale);
  const auto index = static_cast<size_t>(failure);
  return Cat(Head(words, words.failures[index], ""), "<p class=\"said\">",
             words.failure_notes[index], "</p>", End(words));
}

std::string LocaleFrom(std::string_view accept_language) {
  for (size_t begin = 0; begin < accept_language.size();) {
    const size_t end = std::min(accept_language.find(',', begin), accept_language.size());
    std::string_view tag = accept_language.substr(begin, end - begin);
    while (tag.starts_with(' ')) tag.remove_prefix(1);
    const std::string_view language = tag.substr(0, 2);
    const bool whole =
        tag.size() == 2 || (tag.size() > 2 && (tag[2] == '-' || tag[2] == ';' || tag[2] == ' '));
    if (whole && (language == "nb" || language == "no")) return "nb";
    if (whole && (language == "nn" || language == "en")) return std::string(language);
    begin = end + 1;
  }
  return "nb";
}

}  // namespace utvalg::cli
