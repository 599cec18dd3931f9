// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens of RTF.
#pragma once

#include <optional>
#include <string_view>

namespace utvalg::extract {

struct RtfToken {
  enum class Kind { kOpen, kClose, kWord, kSymbol, kByte, kText };
  Kind kind = Kind::kText;
  std::string_view text;      // Control word, symbol, or plain bytes.
  std::optional<int> number;  // Of a control word; the value of a byte.
};

class RtfTokens {
 public:
  explicit RtfTokens(std::string_view bytes) : bytes_(bytes) {}

  // False at the end.
  bool Next(RtfToken* token);
  // Skips binary data.
  void Skip(size_t count) { at_ = count > bytes_.size() - at_ ? bytes_.size() : at_ + count; }

 private:
  bool Control(RtfToken* token);

  std::string_view bytes_;
  size_t at_ = 0;
};

}  // namespace utvalg::extract
