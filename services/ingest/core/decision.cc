// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/decision.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_join.h"
#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg::ingest {

using decision::v1::DecisionRecord;

namespace {

// Before it was kept, there was the first alone.
uint32_t RevisionOf(const DecisionRecord& record) { return std::max(record.revision(), 1u); }

}  // namespace

decision::v1::ApplicationState StateOf(const std::vector<DecisionRecord>& history) {
  return history.empty() ? decision::v1::APPLICATION_STATE_SUBMITTED : history.back().to();
}

bool IsTaken(decision::v1::ApplicationState state) {
  return state == decision::v1::APPLICATION_STATE_SHORTLISTED ||
         state == decision::v1::APPLICATION_STATE_INVITED ||
         state == decision::v1::APPLICATION_STATE_OFFERED ||
         state == decision::v1::APPLICATION_STATE_HIRED;
}

bool IsRepeated(const std::vector<DecisionRecord>& history, decision::v1::Action action,
                const std::string& person, const std::string& grounds, uint32_t revision) {
  return !history.empty() && history.back().action() == action &&
         history.back().actor() == person && history.back().grounds() == grounds &&
         RevisionOf(history.back()) == revision;
}

bool WasOpenedBy(const std::vector<DecisionRecord>& history, const std::string& person,
                 uint32_t revision) {
  return std::any_of(history.begin(), history.end(), [&](const DecisionRecord& record) {
    return record.action() == decision::v1::ACTION_OPEN && record.actor() == person &&
           RevisionOf(record) == revision;
  });
}

bool WasOpened(const std::vector<DecisionRecord>& history) {
  return std::any_of(history.begin(), history.end(), [](const DecisionRecord& record) {
    return record.action() == decision::v1::ACTION_OPEN;
  });
}

bool WaitsForPerson(const std::vector<DecisionRecord>& history) {
  bool waits = false;
  for (const DecisionRecord& record : history) {
    if (record.action() == decision::v1::ACTION_REQUEST_PERSON) waits = true;
    if (record.action() == decision::v1::ACTION_OPEN) waits = false;
  }
  return waits;
}

bool WaitsForSecondReader(const std::vector<DecisionRecord>& history) {
  bool waits = false;
  for (const DecisionRecord& record : history) {
    if (record.action() == decision::v1::ACTION_DECLINE) waits = true;
    if (record.action() == decision::v1::ACTION_SECOND) waits = false;
  }
  return waits && StateOf(history) == decision::v1::APPLICATION_STATE_DECLINED;
}

std::string AssertedDigest(decision::v1::Action action, const std::string& applications,
                           const std::string& ranking_id, const std::string& grounds) {
  return Sha256Hex(
      Cat(decision::v1::Action_Name(action), "\n", applications, "\n", ranking_id, "\n", grounds));
}

std::vector<std::string> DrawSample(const std::string& secret, const std::string& job_id,
                                    const std::vector<std::string>& applications) {
  const size_t count =
      std::min(applications.size(), std::max<size_t>(10, (applications.size() + 9) / 10));
  const std::set<std::string> all(applications.begin(), applications.end());
  const std::string seed =
      HmacSha256(secret, Cat("sample\n", job_id, "\n", absl::StrJoin(all, "\n")));
  std::vector<std::pair<std::string, std::string>> drawn;
  for (const std::string& application : all) {
    drawn.emplace_back(HmacSha256(seed, application), application);
  }
  std::sort(drawn.begin(), drawn.end());
  drawn.resize(std::min(drawn.size(), count));
  std::vector<std::string> sample;
  for (auto& [key, application] : drawn) sample.push_back(std::move(application));
  return sample;
}

}  // namespace utvalg::ingest
