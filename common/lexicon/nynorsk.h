// SPDX-License-Identifier: Apache-2.0
//
// Nynorsk in the words of bokmål, so that the same CV in either written form is compared as nearly
// the same text. By lists and endings, word by word: made for the embedding model and for comparing
// words, not for people. Deterministic. Stateless, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::lexicon {

// Whether more words of the text are nynorsk alone than bokmål alone, by the lists of this library.
// A few words do not tell. Valid UTF-8.
bool IsNynorsk(std::string_view text);

// Whether a CV is in nynorsk: parse says so, or its words do. What is embedded of it and what is
// compared by its words go by this alone.
bool IsNynorsk(const cv::v1::Cv& cv);

// The text with nynorsk words in their bokmål form; everything else as it was. Only for text that
// is nynorsk: its endings are those of other words in other languages.
std::string InBokmaal(std::string_view nynorsk);

}  // namespace utvalg::lexicon
