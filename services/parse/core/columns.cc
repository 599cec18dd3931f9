// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/columns.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "services/parse/core/date_shape.h"
#include "services/parse/core/section_headings.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr float kMinGutterEms = 0.7F;
constexpr size_t kMinColumnLines = 3;

struct Side {
  size_t lines = 0;
  size_t headings = 0;
  size_t dates = 0;
  size_t aligned = 0;  // Lines with a line of the other side on the same height.
  size_t long_lines = 0;
  float x0 = 1e9F, x1 = -1e9F;
};

bool SameHeight(const Fragment& a, const Fragment& b) {
  const float overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > 0.5F * std::min(a.y1 - a.y0, b.y1 - b.y0);
}

// Left edges that at least three fragments share: where a right column may begin.
std::vector<float> CandidateEdges(const std::vector<Fragment>& fragments,
                                  const std::vector<size_t>& members) {
  std::vector<float> edges;
  for (const size_t i : members) edges.push_back(fragments[i].x0);
  std::sort(edges.begin(), edges.end());
  std::vector<float> candidates;
  for (size_t begin = 0; begin < edges.size();) {
    size_t end = begin + 1;
    while (end < edges.size() && edges[end] - edges[begin] < 2.0F) ++end;
    if (end - begin >= kMinColumnLines) candidates.push_back(edges[begin]);
    begin = end;
  }
  if (!candidates.empty() && !edges.empty() && candidates.front() - edges.front() < 1.0F) {
    candidates.erase(candidates.begin());
  }
  return candidates;
}

Side Describe(const std::vector<Fragment>& fragments, const std::vector<size_t>& own,
              const std::vector<size_t>& other) {
  Side side;
  for (const size_t i : own) {
    const Fragment& fragment = fragments[i];
    const std::string text = fragment.Text();
    ++side.lines;
    side.headings += IsSectionHeadingText(text);
    side.dates += LooksLikeDates(text);
    side.long_lines += text.size() > 45;
    side.x0 = std::min(side.x0, fragment.x0);
    side.x1 = std::max(side.x1, fragment.x1);
    for (const size_t j : other) {
      if (SameHeight(fragment, fragments[j])) {
        ++side.aligned;
        break;
      }
    }
  }
  return side;
}

// Whether the two sides of a gutter are read one after the other.
bool AreColumns(const Side& left, const Side& right, bool* own_sections) {
  *own_sections = left.headings > 0 && right.headings > 0;
  if (2 * left.dates >= left.lines || 2 * right.dates >= right.lines) return false;
  const Side& fewer = left.lines <= right.lines ? left : right;
  const bool aligned = 4 * fewer.aligned >= 3 * fewer.lines;
  if (*own_sections) {
    // Headings hung in the left margin beside their text, with a heading word or two on the right.
    return !(aligned && 2 * fewer.headings >= fewer.lines);
  }
  if (aligned) return false;
  if (left.headings + right.headings > 0) *own_sections = true;
  return true;
}

}  // namespace

bool FindColumns(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                 ColumnSplit* split) {
  size_t best = 0;
  for (const float edge : CandidateEdges(fragments, members)) {
    // Runs between the fragments that cross the gutter.
    std::vector<size_t> left, right;
    size_t run_begin = 0;
    const auto consider = [&](size_t run_end) {
      if (left.size() >= kMinColumnLines && right.size() >= kMinColumnLines &&
          left.size() + right.size() > best) {
        bool own_sections = false;
        const Side l = Describe(fragments, left, right), r = Describe(fragments, right, left);
        if (AreColumns(l, r, &own_sections)) {
          best = left.size() + right.size();
          split->above.assign(members.begin(), members.begin() + static_cast<long>(run_begin));
          split->below.assign(members.begin() + static_cast<long>(run_end), members.end());
          split->left = left;
          split->right = right;
          split->gutter = edge;
          split->own_sections = own_sections;
        }
      }
      left.clear();
      right.clear();
    };
    for (size_t m = 0; m < members.size(); ++m) {
      const Fragment& fragment = fragments[members[m]];
      if (fragment.x0 >= edge - 1.0F) {
        right.push_back(members[m]);
      } else if (fragment.x1 <= edge - kMinGutterEms * fragment.size) {
        left.push_back(members[m]);
      } else {
        consider(m);
        run_begin = m + 1;
      }
    }
    consider(members.size());
  }
  return best > 0;
}

}  // namespace utvalg::parse
