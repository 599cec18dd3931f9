// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/html_text.h"

#include <array>
#include <cstdint>
#include <utility>

#include "common/base/strings.h"
#include "common/base/utf8.h"
#include "services/rank/core/text.h"

namespace utvalg::rank {
namespace {

constexpr std::array<std::string_view, 14> kTelltaleTags = {
    "<p>", "<p ", "<br", "<ul", "<li",   "<div",  "<strong",
    "<h1", "<h2", "<h3", "<h4", "<html", "<span", "<b>"};

constexpr std::array<std::pair<std::string_view, char32_t>, 26> kEntities = {{
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
    {"nbsp", ' '},     {"aring", 0xE5},   {"oslash", 0xF8},  {"aelig", 0xE6},   {"Aring", 0xC5},
    {"Oslash", 0xD8},  {"AElig", 0xC6},   {"eacute", 0xE9},  {"egrave", 0xE8},  {"ouml", 0xF6},
    {"auml", 0xE4},    {"uuml", 0xFC},    {"ndash", 0x2013}, {"mdash", 0x2014}, {"bull", 0x2022},
    {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"rdquo", 0x201D}, {"ldquo", 0x201C}, {"hellip", 0x2026},
    {"middot", 0xB7},
}};

// Decodes the entity at text[at] == '&' and moves *at behind it; a lone ampersand stays one.
void DecodeEntity(std::string_view text, size_t* at, std::string* out) {
  const size_t semicolon = text.find(';', *at);
  if (semicolon != std::string_view::npos && semicolon - *at <= 10) {
    std::string_view name = text.substr(*at + 1, semicolon - *at - 1);
    uint32_t code = 0;
    bool known = false;
    if (ConsumePrefix(&name, "#")) {
      if (ConsumePrefix(&name, "x") || ConsumePrefix(&name, "X")) {
        known = ParseNumber(name, &code, 16);
      } else {
        known = ParseNumber(name, &code);
      }
      known = known && code >= 0x20 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
      if (code == 0xA0) code = ' ';
    } else {
      for (const auto& [entity, value] : kEntities) {
        if (entity == name) {
          code = value;
          known = true;
        }
      }
    }
    if (known) {
      AppendCodePoint(code, out);
      *at = semicolon + 1;
      return;
    }
  }
  out->push_back('&');
  ++*at;
}

// The tag's name in lower case, '/' in front for a closing one.
std::string TagName(std::string_view tag) {
  size_t end = !tag.empty() && tag.front() == '/' ? 1 : 0;
  while (end < tag.size() && (IsAsciiLetter(tag[end]) || IsAsciiDigit(tag[end]))) ++end;
  return AsciiLower(tag.substr(0, end));
}

bool IsHeading(std::string_view name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

// What stands in the text for a tag.
std::string_view Replacement(std::string_view name) {
  if (name == "li") return "\n* ";
  if (IsHeading(name)) return "\n\n# ";
  if (!name.empty() && name[0] == '/' && IsHeading(name.substr(1))) return "\n\n";
  if (name == "b" || name == "strong" || name == "/b" || name == "/strong") return "**";
  for (const std::string_view block :
       {"p", "/p", "div", "/div", "ul", "/ul", "ol", "/ol", "table", "/table"}) {
    if (name == block) return "\n\n";
  }
  for (const std::string_view line : {"br", "tr", "/tr", "/li", "td", "th"}) {
    if (name == line) return "\n";
  }
  return "";
}

}  // namespace

bool LooksLikeHtml(std::string_view text) {
  const std::string lower = AsciiLower(text);
  for (const std::string_view tag : kTelltaleTags) {
    if (Contains(lower, tag)) return true;
  }
  return false;
}

std::string HtmlToMarkdown(std::string_view html) {
  std::string out;
  size_t at = 0;
  while (at < html.size()) {
    const char c = html[at];
    if (c == '<') {
      const size_t end = html.find('>', at);
      if (end == std::string_view::npos) break;
      const std::string name = TagName(html.substr(at + 1, end - at - 1));
      at = end + 1;
      if (name == "script" || name == "style") {
        const std::string_view rest = html.substr(at);
        const size_t close = rest.find(name == "script" ? "</script" : "</style");
        if (close == std::string_view::npos) break;
        at += close;
        continue;
      }
      out += Replacement(name);
    } else if (c == '&') {
      DecodeEntity(html, &at, &out);
    } else {
      // A line break in the source is a space on the page.
      out.push_back(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
      ++at;
    }
  }
  return out;
}

}  // namespace utvalg::rank
