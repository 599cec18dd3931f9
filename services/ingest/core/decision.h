// SPDX-License-Identifier: Apache-2.0
//
// A decision about an application. Comes into being in one place, MintDecision, and never without a
// person's verified action. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/core/human_action.h"
#include "utvalg/decision/v1/decision.pb.h"

namespace utvalg::ingest {

inline constexpr size_t kMaxGroundsBytes = 4000;

class Decision {
 public:
  const decision::v1::DecisionRecord& record() const { return record_; }
  const std::string& application_id() const { return application_id_; }

 private:
  friend absl::StatusOr<Decision> MintDecision(const HumanAction&, const struct DecisionDraft&);
  Decision(decision::v1::DecisionRecord record, std::string application_id)
      : record_(std::move(record)), application_id_(std::move(application_id)) {}
  decision::v1::DecisionRecord record_;
  std::string application_id_;
};

struct DecisionDraft {
  std::string application_id;
  std::string job_id;
  uint32_t revision = 1;  // Of the application.
  decision::v1::Action action = decision::v1::ACTION_UNSPECIFIED;
  std::string grounds;
  std::string ranking_id;
  uint32_t rank = 0;
  bool departure = false;
  bool sampled_review = false;  // Declined with others of which the drawn sample was opened.
  int64_t now_ms = 0;
  // What there is already, oldest first.
  std::vector<decision::v1::DecisionRecord> history;
};

// FAILED_PRECONDITION: no such step, not opened by this person as it is now, or seconding their own
// decision.
// INVALID_ARGUMENT: grounds are missing or too long.
absl::StatusOr<Decision> MintDecision(const HumanAction& who, const DecisionDraft& draft);

// The state after a history; SUBMITTED when it is empty.
decision::v1::ApplicationState StateOf(const std::vector<decision::v1::DecisionRecord>& history);

// Shortlisted or further.
bool IsTaken(decision::v1::ApplicationState state);

// The same person's same action on the same grounds and revision is the last that was done: a
// retry.
bool IsRepeated(const std::vector<decision::v1::DecisionRecord>& history,
                decision::v1::Action action, const std::string& person, const std::string& grounds,
                uint32_t revision);

// Whether this person has opened this revision of it. What they saw before a correction is not it.
bool WasOpenedBy(const std::vector<decision::v1::DecisionRecord>& history,
                 const std::string& person, uint32_t revision);
// Whether anybody has at all, and whether a person was asked for and none has since.
bool WasOpened(const std::vector<decision::v1::DecisionRecord>& history);
bool WaitsForPerson(const std::vector<decision::v1::DecisionRecord>& history);
// Declined, and no second person agreed.
bool WaitsForSecondReader(const std::vector<decision::v1::DecisionRecord>& history);

// What an assertion signs: lower-case hex SHA-256, see AssertionClaims.
std::string AssertedDigest(decision::v1::Action action, const std::string& applications,
                           const std::string& ranking_id, const std::string& grounds);

// The applications that have to be opened before all may be declined on a sampled review: a tenth,
// at least ten; the same for the same applications and secret.
std::vector<std::string> DrawSample(const std::string& secret, const std::string& job_id,
                                    const std::vector<std::string>& applications);

}  // namespace utvalg::ingest
