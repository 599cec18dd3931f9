// SPDX-License-Identifier: Apache-2.0
//
// Reads a program's configuration: one YAML or JSON file into one message of utvalg.config.v1,
// strictly. Used by app.cc of every program. No state, no threads; nothing here reads the
// environment but ApplySecret's caller.
#pragma once

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace utvalg {

// Fills `config` from the file (YAML, of which JSON is a subset). InvalidArgument names file and
// fault: unknown key, wrong type, bad YAML; NotFound when the file is not there.
absl::Status LoadConfig(const std::string& path, google::protobuf::Message* config);

// As LoadConfig, from text; `origin` is named in errors.
absl::Status ParseConfig(const std::string& text, const std::string& origin,
                         google::protobuf::Message* config);

// Fills every field marked SECRET for which there is a value: that of `parent.tenant_secret` is
// asked for as UTVALG_PARENT_TENANT_SECRET. `find` gives null when there is none.
void ApplySecrets(const std::function<const char*(const std::string& name)>& find,
                  google::protobuf::Message* config);

// The effective configuration as JSON without fields marked SECRET: what start-up logs.
std::string RedactedConfig(const google::protobuf::Message& config);

}  // namespace utvalg
