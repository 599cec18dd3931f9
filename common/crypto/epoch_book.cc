// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/epoch_book.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/secret_file.h"

namespace utvalg {

absl::StatusOr<EpochBook> EpochBook::Open(std::string path) {
  EpochBook book(std::move(path));
  UTVALG_RETURN_IF_ERROR(book.Reload());
  return book;
}

absl::Status EpochBook::Reload() {
  const absl::StatusOr<std::string> content = ReadSecretFile(path_);
  if (absl::IsNotFound(content.status())) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(content.status());
  if (!file_.ParseFromString(*content)) {
    return absl::FailedPreconditionError(Cat(path_, " is damaged; restore it"));
  }
  return absl::OkStatus();
}

const key::v1::Epoch* EpochBook::Find(const std::string& name) const {
  for (const key::v1::Epoch& epoch : file_.epochs()) {
    if (epoch.name() == name && epoch.destroyed_at_ms() == 0) return &epoch;
  }
  return nullptr;
}

std::vector<EpochInfo> EpochBook::Infos() const {
  std::vector<EpochInfo> infos;
  for (const key::v1::Epoch& epoch : file_.epochs()) {
    infos.push_back({epoch.name(), epoch.created_at_ms(), epoch.destroyed_at_ms()});
  }
  return infos;
}

absl::StatusOr<FileLock> EpochBook::BeginChange() {
  UTVALG_ASSIGN_OR_RETURN(FileLock lock, FileLock::Take(Cat(path_, ".lock")));
  UTVALG_RETURN_IF_ERROR(Reload());
  return lock;
}

std::string EpochBook::NextName() const { return Cat("epoch-", file_.epochs_size() + 1); }

absl::Status EpochBook::Add(key::v1::Epoch epoch) {
  key::v1::KeyFile next = file_;
  *next.add_epochs() = std::move(epoch);
  UTVALG_RETURN_IF_ERROR(WriteSecretFile(path_, next.SerializeAsString()));
  file_ = std::move(next);
  return absl::OkStatus();
}

absl::Status EpochBook::End(const std::string& name, int64_t now_ms) {
  key::v1::KeyFile next = file_;
  for (key::v1::Epoch& epoch : *next.mutable_epochs()) {
    if (epoch.name() != name) continue;
    epoch.clear_identity();
    epoch.clear_content();
    if (epoch.destroyed_at_ms() == 0) epoch.set_destroyed_at_ms(now_ms);
  }
  UTVALG_RETURN_IF_ERROR(ReplaceSecretFile(path_, next.SerializeAsString()));
  file_ = std::move(next);
  return absl::OkStatus();
}

bool EpochBook::IsCurrent(const std::string& name) const {
  return file_.epochs_size() > 0 && file_.epochs(file_.epochs_size() - 1).name() == name;
}

}  // namespace utvalg
