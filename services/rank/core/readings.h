// SPDX-License-Identifier: Apache-2.0
//
// What was read of one application, by generation, and which of it is its outcome (ADR 24). Pure
// values; used by RankingState under its lock.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "utvalg/rank/v1/state.pb.h"
#include "utvalg/result/v1/result.pb.h"

namespace utvalg::rank {

struct Readings {
  std::string job_id;
  std::map<std::string, v1::CandidateState> by_generation;
};

// The reading an application stands by. provisional: it is of another generation than its job, and
// all it says is that a person must look. No state: nothing can be said yet.
struct Shown {
  const v1::CandidateState* state = nullptr;
  bool provisional = false;
};

// Null: it was not read into this generation.
const v1::CandidateState* ReadingIn(const Readings& readings, std::string_view generation);
// Replaces what there is of its generation; without an arrival it is the newest.
void PutReading(Readings* readings, v1::CandidateState state);

// `generation` is the job's; "" = it has not said. Then what came first of the newest revision
// stays.
Shown ShownOf(const Readings& readings, std::string_view generation);
// The outcome; nothing is set while there is none.
result::v1::Result OutcomeOf(const Shown& shown);

// The highest revision that was read, in whatever generation.
uint32_t NewestRevision(const Readings& readings);
// The outcome as it would be with the job on `generation`: its reading there when it is of the
// newest revision, else OTHER_GENERATION. A state always, when there is any.
Shown ShownAsIfOn(const Readings& readings, std::string_view generation);

// The same arrivals in the same generations.
bool AreSameReadings(const Readings& a, const Readings& b);

// Whether what the result topic says of the application is what is shown; and notes that it is
// going to.
bool IsPublished(const Readings& readings, std::string_view generation);
void NotePublished(Readings* readings, std::string_view generation);

}  // namespace utvalg::rank
