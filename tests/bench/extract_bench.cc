// SPDX-License-Identifier: Apache-2.0
//
// What reading a PDF to facts costs, against rivals on the same files in the same run:
//
//   poppler-cpp   its bare page text, by a child of its own behind the same sandbox and protocol
//   openresume    the package openresume-parser, which gives facts too (tests/bench/openresume)
//   bombs         one hostile document in ten: what is left of the speed of the rest
//   cache         a hit of the cache of parsed CVs
//
// UTVALG_BENCH_PDFS names a folder; otherwise the project's samples are read. Rivals alternate, and
// CPU time of parent and children is what counts, without their start: other work on the machine
// does not matter then. Exit code 1 when a bar is missed.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/base/strings.h"
#include "common/kv/kv_cache.h"
#include "services/parse/adapters/extractor.h"
#include "services/parse/core/parse_cv.h"
#include "services/parse/extract/testing/bombs.h"
#include "utvalg/parse/v1/parse_service.pb.h"

namespace {

namespace fs = std::filesystem;
using Documents = std::vector<std::string>;

constexpr int kRounds = 3;
constexpr size_t kEnough = 100;  // Documents a round reads at least.

fs::path BuildDir() { return fs::canonical("/proc/self/exe").parent_path().parent_path(); }

fs::path Folder() {
  const char* folder = std::getenv("UTVALG_BENCH_PDFS");
  return folder != nullptr ? fs::path(folder) : BuildDir() / "../../samples/cvs";
}

Documents ReadFolder() {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(Folder()))
    if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  Documents documents;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    documents.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return documents;
}

double CpuSeconds() {
  double seconds = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage;
    getrusage(who, &usage);
    for (const timeval& t : {usage.ru_utime, usage.ru_stime})
      seconds += static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  }
  return seconds;
}

double CpuSecondsOf(const std::function<void()>& work) {
  const double before = CpuSeconds();
  work();
  return CpuSeconds() - before;
}

using Use = std::function<void(const utvalg::extract::v1::ExtractResponse&)>;

// CPU seconds of one child that reads all documents `passes` times. Its start is in them.
double Read(const std::string& program, const Documents& documents, size_t passes, const Use& use) {
  utvalg::parse::ExtractorOptions options;
  options.children = 1;
  options.path = (BuildDir() / program).string();
  options.documents_per_child = 1 << 30;
  return CpuSecondsOf([&] {
    auto extractor = utvalg::parse::Extractor::Create(options);
    if (!extractor.ok()) {
      std::fprintf(stderr, "extract_bench: %s\n", extractor.status().ToString().c_str());
      std::exit(EXIT_FAILURE);
    }
    for (size_t pass = 0; pass < passes; ++pass) {
      for (const std::string& document : documents) {
        const auto response = (*extractor)->Extract(document);
        if (response.ok() && response->failure() == utvalg::extract::v1::FAILURE_UNSPECIFIED)
          use(*response);
      }
    }
  });
}

void Nothing(const utvalg::extract::v1::ExtractResponse&) {}
void ToFacts(const utvalg::extract::v1::ExtractResponse& response) {
  const auto parsed = utvalg::parse::ParseCv(response, {});
  if (parsed.cv.ByteSizeLong() == 0) std::abort();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Milliseconds a document, without what starting a child costs.
class Meter {
 public:
  Meter(const Documents& documents, std::string program, Use use, size_t enough = kEnough)
      : documents_(documents),
        program_(std::move(program)),
        use_(std::move(use)),
        passes_(enough / documents.size() + 1) {
    std::vector<double> starts;
    for (int i = 0; i < 3; ++i) starts.push_back(Read(program_, {}, 1, Nothing));
    start_ = Median(starts);
    Read(program_, documents_, 1, use_);  // What is loaded once is loaded.
  }

  double Once(const Documents& documents, size_t honest) const {
    const double seconds = Read(program_, documents, passes_, use_) - start_;
    return 1000 * seconds / static_cast<double>(passes_ * honest);
  }
  double Once() const { return Once(documents_, documents_.size()); }

 private:
  const Documents& documents_;
  const std::string program_;
  const Use use_;
  const size_t passes_;
  double start_ = 0;
};

struct Ratio {
  std::vector<double> values;

  // At least bar; prints the median and the extremes.
  bool Report(const char* what, double bar) const {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double median = Median(values);
    const bool met = median >= bar;
    std::printf("%-58s %8.2f  [%.2f to %.2f]  bar %.2f  %s\n", what, median, *least, *most, bar,
                met ? "met" : "MISSED");
    return met;
  }
};

bool AgainstPoppler(const Documents& documents) {
  const Meter bare(documents, "tests/utvalg-poppler-text-child", Nothing);
  const Meter words(documents, "bin/utvalg-extract", Nothing);
  const Meter facts(documents, "bin/utvalg-extract", ToFacts);
  Ratio extract, parse;
  std::vector<double> costs;
  for (int round = 0; round < kRounds; ++round) {
    const double yardstick = bare.Once();
    extract.values.push_back(yardstick / words.Once());
    costs.push_back(facts.Once());
    parse.values.push_back(yardstick / costs.back());
  }
  std::printf("%zu PDFs; a parse to facts takes %.2f ms of CPU\n", documents.size(), Median(costs));
  extract.Report("words, boxes and styles against poppler-cpp's page text", 0);
  return parse.Report("facts and blind text against poppler-cpp's page text", 0.9);
}

// Milliseconds a document of the package openresume-parser; nothing where it cannot be had.
std::optional<double> OpenResume() {
  const std::string command =
      utvalg::Cat(((BuildDir() / "../../tests/bench/openresume/run").lexically_normal()).string(),
                  " '", Folder().string(), "'");
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  double milliseconds = 0;
  const int read = std::fscanf(pipe, "%lf", &milliseconds);
  return pclose(pipe) == 0 && read == 1 ? std::optional(milliseconds) : std::nullopt;
}

bool AgainstOpenResume(const Documents& documents) {
  const std::optional<double> theirs = OpenResume();
  if (!theirs) {
    std::printf("openresume-parser: not run, it could not be installed\n");
    return true;
  }
  const Meter facts(documents, "bin/utvalg-extract", ToFacts);
  return Ratio{{*theirs / facts.Once()}}.Report("facts and blind text against openresume-parser",
                                                12);
}

bool BesideBombs(const Documents& documents) {
  const Meter facts(documents, "bin/utvalg-extract", ToFacts);
  const std::vector<utvalg::extract::Bomb> bombs = utvalg::extract::Bombs();
  Documents all;  // Long enough for every bomb.
  size_t thrown = 0, honest = 0;
  while (thrown < bombs.size()) {
    for (const std::string& document : documents) {
      if (honest++ % 9 == 0) all.push_back(bombs[thrown++ % bombs.size()].document);
      all.push_back(document);
    }
  }
  Ratio left;
  for (int round = 0; round < kRounds; ++round) {
    const double alone = facts.Once();
    left.values.push_back(alone / facts.Once(all, honest));
  }
  for (const utvalg::extract::Bomb& bomb : bombs) {
    const Documents alone = {bomb.document};
    std::printf("  %-16s %9zu bytes %8.2f ms\n", bomb.name.c_str(), bomb.document.size(),
                Meter(alone, "bin/utvalg-extract", ToFacts, 3).Once());
  }
  return left.Report("speed of nine in ten, the tenth a bomb, on one child", 0.7);
}

// What parse does for a document it has seen: look up, read the record. Sealing is left out.
bool CacheHits(const Documents& documents) {
  std::vector<std::string> records;
  const auto keep = [&](const utvalg::extract::v1::ExtractResponse& response) {
    auto parsed = utvalg::parse::ParseCv(response, {});
    utvalg::parse::v1::ParseDocumentResponse record;
    *record.mutable_parsed()->mutable_read() = std::move(parsed.cv);
    *record.mutable_identity() = std::move(parsed.identity);
    *record.mutable_layout() = std::move(parsed.layout);
    records.push_back(record.SerializeAsString());
  };
  Read("bin/utvalg-extract", documents, 1, keep);
  const fs::path directory = fs::temp_directory_path() / utvalg::Cat("extract_bench.", getpid());
  bool met = false;
  if (auto cache = utvalg::KvCache::Open({.directory = directory.string()}); cache.ok()) {
    for (size_t i = 0; i < records.size(); ++i) (*cache)->Put(utvalg::Cat("t|c|", i), records[i]);
    constexpr int kPasses = 20;
    const double seconds = CpuSecondsOf([&] {
      for (int pass = 0; pass < kPasses; ++pass) {
        for (size_t i = 0; i < records.size(); ++i) {
          utvalg::parse::v1::ParseDocumentResponse record;
          if (!record.ParseFromString((*cache)->Get(utvalg::Cat("t|c|", i)).value_or("-")))
            std::abort();
        }
      }
    });
    const double hit = 1000 * seconds / static_cast<double>(kPasses * records.size());
    const Meter facts(documents, "bin/utvalg-extract", ToFacts);
    met = Ratio{{facts.Once() / hit}}.Report("a hit of the cache against a cold parse", 50);
  }
  fs::remove_all(directory);
  return met;
}

}  // namespace

int main() {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const Documents documents = ReadFolder();
  if (documents.empty()) {
    std::fprintf(stderr, "extract_bench: no PDFs in %s\n", Folder().c_str());
    return EXIT_FAILURE;
  }
  bool met = AgainstPoppler(documents);
  met = AgainstOpenResume(documents) && met;
  met = BesideBombs(documents) && met;
  met = CacheHits(documents) && met;
  return met ? EXIT_SUCCESS : EXIT_FAILURE;
}
