// SPDX-License-Identifier: Apache-2.0
//
// Makes small extractor responses for tests of layout and fields: text set on pages word by word,
// or blocks that flow. Test support; every character is half as wide as the type is high.
#pragma once

#include <sstream>
#include <string>
#include <string_view>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::parse {

struct TextStyle {
  float size = 10;
  bool bold = false;
};

class ResponseBuilder {
 public:
  ResponseBuilder& NewPage() {
    page_ = response_.add_pages();
    page_->set_width(600);
    page_->set_height(800);
    page_->add_fonts();
    page_->add_fonts()->set_bold(true);
    response_.set_format(utvalg::extract::v1::FORMAT_PDF);
    return *this;
  }

  // One line of words with its left edge at x and its baseline at y.
  ResponseBuilder& At(float x, float y, std::string_view text, TextStyle style = {}) {
    std::istringstream words{std::string(text)};
    std::string word;
    while (words >> word) {
      utvalg::extract::v1::Word* out = page_->add_words();
      const float width = 0.5F * style.size * static_cast<float>(Length(word));
      out->set_text(word);
      out->set_x0(x), out->set_x1(x + width);
      out->set_y0(y - 0.8F * style.size), out->set_y1(y + 0.2F * style.size);
      out->set_baseline(y);
      out->set_font_size(style.size);
      out->set_font(style.bold ? 1 : 0);
      x += width + 0.25F * style.size;
    }
    return *this;
  }

  ResponseBuilder& Block(
      std::string_view text, bool bold = false,
      utvalg::extract::v1::BlockKind kind = utvalg::extract::v1::BLOCK_KIND_PARAGRAPH) {
    utvalg::extract::v1::Block* block = response_.add_blocks();
    block->set_kind(kind);
    utvalg::extract::v1::Span* span = block->add_spans();
    span->set_text(std::string(text));
    span->set_bold(bold);
    response_.set_format(utvalg::extract::v1::FORMAT_DOCX);
    return *this;
  }

  ResponseBuilder& Heading(std::string_view text) {
    Block(text, true, utvalg::extract::v1::BLOCK_KIND_HEADING);
    response_.mutable_blocks(response_.blocks_size() - 1)->set_level(1);
    return *this;
  }

  ResponseBuilder& Item(std::string_view text) {
    Block(text, false, utvalg::extract::v1::BLOCK_KIND_LIST_ITEM);
    response_.mutable_blocks(response_.blocks_size() - 1)->set_level(1);
    return *this;
  }

  const utvalg::extract::v1::ExtractResponse& response() const { return response_; }

 private:
  static size_t Length(std::string_view text) {
    size_t length = 0;
    for (const char c : text) length += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return length;
  }

  utvalg::extract::v1::ExtractResponse response_;
  utvalg::extract::v1::Page* page_ = nullptr;
};

}  // namespace utvalg::parse
