// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/validate_response.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"

namespace utvalg::parse {
namespace {

namespace pb = extract::v1;

constexpr float kMaxCoordinate = 2e6F;
constexpr size_t kMaxWordBytes = 4096;
constexpr size_t kMaxName = 1000;
constexpr size_t kMaxUri = 8192;
constexpr int kMaxRules = 10'000;
constexpr int kMaxLinks = 1'000;
constexpr int kMaxFonts = 10'000;
constexpr int kMaxFindings = 10'000;
constexpr uint32_t kMaxOrdinal = 1'000'000;

absl::Status Wrong(const char* what) {
  return absl::InvalidArgumentError(Cat("extractor: ", what));
}

bool IsCoordinate(float v) { return std::isfinite(v) && std::abs(v) <= kMaxCoordinate; }

// layout: line feeds and tabs may stand in it.
bool IsCleanText(const std::string& text, bool layout) {
  if (!IsValidUtf8(text)) return false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && !(layout && (c == '\n' || c == '\t'))) return false;
    if (byte == 0x7F) return false;
  }
  return true;
}

class Validator {
 public:
  explicit Validator(const ResponseLimits& limits) : limits_(limits) {}

  absl::Status Check(const pb::ExtractResponse& response) {
    if (!pb::Format_IsValid(response.format()) || !pb::Failure_IsValid(response.failure()))
      return Wrong("unknown format or failure");
    const auto filled = std::count_if(response.pages().begin(), response.pages().end(),
                                      [](const pb::Page& page) { return !page.words().empty(); });
    if (filled > limits_.pages || response.pages_size() > int64_t{2} * limits_.pages)
      return Wrong("too many pages");
    if (response.findings_size() > kMaxFindings) return Wrong("too many findings");
    if (!response.modified().empty() && !IsDay(response.modified())) return Wrong("not a date");
    for (const pb::Page& page : response.pages()) UTVALG_RETURN_IF_ERROR(CheckPage(page));
    for (const pb::Block& block : response.blocks()) UTVALG_RETURN_IF_ERROR(CheckBlock(block));
    for (const pb::Finding& finding : response.findings())
      if (!pb::FindingKind_IsValid(finding.kind()) || !pb::Hidden_IsValid(finding.hidden()))
        return Wrong("unknown finding");
    return characters_ > limits_.characters ? Wrong("too much text") : absl::OkStatus();
  }

 private:
  static bool IsDay(const std::string& text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
      if (text[i] < '0' || text[i] > '9') return false;
    return true;
  }

  absl::Status CheckPage(const pb::Page& page) {
    if (!IsCoordinate(page.width()) || !IsCoordinate(page.height()) || !IsCoordinate(page.turned()))
      return Wrong("page size");
    if (page.rules_size() > kMaxRules || page.links_size() > kMaxLinks ||
        page.fonts_size() > kMaxFonts)
      return Wrong("too many rules, links or fonts");
    for (const pb::Font& font : page.fonts())
      if (font.name().size() > kMaxName || !IsCleanText(font.name(), false))
        return Wrong("font name");
    for (const pb::Word& word : page.words()) UTVALG_RETURN_IF_ERROR(CheckWord(word, page));
    for (const pb::Rule& rule : page.rules())
      if (!IsCoordinate(rule.x0()) || !IsCoordinate(rule.y0()) || !IsCoordinate(rule.x1()) ||
          !IsCoordinate(rule.y1()))
        return Wrong("rule");
    for (const pb::Link& link : page.links())
      if (!IsCoordinate(link.x0()) || !IsCoordinate(link.y0()) || !IsCoordinate(link.x1()) ||
          !IsCoordinate(link.y1()) || link.uri().size() > kMaxUri ||
          !IsCleanText(link.uri(), false))
        return Wrong("link");
    return absl::OkStatus();
  }

  absl::Status CheckWord(const pb::Word& word, const pb::Page& page) {
    if (word.text().empty() || word.text().size() > kMaxWordBytes ||
        !IsCleanText(word.text(), false) || word.text().find(' ') != std::string::npos)
      return Wrong("text of a word");
    if (!IsCoordinate(word.x0()) || !IsCoordinate(word.y0()) || !IsCoordinate(word.x1()) ||
        !IsCoordinate(word.y1()) || !IsCoordinate(word.baseline()) ||
        !IsCoordinate(word.font_size()) || word.font_size() < 0)
      return Wrong("place of a word");
    if (word.font() >= static_cast<uint32_t>(page.fonts_size())) return Wrong("font of a word");
    if (word.colour() > 0xFFFFFF || !pb::Hidden_IsValid(word.hidden()))
      return Wrong("look of a word");
    if (word.rotation() != 0 && word.rotation() != 90 && word.rotation() != 180 &&
        word.rotation() != 270)
      return Wrong("rotation of a word");
    characters_ += CodePoints(word.text());
    return absl::OkStatus();
  }

  absl::Status CheckBlock(const pb::Block& block) {
    if (!pb::BlockKind_IsValid(block.kind())) return Wrong("kind of a block");
    if (block.level() > kMaxOrdinal || block.table() > kMaxOrdinal || block.row() > kMaxOrdinal ||
        block.column() > kMaxOrdinal)
      return Wrong("place of a block");
    for (const pb::Span& span : block.spans()) {
      if (!IsCleanText(span.text(), true) || !pb::Hidden_IsValid(span.hidden()) ||
          span.uri().size() > kMaxUri || !IsCleanText(span.uri(), false))
        return Wrong("span");
      if (!std::isfinite(span.font_size()) || span.font_size() < 0 || span.font_size() > 10'000)
        return Wrong("font size of a span");
      characters_ += CodePoints(span.text());
    }
    return absl::OkStatus();
  }

  const ResponseLimits& limits_;
  size_t characters_ = 0;
};

}  // namespace

absl::Status ValidateResponse(const pb::ExtractResponse& response, const ResponseLimits& limits) {
  return Validator(limits).Check(response);
}

}  // namespace utvalg::parse
