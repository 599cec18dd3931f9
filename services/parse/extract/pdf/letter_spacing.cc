// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/letter_spacing.h"

#include <algorithm>
#include <cstddef>

namespace utvalg::extract {
namespace {

constexpr float kWordGap = 0.12F;        // Ems. Narrower is kerning, wider a space.
constexpr size_t kMinSpacedLetters = 4;  // Fewer one-letter words in a row are just that.
constexpr float kMaxLetterGap = 1.2F;    // Ems. Letters further apart are no word.

// Tokens in a row that may be spaced-out letters.
struct Stretch {
  size_t begin = 0;
  size_t end = 0;
  size_t tokens = 0;
  size_t singles = 0;  // Of one letter.
};

// Words of a stretch of spaced-out letters: those gaps that are clearly wider than the usual one.
void Rejoin(const std::vector<LineGlyph>& line, size_t begin, size_t end,
            std::vector<bool>* starts) {
  std::vector<float> gaps;
  for (size_t i = begin + 1; i < end; ++i)
    if ((*starts)[i]) gaps.push_back(line[i].gap);
  std::nth_element(gaps.begin(), gaps.begin() + static_cast<long>(gaps.size() / 2), gaps.end());
  const float usual = gaps[gaps.size() / 2];
  if (usual > kMaxLetterGap) return;
  const float word = usual * 1.45F + 0.08F;
  for (size_t i = begin + 1; i < end; ++i)
    if ((*starts)[i]) (*starts)[i] = line[i].gap > word;
}

}  // namespace

std::vector<bool> WordStarts(const std::vector<LineGlyph>& line) {
  std::vector<bool> starts(line.size());
  for (size_t i = 0; i < line.size(); ++i)
    starts[i] = i == 0 || line[i].space || line[i].loose_gap > kWordGap;
  Stretch stretch;
  const auto close = [&] {
    if (stretch.singles >= kMinSpacedLetters && stretch.singles * 10 >= stretch.tokens * 7)
      Rejoin(line, stretch.begin, stretch.end, &starts);
    stretch = Stretch();
  };
  for (size_t begin = 0, end = 0; begin < line.size(); begin = end) {
    bool letters = line[begin].letter;
    for (end = begin + 1; end < line.size() && !starts[end]; ++end)
      letters = letters && line[end].letter;
    // Kerning may leave a pair together in spaced-out text.
    if (!letters || end - begin > 2) {
      close();
      continue;
    }
    if (stretch.tokens == 0) stretch.begin = begin;
    stretch.end = end;
    ++stretch.tokens;
    stretch.singles += end - begin == 1;
  }
  close();
  return starts;
}

}  // namespace utvalg::extract
