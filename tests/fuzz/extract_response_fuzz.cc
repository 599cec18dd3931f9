// SPDX-License-Identifier: Apache-2.0
//
// What a taken-over child may answer: arbitrary bytes through the parser and the validation.
#include <cstdint>

#include "services/parse/adapters/validate_response.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  utvalg::extract::v1::ExtractResponse response;
  if (response.ParseFromArray(data, static_cast<int>(size)))
    (void)utvalg::parse::ValidateResponse(response, {});
  return 0;
}
