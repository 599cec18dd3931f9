// SPDX-License-Identifier: GPL-3.0-or-later
//
// Archives in memory, for tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace utvalg::extract {

class ZipBuilder {
 public:
  ZipBuilder& Add(std::string_view name, std::string_view content);
  // Empty when libzip fails.
  std::string Build() const;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

// A DOCX with this inside w:body, and other parts by name ("word/styles.xml").
std::string Docx(std::string_view body,
                 const std::vector<std::pair<std::string, std::string>>& parts = {});

}  // namespace utvalg::extract
