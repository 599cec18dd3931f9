// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/places.h"

#include <string>
#include <unordered_set>

#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

constexpr std::string_view kNames =
#include "services/parse/core/place_names.inc"
    ;

const std::unordered_set<std::string_view>& Names() {
  static const auto* const names = [] {
    auto* set = new std::unordered_set<std::string_view>();
    std::string_view rest = kNames;
    while (!rest.empty()) {
      const size_t bar = rest.find('|');
      set->insert(rest.substr(0, bar));
      rest = bar == std::string_view::npos ? "" : rest.substr(bar + 1);
    }
    return set;
  }();
  return *names;
}

bool IsStateCode(std::string_view part) {
  static constexpr std::string_view kCodes =
      "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
      "NM NY "
      "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB NS NB SK NL PE NSW "
      "VIC "
      "QLD UK US USA UAE";
  if (part.size() < 2 || part.size() > 3) return false;
  const size_t at = kCodes.find(part);
  return at != std::string_view::npos && (at == 0 || kCodes[at - 1] == ' ') &&
         (at + part.size() == kCodes.size() || kCodes[at + part.size()] == ' ');
}

// States and provinces written out tell what stands before them as their codes do.
bool IsStateName(std::string_view part) {
  static constexpr std::string_view kStates =
      "|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|"
      "hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|"
      "michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|"
      "new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|"
      "rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|"
      "west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta|manitoba|nova "
      "scotia|"
      "new south wales|queensland|tasmania|andhra pradesh|assam|bihar|chhattisgarh|delhi|goa|"
      "gujarat|haryana|himachal pradesh|jharkhand|karnataka|kerala|madhya pradesh|maharashtra|"
      "odisha|punjab|rajasthan|tamil nadu|telangana|uttar pradesh|uttarakhand|west bengal|";
  return kStates.find("|" + FoldWords(part) + "|") != std::string_view::npos;
}

bool IsName(std::string_view part) { return Names().contains(FoldWords(part)); }

}  // namespace

bool IsPlace(std::string_view text) {
  text = TrimSeparators(text);
  while (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = TrimSeparators(text.substr(1, text.size() - 2));
  }
  if (text.empty() || text.size() > 60) return false;
  if (IsName(text)) return true;
  const size_t comma = LastOf(text, ",/");
  if (comma == std::string_view::npos) {
    // "Columbus OH", "Oslo - Remote", "Bergen (hybrid)".
    const size_t space = text.rfind(' ');
    if (space == std::string_view::npos) return false;
    const std::string_view tail = TrimSeparators(text.substr(space + 1));
    const std::string_view head = TrimSeparators(text.substr(0, space));
    return IsName(head) && (IsStateCode(tail) || IsName(tail));
  }
  const std::string_view head = TrimSeparators(text.substr(0, comma));
  const std::string_view tail = TrimSeparators(text.substr(comma + 1));
  if (head.empty()) return false;
  // "Smallville, KS": the code says what the unknown name before it is.
  if (IsStateCode(tail) || IsStateName(tail)) {
    if (head.find(',') != std::string_view::npos) return IsPlace(head);
    return CountWords(head) <= 3 && StartsUpper(head) && !HasDigit(head);
  }
  return IsPlace(head) && IsPlace(tail);
}

}  // namespace utvalg::parse
