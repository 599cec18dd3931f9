// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/stacked_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "services/parse/core/column_edges.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kSameEdge = 1.0F;  // Points.
constexpr float kRagged = 4.0F;    // Points by which left edges differ where the right ones agree.
constexpr float kWidest = 180.0F;  // Points: of a stack.
constexpr float kStackPitch = 2.2F;  // Ems.
constexpr float kApart = 5.0F;       // Ems of nothing end the rows.
constexpr size_t kLongest = 7;       // Lines.

float PitchOf(const Fragment& above, const Fragment& below) {
  return below.baseline - above.baseline;
}

bool SameLook(const Fragment& a, const Fragment& b) {
  return a.bold == b.bold && std::fabs(a.size - b.size) < 0.08F * std::max(a.size, b.size);
}

bool OnRow(const Fragment& a, const Fragment& b) {
  return std::fabs(a.baseline - b.baseline) < 0.5F * std::min(a.size, b.size);
}

struct Stack {
  std::vector<size_t> head, rest;
  std::optional<size_t> facing;
  bool dated = false;
  float top = 0, x0 = 1e9F, x1 = 0;

  size_t lines() const { return head.size() + rest.size(); }
};

class StackFinder {
 public:
  StackFinder(const JudgedPage& page, const std::vector<size_t>& members)
      : page_(page), fragments_(page.fragments()), members_(members) {}

  bool Find(StackedRows* out) {
    if (members_.size() > kMostFragments) return false;
    std::vector<bool> used(fragments_.size(), false);
    for (size_t m = 0; m < members_.size(); ++m) {
      if (used[members_[m]]) continue;
      Stack stack = StackAt(m);
      if (!stack.dated || !IsRagged(stack)) continue;
      FaceFrom(&stack);
      Use(stack, &used);
      stacks_.push_back(std::move(stack));
    }
    if (std::none_of(stacks_.begin(), stacks_.end(),
                     [](const Stack& stack) { return stack.facing.has_value(); }))
      return false;
    AddUndated(&used);
    CutAtHeading(used);
    used.assign(fragments_.size(), false);
    for (const Stack& stack : stacks_) Use(stack, &used);
    Fill(used, out);
    return Distribute(used, out);
  }

 private:
  // Places among the members: of the line straight below that shares the right edge, none when the
  // stack ends.
  std::optional<size_t> Below(size_t above) const {
    const Fragment& a = fragments_[members_[above]];
    for (size_t m = above + 1; m < members_.size(); ++m) {
      const Fragment& b = fragments_[members_[m]];
      const float pitch = PitchOf(a, b);
      if (pitch > kStackPitch * std::max(a.size, b.size)) break;
      if (pitch > 0.5F * b.size && std::fabs(a.x1 - b.x1) <= kSameEdge) return m;
    }
    return std::nullopt;
  }

  // The stack that begins with a member; without lines where none does.
  Stack StackAt(size_t member) const {
    Stack stack;
    const size_t first = members_[member];
    if (page_.Traits(first).dates) return stack;
    for (std::optional<size_t> m = member; m.has_value() && stack.lines() < kLongest;
         m = Below(*m)) {
      const size_t at = members_[*m];
      const Fragment& line = fragments_[at];
      if (line.x1 - line.x0 > kWidest) break;
      const bool head = stack.rest.empty() && SameLook(fragments_[first], line);
      if (head && stack.dated) break;
      if (!head && !stack.rest.empty() && !SameLook(fragments_[stack.rest.back()], line)) break;
      (head ? stack.head : stack.rest).push_back(at);
      stack.x0 = std::min(stack.x0, line.x0);
      if (!stack.rest.empty()) stack.dated = page_.JoinedTraits(stack.rest).dates;
    }
    // "Social" over "Worker" is no heading.
    if (page_.JoinedTraits(stack.head).strong_heading) return Stack();
    stack.top = fragments_[first].y0;
    stack.x1 = fragments_[first].x1;
    return stack;
  }

  // Flush right, not a column whose right edge agrees by chance.
  bool IsRagged(const Stack& stack) const {
    float low = 1e9F, high = -1e9F;
    for (const std::vector<size_t>* part : {&stack.head, &stack.rest}) {
      for (const size_t i : *part) {
        low = std::min(low, fragments_[i].x0);
        high = std::max(high, fragments_[i].x0);
      }
    }
    return high - low > kRagged;
  }

  void FaceFrom(Stack* stack) const {
    const Fragment& head = fragments_[stack->head.front()];
    for (const size_t j : members_) {
      const Fragment& other = fragments_[j];
      if (!OnRow(head, other) || other.x0 < head.x1 + head.size) continue;
      if (page_.Traits(j).dates) continue;
      if (!stack->facing.has_value() || other.x0 < fragments_[*stack->facing].x0) stack->facing = j;
    }
  }

  static void Use(const Stack& stack, std::vector<bool>* used) {
    for (const size_t i : stack.head) (*used)[i] = true;
    for (const size_t i : stack.rest) (*used)[i] = true;
  }

  // The last head of a page, whose dates stand on the next.
  void AddUndated(std::vector<bool>* used) {
    const Stack& last = stacks_.back();
    for (size_t m = 0; m < members_.size(); ++m) {
      const size_t i = members_[m];
      if ((*used)[i] || fragments_[i].y0 < fragments_[last.head.front()].y1) continue;
      const bool known = std::any_of(stacks_.begin(), stacks_.end(), [&](const Stack& stack) {
        return std::fabs(stack.x1 - fragments_[i].x1) < kSameEdge &&
               SameLook(fragments_[stack.head.front()], fragments_[i]);
      });
      Stack stack = known ? StackAt(m) : Stack();
      if (stack.head.empty() || !stack.rest.empty()) continue;
      FaceFrom(&stack);
      Use(stack, used);
      stacks_.push_back(std::move(stack));
      return;
    }
  }

  // A heading between stacks ends the stretch.
  void CutAtHeading(const std::vector<bool>& used) {
    for (const size_t i : members_) {
      const Fragment& line = fragments_[i];
      if (used[i] || !page_.Traits(i).strong_heading || line.y0 < stacks_.front().top) continue;
      bottom_ = line.y0;
      std::erase_if(stacks_, [&](const Stack& stack) { return stack.top > bottom_; });
      return;
    }
  }

  // What a stack without anything beside it was pushed down from: a line that looks like what
  // stands beside the others, over its head.
  std::optional<size_t> PushedFrom(size_t index, const std::vector<bool>& used) const {
    if (index == 0) return std::nullopt;
    for (const size_t j : members_) {
      const Fragment& line = fragments_[j];
      if (used[j] || line.y0 < stacks_[index - 1].top || line.y0 > stacks_[index].top) continue;
      const bool alike = std::any_of(stacks_.begin(), stacks_.end(), [&](const Stack& stack) {
        if (!stack.facing.has_value() || *stack.facing == j) return false;
        return SameLook(fragments_[*stack.facing], line) && line.x0 > stack.x1;
      });
      const bool taken = std::any_of(stacks_.begin(), stacks_.end(), [&](const Stack& stack) {
        return stack.facing == j ||
               (stack.facing.has_value() && GoesOnBelow(fragments_[*stack.facing], line));
      });
      if (alike && !taken) return j;
    }
    return std::nullopt;
  }

  static bool GoesOnBelow(const Fragment& above, const Fragment& line) {
    const float pitch = PitchOf(above, line);
    return pitch > 0.5F * line.size && pitch < kStackPitch * line.size && SameLook(above, line) &&
           std::fabs(above.x0 - line.x0) < kSameEdge;
  }

  void Fill(const std::vector<bool>& used, StackedRows* out) {
    for (size_t s = 0; s < stacks_.size(); ++s) {
      if (!stacks_[s].facing.has_value()) stacks_[s].facing = PushedFrom(s, used);
      Stack& stack = stacks_[s];
      StackedRow& row = out->rows.emplace_back();
      row.head = stack.head;
      row.rest = stack.rest;
      if (stack.facing.has_value()) row.facing.push_back(*stack.facing);
      for (const std::vector<size_t>* part : {&stack.head, &stack.rest}) {
        for (const size_t i : *part)
          out->width = std::max(out->width, fragments_[i].x1 - fragments_[i].x0);
      }
    }
  }

  // Every other line into the row it belongs to, or above or below all of them.
  bool Distribute(const std::vector<bool>& used, StackedRows* out) {
    float low = stacks_.front().top;
    size_t home = 0;
    for (const size_t i : members_) {
      const Fragment& line = fragments_[i];
      const float middle = (line.y0 + line.y1) / 2;
      if (used[i]) {
        low = std::max(low, line.y1);
        continue;
      }
      if (middle < stacks_.front().top) {
        out->above.push_back(i);
        continue;
      }
      if (line.y0 - low > kApart * line.size) bottom_ = std::min(bottom_, line.y0);
      if (middle > bottom_) {
        out->below.push_back(i);
        continue;
      }
      low = std::max(low, line.y1);
      if (!Assign(i, &home, out)) return false;
    }
    return true;
  }

  // Puts a line into the row it stands beside. False when it stands left of the stacks, which are
  // none then.
  bool Assign(size_t i, size_t* home, StackedRows* out) {
    const Fragment& line = fragments_[i];
    float left = 1e9F;
    for (const Stack& stack : stacks_) left = std::min(left, stack.x0);
    if (line.x1 < left) return false;
    for (size_t s = 0; s < stacks_.size(); ++s) {
      if (stacks_[s].facing == i) {
        *home = std::max(*home, s);
        return true;
      }
      if (stacks_[s].top <= (line.y0 + line.y1) / 2) *home = std::max(*home, s);
    }
    StackedRow& row = out->rows[*home];
    const bool wraps = !row.facing.empty() && row.text.empty() &&
                       GoesOnBelow(fragments_[row.facing.back()], line) &&
                       StartsLower(line.words.front().text);
    (wraps ? row.facing : row.text).push_back(i);
    return true;
  }

  const JudgedPage& page_;
  const std::vector<Fragment>& fragments_;
  const std::vector<size_t>& members_;
  std::vector<Stack> stacks_;
  float bottom_ = 1e9F;
};

// Whether `next` goes on in the middle of the word that fills the line. 0: the width is not known.
bool GoesOnInWord(const Fragment& line, size_t words, const Fragment& next, float width) {
  const PageWord& last = line.words.back();
  if (width <= 0 || words != 1 || last.x1 - last.x0 + 0.6F * last.size < width) return false;
  return StartsLower(next.words.front().text) && TitleScore(last.text) == 0;
}

}  // namespace

bool FindStackedRows(const JudgedPage& page, const std::vector<size_t>& members,
                     StackedRows* stacked) {
  *stacked = StackedRows();
  if (StackFinder(page, members).Find(stacked)) return true;
  *stacked = StackedRows();
  return false;
}

bool PartsStacks(const StackedRows& stacked, const ColumnSplit& split) {
  const auto right = [&](size_t i) {
    return std::find(split.right.begin(), split.right.end(), i) != split.right.end();
  };
  const auto left = [&](size_t i) {
    return std::find(split.left.begin(), split.left.end(), i) != split.left.end();
  };
  return std::any_of(stacked.rows.begin(), stacked.rows.end(), [&](const StackedRow& row) {
    return !row.facing.empty() && left(row.head.front()) && right(row.facing.front());
  });
}

std::vector<Fragment> JoinBoxLines(std::vector<Fragment> lines, float width) {
  std::vector<Fragment> out;
  float x0 = 0, x1 = 0;  // Of the line before.
  size_t words = 0;
  for (Fragment& line : lines) {
    const PageWord& first = line.words.front();
    const float needed = first.x1 - first.x0 + 0.2F * line.size;
    const bool joins = !out.empty() && x1 - x0 + needed > width - 1;
    const size_t count = line.words.size();
    const float left = line.x0, right = line.x1;
    if (!joins) {
      out.push_back(std::move(line));
    } else {
      Fragment& whole = out.back();
      const bool divided = IsDividedWord(whole.words.back().text, first.text);
      const float baseline = whole.baseline;
      if (divided) whole.words.back().text.pop_back();
      const bool glued = divided || GoesOnInWord(whole, words, line, width);
      if (glued) whole.words.back().text += first.text;
      whole.words.insert(whole.words.end(), line.words.begin() + (glued ? 1 : 0), line.words.end());
      const float bottom = line.y1;
      Measure(&whole);
      whole.y1 = std::max(whole.y1, bottom);
      whole.baseline = baseline;
    }
    x0 = left, x1 = right, words = count;
  }
  return out;
}

}  // namespace utvalg::parse
