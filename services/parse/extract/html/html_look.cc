// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/html/html_look.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>

#include "services/parse/extract/ascii.h"

namespace utvalg::extract {
namespace {

constexpr float kFarAway = -700;  // Points left of or above the page.
constexpr float kNothing = 2;     // Points: boxes that small show no text.

void ApplyTag(GumboTag tag, float inherited, HtmlLook* look) {
  switch (tag) {
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_TH:
      look->bold = true;
      break;
    case GUMBO_TAG_I:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_CITE:
      look->italic = true;
      break;
    case GUMBO_TAG_H1:
      look->size = inherited * 2;
      look->bold = true;
      break;
    case GUMBO_TAG_H2:
      look->size = inherited * 1.5F;
      look->bold = true;
      break;
    case GUMBO_TAG_H3:
      look->size = inherited * 1.17F;
      look->bold = true;
      break;
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      look->bold = true;
      break;
    case GUMBO_TAG_SMALL:
      look->size = inherited * 0.83F;
      break;
    case GUMBO_TAG_PRE:
      look->preformatted = true;
      break;
    default:
      break;
  }
}

Display DefaultDisplay(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_ACRONYM:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DATA:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_KBD:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SAMP:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_VAR:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_UNKNOWN:
      return Display::kInline;
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
      return Display::kNone;
    default:
      return Display::kBlock;
  }
}

void ApplyBackground(const std::string& value, HtmlLook* look) {
  if (Contains(value, "gradient") || Contains(value, "url(")) {
    look->background_known = false;
    return;
  }
  std::optional<CssColour> colour = ParseCssColour(value);
  // The shorthand has its colour among other words.
  for (size_t at = 0; !colour && at < value.size();) {
    const size_t end = std::min(value.find(' ', at), value.size());
    colour = ParseCssColour(std::string_view(value).substr(at, end - at));
    at = end + 1;
  }
  if (!colour || colour->alpha < 0.05F) return;
  look->background = colour->rgb;
  look->background_known = colour->alpha > 0.95F;
}

bool IsBold(const std::string& value) {
  return value == "bold" || value == "bolder" || std::atoi(value.c_str()) >= 600;
}

}  // namespace

HtmlLook LookOf(const GumboNode* element, const HtmlLook& parent, const Declarations& styles) {
  const GumboTag tag = element->v.element.tag;
  HtmlLook look = parent;
  look.display = DefaultDisplay(tag);
  look.beside = false;
  ApplyTag(tag, parent.size, &look);
  std::map<std::string_view, std::string_view> box;  // Properties that hide only together.
  bool gone = gumbo_get_attribute(&element->v.element.attributes, "hidden") != nullptr;
  bool shown_again = false;
  for (const auto& [property, value] : styles) {
    box[property] = value;
    if (property == "display") {
      gone = value == "none";
      if (value == "inline" || value == "inline-block" || value == "contents") {
        look.display = Display::kInline;
      } else if (Contains(value, "flex")) {
        look.display = Display::kRow;
      } else if (!gone && look.display != Display::kNone && value != "inherit" &&
                 value != "initial") {
        look.display = Display::kBlock;
      }
    } else if (property == "flex-direction" && value.starts_with("column")) {
      if (look.display == Display::kRow) look.display = Display::kBlock;
    } else if (property == "float") {
      look.beside = value == "right" || value == "left";
    } else if (property == "visibility") {
      if (value == "hidden" || value == "collapse") look.hidden = v1::HIDDEN_VANISH;
      shown_again = value == "visible";
    } else if (property == "opacity") {
      if (std::strtof(value.c_str(), nullptr) < 0.05F) look.hidden = v1::HIDDEN_TRANSPARENT;
    } else if (property == "color") {
      if (const auto colour = ParseCssColour(value)) {
        look.colour = colour->rgb;
        if (colour->alpha < 0.05F) look.hidden = v1::HIDDEN_TRANSPARENT;
      }
    } else if (property == "background" || property == "background-color") {
      ApplyBackground(value, &look);
    } else if (property == "font-size") {
      if (const auto size = ParseCssLength(value, parent.size)) look.size = *size;
    } else if (property == "font-weight") {
      look.bold = IsBold(value);
    } else if (property == "font-style") {
      look.italic = value == "italic" || value.starts_with("oblique");
    } else if (property == "white-space") {
      look.preformatted = value.starts_with("pre") && value != "pre-line";
    } else if (property == "text-indent") {
      if (ParseCssLength(value, parent.size).value_or(0) < kFarAway)
        look.hidden = v1::HIDDEN_OFF_PAGE;
    }
  }
  if (shown_again && parent.hidden == v1::HIDDEN_VANISH) look.hidden = v1::HIDDEN_UNSPECIFIED;
  const bool placed = box["position"] == "absolute" || box["position"] == "fixed";
  const auto length = [&](std::string_view property, float otherwise) {
    return ParseCssLength(box[property], look.size).value_or(otherwise);
  };
  if (placed && (length("left", 0) < kFarAway || length("top", 0) < kFarAway))
    look.hidden = v1::HIDDEN_OFF_PAGE;
  const bool tiny = length("width", 100) < kNothing || length("height", 100) < kNothing ||
                    length("max-height", 100) < kNothing;
  if ((tiny && (box["overflow"] == "hidden" || box["overflow"] == "clip")) ||
      (placed &&
       (box["clip"].starts_with("rect(0") || box["clip"].starts_with("rect(1px") ||
        box["clip-path"].starts_with("inset(50%") || box["clip-path"].starts_with("inset(100%"))))
    look.hidden = v1::HIDDEN_CLIPPED;
  if (gone) look.hidden = v1::HIDDEN_VANISH;
  return look;
}

}  // namespace utvalg::extract
