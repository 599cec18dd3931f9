// SPDX-License-Identifier: Apache-2.0
#include "services/cli/commands/token.h"

#include "common/crypto/secret_file.h"
#include "services/cli/adapters/terminal.h"
#include "services/standalone/app.h"

namespace utvalg::cli {

std::string TokenFor(const std::string& server) {
  const std::string named = Environment("UTVALG_TOKEN");
  if (!named.empty()) return named;
  const auto kept = ReadSecretFile(standalone::TokenFile(server));
  return kept.ok() ? *kept : "";
}

}  // namespace utvalg::cli
