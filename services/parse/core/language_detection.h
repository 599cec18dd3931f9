// SPDX-License-Identifier: Apache-2.0
//
// The language of a blind text: CLD2, with function words to tell Bokmål, Nynorsk, Danish and
// Swedish apart. Placeholders do not count. Used by parse_cv and for letters. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::parse {

// "nb", "nn", "en", or another ISO 639-1 code; "" when unsure.
std::string DetectLanguage(std::string_view blind_text);

}  // namespace utvalg::parse
