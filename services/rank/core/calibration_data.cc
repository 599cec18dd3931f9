// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/calibration.h"

// The assembler copies the file into read-only data.
asm(".section .rodata\n"
    ".balign 8\n"
    "utvalg_background_begin:\n"
    ".incbin \"" UTVALG_RANK_DATA
    "/background.bin\"\n"
    "utvalg_background_end:\n"
    ".byte 0\n"
    ".text\n");
extern "C" const char utvalg_background_begin[];
extern "C" const char utvalg_background_end[];

namespace utvalg::rank {

const Calibration& Calibration::Default() {
  static const Calibration* const kDefault = [] {
    const std::string_view data(
        utvalg_background_begin,
        static_cast<size_t>(utvalg_background_end - utvalg_background_begin));
    absl::StatusOr<Calibration> calibration = Create(data);
    // Only an empty set is left of a file that is not one; every Scorer then refuses it.
    return new Calibration(calibration.ok() ? *std::move(calibration) : Calibration());
  }();
  return *kDefault;
}

}  // namespace utvalg::rank
