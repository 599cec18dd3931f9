// SPDX-License-Identifier: Apache-2.0
//
// A pilot or a control sample of a running server: from what people decided to the comparison, and
// both for the terminal. Pure, thread-safe.
#pragma once

#include <string>

#include "services/cli/core/json.h"
#include "services/cli/core/pilot/pilot.h"
#include "services/cli/core/table.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"

namespace utvalg::cli {

// Suitable: shortlisted or further. Who is not decided about, or withdrew, is left out.
PilotResult ResultOf(const utvalg::ingest::v1::ReadControlResponse& control);

std::string ReadingText(const utvalg::ingest::v1::ReadControlResponse& control,
                        const Canvas& canvas);

// The control itself, field names as in the proto, and while the order is not hidden its result.
Json ControlJson(const utvalg::ingest::v1::ReadControlResponse& control);
std::string ControlText(const utvalg::ingest::v1::ReadControlResponse& control,
                        const Canvas& canvas);

}  // namespace utvalg::cli
