// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/screen_html.h"

#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "services/cli/core/screen_html_style.h"
#include "services/cli/core/str.h"
#include "services/cli/core/words.h"

namespace utvalg::cli {
namespace {

using utvalg::job::v1::Criterion;
using utvalg::result::v1::Found;

constexpr size_t kUnfolded = 60;  // Candidates whose evidence is open when the page is.

constexpr std::string_view kDecides = R"html(
<section aria-labelledby="decides"><h2 id="decides">What the system decides, and what it never decides</h2>
<div class="two"><div class="card"><h3>It decides</h3><ul>
<li>in which order the applications are put before you, and which words of a CV speak for which criterion;</li>
<li>which documents it could not read well enough to place, and says why.</li></ul></div>
<div class="card"><h3>It never decides</h3><ul>
<li>who is invited, hired or turned down. No path through it rejects anybody: a missing must-have is a flag, not an exit;</li>
<li>on name, sex, age, address, nationality, family, health, religion, politics or union. These are taken out before anything is compared;</li>
<li>on text that a reader of the page cannot see.</li></ul></div></div>
<p class="small soft">“Not found” means that nothing in the CV speaks for it. It does not mean that the person cannot. Ask.</p></section>
)html";

constexpr std::string_view kReading = R"html(
<p class="soft small">Score: weighted mean of the criteria, from 0 to 1. Confidence: how much of the CV could be read and how much of the job
it speaks to. Equal scores share a rank; the order among them is drawn by lot and says nothing. Each square is a criterion,
the fuller the stronger the evidence; – is not found, ! is below what is asked.</p>
)html";

std::string Percent(uint32_t millionths) { return Cat((millionths + 5000) / 10000); }

std::string Bar(uint32_t millionths, std::string_view label) {
  return Cat("<span class=\"bar\" role=\"img\" aria-label=\"", HtmlEscape(label), " ",
             ScoreWords(millionths), "\" style=\"--v:", Percent(millionths), "\"><i></i></span>");
}

bool IsMust(const Criterion& criterion) {
  return criterion.importance() == utvalg::job::v1::IMPORTANCE_MUST;
}

std::string ImportanceTag(const Criterion& criterion) {
  return IsMust(criterion) ? "<span class=\"tag must\">must</span>"
                           : "<span class=\"tag\">nice</span>";
}

std::string Who(const ShownCandidate& candidate, bool reveal) {
  if (!reveal) return Cat("Candidate ", candidate.number);
  return HtmlEscape(candidate.name.empty() ? candidate.file : candidate.name);
}

std::string MissingTag(const ShownCandidate& candidate) {
  if (candidate.missing_musts == 0) return "";
  return Cat("<span class=\"tag flag\">", candidate.missing_musts,
             candidate.missing_musts == 1 ? " must-have" : " must-haves", " not found</span>");
}

// Writes the page top to bottom.
class ReportWriter {
 public:
  ReportWriter(const ScreenReport& report, const HtmlOptions& options)
      : report_(report), reveal_(options.reveal) {}

  std::string Write() {
    Head();
    Order();
    Job();
    Candidates();
    NeedsPerson();
    out_ += kDecides;
    Replay();
    out_ +=
        "</main><footer class=\"page\">Written by Utvalg. Holds personal data: treat it like the "
        "applications themselves.</footer></body></html>\n";
    return std::move(out_);
  }

 private:
  template <typename... T>
  void Put(const T&... parts) {
    Append(&out_, parts...);
  }

  void Head() {
    const std::string title = HtmlEscape(report_.job.title().empty() ? "Job" : report_.job.title());
    Put("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<meta name=\"robots\" content=\"noindex\"><meta name=\"referrer\" content=\"no-referrer\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\"><title>",
        title, " – screening report</title><style>", kScreenStyle, "</style></head><body>\n",
        "<a class=\"skip\" href=\"#order\">Skip to the order</a><header class=\"page\">",
        "<div class=\"mark\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M3 "
        "4h18v3H3zM3 "
        "10.5h13v3H3zM3 17h8v3H3z\"/></svg><span><b>UTVALG</b> screening report</span></div><h1");
    if (!report_.job.language().empty()) Put(" lang=\"", HtmlEscape(report_.job.language()), "\"");
    Put(">", title, "</h1><dl class=\"facts\">");
    Fact("Documents", report_.ranked_total + report_.needs_person.size());
    Fact("Ranked", report_.ranked_total);
    Fact("Need a person", report_.needs_person.size());
    Fact("Criteria", report_.job.criteria_size());
    Put("</dl><div class=\"note\"><p><strong>An order to read by, not a decision.</strong> Every "
        "point of it "
        "quotes the CV it rests on. Nobody is turned down here; a person decides.</p>");
    if (!reveal_) {
      Put("<p class=\"small\">Candidates are numbers, the same as in the list on the terminal. "
          "Names and files "
          "are left out unless the report is written with <code>--reveal</code>.</p>");
    }
    Put("</div>");
    if (!report_.warnings.empty()) {
      Put("<div class=\"note warn\" role=\"note\"><p><strong>Look at the advertisement "
          "again.</strong></p><ul>");
      for (const std::string& warning : report_.warnings) Put("<li>", HtmlEscape(warning), "</li>");
      Put("</ul></div>");
    }
    Put("</header><main>\n");
  }

  void Fact(std::string_view name, size_t value) {
    Put("<div><dt>", name, "</dt><dd>", value, "</dd></div>");
  }

  void Order() {
    Put("<section aria-labelledby=\"order\"><h2 id=\"order\">The order</h2>", kReading);
    if (report_.ranked.empty()) {
      Put("<p>No document could be ranked.</p></section>\n");
      return;
    }
    Put("<div class=\"card scroll\" tabindex=\"0\" role=\"region\" "
        "aria-labelledby=\"order\"><table",
        reveal_ ? " class=\"named\"" : "",
        "><thead><tr><th class=\"num\" scope=\"col\">Rank</th><th scope=\"col\">Candidate</th>"
        "<th class=\"num\" scope=\"col\">Score</th><th scope=\"col\"><span class=\"wide\">Criteria "
        "1 to ",
        report_.job.criteria_size(),
        "</span></th><th class=\"num wide\" scope=\"col\">Confidence</th>"
        "<th class=\"wide\" scope=\"col\">Flags</th></tr></thead><tbody>\n");
    for (const ShownCandidate& candidate : report_.ranked) OrderRow(candidate);
    Put("</tbody></table></div>");
    if (report_.ranked_total > report_.ranked.size()) {
      Put("<p class=\"soft small\">Shown are the first ", report_.ranked.size(), " of ",
          report_.ranked_total, " in the order.</p>");
    }
    Put("</section>\n");
  }

  void OrderRow(const ShownCandidate& candidate) {
    Put("<tr><td class=\"num\">", candidate.rank, "</td><td class=\"who\"><a href=\"#c",
        candidate.number, "\">", Who(candidate, reveal_), "</a>");
    if (candidate.missing_musts > 0) {
      Put("<span class=\"only-narrow\">", MissingTag(candidate), "</span>");
    }
    Put("</td><td class=\"num\">", ScoreWords(candidate.score), "</td><td>",
        Bar(candidate.score, "score"), "<div class=\"strip wide\">");
    int number = 0;
    for (const ShownCriterion& shown : candidate.criteria) StripCell(shown, ++number);
    Put("</div></td><td class=\"num wide\">", ScoreWords(candidate.confidence),
        "</td><td class=\"wide\">", MissingTag(candidate), "</td></tr>\n");
  }

  void StripCell(const ShownCriterion& shown, int number) {
    const bool none = shown.found == utvalg::result::v1::FOUND_NO;
    const bool against = shown.found == utvalg::result::v1::FOUND_CONTRADICTED;
    const std::string_view kind = none                    ? "none"
                                  : against               ? "against"
                                  : shown.score >= 550000 ? "dark"
                                                          : "";
    const std::string label =
        HtmlEscape(Cat(number, " ", shown.criterion.text(), ": ", FoundWords(shown.found), ", ",
                       ScoreWords(shown.score)));
    Put("<span role=\"img\" class=\"", kind, "\" style=\"--v:", Percent(shown.score), "\" title=\"",
        label, "\" aria-label=\"", label, "\">",
        none      ? "–"
        : against ? "!"
                  : Cat(number),
        "</span>");
  }

  void Job() {
    Put("<section aria-labelledby=\"asks\"><h2 id=\"asks\">What the job asks</h2><ol "
        "class=\"criteria card\">\n");
    uint64_t total = 0;
    for (const Criterion& criterion : report_.job.criteria()) total += criterion.weight();
    int number = 0;
    for (const Criterion& criterion : report_.job.criteria()) {
      const uint64_t share = total == 0 ? 0 : uint64_t{criterion.weight()} * 1000000 / total;
      Put("<li><span class=\"no\">", ++number, "</span><div>", HtmlEscape(criterion.text()), " ",
          ImportanceTag(criterion));
      if (!criterion.quote().empty() && criterion.quote() != criterion.text()) {
        Put("<blockquote class=\"small soft\"><p>", HtmlEscape(criterion.quote()),
            "</p></blockquote>");
      }
      Put("</div><div class=\"weight small soft\">weight ", Percent(share), " %",
          Bar(share, "share of the weight"), "</div></li>\n");
    }
    Put("</ol>");
    if (!report_.job.description().empty()) {
      Put("<details class=\"card plain\"><summary><h3>The advertisement</h3></summary><p "
          "class=\"advert\">",
          HtmlEscape(report_.job.description()), "</p></details>");
    }
    Put("</section>\n");
  }

  void Candidates() {
    if (report_.ranked.empty()) return;
    Put("<section aria-labelledby=\"evidence\"><h2 id=\"evidence\">Evidence, candidate by "
        "candidate</h2>\n");
    size_t shown = 0;
    for (const ShownCandidate& candidate : report_.ranked)
      Candidate(candidate, ++shown <= kUnfolded);
    Put("</section>\n");
  }

  void Candidate(const ShownCandidate& candidate, bool open) {
    Put("<details class=\"card\" id=\"c", candidate.number, "\"", open ? " open" : "",
        "><summary><span class=\"rank\"><small>rank</small>", candidate.rank, "</span><span><h3>",
        Who(candidate, reveal_), "</h3>");
    if (reveal_ && !candidate.name.empty())
      Put("<span class=\"small soft\">", HtmlEscape(candidate.file), "</span> ");
    Put(MissingTag(candidate), "</span><span class=\"score\"><b>", ScoreWords(candidate.score),
        "</b> <span class=\"small soft\">confidence ", ScoreWords(candidate.confidence), "</span>",
        Bar(candidate.score, "score"), "</span></summary><div class=\"body\">");
    Missing(candidate);
    Put("<ul class=\"results\">\n");
    int number = 0;
    for (const ShownCriterion& shown : candidate.criteria) Result(shown, ++number);
    Put("</ul><p class=\"ids\">application ", HtmlEscape(candidate.application_id),
        "<br>CV digest ", HtmlEscape(candidate.provenance.cv_digest()), "</p></div></details>\n");
  }

  void Missing(const ShownCandidate& candidate) {
    const std::vector<const ShownCriterion*> missing = NotFound(candidate);
    if (missing.empty()) return;
    Put("<p class=\"missing\"><b>Not found:</b> ");
    for (size_t i = 0; i < missing.size(); ++i) {
      Put(i == 0 ? "" : "; ", HtmlEscape(missing[i]->criterion.text()),
          IsMust(missing[i]->criterion) ? " <span class=\"tag must\">must</span>" : "");
    }
    Put("</p>");
  }

  void Result(const ShownCriterion& shown, int number) {
    Put("<li><span class=\"no\">", number, "</span><div>", HtmlEscape(shown.criterion.text()), " ",
        ImportanceTag(shown.criterion), "</div>", Bar(shown.score, "score"), "<span class=\"state ",
        Token(shown.found), "\">", FoundWords(shown.found), "</span>");
    if (!shown.evidence.empty()) {
      Put("<div class=\"quotes\">");
      for (const ShownEvidence& evidence : shown.evidence) {
        Put("<blockquote><p>", BlindHtml(evidence.quote), "</p><footer>", PlaceWords(evidence),
            "</footer></blockquote>");
      }
      Put("</div>");
    }
    Put("</li>\n");
  }

  void NeedsPerson() {
    if (report_.needs_person.empty()) return;
    Put("<section aria-labelledby=\"person\"><h2 id=\"person\">Needs a person</h2>"
        "<p class=\"soft small\">These documents could not be read well enough to be placed. They "
        "are neither ranked nor "
        "turned down: somebody has to look.</p><div class=\"card scroll\"><table><thead><tr><th "
        "scope=\"col\">Candidate"
        "</th><th scope=\"col\">Why, and what to do</th></tr></thead><tbody>\n");
    for (const ShownNeedsPerson& needs : report_.needs_person) {
      Put("<tr><td class=\"who\">",
          reveal_ ? HtmlEscape(needs.file) : Cat("Candidate ", needs.number), "</td><td>",
          ReasonSentence(needs.reason), "</td></tr>\n");
    }
    Put("</tbody></table></div></section>\n");
  }

  void Replay() {
    Put("<section aria-labelledby=\"replay\"><h2 id=\"replay\">For replay</h2><p class=\"soft "
        "small\">The same digests "
        "give the same order, to the last bit.</p><dl class=\"digests card\">");
    Digest("Order", report_.ranking_id);
    Digest("Job", Cat(report_.job.job_id(), ", revision ", report_.job.revision()));
    if (!report_.ranked.empty()) {
      const auto& provenance = report_.ranked.front().provenance;
      Digest("Job digest", provenance.job_digest());
      Digest("Generation", provenance.generation());
      Digest("Model", provenance.model());
      Digest("Scoring rules", provenance.scorer());
      Digest("Calibration", provenance.calibration());
    }
    Put("</dl></section>\n");
  }

  void Digest(std::string_view name, std::string_view value) {
    if (!value.empty()) Put("<dt>", name, "</dt><dd>", HtmlEscape(value), "</dd>");
  }

  const ScreenReport& report_;
  const bool reveal_;
  std::string out_;
};

}  // namespace

std::string HtmlEscape(std::string_view text) {
  std::string out;
  for (size_t index = 0; index < text.size();) {
    const char32_t code_point = NextCodePoint(text, &index);
    switch (code_point) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default: {
        const bool control = (code_point < 0x20 && code_point != '\n' && code_point != '\t') ||
                             (code_point >= 0x7f && code_point < 0xa0);
        AppendCodePoint(control ? 0xFFFD : code_point, &out);
      }
    }
  }
  return out;
}

std::string BlindHtml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t open = text.find('[');
    Append(&out, HtmlEscape(text.substr(0, open)));
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const size_t close = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", 1);
    if (close != std::string_view::npos && close > 1 && text[close] == ']') {
      Append(&out, "<span class=\"ph\">", text.substr(1, close - 1), "</span>");
      text.remove_prefix(close + 1);
    } else {
      out.push_back('[');
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string ScreenHtml(const ScreenReport& report, const HtmlOptions& options) {
  return ReportWriter(report, options).Write();
}

}  // namespace utvalg::cli
