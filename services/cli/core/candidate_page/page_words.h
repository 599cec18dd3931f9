// SPDX-License-Identifier: Apache-2.0
//
// Every word that the candidate's page says itself, in one language. Constant data, thread-safe.
#pragma once

#include <array>
#include <string_view>

namespace utvalg::cli {

struct PageWords {
  std::string_view tag;  // BCP 47.
  std::string_view title, revision, page, line;
  std::array<std::string_view, 3> steps;  // Received, read by a person, decided.
  std::string_view read, read_note, nothing_read;
  // Jobs, education, skills, languages, certificates, licences: as ReadFact.kind names them.
  std::array<std::string_view, 6> kinds;
  std::string_view not_used, not_used_note, could_not, pending, feedback, nearest, you_can;
  std::string_view correct, choose, send;
  std::string_view ask, ask_note;
  std::string_view copy, copy_json_resume, copy_europass;
  std::string_view withdraw, withdraw_note;
  std::string_view erase, erase_note, confirm;
  std::string_view erased, erased_note, erasing_note;
  std::array<std::string_view, 5> failures, failure_notes;  // By PageFailure.
  std::string_view footer;
};

// Of nb, nn or en; nb for any other.
const PageWords& PageWordsIn(std::string_view locale);

}  // namespace utvalg::cli
