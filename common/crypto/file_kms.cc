// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/file_kms.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/aead.h"

namespace utvalg {

absl::StatusOr<std::unique_ptr<FileKms>> FileKms::Open(std::string path) {
  UTVALG_ASSIGN_OR_RETURN(EpochBook book, EpochBook::Open(std::move(path)));
  return std::unique_ptr<FileKms>(new FileKms(std::move(book)));
}

absl::StatusOr<std::vector<EpochInfo>> FileKms::Epochs() {
  absl::MutexLock lock(&mutex_);
  UTVALG_RETURN_IF_ERROR(book_.Reload());
  return book_.Infos();
}

absl::StatusOr<std::string> FileKms::KeyOf(const std::string& epoch, key::v1::KeyClass key_class) {
  absl::MutexLock lock(&mutex_);
  // Another process may have begun it.
  if (book_.Find(epoch) == nullptr) UTVALG_RETURN_IF_ERROR(book_.Reload());
  const key::v1::Epoch* const found = book_.Find(epoch);
  if (found == nullptr) return absl::NotFoundError(Cat("the keys of ", epoch, " are destroyed"));
  const std::string& key =
      key_class == key::v1::KEY_CLASS_IDENTITY ? found->identity() : found->content();
  if (key.size() != kAeadKeyBytes) {
    return absl::PermissionDeniedError("this process has no key of that class");
  }
  return key;
}

absl::StatusOr<std::string> FileKms::Wrap(const std::string& epoch, key::v1::KeyClass key_class,
                                          std::string_view key, std::string_view aad) {
  UTVALG_ASSIGN_OR_RETURN(const std::string wrapping, KeyOf(epoch, key_class));
  return AeadSeal(wrapping, aad, key);
}

absl::StatusOr<std::string> FileKms::Unwrap(const std::string& epoch, key::v1::KeyClass key_class,
                                            std::string_view wrapped, std::string_view aad) {
  UTVALG_ASSIGN_OR_RETURN(const std::string wrapping, KeyOf(epoch, key_class));
  return AeadOpen(wrapping, aad, wrapped);
}

absl::StatusOr<std::string> FileKms::BeginEpoch(int64_t now_ms) {
  absl::MutexLock lock(&mutex_);
  UTVALG_ASSIGN_OR_RETURN(const FileLock change, book_.BeginChange());
  key::v1::Epoch epoch;
  epoch.set_name(book_.NextName());
  epoch.set_created_at_ms(now_ms);
  epoch.set_identity(RandomBytes(kAeadKeyBytes));
  epoch.set_content(RandomBytes(kAeadKeyBytes));
  const std::string name = epoch.name();
  UTVALG_RETURN_IF_ERROR(book_.Add(std::move(epoch)));
  return name;
}

absl::Status FileKms::Destroy(const std::string& epoch, int64_t now_ms) {
  absl::MutexLock lock(&mutex_);
  UTVALG_ASSIGN_OR_RETURN(const FileLock change, book_.BeginChange());
  if (book_.IsCurrent(epoch)) {
    return absl::FailedPreconditionError("the current epoch cannot be destroyed; begin another");
  }
  return book_.End(epoch, now_ms);
}

}  // namespace utvalg
