// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/referees.h"

#include <algorithm>
#include <string>

#include "common/base/words.h"
#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/candidate_name.h"
#include "services/parse/core/name_words.h"
#include "services/parse/core/places.h"
#include "services/parse/core/role_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

// A name by its words: in a list, or words that are nothing else we know.
bool IsPersonName(std::string_view text) {
  if (!HasNameShape(text)) return false;
  const std::vector<NamePart> parts = NameParts(text);
  size_t listed = 0, known = 0, words = 0;
  for (const NamePart& part : parts) {
    if (part.particle) continue;
    ++words;
    if (IsGivenName(part.lower) || IsFamilyName(part.lower)) {
      ++listed;
    } else if (IsHeaderWord(part.lower) || taxonomy::Taxonomy::Get().IsLabelWord(part.lower)) {
      ++known;
    }
  }
  if (words == 0 || known > 0 || TitleScore(text) > 0) return false;
  if (words == 1) return IsGivenName(parts.front().lower) && !parts.front().word;
  if (listed > 0) return OrganisationScore(text) == 0 || listed == words;
  return OrganisationScore(text) == 0 && InstitutionScore(text) == 0 && !IsPlace(text);
}

// The longest run of capitalised words from the start of a piece that is a name: "Kari Hansen
// avdelingsleder" gives two words.
size_t NameAtStart(std::string_view piece) {
  size_t best = 0;
  size_t words = 0;
  for (size_t at = 0; at < piece.size() && words < 6; ++words) {
    const size_t end = std::min(piece.find(' ', at), piece.size());
    if (IsPersonName(piece.substr(0, end))) best = end;
    at = end + 1;
  }
  return best;
}

}  // namespace

void FindRefereeNames(const ContextParagraph& paragraph, size_t index, size_t begin, size_t end,
                      RedactionFindings* findings) {
  const std::string_view text = paragraph.text.substr(begin, end - begin);
  for (const Segment& segment : SplitSegments(text, true)) {
    std::string_view piece = text.substr(segment.begin, segment.end - segment.begin);
    const std::string lower = LowerAligned(piece);
    for (std::string_view prefix :
         {"v/ ", "v/", "ved ", "by ", "av ", "til ", "to ", "mr. ", "mrs. ", "ms. ", "mr ", "ms ",
          "dr. ", "dr ", "prof. ", "professor ", "navn: ", "name: ", "namn: "}) {
      if (std::string_view(lower).starts_with(prefix)) {
        piece.remove_prefix(prefix.size());
        break;
      }
    }
    const size_t bracket = piece.find('(');
    if (bracket != std::string_view::npos) piece = TrimSpace(piece.substr(0, bracket));
    const size_t length = NameAtStart(piece);
    const size_t at = static_cast<size_t>(piece.data() - paragraph.text.data());
    if (length > 0 && !Overlaps(*findings, index, at, at + length)) {
      findings->push_back({index, at, at + length, REDACTION_REASON_REFERENCE});
    }
  }
}

void FindReferees(const RedactContext& context, RedactionFindings* findings) {
  for (RedactionFinding& finding : *findings) {
    if (context.paragraphs[finding.paragraph].zone != Zone::kReferences) continue;
    switch (finding.reason) {
      case REDACTION_REASON_NAME:
      case REDACTION_REASON_EMAIL:
      case REDACTION_REASON_PHONE:
      case REDACTION_REASON_LINK:
      case REDACTION_REASON_ADDRESS:
        finding.reason = REDACTION_REASON_REFERENCE;
        break;
      default:
        break;
    }
  }
  for (size_t p = 0; p < context.paragraphs.size(); ++p) {
    const ContextParagraph& paragraph = context.paragraphs[p];
    if (paragraph.zone == Zone::kReferences && !paragraph.heading)
      FindRefereeNames(paragraph, p, 0, paragraph.text.size(), findings);
  }
}

}  // namespace utvalg::parse
