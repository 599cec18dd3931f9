// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string_view>

#include "services/parse/core/redact.h"

namespace utvalg::parse {
namespace {

// By RedactionReason.
constexpr std::array<std::string_view, 18> kPlaceholders = {"",
                                                            "[NAME]",
                                                            "[EMAIL]",
                                                            "[PHONE]",
                                                            "[ADDRESS]",
                                                            "[LINK]",
                                                            "[BIRTH_DATE]",
                                                            "[AGE]",
                                                            "[ID_NUMBER]",
                                                            "[SEX]",
                                                            "[NATIONALITY]",
                                                            "[FAMILY]",
                                                            "[RELIGION]",
                                                            "[POLITICS]",
                                                            "[UNION]",
                                                            "[HEALTH]",
                                                            "[REFERENCE]",
                                                            "[BANK_ACCOUNT]"};
static_assert(kPlaceholders.size() == utvalg::identity::v1::RedactionReason_ARRAYSIZE);

}  // namespace

std::string_view Placeholder(utvalg::identity::v1::RedactionReason reason) {
  const auto index = static_cast<size_t>(reason);
  return index < kPlaceholders.size() ? kPlaceholders[index] : "";
}

size_t PlaceholderLength(std::string_view text) {
  if (text.empty() || text.front() != '[') return 0;
  for (std::string_view placeholder : kPlaceholders) {
    if (!placeholder.empty() && text.starts_with(placeholder)) return placeholder.size();
  }
  return 0;
}

}  // namespace utvalg::parse
