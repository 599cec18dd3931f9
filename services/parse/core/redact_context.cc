// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/redact_context.h"

#include <algorithm>
#include <map>

#include "common/base/utf8.h"
#include "common/base/words.h"
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

}  // namespace

RedactContext MakeRedactContext(const Document& document) {
  RedactContext context;
  context.document = &document;
  std::map<uint32_t, RegionState> regions;
  for (size_t i = 0; i < document.paragraphs.size(); ++i) {
    const Paragraph& paragraph = document.paragraphs[i];
    ContextParagraph out;
    out.text = paragraph.text;
    out.lower = LowerAligned(paragraph.text);
    auto [state, fresh] = regions.try_emplace(paragraph.region);
    RegionState& region = state->second;
    if (fresh && !OnFirstPage(paragraph)) region.zone = Zone::kOther;
    if (paragraph.kind == ParagraphKind::kPageHeader ||
        paragraph.kind == ParagraphKind::kPageFooter) {
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

}  // namespace utvalg::parse
