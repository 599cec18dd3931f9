// SPDX-License-Identifier: Apache-2.0
//
// Epoch keys in a file that its owner alone may read (0600): the default on one machine. Whoever
// copies the file with the data can open the data, so it does not belong into the same backup.
// Thread-safe; several processes may have it open.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/crypto/epoch_book.h"
#include "common/crypto/kms.h"

namespace utvalg {

class FileKms final : public Kms {
 public:
  // FAILED_PRECONDITION: the file is damaged or not its owner's alone. A file that is not there is
  // made by the first BeginEpoch.
  static absl::StatusOr<std::unique_ptr<FileKms>> Open(std::string path);

  absl::StatusOr<std::vector<EpochInfo>> Epochs() override;
  absl::StatusOr<std::string> Wrap(const std::string& epoch, key::v1::KeyClass key_class,
                                   std::string_view key, std::string_view aad) override;
  absl::StatusOr<std::string> Unwrap(const std::string& epoch, key::v1::KeyClass key_class,
                                     std::string_view wrapped, std::string_view aad) override;
  absl::StatusOr<std::string> BeginEpoch(int64_t now_ms) override;
  absl::Status Destroy(const std::string& epoch, int64_t now_ms) override;

 private:
  explicit FileKms(EpochBook book) : book_(std::move(book)) {}
  absl::StatusOr<std::string> KeyOf(const std::string& epoch, key::v1::KeyClass key_class);

  absl::Mutex mutex_;
  EpochBook book_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace utvalg
