// SPDX-License-Identifier: Apache-2.0
//
// A job file that somebody uploads: YAML or JSON. A fault is a status, never an exception.
#include <cstdint>
#include <string_view>

#include "services/rank/adapters/job_file/job_file_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  (void)utvalg::rank::ReadJobFile({reinterpret_cast<const char*>(data), size}, "job.yaml",
                                  utvalg::taxonomy::Taxonomy::Get());
  return 0;
}
