// SPDX-License-Identifier: GPL-3.0-or-later
//
// The little of CSS that decides whether a reader sees text, and how it stands out: simple
// selectors with descendant and child combinators, a dozen properties, media for the screen. What
// is not understood is left alone.
#pragma once

#include <gumbo.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace utvalg::extract {

using Declarations =
    std::vector<std::pair<std::string, std::string>>;  // Property and value, lower case.

// "color: red; display:none"
Declarations ParseDeclarations(std::string_view text);

struct CssColour {
  uint32_t rgb = 0;
  float alpha = 1;
};
std::optional<CssColour> ParseCssColour(std::string_view text);

// Points; inherited is what "em" and "%" refer to. nullopt for what is no length.
std::optional<float> ParseCssLength(std::string_view text, float inherited);

class StyleSheet {
 public:
  void Add(std::string_view css);
  // Declarations of all rules that match, weakest first.
  Declarations Match(const GumboNode* element) const;

 private:
  struct Compound {
    std::string tag, id;
    std::vector<std::string> classes;
    bool child_of_next = false;  // ">" stands between it and the compound to its left.
  };
  struct Rule {
    std::vector<Compound> compounds;  // Right to left.
    Declarations declarations;
    int specificity = 0;
  };
  static std::optional<std::vector<Compound>> ParseSelector(std::string_view selector);
  static bool Matches(const Compound& compound, const GumboNode* element);
  static bool Matches(const std::vector<Compound>& compounds, const GumboNode* element);
  void AddRule(std::string_view selectors, const Declarations& declarations);

  std::vector<Rule> rules_;
  // By the rightmost compound's id, class or tag, whichever there is: "#id", ".class", "tag", "*".
  std::unordered_map<std::string, std::vector<size_t>> index_;
};

}  // namespace utvalg::extract
