// SPDX-License-Identifier: Apache-2.0
#include "tests/erasure/auditor.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>

#include "common/base/strings.h"
#include "common/kv/kv_store.h"
#include "common/log/embedded/embedded_log.h"
#include "services/ingest/adapters/named_world.h"
#include "services/rank/adapters/ranking_store.h"

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

// A database of a workspace, its families, and where its values are sealed to.
struct Database {
  std::string directory;
  std::vector<std::string> families;
  size_t envelope = 0;  // Bytes before the sealed value.
  std::function<std::string(KvFamily, std::string_view)> place;
};

std::vector<Database> Databases() {
  const auto of_family = [](std::string_view service) {
    return [service](KvFamily family, std::string_view key) {
      return Cat(service, "\n", family, "\n", key);
    };
  };
  const auto as_it_is = [](KvFamily, std::string_view key) { return std::string(key); };
  return {{"documents",
           {"default"},
           0,
           [](KvFamily, std::string_view key) { return Cat("document\n", key); }},
          {"ingest", ingest::NamedWorld::Families(), 0, of_family("ingest")},
          {"rank", rank::RankingStore::Families(), 0, of_family("rank")},
          {"cache/parsed", {"default"}, kCacheEnvelopeBytes, as_it_is},
          {"cache/vectors", {"default"}, kCacheEnvelopeBytes, as_it_is}};
}

std::string NameOf(const Database& database, KvFamily family) {
  return database.families.size() > 1 ? Cat(database.directory, "/", database.families[family])
                                      : database.directory;
}

std::unique_ptr<KvStore> Open(const std::string& workspace, const Database& database) {
  KvOptions options;
  options.directory = Cat(workspace, "/", database.directory);
  options.families = database.families;
  return Must(KvStore::Open(std::move(options)));
}

}  // namespace

std::vector<std::string> StoreNames() {
  std::vector<std::string> names;
  for (const Database& database : Databases()) {
    for (KvFamily family = 0; family < database.families.size(); ++family) {
      if (database.families[family] != "positions") names.push_back(NameOf(database, family));
    }
  }
  return names;
}

Findings AuditStores(const std::string& workspace, KeyRing* ring,
                     const std::vector<std::string>& words) {
  Findings findings;
  for (const Database& database : Databases()) {
    const auto store = Open(workspace, database);
    for (KvFamily family = 0; family < database.families.size(); ++family) {
      const std::string name = NameOf(database, family);
      const absl::Status read =
          store->ForEachWithPrefix(family, "", [&](std::string_view key, std::string_view value) {
            Search(name, key, words, &findings);
            if (value.size() >= database.envelope) value.remove_prefix(database.envelope);
            SearchValue(name, database.place(family, key), value, ring, words, &findings);
            return true;
          });
      if (!read.ok()) std::abort();
    }
  }
  return findings;
}

void RestoreStore(const std::string& before, const std::string& store, const std::string& to) {
  for (const Database& database : Databases()) {
    for (KvFamily family = 0; family < database.families.size(); ++family) {
      if (NameOf(database, family) != store) continue;
      const auto from = Open(before, database);
      const auto into = Open(to, database);
      const absl::Status read =
          from->ForEachWithPrefix(family, "", [&](std::string_view key, std::string_view value) {
            return into->Put(family, key, value).ok();
          });
      if (!read.ok()) std::abort();
      return;
    }
  }
  std::abort();
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
