// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/layout_lines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include "common/base/utf8.h"
#include "services/parse/core/glued_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

// A gap wider than this many ems starts a new fragment; stretched spaces of justified text stay
// below.
constexpr float kFragmentGapEms = 1.0F;

constexpr float kStretchedGapEms = 3.0F;
// A list mark may stand further from its text.
constexpr float kBulletGapEms = 4.0F;

constexpr float kTouchEms = 0.06F;     // Narrower than any space.
constexpr float kOverlapEms = 0.15F;   // Boxes of letters may overlap a little.
constexpr float kOverprintEms = 0.4F;  // Words that overlap more are of two columns.

// Pages are mostly painted in the order they are read in, and words are expensive to move: each is
// moved once at most.
template <typename T, typename Before>
void SortUnlessSorted(std::vector<T>* values, Before before) {
  if (std::is_sorted(values->begin(), values->end(), before)) return;
  std::vector<uint32_t> order(values->size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return before((*values)[a], (*values)[b]); });
  std::vector<T> sorted;
  sorted.reserve(values->size());
  for (const uint32_t i : order) sorted.push_back(std::move((*values)[i]));
  *values = std::move(sorted);
}

bool IsLoneBullet(const Fragment& fragment) {
  if (fragment.words.size() != 1) return false;
  const std::string& text = fragment.words[0].text;
  size_t at = 0;
  const char32_t c = NextCodePoint(text, &at);
  return at == text.size() &&
         (IsBulletGlyph(c) || c == '-' || c == '*' || c == 0x2013 || c == 0xA7);
}

// Turns the coordinates of words set at 90, 180 or 270 degrees upright, so that they read like
// others.
void TurnUpright(int rotation, float width, float height, PageWord* word) {
  if (rotation == 0) return;
  const PageWord old = *word;
  switch (rotation) {
    case 90:
      word->x0 = old.y0, word->x1 = old.y1, word->y0 = width - old.x1, word->y1 = width - old.x0;
      break;
    case 180:
      word->x0 = width - old.x1, word->x1 = width - old.x0;
      word->y0 = height - old.y1, word->y1 = height - old.y0;
      break;
    case 270:
      word->x0 = height - old.y1, word->x1 = height - old.y0, word->y0 = old.x0, word->y1 = old.x1;
      break;
    default:
      return;
  }
  word->baseline = word->y1 - 0.2F * (word->y1 - word->y0);
}

std::string UriAt(const utvalg::extract::v1::Page& page, float x, float y) {
  for (const auto& link : page.links()) {
    if (x >= link.x0() && x <= link.x1() && y >= link.y0() && y <= link.y1()) return link.uri();
  }
  return "";
}

std::vector<PageWord> VisibleWords(const utvalg::extract::v1::Page& page, int rotation) {
  std::vector<PageWord> words;
  if (rotation == 0) words.reserve(static_cast<size_t>(page.words_size()));
  uint32_t order = 0;
  for (const auto& in : page.words()) {
    ++order;
    if (in.hidden() != utvalg::extract::v1::HIDDEN_UNSPECIFIED || in.rotation() != rotation) {
      continue;
    }
    if (in.text().empty()) continue;
    PageWord word;
    word.text = in.text();
    word.order = order;
    word.x0 = in.x0(), word.y0 = in.y0(), word.x1 = in.x1(), word.y1 = in.y1();
    word.baseline = in.baseline();
    word.size = in.font_size() > 0 ? in.font_size() : std::max(1.0F, in.y1() - in.y0());
    if (in.font() < static_cast<uint32_t>(page.fonts_size())) {
      word.bold = page.fonts(static_cast<int>(in.font())).bold();
      word.italic = page.fonts(static_cast<int>(in.font())).italic();
    }
    if (page.links_size() > 0) {
      word.uri = UriAt(page, (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2);
    }
    TurnUpright(rotation, page.width(), page.height(), &word);
    words.push_back(std::move(word));
  }
  return words;
}

bool SameBaseline(const PageWord& a, const PageWord& b) {
  return std::fabs(a.baseline - b.baseline) <= 0.22F * std::min(a.size, b.size);
}

constexpr float kScriptSize = 0.8F;  // Of what it hangs on, at most.

// Whether b is a super- or subscript, or a mark of another size, right beside a.
bool HangsOn(const PageWord& a, const PageWord& b) {
  const float small = b.size, large = a.size;
  if (small >= kScriptSize * large || std::fabs(a.baseline - b.baseline) > 0.45F * large)
    return false;
  if (std::min(a.y1, b.y1) - std::max(a.y0, b.y0) <= 0.5F * small) return false;
  return std::max(a.x0, b.x0) - std::min(a.x1, b.x1) <= 0.6F * large;
}

// Moves super- and subscripts to the line they hang on.
void MoveScripts(std::vector<std::vector<PageWord>>* lines) {
  // The largest word of each line: nothing hangs on lines of words that are hardly larger.
  std::vector<float> largest;
  for (const std::vector<PageWord>& line : *lines) {
    float size = 0;
    for (const PageWord& word : line) size = std::max(size, word.size);
    largest.push_back(size);
  }
  for (size_t i = 0; i < lines->size(); ++i) {
    std::vector<PageWord>& line = (*lines)[i];
    for (size_t w = 0; w < line.size();) {
      size_t home = i;
      for (size_t near = i > 2 ? i - 2 : 0; near < std::min(i + 3, lines->size()); ++near) {
        const std::vector<PageWord>& other = (*lines)[near];
        const bool hangs = near != i && line[w].size < kScriptSize * largest[near] &&
                           std::any_of(other.begin(), other.end(), [&](const PageWord& word) {
                             return HangsOn(word, line[w]);
                           });
        if (hangs) home = near;
      }
      if (home == i) {
        ++w;
        continue;
      }
      (*lines)[home].push_back(std::move(line[w]));
      line.erase(line.begin() + static_cast<ptrdiff_t>(w));
    }
  }
}

// Joins "E X P E R I E N C E": single letters with even gaps are one word, a wider gap is a space.
void JoinLetterSpacing(std::vector<PageWord>* words) {
  const auto letters = std::count_if(words->begin(), words->end(), [](const PageWord& word) {
    return word.text.size() <= 4 && CodePoints(word.text) == 1;
  });
  if (letters < 2) return;
  size_t begin = 0;
  std::vector<PageWord> out;
  out.reserve(words->size());
  while (begin < words->size()) {
    size_t end = begin;
    while (end < words->size() && CodePoints((*words)[end].text) == 1 &&
           std::fabs((*words)[end].size - (*words)[begin].size) < 0.5F) {
      size_t at = 0;
      const char32_t c = NextCodePoint((*words)[end].text, &at);
      if (!IsLetter(c) && c != '&') break;
      if (end > begin && (*words)[end].x0 - (*words)[end - 1].x1 > 2.5F * (*words)[end].size) break;
      ++end;
    }
    // "2019 T O 2021": two letters are enough between numbers.
    const bool between_numbers = end - begin >= 2 && begin > 0 && end < words->size() &&
                                 HasDigit((*words)[end].text) && !out.empty() &&
                                 HasDigit(out.back().text);
    if (end - begin < 4 && !between_numbers) {
      out.push_back(std::move((*words)[begin++]));
      continue;
    }
    std::vector<float> gaps;
    for (size_t i = begin + 1; i < end; ++i) gaps.push_back((*words)[i].x0 - (*words)[i - 1].x1);
    std::vector<float> sorted = gaps;
    std::sort(sorted.begin(), sorted.end());
    const float usual = std::max(0.1F, sorted[sorted.size() / 2]);
    PageWord joined = (*words)[begin];
    for (size_t i = begin + 1; i < end; ++i) {
      const PageWord& letter = (*words)[i];
      if (gaps[i - begin - 1] > 1.7F * usual) {
        out.push_back(std::move(joined));
        joined = letter;
        continue;
      }
      joined.text += letter.text;
      joined.x1 = letter.x1;
      joined.y0 = std::min(joined.y0, letter.y0);
      joined.y1 = std::max(joined.y1, letter.y1);
    }
    out.push_back(std::move(joined));
    begin = end;
  }
  *words = std::move(out);
}

// Letters that the typeface lacks are drawn from another one, before or after the rest of the line:
// what fits into the gap of a word belongs to it, whatever it was painted with.
bool Touches(const PageWord& left, const PageWord& word) {
  return word.x0 - left.x1 < kTouchEms * word.size &&
         word.x0 - left.x1 > -kOverlapEms * word.size &&
         std::fabs(word.size - left.size) < 0.25F * word.size && SameBaseline(left, word) &&
         !IsGluedToYear(left, word);
}

void JoinTouching(std::vector<PageWord>* words) {
  const auto apart = [](const PageWord& left, const PageWord& word) {
    return word.order != left.order + 1 && Touches(left, word);
  };
  if (std::adjacent_find(words->begin(), words->end(), apart) == words->end()) return;
  std::vector<PageWord> out;
  out.reserve(words->size());
  uint32_t last = 0;  // Paint order of the word joined last.
  for (PageWord& word : *words) {
    const bool touches = !out.empty() && word.order != last + 1 && Touches(out.back(), word);
    last = word.order;
    if (!touches) {
      out.push_back(std::move(word));
      continue;
    }
    PageWord& joined = out.back();
    joined.text += word.text;
    joined.x1 = std::max(joined.x1, word.x1);
    joined.y0 = std::min(joined.y0, word.y0);
    joined.y1 = std::max(joined.y1, word.y1);
  }
  *words = std::move(out);
}

void SplitLine(std::vector<PageWord> words, uint32_t page, std::vector<Fragment>* out) {
  SortUnlessSorted(&words, [](const PageWord& a, const PageWord& b) { return a.x0 < b.x0; });
  JoinTouching(&words);
  JoinLetterSpacing(&words);
  JoinSpacedDates(&words);
  for (PageWord& word : words) {
    const bool joins = !out->empty() && !out->back().words.empty() && [&] {
      const PageWord& last = out->back().words.back();
      const float gap = word.x0 - last.x1;
      if (IsGluedToYear(last, word)) return false;
      if (IsLoneBullet(out->back()) && gap > 0 && gap < kBulletGapEms * word.size) return true;
      return gap <= kFragmentGapEms * std::min(last.size, word.size) &&
             gap > -kOverprintEms * std::min(last.size, word.size);
    }();
    if (!joins) {
      // A cell too narrow for its word runs over into the next.
      const bool overprinted =
          !out->empty() && word.x0 < out->back().words.back().x1 + kTouchEms * word.size;
      out->emplace_back();
      out->back().page = page;
      out->back().column_start = overprinted;
    }
    out->back().words.push_back(std::move(word));
  }
}

// Justified text stretches all spaces of a line alike: words that stand apart by one and the same
// wide gap are one fragment.
void RejoinStretched(std::vector<Fragment>* parts) {
  const auto gap = [&](size_t i) {
    return (*parts)[i].words.front().x0 - (*parts)[i - 1].words.back().x1;
  };
  std::vector<Fragment> out;
  for (size_t begin = 0; begin < parts->size();) {
    size_t end = begin + 1;
    while (end < parts->size() && (*parts)[end].words.size() == 1 &&
           (*parts)[begin].words.size() == 1 &&
           gap(end) < kStretchedGapEms * (*parts)[end].words.front().size &&
           std::fabs(gap(end) - gap(begin + 1)) < 0.1F * gap(begin + 1) + 0.1F) {
      ++end;
    }
    Fragment joined = std::move((*parts)[begin]);
    const bool stretched = end - begin >= 3;
    if (!stretched) end = begin + 1;
    for (size_t i = begin + 1; i < end; ++i) {
      joined.words.push_back(std::move((*parts)[i].words.front()));
    }
    out.push_back(std::move(joined));
    begin = end;
  }
  *parts = std::move(out);
}

std::vector<Fragment> FragmentsOf(std::vector<PageWord> words, uint32_t page) {
  SortUnlessSorted(&words,
                   [](const PageWord& a, const PageWord& b) { return a.baseline < b.baseline; });
  std::vector<std::vector<PageWord>> lines;
  for (PageWord& word : words) {
    std::vector<PageWord>* home = nullptr;
    for (size_t back = 0; back < 6 && back < lines.size() && home == nullptr; ++back) {
      std::vector<PageWord>& line = lines[lines.size() - 1 - back];
      if (SameBaseline(line.front(), word) || SameBaseline(line.back(), word)) home = &line;
    }
    if (home == nullptr) {
      home = &lines.emplace_back();
      home->reserve(16);
    }
    home->push_back(std::move(word));
  }
  // A big word of a sidebar spans two lines of the text beside it; only what touches it is its own.
  MoveScripts(&lines);
  std::vector<Fragment> fragments;
  for (std::vector<PageWord>& line : lines) {
    std::vector<Fragment> parts;
    SplitLine(std::move(line), page, &parts);
    RejoinStretched(&parts);
    for (Fragment& part : parts) {
      Measure(&part);
      fragments.push_back(std::move(part));
    }
  }
  SortUnlessSorted(&fragments, [](const Fragment& a, const Fragment& b) {
    return a.baseline != b.baseline ? a.baseline < b.baseline : a.x0 < b.x0;
  });
  return fragments;
}

}  // namespace

std::string Fragment::Text() const {
  std::string text;
  for (const PageWord& word : words) {
    if (!text.empty()) text += ' ';
    text += word.text;
  }
  return text;
}

void Measure(Fragment* fragment) {
  const std::vector<PageWord>& words = fragment->words;
  fragment->x0 = fragment->y0 = 1e9F;
  fragment->x1 = fragment->y1 = -1e9F;
  size_t bold = 0, all = 0, longest = 0;
  for (const PageWord& word : words) {
    fragment->x0 = std::min(fragment->x0, word.x0);
    fragment->x1 = std::max(fragment->x1, word.x1);
    fragment->y0 = std::min(fragment->y0, word.y0);
    fragment->y1 = std::max(fragment->y1, word.y1);
    all += word.text.size();
    if (word.bold) bold += word.text.size();
    if (word.text.size() > longest) {
      longest = word.text.size();
      fragment->size = word.size;
      fragment->baseline = word.baseline;
    }
  }
  fragment->bold = 2 * bold > all;
}

std::vector<Fragment> BuildFragments(const utvalg::extract::v1::Page& page, uint32_t page_number) {
  std::vector<Fragment> all;
  for (const int rotation : {0, 90, 180, 270}) {
    std::vector<PageWord> words = VisibleWords(page, rotation);
    if (words.empty()) continue;
    std::vector<Fragment> part = FragmentsOf(std::move(words), page_number);
    // Text turned on its side stands after the upright text; a page set sideways as a whole has no
    // other.
    const float below = all.empty() ? 0 : page.height();
    for (Fragment& fragment : part) {
      for (PageWord& word : fragment.words) {
        word.y0 += below, word.y1 += below, word.baseline += below;
      }
      Measure(&fragment);
      all.push_back(std::move(fragment));
    }
  }
  return all;
}

}  // namespace utvalg::parse
