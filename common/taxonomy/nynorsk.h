// SPDX-License-Identifier: Apache-2.0
//
// Job titles are published in bokmål; half of them differ in nynorsk only by spelling that follows
// rules ("sjukepleiar", "røyrleggjar", "rekneskapsførar"). Folding brings both spellings of a word
// to one form. Used by LabelIndex for occupations only. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::taxonomy {

// One word in lower case. The form is a key, not a word to be shown. Words of other languages come
// through it too, so it may only be compared with other folded words.
std::string FoldNorwegian(std::string_view lower);

}  // namespace utvalg::taxonomy
