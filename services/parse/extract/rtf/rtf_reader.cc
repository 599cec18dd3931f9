// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/code_page.h"
#include "services/parse/extract/colour.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/rtf/rtf_state.h"
#include "services/parse/extract/rtf/rtf_tables.h"
#include "services/parse/extract/rtf/rtf_token.h"
#include "services/parse/extract/rtf/rtf_words.h"
#include "services/parse/extract/symbol_fonts.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxGroups = 2000;
constexpr int kMinHalfPoints = 6;

class Reader {
 public:
  Reader(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response)
      : tokens_(bytes), response_(response), writer_(limits, response) {
    states_.emplace_back();
  }

  v1::Failure Read() {
    RtfToken token;
    while (tokens_.Next(&token) && !writer_.full()) {
      switch (token.kind) {
        case RtfToken::Kind::kOpen:
          Open();
          break;
        case RtfToken::Kind::kClose:
          Close();
          break;
        case RtfToken::Kind::kWord:
          Word(token);
          break;
        case RtfToken::Kind::kSymbol:
          Symbol(token.text[0]);
          break;
        case RtfToken::Kind::kByte:
          Byte(static_cast<char>(*token.number));
          break;
        case RtfToken::Kind::kText:
          Plain(token.text);
          break;
      }
      if (too_deep_) return v1::FAILURE_MALFORMED;
    }
    EndParagraph(false);
    writer_.Finish();
    if (objects_ > 0) AddFinding(response_, v1::FINDING_KIND_EMBEDDED_FILE, objects_);
    response_->set_modified(tables_.modified());
    if (response_->blocks_size() > 0) return v1::FAILURE_UNSPECIFIED;
    return pictures_ ? v1::FAILURE_NO_TEXT : v1::FAILURE_EMPTY;
  }

 private:
  RtfState& state() { return states_.back(); }

  void Open() {
    Flush();
    skip_ = 0;
    if (states_.size() >= kMaxGroups) {
      too_deep_ = true;
      return;
    }
    states_.push_back(states_.back());
    ignorable_ = false;
  }

  void Close() {
    Flush();
    skip_ = 0;
    if (states_.size() <= 1) return;
    const RtfState closed = states_.back();
    states_.pop_back();
    if (closed.sink == RtfSink::kStyles && state().sink == RtfSink::kStyles) tables_.EndStyle();
    if (closed.margin != state().margin) EndParagraph(false, closed.margin);
    // A field's code is complete when its group ends; its result follows.
    if (closed.sink == RtfSink::kFieldCode && state().sink != RtfSink::kFieldCode)
      link_ = LinkOf(field_code_);
  }

  static std::string LinkOf(const std::string& code) {
    const size_t at = code.find("HYPERLINK");
    const size_t open = at == std::string::npos ? at : code.find('"', at);
    const size_t close = open == std::string::npos ? open : code.find('"', open + 1);
    return close == std::string::npos ? "" : code.substr(open + 1, close - open - 1);
  }

  void Word(const RtfToken& token) {
    const std::string_view word = token.text;
    const int number = token.number.value_or(0);
    if (word == "bin") {
      tokens_.Skip(static_cast<size_t>(std::max(0, number)));
      return;
    }
    if (skip_ > 0 && word != "u") {
      --skip_;
      return;
    }
    if (ignorable_) {
      ignorable_ = false;
      if (!IsKnownDestination(word)) {
        state().sink = RtfSink::kNothing;
        return;
      }
    }
    if (word != "u") Flush();
    if (Destination(word)) return;
    switch (state().sink) {
      case RtfSink::kFonts:
        tables_.FontWord(word, number);
        return;
      case RtfSink::kColours:
        tables_.ColourWord(word, number);
        return;
      case RtfSink::kStyles:
        tables_.StyleWord(word, number);
        return;
      case RtfSink::kInfo:
        tables_.InfoWord(word, number);
        return;
      case RtfSink::kNothing:
        return;
      default:
        break;
    }
    if (!state().Apply(word, token.number) && !CodePageWord(word, token.number) &&
        !ParagraphWord(word, number))
      TextWord(word, number);
  }

  // Control words that open a destination.
  bool Destination(std::string_view word) {
    if (word == "object") ++objects_;
    if (word == "pict") pictures_ = true;
    if (IsSkippedDestination(word)) {
      state().sink = RtfSink::kNothing;
    } else if (word == "fonttbl") {
      state().sink = RtfSink::kFonts;
    } else if (word == "colortbl") {
      state().sink = RtfSink::kColours;
      tables_.StartColours();
    } else if (word == "stylesheet") {
      state().sink = RtfSink::kStyles;
    } else if (word == "info") {
      state().sink = RtfSink::kInfo;
    } else if (word == "fldinst") {
      if (state().sink != RtfSink::kNothing) state().sink = RtfSink::kFieldCode;
      field_code_.clear();
    } else if (word == "field") {
      link_.clear();
    } else if (word == "listtext" || word == "pntext") {
      if (state().sink == RtfSink::kBody) state().sink = RtfSink::kListMark;
      list_mark_ = true;
    } else if (word.starts_with("header") && word.size() <= 7 && word != "headery") {
      Margin(v1::BLOCK_KIND_HEADER);
    } else if (word.starts_with("footer") && word.size() <= 7 && word != "footery") {
      Margin(v1::BLOCK_KIND_FOOTER);
    } else if (word == "footnote") {
      Margin(v1::BLOCK_KIND_FOOTNOTE);
    } else {
      return false;
    }
    return true;
  }

  void Margin(v1::BlockKind kind) {
    if (kind != v1::BLOCK_KIND_FOOTNOTE) EndParagraph(false);
    state().margin = kind;
  }

  bool CodePageWord(std::string_view word, std::optional<int> number) {
    if (word == "ansicpg") {
      code_page_ = number.value_or(1252);
    } else if (word == "mac") {
      code_page_ = 10000;
    } else if (word == "pc" || word == "pca") {
      code_page_ = word == "pc" ? 437 : 850;
    } else {
      return false;
    }
    return true;
  }

  bool ParagraphWord(std::string_view word, int number) {
    if (word == "trowd") cell_background_ = 0;
    if (word == "clcbpat") cell_background_ = number;
    return word == "clcbpat" || paragraph_.Apply(word, number);
  }

  void TextWord(std::string_view word, int number) {
    if (word == "u") {
      // Values above 32767 are written negative; surrogates come as two words.
      Unit(static_cast<char16_t>(number & 0xFFFF));
      skip_ = state().fallback;
      return;
    }
    if (word == "par" || word == "sect" || word == "page") {
      EndParagraph(false);
    } else if (word == "cell" || word == "nestcell") {
      EndParagraph(true);
      ++column_;
    } else if (word == "row" || word == "nestrow") {
      ++row_;
      column_ = 0;
      paragraph_.in_table = true;
    } else if (word == "line") {
      Say("\n");
    } else if (word == "tab") {
      Say("\t");
    } else if (const std::string character = CharacterOf(word); !character.empty()) {
      Say(character);
    }
  }

  void Symbol(char symbol) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    switch (symbol) {
      case '*':
        ignorable_ = true;
        break;
      case '~':
        Say(" ");
        break;
      case '_':
        Say("-");
        break;
      case '{':
      case '}':
      case '\\':
        Say(std::string(1, symbol));
        break;
      case '\n':
      case '\r':
        EndParagraph(false);
        break;
      case '\t':
        Say("\t");
        break;
      default:
        break;
    }
  }

  void Byte(char byte) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    pending_.push_back(byte);
  }

  void Plain(std::string_view text) {
    const size_t skipped = std::min(text.size(), static_cast<size_t>(skip_));
    skip_ -= static_cast<int>(skipped);
    text.remove_prefix(skipped);
    if (state().sink == RtfSink::kColours) {
      tables_.ColourText(text);
      return;
    }
    pending_.append(text);
  }

  void Unit(char16_t unit) {
    Flush();
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_surrogate_ = unit;
      return;
    }
    char32_t c = unit;
    if (unit >= 0xDC00 && unit < 0xE000)
      c = high_surrogate_ == 0 ? 0xFFFD
                               : 0x10000 + ((high_surrogate_ - 0xD800U) << 10) + (unit - 0xDC00U);
    high_surrogate_ = 0;
    if (c >= 0xF000 && c <= 0xF0FF) c = SymbolMeaning("Symbol", c);
    if (c == 0) return;
    std::string text;
    AppendCodePoint(c, &text);
    Say(text);
  }

  // Bytes wait until a style changes, since some code pages need two of them for a character.
  void Flush() {
    if (pending_.empty()) return;
    std::string bytes;
    bytes.swap(pending_);
    const int page = tables_.PageOf(state().font);
    Say(pages_.Decode(bytes, page > 0 ? page : code_page_));
  }

  void Say(const std::string& text) {
    if (!pending_.empty()) Flush();
    switch (state().sink) {
      case RtfSink::kFieldCode:
        if (field_code_.size() < 4096) field_code_ += text;
        return;
      case RtfSink::kStyles:
        tables_.StyleText(text);
        return;
      case RtfSink::kBody:
        break;
      default:
        return;
    }
    if (state().deleted) return;
    writer_.AddText(text, StyleNow());
  }

  SpanStyle StyleNow() {
    SpanStyle style;
    style.bold = state().bold;
    style.italic = state().italic;
    style.font_size = static_cast<float>(state().half_points) / 2;
    style.uri = link_;
    style.hidden = HiddenNow();
    return style;
  }

  v1::Hidden HiddenNow() const {
    const RtfState& now = states_.back();
    if (now.vanish) return v1::HIDDEN_VANISH;
    if (now.half_points < kMinHalfPoints) return v1::HIDDEN_TOO_SMALL;
    const std::optional<uint32_t> colour = tables_.ColourAt(now.colour);
    if (!colour) return v1::HIDDEN_UNSPECIFIED;
    std::optional<uint32_t> behind = tables_.ColourAt(now.background);
    if (!behind) behind = tables_.ColourAt(paragraph_.background);
    if (!behind && paragraph_.in_table) behind = tables_.ColourAt(cell_background_);
    // Cells are described before their text; several colours in one row cannot be told apart here.
    if (!behind && paragraph_.in_table && *colour == 0xFFFFFF && cell_background_ != 0)
      return v1::HIDDEN_UNSPECIFIED;
    return Contrast(*colour, behind.value_or(0xFFFFFF)) < kMinContrast ? v1::HIDDEN_SAME_COLOUR
                                                                       : v1::HIDDEN_UNSPECIFIED;
  }

  void EndParagraph(bool cell, v1::BlockKind margin = v1::BLOCK_KIND_UNSPECIFIED) {
    Flush();
    BlockPlace place;
    if (margin == v1::BLOCK_KIND_UNSPECIFIED) margin = state().margin;
    if (margin != v1::BLOCK_KIND_UNSPECIFIED) {
      place.kind = margin;
    } else {
      PlaceInTable(cell, &place);
      int outline = paragraph_.outline;
      if (outline < 0) outline = tables_.HeadingOf(paragraph_.style);
      if (outline >= 0) {
        place.kind = v1::BLOCK_KIND_HEADING;
        place.level = static_cast<uint32_t>(outline) + 1;
      } else if (paragraph_.list || list_mark_) {
        place.kind = v1::BLOCK_KIND_LIST_ITEM;
        place.level = static_cast<uint32_t>(paragraph_.list_level) + 1;
      }
    }
    writer_.EndBlock(place);
    list_mark_ = false;
  }

  void PlaceInTable(bool cell, BlockPlace* place) {
    if (!cell && !paragraph_.in_table) {
      in_table_ = false;
      return;
    }
    if (!in_table_) {
      table_ = writer_.NewTable();
      in_table_ = true;
      row_ = column_ = 0;
    }
    place->kind = v1::BLOCK_KIND_TABLE_CELL;
    place->table = table_;
    place->row = row_;
    place->column = column_;
  }

  RtfTokens tokens_;
  v1::ExtractResponse* response_;
  BlockWriter writer_;
  CodePages pages_;
  std::vector<RtfState> states_;
  RtfParagraph paragraph_;
  RtfTables tables_;
  std::string pending_;
  bool ignorable_ = false;
  bool too_deep_ = false;
  int skip_ = 0;
  char16_t high_surrogate_ = 0;
  int code_page_ = 1252;
  std::string field_code_;
  std::string link_;
  bool list_mark_ = false;
  bool in_table_ = false;
  uint32_t table_ = 0, row_ = 0, column_ = 0;
  int cell_background_ = 0;
  uint32_t objects_ = 0;
  bool pictures_ = false;
};

}  // namespace

v1::Failure ReadRtf(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  return Reader(bytes, limits, response).Read();
}

}  // namespace utvalg::extract
