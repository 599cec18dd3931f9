// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/reading_list.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::ingest {
namespace {

void Shuffle(const std::string& seed, std::string_view purpose,
             std::vector<PlacedApplication>* applications) {
  std::vector<std::pair<std::string, PlacedApplication>> lots;
  for (PlacedApplication& application : *applications) {
    std::string lot = HmacSha256(seed, Cat(purpose, "\n", application.application_id));
    lots.emplace_back(std::move(lot), std::move(application));
  }
  std::sort(lots.begin(), lots.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  applications->clear();
  for (auto& [lot, application] : lots) applications->push_back(std::move(application));
}

}  // namespace

ReadingList DrawReadingList(const std::string& secret, const std::string& job_id,
                            const std::vector<PlacedApplication>& ranked, uint32_t line,
                            uint32_t sample, bool with_above) {
  const std::string seed = HmacSha256(secret, Cat("reading list\n", job_id));
  ReadingList list;
  std::vector<PlacedApplication> below;
  for (const PlacedApplication& application : ranked) {
    if (application.rank > line) {
      below.push_back(application);
      continue;
    }
    ++list.above;
    if (with_above) list.read.push_back(application);
  }
  list.below = static_cast<uint32_t>(below.size());
  Shuffle(seed, "sample", &below);
  below.resize(std::min<size_t>(below.size(), sample));
  list.sampled = static_cast<uint32_t>(below.size());
  list.read.insert(list.read.end(), below.begin(), below.end());
  Shuffle(seed, "reading order", &list.read);
  return list;
}

}  // namespace utvalg::ingest
