// SPDX-License-Identifier: Apache-2.0
//
// Early return on a status that is not OK. Used by every fallible function of ours; nothing of ours
// throws.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define UTVALG_CONCAT_INNER(a, b) a##b
#define UTVALG_CONCAT(a, b) UTVALG_CONCAT_INNER(a, b)

#define UTVALG_RETURN_IF_ERROR(expr)                                                    \
  do {                                                                                  \
    if (absl::Status utvalg_status = (expr); !utvalg_status.ok()) return utvalg_status; \
  } while (false)

// UTVALG_ASSIGN_OR_RETURN(auto value, Compute());
#define UTVALG_ASSIGN_OR_RETURN(lhs, expr) \
  UTVALG_ASSIGN_OR_RETURN_IMPL(UTVALG_CONCAT(utvalg_result_, __LINE__), lhs, expr)
#define UTVALG_ASSIGN_OR_RETURN_IMPL(result, lhs, expr) \
  auto result = (expr);                                 \
  if (!result.ok()) return std::move(result).status();  \
  lhs = *std::move(result)
