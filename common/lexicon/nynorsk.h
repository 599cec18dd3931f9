// SPDX-License-Identifier: Apache-2.0
//
// Nynorsk in the words of bokmål, so that the same CV in either written form is compared as nearly
// the same text. By lists and endings, word by word: made for the embedding model and for comparing
// words, not for people. Deterministic. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace utvalg::lexicon {

// Whether more words of the text are nynorsk alone than bokmål alone, by the lists of this library.
// A few words do not tell. Valid UTF-8.
bool IsNynorsk(std::string_view text);

// The text with nynorsk words in their bokmål form; everything else as it was. Only for text that
// is nynorsk: its endings are those of other words in other languages.
std::string InBokmaal(std::string_view nynorsk);

}  // namespace utvalg::lexicon
