// SPDX-License-Identifier: Apache-2.0
//
// Reads a job from the bytes of a file: YAML or JSON with criteria, or an advertisement. The only
// place of rank that knows yaml-cpp (which reads JSON too). Stateless, thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/job_file.h"

namespace utvalg::rank {

// By the name's ending: .yaml, .yml and .json are structured (docs/schema/job.schema.json), all
// else is an advertisement. InvalidArgument: not YAML or JSON (with line), or not a job: every
// fault on a line of its own.
absl::StatusOr<ProposedJob> ReadJobFile(std::string_view content, std::string_view file_name,
                                        const taxonomy::Taxonomy& taxonomy);

// The tree of a YAML or JSON text. InvalidArgument with the line where it breaks.
absl::StatusOr<JobFileNode> ParseJobFile(std::string_view content);

}  // namespace utvalg::rank
