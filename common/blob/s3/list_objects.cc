// SPDX-License-Identifier: Apache-2.0
#include "common/blob/s3/list_objects.h"

#include <optional>

#include "common/base/strings.h"

namespace utvalg::s3 {
namespace {

// What stands in the next element of that name at or after `from`; moves `from` behind it.
std::optional<std::string_view> NextElement(std::string_view xml, std::string_view name,
                                            size_t* from) {
  const std::string open = Cat("<", name, ">");
  const std::string close = Cat("</", name, ">");
  const size_t begin = xml.find(open, *from);
  if (begin == std::string_view::npos) return std::nullopt;
  const size_t end = xml.find(close, begin);
  if (end == std::string_view::npos) return std::nullopt;
  *from = end + close.size();
  return xml.substr(begin + open.size(), end - begin - open.size());
}

}  // namespace

absl::StatusOr<ObjectList> ParseObjectList(std::string_view xml) {
  if (xml.find("<ListBucketResult") == std::string_view::npos) {
    return absl::DataLossError("the document store's list of objects is none");
  }
  ObjectList list;
  size_t at = 0;
  while (const auto key = NextElement(xml, "Key", &at)) list.keys.emplace_back(*key);
  at = 0;
  if (NextElement(xml, "IsTruncated", &at) == "true") {
    at = 0;
    const auto next = NextElement(xml, "NextContinuationToken", &at);
    if (!next.has_value() || next->empty()) {
      return absl::DataLossError("the document store's list of objects ends without its rest");
    }
    list.next = *next;
  }
  return list;
}

}  // namespace utvalg::s3
