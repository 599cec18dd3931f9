// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/data_files.h"

// The assembler copies the files into read-only data: nothing to read at start, one copy for all
// processes.
#define UTVALG_DATA_FILE(symbol, path)                          \
  asm(".section .rodata\n"                                      \
      ".balign 8\n" #symbol                                     \
      "_begin:\n"                                               \
      ".incbin \"" UTVALG_TAXONOMY_DATA "/" path "\"\n" #symbol \
      "_end:\n"                                                 \
      ".byte 0\n"                                               \
      ".text\n");                                               \
  extern "C" const char symbol##_begin[];                       \
  extern "C" const char symbol##_end[]

UTVALG_DATA_FILE(utvalg_esco_skills, "esco_skills.tsv");
UTVALG_DATA_FILE(utvalg_esco_occupations, "esco_occupations.tsv");
UTVALG_DATA_FILE(utvalg_isco, "isco.tsv");
UTVALG_DATA_FILE(utvalg_nav_titles, "nav_titles.tsv");
UTVALG_DATA_FILE(utvalg_supplement_skills, "supplement_skills.tsv");
UTVALG_DATA_FILE(utvalg_supplement_occupations, "supplement_occupations.tsv");
UTVALG_DATA_FILE(utvalg_ordinary_words, "ordinary_words.tsv");

namespace utvalg::taxonomy {
namespace {

std::string_view Between(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

}  // namespace

std::string_view EscoSkillsFile() {
  return Between(utvalg_esco_skills_begin, utvalg_esco_skills_end);
}
std::string_view EscoOccupationsFile() {
  return Between(utvalg_esco_occupations_begin, utvalg_esco_occupations_end);
}
std::string_view IscoFile() { return Between(utvalg_isco_begin, utvalg_isco_end); }
std::string_view NavTitlesFile() { return Between(utvalg_nav_titles_begin, utvalg_nav_titles_end); }
std::string_view SupplementSkillsFile() {
  return Between(utvalg_supplement_skills_begin, utvalg_supplement_skills_end);
}
std::string_view SupplementOccupationsFile() {
  return Between(utvalg_supplement_occupations_begin, utvalg_supplement_occupations_end);
}
std::string_view OrdinaryWordsFile() {
  return Between(utvalg_ordinary_words_begin, utvalg_ordinary_words_end);
}

}  // namespace utvalg::taxonomy
