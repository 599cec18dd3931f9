// SPDX-License-Identifier: Apache-2.0
//
// The parts of a person's name, and whether a text has the form of one. Used by those who look for
// names. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

struct NamePart {
  std::string lower;  // "kari"
  std::string plain;  // Without marks: "odegard".
  bool family = false;
  bool particle = false;    // Redacted beside other parts only.
  bool word = false;        // An ordinary word too.
  bool vocabulary = false;  // A word of CVs too: an occupation, a month, a language, a place.
};

// Words of a text parted by spaces, with their places.
std::vector<Segment> SpacedWords(std::string_view text);

// Parts of a name as written, in the order given then family: "Nordmann, Kari" is turned round.
std::vector<NamePart> NameParts(std::string_view written);

// Whether text has the form of a person's name: one to seven words of letters that begin with
// capitals, small particles between.
bool HasNameShape(std::string_view text);

// Bytes of "I'm ", "Jeg heter " and the like at the start of text, 0 when it starts otherwise.
size_t GreetingLength(std::string_view text);

}  // namespace utvalg::parse
