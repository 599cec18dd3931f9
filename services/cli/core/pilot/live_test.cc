// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/pilot/live.h"

#include "gtest/gtest.h"

namespace utvalg::cli {
namespace {

namespace decision = utvalg::decision::v1;
using utvalg::ingest::v1::ReadControlResponse;

void Add(ReadControlResponse* control, const std::string& id, uint32_t rank,
         decision::ApplicationState state) {
  auto* const entry = control->add_read();
  entry->set_application_id(id);
  entry->set_rank(rank);
  entry->set_state(state);
}

// Line 2: a and b above, c and d of 10 below read.
ReadControlResponse Control() {
  ReadControlResponse control;
  control.set_line(2);
  control.set_above(2);
  control.set_below(10);
  control.set_sampled(2);
  control.set_decided(4);
  Add(&control, "c", 7, decision::APPLICATION_STATE_INVITED);
  Add(&control, "a", 1, decision::APPLICATION_STATE_SHORTLISTED);
  Add(&control, "d", 9, decision::APPLICATION_STATE_DECLINED);
  Add(&control, "b", 2, decision::APPLICATION_STATE_DECLINED);
  return control;
}

TEST(LivePilotTest, DecisionsAreTheJudgements) {
  const PilotResult result = ResultOf(Control());
  EXPECT_EQ(result.judged_above, 2u);
  EXPECT_EQ(result.suitable_above, 1u);
  EXPECT_EQ(result.suitable_below, 1u);
  ASSERT_EQ(result.found_below.size(), 1u);
  EXPECT_EQ(result.found_below[0].application_id, "c");
  ASSERT_EQ(result.doubtful.size(), 1u);
  EXPECT_EQ(result.doubtful[0].application_id, "b");
  EXPECT_EQ(*result.overlap_at_k, Rational(1, 2));
  const CountInterval expected = HypergeometricInterval(10, 2, 1);
  EXPECT_EQ(result.missed.lowest, expected.lowest);
  EXPECT_EQ(result.missed.highest, expected.highest);
}

TEST(LivePilotTest, WhoWithdrewOrIsNotDecidedAboutIsNoJudgement) {
  ReadControlResponse control = Control();
  Add(&control, "e", 11, decision::APPLICATION_STATE_WITHDRAWN);
  Add(&control, "f", 12, decision::APPLICATION_STATE_UNDER_REVIEW);
  EXPECT_EQ(ResultOf(control).judged_below, 2u);
}

TEST(LivePilotTest, AHiddenOrderShowsNeitherRanksNorAResult) {
  ReadControlResponse control = Control();
  control.set_order_hidden(true);
  EXPECT_TRUE(ControlJson(control)["result"].is_null());
  const std::string text = ControlText(control, {});
  EXPECT_EQ(text.find("Rank"), std::string::npos);
  EXPECT_EQ(text.find("overlap"), std::string::npos);
  EXPECT_NE(text.find("hidden"), std::string::npos);
  control.set_order_hidden(false);
  EXPECT_EQ(ControlJson(control)["result"]["suitable_above"], 1);
  EXPECT_NE(ControlText(control, {}).find("Missed: 1 to "), std::string::npos);
}

}  // namespace
}  // namespace utvalg::cli
