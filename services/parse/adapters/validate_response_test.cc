// SPDX-License-Identifier: Apache-2.0
#include "services/parse/adapters/validate_response.h"

#include <limits>

#include "gtest/gtest.h"

namespace utvalg::parse {
namespace {

namespace pb = extract::v1;

class ValidateResponseTest : public testing::Test {
 protected:
  ValidateResponseTest() {
    page_ = response_.add_pages();
    page_->add_fonts()->set_name("Helvetica");
    word_ = page_->add_words();
    word_->set_text("Rørlegger");
    word_->set_font_size(11);
    response_.set_modified("2024-02-29");
    span_ = response_.add_blocks()->add_spans();
    span_->set_text("en\tto\n");
  }
  bool Passes() const { return ValidateResponse(response_, {}).ok(); }

  pb::ExtractResponse response_;
  pb::Page* page_;
  pb::Word* word_;
  pb::Span* span_;
};

TEST_F(ValidateResponseTest, AnHonestAnswerPasses) { EXPECT_TRUE(Passes()); }

TEST_F(ValidateResponseTest, NumbersMustBeFiniteAndOnAPage) {
  word_->set_x0(std::numeric_limits<float>::quiet_NaN());
  EXPECT_FALSE(Passes());
  word_->set_x0(1e30F);
  EXPECT_FALSE(Passes());
  word_->set_x0(0);
  word_->set_font_size(-1);
  EXPECT_FALSE(Passes());
}

TEST_F(ValidateResponseTest, IndicesMustPointSomewhere) {
  word_->set_font(1);
  EXPECT_FALSE(Passes());
}

TEST_F(ValidateResponseTest, TextMustBeCleanUtf8) {
  word_->set_text("to ord");
  EXPECT_FALSE(Passes());
  word_->set_text("\xC3");
  EXPECT_FALSE(Passes());
  word_->set_text("bell\a");
  EXPECT_FALSE(Passes());
  word_->set_text("ord");
  span_->set_text(std::string("null\0", 5));
  EXPECT_FALSE(Passes());
}

TEST_F(ValidateResponseTest, EnumsMustBeKnown) {
  word_->set_hidden(static_cast<pb::Hidden>(99));
  EXPECT_FALSE(Passes());
}

TEST_F(ValidateResponseTest, TurnedTextStandsAtRightAngles) {
  word_->set_rotation(45);
  EXPECT_FALSE(Passes());
  word_->set_rotation(270);
  EXPECT_TRUE(Passes());
}

TEST_F(ValidateResponseTest, LimitsHold) {
  EXPECT_FALSE(ValidateResponse(response_, {.pages = 0}).ok());
  EXPECT_FALSE(ValidateResponse(response_, {.characters = 5}).ok());
}

TEST_F(ValidateResponseTest, ADateIsADate) {
  response_.set_modified("yesterday!");
  EXPECT_FALSE(Passes());
}

}  // namespace
}  // namespace utvalg::parse
