// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/identity_numbers.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/words.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

bool Digit(char c) { return c >= '0' && c <= '9'; }

bool IsDayAndMonth(int day, int month) {
  if (day > 40) day -= 40;
  for (int shift : {0, 40, 65, 80}) {
    const int plain = month - shift;
    if (plain >= 1 && plain <= 12) return day >= 1 && day <= 31;
  }
  return false;
}

int TwoDigits(std::string_view digits, size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

// Weights of the last check digit of a bank account.
bool IsAccountNumber(std::string_view digits) {
  constexpr int kWeights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (size_t i = 0; i < 10; ++i) sum += kWeights[i] * (digits[i] - '0');
  return (11 - sum % 11) % 11 == digits[10] - '0';
}

// Figures from `at` with single separators; the sizes of the groups.
struct Figures {
  size_t end = 0;
  std::string digits;
  std::vector<size_t> groups;
  char sign = '\0';
};

Figures ReadFigures(std::string_view text, size_t at) {
  Figures figures;
  size_t group = 0;
  for (size_t i = at; i < text.size(); ++i) {
    if (Digit(text[i])) {
      ++group;
      figures.digits += text[i];
      figures.end = i + 1;
      continue;
    }
    if (group > 0) figures.groups.push_back(group);
    group = 0;
    const bool sign = text[i] == ' ' || text[i] == '.' || text[i] == '-' || text[i] == '+';
    if (!sign || i + 1 >= text.size() || !Digit(text[i + 1]) || figures.digits.size() >= 16) break;
    figures.sign = text[i];
  }
  if (group > 0) figures.groups.push_back(group);
  return figures;
}

bool Mentions(std::string_view lower, size_t at, std::string_view word) {
  const size_t begin = at > 40 ? at - 40 : 0;
  return lower.substr(begin, at - begin).find(word) != std::string_view::npos;
}

// "konto", but not "kontor".
bool MentionsAccount(std::string_view lower, size_t at) {
  const size_t begin = at > 40 ? at - 40 : 0;
  const std::string_view before = lower.substr(begin, at - begin);
  for (size_t hit = before.find("konto"); hit != std::string_view::npos;
       hit = before.find("konto", hit + 1)) {
    if (!before.substr(hit + 5).starts_with('r')) return true;
  }
  return Mentions(lower, at, "account n") || Mentions(lower, at, "account:") ||
         Mentions(lower, at, "bank account") || Mentions(lower, at, "iban");
}

// "01.01.2020-01.01.2022", "08.2019-12.2020", "2019 2021 2023": figures that are dates in groups.
bool AreDates(const Figures& figures) {
  size_t at = 0, dates = 0;
  const auto number = [&](size_t group) {
    int value = 0;
    for (size_t i = 0; i < figures.groups[group]; ++i)
      value = value * 10 + (figures.digits[at + i] - '0');
    at += figures.groups[group];
    return value;
  };
  for (size_t i = 0; i < figures.groups.size(); ++i) {
    int before = 0;
    while (i < figures.groups.size() && figures.groups[i] <= 2 && before < 2) {
      const int value = number(i++);
      if (value < 1 || value > 31) return false;
      ++before;
    }
    if (i >= figures.groups.size() || figures.groups[i] != 4) return false;
    const int year = number(i);
    if (year < 1900 || year > 2100) return false;
    ++dates;
  }
  return dates > 0;
}

RedactionReason ReasonOf(const Figures& figures, std::string_view lower, size_t at) {
  const std::string& d = figures.digits;
  const auto groups_are = [&](std::initializer_list<size_t> sizes) {
    return figures.groups.size() == sizes.size() &&
           std::equal(sizes.begin(), sizes.end(), figures.groups.begin());
  };
  if (AreDates(figures)) return REDACTION_REASON_UNSPECIFIED;
  const bool account_label = MentionsAccount(lower, at);
  if (d.size() == 11) {
    if (account_label || (groups_are({4, 2, 5}) && !Mentions(lower, at, "nummer")))
      return REDACTION_REASON_BANK_ACCOUNT;
    if (IsNationalIdShape(d) && (figures.groups.size() == 1 || groups_are({6, 5}) ||
                                 groups_are({2, 2, 2, 5}) || groups_are({6, 3, 2}))) {
      return REDACTION_REASON_NATIONAL_ID;
    }
    if (figures.groups.size() == 1 && IsAccountNumber(d)) return REDACTION_REASON_BANK_ACCOUNT;
    return REDACTION_REASON_UNSPECIFIED;
  }
  // Danish DDMMYY-XXXX, Swedish YYMMDD-XXXX and YYYYMMDD-XXXX.
  if (figures.sign == '-' && (groups_are({6, 4}) || groups_are({8, 4}))) {
    const std::string_view six = std::string_view(d).substr(d.size() - 10, 6);
    if (IsDayAndMonth(TwoDigits(six, 0), TwoDigits(six, 2)) ||
        IsDayAndMonth(TwoDigits(six, 4), TwoDigits(six, 2))) {
      return REDACTION_REASON_NATIONAL_ID;
    }
  }
  // The American social security number.
  if (figures.sign == '-' && groups_are({3, 2, 4})) return REDACTION_REASON_NATIONAL_ID;
  return account_label && d.size() >= 9 ? REDACTION_REASON_BANK_ACCOUNT
                                        : REDACTION_REASON_UNSPECIFIED;
}

// "NO93 8601 1117 947" and those of other countries.
size_t IbanAt(std::string_view text, size_t at) {
  const auto upper = [&](size_t i) { return i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; };
  if (!upper(at) || !upper(at + 1) || at + 4 > text.size() || !Digit(text[at + 2]) ||
      !Digit(text[at + 3]))
    return 0;
  size_t count = 4;
  size_t end = at + 4;
  for (size_t i = at + 4; i < text.size(); ++i) {
    if (Digit(text[i]) || (upper(i) && count >= 4)) {
      ++count;
      end = i + 1;
    } else if (text[i] != ' ' || i + 1 >= text.size() || (!Digit(text[i + 1]) && !upper(i + 1))) {
      break;
    }
  }
  size_t digits = 0;
  for (size_t i = at; i < end; ++i) digits += Digit(text[i]);
  return count >= 15 && count <= 34 && digits >= 11 ? end - at : 0;
}

}  // namespace

bool IsNationalIdShape(std::string_view d) {
  return d.size() == 11 && std::all_of(d.begin(), d.end(), Digit) &&
         IsDayAndMonth(TwoDigits(d, 0), TwoDigits(d, 2));
}

void FindIdentityNumbers(const RedactContext& context, RedactionFindings* findings) {
  for (size_t p = 0; p < context.paragraphs.size(); ++p) {
    const std::string_view text = context.paragraphs[p].text;
    const std::string_view lower = context.paragraphs[p].lower;
    for (size_t at = 0; at < text.size(); ++at) {
      if (WordEndsAt(text, at)) continue;
      if (const size_t iban = IbanAt(text, at); iban > 0) {
        findings->push_back({p, at, at + iban, REDACTION_REASON_BANK_ACCOUNT});
        at += iban - 1;
        continue;
      }
      if (!Digit(text[at])) continue;
      const Figures figures = ReadFigures(text, at);
      const bool plus = at > 0 && text[at - 1] == '+';
      const RedactionReason reason = plus || WordStartsAt(text, figures.end)
                                         ? REDACTION_REASON_UNSPECIFIED
                                         : ReasonOf(figures, lower, at);
      if (reason != REDACTION_REASON_UNSPECIFIED) findings->push_back({p, at, figures.end, reason});
      at = figures.end - 1;
    }
  }
}

}  // namespace utvalg::parse
