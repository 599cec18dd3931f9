// SPDX-License-Identifier: Apache-2.0
//
// A message with every field set, for tests of the wire format. Values follow from the fields'
// numbers and names, so that the same schema always gives the same bytes.
#pragma once

#include "google/protobuf/message.h"

namespace utvalg {

// Variants Fill can make: as many as the largest oneof below the message has members, at least 1.
int FullVariants(const google::protobuf::Descriptor& descriptor);

// Sets every field (repeated ones twice) but the members of oneofs, of which each is set in one
// variant. The message must not contain itself.
void Fill(int variant, google::protobuf::Message* message);

}  // namespace utvalg
