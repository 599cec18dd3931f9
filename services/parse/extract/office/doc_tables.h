// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a binary Word document says about itself besides its text: where the text lies, which
// paragraphs are headings or cells, which runs are bold, small or hidden. After [MS-DOC]; every
// offset is checked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace utvalg::extract {

// A little-endian view that reads 0 beyond its end.
class Bytes {
 public:
  explicit Bytes(std::string_view data) : data_(data) {}
  uint32_t U8(size_t at) const { return at < data_.size() ? static_cast<uint8_t>(data_[at]) : 0; }
  uint32_t U16(size_t at) const { return U8(at) | U8(at + 1) << 8; }
  uint32_t U32(size_t at) const { return U16(at) | U16(at + 2) << 16; }
  size_t size() const { return data_.size(); }
  std::string_view Part(size_t at, size_t size) const {
    return at < data_.size() ? data_.substr(at, size) : std::string_view();
  }

 private:
  std::string_view data_;
};

// A stretch of text: characters [first, last) stand in the main stream from offset on.
struct DocPiece {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t offset = 0;
  bool compressed = false;  // One byte for each character, Windows-1252.
};

struct DocRun {
  bool bold = false, italic = false, vanish = false, deleted = false, white = false;
  uint32_t half_points = 0;  // 0 = as the style.
};

struct DocParagraph {
  uint32_t style = 0;
  bool in_table = false;
  bool row_end = false;
  bool list = false;
  uint32_t list_level = 0;
  int outline = -1;
};

class DocTables {
 public:
  // main: the WordDocument stream, table: 0Table or 1Table. Both must outlive this.
  DocTables(std::string_view main, std::string_view table);

  const std::vector<DocPiece>& pieces() const { return pieces_; }
  // Looks of what stands at an offset of the main stream.
  DocRun RunAt(uint32_t offset) const;
  DocParagraph ParagraphAt(uint32_t offset) const;
  // Level of a heading style from 0; -1 for others.
  int HeadingOf(uint32_t style) const;
  // Ends of the stories in the header document.
  std::vector<uint32_t> HeaderStories() const;

 private:
  // Properties (a list of modifiers) of the bytes [first, last) of the main stream.
  struct Range {
    uint32_t first = 0;
    uint32_t last = 0;
    uint32_t style = 0;
    std::string_view modifiers;
  };
  void LoadPieces();
  void LoadRanges(size_t fib_at, bool paragraphs, std::vector<Range>* ranges);
  void LoadPage(size_t page, bool paragraphs, std::vector<Range>* ranges);
  void LoadStyles();

  Bytes main_;
  Bytes table_;
  std::vector<DocPiece> pieces_;
  std::vector<Range> runs_;
  std::vector<Range> paragraphs_;
  std::vector<int> headings_;  // By style.
};

}  // namespace utvalg::extract
