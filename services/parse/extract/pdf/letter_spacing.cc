// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/letter_spacing.h"

#include <algorithm>
#include <cstddef>

namespace utvalg::extract {
namespace {

constexpr float kWordGap = 0.12F;        // Ems. Narrower is kerning, wider a space.
constexpr size_t kMinSpacedLetters = 4;  // Fewer one-letter words in a row are just that.
constexpr float kMaxLetterGap = 1.2F;    // Ems. Letters further apart are no word.

struct Token {
  size_t begin = 0;
  size_t end = 0;
  bool letters = true;
};

std::vector<Token> Tokens(const std::vector<LineGlyph>& line, const std::vector<bool>& starts) {
  std::vector<Token> tokens;
  for (size_t i = 0; i < line.size(); ++i) {
    if (starts[i]) tokens.push_back({i, i, true});
    tokens.back().end = i + 1;
    tokens.back().letters = tokens.back().letters && line[i].letter;
  }
  return tokens;
}

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
  const std::vector<Token> tokens = Tokens(line, starts);
  for (size_t i = 0; i < tokens.size();) {
    size_t j = i, singles = 0;
    // Kerning may leave a pair together in spaced-out text.
    while (j < tokens.size() && tokens[j].letters && tokens[j].end - tokens[j].begin <= 2) {
      singles += tokens[j].end - tokens[j].begin == 1;
      ++j;
    }
    if (singles >= kMinSpacedLetters && singles * 10 >= (j - i) * 7)
      Rejoin(line, tokens[i].begin, tokens[j - 1].end, &starts);
    i = std::max(j, i + 1);
  }
  return starts;
}

}  // namespace utvalg::extract
