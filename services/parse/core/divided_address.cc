// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/divided_address.h"

#include <algorithm>
#include <array>
#include <string>

namespace utvalg::parse {
namespace {

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsAddressByte(char c) {
  return IsLower(c) || IsDigit(c) || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("._%+-'@").find(c) != std::string_view::npos;
}

// Some layouts set addresses in capitals.
bool IsCapitals(std::string_view token) {
  return std::none_of(token.begin(), token.end(), IsLower) && token.size() > 0;
}

std::string Small(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

std::string_view LastToken(std::string_view line) {
  const size_t at = line.find_last_of(" \t:|;,/()");
  return at == std::string_view::npos ? line : line.substr(at + 1);
}

std::string_view FirstToken(std::string_view next) {
  return next.substr(0, next.find_first_of(" \t|;,/()"));
}

// What follows the last point, when it could be a country or the like.
std::string_view TopLevel(std::string_view domain) {
  const size_t dot = domain.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : domain.substr(dot + 1);
}

bool IsWholeDomain(std::string_view domain) {
  const std::string_view top = TopLevel(domain);
  return top.size() >= 2 && std::all_of(top.begin(), top.end(), IsLower);
}

bool HasUsualTopLevel(std::string_view domain) {
  constexpr std::array<std::string_view, 10> kUsual = {"no", "com", "org", "net", "se",
                                                       "dk", "io",  "dev", "me",  "uk"};
  return std::find(kUsual.begin(), kUsual.end(), TopLevel(domain)) != kUsual.end();
}

// A web address or a domain, which an e-mail address below it does not go on with.
bool IsWholeLink(std::string_view token) {
  return token.starts_with("www.") || token.starts_with("http") || HasUsualTopLevel(token);
}

// "kari.nordmann@exam" | "ple.no", "kari@example" | ".no", "kari@example.n" | "o".
bool DomainGoesOn(std::string_view domain, std::string_view next, bool full) {
  const std::string_view first = FirstToken(next);
  if (first.empty() || (!IsLower(first[0]) && !IsDigit(first[0]) && first[0] != '.')) return false;
  const std::string joined = std::string(domain) + std::string(first);
  if (!IsWholeDomain(joined)) return false;
  if (!IsWholeDomain(domain)) return domain.ends_with('-') || domain.ends_with('.') || full;
  // "kari@example.co" | "m", with nothing else on the line.
  return full && first == next && first.size() <= 2 && !HasUsualTopLevel(domain) &&
         HasUsualTopLevel(joined);
}

// "anne-kristine.bj-" | "haug@example.no", "alexandrina.elis" | "abeth@example.no".
bool NameGoesOn(std::string_view token, std::string_view first, bool full) {
  const std::string_view domain = first.substr(first.find('@') + 1);
  if (!IsWholeDomain(domain) && domain.find('.') != std::string_view::npos) return false;
  if (!IsLower(token[0]) && !IsDigit(token[0])) return false;
  // "617-555-9943" over it is a telephone number.
  if (std::none_of(token.begin(), token.end(), IsLower)) return false;
  if (token.ends_with('-') || token.ends_with('_')) return true;
  const bool parted =
      token.substr(0, token.size() - 1).find_first_of("._-+") != std::string_view::npos;
  if (token.ends_with('.')) return parted;
  if (first[0] == '@') return parted || full;
  return full && parted && !IsWholeLink(token) && (IsLower(first[0]) || IsDigit(first[0]));
}

}  // namespace

bool IsDividedAddress(std::string_view line, std::string_view next, bool full) {
  std::string small_last, small_next;
  if (IsCapitals(LastToken(line)) && IsCapitals(FirstToken(next))) {
    small_last = Small(LastToken(line)), small_next = Small(next);
    line = small_last, next = small_next;
  }
  const std::string_view last = LastToken(line), first = FirstToken(next);
  if (last.size() < 2 || first.empty()) return false;
  if (!std::all_of(last.begin(), last.end(), IsAddressByte) ||
      !std::all_of(first.begin(), first.end(), IsAddressByte))
    return false;
  const auto signs = std::count(last.begin(), last.end(), '@');
  if (signs + std::count(first.begin(), first.end(), '@') != 1) return false;
  if (signs == 0) return NameGoesOn(last, first, full);
  const size_t sign = last.find('@');
  return sign > 0 && DomainGoesOn(last.substr(sign + 1), next, full);
}

}  // namespace utvalg::parse
