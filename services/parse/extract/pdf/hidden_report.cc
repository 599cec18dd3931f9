// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/hidden_report.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/findings.h"

namespace utvalg::extract {
namespace {

// Page numbers and the like get lost at the edge of a page.
constexpr uint32_t kMinCutOff = 3;

bool IsCutOff(const v1::Word& word) {
  return word.hidden() == v1::HIDDEN_CLIPPED || word.hidden() == v1::HIDDEN_OFF_PAGE;
}

using Counts = std::unordered_map<std::string_view, int>;

Counts VisibleWords(const v1::Page& page) {
  Counts counts;
  for (const v1::Word& word : page.words())
    if (word.hidden() == v1::HIDDEN_UNSPECIFIED) ++counts[word.text()];
  return counts;
}

// Nine of ten cut-off words of a page stand on the neighbour.
bool IsShownOn(const v1::Page& page, const v1::Page& neighbour) {
  if (std::none_of(page.words().begin(), page.words().end(), IsCutOff)) return false;
  Counts visible = VisibleWords(neighbour);
  int cut = 0, shown = 0;
  for (const v1::Word& word : page.words()) {
    if (!IsCutOff(word)) continue;
    ++cut;
    shown += --visible[word.text()] >= 0;
  }
  return cut > 0 && shown * 10 >= cut * 9;
}

void DropCutOff(v1::Page* page) {
  auto* words = page->mutable_words();
  int kept = 0;
  for (int i = 0; i < words->size(); ++i) {
    if (IsCutOff(words->Get(i))) continue;
    if (kept != i) words->SwapElements(kept, i);
    ++kept;
  }
  words->DeleteSubrange(kept, words->size() - kept);
}

}  // namespace

void ReportHidden(const std::vector<uint32_t>& invisible, v1::ExtractResponse* response) {
  const int pages = response->pages_size();
  std::vector<int> repeated;
  for (int i = 0; i < pages; ++i) {
    const v1::Page& page = response->pages(i);
    if ((i > 0 && IsShownOn(page, response->pages(i - 1))) ||
        (i + 1 < pages && IsShownOn(page, response->pages(i + 1))))
      repeated.push_back(i);
  }
  for (const int i : repeated) DropCutOff(response->mutable_pages(i));
  for (int i = 0; i < pages; ++i) {
    std::array<uint32_t, v1::Hidden_ARRAYSIZE> counts = {};
    counts[v1::HIDDEN_INVISIBLE_CHARACTERS] = invisible[static_cast<size_t>(i)];
    for (const v1::Word& word : response->pages(i).words())
      counts[static_cast<size_t>(word.hidden())] += IsWorthReporting(word.text());
    for (size_t kind = 1; kind < counts.size(); ++kind) {
      const bool margin = kind == v1::HIDDEN_OFF_PAGE || kind == v1::HIDDEN_CLIPPED;
      if (counts[kind] < (margin ? kMinCutOff : 1U)) continue;
      AddFinding(response, v1::FINDING_KIND_HIDDEN_TEXT, counts[kind], static_cast<uint32_t>(i) + 1,
                 static_cast<v1::Hidden>(kind));
    }
  }
}

}  // namespace utvalg::extract
