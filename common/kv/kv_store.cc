// SPDX-License-Identifier: Apache-2.0
#include "common/kv/kv_store.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/kv/kv_errors.h"
#include "common/kv/kv_open.h"
#include "rocksdb/iterator.h"
#include "rocksdb/write_batch.h"

namespace utvalg {
namespace {

rocksdb::Slice ToSlice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

rocksdb::WriteOptions ToWriteOptions(KvSync sync) {
  rocksdb::WriteOptions options;
  options.sync = sync == KvSync::kSync;
  return options;
}

}  // namespace

class KvStore::Impl {
 public:
  Impl(std::string directory, std::unique_ptr<OpenRocksDb> open)
      : directory_(std::move(directory)), open_(std::move(open)) {}

  rocksdb::DB& db() const { return *open_->db; }
  rocksdb::ColumnFamilyHandle* family(KvFamily family) const { return open_->families.at(family); }
  const std::vector<rocksdb::ColumnFamilyHandle*>& families() const { return open_->families; }
  const std::string& directory() const { return directory_; }
  absl::Status Translate(const rocksdb::Status& status) const {
    return FromRocksDb(status, directory_);
  }

 private:
  const std::string directory_;
  const std::unique_ptr<OpenRocksDb> open_;
};

KvStore::KvStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
KvStore::~KvStore() = default;

absl::StatusOr<std::unique_ptr<KvStore>> KvStore::Open(KvOptions options) {
  UTVALG_ASSIGN_OR_RETURN(std::unique_ptr<OpenRocksDb> open, OpenWithRetry(options));
  return std::unique_ptr<KvStore>(
      new KvStore(std::make_unique<Impl>(std::move(options.directory), std::move(open))));
}

absl::StatusOr<std::optional<std::string>> KvStore::Get(KvFamily family,
                                                        std::string_view key) const {
  std::string value;
  const rocksdb::Status status =
      impl_->db().Get(rocksdb::ReadOptions(), impl_->family(family), ToSlice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  UTVALG_RETURN_IF_ERROR(impl_->Translate(status));
  return std::optional<std::string>(std::move(value));
}

absl::Status KvStore::Put(KvFamily family, std::string_view key, std::string_view value,
                          KvSync sync) {
  return impl_->Translate(
      impl_->db().Put(ToWriteOptions(sync), impl_->family(family), ToSlice(key), ToSlice(value)));
}

absl::Status KvStore::Delete(KvFamily family, std::string_view key, KvSync sync) {
  return impl_->Translate(
      impl_->db().Delete(ToWriteOptions(sync), impl_->family(family), ToSlice(key)));
}

absl::Status KvStore::Write(const KvBatch& batch, KvSync sync) {
  if (batch.empty()) {
    return sync == KvSync::kSync ? impl_->Translate(impl_->db().SyncWAL()) : absl::OkStatus();
  }
  rocksdb::WriteBatch changes;
  for (const KvBatch::Change& change : batch.changes()) {
    rocksdb::ColumnFamilyHandle* family = impl_->family(change.family);
    rocksdb::Status status;
    switch (change.kind) {
      case KvBatch::Kind::kPut:
        status = changes.Put(family, change.key, change.value);
        break;
      case KvBatch::Kind::kDelete:
        status = changes.Delete(family, change.key);
        break;
      case KvBatch::Kind::kDeleteRange:
        status = changes.DeleteRange(family, change.key, change.value);
        break;
    }
    UTVALG_RETURN_IF_ERROR(impl_->Translate(status));
  }
  return impl_->Translate(impl_->db().Write(ToWriteOptions(sync), &changes));
}

absl::Status KvStore::ForEachWithPrefix(KvFamily family, std::string_view prefix,
                                        Visitor visit) const {
  return ForEachInRange(family, prefix, KvPrefixEnd(prefix), visit);
}

absl::Status KvStore::ForEachInRange(KvFamily family, std::string_view begin, std::string_view end,
                                     Visitor visit) const {
  const rocksdb::Slice upper = ToSlice(end);
  rocksdb::ReadOptions options;
  if (!end.empty()) options.iterate_upper_bound = &upper;
  const std::unique_ptr<rocksdb::Iterator> it(
      impl_->db().NewIterator(options, impl_->family(family)));
  for (it->Seek(ToSlice(begin)); it->Valid(); it->Next()) {
    if (!visit(ToView(it->key()), ToView(it->value()))) break;
  }
  return impl_->Translate(it->status());
}

absl::StatusOr<std::optional<std::string>> KvStore::LastKey(KvFamily family,
                                                            std::string_view prefix) const {
  const std::string end = KvPrefixEnd(prefix);
  const rocksdb::Slice lower = ToSlice(prefix);
  const rocksdb::Slice upper = ToSlice(end);
  rocksdb::ReadOptions options;
  options.iterate_lower_bound = &lower;
  if (!end.empty()) options.iterate_upper_bound = &upper;
  const std::unique_ptr<rocksdb::Iterator> it(
      impl_->db().NewIterator(options, impl_->family(family)));
  it->SeekToLast();
  UTVALG_RETURN_IF_ERROR(impl_->Translate(it->status()));
  if (!it->Valid()) return std::optional<std::string>();
  return std::optional<std::string>(it->key().ToString());
}

absl::Status KvStore::Flush() {
  rocksdb::FlushOptions options;
  options.wait = true;
  return impl_->Translate(impl_->db().Flush(options, impl_->families()));
}

absl::Status KvStore::CompactRange(KvFamily family, std::string_view begin, std::string_view end) {
  const rocksdb::Slice first = ToSlice(begin);
  const rocksdb::Slice last = ToSlice(end);
  rocksdb::CompactRangeOptions options;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  return impl_->Translate(impl_->db().CompactRange(options, impl_->family(family), &first,
                                                   end.empty() ? nullptr : &last));
}

absl::Status KvStore::Verify() const {
  return impl_->Translate(impl_->db().VerifyChecksum(rocksdb::ReadOptions()));
}

const std::string& KvStore::directory() const { return impl_->directory(); }

}  // namespace utvalg
