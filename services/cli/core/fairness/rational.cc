// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/fairness/rational.h"

#include <algorithm>
#include <cstdlib>

#include "common/base/strings.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLongest = 40;

absl::Status NotANumber(std::string_view text) {
  return absl::InvalidArgumentError(Cat("\"", text.substr(0, kLongest), "\" is not a number"));
}

bool Digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Leading zeros would make Boost read octal.
Integer FromDigits(std::string_view digits) {
  const size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? Integer(0) : Integer(std::string(digits.substr(first)));
}

Integer PowerOfTen(size_t exponent) {
  Integer power = 1;
  for (size_t i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

absl::StatusOr<Rational> ParseRational(std::string_view text) {
  const std::string_view whole = text;
  if (text.size() > kLongest) return NotANumber(whole);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Rational value;
  if (const size_t slash = text.find('/'); slash != std::string_view::npos) {
    const std::string_view above = text.substr(0, slash), below = text.substr(slash + 1);
    if (!Digits(above) || !Digits(below) || FromDigits(below) == 0) return NotANumber(whole);
    value = Rational(FromDigits(above), FromDigits(below));
  } else if (const size_t point = text.find('.'); point != std::string_view::npos) {
    const std::string digits = Cat(text.substr(0, point), text.substr(point + 1));
    if (!Digits(digits) || point + 1 == text.size()) return NotANumber(whole);
    value = Rational(FromDigits(digits), PowerOfTen(text.size() - point - 1));
  } else {
    if (!Digits(text)) return NotANumber(whole);
    value = Rational(FromDigits(text));
  }
  return negative ? Rational(-value) : value;
}

Integer Floor(const Rational& value) {
  const Integer above = numerator(value), below = denominator(value);
  const Integer quotient = above / below;  // Towards zero.
  return above % below < 0 ? Integer(quotient - 1) : quotient;
}

Integer Ceil(const Rational& value) { return -Floor(Rational(-value)); }

std::string Decimal(const Rational& value, int places) {
  const Integer scale = PowerOfTen(static_cast<size_t>(places));
  const Rational size = value < 0 ? Rational(-value) : value;
  const Integer scaled = Floor(Rational(size * scale + Rational(1, 2)));
  std::string digits = scaled.str();
  const auto wanted = static_cast<size_t>(places) + 1;
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<size_t>(places), ".");
  return value < 0 && scaled != 0 ? Cat("-", digits) : digits;
}

double Rounded(const Rational& value, int places) {
  return std::strtod(Decimal(value, places).c_str(), nullptr);
}

}  // namespace utvalg::cli
