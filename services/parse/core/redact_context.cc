// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/redact_context.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "services/parse/core/address_patterns.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::cv::v1;  // NOLINT: kinds of section.

// A header is short; a document without headings is not all header.
constexpr size_t kLongestHeader = 30;
constexpr size_t kLongestHeaderWords = 160;

struct RegionState {
  Zone zone = Zone::kHeader;
  SectionKind section = SECTION_KIND_HEADER;
  size_t paragraphs = 0;
  size_t words = 0;
};

Zone ZoneOf(SectionKind kind) {
  if (kind == SECTION_KIND_PERSONAL) return Zone::kPersonal;
  return kind == SECTION_KIND_REFERENCES ? Zone::kReferences : Zone::kOther;
}

bool OnFirstPage(const Paragraph& paragraph) {
  return paragraph.placements.empty() || paragraph.placements.front().page <= 1;
}

// "Styrer" under the name is a title, though it may head the seats on boards: an e-mail address
// follows soon.
bool IsTitleInHeader(const Document& document, size_t index, SectionKind kind) {
  constexpr size_t kLinesOfContact = 5;
  if (kind != SECTION_KIND_POSITIONS_OF_TRUST && kind != SECTION_KIND_EXPERIENCE &&
      kind != SECTION_KIND_VOLUNTEERING)
    return false;
  const std::vector<Paragraph>& all = document.paragraphs;
  for (size_t i = index + 1; i < all.size() && i <= index + kLinesOfContact; ++i) {
    if (all[i].region != all[index].region || HeadingKind(TrimSeparators(all[i].text)))
      return false;
    if (all[i].text.find('@') != std::string::npos) return true;
  }
  return false;
}

// A line of a page, and the paragraph it is of.
struct PageLine {
  float y0 = 0, y1 = 0;
  size_t paragraph = 0;
};

// Marks the paragraphs at the foot of a page: at most three lines that white space sets apart from
// everything above.
void MarkFoot(const Document& document, std::vector<PageLine> lines, std::vector<bool>* foot) {
  constexpr size_t kMostLines = 3;
  constexpr float kGapInLines = 1.3F;
  std::sort(lines.begin(), lines.end(),
            [](const PageLine& a, const PageLine& b) { return a.y1 > b.y1; });
  float top = lines.front().y0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const float height = lines.front().y1 - lines.front().y0;
    if (top - lines[i].y1 > kGapInLines * height) {
      // What a paragraph has above the gap too is its own text.
      for (size_t j = 0; j < i; ++j) {
        const bool whole = std::none_of(
            lines.begin() + static_cast<ptrdiff_t>(i), lines.end(),
            [&](const PageLine& line) { return line.paragraph == lines[j].paragraph; });
        if (whole) (*foot)[lines[j].paragraph] = true;
      }
      return;
    }
    const Paragraph& paragraph = document.paragraphs[lines[i].paragraph];
    if (i >= kMostLines || paragraph.kind == ParagraphKind::kListItem ||
        HeadingKind(TrimSeparators(paragraph.text)))
      return;
    top = std::min(top, lines[i].y0);
  }
}

// For each paragraph, whether it stands at the foot of its page. Formats without pages have none.
std::vector<bool> FindPageFeet(const Document& document) {
  std::map<uint32_t, std::vector<PageLine>> pages;
  for (size_t i = 0; i < document.paragraphs.size(); ++i) {
    for (const Placement& line : document.paragraphs[i].placements) {
      if (line.y1 > line.y0) pages[line.page].push_back({line.y0, line.y1, i});
    }
  }
  std::vector<bool> foot(document.paragraphs.size(), false);
  for (auto& [page, lines] : pages) MarkFoot(document, std::move(lines), &foot);
  return foot;
}

}  // namespace

RedactContext MakeRedactContext(const Document& document) {
  RedactContext context;
  context.document = &document;
  std::map<uint32_t, RegionState> regions;
  // Where somebody lives, at the foot of a page: a footer, though it recurs on no other page.
  const std::vector<bool> foot = FindPageFeet(document);
  for (size_t i = 0; i < document.paragraphs.size(); ++i) {
    const Paragraph& paragraph = document.paragraphs[i];
    ContextParagraph out;
    out.text = paragraph.text;
    out.lower = LowerAligned(paragraph.text);
    auto [state, fresh] = regions.try_emplace(paragraph.region);
    RegionState& region = state->second;
    if (fresh && !OnFirstPage(paragraph)) region.zone = Zone::kOther;
    if (paragraph.kind == ParagraphKind::kPageHeader ||
        paragraph.kind == ParagraphKind::kPageFooter || (foot[i] && HoldsAddress(paragraph.text))) {
      out.zone = Zone::kHeader;
      context.paragraphs.push_back(std::move(out));
      continue;
    }
    auto kind = HeadingKind(TrimSeparators(paragraph.text));
    if (kind && region.zone == Zone::kHeader && IsTitleInHeader(document, i, *kind)) kind.reset();
    if (kind.has_value()) {
      region.zone = ZoneOf(*kind);
      region.section = *kind;
      out.heading = true;
    } else if (region.zone == Zone::kHeader) {
      region.words += CountWords(paragraph.text);
      if (++region.paragraphs > kLongestHeader || region.words > kLongestHeaderWords) {
        region.zone = Zone::kOther;
      }
    }
    out.zone = region.zone;
    out.section = region.section;
    context.paragraphs.push_back(std::move(out));
  }
  return context;
}

bool Overlaps(const RedactionFindings& findings, size_t paragraph, size_t begin, size_t end) {
  return std::any_of(findings.begin(), findings.end(), [&](const RedactionFinding& finding) {
    return finding.paragraph == paragraph && finding.begin < end && begin < finding.end;
  });
}

std::vector<Segment> SplitSegments(std::string_view text, bool commas) {
  std::vector<Segment> segments;
  size_t begin = 0;
  const auto add = [&](size_t end) {
    const std::string_view piece = TrimSeparators(text.substr(begin, end - begin));
    if (piece.empty()) return;
    const size_t at = static_cast<size_t>(piece.data() - text.data());
    segments.push_back({at, at + piece.size()});
  };
  for (size_t at = 0; at < text.size();) {
    size_t next = at;
    const char32_t c = NextCodePoint(text, &next);
    const bool spaced = at > 0 && text[at - 1] == ' ' && next < text.size() && text[next] == ' ';
    const bool dash =
        (c == '-' || c == 0x2013 || c == 0x2014 || c == '/' || c == '~' || c == '*') && spaced;
    const bool sign = c == '\t' || c == '\n' || c == ';' ||
                      (c > 0x7F ? IsBulletGlyph(c) || IsSeparatorGlyph(c) : c == '|');
    if (dash || sign || (commas && c == ',')) {
      add(at);
      begin = next;
    }
    at = next;
  }
  add(text.size());
  return segments;
}

std::vector<Segment> FreeParts(const RedactionFindings& findings, size_t paragraph,
                               Segment segment) {
  std::vector<Segment> parts;
  std::vector<Segment> taken;
  for (const RedactionFinding& finding : findings) {
    if (finding.paragraph == paragraph && finding.begin < segment.end &&
        segment.begin < finding.end)
      taken.push_back({finding.begin, finding.end});
  }
  std::sort(taken.begin(), taken.end(),
            [](const Segment& a, const Segment& b) { return a.begin < b.begin; });
  size_t at = segment.begin;
  for (const Segment& one : taken) {
    if (one.begin > at) parts.push_back({at, one.begin});
    at = std::max(at, one.end);
  }
  if (at < segment.end) parts.push_back({at, segment.end});
  return parts;
}

}  // namespace utvalg::parse
