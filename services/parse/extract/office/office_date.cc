// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/office/office_date.h"

#include "services/parse/extract/ascii.h"

namespace utvalg::extract {

std::string OfficeDay(std::string_view text) {
  text = Strip(text).substr(0, 10);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return "";
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (!IsAsciiDigit(text[i])) return "";
  const int month = (text[5] - '0') * 10 + text[6] - '0';
  const int day = (text[8] - '0') * 10 + text[9] - '0';
  if (month < 1 || month > 12 || day < 1 || day > 31) return "";
  return std::string(text);
}

}  // namespace utvalg::extract
