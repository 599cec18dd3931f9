// SPDX-License-Identifier: GPL-3.0-or-later
//
// A response as a developer reads it: one line for each visual line of words, or for each block.
#pragma once

#include <string>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

std::string Dump(const v1::ExtractResponse& response);

}  // namespace utvalg::extract
