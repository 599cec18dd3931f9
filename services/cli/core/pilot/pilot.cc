// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pilot/pilot.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "common/base/digest.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

std::string Lot(std::string_view seed, std::string_view purpose, const std::string& id) {
  return Sha256(Cat(seed, "\n", purpose, "\n", id));
}

void Shuffle(std::string_view seed, std::string_view purpose,
             std::vector<OrderedCandidate>* candidates) {
  std::sort(candidates->begin(), candidates->end(),
            [&](const OrderedCandidate& a, const OrderedCandidate& b) {
              return Lot(seed, purpose, a.application_id) < Lot(seed, purpose, b.application_id);
            });
}

std::vector<OrderedCandidate> Sample(const std::vector<OrderedCandidate>& order, uint32_t line,
                                     uint64_t sample, std::string_view seed) {
  std::vector<OrderedCandidate> below;
  for (const OrderedCandidate& candidate : order) {
    if (candidate.rank > line) below.push_back(candidate);
  }
  Shuffle(seed, "sample", &below);
  below.resize(std::min<uint64_t>(sample, below.size()));
  return below;
}

Json ListJson(const std::vector<OrderedCandidate>& candidates, bool with_rank) {
  Json json = Json::array();
  for (const OrderedCandidate& candidate : candidates) {
    Json item;
    item["application_id"] = candidate.application_id;
    item["file"] = candidate.file;
    if (with_rank) item["rank"] = candidate.rank;
    json.push_back(std::move(item));
  }
  return json;
}

Json TauJson(const std::optional<double>& tau) {
  return tau ? Json(std::round(*tau * 1e6) / 1e6) : Json(nullptr);
}

}  // namespace

absl::StatusOr<std::vector<OrderedCandidate>> ParseOrder(std::string_view screen_json) {
  const auto json = nlohmann::json::parse(screen_json, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("ranked") || !json["ranked"].is_array()) {
    return absl::InvalidArgumentError("it is not what utvalg screen --json prints");
  }
  std::vector<OrderedCandidate> order;
  std::set<std::string> seen;
  for (const auto& item : json["ranked"]) {
    if (!item.is_object() || !item.contains("application_id") || !item.contains("rank") ||
        !item["application_id"].is_string() || !item["rank"].is_number_unsigned()) {
      return absl::InvalidArgumentError("it is not what utvalg screen --json prints");
    }
    OrderedCandidate candidate{item["application_id"], item.value("file", ""), item["rank"]};
    // One application in two files is one candidate.
    if (seen.insert(candidate.application_id).second) order.push_back(std::move(candidate));
  }
  return order;
}

absl::StatusOr<std::map<std::string, bool>> ParseJudgements(std::string_view csv) {
  const std::vector<std::string_view> lines = Lines(csv);
  const auto clean = [](std::string_view line) {
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  };
  if (lines.empty() || clean(lines[0]) != "application_id,suitable") {
    return absl::InvalidArgumentError("the first line must be application_id,suitable");
  }
  std::map<std::string, bool> judgements;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::string_view line = clean(lines[i]);
    if (line.empty()) continue;
    const size_t comma = line.rfind(',');
    const std::string_view verdict = comma == std::string_view::npos ? "" : line.substr(comma + 1);
    if (verdict != "yes" && verdict != "no") {
      return absl::InvalidArgumentError(Cat("row ", i, ": suitable must be yes or no"));
    }
    if (!judgements.emplace(std::string(line.substr(0, comma)), verdict == "yes").second) {
      return absl::InvalidArgumentError(Cat("row ", i, ": this application is there twice"));
    }
  }
  return judgements;
}

ReadingList PlanReading(const std::vector<OrderedCandidate>& order, uint32_t line, uint64_t sample,
                        std::string_view seed) {
  ReadingList list;
  for (const OrderedCandidate& candidate : order) {
    if (candidate.rank <= line) list.read.push_back(candidate);
  }
  list.above = list.read.size();
  list.below = order.size() - list.above;
  const std::vector<OrderedCandidate> sampled = Sample(order, line, sample, seed);
  list.sampled = sampled.size();
  list.read.insert(list.read.end(), sampled.begin(), sampled.end());
  Shuffle(seed, "reading order", &list.read);
  return list;
}

PilotResult CompareJudged(const std::vector<Judged>& judged, uint32_t line, uint64_t below) {
  PilotResult result;
  result.below = below;
  std::vector<int64_t> places, suitable;
  for (const Judged& one : judged) {
    places.push_back(-int64_t{one.candidate.rank});
    suitable.push_back(one.suitable);
    if (one.candidate.rank <= line) {
      ++result.judged_above;
      result.suitable_above += one.suitable;
      if (!one.suitable) result.doubtful.push_back(one.candidate);
    } else {
      ++result.judged_below;
      result.suitable_below += one.suitable;
      if (one.suitable) result.found_below.push_back(one.candidate);
    }
  }
  result.missed = HypergeometricInterval(result.below, result.judged_below, result.suitable_below);
  result.tau_b = KendallTauB(places, suitable);
  const uint64_t all = result.suitable_above + result.suitable_below;
  const uint64_t smaller = std::min(all, result.judged_above);
  if (all > 0) result.overlap = Rational(Integer(result.suitable_above), Integer(all));
  if (smaller > 0) {
    result.overlap_at_k = Rational(Integer(result.suitable_above), Integer(smaller));
  }
  return result;
}

PilotResult ComparePilot(const std::vector<OrderedCandidate>& order,
                         const std::map<std::string, bool>& judgements, uint32_t line,
                         uint64_t sample, std::string_view seed) {
  std::set<std::string> sampled;
  for (const OrderedCandidate& candidate : Sample(order, line, sample, seed)) {
    sampled.insert(candidate.application_id);
  }
  uint64_t below = 0;
  std::vector<Judged> judged;
  for (const OrderedCandidate& candidate : order) {
    const bool above = candidate.rank <= line;
    below += !above;
    const auto judgement = judgements.find(candidate.application_id);
    if (judgement == judgements.end()) continue;
    if (above || sampled.contains(candidate.application_id)) {
      judged.push_back({candidate, judgement->second});
    }
  }
  return CompareJudged(judged, line, below);
}

ShadowResult CompareOrders(const std::vector<OrderedCandidate>& now,
                           const std::vector<OrderedCandidate>& shadow, uint32_t line) {
  std::map<std::string, OrderedCandidate> other;
  for (const OrderedCandidate& candidate : shadow) other[candidate.application_id] = candidate;
  ShadowResult result;
  std::vector<int64_t> a, b;
  uint64_t above_now = 0, above_both = 0;
  for (const OrderedCandidate& candidate : now) {
    const auto it = other.find(candidate.application_id);
    if (it == other.end()) continue;
    ++result.both;
    a.push_back(candidate.rank);
    b.push_back(it->second.rank);
    const bool is_above = candidate.rank <= line, will_be = it->second.rank <= line;
    above_now += is_above;
    above_both += is_above && will_be;
    if (is_above && !will_be) result.leave.push_back(candidate);
    if (!is_above && will_be) result.enter.push_back(it->second);
  }
  if (above_now > 0) result.overlap = Rational(Integer(above_both), Integer(above_now));
  result.tau_b = KendallTauB(a, b);
  return result;
}

std::optional<double> KendallTauB(const std::vector<int64_t>& a, const std::vector<int64_t>& b) {
  int64_t difference = 0, a_apart = 0, b_apart = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    for (size_t j = i + 1; j < a.size(); ++j) {
      const int by_a = (a[i] > a[j]) - (a[i] < a[j]), by_b = (b[i] > b[j]) - (b[i] < b[j]);
      difference += by_a * by_b;
      a_apart += by_a != 0;
      b_apart += by_b != 0;
    }
  }
  if (a_apart == 0 || b_apart == 0) return std::nullopt;
  return static_cast<double>(difference) /
         (std::sqrt(static_cast<double>(a_apart)) * std::sqrt(static_cast<double>(b_apart)));
}

Json ReadingListJson(const ReadingList& list) {
  Json json;
  json["above_line"] = list.above;
  json["below_line"] = list.below;
  json["sampled_below"] = list.sampled;
  json["read"] = ListJson(list.read, /*with_rank=*/false);
  return json;
}

Json PilotJson(const PilotResult& result) {
  Json json;
  json["judged_above"] = result.judged_above;
  json["suitable_above"] = result.suitable_above;
  json["below_line"] = result.below;
  json["judged_below"] = result.judged_below;
  json["suitable_below"] = result.suitable_below;
  json["missed_below_95"] = {result.missed.lowest, result.missed.highest};
  json["tau_b"] = TauJson(result.tau_b);
  json["overlap"] = result.overlap ? Json(Rounded(*result.overlap)) : Json(nullptr);
  json["overlap_at_k"] = result.overlap_at_k ? Json(Rounded(*result.overlap_at_k)) : Json(nullptr);
  json["found_below"] = ListJson(result.found_below, /*with_rank=*/true);
  json["doubtful_above"] = ListJson(result.doubtful, /*with_rank=*/true);
  return json;
}

Json ShadowJson(const ShadowResult& result) {
  Json json;
  json["candidates"] = result.both;
  json["overlap"] = Rounded(result.overlap);
  json["tau_b"] = TauJson(result.tau_b);
  json["enter"] = ListJson(result.enter, /*with_rank=*/true);
  json["leave"] = ListJson(result.leave, /*with_rank=*/true);
  return json;
}

}  // namespace utvalg::cli
