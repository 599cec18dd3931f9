// SPDX-License-Identifier: Apache-2.0
//
// Driving licences: classes as written in CVs and advertisements, and which class may drive what.
// Used by parse and rank. Stateless, thread-safe; never fails. Offsets are bytes of the text given.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace utvalg::lexicon {

struct LicenceMention {
  size_t begin = 0;
  size_t end = 0;
  std::string_view category;  // AM, A1, A2, A, B, BE, C1, C1E, C, CE, D1, D1E, D, DE, S, T.
};

// The classes named in text next to a word for a driving licence ("Førerkort kl. B og BE",
// "Driver's license: B", "klasse B"). A licence without class ("Har førerkort") is class B.
std::vector<LicenceMention> FindLicences(std::string_view text);

// As FindLicences for a text under such a heading: bare classes count ("B, BE, C1").
std::vector<LicenceMention> FindLicenceClasses(std::string_view text);

// Whether a holder of `held` may drive what `needed` asks for (B is met by BE, C1, D1 and all above
// them).
bool LicenceCovers(std::string_view held, std::string_view needed);

}  // namespace utvalg::lexicon
