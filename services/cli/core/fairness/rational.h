// SPDX-License-Identifier: Apache-2.0
//
// Exact fractions for everything that is compared with a bound: floor(0.7 x 90) is 63 here and 62
// in doubles. Used by fairness and pilot. Values of unlimited size; stateless functions,
// thread-safe.
#pragma once

// GCC 12 warns of what it cannot follow inside Boost's own headers.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <boost/multiprecision/cpp_int.hpp>
#pragma GCC diagnostic pop

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace utvalg::cli {

// Without expression templates, so that auto holds a value.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;
using Rational = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                               boost::multiprecision::et_off>;

// "3", "0.7", "-1.25" or "7/10". InvalidArgument otherwise, for a denominator of 0, and for more
// than 40 characters.
absl::StatusOr<Rational> ParseRational(std::string_view text);

Integer Floor(const Rational& value);
Integer Ceil(const Rational& value);

// "0.750": rounded half away from zero.
std::string Decimal(const Rational& value, int places);
// The value rounded to so many places, for JSON and for drawing.
double Rounded(const Rational& value, int places = 6);

}  // namespace utvalg::cli
