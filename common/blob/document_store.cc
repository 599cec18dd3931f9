// SPDX-License-Identifier: Apache-2.0
#include "common/blob/document_store.h"

#include <algorithm>
#include <vector>

#include "common/base/id.h"
#include "common/base/strings.h"

namespace utvalg {

absl::StatusOr<std::string> DocumentName(std::string_view tenant, std::string_view candidate,
                                         std::string_view application, uint32_t n) {
  std::string name = Cat(tenant, "/", candidate, "/", application, "/", n);
  if (!IsValidId(tenant) || !IsValidId(candidate) || !IsValidId(application)) {
    return absl::InvalidArgumentError(
        "an id of a document's name must be 1 to 200 of A-Z a-z 0-9 . _ : -");
  }
  return name;
}

bool IsValidDocumentName(std::string_view name) {
  const std::vector<std::string_view> ids = Split(name, '/');
  return ids.size() <= 8 && std::all_of(ids.begin(), ids.end(), IsValidId);
}

}  // namespace utvalg
