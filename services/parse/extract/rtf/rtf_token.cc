// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/rtf/rtf_token.h"

#include <algorithm>

#include "services/parse/extract/ascii.h"

namespace utvalg::extract {
namespace {

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int HexValue(char c) {
  if (IsAsciiDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool RtfTokens::Next(RtfToken* token) {
  while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n' || bytes_[at_] == '\0'))
    ++at_;
  if (at_ >= bytes_.size()) return false;
  token->number.reset();
  const char c = bytes_[at_];
  if (c == '{' || c == '}') {
    token->kind = c == '{' ? RtfToken::Kind::kOpen : RtfToken::Kind::kClose;
    token->text = bytes_.substr(at_++, 1);
    return true;
  }
  if (c == '\\') return Control(token);
  const size_t end =
      std::min(bytes_.find_first_of(std::string_view("{}\\\r\n\0", 6), at_), bytes_.size());
  token->kind = RtfToken::Kind::kText;
  token->text = bytes_.substr(at_, end - at_);
  at_ = end;
  return true;
}

bool RtfTokens::Control(RtfToken* token) {
  ++at_;
  if (at_ >= bytes_.size()) return false;
  if (bytes_[at_] == '\'') {
    token->kind = RtfToken::Kind::kByte;
    const int high = at_ + 1 < bytes_.size() ? HexValue(bytes_[at_ + 1]) : -1;
    const int low = at_ + 2 < bytes_.size() ? HexValue(bytes_[at_ + 2]) : -1;
    token->number = high < 0 || low < 0 ? '?' : high * 16 + low;
    at_ = std::min(at_ + 3, bytes_.size());
    return true;
  }
  if (!IsAsciiLetter(bytes_[at_])) {
    token->kind = RtfToken::Kind::kSymbol;
    token->text = bytes_.substr(at_++, 1);
    return true;
  }
  const size_t begin = at_;
  while (at_ < bytes_.size() && at_ - begin < 32 && IsAsciiLetter(bytes_[at_])) ++at_;
  token->kind = RtfToken::Kind::kWord;
  token->text = bytes_.substr(begin, at_ - begin);
  const bool negative =
      at_ + 1 < bytes_.size() && bytes_[at_] == '-' && IsAsciiDigit(bytes_[at_ + 1]);
  if (negative) ++at_;
  if (at_ < bytes_.size() && IsAsciiDigit(bytes_[at_])) {
    int value = 0;
    for (int digits = 0; at_ < bytes_.size() && IsAsciiDigit(bytes_[at_]); ++at_, ++digits)
      if (digits < 9) value = value * 10 + (bytes_[at_] - '0');
    token->number = negative ? -value : value;
  }
  if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
  return true;
}

}  // namespace utvalg::extract
