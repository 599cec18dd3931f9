// SPDX-License-Identifier: Apache-2.0
#include "common/audit/audit_chain.h"

#include "common/base/digest.h"
#include "common/base/strings.h"
#include "gtest/gtest.h"

namespace utvalg {
namespace {

using audit::v1::AuditLink;
using audit::v1::SignedCheckpoint;

// Signatures are tested in common/crypto; here a keyed digest stands for one.
std::string Sign(std::string_view message) { return HmacSha256("secret", message); }
bool Verify(std::string_view, std::string_view message, std::string_view signature) {
  return signature == Sign(message);
}

std::vector<AuditLink> Chain(const std::vector<std::string>& events) {
  std::vector<AuditLink> links;
  for (const std::string& event : events) {
    links.push_back(MakeLink(links.size() + 1, links.empty() ? "" : links.back().hash(), event));
  }
  return links;
}

SignedCheckpoint CheckpointOf(const std::vector<AuditLink>& links) {
  audit::v1::Checkpoint content;
  content.set_size(links.size());
  content.set_head(links.back().hash());
  SignedCheckpoint checkpoint;
  checkpoint.set_checkpoint(content.SerializeAsString());
  checkpoint.set_signature(Sign(checkpoint.checkpoint()));
  checkpoint.set_public_key("key");
  return checkpoint;
}

class AuditChainTest : public testing::Test {
 protected:
  std::vector<std::string> Faults(const std::vector<AuditLink>& links) {
    return VerifyChain(links, {checkpoint_}, "key", Verify);
  }
  const std::vector<AuditLink> chain_ = Chain({"a", "b", "c", "d", "e"});
  const SignedCheckpoint checkpoint_ = CheckpointOf(Chain({"a", "b", "c", "d"}));
};

TEST_F(AuditChainTest, AnUntouchedChainIsFine) {
  EXPECT_TRUE(Faults(chain_).empty());
  EXPECT_TRUE(VerifyChain({}, {}, "", Verify).empty());
}

TEST_F(AuditChainTest, AnEditIsFound) {
  std::vector<AuditLink> links = chain_;
  links[1].set_event("x");
  EXPECT_EQ(Faults(links).front(), "link 2 was changed");
  links = chain_;
  links[4] = MakeLink(5, links[3].hash(), "x");  // Behind the checkpoint only its own hash tells.
  links[4].set_event("e");
  EXPECT_FALSE(Faults(links).empty());
}

TEST_F(AuditChainTest, ADroppedLinkIsFound) {
  for (size_t i = 0; i < 4; ++i) {
    std::vector<AuditLink> links = chain_;
    links.erase(links.begin() + static_cast<ptrdiff_t>(i));
    EXPECT_FALSE(Faults(links).empty()) << i;
  }
}

TEST_F(AuditChainTest, AMovedLinkIsFound) {
  std::vector<AuditLink> links = chain_;
  std::swap(links[1], links[2]);
  EXPECT_FALSE(Faults(links).empty());
  // Renumbered too.
  links[1].set_sequence(2);
  links[2].set_sequence(3);
  EXPECT_FALSE(Faults(links).empty());
}

TEST_F(AuditChainTest, AChainCutOffAndRegrownIsFound) {
  const std::vector<AuditLink> cut(chain_.begin(), chain_.begin() + 3);
  EXPECT_EQ(Faults(cut).front(), "the chain was cut off: a checkpoint covers 4 links, there are 3");
  EXPECT_EQ(Faults(Chain({"a", "b", "x", "y", "z", "e"})).front(),
            "the chain is another one than was signed at link 4");
}

TEST_F(AuditChainTest, ACheckpointOfAnotherKeyIsNoCheckpoint) {
  SignedCheckpoint forged = CheckpointOf(Chain({"x"}));
  forged.set_public_key("other");
  EXPECT_FALSE(VerifyChain(Chain({"x"}), {forged}, "key", Verify).empty());
  SignedCheckpoint unsigned_one = CheckpointOf(Chain({"x"}));
  unsigned_one.set_signature("none");
  EXPECT_FALSE(VerifyChain(Chain({"x"}), {unsigned_one}, "key", Verify).empty());
}

}  // namespace
}  // namespace utvalg
