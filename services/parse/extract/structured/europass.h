// SPDX-License-Identifier: GPL-3.0-or-later
//
// Europass XML to blocks: learnerinfo (versions 1 and 2), SkillsPassport (version 3), Candidate
// (since 2020).
#pragma once

#include <string>
#include <string_view>

#include "services/parse/extract/limits.h"
#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

v1::Failure ReadEuropass(std::string_view bytes, const Limits& limits,
                         v1::ExtractResponse* response);

}  // namespace utvalg::extract
