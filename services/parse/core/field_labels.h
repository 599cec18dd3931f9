// SPDX-License-Identifier: Apache-2.0
//
// Labels that say what a line of an entry is: "Arbeidsgiver: Acme AS", "Position held: ...". Forms,
// Europass and many Norwegian CVs are written so. Pure, thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace utvalg::parse {

enum class FieldLabel : uint8_t {
  kNone,
  kPeriod,
  kEmployer,
  kTitle,
  kPlace,
  kSchool,
  kDegree,
  kField,
};

// The label at the start of a line, before a colon or tab. *length is set to the bytes up to the
// value.
FieldLabel LabelAt(std::string_view line, size_t* length);

// The head row of a table: nothing but labels, in cells parted by tabs.
bool IsTableHead(std::string_view line);

}  // namespace utvalg::parse
