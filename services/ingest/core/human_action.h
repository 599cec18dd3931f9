// SPDX-License-Identifier: Apache-2.0
//
// That a certain person acted, here and now. Can only be made by HumanVerifier
// (adapters/human_verifier.cc), from a person's own token or from an assertion they signed.
#pragma once

#include <string>

namespace utvalg::ingest {

class HumanAction {
 public:
  const std::string& person() const { return person_; }  // Subject of token or assertion.
  const std::string& via() const { return via_; }        // "token", or the API key's subject.
  const std::string& assertion_digest() const { return assertion_digest_; }

 private:
  friend class HumanVerifier;
  HumanAction(std::string person, std::string via, std::string assertion_digest)
      : person_(std::move(person)),
        via_(std::move(via)),
        assertion_digest_(std::move(assertion_digest)) {}

  std::string person_;
  std::string via_;
  std::string assertion_digest_;
};

}  // namespace utvalg::ingest
