// SPDX-License-Identifier: Apache-2.0
//
// What a single word says about being part of a person's name. Words are lower case. Lists help;
// nothing depends on a name being in one. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::parse {

bool IsGivenName(std::string_view lower);
bool IsFamilyName(std::string_view lower);

// Names that are ordinary words of Norwegian or English too: dag, even, odd, hans, berg, mark,
// rose, will.
bool IsNameAndWord(std::string_view lower);

// Small words inside names: van, von, de, af, bin.
bool IsNameParticle(std::string_view lower);

// What stands behind a name and is no part of it: phd, mba, rn, jr.
bool IsCredential(std::string_view lower);

// Words of headers and letters that look like names by their capitals: "Curriculum Vitae", "Page",
// "Application".
bool IsHeaderWord(std::string_view lower);

// Letters without their marks, as they are written in addresses: "Ødegård" to "odegard".
std::string PlainLetters(std::string_view lower);

}  // namespace utvalg::parse
