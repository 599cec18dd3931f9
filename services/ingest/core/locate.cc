// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/locate.h"

#include <algorithm>

namespace utvalg::ingest {

identity::v1::PlacedSpan Locate(const identity::v1::CvLayout& layout, const cv::v1::Span& span) {
  const auto& placed = layout.placed();
  const auto found = std::partition_point(
      placed.begin(), placed.end(),
      [&](const identity::v1::PlacedSpan& line) { return line.span().end() <= span.begin(); });
  if (found == placed.end() || found->span().begin() >= std::max(span.end(), span.begin() + 1)) {
    return {};
  }
  return *found;
}

}  // namespace utvalg::ingest
