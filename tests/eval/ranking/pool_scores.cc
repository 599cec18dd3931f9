// SPDX-License-Identifier: Apache-2.0
//
// What search, similar and duplicates find in a file of embedded CVs (delimited.h), by index.
//
//   pool-scores search CVS VECTORS TEXTS   one JSON list of the ten best per text; VECTORS: int8
//   rows
//                                          of embed-dump for the lines of TEXTS
//   pool-scores similar CVS                one JSON list of the ten nearest per CV
//   pool-scores texts CVS                  one JSON string per CV: its blind text
//   pool-scores planted CVS THOUSANDTHS    each CV once more with so many words changed: pairs
//   found
//                                          at the limit that the service has, and false ones
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/base/words.h"
#include "services/rank/core/search.h"
#include "services/rank/core/similar.h"
#include "services/rank/core/sketch.h"
#include "tests/eval/ranking/delimited.h"

namespace {

using nlohmann::json;
using utvalg::embedding::v1::CvEmbedded;
namespace rank = utvalg::rank;

constexpr uint32_t kShown = 10;
constexpr uint32_t kAlikeFrom = 500'000;

std::span<const int8_t> Rows(const std::string& bytes) {
  return {reinterpret_cast<const int8_t*>(bytes.data()), bytes.size()};
}

std::string Read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int Search(const std::vector<CvEmbedded>& cvs, const char* vectors, const char* texts) {
  const rank::Calibration& calibration = rank::Calibration::Default();
  rank::VectorArena arena(calibration.dimensions());
  for (size_t i = 0; i < cvs.size(); ++i) arena.Put(std::to_string(i), Rows(cvs[i].vectors()));
  const std::string rows = Read(vectors);
  std::ifstream lines(texts);
  size_t at = 0;
  for (std::string text; std::getline(lines, text); at += calibration.dimensions()) {
    rank::SearchQuery query;
    query.text = text;
    const auto row = Rows(rows).subspan(at, calibration.dimensions());
    query.vector.assign(row.begin(), row.end());
    query.limit = kShown;
    const auto hits = rank::Search(
        query, arena, [](std::string_view) { return true; },
        [&](std::string_view id) { return &cvs[std::stoul(std::string(id))]; }, calibration);
    json found = json::array();
    for (const auto& hit : hits) found.push_back(std::stoul(hit.application_id()));
    std::cout << found.dump() << '\n';
  }
  return 0;
}

int Similar(const std::vector<CvEmbedded>& cvs) {
  const rank::Calibration& calibration = rank::Calibration::Default();
  for (size_t i = 0; i < cvs.size(); ++i) {
    rank::v1::ReadPassagesResponse told;
    if (!rank::ReadTold(cvs[i], calibration, &told).ok()) return 70;
    const rank::ToldPassages own(told, calibration);
    std::vector<rank::v1::SimilarHit> hits;
    for (size_t j = 0; j < cvs.size(); ++j) {
      if (i == j || !cvs[j].parsed().has_read()) continue;
      auto hit = own.Compare(cvs[j]);
      if (!hit.ok()) return 70;
      hit->set_application_id(std::to_string(j));
      hits.push_back(*std::move(hit));
    }
    rank::SortHits(&hits, kShown);
    json found = json::array();
    for (const auto& hit : hits) found.push_back(std::stoul(hit.application_id()));
    std::cout << found.dump() << '\n';
  }
  return 0;
}

std::string Edited(const std::string& text, uint32_t thousandths, std::mt19937* random) {
  std::string edited;
  size_t end = 0;
  for (const utvalg::WordRange& word : utvalg::SplitWords(text)) {
    edited += text.substr(end, word.begin - end);
    edited += (*random)() % 1000 < thousandths ? "edited" + std::to_string((*random)() % 1000)
                                               : text.substr(word.begin, word.end - word.begin);
    end = word.end;
  }
  return edited + text.substr(end);
}

int Planted(const std::vector<CvEmbedded>& cvs, uint32_t thousandths) {
  std::mt19937 random(7);
  std::vector<rank::Sketch> sketches;
  std::vector<size_t> of;  // The CV a sketch is of.
  for (size_t i = 0; i < cvs.size(); ++i) {
    const std::string& text = cvs[i].parsed().read().blind_text();
    for (const std::string& one : {text, Edited(text, thousandths, &random)}) {
      if (const auto sketch = rank::SketchOf(one)) {
        sketches.push_back(*sketch);
        of.push_back(i);
      }
    }
  }
  size_t found = 0;
  json others = json::array();
  for (const rank::Alike& pair : rank::FindAlike(sketches, kAlikeFrom)) {
    if (of[pair.a] == of[pair.b]) {
      ++found;
    } else {
      others.push_back({of[pair.a], of[pair.b], pair.likeness});
    }
  }
  std::cout << json{{"planted", of.size() / 2}, {"found", found}, {"others", others}}.dump()
            << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 2) {
    std::cerr << "usage: pool-scores search|similar|texts|planted CVS …\n";
    return 64;
  }
  std::ifstream file(arguments[1], std::ios::binary);
  const auto cvs = utvalg::eval::ReadDelimited<CvEmbedded>(file);
  if (arguments[0] == "search" && argc == 5) return Search(cvs, argv[3], argv[4]);
  if (arguments[0] == "similar") return Similar(cvs);
  if (arguments[0] == "planted" && argc == 4) {
    return Planted(cvs, static_cast<uint32_t>(std::stoul(arguments[2])));
  }
  for (const CvEmbedded& cv : cvs) {
    std::cout << json(cv.parsed().read().blind_text()).dump() << '\n';
  }
  return 0;
}
