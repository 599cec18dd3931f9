// SPDX-License-Identifier: GPL-3.0-or-later
//
// One reader of the extractor (UTVALG_FUZZ_FORMAT) on arbitrary bytes. Whatever it makes of them
// must pass the parent's validation.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "services/parse/adapters/validate_response.h"
#include "services/parse/extract/extract.h"

namespace {

namespace v1 = utvalg::extract::v1;

// Small, so that a fuzzer spends its time on logic and not on size.
utvalg::extract::Limits FuzzLimits() {
  utvalg::extract::Limits limits;
  limits.pages = 5;
  limits.characters = 100'000;
  limits.stream_bytes = 4u << 20;
  limits.page_operations = 20'000;
  return limits;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  utvalg::extract::WarmUp();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const utvalg::extract::Limits limits = FuzzLimits();
  const v1::ExtractResponse response = utvalg::extract::ExtractAs(
      v1::UTVALG_FUZZ_FORMAT, std::string_view(reinterpret_cast<const char*>(data), size), limits);
  const absl::Status valid =
      utvalg::parse::ValidateResponse(response, {limits.pages, limits.characters});
  if (!valid.ok()) {
    std::fprintf(stderr, "%s\n", std::string(valid.message()).c_str());
    std::abort();
  }
  return 0;
}
