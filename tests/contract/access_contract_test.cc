// SPDX-License-Identifier: Apache-2.0
//
// Who may learn who somebody is, read from the descriptors of all services: what embed and rank
// call with, ROLE_SERVICE, reaches nothing that names a person, and no caller names a tenant.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/access/authorizer.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "utvalg/embed/v1/embed_service.pb.h"
#include "utvalg/ingest/v1/ingest_service.pb.h"
#include "utvalg/parse/v1/parse_service.pb.h"
#include "utvalg/privacy/v1/options.pb.h"
#include "utvalg/rank/v1/rank_service.pb.h"
#include "utvalg/rank/v1/shard_service.pb.h"

namespace utvalg {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

std::vector<const MethodDescriptor*> AllMethods() {
  std::vector<const MethodDescriptor*> methods;
  for (const auto* file : {ingest::v1::GetJobRequest::descriptor()->file(),
                           rank::v1::GetRankingRequest::descriptor()->file(),
                           rank::v1::GetHeldRankingRequest::descriptor()->file(),
                           parse::v1::ParseDocumentRequest::descriptor()->file(),
                           embed::v1::EmbedTextsRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m) {
        methods.push_back(file->service(s)->method(m));
      }
    }
  }
  return methods;
}

// Whether a field at any depth is one.
bool Holds(const Descriptor* message, const std::function<bool(const FieldDescriptor*)>& is_one,
           std::set<const Descriptor*>* seen) {
  if (!seen->insert(message).second) return false;
  for (int i = 0; i < message->field_count(); ++i) {
    const FieldDescriptor* const field = message->field(i);
    if (is_one(field)) return true;
    if (field->message_type() != nullptr && Holds(field->message_type(), is_one, seen)) return true;
  }
  return false;
}

bool ShowsAPerson(const Descriptor* message) {
  std::set<const Descriptor*> seen;
  return Holds(
      message,
      [](const FieldDescriptor* field) {
        const auto data_class = field->options().GetExtension(privacy::v1::data_class);
        return data_class == privacy::v1::DATA_CLASS_PERSONAL ||
               data_class == privacy::v1::DATA_CLASS_PROTECTED;
      },
      &seen);
}

bool Allows(const MethodDescriptor* method, access::v1::Role role) {
  const auto rule = RuleOf("/" + method->service()->full_name() + "/" + method->name());
  for (const int allowed : rule.roles()) {
    if (allowed == role) return true;
  }
  return false;
}

TEST(AccessContractTest, NoServiceOfOursIsAnsweredWhoSomebodyIs) {
  // Parse reads bytes that the caller has already; ingest calls it for receipts.
  const std::set<std::string> reads_what_it_is_given = {
      "utvalg.parse.v1.ParseService.ParseDocument"};
  int with_persons = 0;
  for (const MethodDescriptor* method : AllMethods()) {
    if (!ShowsAPerson(method->output_type())) continue;
    ++with_persons;
    if (reads_what_it_is_given.contains(method->full_name())) continue;
    EXPECT_FALSE(Allows(method, access::v1::ROLE_SERVICE)) << method->full_name();
  }
  EXPECT_GE(with_persons, 8);
}

TEST(AccessContractTest, EmbedAndRankNeitherTakeNorGiveAPerson) {
  for (const MethodDescriptor* method : AllMethods()) {
    const std::string& service = method->service()->full_name();
    if (service.find(".rank.") == std::string::npos &&
        service.find(".embed.") == std::string::npos) {
      continue;
    }
    EXPECT_FALSE(ShowsAPerson(method->input_type())) << method->full_name();
    EXPECT_FALSE(ShowsAPerson(method->output_type())) << method->full_name();
  }
}

TEST(AccessContractTest, WhatShowsIdentityDocumentsOrLayoutIsMarkedAndLogged) {
  const std::set<std::string> identities = {"utvalg.identity.v1.CvIdentity",
                                            "utvalg.identity.v1.PlacedSpan"};
  for (const MethodDescriptor* method : AllMethods()) {
    if (method->service()->full_name() != "utvalg.ingest.v1.IngestService") continue;
    std::set<const Descriptor*> seen;
    const bool shows = Holds(
        method->output_type(),
        [&](const FieldDescriptor* field) {
          return (field->message_type() != nullptr &&
                  identities.contains(field->message_type()->full_name())) ||
                 field->name() == "document" || field->name() == "not_used" ||
                 field->name() == "json";
        },
        &seen);
    const auto rule = method->options().GetExtension(access::v1::access);
    EXPECT_EQ(rule.named_world(), shows) << method->full_name();
  }
}

TEST(AccessContractTest, EveryMethodOfEveryServiceSaysWhoMayCallIt) {
  for (const MethodDescriptor* method : AllMethods()) {
    EXPECT_GT(method->options().GetExtension(access::v1::access).roles_size(), 0)
        << method->full_name();
  }
}

// The tenant comes from the token. Job.tenant is set by the server, whatever the caller wrote
// there.
TEST(AccessContractTest, NoRequestNamesATenant) {
  const Descriptor* const job = job::v1::Job::descriptor();
  for (const MethodDescriptor* method : AllMethods()) {
    std::set<const Descriptor*> seen;
    EXPECT_FALSE(Holds(
        method->input_type(),
        [&](const FieldDescriptor* field) {
          return field->name() == "tenant" && field->containing_type() != job;
        },
        &seen))
        << method->full_name();
  }
}

}  // namespace
}  // namespace utvalg
