// SPDX-License-Identifier: Apache-2.0
#include "common/keys/sealed_record_codec.h"

#include "common/base/strings.h"
#include "common/log/topics.h"

namespace utvalg {
namespace {

std::string Place(std::string_view topic, std::string_view key) { return Cat(topic, "\n", key); }

}  // namespace

key::v1::KeyClass ClassOfTopic(std::string_view topic) {
  for (const std::string_view named : {kApplicationTopic, kApplicationBulkTopic, kCvIdentityTopic,
                                       kCvLayoutTopic, kDecisionTopic}) {
    if (topic == named) return key::v1::KEY_CLASS_IDENTITY;
  }
  for (const std::string_view blind :
       {kCvParsedTopic, kCvParsedBulkTopic, kCvEmbeddedTopic, kResultTopic, kSearchConsentTopic}) {
    if (topic == blind) return key::v1::KEY_CLASS_CONTENT;
  }
  return key::v1::KEY_CLASS_UNSPECIFIED;
}

absl::StatusOr<std::string> SealedRecordCodec::Encode(std::string_view topic, std::string_view key,
                                                      std::string value) const {
  const key::v1::KeyClass key_class = ClassOfTopic(topic);
  if (key_class == key::v1::KEY_CLASS_UNSPECIFIED) return value;
  return keys_.Seal(key_class, key, Place(topic, key), value);
}

absl::StatusOr<std::string> SealedRecordCodec::Decode(std::string_view topic, std::string_view key,
                                                      std::string value) const {
  if (ClassOfTopic(topic) == key::v1::KEY_CLASS_UNSPECIFIED) return value;
  return keys_.Open(Place(topic, key), value);
}

}  // namespace utvalg
