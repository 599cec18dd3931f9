// SPDX-License-Identifier: GPL-3.0-or-later
//
// Days in the metadata of office formats. Stateless.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::extract {

// "2024-01-31T12:00:00Z" to "2024-01-31"; "" when it is no such date.
std::string OfficeDay(std::string_view text);

}  // namespace utvalg::extract
