// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_reader.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/block_writer.h"
#include "services/parse/extract/code_page.h"
#include "services/parse/extract/colour.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/rtf/rtf_token.h"
#include "services/parse/extract/symbol_fonts.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxGroups = 2000;
constexpr int kMinHalfPoints = 6;

// Where text goes.
enum class Sink : uint8_t {
  kBody,
  kNothing,
  kFonts,
  kColours,
  kStyles,
  kFieldCode,
  kListMark,
  kInfo
};

struct State {
  Sink sink = Sink::kBody;
  v1::BlockKind margin = v1::BLOCK_KIND_UNSPECIFIED;  // Header, footer or footnote around.
  bool bold = false, italic = false, vanish = false, deleted = false;
  int half_points = 24;
  int colour = 0, background = 0;
  int font = 0;
  int fallback = 1;  // Bytes after a \u that say the same for older readers.
};

struct ParagraphState {
  bool in_table = false;
  bool list = false;
  int list_level = 0;
  int outline = -1;
  int background = 0;
  int style = 0;
};

struct StyleEntry {
  std::string name;
  int outline = -1;
};

// Destinations that hold no text of the document.
const std::set<std::string_view>& Skipped() {
  static const std::set<std::string_view> kSkipped = {"pict",       "object",
                                                      "themedata",  "colorschememapping",
                                                      "datastore",  "latentstyles",
                                                      "listtable",  "listoverridetable",
                                                      "rsidtbl",    "generator",
                                                      "xmlnstbl",   "mmathPr",
                                                      "filetbl",    "revtbl",
                                                      "pnseclvl",   "sp",
                                                      "shprslt",    "nonshppict",
                                                      "atnid",      "atnauthor",
                                                      "annotation", "atrfstart",
                                                      "atrfend",    "bkmkstart",
                                                      "bkmkend",    "template",
                                                      "operator",   "company",
                                                      "doccomm",    "xe",
                                                      "tc",         "rxe",
                                                      "txe",        "ftnsep",
                                                      "ftnsepc",    "ftncn",
                                                      "aftnsep",    "aftnsepc",
                                                      "aftncn",     "ftnsepc",
                                                      "docvar",     "wgrffmtfilter",
                                                      "panose",     "falt",
                                                      "blipuid",    "picprop",
                                                      "objdata",    "objclass",
                                                      "datafield",  "formfield",
                                                      "private",    "userprops"};
  return kSkipped;
}

// Destinations that are marked as ignorable and hold text all the same.
bool IsKnownDestination(std::string_view word) {
  static const std::set<std::string_view> kKnown = {"shpinst",  "shptxt", "fldinst", "shppict",
                                                    "listtext", "pntext", "cs",      "ts",
                                                    "footnote", "ud",     "pn"};
  return kKnown.count(word) > 0;
}

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
    response_->set_modified(modified_);
    if (response_->blocks_size() > 0) return v1::FAILURE_UNSPECIFIED;
    return pictures_ ? v1::FAILURE_NO_TEXT : v1::FAILURE_EMPTY;
  }

 private:
  State& state() { return states_.back(); }

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
    const State closed = states_.back();
    states_.pop_back();
    if (closed.sink == Sink::kStyles && state().sink == Sink::kStyles) {
      styles_[style_number_] = {Lower(Strip(table_text_)), style_outline_};
      table_text_.clear();
      style_number_ = 0;
      style_outline_ = -1;
    }
    if (closed.margin != state().margin) EndParagraph(false, closed.margin);
    // A field's code is complete when its group ends; its result follows.
    if (closed.sink == Sink::kFieldCode && state().sink != Sink::kFieldCode)
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
        state().sink = Sink::kNothing;
        return;
      }
    }
    if (word != "u") Flush();
    if (Destination(word)) return;
    switch (state().sink) {
      case Sink::kFonts:
        FontWord(word, number);
        return;
      case Sink::kColours:
        ColourWord(word, number);
        return;
      case Sink::kStyles:
        if (word == "s" || word == "cs" || word == "ts") style_number_ = word == "s" ? number : -1;
        if (word == "outlinelevel") style_outline_ = number;
        return;
      case Sink::kInfo:
        InfoWord(word, number);
        return;
      case Sink::kNothing:
        return;
      default:
        break;
    }
    if (!CharacterWord(word, token.number) && !ParagraphWord(word, number)) TextWord(word, number);
  }

  // Control words that open a destination.
  bool Destination(std::string_view word) {
    if (word == "object") ++objects_;
    if (word == "pict") pictures_ = true;
    if (Skipped().count(word) > 0) {
      state().sink = Sink::kNothing;
    } else if (word == "fonttbl") {
      state().sink = Sink::kFonts;
    } else if (word == "colortbl") {
      state().sink = Sink::kColours;
      colours_ = {std::nullopt};
    } else if (word == "stylesheet") {
      state().sink = Sink::kStyles;
    } else if (word == "info") {
      state().sink = Sink::kInfo;
    } else if (word == "fldinst") {
      if (state().sink != Sink::kNothing) state().sink = Sink::kFieldCode;
      field_code_.clear();
    } else if (word == "field") {
      link_.clear();
    } else if (word == "listtext" || word == "pntext") {
      if (state().sink == Sink::kBody) state().sink = Sink::kListMark;
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

  void FontWord(std::string_view word, int number) {
    if (word == "f") font_number_ = number;
    if (word == "fcharset") font_pages_[font_number_] = PageOfCharset(number);
  }

  void ColourWord(std::string_view word, int number) {
    const auto part = static_cast<uint32_t>(std::clamp(number, 0, 255));
    if (word == "red") colour_ = (colour_.value_or(0) & 0x00FFFF) | part << 16;
    if (word == "green") colour_ = (colour_.value_or(0) & 0xFF00FF) | part << 8;
    if (word == "blue") colour_ = (colour_.value_or(0) & 0xFFFF00) | part;
  }

  // {\info{\revtim\yr2024\mo1\dy31...}}
  void InfoWord(std::string_view word, int number) {
    if (word == "revtim" || word == "creatim") revision_ = word == "revtim" || modified_.empty();
    if (!revision_) return;
    if (word == "yr") year_ = number;
    if (word == "mo") month_ = number;
    if (word != "dy" || year_ < 1980 || year_ > 2200 || month_ < 1 || month_ > 12 || number < 1 ||
        number > 31)
      return;
    char day[32];
    std::snprintf(day, sizeof(day), "%04d-%02d-%02d", year_, month_, number);
    modified_ = day;
    revision_ = false;
  }

  bool CharacterWord(std::string_view word, std::optional<int> number) {
    const bool on = number.value_or(1) != 0;
    if (word == "b") {
      state().bold = on;
    } else if (word == "i") {
      state().italic = on;
    } else if (word == "v") {
      state().vanish = on;
    } else if (word == "deleted") {
      state().deleted = on;
    } else if (word == "fs") {
      state().half_points = std::clamp(number.value_or(24), 0, 2000);
    } else if (word == "cf") {
      state().colour = number.value_or(0);
    } else if (word == "cb" || word == "highlight" || word == "chcbpat") {
      state().background = number.value_or(0);
    } else if (word == "f") {
      state().font = number.value_or(0);
    } else if (word == "uc") {
      state().fallback = std::clamp(number.value_or(1), 0, 16);
    } else if (word == "plain") {
      const State old = state();
      state() = State();
      state().sink = old.sink;
      state().margin = old.margin;
      state().fallback = old.fallback;
    } else if (word == "ansicpg") {
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
    if (word == "pard") {
      paragraph_ = ParagraphState();
    } else if (word == "intbl") {
      paragraph_.in_table = true;
    } else if (word == "trowd") {
      paragraph_.in_table = true;
      cell_background_ = 0;
    } else if (word == "ls") {
      paragraph_.list = number > 0;
    } else if (word == "ilvl") {
      paragraph_.list_level = std::clamp(number, 0, 8);
    } else if (word == "s") {
      paragraph_.style = number;
    } else if (word == "outlinelevel") {
      paragraph_.outline = number >= 0 && number < 9 ? number : -1;
    } else if (word == "cbpat") {
      paragraph_.background = number;
    } else if (word == "clcbpat") {
      cell_background_ = number;
    } else {
      return false;
    }
    return true;
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
    } else {
      static const std::unordered_map<std::string_view, const char*> kCharacters = {
          {"emdash", "—"},  {"endash", "–"},    {"bullet", "•"},    {"lquote", "‘"},
          {"rquote", "’"},  {"ldblquote", "“"}, {"rdblquote", "”"}, {"emspace", " "},
          {"enspace", " "}, {"qmspace", " "}};
      if (const auto found = kCharacters.find(word); found != kCharacters.end()) Say(found->second);
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
    if (state().sink == Sink::kColours) {
      // Each entry of the table ends in a semicolon; the first is often empty: the automatic
      // colour.
      for (const char c : text) {
        if (c != ';') continue;
        if (first_colour_) {
          colours_[0] = colour_;
          first_colour_ = false;
        } else {
          colours_.push_back(colour_);
        }
        colour_.reset();
      }
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
    const auto found = font_pages_.find(state().font);
    const int page = found != font_pages_.end() && found->second > 0 ? found->second : code_page_;
    Say(pages_.Decode(bytes, page));
  }

  void Say(const std::string& text) {
    if (!pending_.empty()) Flush();
    switch (state().sink) {
      case Sink::kFieldCode:
        if (field_code_.size() < 4096) field_code_ += text;
        return;
      case Sink::kStyles:
        if (table_text_.size() < 256) table_text_ += text.substr(0, text.find(';'));
        return;
      case Sink::kBody:
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

  std::optional<uint32_t> ColourAt(int index) const {
    return index > 0 && static_cast<size_t>(index) < colours_.size()
               ? colours_[static_cast<size_t>(index)]
               : std::nullopt;
  }

  v1::Hidden HiddenNow() const {
    const State& now = states_.back();
    if (now.vanish) return v1::HIDDEN_VANISH;
    if (now.half_points < kMinHalfPoints) return v1::HIDDEN_TOO_SMALL;
    const std::optional<uint32_t> colour = ColourAt(now.colour);
    if (!colour) return v1::HIDDEN_UNSPECIFIED;
    std::optional<uint32_t> behind = ColourAt(now.background);
    if (!behind) behind = ColourAt(paragraph_.background);
    if (!behind && paragraph_.in_table) behind = ColourAt(cell_background_);
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
      if (const auto style = styles_.find(paragraph_.style); style != styles_.end() && outline < 0)
        outline = HeadingOf(style->second);
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

  static int HeadingOf(const StyleEntry& style) {
    if (style.outline >= 0 && style.outline < 9) return style.outline;
    for (const char* word : {"heading ", "overskrift "})
      if (style.name.starts_with(word) && IsAsciiDigit(style.name.back()))
        return style.name.back() - '1';
    return style.name == "title" || style.name == "tittel" ? 0 : -1;
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
  std::vector<State> states_;
  ParagraphState paragraph_;
  std::string pending_;
  bool ignorable_ = false;
  bool too_deep_ = false;
  int skip_ = 0;
  char16_t high_surrogate_ = 0;
  int code_page_ = 1252;
  int font_number_ = 0;
  std::map<int, int> font_pages_;
  std::vector<std::optional<uint32_t>> colours_ = {std::nullopt};
  std::optional<uint32_t> colour_;
  bool first_colour_ = true;
  std::map<int, StyleEntry> styles_;
  std::string table_text_;
  int style_number_ = 0;
  int style_outline_ = -1;
  std::string field_code_;
  std::string link_;
  bool list_mark_ = false;
  bool in_table_ = false;
  uint32_t table_ = 0, row_ = 0, column_ = 0;
  int cell_background_ = 0;
  uint32_t objects_ = 0;
  bool pictures_ = false;
  bool revision_ = false;
  int year_ = 0, month_ = 0;
  std::string modified_;
};

}  // namespace

v1::Failure ReadRtf(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response) {
  return Reader(bytes, limits, response).Read();
}

}  // namespace utvalg::extract
