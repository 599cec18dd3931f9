// SPDX-License-Identifier: Apache-2.0
//
// What embed makes passages of, as a number: parse names its generations for it, embed refuses a CV
// that was read for another one. So vectors of two ways of cutting never stand in one generation.
#pragma once

#include <string_view>

namespace utvalg {

// Change it with every change of the passages of a CV or of their text (services/embed/core;
// passages_test shows one).
inline constexpr std::string_view kPassagesVersion = "3";

}  // namespace utvalg
