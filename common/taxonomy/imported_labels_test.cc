// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/imported_labels.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "common/taxonomy/taxonomy.h"

namespace utvalg::taxonomy {
namespace {

// The columns of ESCO 1.2; the labels are made up for this test.
constexpr std::string_view kOccupations =
    "\xEF\xBB\xBF"
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "regulatedProfessionNote,scopeNote,definition,inScheme,description,code\r\n"
    "Occupation,http://data.europa.eu/esco/occupation/2a1190f0-14d5-4ce4-ade0-ef726a1887a0,6121,"
    "sauepasser i utmark,\"fjellgjeter\nbeitevakt, sau\",,released,2024-05-01,,,,,"
    "\"Passer \"\"sau\"\" på beite,\nhele sommeren.\",6121.3\r\n"
    "Occupation,http://data.europa.eu/esco/occupation/unknown,6121,ukjent,,,released,,,,,,,1\r\n";
constexpr std::string_view kSkills =
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,"
    "modifiedDate,scopeNote,definition,inScheme,description\n"
    "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/"
    "cacb30e8-eb78-40bf-b664-b7a4c8a018a3,skill/competence,cross-sector,melke dyr,"
    "\"drive melkestall\nhandmelke kyr\",,released,,,,,\n";

TEST(ImportedLabelsTest, ReadsTheOfficialColumns) {
  const auto rows = ReadEscoCsv(kOccupations);
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ(rows->front().preferred, "sauepasser i utmark");
  EXPECT_EQ(rows->front().alternatives,
            (std::vector<std::string>{"fjellgjeter", "beitevakt, sau"}));
}

TEST(ImportedLabelsTest, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(ReadEscoCsv("a,b\n1,2\n").status().message(), "there is no column conceptUri");
  EXPECT_EQ(ReadEscoCsv("conceptUri,preferredLabel,altLabels\nx,\"y").status().message(),
            "a quote never closes");
  EXPECT_TRUE(absl::IsNotFound(UseImportedLabels("/nowhere")));
}

TEST(ImportedLabelsTest, TheTaxonomyKnowsThem) {
  const std::string folder = testing::TempDir() + "/imported_labels_test";
  std::filesystem::create_directories(folder);
  auto rows = *ReadEscoCsv(kOccupations);
  const auto skills = *ReadEscoCsv(kSkills);
  rows.insert(rows.end(), skills.begin(), skills.end());
  std::ofstream(folder + "/labels.tsv") << WriteImported(rows);
  ASSERT_TRUE(UseImportedLabels(folder).ok());

  const Taxonomy& taxonomy = Taxonomy::Get();
  EXPECT_EQ(taxonomy.FindOccupation("Fjellgjeter").uri,
            "http://data.europa.eu/esco/occupation/2a1190f0-14d5-4ce4-ade0-ef726a1887a0");
  EXPECT_EQ(taxonomy.FindOccupation("Fjellgjeter").isco, "6121");
  EXPECT_EQ(taxonomy.FindSkill("drive melkestall").label, "milk animals");
  EXPECT_EQ(taxonomy.FindSkill("milk animals").label, "milk animals");  // What ships stays.
  EXPECT_EQ(ImportedVersion().size(), 16u);
  // Other labels come too late now.
  rows.pop_back();
  std::ofstream(folder + "/labels.tsv") << WriteImported(rows);
  EXPECT_TRUE(absl::IsFailedPrecondition(UseImportedLabels(folder)));
}

}  // namespace
}  // namespace utvalg::taxonomy
