// SPDX-License-Identifier: Apache-2.0
//
// What an id (tenant, candidate, application, job, generation) may look like anywhere in Utvalg.
#pragma once

#include <string_view>

namespace utvalg {

// A-Z a-z 0-9 . _ : - and 1 to 200 bytes: nothing that would split a record's key or a document's
// name.
bool IsValidId(std::string_view id);

}  // namespace utvalg
