// SPDX-License-Identifier: Apache-2.0
//
// The order of a job's applications. Scores that lie within one noise band are equal: they have one
// rank number, and which of them is shown first is decided by SHA-256(job seed || digest of blind
// content), never by arrival, name or file, and not by differences that mean nothing.
// Stateless, thread-safe.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/rank/core/noise_band.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::rank {

struct OrderEntry {
  std::string application_id;
  std::string blind_digest;  // BlindDigest of its Cv.
  uint32_t score = 0;
};

struct OrderedEntry {
  uint32_t rank = 0;  // From 1; after a tie of n the next rank is n higher.
  size_t index = 0;   // Into the entries given.
};

// SHA-256 (32 bytes) of the blind content.
std::string BlindDigest(const utvalg::cv::v1::Cv& cv);

// What ties of one job are broken with: depends on tenant and job only.
std::string JobSeed(std::string_view tenant, std::string_view job_id);

// Best first. Bands divide the scale evenly: scores in one differ by at most `noise_band`
// millionths. Where a band begins does not depend on who else applied, so that two people keep
// their order when a third one comes or is erased. Entries whose blind content is equal too follow
// by application id, which is random in itself.
std::vector<OrderedEntry> Order(std::span<const OrderEntry> entries, std::string_view job_seed,
                                uint32_t noise_band = kNoiseBand);

// Names an order: changes when the job's revision, the generation, an application or a score does.
// 32 hexadecimal digits.
std::string RankingId(std::string_view job_id, uint32_t job_revision, std::string_view generation,
                      std::span<const OrderEntry> entries);

}  // namespace utvalg::rank
