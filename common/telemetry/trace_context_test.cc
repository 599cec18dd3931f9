// SPDX-License-Identifier: Apache-2.0
#include "common/telemetry/trace_context.h"

#include "gtest/gtest.h"

namespace utvalg {
namespace {

constexpr char kExample[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST(TraceContextTest, ATraceparentIsReadAndWritten) {
  const auto context = ParseTraceparent(kExample);
  ASSERT_TRUE(context.has_value());
  EXPECT_EQ(context->trace_id, "0af7651916cd43dd8448eb211c80319c");
  EXPECT_EQ(context->span_id, "b7ad6b7169203331");
  EXPECT_TRUE(context->sampled);
  EXPECT_EQ(ToTraceparent(*context), kExample);
  EXPECT_FALSE(
      ParseTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02")->sampled);
}

TEST(TraceContextTest, WhatIsNoTraceparentIsNothing) {
  for (const char* text : {"", "00-1", "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                           "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                           "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                           "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                           "00-0af7651916cd43dd8448eb211c80319c-b7ad6b71692033-1-01",
                           "00-0af7651916cd43dd8448eb211c80319cb7ad6b71692033310-01"}) {
    EXPECT_FALSE(ParseTraceparent(text).has_value()) << text;
  }
}

TEST(TraceContextTest, AChildIsAnotherStepOfTheSameTrace) {
  const TraceContext parent = NewTrace();
  const TraceContext child = ChildOf(parent);
  EXPECT_EQ(child.trace_id, parent.trace_id);
  EXPECT_NE(child.span_id, parent.span_id);
  EXPECT_NE(NewTrace().trace_id, parent.trace_id);
  EXPECT_EQ(ParseTraceparent(ToTraceparent(child)), child);
}

TEST(TraceContextTest, ScopesNest) {
  const TraceContext outer = NewTrace();
  EXPECT_FALSE(TraceScope::Current().has_value());
  {
    const TraceScope outer_scope(outer);
    {
      const TraceScope inner_scope(std::nullopt);
      EXPECT_FALSE(TraceScope::Current().has_value());
    }
    EXPECT_EQ(TraceScope::Current(), outer);
  }
  EXPECT_FALSE(TraceScope::Current().has_value());
}

}  // namespace
}  // namespace utvalg
