// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/decision_machine.h"

#include <map>
#include <string>

#include "gtest/gtest.h"

namespace utvalg::ingest {
namespace {

using namespace decision::v1;  // NOLINT(google-build-using-namespace): lists of their names.

// Every step there is, actor by actor. U submitted, R under review, S shortlisted, I invited, O
// offered, H hired, D declined, W withdrawn, E erased.
const std::map<std::string, std::string> kSteps = {
    {"person OPEN", "U-R R-R S-S I-I O-O H-H D-D"},
    {"person SHORTLIST", "U-S R-S"},
    {"person INVITE", "U-I R-I S-I"},
    {"person OFFER", "I-O"},
    {"person HIRE", "O-H"},
    {"person DECLINE", "U-D R-D S-D I-D O-D"},
    {"person REOPEN", "D-R"},
    {"person SECOND", "R-R S-S I-I O-O H-H D-D"},
    {"person ERASE", "U-E R-E S-E I-E O-E H-E D-E W-E"},
    {"candidate WITHDRAW", "U-W R-W S-W I-W O-W H-W D-W"},
    {"candidate REQUEST_PERSON", "U-U R-R S-S I-I O-O H-H D-D"},
    {"candidate ERASE", "U-E R-E S-E I-E O-E H-E D-E W-E"},
    {"system ERASE", "U-E R-E S-E I-E O-E H-E D-E W-E"},
};

constexpr char kLetters[] = "?URSIOHDWE";
const std::map<ActorKind, std::string> kActors = {{ACTOR_KIND_UNSPECIFIED, "nobody"},
                                                  {ACTOR_KIND_PERSON, "person"},
                                                  {ACTOR_KIND_CANDIDATE, "candidate"},
                                                  {ACTOR_KIND_SYSTEM, "system"}};

TEST(DecisionMachineTest, TheseAreAllSteps) {
  std::map<std::string, std::string> steps;
  for (const auto& [actor, actor_name] : kActors) {
    for (int action = 0; action < Action_ARRAYSIZE; ++action) {
      const std::string name =
          actor_name + " " + Action_Name(static_cast<Action>(action)).substr(7);
      for (int from = 0; from < ApplicationState_ARRAYSIZE; ++from) {
        const auto to =
            Step(static_cast<ApplicationState>(from), static_cast<Action>(action), actor);
        if (!to.ok()) continue;
        std::string& list = steps[name];
        list += (list.empty() ? "" : " ") + std::string(1, kLetters[from]) + "-" + kLetters[*to];
      }
    }
  }
  EXPECT_EQ(steps, kSteps);
}

TEST(DecisionMachineTest, NobodyIsDeclinedButByAPerson) {
  for (int action = 0; action < Action_ARRAYSIZE; ++action) {
    for (int from = 0; from < ApplicationState_ARRAYSIZE; ++from) {
      if (from == APPLICATION_STATE_DECLINED) continue;
      for (const auto& [actor, name] : kActors) {
        const auto to =
            Step(static_cast<ApplicationState>(from), static_cast<Action>(action), actor);
        if (to.ok() && *to == APPLICATION_STATE_DECLINED) {
          EXPECT_EQ(actor, ACTOR_KIND_PERSON);
          EXPECT_EQ(action, ACTION_DECLINE);
        }
      }
    }
  }
}

}  // namespace
}  // namespace utvalg::ingest
