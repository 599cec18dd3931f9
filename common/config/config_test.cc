// SPDX-License-Identifier: Apache-2.0
#include "common/config/config.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "utvalg/config/v1/config.pb.h"

namespace utvalg {
namespace {

using config::v1::StandaloneConfig;
using testing::HasSubstr;
using testing::Not;

TEST(ConfigTest, YamlFillsTheMessage) {
  StandaloneConfig config;
  ASSERT_TRUE(
      ParseConfig("listen: 127.0.0.1:1\nlimits:\n  document_pages: 7\n", "t", &config).ok());
  EXPECT_EQ(config.listen(), "127.0.0.1:1");
  EXPECT_EQ(config.limits().document_pages(), 7u);
}

TEST(ConfigTest, JsonIsReadToo) {
  StandaloneConfig config;
  ASSERT_TRUE(ParseConfig(R"({"workers": 3, "no_ocr": true})", "t", &config).ok());
  EXPECT_EQ(config.workers(), 3u);
  EXPECT_TRUE(config.no_ocr());
}

TEST(ConfigTest, AnUnknownKeyIsNamed) {
  StandaloneConfig config;
  const absl::Status status = ParseConfig("listn: x\n", "utvalg.yaml", &config);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("listn"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("utvalg.yaml"));
}

TEST(ConfigTest, AWrongTypeIsRefused) {
  StandaloneConfig config;
  EXPECT_FALSE(ParseConfig("workers: many\n", "t", &config).ok());
}

TEST(ConfigTest, BrokenYamlIsRefused) {
  StandaloneConfig config;
  EXPECT_FALSE(ParseConfig("workers: [1\n", "t", &config).ok());
  EXPECT_FALSE(ParseConfig("just words", "t", &config).ok());
}

TEST(ConfigTest, AMissingFileIsNamed) {
  StandaloneConfig config;
  EXPECT_EQ(LoadConfig("/nonexistent/utvalg.yaml", &config).code(), absl::StatusCode::kNotFound);
}

TEST(ConfigTest, SecretsAreNotShown) {
  StandaloneConfig config;
  config.set_tenant_secret("hemmelig");
  config.set_workspace("ws");
  EXPECT_THAT(RedactedConfig(config), HasSubstr("ws"));
  EXPECT_THAT(RedactedConfig(config), Not(HasSubstr("hemmelig")));
}

}  // namespace
}  // namespace utvalg
