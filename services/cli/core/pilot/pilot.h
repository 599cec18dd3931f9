// SPDX-License-Identifier: Apache-2.0
//
// A pilot: people read without seeing the order, then both are compared; a random sample from below
// the line tells, with an exact interval, how many suitable candidates the order leaves there. And
// a shadow: two orders of the same candidates side by side. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/core/fairness/significance.h"
#include "services/cli/core/json.h"

namespace utvalg::cli {

struct OrderedCandidate {
  std::string application_id;
  std::string file;
  uint32_t rank = 0;
};

// The ranked of `utvalg screen --json`, in its order. InvalidArgument: it is something else.
absl::StatusOr<std::vector<OrderedCandidate>> ParseOrder(std::string_view screen_json);

// CSV with the columns application_id and suitable (yes, no). InvalidArgument names the row.
absl::StatusOr<std::map<std::string, bool>> ParseJudgements(std::string_view csv);

struct ReadingList {
  std::vector<OrderedCandidate> read;  // Everybody above the line and the sample, shuffled.
  uint64_t above = 0;                  // Rank at most the line; a tie is not cut.
  uint64_t below = 0;
  uint64_t sampled = 0;
};

// Who is to be read, in an order drawn by the seed that tells nothing of the ranks. The same seed
// gives the same list.
ReadingList PlanReading(const std::vector<OrderedCandidate>& order, uint32_t line, uint64_t sample,
                        std::string_view seed);

struct PilotResult {
  uint64_t judged_above = 0;
  uint64_t suitable_above = 0;
  uint64_t below = 0;
  uint64_t judged_below = 0;
  uint64_t suitable_below = 0;
  CountInterval missed;             // Suitable candidates below the line, 95 %.
  std::optional<double> tau_b;      // Place in the order against suitable, among the judged.
  std::optional<Rational> overlap;  // Of the suitable that were judged, the share above the line.
  // overlap@k: common to the first k of the order and those found suitable, over the smaller of the
  // two; k is how many were judged above the line (ties are not cut).
  std::optional<Rational> overlap_at_k;
  std::vector<OrderedCandidate> found_below;  // Judged suitable, yet below.
  std::vector<OrderedCandidate> doubtful;     // Above, yet judged not suitable.
};

// What people found of one candidate they had to read.
struct Judged {
  OrderedCandidate candidate;
  bool suitable = false;
};
// The same from candidates that were read: everybody at the line or above and the drawn sample of
// the `below` others, or the sample alone.
PilotResult CompareJudged(const std::vector<Judged>& judged, uint32_t line, uint64_t below);

// judgements below the line must be of the planned sample, or the interval means nothing: `seed`
// and `sample` plan it anew, others below the line are left out of it.
PilotResult ComparePilot(const std::vector<OrderedCandidate>& order,
                         const std::map<std::string, bool>& judgements, uint32_t line,
                         uint64_t sample, std::string_view seed);

struct ShadowResult {
  uint64_t both = 0;     // Candidates in both orders; the others are left out.
  Rational overlap = 0;  // Of the first line places.
  std::optional<double> tau_b;
  std::vector<OrderedCandidate> enter;  // Above the line in the second order alone.
  std::vector<OrderedCandidate> leave;
};

ShadowResult CompareOrders(const std::vector<OrderedCandidate>& now,
                           const std::vector<OrderedCandidate>& shadow, uint32_t line);

// Kendall's tau-b; nullopt when one side is all ties. Equal sizes.
std::optional<double> KendallTauB(const std::vector<int64_t>& a, const std::vector<int64_t>& b);

Json ReadingListJson(const ReadingList& list);
Json PilotJson(const PilotResult& result);
Json ShadowJson(const ShadowResult& result);

}  // namespace utvalg::cli
