// SPDX-License-Identifier: Apache-2.0
//
// A job as people hand it in: a YAML or JSON file with criteria, or an advertisement as text,
// Markdown or HTML. The adapter services/rank/adapters/job_file turns YAML and JSON into a
// JobFileNode; here the tree is checked and becomes a Job. All faults are reported at once.
// Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/rank/core/propose_job.h"

namespace utvalg::rank {

// One node of a YAML or JSON file, in file order.
struct JobFileNode {
  enum class Kind { kNull, kScalar, kList, kMap };
  Kind kind = Kind::kNull;
  int line = 0;                                             // From 1.
  std::string scalar;                                       // kScalar: as written.
  std::vector<JobFileNode> items;                           // kList
  std::vector<std::pair<std::string, JobFileNode>> fields;  // kMap; a key's line is its value's.
};

// Job from a structured file. With a `description` but without `criteria` these are proposed from
// it. InvalidArgument: every fault on a line of its own, "line 7: criteria[2]: unknown field
// 'wieght' (allowed: ...)".
absl::StatusOr<ProposedJob> JobFromNode(const JobFileNode& root,
                                        const taxonomy::Taxonomy& taxonomy);

}  // namespace utvalg::rank
