// SPDX-License-Identifier: Apache-2.0
//
// The files of common/taxonomy/data as they were when the library was built. Used by Taxonomy only.
// Read-only memory.
#pragma once

#include <string_view>

namespace utvalg::taxonomy {

std::string_view EscoSkillsFile();
std::string_view EscoOccupationsFile();
std::string_view IscoFile();
std::string_view NavTitlesFile();
std::string_view SupplementSkillsFile();
std::string_view SupplementOccupationsFile();
std::string_view OrdinaryWordsFile();

// Calls row(fields, count) for each line that is no comment. At most six fields.
template <typename Row>
void ForEachRow(std::string_view file, Row row) {
  while (!file.empty()) {
    const size_t end = file.find('\n');
    std::string_view line = file.substr(0, end);
    file.remove_prefix(end == std::string_view::npos ? file.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    std::string_view fields[6];
    size_t count = 0;
    while (count < 6) {
      const size_t tab = line.find('\t');
      fields[count++] = line.substr(0, tab);
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    row(fields, count);
  }
}

// Calls part(text) for each piece between separators; not for an empty list.
template <typename Part>
void ForEachPart(std::string_view list, char separator, Part part) {
  while (!list.empty()) {
    const size_t end = list.find(separator);
    part(list.substr(0, end));
    if (end == std::string_view::npos) return;
    list.remove_prefix(end + 1);
  }
}

}  // namespace utvalg::taxonomy
