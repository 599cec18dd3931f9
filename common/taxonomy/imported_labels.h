// SPDX-License-Identifier: Apache-2.0
//
// Labels of ESCO's concepts in further languages: from the official CSV files
// ("occupations_no.csv", "skills_no.csv") into one file, which Taxonomy reads beside what is
// compiled in. Used by the command `utvalg taxonomy import` and by Taxonomy. Pure but for
// ImportedLabels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace utvalg::taxonomy {

// The file's name in the folder that configuration names.
inline constexpr std::string_view kImportedFile = "labels.tsv";

struct ImportedConcept {
  std::string uri;        // "http://data.europa.eu/esco/occupation/…" or ".../skill/…".
  std::string preferred;  // In the language of the CSV file.
  std::vector<std::string> alternatives;  // Alternative and hidden labels.
};

// Rows of a CSV file with ESCO's columns conceptUri, preferredLabel, altLabels and, if there,
// hiddenLabels, in any order; labels of one cell are parted by line feeds (or " | " in older
// versions). InvalidArgument: a column is missing or a quote never closes.
absl::StatusOr<std::vector<ImportedConcept>> ReadEscoCsv(std::string_view csv);

// The file for Taxonomy: a heading, then uri, label and alternatives (parted by |) a line.
std::string WriteImported(const std::vector<ImportedConcept>& concepts);

// Reads FOLDER/labels.tsv for the Taxonomy of this process; "" is no folder. Before its first use,
// on the main thread. NotFound, InvalidArgument: no such file, or it was not made by the import.
// FailedPrecondition: the Taxonomy was built already, with other labels.
absl::Status UseImportedLabels(const std::string& folder);

// What UseImportedLabels read, "" for nothing. From the first call on it cannot change any more.
std::string_view ImportedLabels();

// Digest of it for versions of what was derived, "" for nothing.
std::string ImportedVersion();

}  // namespace utvalg::taxonomy
