// SPDX-License-Identifier: Apache-2.0
//
// The frame of the fairness, pilot and data reports, and their charts as inline SVG: one page that
// loads nothing, in light and dark, for screen and paper. Text is escaped here. Stateless,
// thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace utvalg::cli {

// "-0.5" with the sign that people print.
std::string WithMinus(std::string number);

using Facts = std::vector<std::pair<std::string, std::string>>;

// From the doctype to <main>.
std::string PageHead(std::string_view title, std::string_view kind, const Facts& facts,
                     std::string_view note);
// From </main> to the end, with digests in between.
std::string PageEnd(const Facts& digests);

// A value on a line from 0 to `most`, with a range where it is known only within one.
struct DotRow {
  std::string label;
  std::optional<double> value;
  std::optional<std::pair<double, double>> range;
  bool flagged = false;
  std::string text;  // What stands at the right.
};
// `mark`: where a dashed line stands, labelled.
std::string DotChart(std::string_view title, const std::vector<DotRow>& rows, double most,
                     double mark, std::string_view mark_label);

// Many values of one label around 0: each a tick; for differences of scores.
struct StripRow {
  std::string label;
  std::vector<double> values;
  std::string text;
};
std::string StripChart(std::string_view title, const std::vector<StripRow>& rows, double most);

// Lines over equally spaced places, a gap where there is no value; at most six lines are drawn.
struct Line {
  std::string label;
  std::vector<std::optional<double>> values;
};
std::string LineChart(std::string_view title, const std::vector<std::string>& places,
                      const std::vector<Line>& lines, double most);

}  // namespace utvalg::cli
