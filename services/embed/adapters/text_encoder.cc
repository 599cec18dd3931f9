// SPDX-License-Identifier: Apache-2.0
#include "services/embed/adapters/text_encoder.h"

#include <cpuid.h>

#include <algorithm>
#include <deque>
#include <map>
#include <mutex>
#include <openvino/openvino.hpp>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "services/embed/adapters/model_manifest.h"
#include "services/embed/adapters/request_pool.h"
#include "services/embed/adapters/tokenizer.h"
#include "services/embed/core/pooling.h"

namespace utvalg::embed {
namespace {

constexpr size_t kPadding = 16;             // Tokens.
constexpr size_t kMaxBatchTokens = 1024;    // Keeps a batch's activations in the cache of one core.
constexpr size_t kTokenizerChunk = 64;      // Texts; the tokenizer pads to the longest of them.
constexpr size_t kMaxTextBytes = 16 << 10;  // More never fits the positions of a model.

// Bit 22 of EDX of CPUID leaf 7: AMX-BF16, which GCC 12 has no name for.
bool HasAmxBf16() {
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  return __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && ((edx >> 22) & 1) != 0;
}

bool IsFasterWithBf16() {
  __builtin_cpu_init();
  return HasAmxBf16() || (__builtin_cpu_supports("avx512bf16") && __builtin_cpu_is("amd"));
}

// One space for each run of white space, none at the ends: layout has no meaning here.
std::string Normalised(const std::string& prefix, std::string_view text) {
  if (text.size() > kMaxTextBytes) {
    size_t end = kMaxTextBytes;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  std::string body(text);
  absl::RemoveExtraAsciiWhitespace(&body);
  return prefix + body;
}

// Texts of one padded length.
struct Batch {
  size_t length = 0;
  std::vector<size_t> rows;  // Indices into the texts.
};

std::vector<Batch> MakeBatches(const std::vector<std::vector<int64_t>>& tokens, size_t max_tokens) {
  std::map<size_t, std::vector<size_t>> by_length;
  for (size_t row = 0; row < tokens.size(); ++row) {
    const size_t padded = (tokens[row].size() + kPadding - 1) / kPadding * kPadding;
    by_length[std::min(padded, max_tokens)].push_back(row);
  }
  std::vector<Batch> batches;
  // Longest first, so that the streams end together.
  for (auto it = by_length.rbegin(); it != by_length.rend(); ++it) {
    const size_t most = std::max<size_t>(1, kMaxBatchTokens / it->first);
    for (size_t begin = 0; begin < it->second.size(); begin += most) {
      const size_t end = std::min(begin + most, it->second.size());
      batches.push_back({it->first, {it->second.begin() + begin, it->second.begin() + end}});
    }
  }
  return batches;
}

}  // namespace

using Tokens = std::vector<std::vector<int64_t>>;

// What is loaded with the first text. Immutable afterwards but for the pool, which is thread-safe.
struct TextEncoder::State {
  Options options;
  ModelManifest manifest;
  ModelInfo info;
  Precision precision = Precision::kF32;

  std::mutex mutex;
  bool loaded = false;  // Guarded by mutex, as is everything below until it is true.
  ov::Core core;
  std::optional<Tokenizer> tokenizer;
  std::optional<RequestPool> pool;

  absl::Status Load();
  void Compile();
  void Run(const Tokens& tokens, std::span<int8_t> out);
  void Start(const Batch& batch, const Tokens& tokens, ov::InferRequest& request) const;
  void Finish(const Batch& batch, const Tokens& tokens, ov::InferRequest& request,
              std::span<int8_t> out) const;
};

absl::Status TextEncoder::State::Load() {
  const std::scoped_lock lock(mutex);
  if (loaded) return absl::OkStatus();
  UTVALG_RETURN_IF_ERROR(VerifyModelFiles(options.model_dir, manifest));
  try {
    Compile();
  } catch (const std::exception& error) {
    return absl::InternalError(
        absl::StrCat("the embedding model cannot be loaded: ", error.what()));
  }
  loaded = true;
  return absl::OkStatus();
}

void TextEncoder::State::Compile() {
  tokenizer.emplace(core, options.model_dir / "openvino_tokenizer.xml", manifest.max_tokens,
                    manifest.eos_token_id);
  const int threads = static_cast<int>(options.threads);
  const ov::element::Type type =
      precision == Precision::kBf16 ? ov::element::bf16 : ov::element::f32;
  pool.emplace(
      core.compile_model((options.model_dir / "openvino_model.xml").string(), "CPU",
                         ov::hint::inference_precision(type), ov::num_streams(threads),
                         ov::inference_num_threads(threads), ov::hint::enable_cpu_pinning(false)),
      options.threads);
}

void TextEncoder::State::Start(const Batch& batch, const Tokens& tokens,
                               ov::InferRequest& request) const {
  ov::Tensor ids(ov::element::i64, {batch.rows.size(), batch.length});
  ov::Tensor mask(ov::element::i64, ids.get_shape());
  std::fill_n(ids.data<int64_t>(), ids.get_size(), manifest.pad_token_id);
  std::fill_n(mask.data<int64_t>(), mask.get_size(), 0);
  for (size_t i = 0; i < batch.rows.size(); ++i) {
    const std::vector<int64_t>& row = tokens[batch.rows[i]];
    std::copy(row.begin(), row.end(), ids.data<int64_t>() + i * batch.length);
    std::fill_n(mask.data<int64_t>() + i * batch.length, row.size(), 1);
  }
  request.set_tensor("input_ids", ids);
  request.set_tensor("attention_mask", mask);
  request.start_async();
}

void TextEncoder::State::Finish(const Batch& batch, const Tokens& tokens, ov::InferRequest& request,
                                std::span<int8_t> out) const {
  request.wait();
  const ov::Tensor states = request.get_output_tensor(0);
  const size_t row_size = batch.length * manifest.dimensions;
  for (size_t i = 0; i < batch.rows.size(); ++i) {
    const size_t row = batch.rows[i];
    PoolToInt8({states.data<const float>() + i * row_size, row_size}, tokens[row].size(),
               manifest.int8_scale, out.subspan(row * manifest.dimensions, manifest.dimensions));
  }
}

void TextEncoder::State::Run(const Tokens& tokens, std::span<int8_t> out) {
  std::deque<std::pair<Batch, RequestPool::Lease>> running;
  const auto finish_oldest = [&] {
    Finish(running.front().first, tokens, *running.front().second, out);
    running.pop_front();
  };
  for (Batch& batch : MakeBatches(tokens, manifest.max_tokens)) {
    RequestPool::Lease request = pool->TryTake();
    while (!request) {
      // Who holds a request never waits for another one, so two callers cannot block each other.
      if (running.empty()) {
        request = pool->Take();
      } else {
        finish_oldest();
        request = pool->TryTake();
      }
    }
    Start(batch, tokens, *request);
    running.emplace_back(std::move(batch), std::move(request));
  }
  while (!running.empty()) finish_oldest();
}

absl::StatusOr<std::unique_ptr<TextEncoder>> TextEncoder::Create(Options options) {
  auto state = std::make_unique<State>();
  UTVALG_ASSIGN_OR_RETURN(state->manifest, ReadModelManifest(options.model_dir));
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  state->precision = options.precision;
  if (options.precision == Precision::kAuto) {
    state->precision = IsFasterWithBf16() ? Precision::kBf16 : Precision::kF32;
  }
  const char* arithmetic = state->precision == Precision::kBf16 ? "bf16" : "f32";
  state->info = {state->manifest.name, state->manifest.licence, state->manifest.dimensions,
                 absl::StrCat(state->manifest.digest, "/", arithmetic)};
  state->options = std::move(options);
  return std::unique_ptr<TextEncoder>(new TextEncoder(std::move(state)));
}

TextEncoder::TextEncoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
TextEncoder::~TextEncoder() = default;

const ModelInfo& TextEncoder::model() const { return state_->info; }

absl::StatusOr<std::vector<int8_t>> TextEncoder::Encode(std::span<const std::string> texts,
                                                        TextRole role) {
  std::vector<int8_t> vectors(texts.size() * state_->info.dimensions);
  if (texts.empty()) return vectors;
  UTVALG_RETURN_IF_ERROR(state_->Load());
  const ModelManifest& manifest = state_->manifest;
  const std::string& prefix =
      role == TextRole::kQuery ? manifest.query_prefix : manifest.passage_prefix;
  try {
    Tokens tokens;
    for (size_t begin = 0; begin < texts.size(); begin += kTokenizerChunk) {
      std::vector<std::string> chunk;
      for (const std::string& text :
           texts.subspan(begin, std::min(kTokenizerChunk, texts.size() - begin))) {
        chunk.push_back(Normalised(prefix, text));
      }
      for (std::vector<int64_t>& ids : state_->tokenizer->Tokenize(chunk))
        tokens.push_back(std::move(ids));
    }
    state_->Run(tokens, vectors);
  } catch (const std::exception& error) {
    return absl::InternalError(absl::StrCat("the embedding model failed: ", error.what()));
  }
  return vectors;
}

}  // namespace utvalg::embed
