// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_state.h"

#include <algorithm>

namespace utvalg::extract {

bool RtfState::Apply(std::string_view word, std::optional<int> number) {
  const bool on = number.value_or(1) != 0;
  if (word == "b") {
    bold = on;
  } else if (word == "i") {
    italic = on;
  } else if (word == "v") {
    vanish = on;
  } else if (word == "deleted") {
    deleted = on;
  } else if (word == "fs") {
    half_points = std::clamp(number.value_or(24), 0, 2000);
  } else if (word == "cf") {
    colour = number.value_or(0);
  } else if (word == "cb" || word == "highlight" || word == "chcbpat") {
    background = number.value_or(0);
  } else if (word == "f") {
    font = number.value_or(0);
  } else if (word == "uc") {
    fallback = std::clamp(number.value_or(1), 0, 16);
  } else if (word == "plain") {
    RtfState plain;
    plain.sink = sink;
    plain.margin = margin;
    plain.fallback = fallback;
    *this = plain;
  } else {
    return false;
  }
  return true;
}

bool RtfParagraph::Apply(std::string_view word, int number) {
  if (word == "pard") {
    *this = RtfParagraph();
  } else if (word == "intbl" || word == "trowd") {
    in_table = true;
  } else if (word == "ls") {
    list = number > 0;
  } else if (word == "ilvl") {
    list_level = std::clamp(number, 0, 8);
  } else if (word == "s") {
    style = number;
  } else if (word == "outlinelevel") {
    outline = number >= 0 && number < 9 ? number : -1;
  } else if (word == "cbpat") {
    background = number;
  } else {
    return false;
  }
  return true;
}

}  // namespace utvalg::extract
