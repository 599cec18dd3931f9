// SPDX-License-Identifier: Apache-2.0
//
// What a CV says about its owner's name apart from the name itself: the e-mail addresses, the links
// and the file name. Used by candidate_name.cc. Pure; holds no reference to the document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/parse/core/candidate_name.h"
#include "services/parse/core/redact_context.h"

namespace utvalg::parse {

class NameEvidence {
 public:
  // Addresses and links among the findings, those of referees left out.
  NameEvidence(const RedactContext& context, std::string_view file_name,
               const RedactionFindings& findings);

  // Neither address nor link nor file name.
  bool Empty() const { return emails_.empty() && others_.empty(); }

  // 0 when nothing speaks for the parts; 35 for one part in an e-mail address, 60 for two and more.
  int Score(const std::vector<NamePart>& parts) const;

  // Two parts or more, and an address, or the links and the file name, have every one of them.
  bool KnowsWhole(const std::vector<NamePart>& parts) const;

  bool InEmails(const NamePart& part) const;

  // The words of an address that is written as names are: "kari.nordmann@" to "kari nordmann". ""
  // when none is.
  std::string NameInEmail() const;

 private:
  std::vector<std::string> emails_;  // What stands before the @, in plain small letters.
  std::string all_emails_;
  std::string others_;
};

}  // namespace utvalg::parse
