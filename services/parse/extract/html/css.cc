// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/html/css.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <set>

#include "common/base/strings.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/colour.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxRules = 5000;
constexpr int kMaxAncestors = 64;

bool IsNameByte(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_' || (c & 0x80) != 0;
}

std::string WithoutComments(std::string_view css) {
  std::string result;
  for (size_t at = 0; at < css.size();) {
    const size_t open = css.find("/*", at);
    result += css.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const size_t close = css.find("*/", open + 2);
    if (close == std::string_view::npos) break;
    at = close + 2;
  }
  return result;
}

// Index of the brace that closes the one before `at`.
size_t BlockEnd(std::string_view css, size_t at) {
  for (int depth = 1; at < css.size(); ++at) {
    if (css[at] == '{') ++depth;
    if (css[at] == '}' && --depth == 0) return at;
  }
  return css.size();
}

std::vector<std::string_view> ClassesOf(const GumboNode* element) {
  std::vector<std::string_view> result;
  const GumboAttribute* attribute = gumbo_get_attribute(&element->v.element.attributes, "class");
  if (attribute == nullptr) return result;
  const std::string_view all = attribute->value;
  for (size_t at = 0; at < all.size();) {
    const size_t begin = all.find_first_not_of(kAsciiSpace, at);
    if (begin == std::string_view::npos) break;
    const size_t end = std::min(all.find_first_of(kAsciiSpace, begin), all.size());
    result.push_back(all.substr(begin, end - begin));
    at = end;
  }
  return result;
}

std::string_view IdOf(const GumboNode* element) {
  const GumboAttribute* attribute = gumbo_get_attribute(&element->v.element.attributes, "id");
  return attribute == nullptr ? std::string_view() : attribute->value;
}

std::optional<uint32_t> NamedColour(std::string_view name) {
  static const std::unordered_map<std::string_view, uint32_t> kNames = {
      {"white", 0xFFFFFF},       {"black", 0x000000},     {"red", 0xFF0000},
      {"green", 0x008000},       {"blue", 0x0000FF},      {"gray", 0x808080},
      {"grey", 0x808080},        {"silver", 0xC0C0C0},    {"navy", 0x000080},
      {"teal", 0x008080},        {"maroon", 0x800000},    {"yellow", 0xFFFF00},
      {"orange", 0xFFA500},      {"purple", 0x800080},    {"whitesmoke", 0xF5F5F5},
      {"snow", 0xFFFAFA},        {"ivory", 0xFFFFF0},     {"ghostwhite", 0xF8F8FF},
      {"floralwhite", 0xFFFAF0}, {"azure", 0xF0FFFF},     {"mintcream", 0xF5FFFA},
      {"lightgray", 0xD3D3D3},   {"lightgrey", 0xD3D3D3}, {"darkgray", 0xA9A9A9}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

Declarations ParseDeclarations(std::string_view text) {
  Declarations result;
  for (const std::string_view part : Split(text, ';')) {
    const size_t colon = part.find(':');
    if (colon == std::string_view::npos) continue;
    std::string value = Lower(Strip(part.substr(colon + 1)));
    if (const size_t important = value.find("!important"); important != std::string::npos)
      value = std::string(StripRight(value.substr(0, important)));
    result.emplace_back(Lower(Strip(part.substr(0, colon))), std::move(value));
  }
  return result;
}

std::optional<CssColour> ParseCssColour(std::string_view text) {
  text = Strip(text);
  if (text == "transparent") return CssColour{0, 0};
  if (const auto named = NamedColour(text)) return CssColour{*named, 1};
  if (text.starts_with('#')) {
    CssColour colour;
    if (text.size() == 9) {
      colour.alpha =
          static_cast<float>(std::strtol(std::string(text.substr(7)).c_str(), nullptr, 16)) / 255;
      text = text.substr(0, 7);
    }
    const auto rgb = ParseHexColour(text);
    if (!rgb) return std::nullopt;
    colour.rgb = *rgb;
    return colour;
  }
  const size_t open = text.find('(');
  if (!text.starts_with("rgb") || open == std::string_view::npos) return std::nullopt;
  std::string numbers(text.substr(open + 1));
  float parts[4] = {0, 0, 0, 1};
  const char* at = numbers.c_str();
  for (float& part : parts) {
    char* end = nullptr;
    const float value = std::strtof(at, &end);
    if (end == at) break;
    const bool percent = *end == '%';
    part = percent ? value / 100 * (&part == &parts[3] ? 1 : 255) : value;
    at = end + strspn(end, "%, /\t");
  }
  const auto byte = [](float v) { return static_cast<uint32_t>(std::clamp(v, 0.0F, 255.0F)); };
  return CssColour{byte(parts[0]) << 16 | byte(parts[1]) << 8 | byte(parts[2]), parts[3]};
}

std::optional<float> ParseCssLength(std::string_view text, float inherited) {
  const std::string copy(Strip(text).substr(0, 24));
  char* end = nullptr;
  const float value = std::strtof(copy.c_str(), &end);
  if (end == copy.c_str()) return std::nullopt;
  const std::string_view unit = end;
  if (unit == "px" || unit.empty()) return value * 0.75F;
  if (unit == "pt") return value;
  if (unit == "em") return value * inherited;
  if (unit == "rem") return value * 12;
  if (unit == "%") return value / 100 * inherited;
  if (unit == "cm") return value * 28.35F;
  if (unit == "mm") return value * 2.835F;
  if (unit == "in") return value * 72;
  return std::nullopt;
}

void StyleSheet::Add(std::string_view text) {
  const std::string css = WithoutComments(text);
  for (size_t at = 0; at < css.size();) {
    const size_t open = css.find('{', at);
    if (open == std::string::npos) return;
    const size_t close = BlockEnd(css, open + 1);
    std::string_view head = Strip(std::string_view(css).substr(at, open - at));
    const std::string_view body = std::string_view(css).substr(open + 1, close - open - 1);
    // "@import x;" and the like end without a block.
    if (const size_t semicolon = head.rfind(';'); semicolon != std::string_view::npos)
      head = Strip(head.substr(semicolon + 1));
    if (head.starts_with("@media")) {
      if (!Contains(head, "print") && !Contains(head, "max-width")) Add(body);
    } else if (!head.starts_with('@')) {
      AddRule(head, ParseDeclarations(body));
    }
    at = close + 1;
  }
}

void StyleSheet::AddRule(std::string_view selectors, const Declarations& declarations) {
  static const std::set<std::string_view> kRead = {
      "display",   "visibility",  "opacity",        "color",     "background", "background-color",
      "font-size", "font-weight", "font-style",     "font",      "position",   "left",
      "top",       "text-indent", "clip",           "clip-path", "overflow",   "width",
      "height",    "max-height",  "flex-direction", "float",     "white-space"};
  Declarations read;
  for (const auto& declaration : declarations)
    if (kRead.count(declaration.first) > 0) read.push_back(declaration);
  if (read.empty()) return;
  for (const std::string_view selector : Split(selectors, ',')) {
    if (rules_.size() >= kMaxRules) return;
    auto compounds = ParseSelector(Strip(selector));
    if (!compounds) continue;
    Rule rule = {*std::move(compounds), read, 0};
    for (const Compound& compound : rule.compounds)
      rule.specificity += (compound.id.empty() ? 0 : 10'000) +
                          static_cast<int>(compound.classes.size()) * 100 +
                          (compound.tag.empty() ? 0 : 1);
    const Compound& last = rule.compounds.front();
    const std::string key = !last.id.empty()        ? "#" + last.id
                            : !last.classes.empty() ? "." + last.classes.front()
                            : !last.tag.empty()     ? last.tag
                                                    : "*";
    index_[key].push_back(rules_.size());
    rules_.push_back(std::move(rule));
  }
}

std::optional<std::vector<StyleSheet::Compound>> StyleSheet::ParseSelector(std::string_view text) {
  std::vector<Compound> compounds;
  bool child = false;
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (kAsciiSpace.find(c) != std::string_view::npos) {
      ++i;
      continue;
    }
    if (c == '>') {
      child = true;
      ++i;
      continue;
    }
    Compound compound;
    compound.child_of_next = child;
    child = false;
    bool any = false;
    while (i < text.size() &&
           (IsNameByte(text[i]) || text[i] == '.' || text[i] == '#' || text[i] == '*')) {
      const char mark = text[i];
      if (mark == '.' || mark == '#' || mark == '*') ++i;
      const size_t begin = i;
      while (mark != '*' && i < text.size() && IsNameByte(text[i])) ++i;
      const std::string name(text.substr(begin, i - begin));
      if (mark == '.') {
        compound.classes.push_back(name);
      } else if (mark == '#') {
        compound.id = name;
      } else if (mark != '*') {
        compound.tag = Lower(name);
      }
      any = true;
    }
    // Attributes, states, siblings: not understood, so the rule is left out.
    if (!any) return std::nullopt;
    compounds.push_back(std::move(compound));
  }
  if (compounds.empty()) return std::nullopt;
  std::reverse(compounds.begin(), compounds.end());
  return compounds;
}

bool StyleSheet::Matches(const Compound& compound, const GumboNode* element) {
  if (element->type != GUMBO_NODE_ELEMENT) return false;
  if (!compound.tag.empty() && compound.tag != gumbo_normalized_tagname(element->v.element.tag))
    return false;
  if (!compound.id.empty() && compound.id != IdOf(element)) return false;
  if (compound.classes.empty()) return true;
  const std::vector<std::string_view> classes = ClassesOf(element);
  return std::all_of(compound.classes.begin(), compound.classes.end(),
                     [&](const std::string& wanted) {
                       return std::find(classes.begin(), classes.end(), wanted) != classes.end();
                     });
}

bool StyleSheet::Matches(const std::vector<Compound>& compounds, const GumboNode* element) {
  if (!Matches(compounds[0], element)) return false;
  for (size_t i = 1; i < compounds.size(); ++i) {
    const bool direct = compounds[i - 1].child_of_next;
    bool found = false;
    for (int steps = 0; steps < kMaxAncestors && !found; ++steps) {
      element = element->parent;
      if (element == nullptr || element->type != GUMBO_NODE_ELEMENT) return false;
      found = Matches(compounds[i], element);
      if (direct && !found) return false;
    }
    if (!found) return false;
  }
  return true;
}

Declarations StyleSheet::Match(const GumboNode* element) const {
  std::vector<size_t> found;
  const auto look_up = [&](const std::string& key) {
    const auto rules = index_.find(key);
    if (rules == index_.end()) return;
    for (const size_t i : rules->second)
      if (Matches(rules_[i].compounds, element)) found.push_back(i);
  };
  look_up("*");
  look_up(gumbo_normalized_tagname(element->v.element.tag));
  for (const std::string_view name : ClassesOf(element)) look_up("." + std::string(name));
  if (const std::string_view id = IdOf(element); !id.empty()) look_up("#" + std::string(id));
  std::sort(found.begin(), found.end(), [this](size_t a, size_t b) {
    return std::pair(rules_[a].specificity, a) < std::pair(rules_[b].specificity, b);
  });
  Declarations result;
  for (const size_t i : found)
    result.insert(result.end(), rules_[i].declarations.begin(), rules_[i].declarations.end());
  return result;
}

}  // namespace utvalg::extract
