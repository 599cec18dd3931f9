// SPDX-License-Identifier: GPL-3.0-or-later
//
// Control words of RTF that are known by name alone. Used by rtf_reader.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::extract {

// Destinations that hold no text of the document.
bool IsSkippedDestination(std::string_view word);

// Destinations that are marked as ignorable and hold text all the same.
bool IsKnownDestination(std::string_view word);

// The character that a word stands for, as "emdash" does; empty for other words.
std::string CharacterOf(std::string_view word);

}  // namespace utvalg::extract
