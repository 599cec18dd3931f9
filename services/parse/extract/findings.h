// SPDX-License-Identifier: GPL-3.0-or-later
//
// Adds to a response's findings.
#pragma once

#include <cstdint>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

inline void AddFinding(v1::ExtractResponse* response, v1::FindingKind kind, uint32_t count = 0,
                       uint32_t page = 0, v1::Hidden hidden = v1::HIDDEN_UNSPECIFIED) {
  v1::Finding* finding = response->add_findings();
  finding->set_kind(kind);
  finding->set_count(count);
  finding->set_page(page);
  finding->set_hidden(hidden);
}

}  // namespace utvalg::extract
