// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/training.h"

#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

TEST(TrainingTest, TheRightAnswersPassAndEveryOtherIsNamed) {
  const std::vector<uint32_t> right = {2, 3, 1, 2, 3, 1};
  EXPECT_TRUE(WrongAnswers(right).empty());
  for (size_t i = 0; i < right.size(); ++i) {
    std::vector<uint32_t> answers = right;
    answers[i] = right[i] % 3 + 1;
    EXPECT_EQ(WrongAnswers(answers), std::vector<uint32_t>{static_cast<uint32_t>(i + 1)});
  }
  EXPECT_EQ(WrongAnswers({2, 3}), (std::vector<uint32_t>{3, 4, 5, 6}));
  EXPECT_EQ(WrongAnswers({}).size(), 6u);
}

TEST(TrainingTest, EveryLanguageHasAllLessonsAndQuestionsAndOneVersion) {
  const auto english = TrainingIn("en");
  for (const char* locale : {"nb", "nn", "en"}) {
    const auto training = TrainingIn(locale);
    EXPECT_EQ(training.version(), english.version());
    EXPECT_EQ(training.lessons_size(), 8);
    EXPECT_EQ(training.questions_size(), 6);
    for (const auto& lesson : training.lessons()) EXPECT_FALSE(lesson.empty());
    for (const auto& question : training.questions()) {
      ASSERT_EQ(question.answers_size(), 3);
      for (const auto& answer : question.answers()) EXPECT_FALSE(answer.empty());
    }
  }
  EXPECT_NE(TrainingIn("nn").lessons(0), TrainingIn("nb").lessons(0));
}

}  // namespace
}  // namespace utvalg::ingest
