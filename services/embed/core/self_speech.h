// SPDX-License-Identifier: Apache-2.0
//
// Sentences in which somebody speaks of themselves ("Eg er strukturert og likar å samarbeide",
// "Dynamic and reliable team player"). Each is embedded on its own, so that a claim does not colour
// what stands beside it; whether it tells something all the same is decided from its vector
// (services/rank/core/cv_view.h). Norwegian (both) and English. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace utvalg::embed {

// What a text is about. In what is told of a job or a school one word of praise is mostly one of
// the work ("skilled workers", "flexible hours"), and a task cut off loses what it was a task of:
// there a sentence speaks of self when it says so ("jeg", "I") or praises twice.
enum class Telling { kAnything, kEntry };

// The text cut before and behind every such sentence of at least kLeastWords words: offsets, in
// order, together all of it but white space. Ends of lines end sentences.
inline constexpr size_t kLeastWords = 6;
std::vector<std::pair<size_t, size_t>> CutAtSelfSpeech(std::string_view text, Telling telling);

}  // namespace utvalg::embed
