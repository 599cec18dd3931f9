// SPDX-License-Identifier: Apache-2.0
#include "common/audit/audit_chain.h"

#include <utility>

#include "common/base/digest.h"
#include "common/base/strings.h"

namespace utvalg {
namespace {

using audit::v1::AuditLink;
using audit::v1::Checkpoint;
using audit::v1::SignedCheckpoint;

const std::string& Origin() {
  static const std::string* const zeros = new std::string(32, '\0');
  return *zeros;
}

std::string HashOf(uint64_t sequence, std::string_view previous, std::string_view event) {
  std::string bytes("\x01", 1);
  bytes += previous;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(sequence >> shift & 255));
  }
  bytes += event;
  return Sha256(bytes);
}

void CheckLinks(const std::vector<AuditLink>& links, std::vector<std::string>* faults) {
  const std::string* previous = &Origin();
  for (size_t i = 0; i < links.size(); ++i) {
    const AuditLink& link = links[i];
    if (link.sequence() != i + 1) {
      faults->push_back(Cat("link ", i + 1, " is missing or moved: there is ", link.sequence()));
      return;  // All behind it would only say the same.
    }
    if (link.previous() != *previous) {
      faults->push_back(Cat("link ", i + 1, " does not follow the one before it"));
      return;
    }
    if (link.hash() != HashOf(link.sequence(), link.previous(), link.event())) {
      faults->push_back(Cat("link ", i + 1, " was changed"));
      return;
    }
    previous = &link.hash();
  }
}

}  // namespace

AuditLink MakeLink(uint64_t sequence, std::string_view previous, std::string event) {
  AuditLink link;
  link.set_sequence(sequence);
  link.set_previous(previous.empty() ? Origin() : std::string(previous));
  link.set_hash(HashOf(sequence, link.previous(), event));
  link.set_event(std::move(event));
  return link;
}

std::vector<std::string> VerifyChain(const std::vector<AuditLink>& links,
                                     const std::vector<SignedCheckpoint>& checkpoints,
                                     std::string_view trusted_key, const VerifySignature& verify) {
  std::vector<std::string> faults;
  CheckLinks(links, &faults);
  std::string key(trusted_key);
  for (const SignedCheckpoint& checkpoint : checkpoints) {
    if (key.empty()) key = checkpoint.public_key();
    Checkpoint content;
    if (checkpoint.public_key() != key ||
        !verify(key, checkpoint.checkpoint(), checkpoint.signature()) ||
        !content.ParseFromString(checkpoint.checkpoint())) {
      faults.push_back("a checkpoint is not signed by the one key");
      continue;
    }
    if (content.size() > links.size()) {
      faults.push_back(Cat("the chain was cut off: a checkpoint covers ", content.size(),
                           " links, there are ", links.size()));
    } else if (content.size() > 0 && links[content.size() - 1].hash() != content.head()) {
      faults.push_back(Cat("the chain is another one than was signed at link ", content.size()));
    }
  }
  return faults;
}

}  // namespace utvalg
