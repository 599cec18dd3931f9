// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/ocr_layer.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

namespace utvalg::parse {
namespace {

namespace pb = extract::v1;

constexpr size_t kShort = 3;          // Bytes: shorter words prove nothing.
constexpr size_t kLong = 64;          // Bytes that are compared.
constexpr float kSlack = 6.0F;        // Points by which layers are off.
constexpr size_t kFewStrange = 4;     // Words that recognition may miss.
constexpr size_t kStrangeShare = 10;  // 1 / this of them on top.

std::string Folded(std::string_view text) {
  std::string folded(text.substr(0, kLong));
  for (char& c : folded) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return folded;
}

size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

struct Point {
  float x = 0, y = 0;
};

// Where the middle of a word of the layer stands in the picture, which may have been turned.
Point InPicture(const pb::Word& word, const pb::Page& picture) {
  const float radians = picture.turned() * 3.14159265F / 180;
  const float cosine = std::cos(radians), sine = std::sin(radians);
  const Point middle = {picture.width() / 2, picture.height() / 2};
  const float dx = (word.x0() + word.x1()) / 2 - middle.x;
  const float dy = (word.y0() + word.y1()) / 2 - middle.y;
  return {middle.x + cosine * dx - sine * dy, middle.y + sine * dx + cosine * dy};
}

// The picture shows about this where the word of the layer stands.
bool IsShown(const pb::Word& word, const pb::Page& picture) {
  const std::string text = Folded(word.text());
  const auto [x, y] = InPicture(word, picture);
  return std::any_of(
      picture.words().begin(), picture.words().end(), [&, x = x, y = y](const pb::Word& seen) {
        if (x < seen.x0() - kSlack || x > seen.x1() + kSlack || y < seen.y0() - kSlack ||
            y > seen.y1() + kSlack)
          return false;
        const std::string other = Folded(seen.text());
        return other.find(text) != std::string::npos || text.find(other) != std::string::npos ||
               Distance(text, other) * 2 <= std::max(text.size(), other.size());
      });
}

// Words of the layer that its picture does not show; 0 when they may be mistakes of recognition.
uint32_t StrangeWords(const pb::Page& layer, const pb::Page& picture) {
  size_t words = 0, strange = 0;
  for (const pb::Word& word : layer.words()) {
    if (word.text().size() <= kShort) continue;
    ++words;
    strange += !IsShown(word, picture);
  }
  return strange > kFewStrange + words / kStrangeShare ? static_cast<uint32_t>(strange) : 0;
}

bool IsVisible(const pb::Page& page) {
  return std::any_of(page.words().begin(), page.words().end(),
                     [](const pb::Word& word) { return word.hidden() == pb::HIDDEN_UNSPECIFIED; });
}

}  // namespace

std::vector<int> LayeredPages(const pb::ExtractResponse& response) {
  std::vector<int> pages;
  for (const pb::Finding& finding : response.findings()) {
    const int page = static_cast<int>(finding.page()) - 1;
    if (finding.kind() == pb::FINDING_KIND_IMAGE_TEXT && page >= 0 && page < response.pages_size())
      pages.push_back(page);
  }
  return pages;
}

void ReplaceLayers(const std::vector<int>& layered, const pb::ExtractResponse& recognised,
                   pb::ExtractResponse* response) {
  static const pb::Page kNothing;
  // Of a document that is nothing but pictures no date is taken over, with a layer or without.
  if (static_cast<int>(layered.size()) == response->pages_size())
    response->set_modified(recognised.modified());
  for (const int i : layered) {
    const bool read =
        recognised.failure() == pb::FAILURE_UNSPECIFIED && i < recognised.pages_size();
    const pb::Page& picture = read ? recognised.pages(i) : kNothing;
    pb::Page* page = response->mutable_pages(i);
    if (const uint32_t strange = StrangeWords(*page, picture); strange > 0) {
      pb::Finding* finding = response->add_findings();
      finding->set_kind(pb::FINDING_KIND_HIDDEN_TEXT);
      finding->set_hidden(pb::HIDDEN_RENDER_MODE);
      finding->set_page(static_cast<uint32_t>(i) + 1);
      finding->set_count(strange);
    }
    if (read) {
      *page = picture;
    } else {
      page->clear_words();
    }
  }
  if (std::any_of(response->pages().begin(), response->pages().end(), IsVisible)) return;
  response->set_failure(pb::FAILURE_NO_TEXT);
  response->clear_pages();
}

}  // namespace utvalg::parse
