// SPDX-License-Identifier: Apache-2.0
//
// Labels of ESCO in further languages: official CSV files into the file that parse and rank read.
#include "common/taxonomy/taxonomy.h"

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/taxonomy/imported_labels.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/adapters/terminal.h"
#include "services/cli/commands/commands.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kLargestCsv = size_t{256} << 20;

struct TaxonomyOptions {
  std::string folder;
  std::vector<std::string> files;
};

bool IsKnown(const std::string& uri) {
  const taxonomy::Taxonomy& shipped = taxonomy::Taxonomy::Get();
  return !shipped.SkillLabel(uri).empty() || !shipped.OccupationLabel(uri).empty();
}

absl::Status RunImport(const TaxonomyOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  const std::string path = Cat(options.folder, "/", taxonomy::kImportedFile);
  UTVALG_ASSIGN_OR_RETURN(OutputFile out, OutputFile::Create(path));
  std::vector<taxonomy::ImportedConcept> concepts;
  size_t unknown = 0, labels = 0;
  for (const std::string& file : options.files) {
    UTVALG_ASSIGN_OR_RETURN(const std::string csv, ReadFile(file, kLargestCsv));
    auto rows = taxonomy::ReadEscoCsv(csv);
    if (!rows.ok()) {
      return Failure(Exit::kData,
                     Cat(file, " is no CSV file of ESCO: ", std::string(rows.status().message())),
                     "take occupations_XX.csv and skills_XX.csv from ESCO's download page");
    }
    for (taxonomy::ImportedConcept& row : *rows) {
      if (!IsKnown(row.uri)) {
        ++unknown;
        continue;
      }
      labels += 1 + row.alternatives.size();
      concepts.push_back(std::move(row));
    }
  }
  if (concepts.empty()) {
    return Failure(Exit::kData, "none of the concepts in these files is known",
                   "ESCO 1.2 is what is compiled in");
  }
  UTVALG_RETURN_IF_ERROR(out.Commit(taxonomy::WriteImported(concepts)));
  return Print(Cat(labels, " labels of ", concepts.size(), " occupations and skills written to ",
                   path, unknown > 0 ? Cat("; ", unknown, " unknown concepts left out") : "",
                   "\nName the folder as `taxonomy` in the configuration of parse and rank, or in "
                   "UTVALG_TAXONOMY\n"));
}

}  // namespace

void AddTaxonomy(CLI::App* program, Action* chosen) {
  auto options = std::make_shared<TaxonomyOptions>();
  CLI::App* command = program->add_subcommand("taxonomy", "Occupations and skills");
  command->require_subcommand(1);
  CLI::App* import = command->add_subcommand(
      "import", "Read the official CSV files of ESCO in a further language");
  import->add_option("files", options->files, "occupations_XX.csv, skills_XX.csv")
      ->required()
      ->type_name("CSV");
  import
      ->add_option("--to", options->folder, "Folder for the labels; the whole of them is replaced")
      ->required()
      ->type_name("FOLDER");
  import->callback([=] { *chosen = [options] { return RunImport(*options);
};
}  // namespace utvalg::cli
);
}

}  // namespace utvalg::cli
