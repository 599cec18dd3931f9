// SPDX-License-Identifier: Apache-2.0
#include "services/cli/adapters/call_credentials.h"

#include <filesystem>

#include "common/base/status_macros.h"
#include "services/cli/adapters/file_io.h"
#include "services/cli/core/failure.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

constexpr size_t kMaxBytes = 1 << 20;

absl::Status Wrong(const std::string& folder, std::string_view what) {
  return Failure(
      Exit::kConfiguration, Cat("UTVALG_TLS: ", folder, " ", what),
      "name a folder with ca.crt, and tls.crt and tls.key where the server asks who calls");
}

// "" when there is none.
absl::StatusOr<std::string> ReadIn(const std::string& folder, const std::string& name) {
  absl::StatusOr<std::string> text =
      ReadFile((std::filesystem::path(folder) / name).string(), kMaxBytes);
  if (absl::IsNotFound(text.status())) return std::string();
  if (!text.ok()) return Wrong(folder, Cat("has a ", name, " that cannot be read"));
  return text;
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> CallCredentials(
    const std::string& folder) {
  if (folder.empty()) return grpc::InsecureChannelCredentials();
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return Wrong(folder, "is no folder");
  grpc::SslCredentialsOptions options;
  UTVALG_ASSIGN_OR_RETURN(options.pem_root_certs, ReadIn(folder, "ca.crt"));
  UTVALG_ASSIGN_OR_RETURN(options.pem_cert_chain, ReadIn(folder, "tls.crt"));
  UTVALG_ASSIGN_OR_RETURN(options.pem_private_key, ReadIn(folder, "tls.key"));
  if (options.pem_cert_chain.empty() != options.pem_private_key.empty()) {
    return Wrong(folder, "has one of tls.crt and tls.key, and not the other");
  }
  return grpc::SslCredentials(options);
}

}  // namespace utvalg::cli
