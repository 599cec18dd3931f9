// SPDX-License-Identifier: Apache-2.0
//
// Everything that reads bytes back from the log's store, a topic or a child's pipe: records,
// positions, progress, keys and frames. What a decoder accepts must encode to something that
// decodes to the same.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/log/embedded/record_format.h"
#include "common/log/stage_progress.h"
#include "common/log/topics.h"
#include "common/process/frame.h"

namespace {

void Records(std::string_view bytes) {
  utvalg::Record record, again;
  if (!utvalg::embedded::DecodeRecord(bytes, &record).ok()) return;
  const utvalg::NewRecord copy{"t", record.key, record.value, record.headers};
  const std::string encoded = utvalg::embedded::EncodeRecord(copy, record.produced_at_ms);
  if (!utvalg::embedded::DecodeRecord(encoded, &again).ok() || again.key != record.key ||
      again.value != record.value || again.headers != record.headers)
    std::abort();
}

void Positions(std::string_view bytes) {
  const size_t cut = bytes.size() < 8 ? bytes.size() : bytes.size() - 8;
  (void)utvalg::embedded::DecodePosition(bytes.substr(0, cut), bytes.substr(cut));
}

void Progress(std::string_view bytes) {
  const utvalg::TopicPartition at{"t", 0};
  const auto progress = utvalg::DecodeProgress(at, bytes);
  if (!progress.ok()) return;
  const auto again = utvalg::DecodeProgress(at, utvalg::EncodeProgress(*progress));
  if (!again.ok() || again->position != progress->position || again->ahead != progress->ahead)
    std::abort();
}

void Keys(std::string_view bytes) {
  const auto key = utvalg::ParsePersonKey(bytes);
  if (key.ok() && utvalg::ParsePersonKey(utvalg::OwnerOf(bytes))->tenant != key->tenant)
    std::abort();
}

void Frames(std::string_view bytes) {
  const int file = memfd_create("stream", MFD_CLOEXEC);
  if (file < 0 || write(file, bytes.data(), bytes.size()) < 0 || lseek(file, 0, SEEK_SET) < 0)
    std::abort();
  while (true) {
    const auto frame = utvalg::process::ReadFrame(file, 1u << 16);
    if (!frame.ok() || !*frame) break;
    if ((*frame)->size() > bytes.size()) std::abort();
  }
  close(file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 5) {
    case 0:
      Records(bytes);
      break;
    case 1:
      Positions(bytes);
      break;
    case 2:
      Progress(bytes);
      break;
    case 3:
      Keys(bytes);
      break;
    default:
      Frames(bytes);
      break;
  }
  return 0;
}
