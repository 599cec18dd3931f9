// SPDX-License-Identifier: Apache-2.0
//
// What every stage needs to obey an erasure: the request in a record, the receipt that answers it,
// and the tombstones of what the stage once wrote. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/log/record.h"
#include "utvalg/erasure/v1/erasure.pb.h"

namespace utvalg {

// Stages that hold something about persons: all of them must answer.
inline constexpr std::string_view kErasingStages[] = {"ingest", "parse", "embed", "rank"};

// The erasure that this record of the erasure topic asks for; empty for receipts.
std::optional<erasure::v1::Erasure> ErasureRequestIn(const Record& record);

// `stores`: what was looked through; `erased`: entries removed.
NewRecord MakeErasureReceipt(const Record& request, std::string_view stage,
                             std::vector<std::string> stores, uint64_t erased, int64_t now_ms);

NewRecord MakeTombstone(std::string_view topic, std::string key);

}  // namespace utvalg
