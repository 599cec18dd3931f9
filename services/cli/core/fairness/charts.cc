// SPDX-License-Identifier: Apache-2.0
//
// Each chart is drawn twice, once broad and once for a phone's width, and the style shows one:
// scaled down, its words could not be read.
#include <algorithm>
#include <array>
#include <cmath>

#include "services/cli/core/fairness/page.h"
#include "services/cli/core/fairness/rational.h"
#include "services/cli/core/screen_html.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

// Where a row's words stand: beside the plot, or above it.
struct Layout {
  std::string_view name;
  bool beside;
  int width, left, right, row;
  int plot() const { return width - left - right; }
  // From the top of a row to the middle of its marks.
  int middle() const { return beside ? 0 : 14; }
};
constexpr std::array<Layout, 2> kLayouts = {Layout{"broad", true, 860, 190, 150, 30},
                                            Layout{"narrow", false, 340, 20, 20, 48}};

// Two decimals, the same on every machine.
std::string Coordinate(double value) {
  const auto hundredths = static_cast<int64_t>(std::llround(value * 100));
  return Decimal(Rational(hundredths, 100), 2);
}

std::string Number(double value, int places) {
  const auto millionths = static_cast<int64_t>(std::llround(value * 1e6));
  return WithMinus(Decimal(Rational(millionths, 1000000), places));
}

std::string Text(double x, double y, std::string_view kind, std::string_view text) {
  return Cat("<text x=\"", Coordinate(x), "\" y=\"", Coordinate(y), "\" class=\"", kind, "\">",
             HtmlEscape(text), "</text>");
}

std::string Stroke(double x1, double y1, double x2, double y2, std::string_view kind) {
  return Cat("<line x1=\"", Coordinate(x1), "\" y1=\"", Coordinate(y1), "\" x2=\"", Coordinate(x2),
             "\" y2=\"", Coordinate(y2), "\" class=\"", kind, "\"/>");
}

std::string Short(std::string_view label) {
  constexpr size_t kLongest = 30;
  if (label.size() <= kLongest) return std::string(label);
  size_t end = kLongest - 1;
  while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0) == 0x80) --end;
  return Cat(label.substr(0, end), "…");
}

// What stands at both ends of a row whose marks have their middle at `y`.
std::string RowWords(const Layout& layout, double y, std::string_view label,
                     std::string_view text) {
  if (layout.beside) {
    return Cat(Text(layout.left - 14, y + 4, "end", Short(label)),
               Text(layout.width - layout.right + 14, y + 4, "", text));
  }
  return Cat(Text(4, y - 14, "", Short(label)), Text(layout.width - 4, y - 14, "soft end", text));
}

// `draw` gives height and content in a layout.
template <typename Draw>
std::string Figure(std::string_view title, const Draw& draw) {
  std::string out =
      Cat("<figure class=\"chart card\"><figcaption>", HtmlEscape(title), "</figcaption>");
  for (const Layout& layout : kLayouts) {
    const auto [height, content] = draw(layout);
    Append(&out, "<svg class=\"", layout.name, "\" viewBox=\"0 0 ", layout.width, " ", height,
           "\" role=\"img\" aria-label=\"", HtmlEscape(title), "\">", content, "</svg>");
  }
  return out + "</figure>\n";
}

using Drawn = std::pair<int, std::string>;

Drawn DrawDots(const Layout& layout, const std::vector<DotRow>& rows, double most, double mark,
               std::string_view mark_label) {
  const int height = static_cast<int>(rows.size()) * layout.row + 44;
  const auto x = [&](double value) {
    return layout.left + layout.plot() * std::clamp(value / most, 0.0, 1.0);
  };
  std::string out;
  for (int i = 0; i <= 5; ++i) {
    const double at = most * i / 5;
    out += Stroke(x(at), 22, x(at), height - 18, "grid");
    out += Text(x(at), height - 4, "soft mid", Number(at, 1));
  }
  out += Stroke(x(mark), 16, x(mark), height - 18, "mark");
  out += Text(x(mark), 12, "soft mid", mark_label);
  double y = 38 + layout.middle();
  for (const DotRow& row : rows) {
    out += RowWords(layout, y, row.label, row.text);
    if (row.range) out += Stroke(x(row.range->first), y, x(row.range->second), y, "range");
    if (row.value) {
      Append(&out, "<circle cx=\"", Coordinate(x(*row.value)), "\" cy=\"", Coordinate(y),
             "\" r=\"6\" class=\"dot", row.flagged ? " flagged" : "", "\"/>");
    }
    y += layout.row;
  }
  return {height, std::move(out)};
}

Drawn DrawStrips(const Layout& layout, const std::vector<StripRow>& rows, double most) {
  const int height = static_cast<int>(rows.size()) * layout.row + 40;
  const auto x = [&](double value) {
    return layout.left + layout.plot() * (std::clamp(value / most, -1.0, 1.0) + 1) / 2;
  };
  std::string out;
  for (const double at : {-most, -most / 2, 0.0, most / 2, most}) {
    out += Stroke(x(at), 8, x(at), height - 20, at == 0 ? "zero" : "grid");
    out += Text(x(at), height - 4, "soft mid", Cat(at > 0 ? "+" : "", Number(at, 3)));
  }
  double y = 24 + layout.middle();
  for (const StripRow& row : rows) {
    out += RowWords(layout, y, row.label, row.text);
    // Equal values lie on one another: one tick each is enough, and a file stays small.
    std::vector<double> values = row.values;
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (const double value : values) {
      Append(&out, "<rect x=\"", Coordinate(x(value) - 1.5), "\" y=\"", Coordinate(y - 8),
             "\" width=\"3\" height=\"16\" rx=\"1\" class=\"tick\"/>");
    }
    y += layout.row;
  }
  return {height, std::move(out)};
}

constexpr size_t kMostLines = 6;

// A line of the chart: points where there are values, in the plot that x and y span.
template <typename X, typename Y>
std::string Polyline(const Line& line, size_t number, double lowest, const X& x, const Y& y) {
  std::string points;
  for (size_t i = 0; i < line.values.size(); ++i) {
    if (!line.values[i]) continue;
    const double value = std::isfinite(*line.values[i]) ? *line.values[i] : lowest;
    Append(&points, points.empty() ? "" : " ", Coordinate(x(i)), ",", Coordinate(y(value)));
  }
  return Cat("<polyline points=\"", points, "\" class=\"line l", number, "\"/>");
}

Drawn DrawLines(const Layout& layout, const std::vector<std::string>& places,
                const std::vector<Line>& lines, double most) {
  constexpr int kTop = 14, kBottom = 200, kHeight = 240;
  const size_t drawn = std::min(lines.size(), kMostLines);
  const int left = layout.beside ? layout.left : 48, right = layout.width - layout.right;
  const auto x = [&](size_t i) {
    return places.size() < 2 ? (left + right) / 2.0
                             : left + (right - left) * static_cast<double>(i) /
                                          static_cast<double>(places.size() - 1);
  };
  const auto y = [&](double value) {
    return kTop + (kBottom - kTop) * (1 - (std::clamp(value / most, -1.0, 1.0) + 1) / 2);
  };
  std::string out;
  for (const double at : {-most, 0.0, most}) {
    out += Stroke(left, y(at), right, y(at), at == 0 ? "zero" : "grid");
    out += Text(left - (layout.beside ? 14 : 6), y(at) + 4, "soft end",
                Cat(at > 0 ? "+" : "", Number(at, 2)));
  }
  for (size_t i = 0; i < places.size(); ++i) out += Text(x(i), kHeight - 12, "soft mid", places[i]);
  for (size_t l = 0; l < drawn; ++l) {
    out += Polyline(lines[l], l, -most, x, y);
    // The legend: at the right, or below.
    const double from = layout.beside ? right + 14 : 4;
    const double at = (layout.beside ? kTop + 8 : kHeight + 8) + 20.0 * static_cast<double>(l);
    out += Stroke(from, at, from + 16, at, Cat("line l", l));
    out += Text(from + 22, at + 4, "", Short(lines[l].label));
  }
  return {layout.beside ? kHeight : kHeight + 20 * static_cast<int>(drawn), std::move(out)};
}

}  // namespace

std::string WithMinus(std::string number) {
  if (number.starts_with('-')) number.replace(0, 1, "−");
  return number;
}

std::string DotChart(std::string_view title, const std::vector<DotRow>& rows, double most,
                     double mark, std::string_view mark_label) {
  return Figure(
      title, [&](const Layout& layout) { return DrawDots(layout, rows, most, mark, mark_label); });
}

std::string StripChart(std::string_view title, const std::vector<StripRow>& rows, double most) {
  return Figure(title, [&](const Layout& layout) { return DrawStrips(layout, rows, most); });
}

std::string LineChart(std::string_view title, const std::vector<std::string>& places,
                      const std::vector<Line>& lines, double most) {
  return Figure(title,
                [&](const Layout& layout) { return DrawLines(layout, places, lines, most); });
}

}  // namespace utvalg::cli
