// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/certificates.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/cv_facts.h"
#include "services/parse/core/redact.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using utvalg::cv::v1::Certificate;

constexpr size_t kMaxNameBytes = 200;
// "ADR, truck T1-T4, HMS-kort": pieces of a list are short.
constexpr size_t kMaxListedWords = 5;
constexpr size_t kMaxIssuerWords = 6;

// One paragraph of a section taken apart.
struct Line {
  std::string_view rest;  // Without list mark and dates at either end.
  lexicon::Period period;
  bool dated = false;
};

std::string_view StripBrackets(std::string_view text) {
  text = TrimSeparators(text);
  if (text.size() >= 2 && (text.front() == '(' || text.front() == '[') &&
      text.back() == (text.front() == '(' ? ')' : ']') && PlaceholderLength(text) == 0) {
    text = TrimSeparators(text.substr(1, text.size() - 2));
  }
  return text;
}

// Cuts a date at the end or at the beginning, with the brackets it stands in.
Line TakeApart(std::string_view body) {
  Line line;
  line.rest = TrimSeparators(body.substr(BulletPrefix(body)));
  const auto periods = lexicon::FindPeriods(line.rest);
  if (periods.empty()) return line;
  const lexicon::Period& last = periods.back();
  const lexicon::Period& first = periods.front();
  const std::string_view behind = line.rest.substr(last.end_byte);
  const std::string_view before = line.rest.substr(0, first.begin_byte);
  if (!HasLetter(behind)) {
    line.period = last;
    line.dated = true;
    std::string_view head = line.rest.substr(0, last.begin_byte);
    while (!head.empty() && (head.back() == '(' || head.back() == '[' || head.back() == ' '))
      head.remove_suffix(1);
    line.rest = TrimSeparators(head);
  } else if (!HasLetter(before)) {
    line.period = first;
    line.dated = true;
    std::string_view tail = line.rest.substr(first.end_byte);
    while (!tail.empty() && (tail.front() == ')' || tail.front() == ']')) tail.remove_prefix(1);
    line.rest = TrimSeparators(tail);
  } else {
    line.period = first;
    line.dated = true;
  }
  return line;
}

// The issuer in "Issued by: Red Cross", "Utsteder: NSO"; empty without such a label at the start.
std::string_view LabelledIssuer(std::string_view text) {
  const std::string lower = LowerAligned(text);
  for (const std::string_view label :
       {"issued by", "issuer", "issuing organization", "issuing organisation", "utstedt av",
        "utsteder", "utferda av", "utferdar"}) {
    if (!lower.starts_with(label)) continue;
    const std::string_view rest = text.substr(label.size());
    if (rest.starts_with(":") || rest.starts_with(" ") || rest.starts_with("\t"))
      return StripBrackets(rest);
  }
  return {};
}

// Where a separator between name and issuer stands: [begin, end), both npos when there is none.
struct Cut {
  size_t begin = std::string_view::npos;
  size_t end = std::string_view::npos;
};

Cut FindCut(std::string_view text) {
  static constexpr std::string_view kStrong[] = {"\t",  " | ", " – ", " — ", " - ",
                                                 " · ", " • ", " / ", "· ",  "• "};
  Cut cut;
  for (std::string_view separator : kStrong) {
    const size_t at = text.find(separator);
    if (at < cut.begin) cut = {at, at + separator.size()};
  }
  if (cut.begin != std::string_view::npos) return cut;
  static constexpr std::string_view kWords[] = {", utstedt av ", ", issued by ", " utstedt av ",
                                                " issued by ",   " hos ",        " ved ",
                                                " by ",          " from "};
  for (std::string_view word : kWords) {
    const size_t at = text.find(word);
    if (at != std::string_view::npos && at > 0) return {at, at + word.size()};
  }
  const size_t comma = text.rfind(", ");
  if (comma != std::string_view::npos && text.find(", ") == comma) {
    const std::string_view tail = text.substr(comma + 2);
    if (StartsUpper(tail) && CountWords(tail) <= kMaxIssuerWords) return {comma, comma + 2};
  }
  if (text.ends_with(')')) {
    const size_t open = text.rfind('(');
    // "(PSM I)", "(ITIL 4)": short for the name; "(Microsoft)" issued it.
    const std::string_view inside =
        open == std::string_view::npos ? "" : text.substr(open + 1, text.size() - open - 2);
    if (open != std::string_view::npos && open > 0 && StartsUpper(inside) && !IsAllCaps(inside) &&
        CountWords(inside) <= kMaxIssuerWords) {
      return {open, open};
    }
  }
  return cut;
}

// A line that lists several without dates: pieces between commas or semicolons, all short.
std::vector<std::string_view> SplitList(std::string_view text) {
  const char separator = text.find(';') != std::string_view::npos ? ';' : ',';
  if (std::count(text.begin(), text.end(), separator) < 2) return {};
  std::vector<std::string_view> pieces;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != separator) continue;
    const std::string_view piece = TrimSeparators(text.substr(begin, i - begin));
    if (CountWords(piece) > kMaxListedWords) return {};
    if (HasLetter(piece)) pieces.push_back(piece);
    begin = i + 1;
  }
  return pieces;
}

void SetDates(const lexicon::Period& period, Certificate* certificate) {
  if (period.single && period.expected) {
    ToProto(period.end, certificate->mutable_expires());
    return;
  }
  if (period.start) ToProto(period.start, certificate->mutable_issued());
  if (period.end) ToProto(period.end, certificate->mutable_expires());
}

class SectionReader {
 public:
  SectionReader(const SectionedText& cv, bool course, std::vector<Certificate>* out)
      : cv_(cv), course_(course), out_(out) {}

  void Read(const SectionRange& section) {
    paired_ = IsPaired(section);
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv_.Body(section, p);
      if (body.empty() || GoesOn(section, p, body)) continue;
      ReadParagraph(body, cv_.document->paragraphs[p]);
    }
  }

 private:
  // The second line of a bold name, with "Issued by ..." right below it.
  bool GoesOn(const SectionRange& section, size_t p, std::string_view body) {
    const std::vector<Paragraph>& all = cv_.document->paragraphs;
    const bool below = p > section.first && p + 1 < section.last && !all[p].gap_before;
    const bool name = below && open_ && bold_above_ && out_->back().issuer().empty() &&
                      !out_->back().has_issued() && !LabelledIssuer(all[p + 1].text).empty();
    if (!name || all[p].kind == ParagraphKind::kListItem || all[p].runs.empty() ||
        !all[p].runs.front().bold || all[p].runs.front().size != all[p - 1].runs.front().size)
      return false;
    Certificate& certificate = out_->back();
    certificate.set_name(certificate.name() + " " + CollapseSpace(TrimSeparators(body)));
    const auto end = static_cast<size_t>(body.data() - cv_.text.data()) + body.size();
    SetSpan(certificate.span().begin(), end, certificate.mutable_span());
    return true;
  }

  // Names without dates, each with a line of issuer and date below it, or one of each (the date
  // first or last); without any dates, pairs that stand apart from one another.
  bool IsPaired(const SectionRange& section) const {
    size_t lines = 0, dates_alone = 0;
    bool before = false;  // The date stands over its pair.
    bool dated = true, spaced = true, undated = true;
    for (size_t p = section.first; p < section.last; ++p) {
      const std::string_view body = cv_.Body(section, p);
      if (body.empty()) continue;
      const Line line = TakeApart(body);
      if (!HasLetter(line.rest)) {
        if (!line.dated) return false;
        if (lines == 0) before = true;
        if ((++dates_alone - before) * 2 != lines) return false;
        continue;
      }
      if (!LabelledIssuer(line.rest).empty()) return false;
      const bool second = lines % 2 == 1;
      if (before && second && cv_.document->paragraphs[p].gap_before) return false;
      dated = dated && line.dated == second;
      undated = undated && !line.dated && BulletPrefix(body) == 0;
      spaced = spaced && !line.dated && BulletPrefix(body) == 0 &&
               (cv_.document->paragraphs[p].gap_before != second || lines == 0);
      ++lines;
    }
    if (lines == 0 || lines % 2 != 0) return false;
    if (dates_alone > 0) return undated && dates_alone * 2 == lines;
    return dated || (spaced && lines >= 4);
  }

  void ReadParagraph(std::string_view body, const Paragraph& paragraph) {
    const Line line = TakeApart(body);
    if (!HasLetter(line.rest)) {
      // A date on a line of its own belongs to what stands above it, or to what follows.
      if (!line.dated) return;
      if (open_ && !out_->back().has_issued()) {
        SetDates(line.period, &out_->back());
      } else {
        pending_ = line.period;
        has_pending_ = true;
      }
      return;
    }
    const bool bold = !paragraph.runs.empty() && paragraph.runs.front().bold;
    const bool listed = paragraph.kind == ParagraphKind::kListItem || BulletPrefix(body) > 0;
    if (const std::string_view issuer = LabelledIssuer(line.rest); !issuer.empty()) {
      TakeIssuer(issuer, line);
      return;
    }
    if (open_ && ((bold_above_ && !bold && !listed) || (paired_ && !first_of_pair_))) {
      Continue(line);
      first_of_pair_ = true;
      return;
    }
    if (!line.dated) {
      const auto pieces = SplitList(line.rest);
      if (!pieces.empty()) {
        for (std::string_view piece : pieces) Start(piece, {});
        open_ = false;
        return;
      }
    }
    Start(line.rest, line.dated ? &line.period : nullptr);
    CutAtStyle(paragraph);
    bold_above_ = bold && !listed;
    first_of_pair_ = false;
  }

  // "<b>Scrum Master</b> Scrum.org": name and issuer are told apart by their type alone.
  void CutAtStyle(const Paragraph& paragraph) {
    if (!open_ || out_->empty() || !out_->back().issuer().empty() || paragraph.runs.size() < 2)
      return;
    Certificate& certificate = out_->back();
    const StyleRun& head = paragraph.runs.front();
    const std::string name = CollapseSpace(
        TrimSeparators(std::string_view(paragraph.text).substr(head.begin, head.end - head.begin)));
    if (name.size() >= certificate.name().size() || !certificate.name().starts_with(name)) return;
    const std::string issuer(
        StripBrackets(std::string_view(certificate.name()).substr(name.size())));
    if (!HasLetter(name) || !StartsUpper(issuer) || CountWords(issuer) > kMaxIssuerWords) return;
    certificate.set_name(name);
    certificate.set_issuer(issuer);
  }

  void Start(std::string_view text, const lexicon::Period* period) {
    if (text.size() > kMaxNameBytes) return;  // Prose, not a name.
    Certificate& certificate = out_->emplace_back();
    certificate.set_course(course_);
    const Cut cut = FindCut(text);
    std::string_view name = text;
    if (cut.begin != std::string_view::npos) {
      name = TrimSeparators(text.substr(0, cut.begin));
      certificate.set_issuer(CollapseSpace(StripBrackets(text.substr(cut.end))));
    }
    certificate.set_name(CollapseSpace(TrimSeparators(name)));
    const auto begin = static_cast<size_t>(text.data() - cv_.text.data());
    SetSpan(begin, begin + text.size(), certificate.mutable_span());
    if (period != nullptr) {
      SetDates(*period, &certificate);
    } else if (has_pending_) {
      SetDates(pending_, &certificate);
    }
    has_pending_ = false;
    if (certificate.issuer().empty()) certificate.set_issuer(pending_issuer_);
    pending_issuer_.clear();
    open_ = true;
  }

  // A line that only says who issued it: of the name above, or under a date of the one to come.
  void TakeIssuer(std::string_view issuer, const Line& line) {
    if (open_ && !has_pending_ && out_->back().issuer().empty()) {
      Continue({issuer, line.period, line.dated});
    } else {
      pending_issuer_ = CollapseSpace(issuer);
    }
  }

  // The line under a bold name: issuer and date.
  void Continue(const Line& line) {
    Certificate& certificate = out_->back();
    if (line.dated && !certificate.has_issued()) SetDates(line.period, &certificate);
    if (certificate.issuer().empty() && CountWords(line.rest) <= kMaxIssuerWords) {
      certificate.set_issuer(CollapseSpace(StripBrackets(line.rest)));
    }
    const auto end = static_cast<size_t>(line.rest.data() - cv_.text.data()) + line.rest.size();
    SetSpan(certificate.span().begin(), std::max<size_t>(end, certificate.span().end()),
            certificate.mutable_span());
  }

  const SectionedText& cv_;
  const bool course_;
  std::vector<Certificate>* const out_;
  bool paired_ = false;
  bool first_of_pair_ = true;
  bool open_ = false;        // The last certificate may get more lines.
  bool bold_above_ = false;  // Its name was bold: plain lines below belong to it.
  lexicon::Period pending_;
  bool has_pending_ = false;
  std::string pending_issuer_;
};

}  // namespace

std::vector<Certificate> ReadCertificates(const SectionedText& cv) {
  std::vector<Certificate> certificates;
  for (const SectionRange& section : cv.sections) {
    const bool course = section.kind == utvalg::cv::v1::SECTION_KIND_COURSES;
    if (!course && section.kind != utvalg::cv::v1::SECTION_KIND_CERTIFICATES) continue;
    SectionReader(cv, course, &certificates).Read(section);
  }
  return certificates;
}

}  // namespace utvalg::parse
