// SPDX-License-Identifier: Apache-2.0
//
// What people know before they decide with an order made by a machine: lessons, questions, and
// which answers are right. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::ingest {

// Digest of lessons, questions and answers in all languages: who passed another version passes
// anew.
std::string TrainingVersion();

// Lessons and questions in nb, nn or en; version included.
v1::GetTrainingResponse TrainingIn(const std::string& locale);

// Numbers (from 1) of the questions that were answered wrongly or not at all.
std::vector<uint32_t> WrongAnswers(const std::vector<uint32_t>& answers);

}  // namespace utvalg::ingest
