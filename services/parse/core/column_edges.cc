// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/column_edges.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace utvalg::parse {
namespace {

constexpr float kMinGutterEms = 0.7F;
constexpr float kBearingEms = 0.1F;

// Columns set flush right share their right edge; they begin where the widest of their lines does.
void AddRightAligned(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                     std::vector<float>* candidates) {
  float x0 = 1e9F, x1 = -1e9F;
  for (const size_t i : members) {
    x0 = std::min(x0, fragments[i].x0);
    x1 = std::max(x1, fragments[i].x1);
  }
  std::vector<std::pair<float, float>> lines;  // Right edge, left edge.
  for (const size_t i : members) {
    // Full lines of the text share the right edge too.
    if (fragments[i].x1 - fragments[i].x0 > 0.45F * (x1 - x0)) continue;
    lines.emplace_back(fragments[i].x1, fragments[i].x0);
  }
  std::sort(lines.begin(), lines.end());
  for (size_t begin = 0; begin < lines.size();) {
    size_t end = begin + 1;
    float left = lines[begin].second;
    while (end < lines.size() && lines[end].first - lines[begin].first < 2.0F) {
      left = std::min(left, lines[end++].second);
    }
    if (end - begin >= 2 * kMinColumnLines) candidates->push_back(left);
    begin = end;
  }
}

// Right ends of the stretches that hardly any fragment covers.
void AddValleys(const std::vector<Fragment>& fragments, const std::vector<size_t>& members,
                std::vector<float>* candidates) {
  constexpr float kBin = 4.0F;
  constexpr size_t kBins = 400;
  std::vector<int> cover(kBins + 1, 0);
  for (const size_t i : members) {
    const auto bin = [](float x) {
      return static_cast<size_t>(std::clamp(x / kBin, 0.0F, static_cast<float>(kBins)));
    };
    for (size_t b = bin(fragments[i].x0); b <= bin(fragments[i].x1); ++b) ++cover[b];
  }
  const int few = std::max(2, static_cast<int>(members.size() / 20));
  bool text_before = false;
  float valley = 0;  // Where the stretch begins.
  for (size_t b = 1; b <= kBins; ++b) {
    text_before = text_before || cover[b - 1] > 2 * few;
    if (cover[b] <= few && cover[b - 1] > few) valley = kBin * static_cast<float>(b + 1);
    if (text_before && cover[b - 1] <= few && cover[b] > few) {
      // The exact edge: the leftmost fragment that begins in this bin.
      float edge = 1e9F;
      for (const size_t i : members) {
        const float x = fragments[i].x0;
        if (x >= kBin * static_cast<float>(b) - kBin && x < kBin * static_cast<float>(b + 1)) {
          edge = std::min(edge, x);
        }
      }
      if (edge < 1e9F) candidates->push_back(edge);
      // A ragged column begins with whatever of it reaches furthest into the stretch.
      float ragged = 1e9F;
      for (const size_t i : members) {
        if (fragments[i].x0 >= valley) ragged = std::min(ragged, fragments[i].x0);
      }
      if (ragged < edge - 2.0F) candidates->push_back(ragged);
    }
  }
}

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
  if (!candidates.empty() && candidates.front() - edges.front() < 1.0F) {
    candidates.erase(candidates.begin());
  }
  AddRightAligned(fragments, members, &candidates);
  AddValleys(fragments, members, &candidates);
  return candidates;
}

std::vector<GutterRun> RunsAt(float edge, const std::vector<Fragment>& fragments,
                              const std::vector<size_t>& members) {
  std::vector<GutterRun> runs;
  GutterRun run;
  for (size_t m = 0; m < members.size(); ++m) {
    const Fragment& fragment = fragments[members[m]];
    // Large letters stand a little left of the small ones below them.
    if (fragment.x0 >= edge - std::max(1.0F, kBearingEms * fragment.size)) {
      run.right.push_back(members[m]);
    } else if (fragment.x1 <= edge - kMinGutterEms * fragment.size) {
      run.left.push_back(members[m]);
    } else {
      run.end = m;
      runs.push_back(std::exchange(run, GutterRun()));
      run.begin = m + 1;
    }
  }
  run.end = members.size();
  runs.push_back(std::move(run));
  return runs;
}

}  // namespace

bool SameHeight(const Fragment& a, const Fragment& b) {
  const float overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > 0.5F * std::min(a.y1 - a.y0, b.y1 - b.y0);
}

bool OnOneRow(const Fragment& a, const Fragment& b) {
  const float near = kSameRow * std::min(a.size, b.size);
  return std::fabs(a.baseline - b.baseline) < near || std::fabs(a.y0 - b.y0) < near ||
         std::fabs(a.y0 + a.y1 - b.y0 - b.y1) / 2 < near;
}

Extent ExtentOf(const std::vector<Fragment>& fragments, const std::vector<size_t>& lines) {
  Extent extent;
  for (const size_t i : lines) {
    extent.top = std::min(extent.top, fragments[i].y0);
    extent.bottom = std::max(extent.bottom, fragments[i].y1);
  }
  return extent;
}

std::vector<Gutter> FindGutters(const std::vector<Fragment>& fragments,
                                const std::vector<size_t>& members) {
  std::vector<Gutter> gutters;
  if (members.size() > kMostFragments) return gutters;
  for (const float edge : CandidateEdges(fragments, members)) {
    // The same edge again has the same runs.
    if (std::none_of(gutters.begin(), gutters.end(),
                     [&](const Gutter& gutter) { return gutter.edge == edge; }))
      gutters.push_back({edge, RunsAt(edge, fragments, members)});
  }
  return gutters;
}

}  // namespace utvalg::parse
