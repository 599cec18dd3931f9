// SPDX-License-Identifier: Apache-2.0
#include "tests/erasure/auditor.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "common/base/strings.h"
#include "common/kv/kv_store.h"
#include "common/log/embedded/embedded_log.h"
#include "services/ingest/adapters/named_world.h"
#include "services/rank/adapters/ranking_state.h"

namespace utvalg::erasure_test {
namespace {

constexpr size_t kCacheEnvelopeBytes = 12;

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::cerr << "auditor: " << value.status() << '\n';
  std::abort();
}

void Search(const std::string& store, std::string_view text, const std::vector<std::string>& words,
            Findings* findings) {
  for (const std::string& word : words) {
    if (text.find(word) != std::string_view::npos) (*findings)[store].insert(word);
  }
}

// As it lies there, and unsealed.
void SearchValue(const std::string& store, const std::string& place, std::string_view value,
                 KeyRing* ring, const std::vector<std::string>& words, Findings* findings) {
  Search(store, value, words, findings);
  const auto opened = ring->Open(place, value);
  if (opened.ok()) Search(store, *opened, words, findings);
}

void AuditKv(const std::string& directory, const std::vector<std::string>& families,
             const std::string& prefix, size_t envelope,
             const std::function<std::string(KvFamily, std::string_view)>& place, KeyRing* ring,
             const std::vector<std::string>& words, Findings* findings) {
  KvOptions options;
  options.directory = directory;
  options.families = families;
  const auto store = Must(KvStore::Open(std::move(options)));
  for (KvFamily family = 0; family < families.size(); ++family) {
    const std::string name = families.size() > 1 ? Cat(prefix, "/", families[family]) : prefix;
    const absl::Status read =
        store->ForEachWithPrefix(family, "", [&](std::string_view key, std::string_view value) {
          Search(name, key, words, findings);
          if (value.size() >= envelope) value.remove_prefix(envelope);
          SearchValue(name, place(family, key), value, ring, words, findings);
          return true;
        });
    if (!read.ok()) std::abort();
  }
}

std::string OfFamily(std::string_view service, KvFamily family, std::string_view key) {
  return Cat(service, "\n", family, "\n", key);
}

}  // namespace

Findings AuditStores(const std::string& workspace, KeyRing* ring,
                     const std::vector<std::string>& words) {
  Findings findings;
  AuditKv(
      workspace + "/documents", {"default"}, "documents", 0,
      [](KvFamily, std::string_view key) { return Cat("document\n", key); }, ring, words,
      &findings);
  AuditKv(
      workspace + "/ingest", ingest::NamedWorld::Families(), "ingest", 0,
      [](KvFamily family, std::string_view key) { return OfFamily("ingest", family, key); }, ring,
      words, &findings);
  AuditKv(
      workspace + "/rank", rank::RankingState::Families(), "rank", 0,
      [](KvFamily family, std::string_view key) { return OfFamily("rank", family, key); }, ring,
      words, &findings);
  for (const char* cache : {"parsed", "vectors"}) {
    AuditKv(
        Cat(workspace, "/cache/", cache), {"default"}, Cat("cache/", cache), kCacheEnvelopeBytes,
        [](KvFamily, std::string_view key) { return std::string(key); }, ring, words, &findings);
  }
  return findings;
}

Findings AuditLog(const std::string& workspace, KeyRing* ring,
                  const std::vector<std::string>& words) {
  Findings findings;
  SystemClock clock;
  EmbeddedLogOptions options;
  options.directory = workspace + "/log";
  const auto log = Must(EmbeddedLog::Open(std::move(options), &clock));
  for (const EmbeddedTopic& topic : EmbeddedTopics()) {
    const std::string original = topic.name.substr(0, topic.name.find(".dead-letter"));
    ConsumerOptions reader;
    reader.topics = {{topic.name, 1}};
    const auto consumer = Must(log->Subscribe(std::move(reader)));
    for (;;) {
      const auto records = Must(consumer->Poll(256, std::chrono::milliseconds(20)));
      if (records.empty()) break;
      for (const Record& record : records) {
        Search("log/" + topic.name, record.key, words, &findings);
        for (const RecordHeader& header : record.headers) {
          Search("log/" + topic.name, header.value, words, &findings);
        }
        SearchValue("log/" + topic.name, Cat(original, "\n", record.key), record.value, ring, words,
                    &findings);
      }
    }
    consumer->Close();
  }
  return findings;
}

Findings AuditFiles(const std::string& workspace, const std::vector<std::string>& words) {
  Findings findings;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(workspace)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    Search(entry.path().string(), bytes, words, &findings);
  }
  return findings;
}

}  // namespace utvalg::erasure_test
