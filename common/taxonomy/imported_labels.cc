// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/imported_labels.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <utility>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::taxonomy {
namespace {

constexpr std::string_view kHeading =
    "# Labels of ESCO made by utvalg taxonomy import, version 1\n";

// One record of RFC 4180, cell by cell; *at moves behind it. False when a quote never closes.
bool ReadRecord(std::string_view csv, size_t* at, std::vector<std::string>* cells) {
  cells->assign(1, "");
  bool quoted = false;
  for (; *at < csv.size(); ++*at) {
    const char c = csv[*at];
    if (quoted) {
      if (c != '"') {
        cells->back() += c;
      } else if (*at + 1 < csv.size() && csv[*at + 1] == '"') {
        cells->back() += c;
        ++*at;
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      cells->emplace_back();
    } else if (c == '\n') {
      ++*at;
      return true;
    } else if (c != '\r') {
      cells->back() += c;
    }
  }
  return !quoted;
}

// Without what would break a line of the file.
std::string CleanLabel(std::string_view label) {
  std::string clean;
  for (const char c : label) clean += c == '\t' || c == '|' || c == '\r' ? ' ' : c;
  const size_t first = clean.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return clean.substr(first, clean.find_last_not_of(' ') + 1 - first);
}

void AddLabels(std::string_view cell, std::vector<std::string>* labels) {
  const std::string_view divider = cell.find('\n') == std::string_view::npos ? " | " : "\n";
  while (!cell.empty()) {
    const size_t end = cell.find(divider);
    std::string label = CleanLabel(cell.substr(0, end));
    if (!label.empty()) labels->push_back(std::move(label));
    cell = end == std::string_view::npos ? "" : cell.substr(end + divider.size());
  }
}

struct Imported {
  std::string text;
  std::atomic<bool> read = false;
};

Imported& Process() {
  static Imported* const imported = new Imported();
  return *imported;
}

}  // namespace

absl::StatusOr<std::vector<ImportedConcept>> ReadEscoCsv(std::string_view csv) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  size_t at = 0;
  std::vector<std::string> cells;
  if (!ReadRecord(csv, &at, &cells)) return absl::InvalidArgumentError("a quote never closes");
  const auto column = [&](std::string_view name) {
    return static_cast<size_t>(std::find(cells.begin(), cells.end(), name) - cells.begin());
  };
  const size_t uri = column("conceptUri"), preferred = column("preferredLabel"),
               alternative = column("altLabels"), hidden = column("hiddenLabels");
  for (const auto& [name, index] :
       {std::pair("conceptUri", uri), {"preferredLabel", preferred}, {"altLabels", alternative}}) {
    if (index == cells.size()) return absl::InvalidArgumentError(Cat("there is no column ", name));
  }
  std::vector<ImportedConcept> concepts;
  while (at < csv.size()) {
    if (!ReadRecord(csv, &at, &cells)) return absl::InvalidArgumentError("a quote never closes");
    if (cells.size() <= std::max({uri, preferred, alternative}) || cells[uri].empty()) continue;
    ImportedConcept row{cells[uri], CleanLabel(cells[preferred]), {}};
    AddLabels(cells[alternative], &row.alternatives);
    if (hidden < cells.size()) AddLabels(cells[hidden], &row.alternatives);
    if (!row.preferred.empty()) concepts.push_back(std::move(row));
  }
  return concepts;
}

std::string WriteImported(const std::vector<ImportedConcept>& concepts) {
  std::string file(kHeading);
  for (const ImportedConcept& row : concepts) {
    file += row.uri + '\t' + row.preferred + '\t';
    for (size_t i = 0; i < row.alternatives.size(); ++i)
      file += (i == 0 ? "" : "|") + row.alternatives[i];
    file += '\n';
  }
  return file;
}

absl::Status UseImportedLabels(const std::string& folder) {
  if (folder.empty()) return absl::OkStatus();
  const std::string path = Cat(folder, "/", kImportedFile);
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return absl::NotFoundError(
        Cat("there are no labels in ", path, "; `utvalg taxonomy import` makes them"));
  }
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!text.starts_with(kHeading))
    return absl::InvalidArgumentError(Cat(path, " was not made by `utvalg taxonomy import`"));
  Imported& process = Process();
  if (process.text == text) return absl::OkStatus();
  if (process.read) return absl::FailedPreconditionError("the taxonomy is in use already");
  process.text = std::move(text);
  return absl::OkStatus();
}

std::string_view ImportedLabels() {
  Process().read = true;
  return Process().text;
}

std::string ImportedVersion() {
  const std::string_view text = ImportedLabels();
  return text.empty() ? "" : Sha256Hex(text).substr(0, 16);
}

}  // namespace utvalg::taxonomy
