// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/code_page.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "common/base/utf8.h"
#include "services/parse/extract/decode_text.h"

namespace utvalg::extract {
namespace {

std::string NameOf(int page) {
  switch (page) {
    case 437:
    case 850:
    case 852:
    case 865:
    case 866:
      return "ibm-" + std::to_string(page);
    case 932:
      return "windows-932";
    case 936:
      return "windows-936";
    case 949:
      return "windows-949";
    case 950:
      return "windows-950";
    case 10000:
      return "macintosh";
    default:
      return page >= 1250 && page <= 1258 ? "windows-" + std::to_string(page) : "";
  }
}

}  // namespace

CodePages::~CodePages() {
  for (const auto& [page, converter] : converters_)
    if (converter != nullptr) ucnv_close(converter);
}

std::string CodePages::Decode(std::string_view bytes, int page) {
  UConverter* converter = nullptr;
  if (page != 1252 && page != 0) {
    const auto [found, added] = converters_.try_emplace(page, nullptr);
    if (const std::string name = NameOf(page); added && !name.empty()) {
      UErrorCode error = U_ZERO_ERROR;
      found->second = ucnv_open(name.c_str(), &error);
      if (U_FAILURE(error)) found->second = nullptr;
    }
    converter = found->second;
  }
  std::string result;
  if (converter == nullptr) {
    for (const char c : bytes)
      AppendCodePoint(DecodeCp1252(static_cast<unsigned char>(c)), &result);
    return result;
  }
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString decoded(bytes.data(), static_cast<int32_t>(bytes.size()), converter, error);
  if (U_SUCCESS(error)) decoded.toUTF8String(result);
  return result;
}

int PageOfCharset(int charset) {
  switch (charset) {
    case 0:
      return 1252;
    case 77:
      return 10000;
    case 128:
      return 932;
    case 129:
      return 949;
    case 134:
      return 936;
    case 136:
      return 950;
    case 161:
      return 1253;
    case 162:
      return 1254;
    case 163:
      return 1258;
    case 177:
      return 1255;
    case 178:
      return 1256;
    case 186:
      return 1257;
    case 204:
      return 1251;
    case 222:
      return 874;
    case 238:
      return 1250;
    case 255:
      return 850;
    default:
      return 0;
  }
}

}  // namespace utvalg::extract
