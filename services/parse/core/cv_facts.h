// SPDX-License-Identifier: Apache-2.0
//
// Small conversions between the lexicon's values and the messages of a CV. Used by the readers of
// fields. Pure.
#pragma once

#include <cstddef>

#include "common/lexicon/dates.h"
#include "utvalg/cv/v1/cv.pb.h"

namespace utvalg::parse {

inline lexicon::Date FromProto(const utvalg::cv::v1::PartialDate& date) {
  return {static_cast<int>(date.year()), static_cast<int>(date.month()),
          static_cast<int>(date.day())};
}

inline void ToProto(const lexicon::Date& date, utvalg::cv::v1::PartialDate* out) {
  out->set_year(static_cast<uint32_t>(date.year));
  out->set_month(static_cast<uint32_t>(date.month));
  out->set_day(static_cast<uint32_t>(date.day));
}

inline void SetSpan(size_t begin, size_t end, utvalg::cv::v1::Span* span) {
  span->set_begin(static_cast<uint32_t>(begin));
  span->set_end(static_cast<uint32_t>(end));
}

}  // namespace utvalg::parse
