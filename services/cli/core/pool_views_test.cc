// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pool_views.h"

#include <gtest/gtest.h>

#include "google/protobuf/text_format.h"

namespace utvalg::cli {
namespace {

template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

TEST(PoolViewsTest, ASearchShowsPassageAndWhatWasAsked) {
  const auto found = FromText<utvalg::rank::v1::SearchCandidatesResponse>(
      R"(searched: 1
         hits { application_id: "a1" score: 500000 meaning: 600000 words: 250000
                quote { text: "night shifts" section: SECTION_KIND_EXPERIENCE character_begin: 3 character_end: 15 }
                matched { filter: "no" } })");
  EXPECT_EQ(SearchText(found, {}, {}),
            "Score  Application  Passage\n"
            "0.500  a1           “night shifts” work experience\n"
            "                    no: the CV is written in it\n"
            "\nSearched: 1 person who agreed to be found and whom the filters leave.\n");
  EXPECT_EQ(
      JsonLine(SearchJson(found, {{"a1", "cv.pdf"}})),
      R"({"searched":1,"partial":false,"hits":[{"application_id":"a1","file":"cv.pdf",)"
      R"("score":0.5,"meaning":0.6,"words":0.25,"quote":"night shifts","section":"experience",)"
      R"("chars":[3,15],"matched":[{"filter":"no"}]}]})"
      "\n");
}

TEST(PoolViewsTest, SimilarOnesShowBothPassages) {
  const auto found = FromText<utvalg::rank::v1::FindSimilarResponse>(
      R"(searched: 2
         hits { application_id: "a1" nearness: 700000
                passages { nearness: 800000
                           own { text: "mine" section: SECTION_KIND_EXPERIENCE }
                           other { text: "theirs" section: SECTION_KIND_EXPERIENCE } } })");
  const std::string text = SimilarText(found, {}, {});
  EXPECT_NE(text.find("“theirs”"), std::string::npos);
  EXPECT_NE(text.find("“mine”"), std::string::npos);
  EXPECT_EQ(SimilarJson(found, {})["hits"][0]["passages"][0]["own"]["quote"], "mine");
}

TEST(PoolViewsTest, AlikePairsAreNoVerdict) {
  const auto found = FromText<utvalg::rank::v1::FindDuplicatesResponse>(
      R"(pairs { application_id: "a1" other: "a2" likeness: 910000 })");
  EXPECT_NE(DuplicatesText(found, {}, {}).find("It moves no score"), std::string::npos);
  EXPECT_EQ(DuplicatesText({}, {}, {}), "No two applications are nearly the same.\n");
  EXPECT_EQ(JsonLine(DuplicatesJson(found, {})),
            R"({"partial":false,"pairs":[{"application_id":"a1","other":"a2","likeness":0.91}]})"
            "\n");
}

}  // namespace
}  // namespace utvalg::cli
