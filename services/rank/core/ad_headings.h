// SPDX-License-Identifier: Apache-2.0
//
// Which part of an advertisement a heading opens, in nb, nn and en. Stateless, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "services/rank/core/advertisement.h"

namespace utvalg::rank {

// Nothing when the words are not those of a heading.
std::optional<AdSection> HeadingSection(std::string_view heading);

}  // namespace utvalg::rank
