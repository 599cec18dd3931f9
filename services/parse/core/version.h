// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace utvalg::parse {

// Of all that decides how a document is read: extractor, layout, blinding, fields, taxonomy data.
// Change it with every change of what is read; it is part of the generation and of the cache key,
// so that a new version never gives an old answer.
inline constexpr std::string_view kParserVersion = "8";

}  // namespace utvalg::parse
