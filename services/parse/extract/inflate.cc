// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/inflate.h"

#include <zlib.h>

#include <algorithm>

namespace utvalg::extract {
namespace {

constexpr size_t kFirst = 16u << 10;

class Inflater {
 public:
  explicit Inflater(std::string_view packed) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    ready_ = inflateInit(&stream_) == Z_OK;
  }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Fills [at, size) of out; *at is then behind what came.
  int Fill(std::string* out, size_t* at) {
    if (!ready_) return Z_MEM_ERROR;
    stream_.next_out = reinterpret_cast<Bytef*>(out->data()) + *at;
    stream_.avail_out = static_cast<uInt>(out->size() - *at);
    const int status = inflate(&stream_, Z_NO_FLUSH);
    *at = out->size() - stream_.avail_out;
    return status;
  }

 private:
  z_stream stream_ = {};
  bool ready_ = false;
};

}  // namespace

InflateResult Inflate(std::string_view packed, size_t limit, std::string* out) {
  Inflater inflater(packed);
  size_t at = 0;
  // One byte more than allowed tells whether there is more.
  out->resize(std::min(limit + 1, std::max(kFirst, 4 * packed.size())));
  for (;;) {
    const int status = inflater.Fill(out, &at);
    if (at > limit) return InflateResult::kTooLarge;
    if (status == Z_OK && at == out->size()) {
      out->resize(std::min(limit + 1, 2 * out->size()));
      continue;
    }
    out->resize(at);
    return status == Z_STREAM_END ? InflateResult::kWhole : InflateResult::kDamaged;
  }
}

}  // namespace utvalg::extract
