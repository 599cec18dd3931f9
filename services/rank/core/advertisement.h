// SPDX-License-Identifier: Apache-2.0
//
// An advertisement as blocks: headings, list items and paragraphs, each with the part of the
// advertisement it belongs to (tasks, demands, offers ...). First step of ProposeJob. Stateless,
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace utvalg::rank {

enum class AdSection {
  kIntroduction,  // Before the first heading that is known.
  kTasks,
  kRequired,
  kDesired,
  kTraits,   // Personal qualities: for the interview, a CV cannot show them.
  kCompany,  // Praise of the employer.
  kOffer,
  kApply,  // How to apply, contact, practical matters, law.
};

struct AdBlock {
  enum class Kind { kHeading, kListItem, kParagraph };
  Kind kind = Kind::kParagraph;
  AdSection section = AdSection::kIntroduction;
  std::string text;  // White space single.
};

struct Advertisement {
  std::string text;  // Plain: without markup when it was HTML.
  std::vector<AdBlock> blocks;
};

// Accepts plain text, Markdown and HTML.
Advertisement ReadAdvertisement(std::string_view advertisement);

// The sentences of a block's text.
std::vector<std::string_view> SplitSentences(std::string_view text);

// "nb", "nn" or "en" by the small words of each; "en" when undecided.
std::string AdLanguage(std::string_view text);

}  // namespace utvalg::rank
