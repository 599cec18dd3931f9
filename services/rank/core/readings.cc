// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/readings.h"

#include <algorithm>
#include <utility>

namespace utvalg::rank {
namespace {

using result::v1::Result;

bool IsShownAs(const v1::CandidateState& state, const Shown& shown, bool provisional) {
  return shown.state == &state && shown.provisional == provisional;
}

// Of those the live parse read, the newest revision; of its readings what came first, or last.
const v1::CandidateState* NewestLive(const Readings& readings, bool first) {
  const v1::CandidateState* newest = nullptr;
  for (const auto& [generation, state] : readings.by_generation) {
    if (state.filled()) continue;
    const bool better =
        newest == nullptr || state.revision() > newest->revision() ||
        (state.revision() == newest->revision() && (state.arrival() < newest->arrival()) == first);
    if (better) newest = &state;
  }
  return newest;
}

}  // namespace

const v1::CandidateState* ReadingIn(const Readings& readings, std::string_view generation) {
  const auto found = readings.by_generation.find(std::string(generation));
  return found == readings.by_generation.end() ? nullptr : &found->second;
}

void PutReading(Readings* readings, v1::CandidateState state) {
  uint64_t last = 0;
  for (const auto& [generation, known] : readings->by_generation) {
    last = std::max(last, known.arrival());
  }
  if (state.arrival() == 0) state.set_arrival(last + 1);
  if (readings->job_id.empty()) readings->job_id = state.job_id();
  std::string generation = state.generation();
  readings->by_generation.insert_or_assign(std::move(generation), std::move(state));
}

Shown ShownOf(const Readings& readings, std::string_view generation) {
  if (generation.empty()) return {NewestLive(readings, /*first=*/true), false};
  const v1::CandidateState* const own = ReadingIn(readings, generation);
  const v1::CandidateState* const live = NewestLive(readings, /*first=*/false);
  if (own != nullptr && (live == nullptr || live->revision() <= own->revision())) {
    return {own, false};
  }
  return {live, live != nullptr};
}

Result OutcomeOf(const Shown& shown) {
  if (shown.state == nullptr) return Result();
  if (!shown.provisional) return shown.state->result();
  Result outcome;
  outcome.set_job_id(shown.state->job_id());
  outcome.set_revision(shown.state->revision());
  outcome.set_needs_person(cv::v1::NEEDS_PERSON_REASON_OTHER_GENERATION);
  return outcome;
}

uint32_t NewestRevision(const Readings& readings) {
  uint32_t newest = 0;
  for (const auto& [generation, state] : readings.by_generation) {
    newest = std::max(newest, state.revision());
  }
  return newest;
}

Shown ShownAsIfOn(const Readings& readings, std::string_view generation) {
  const v1::CandidateState* const own = ReadingIn(readings, generation);
  const uint32_t newest = NewestRevision(readings);
  if (own != nullptr && own->revision() == newest) return {own, false};
  for (const auto& [other, state] : readings.by_generation) {
    if (state.revision() == newest) return {&state, true};
  }
  return {};
}

bool AreSameReadings(const Readings& a, const Readings& b) {
  return std::equal(a.by_generation.begin(), a.by_generation.end(), b.by_generation.begin(),
                    b.by_generation.end(), [](const auto& x, const auto& y) {
                      return x.first == y.first && x.second.arrival() == y.second.arrival();
                    });
}

bool IsPublished(const Readings& readings, std::string_view generation) {
  const Shown shown = ShownOf(readings, generation);
  if (OutcomeOf(shown).outcome_case() == Result::OUTCOME_NOT_SET) return true;
  return std::all_of(readings.by_generation.begin(), readings.by_generation.end(),
                     [&shown](const auto& one) {
                       const v1::CandidateState& state = one.second;
                       return state.withheld() != IsShownAs(state, shown, false) &&
                              state.provisional() == IsShownAs(state, shown, true);
                     });
}

void NotePublished(Readings* readings, std::string_view generation) {
  const Shown shown = ShownOf(*readings, generation);
  if (OutcomeOf(shown).outcome_case() == Result::OUTCOME_NOT_SET) return;
  for (auto& [other, state] : readings->by_generation) {
    state.set_withheld(!IsShownAs(state, shown, false));
    state.set_provisional(IsShownAs(state, shown, true));
  }
}

}  // namespace utvalg::rank
