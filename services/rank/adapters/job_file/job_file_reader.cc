// SPDX-License-Identifier: Apache-2.0
#include "services/rank/adapters/job_file/job_file_reader.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr int kMaxDepth = 8;

bool IsStructured(std::string_view file_name) {
  const std::string lower = AsciiLower(file_name);
  return lower.ends_with(".yaml") || lower.ends_with(".yml") || lower.ends_with(".json");
}

JobFileNode Convert(const YAML::Node& node, int depth) {
  JobFileNode converted;
  converted.line = node.Mark().line + 1;
  if (depth > kMaxDepth) return converted;
  if (node.IsScalar()) {
    converted.kind = JobFileNode::Kind::kScalar;
    converted.scalar = node.Scalar();
  } else if (node.IsSequence()) {
    converted.kind = JobFileNode::Kind::kList;
    for (const YAML::Node& item : node) converted.items.push_back(Convert(item, depth + 1));
  } else if (node.IsMap()) {
    converted.kind = JobFileNode::Kind::kMap;
    for (const auto& entry : node) {
      JobFileNode value = Convert(entry.second, depth + 1);
      // Faults name the line of the field's name.
      value.line = entry.first.Mark().line + 1;
      converted.fields.emplace_back(entry.first.IsScalar() ? entry.first.Scalar() : "?",
                                    std::move(value));
    }
  }
  return converted;
}

}  // namespace

absl::StatusOr<JobFileNode> ParseJobFile(std::string_view content) {
  if (!IsValidUtf8(content)) return absl::InvalidArgumentError("line 1: the file is not UTF-8");
  try {
    return Convert(YAML::Load(std::string(content)), 0);
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(Cat("line ", error.mark.line + 1, ": ", error.msg));
  }
}

absl::StatusOr<ProposedJob> ReadJobFile(std::string_view content, std::string_view file_name,
                                        const taxonomy::Taxonomy& taxonomy) {
  if (!IsStructured(file_name)) return ProposeJob(content, "", taxonomy);
  UTVALG_ASSIGN_OR_RETURN(const JobFileNode root, ParseJobFile(content));
  return JobFromNode(root, taxonomy);
}

}  // namespace utvalg::rank
