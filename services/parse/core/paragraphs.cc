// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "services/parse/core/line_joiner.h"
#include "services/parse/core/paragraph_builder.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kApart = 0.7F;  // Ems: more than a space.

StyleRun StyleOf(const PageWord& word, float body_size) {
  StyleRun style;
  style.bold = word.bold;
  style.italic = word.italic;
  style.size = ClassifySize(word.size, body_size);
  return style;
}

// glued: the line goes on in the middle of a word.
void AddLine(const LineView& view, float body_size, uint32_t line_number, bool glued,
             ParagraphBuilder* builder) {
  const TextLine& line = *view.line;
  bool first_word = true;
  for (size_t p = 0; p < line.parts.size(); ++p) {
    for (size_t w = 0; w < line.parts[p].words.size(); ++w) {
      const PageWord& word = line.parts[p].words[w];
      std::string_view joiner = w == 0 && p > 0 ? "\t" : " ";
      if (first_word && glued) {
        joiner = "";
      } else if (first_word && !builder->empty() && IsDividedWord(builder->text(), word.text)) {
        builder->DropLast();
        joiner = "";
      } else if (first_word && !builder->empty() && IsDividedDate(builder->text(), word.text)) {
        joiner = "";
      }
      StyleRun style = StyleOf(word, body_size);
      style.apart = w > 0 && word.x0 - line.parts[p].words[w - 1].x1 > kApart * word.size;
      builder->Add(joiner, word.text, style, word.uri);
      first_word = false;
    }
  }
  Placement place;
  place.page = line.page;
  place.line = line_number;
  place.x0 = line.x0, place.y0 = line.y0, place.x1 = line.x1, place.y1 = line.y1;
  builder->Place(place);
}

void Finish(const LineView& head, ParagraphBuilder* builder, std::vector<Paragraph>* out) {
  Paragraph paragraph = builder->Take();
  paragraph.region = head.line->region;
  if (head.bullet) {
    paragraph.kind = ParagraphKind::kListItem;
    paragraph.level = 1;
    RemovePrefix(BulletPrefix(paragraph.text), &paragraph);
  }
  if (!paragraph.text.empty()) out->push_back(std::move(paragraph));
}

// Most frequent distance of neighbouring baselines: what is clearly more is a gap.
float UsualPitch(const std::vector<TextLine>& lines) {
  std::map<int, int> counts;
  for (size_t i = 1; i < lines.size(); ++i) {
    const float pitch = lines[i].baseline - lines[i - 1].baseline;
    if (lines[i].page == lines[i - 1].page && pitch > 1 && pitch < 40) {
      ++counts[static_cast<int>(std::lround(2 * pitch))];
    }
  }
  int best = 0, usual = 28;
  for (const auto& [pitch, count] : counts) {
    if (count > best) best = count, usual = pitch;
  }
  return static_cast<float>(usual) / 2;
}

// Lists inside lists are set further in: levels by the left edge of the marks, in each column
// apart.
void SetListLevels(const std::vector<float>& marks, std::vector<Paragraph>* paragraphs,
                   size_t begin) {
  std::map<uint32_t, std::vector<float>> edges;
  for (size_t i = begin; i < paragraphs->size(); ++i) {
    if ((*paragraphs)[i].kind != ParagraphKind::kListItem) continue;
    std::vector<float>& known = edges[(*paragraphs)[i].region];
    const float x = marks[i - begin];
    if (std::none_of(known.begin(), known.end(), [&](float e) { return std::fabs(e - x) < 4; })) {
      known.push_back(x);
    }
  }
  for (auto& [region, known] : edges) std::sort(known.begin(), known.end());
  for (size_t i = begin; i < paragraphs->size(); ++i) {
    Paragraph& paragraph = (*paragraphs)[i];
    if (paragraph.kind != ParagraphKind::kListItem) continue;
    uint32_t level = 1;
    for (const float edge : edges[paragraph.region]) level += edge < marks[i - begin] - 4;
    paragraph.level = level;
  }
}

}  // namespace

float BodySize(const std::vector<TextLine>& lines) {
  std::map<int, size_t> characters;
  for (const TextLine& line : lines) {
    for (const Fragment& part : line.parts) {
      for (const PageWord& word : part.words) {
        characters[static_cast<int>(std::lround(word.size * 4))] += word.text.size();
      }
    }
  }
  size_t best = 0;
  int size = 40;
  for (const auto& [quarter, count] : characters) {
    if (count > best) best = count, size = quarter;
  }
  return static_cast<float>(size) / 4;
}

SizeClass ClassifySize(float size, float body_size) {
  if (size > 1.5F * body_size) return SizeClass::kTitle;
  if (size > 1.1F * body_size) return SizeClass::kLarger;
  if (size < 0.9F * body_size) return SizeClass::kSmaller;
  return SizeClass::kBody;
}

void AppendParagraphs(const std::vector<TextLine>& lines, float body_size,
                      std::vector<Paragraph>* paragraphs) {
  const std::vector<LineView> views = ViewsOf(lines);
  const LineJoiner joiner(views);
  const float usual = UsualPitch(lines);
  ParagraphBuilder builder;
  const size_t begin = paragraphs->size();
  std::vector<float> marks;  // Left edge of each paragraph in its column.
  size_t first = 0;
  uint32_t line_number = 0;
  bool gap = false;
  for (size_t i = 0; i < views.size(); ++i) {
    const TextLine& line = lines[i];
    line_number = i > 0 && lines[i - 1].page == line.page ? line_number + 1 : 1;
    if (i > 0 && !joiner.Joins(first, i)) {
      Finish(views[first], &builder, paragraphs);
      marks.resize(paragraphs->size() - begin, lines[first].x0 - lines[first].left);
      if (!paragraphs->empty()) paragraphs->back().gap_before = gap;
      first = i;
      const float pitch = line.baseline - lines[i - 1].baseline;
      gap = line.block_start ||
            (line.page == lines[i - 1].page && pitch > 1.3F * std::max(usual, 1.1F * line.size));
    }
    const bool glued = i > first && joiner.DividesAddress(i);
    AddLine(views[i], body_size, line_number, glued, &builder);
  }
  if (!builder.empty()) {
    Finish(views[first], &builder, paragraphs);
    marks.resize(paragraphs->size() - begin, lines[first].x0 - lines[first].left);
    if (!paragraphs->empty()) paragraphs->back().gap_before = gap;
  }
  SetListLevels(marks, paragraphs, begin);
}

}  // namespace utvalg::parse
