// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/word_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/base/utf8.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/pdf/letter_spacing.h"
#include "services/parse/extract/symbol_fonts.h"

namespace utvalg::extract {
namespace {

constexpr float kSameLine = 0.15F;   // Ems two baselines may differ by.
constexpr float kRaised = 0.45F;     // Ems a superscript may stand off, when it touches.
constexpr float kMaxGap = 2.5F;      // Ems. Wider gaps end the line.
constexpr float kMaxOverlap = 0.6F;  // Ems a glyph may start before the end of the last.
constexpr float kSamePlace = 0.12F;  // Ems between the two impressions of fake bold.
constexpr float kTwicePlace = 0.2F;
constexpr size_t kMaxWordBytes = 4096;

// Accents that old TeX fonts draw as glyphs of their own before the letter, and what they combine
// to.
constexpr std::array<std::pair<char32_t, char32_t>, 9> kAccents = {{{0x60, 0x300},
                                                                    {0xB4, 0x301},
                                                                    {0x2C6, 0x302},
                                                                    {0x2DC, 0x303},
                                                                    {0xA8, 0x308},
                                                                    {0x2DA, 0x30A},
                                                                    {0x2C7, 0x30C},
                                                                    {0xB8, 0x327},
                                                                    {0x2D8, 0x306}}};

class Builder {
 public:
  explicit Builder(const PageContent& page) : page_(page) {
    for (const FontFace& font : page.fonts) {
      icons_.push_back(IsIconFont(font.name));
      symbols_.push_back(IsSymbolFont(font.name));
    }
  }

  PageWords Build() {
    for (uint32_t i = 0; i < page_.glyphs.size(); ++i) Add(i);
    FlushLine();
    DropDoubles();
    return std::move(result_);
  }

 private:
  struct Entry {
    uint32_t glyph;
    LineGlyph line;
    bool twice = false;
    char32_t accent = 0;  // Combines with the letter.
  };

  const Glyph& At(uint32_t i) const { return page_.glyphs[i]; }
  const TextStyle& StyleOf(const Glyph& g) const { return page_.styles[g.style]; }
  std::u32string_view TextOf(const Glyph& g) const {
    return std::u32string_view(page_.text).substr(g.text, g.length);
  }

  bool IsSpaceGlyph(const Glyph& g) const {
    if (g.space) return true;
    if (g.length == 0) return false;
    for (const char32_t c : TextOf(g))
      if (!IsSpace(c) && c != 0x2800) return false;
    return true;
  }

  void Add(uint32_t index) {
    const Glyph& g = At(index);
    if (IsSpaceGlyph(g)) {
      pending_space_ = true;
      return;
    }
    if (g.length == 0 && !g.unmapped) return;  // Silent: its neighbour speaks for it.
    ++result_.glyphs_read;
    if (line_.empty()) {
      Start(index);
      return;
    }
    const Glyph& last = At(line_.back().glyph);
    const TextStyle& style = StyleOf(g);
    const TextStyle& last_style = StyleOf(last);
    const float em = std::max(0.01F, (style.size + last_style.size) / 2);
    const Point d = {g.origin.x - last.origin.x, g.origin.y - last.origin.y};
    const float along = d.x * last_style.direction.x + d.y * last_style.direction.y;
    const float across = std::abs(d.x * last_style.up.x + d.y * last_style.up.y) / em;
    const float start = std::abs(along) / em;
    if (start < kSamePlace && across < kSamePlace && !TextOf(g).empty() &&
        TextOf(g) == TextOf(last) && last.advance > 0.2F * em * kSamePlace) {
      line_.back().twice = true;
      return;
    }
    const float gap = (along - last.advance) / em;
    const float loose = (along - last.advance - std::max(0.0F, last.tracking)) / em;
    if (CombinesWith(last, gap)) {
      line_.back() = {index, line_.back().line, false, accent_};
      return;
    }
    const bool parallel =
        style.direction.x * last_style.direction.x + style.direction.y * last_style.direction.y >
        0.98F;
    const bool same_line =
        across < kSameLine || (across < kRaised && std::abs(gap) < 0.1F && !pending_space_);
    if (!parallel || !same_line || gap > kMaxGap || gap < -kMaxOverlap ||
        gap < -0.5F * last.advance / em - 0.25F) {
      FlushLine();
      Start(index);
      return;
    }
    Push(index, gap, loose);
  }

  // A lone accent with the letter drawn under it.
  bool CombinesWith(const Glyph& last, float gap) {
    if (last.length != 1 || gap > -0.15F || pending_space_) return false;
    for (const auto& [spacing, combining] : kAccents) {
      if (page_.text[last.text] != spacing) continue;
      accent_ = combining;
      return true;
    }
    return false;
  }

  void Start(uint32_t index) {
    pending_space_ = false;
    Push(index, 0, 0);
  }

  void Push(uint32_t index, float gap, float loose) {
    Entry entry = {index, {gap, loose, pending_space_, false}};
    const std::u32string_view text = TextOf(At(index));
    entry.line.letter = !text.empty() && IsLetter(text.front());
    line_.push_back(entry);
    pending_space_ = false;
  }

  void FlushLine() {
    if (line_.empty()) return;
    gaps_.clear();
    for (const Entry& entry : line_) gaps_.push_back(entry.line);
    const std::vector<bool> starts = WordStarts(gaps_);
    size_t begin = 0;
    for (size_t i = 1; i <= line_.size(); ++i) {
      if (i < line_.size() && !starts[i]) continue;
      AddWord(begin, i);
      begin = i;
    }
    line_.clear();
  }

  void AddWord(size_t begin, size_t end) {
    PageWord word;
    std::u32string& text = text_;
    text.clear();
    plain_ = true;
    uint32_t unmapped = 0, letters = 0, twice = 0;
    word.first = static_cast<uint32_t>(result_.glyphs.size());
    word.box = At(line_[begin].glyph).box;
    for (size_t i = begin; i < end; ++i) {
      const Glyph& g = At(line_[i].glyph);
      AppendText(g, line_[i].accent, &text, &unmapped, &letters);
      word.box.Add(g.box);
      word.size = std::max(word.size, StyleOf(g).size);
      twice += line_[i].twice;
      result_.glyphs.push_back(line_[i].glyph);
    }
    word.count = static_cast<uint32_t>(end - begin);
    result_.glyphs_unmapped += unmapped;
    if (unmapped > 0 && letters > 0) ++result_.words_garbled;
    if (plain_) {
      word.text.assign(text.begin(), text.end());
    } else {
      MarkMissing(&text);
      CleanText clean = Clean(text, false);
      word.invisible = clean.words_with_invisible;
      word.zero_width = clean.words_with_zero_width;
      word.text = std::move(clean.text);
    }
    if (word.text.size() > kMaxWordBytes) word.text.clear();
    if (letters == 0 && unmapped == word.count) word.text.clear();  // Icons and the like.
    const uint32_t middle = result_.glyphs[word.first + word.count / 2];
    word.style = At(middle).style;
    const TextStyle& style = page_.styles[word.style];
    word.bold = twice * 2 > word.count || (style.render_mode & 3) == 2;
    word.rotation = RotationOf(style.direction);
    const Point origin = At(line_[begin].glyph).origin;
    word.baseline = word.rotation % 180 == 0 ? origin.y : origin.x;
    if (!word.text.empty() || word.invisible > 0) result_.words.push_back(std::move(word));
  }

  static int RotationOf(Point direction) {
    if (direction.x > 0 && direction.y == 0) return 0;  // Nearly all text.
    const double angle = std::atan2(direction.y, direction.x) * 180.0 / M_PI;
    return (static_cast<int>(std::lround(angle / 90.0)) * 90 + 360) % 360;
  }

  // A box in the middle of a word is the letter that the typeface has no shape for.
  static void MarkMissing(std::u32string* text) {
    const auto letter = [&](size_t i) { return i < text->size() && IsLetter((*text)[i]); };
    const auto box = [&](size_t i) { return (*text)[i] == 0x25A0 || (*text)[i] == 0x25A1; };
    const auto first = std::find_if(text->begin(), text->end(), IsLetter) - text->begin();
    // "■Java" begins with a bullet, "■■c" with two letters.
    const bool begins =
        letter(static_cast<size_t>(first)) && IsLower((*text)[static_cast<size_t>(first)]);
    // "Java■■■□" ends in a rating.
    size_t end = text->size();
    while (end > 0 && box(end - 1)) --end;
    if (text->size() - end < 3) end = text->size();
    for (size_t i = begins ? 0 : static_cast<size_t>(first); i < end; ++i)
      if (box(i)) (*text)[i] = 0xFFFD;
  }

  void AppendText(const Glyph& g, char32_t accent, std::u32string* text, uint32_t* unmapped,
                  uint32_t* letters) {
    const uint32_t face = StyleOf(g).font;
    const std::string& font = page_.fonts[face].name;
    const bool icon = icons_[face];
    const bool symbol = symbols_[face];
    if (g.length == 1 && accent == 0 && !icon && !symbol) {
      // What most glyphs are: nothing below would change it.
      const char32_t c = page_.text[g.text];
      if (c > 0x20 && c < 0x7F) {
        *letters += IsLetter(c) || IsDigit(c);
        text->push_back(c);
        return;
      }
    }
    plain_ = false;
    bool meaning = false;
    for (char32_t c : TextOf(g)) {
      if (icon) continue;
      if (symbol || IsMeaningless(c)) c = SymbolMeaning(font, c);
      if (c == 0 || IsMeaningless(c) || IsSpace(c)) continue;
      if (c == 0xAD) c = '-';  // A soft hyphen that is drawn is a hyphen.
      meaning = true;
      *letters += IsLetter(c) || IsDigit(c);
      text->push_back(c);
    }
    if (accent != 0) text->push_back(accent);
    if (meaning || icon || symbol) return;
    ++*unmapped;
    if (g.unmapped) text->push_back(0xFFFD);
  }

  // Text painted twice a little apart is bold or has a shadow; it is read once.
  void DropDoubles() {
    constexpr int kMostAlike = 64;
    // Of the words kept, the last one by hash of its text, and by word the one before with the
    // same.
    std::unordered_map<size_t, int> last;
    std::vector<int> before;
    std::vector<PageWord> kept;
    last.reserve(result_.words.size());
    before.reserve(result_.words.size());
    kept.reserve(result_.words.size());
    for (PageWord& word : result_.words) {
      const auto [entry, fresh] = last.try_emplace(std::hash<std::string>()(word.text), -1);
      bool doubled = false;
      int left = kMostAlike;
      for (int i = entry->second; i >= 0 && left > 0; i = before[static_cast<size_t>(i)], --left) {
        PageWord& first = kept[static_cast<size_t>(i)];
        if (!IsDouble(first, word)) continue;
        doubled = true;
        AddDouble(word, &first);
      }
      if (doubled) continue;
      before.push_back(entry->second);
      entry->second = static_cast<int>(kept.size());
      kept.push_back(std::move(word));
    }
    result_.words = std::move(kept);
  }

  static bool IsDouble(const PageWord& a, const PageWord& b) {
    const float em = std::max(a.size, b.size);
    return a.text == b.text && a.rotation == b.rotation && std::abs(a.size - b.size) < 0.05F * em &&
           std::abs(a.box.x0 - b.box.x0) < kTwicePlace * em &&
           std::abs(a.box.y0 - b.box.y0) < kTwicePlace * em &&
           std::abs(a.box.x1 - b.box.x1) < kTwicePlace * em;
  }

  // The later impression lies on top, so it is the one whose visibility counts.
  static void AddDouble(const PageWord& word, PageWord* first) {
    first->bold = true;
    first->style = word.style;
    first->first = word.first;
    first->count = word.count;
  }

  const PageContent& page_;
  std::vector<bool> icons_;  // By font.
  std::vector<bool> symbols_;
  PageWords result_;
  std::vector<Entry> line_;
  std::vector<LineGlyph> gaps_;
  std::u32string text_;  // Of the word being added.
  bool plain_ = true;    // It is printable ASCII, which cleaning leaves alone.
  bool pending_space_ = false;
  char32_t accent_ = 0;
};

}  // namespace

PageWords BuildWords(const PageContent& page) { return Builder(page).Build(); }

}  // namespace utvalg::extract
