// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/doc_tables.h"

#include <algorithm>

namespace utvalg::extract {
namespace {

// Offsets into the file information block.
constexpr size_t kStyles = 0xA2;
constexpr size_t kHeaders = 0xF2;
constexpr size_t kRuns = 0xFA;
constexpr size_t kParagraphs = 0x102;
constexpr size_t kPieces = 0x1A2;

constexpr size_t kPage = 512;
constexpr size_t kMaxRanges = 500'000;
constexpr size_t kMaxPieces = 100'000;
constexpr uint32_t kTitleStyle = 62;

// Calls use(code, operand) for each modifier of a list.
template <typename Use>
void ForEachModifier(std::string_view list, const Use& use) {
  const Bytes bytes(list);
  for (size_t at = 0; at + 2 < bytes.size();) {
    const uint32_t code = bytes.U16(at);
    at += 2;
    size_t size = 0;
    switch (code >> 13) {
      case 0:
      case 1:
        size = 1;
        break;
      case 2:
      case 4:
      case 5:
        size = 2;
        break;
      case 3:
        size = 4;
        break;
      case 7:
        size = 3;
        break;
      default:
        size = code == 0xD608 ? bytes.U16(at) + 1
                              : bytes.U8(at) + 1;  // A table's definition has a long length.
        break;
    }
    use(code, size >= 4 ? bytes.U32(at) : size >= 2 ? bytes.U16(at) : bytes.U8(at));
    at += size;
  }
}

}  // namespace

DocTables::DocTables(std::string_view main, std::string_view table) : main_(main), table_(table) {
  LoadPieces();
  LoadRanges(kRuns, false, &runs_);
  LoadRanges(kParagraphs, true, &paragraphs_);
  LoadStyles();
}

void DocTables::LoadPieces() {
  size_t at = main_.U32(kPieces);
  const size_t end = std::min<size_t>(at + main_.U32(kPieces + 4), table_.size());
  while (at < end && table_.U8(at) == 1) at += 3 + table_.U16(at + 1);
  if (at >= end || table_.U8(at) != 2) return;
  const size_t size = std::min<size_t>(table_.U32(at + 1), end - at);
  at += 5;
  if (size < 16) return;
  const size_t count = std::min((size - 4) / 12, kMaxPieces);
  for (size_t i = 0; i < count; ++i) {
    DocPiece piece;
    piece.first = table_.U32(at + 4 * i);
    piece.last = table_.U32(at + 4 * i + 4);
    const uint32_t position = table_.U32(at + 4 * (count + 1) + 8 * i + 2);
    piece.compressed = (position & 0x40000000) != 0;
    piece.offset = position & 0x3FFFFFFF;
    if (piece.compressed) piece.offset /= 2;
    if (piece.last > piece.first && piece.offset < main_.size()) pieces_.push_back(piece);
  }
}

void DocTables::LoadRanges(size_t fib_at, bool paragraphs, std::vector<Range>* ranges) {
  const size_t at = main_.U32(fib_at);
  const size_t size = main_.U32(fib_at + 4);
  if (size < 12 || at > table_.size() || size > table_.size() - at) return;
  const size_t count = (size - 4) / 8;
  for (size_t i = 0; i < count && ranges->size() < kMaxRanges; ++i)
    LoadPage(size_t{table_.U32(at + 4 * (count + 1) + 4 * i) & 0x3FFFFF} * kPage, paragraphs,
             ranges);
  std::sort(ranges->begin(), ranges->end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
}

void DocTables::LoadPage(size_t page, bool paragraphs, std::vector<Range>* ranges) {
  if (page + kPage > main_.size()) return;
  const size_t count = main_.U8(page + kPage - 1);
  const size_t entry = paragraphs ? 13 : 1;
  for (size_t i = 0; i < count; ++i) {
    Range range;
    range.first = main_.U32(page + 4 * i);
    range.last = main_.U32(page + 4 * i + 4);
    const size_t word = main_.U8(page + 4 * (count + 1) + entry * i);
    size_t at = page + 2 * word;
    if (word != 0 && at < page + kPage) {
      size_t size = main_.U8(at++);
      if (paragraphs) {
        size = size == 0 ? 2 * size_t{main_.U8(at++)} : 2 * size - 1;
        range.style = main_.U16(at);
        at += 2;
        size = size >= 2 ? size - 2 : 0;
      }
      range.modifiers = main_.Part(at, std::min(size, page + kPage - at));
    }
    if (range.last > range.first) ranges->push_back(range);
  }
}

void DocTables::LoadStyles() {
  const size_t start = main_.U32(kStyles);
  const size_t end = std::min<size_t>(start + main_.U32(kStyles + 4), table_.size());
  size_t at = start + 2 + table_.U16(start);
  const size_t count = std::min<size_t>(table_.U16(start + 2), 4096);
  for (size_t i = 0; i < count && at + 2 <= end; ++i) {
    const size_t size = table_.U16(at);
    const uint32_t kind = table_.U16(at + 2) & 0xFFF;
    int level = -1;
    if (size > 0 && kind >= 1 && kind <= 9) level = static_cast<int>(kind) - 1;
    if (size > 0 && kind == kTitleStyle) level = 0;
    headings_.push_back(level);
    at += 2 + size + size % 2;
  }
}

namespace {

template <typename Ranges>
auto Find(const Ranges& ranges, uint32_t offset) {
  auto after =
      std::upper_bound(ranges.begin(), ranges.end(), offset,
                       [](uint32_t value, const auto& range) { return value < range.first; });
  if (after == ranges.begin()) return ranges.end();
  --after;
  return offset < after->last ? after : ranges.end();
}

}  // namespace

DocRun DocTables::RunAt(uint32_t offset) const {
  DocRun run;
  const auto found = Find(runs_, offset);
  if (found == runs_.end()) return run;
  ForEachModifier(found->modifiers, [&run](uint32_t code, uint32_t operand) {
    // 0x81 turns a style's setting around, which is on for plain styles.
    const bool on = operand == 1 || operand == 0x81;
    switch (code) {
      case 0x0835:
        run.bold = on;
        break;
      case 0x0836:
        run.italic = on;
        break;
      case 0x083C:
        run.vanish = on;
        break;
      case 0x0800:
        run.deleted = on;
        break;
      case 0x4A43:
        run.half_points = operand;
        break;
      case 0x2A42:
        run.white = operand == 8;
        break;
      case 0x6870:
        run.white = operand == 0x00FFFFFF;
        break;
      default:
        break;
    }
  });
  return run;
}

DocParagraph DocTables::ParagraphAt(uint32_t offset) const {
  DocParagraph paragraph;
  const auto found = Find(paragraphs_, offset);
  if (found == paragraphs_.end()) return paragraph;
  paragraph.style = found->style;
  ForEachModifier(found->modifiers, [&paragraph](uint32_t code, uint32_t operand) {
    switch (code) {
      case 0x2416:
        paragraph.in_table = operand != 0;
        break;
      case 0x2417:
        paragraph.row_end = operand != 0;
        break;
      case 0x460B:
        paragraph.list = operand != 0;
        break;
      case 0x260A:
        paragraph.list_level = std::min(operand, 8U);
        break;
      case 0x2640:
        paragraph.outline = operand < 9 ? static_cast<int>(operand) : -1;
        break;
      case 0x4600:
        paragraph.style = operand;
        break;
      default:
        break;
    }
  });
  return paragraph;
}

int DocTables::HeadingOf(uint32_t style) const {
  return style < headings_.size() ? headings_[style] : -1;
}

std::vector<uint32_t> DocTables::HeaderStories() const {
  std::vector<uint32_t> ends;
  const size_t at = main_.U32(kHeaders);
  const size_t count = std::min<size_t>(main_.U32(kHeaders + 4) / 4, 1000);
  for (size_t i = 0; i < count; ++i) ends.push_back(table_.U32(at + 4 * i));
  return ends;
}

}  // namespace utvalg::extract
