// SPDX-License-Identifier: Apache-2.0
//
// Who calls, as a verified token says it. A plain value.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "utvalg/access/v1/options.pb.h"

namespace utvalg {

struct Principal {
  std::string subject;
  std::string tenant;  // From the token alone; never from a message.
  std::set<access::v1::Role> roles;
  std::vector<std::string> jobs;  // For recruiter and reviewer.
  std::string application;        // For candidate.
  bool person = false;            // A person's own token; an API key's is not.

  bool Has(access::v1::Role role) const { return roles.count(role) > 0; }
  // Operators, admins, auditors and services see every job; recruiters and reviewers theirs.
  bool MaySeeJob(const std::string& job_id) const {
    for (const auto role : {access::v1::ROLE_OPERATOR, access::v1::ROLE_ADMIN,
                            access::v1::ROLE_AUDITOR, access::v1::ROLE_SERVICE}) {
      if (Has(role)) return true;
    }
    return (Has(access::v1::ROLE_RECRUITER) || Has(access::v1::ROLE_REVIEWER)) &&
           std::find(jobs.begin(), jobs.end(), job_id) != jobs.end();
  }
  bool IsCandidateOnly() const {
    return roles == std::set<access::v1::Role>{access::v1::ROLE_CANDIDATE};
  }
};

}  // namespace utvalg
