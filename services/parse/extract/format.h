// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a document is, by its content; names and declared types lie. Stateless.
#pragma once

#include <string_view>

#include "utvalg/extract/v1/extract.pb.h"

namespace utvalg::extract {

struct DetectedFormat {
  v1::Format format = v1::FORMAT_UNSPECIFIED;
  // Set when the content itself forbids reading: FAILURE_UNSUPPORTED, FAILURE_POLYGLOT,
  // FAILURE_ENCRYPTED, FAILURE_EMPTY.
  v1::Failure failure = v1::FAILURE_UNSPECIFIED;
};

DetectedFormat DetectFormat(std::string_view bytes);

}  // namespace utvalg::extract
