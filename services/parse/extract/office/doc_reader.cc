// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/doc_reader.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/decode_text.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/office/compound_file.h"
#include "services/parse/extract/office/doc_tables.h"

namespace utvalg::extract {
namespace {

constexpr uint32_t kMagic = 0xA5EC;
constexpr uint32_t kOldMagic = 0xA5DC;
constexpr uint32_t kMinHalfPoints = 6;
constexpr uint32_t kMaxCharacters = 20'000'000;

// Characters of the text that are commands.
enum Special : char16_t {
  kCellEnd = 0x07,
  kTab = 0x09,
  kLineBreak = 0x0B,
  kPageBreak = 0x0C,
  kParagraphEnd = 0x0D,
  kColumnBreak = 0x0E,
  kFieldBegin = 0x13,
  kFieldSeparator = 0x14,
  kFieldEnd = 0x15,
  kHyphen = 0x1E,
  kSoftHyphen = 0x1F,
};

class Reader {
 public:
  Reader(std::string_view main, std::string_view table, const Limits& limits,
         v1::ExtractResponse* response)
      : main_(main), tables_(main, table), writer_(limits, response) {}

  void Read() {
    const uint32_t text = Length(0x4C), notes = Length(0x50), headers = Length(0x54),
                   comments = Length(0x5C), end_notes = Length(0x60), boxes = Length(0x64),
                   header_boxes = Length(0x68);
    const uint32_t header_start = text + notes;
    const uint32_t end_note_start = header_start + headers + comments;
    const uint32_t box_start = end_note_start + end_notes;
    Headers(header_start, true);
    Walk(0, text, v1::BLOCK_KIND_PARAGRAPH);
    Walk(box_start, box_start + boxes + header_boxes, v1::BLOCK_KIND_TEXT_BOX);
    Walk(text, text + notes, v1::BLOCK_KIND_FOOTNOTE);
    Walk(end_note_start, end_note_start + end_notes, v1::BLOCK_KIND_FOOTNOTE);
    Headers(header_start, false);
    writer_.Finish();
  }

 private:
  uint32_t Length(size_t at) const { return std::min(main_.U32(at), kMaxCharacters); }

  // After six separators of notes come six stories for each section: even and odd header, even and
  // odd footer, first header, first footer.
  void Headers(uint32_t start, bool headers) {
    const std::vector<uint32_t> ends = tables_.HeaderStories();
    for (size_t i = 6; i + 1 < ends.size(); ++i) {
      const size_t kind = (i - 6) % 6;
      const bool is_header = kind == 0 || kind == 1 || kind == 4;
      if (is_header == headers && ends[i + 1] > ends[i])
        Walk(start + ends[i], start + ends[i + 1],
             is_header ? v1::BLOCK_KIND_HEADER : v1::BLOCK_KIND_FOOTER);
    }
  }

  void Walk(uint32_t first, uint32_t last, v1::BlockKind kind) {
    kind_ = kind;
    fields_.clear();
    in_table_ = false;
    for (const DocPiece& piece : tables_.pieces()) {
      const uint32_t begin = std::max(first, piece.first), end = std::min(last, piece.last);
      for (uint32_t i = begin; i < end && !writer_.full(); ++i) {
        const uint32_t step = i - piece.first;
        const uint32_t offset = piece.offset + (piece.compressed ? step : 2 * step);
        if (offset >= main_.size()) return;
        const char32_t c = piece.compressed
                               ? DecodeCp1252(static_cast<unsigned char>(main_.U8(offset)))
                               : static_cast<char32_t>(main_.U16(offset));
        Character(c, offset);
      }
    }
    EndParagraph(0, false);
  }

  void Character(char32_t c, uint32_t offset) {
    switch (c) {
      case kFieldBegin:
        Flush();
        fields_.emplace_back();
        return;
      case kFieldSeparator:
        Flush();
        if (!fields_.empty()) fields_.back().in_result = true;
        return;
      case kFieldEnd:
        Flush();
        if (!fields_.empty()) fields_.pop_back();
        return;
      default:
        break;
    }
    for (Field& field : fields_) {
      if (field.in_result) continue;
      if (field.code.size() < 4096) AppendCodePoint(c, &field.code);
      return;
    }
    switch (c) {
      case kParagraphEnd:
        EndParagraph(offset, false);
        return;
      case kCellEnd:
        EndParagraph(offset, true);
        return;
      case kPageBreak:
      case kColumnBreak:
        EndParagraph(offset, false);
        return;
      case kLineBreak:
        c = '\n';
        break;
      case kHyphen:
        c = '-';
        break;
      case kSoftHyphen:
        return;
      default:
        if (c < 0x20 && c != kTab) return;  // Pictures, notes and other anchors.
        break;
    }
    Append(c, offset);
  }

  // Looks are asked for at each character; text goes to the writer when they change.
  void Append(char32_t c, uint32_t offset) {
    const DocRun run = tables_.RunAt(offset);
    const SpanStyle style = StyleOf(run);
    if (run.deleted) return;
    if (!(style == style_)) {
      Flush();
      style_ = style;
    }
    if (c >= 0xD800 && c < 0xDC00) {
      high_surrogate_ = c;
      return;
    }
    if (c >= 0xDC00 && c < 0xE000)
      c = high_surrogate_ == 0 ? 0xFFFD
                               : 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (c - 0xDC00);
    high_surrogate_ = 0;
    AppendCodePoint(c, &text_);
  }

  SpanStyle StyleOf(const DocRun& run) const {
    SpanStyle style;
    style.bold = run.bold;
    style.italic = run.italic;
    style.font_size = static_cast<float>(std::min(run.half_points, 2000U)) / 2;
    for (const Field& field : fields_)
      if (field.in_result && style.uri.empty()) style.uri = LinkOf(field.code);
    if (run.vanish) {
      style.hidden = v1::HIDDEN_VANISH;
    } else if (run.half_points > 0 && run.half_points < kMinHalfPoints) {
      style.hidden = v1::HIDDEN_TOO_SMALL;
    } else if (run.white && !in_table_) {
      style.hidden = v1::HIDDEN_SAME_COLOUR;  // Cells may be shaded; that is not read.
    }
    return style;
  }

  static std::string LinkOf(const std::string& code) {
    const size_t at = code.find("HYPERLINK");
    const size_t open = at == std::string::npos ? at : code.find('"', at);
    const size_t close = open == std::string::npos ? open : code.find('"', open + 1);
    return close == std::string::npos ? "" : code.substr(open + 1, close - open - 1);
  }

  void Flush() {
    writer_.AddText(text_, style_);
    text_.clear();
  }

  void EndParagraph(uint32_t offset, bool cell) {
    Flush();
    const DocParagraph look = tables_.ParagraphAt(offset);
    if (look.row_end) {
      ++row_;
      column_ = 0;
      return;
    }
    BlockPlace place;
    place.kind = kind_;
    if (kind_ == v1::BLOCK_KIND_PARAGRAPH || kind_ == v1::BLOCK_KIND_TEXT_BOX) {
      const bool inside = look.in_table || cell;
      if (inside && !in_table_) {
        table_ = writer_.NewTable();
        row_ = column_ = 0;
      }
      in_table_ = inside;
      if (inside) place = {v1::BLOCK_KIND_TABLE_CELL, 0, table_, row_, column_};
      const int heading = look.outline >= 0 ? look.outline : tables_.HeadingOf(look.style);
      if (heading >= 0) {
        place.kind = v1::BLOCK_KIND_HEADING;
        place.level = static_cast<uint32_t>(heading) + 1;
      } else if (look.list) {
        place.kind = v1::BLOCK_KIND_LIST_ITEM;
        place.level = look.list_level + 1;
      }
    }
    writer_.EndBlock(place);
    if (cell) ++column_;
  }

  struct Field {
    std::string code;
    bool in_result = false;
  };

  Bytes main_;
  DocTables tables_;
  BlockWriter writer_;
  v1::BlockKind kind_ = v1::BLOCK_KIND_PARAGRAPH;
  std::vector<Field> fields_;
  std::string text_;
  SpanStyle style_;
  char32_t high_surrogate_ = 0;
  bool in_table_ = false;
  uint32_t table_ = 0, row_ = 0, column_ = 0;
};

// Word 6 and 95: the text lies in one piece.
void ReadOld(std::string_view main, const Limits& limits, v1::ExtractResponse* response) {
  const Bytes bytes(main);
  BlockWriter writer(limits, response);
  const size_t first = bytes.U32(0x18), last = bytes.U32(0x1C);
  std::string text;
  for (const char byte : bytes.Part(first, last > first ? last - first : 0)) {
    const auto c = static_cast<unsigned char>(byte);
    if (c == kParagraphEnd || c == kCellEnd || c == kPageBreak) {
      writer.AddText(text, {});
      writer.EndBlock({});
      text.clear();
    } else if (c >= 0x20 || c == kTab) {
      AppendCodePoint(DecodeCp1252(c), &text);
    } else if (c == kLineBreak) {
      text.push_back('\n');
    }
  }
  writer.AddText(text, {});
  writer.EndBlock({});
  writer.Finish();
}

}  // namespace

v1::Failure ReadDoc(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  CompoundFile file(bytes, limits.stream_bytes);
  const std::optional<std::string> main = file.ok() ? file.Read("", "WordDocument") : std::nullopt;
  if (!main) return v1::FAILURE_MALFORMED;
  const Bytes fib(*main);
  if ((fib.U16(0x0A) & 0x0100) != 0) return v1::FAILURE_ENCRYPTED;
  if (fib.U16(0) == kOldMagic || (fib.U16(0) == kMagic && fib.U16(2) < 0xC1)) {
    ReadOld(*main, limits, response);
  } else if (fib.U16(0) == kMagic) {
    const bool second = (fib.U16(0x0A) & 0x0200) != 0;
    const std::optional<std::string> table = file.Read("", second ? "1Table" : "0Table");
    if (!table) return v1::FAILURE_MALFORMED;
    Reader(*main, *table, limits, response).Read();
  } else {
    return v1::FAILURE_MALFORMED;
  }
  const std::vector<std::string> names = file.Names("");
  if (std::find(names.begin(), names.end(), "Macros") != names.end())
    AddFinding(response, v1::FINDING_KIND_ACTIVE_CONTENT);
  return response->blocks_size() > 0 ? v1::FAILURE_UNSPECIFIED : v1::FAILURE_EMPTY;
}

}  // namespace utvalg::extract
