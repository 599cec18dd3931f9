// SPDX-License-Identifier: Apache-2.0
//
// Swaps: the same CV typeset with one thing changed, run through the whole system from its bytes.
// What must not matter (name, sex, birth date, address) must change nothing at all; what may matter
// (school, gap, wording, length) is measured. Needs nobody's data. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/cli/core/fairness/rational.h"

namespace utvalg::cli {

struct SwapVariant {
  std::string attribute;
  std::string value;  // A label, "name-07".
  std::string file;   // Relative to the manifest.
};
struct SwapCv {
  std::string id;
  std::string base;
  std::vector<SwapVariant> variants;
};
struct SwapManifest {
  std::vector<SwapCv> cvs;
};

// {"cvs":[{"id","base","variants":[{"attribute","value","file"}]}]}. InvalidArgument names the
// fault; files must lie below the manifest.
absl::StatusOr<SwapManifest> ParseSwapManifest(std::string_view json);

// Whether an attribute must change nothing: person, name, sex, birth_date, address.
bool MustNotMatter(std::string_view attribute);

// What became of one document.
struct SwapOutcome {
  std::optional<uint32_t> score;  // Millionths; absent: a person has to read it.
  // All that was scored and shown for it: confidence, every criterion, every quote with its place
  // in the blind text. Equal or not, nothing else is asked of it.
  std::string fingerprint;
  std::string document;  // Digest of the bytes.
  std::string blind;     // Digest of the blind CV with its vectors.
};

struct SwapDifference {
  std::string cv;
  std::string attribute;
  std::string value;
  std::optional<int64_t> score;  // Millionths, variant less base; absent when one is not ranked.
  int64_t places = 0;            // Up is negative.
  bool crossed = false;          // The line of the shortlist.
};

struct AttributeResult {
  std::string attribute;
  bool must_not_matter = false;
  uint64_t compared = 0;
  uint64_t same_document = 0;  // The layout does not show it: nothing was swapped.
  uint64_t different = 0;      // Anything scored or shown: the fingerprint.
  uint64_t other_bytes = 0;    // The blind CV differs in any byte, also where nothing scored does.
  uint64_t higher = 0;
  uint64_t lower = 0;
  uint64_t crossed = 0;
  uint64_t most_places = 0;
  int64_t most = 0;             // Millionths, the largest difference by size, with its sign.
  Rational mean = 0;            // Millionths.
  Rational mean_size = 0;       // Millionths.
  Rational sign_p = 1;          // Two-sided exact sign test over those that moved.
  std::vector<int64_t> scores;  // Every difference.
};

struct SwapReport {
  uint64_t cvs = 0;
  uint64_t documents = 0;
  uint32_t shortlist = 0;
  std::vector<AttributeResult> attributes;  // What must not matter first.
  std::vector<SwapDifference> differences;  // Where the fingerprint differs.
  bool holds = true;                        // Nothing that must not matter did.
};

// outcomes: by file as the manifest names it; every file of the manifest must be there.
SwapReport CompareSwaps(const SwapManifest& manifest,
                        const std::map<std::string, SwapOutcome>& outcomes, uint32_t shortlist);

}  // namespace utvalg::cli
