// SPDX-License-Identifier: Apache-2.0
#include "common/kv/kv_open.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdarg>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/kv/kv_errors.h"
#include "rocksdb/env.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/options.h"
#include "rocksdb/sst_file_manager.h"
#include "rocksdb/table.h"

namespace utvalg {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMiB = 1 << 20;
constexpr const char* kDefaultFamily = "default";

// RocksDB's own log goes nowhere: what matters comes back as a status, and a log file that meets a
// full disk brings Debian's build, which has assertions, down at the next line written to it.
class NoLog final : public rocksdb::Logger {
 public:
  NoLog() : rocksdb::Logger(rocksdb::InfoLogLevel::FATAL_LEVEL) {}
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

rocksdb::DBOptions MakeDbOptions() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // The default recovers silently up to the first damaged record, and acknowledged data is gone.
  // This mode forgives only an unfinished last write and refuses the rest.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.track_and_verify_wals_in_manifest = true;
  options.max_total_wal_size = 256 * kMiB;
  options.max_background_jobs = 4;
  options.info_log = std::make_shared<NoLog>();
  // Space taken before it is needed would fill a small disk with nothing: 36 MiB for each store.
  options.allow_fallocate = false;
  // Without it a full disk would need a restart; with it writes resume when there is space again.
  options.sst_file_manager.reset(rocksdb::NewSstFileManager(rocksdb::Env::Default()));
  return options;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(const KvOptions& options) {
  rocksdb::ColumnFamilyOptions family;
  family.write_buffer_size = 32 * kMiB;
  family.max_write_buffer_number = 2;
  family.compression = rocksdb::kLZ4Compression;
  rocksdb::BlockBasedTableOptions table;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (options.blob_files) {
    family.enable_blob_files = true;
    family.min_blob_size = 4096;
    family.blob_file_size = 256 * kMiB;
    family.enable_blob_garbage_collection = true;
  }
  if (options.keep_newest_bytes > 0) {
    family.compaction_style = rocksdb::kCompactionStyleFIFO;
    family.compaction_options_fifo.max_table_files_size = options.keep_newest_bytes;
    family.compaction_options_fifo.allow_compaction = true;
    family.write_buffer_size = std::clamp(options.keep_newest_bytes / 16, kMiB / 16, 32 * kMiB);
  }
  return family;
}

absl::Status CreateDirectory(const std::string& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!error) return absl::OkStatus();
  if (error == std::errc::no_space_on_device) {
    return absl::ResourceExhaustedError(
        Cat("no space left to create ", directory, ": free some and try again"));
  }
  return absl::FailedPreconditionError(Cat("cannot create ", directory, ": ", error.message()));
}

// RocksDB would make a new, empty database where only the file CURRENT is missing.
absl::Status CheckNotBeheaded(const std::string& directory) {
  std::error_code error;
  if (fs::exists(fs::path(directory) / "CURRENT", error)) return absl::OkStatus();
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error)) {
    const std::string extension = entry.path().extension();
    if (extension == ".sst" || extension == ".blob" || extension == ".log") {
      return absl::DataLossError(Cat("the store ", directory,
                                     " has lost its file CURRENT but holds ",
                                     entry.path().filename().string(),
                                     ". Nothing was changed. Restore the directory from a backup"));
    }
  }
  return absl::OkStatus();
}

// RocksDB says what is wrong with a write-ahead log, but in which file only in its own log.
std::string DamagedWal(const std::string& directory) {
  std::ifstream log(fs::path(directory) / "LOG");
  std::string found;
  for (std::string line; std::getline(log, line);) {
    const size_t end = line.find(".log: dropping");
    if (end == std::string::npos) continue;
    const size_t begin = line.find_last_of("/ ", end);
    found = line.substr(begin + 1, end + 4 - (begin + 1));
  }
  return found;
}

rocksdb::Status OpenOnce(const KvOptions& options, OpenRocksDb* out) {
  const rocksdb::ColumnFamilyOptions family_options = MakeFamilyOptions(options);
  std::vector<std::string> names = options.families;
  if (std::find(names.begin(), names.end(), kDefaultFamily) == names.end()) {
    names.emplace_back(kDefaultFamily);
  }
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string& name : names) descriptors.emplace_back(name, family_options);
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(MakeDbOptions(), options.directory, descriptors, &out->handles, &db);
  out->db.reset(db);
  if (status.ok()) {
    out->families.assign(out->handles.begin(), out->handles.begin() + options.families.size());
  }
  return status;
}

}  // namespace

OpenRocksDb::~OpenRocksDb() {
  if (db == nullptr) return;
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  db->Close().PermitUncheckedError();
}

absl::StatusOr<std::unique_ptr<OpenRocksDb>> OpenWithRetry(const KvOptions& options) {
  UTVALG_RETURN_IF_ERROR(CreateDirectory(options.directory));
  UTVALG_RETURN_IF_ERROR(CheckNotBeheaded(options.directory));
  const absl::Time give_up = absl::Now() + absl::FromChrono(options.lock_patience);
  absl::Duration pause = absl::Milliseconds(10);
  for (;;) {
    auto open = std::make_unique<OpenRocksDb>();
    const rocksdb::Status status = OpenOnce(options, open.get());
    if (status.ok()) return open;
    if (IsLockHeld(status) && absl::Now() + pause < give_up) {
      absl::SleepFor(pause);
      pause = std::min(2 * pause, absl::Milliseconds(500));
      continue;
    }
    absl::Status error = FromRocksDb(status, options.directory);
    const std::string wal = status.IsCorruption() ? DamagedWal(options.directory) : "";
    if (wal.empty()) return error;
    return absl::DataLossError(Cat("damaged file ", (fs::path(options.directory) / wal).string(),
                                   ": ", std::string(error.message())));
  }
}

}  // namespace utvalg
