// SPDX-License-Identifier: Apache-2.0
//
// Reading PDFs through the extractor against poppler-cpp's bare page text, in the same process
// model: one sandboxed child, one socket, the same documents in turn. UTVALG_BENCH_PDFS names a
// folder; otherwise the project's samples are read. Compare the two items_per_second of one run.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "services/parse/adapters/extractor.h"

namespace {

namespace fs = std::filesystem;

fs::path BuildDir() { return fs::canonical("/proc/self/exe").parent_path().parent_path(); }

std::vector<std::string> Documents() {
  const char* folder = std::getenv("UTVALG_BENCH_PDFS");
  const fs::path root = folder != nullptr ? fs::path(folder) : BuildDir() / "../../samples/cvs";
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root))
    if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> documents;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    documents.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return documents;
}

double CpuSeconds(int who) {
  rusage usage;
  getrusage(who, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// CPU time of parent and child together: on a shared machine nothing else can be compared.
void Extract(benchmark::State& state, const char* program) {
  utvalg::parse::ExtractorOptions options;
  options.children = 1;
  options.path = (BuildDir() / program).string();
  const std::vector<std::string> documents = Documents();
  int64_t read = 0;
  for (auto _ : state) {
    const double before = CpuSeconds(RUSAGE_SELF) + CpuSeconds(RUSAGE_CHILDREN);
    {
      auto extractor = utvalg::parse::Extractor::Create(options);
      if (!extractor.ok()) {
        state.SkipWithError(std::string(extractor.status().message()).c_str());
        return;
      }
      for (const std::string& document : documents) {
        const auto response = (*extractor)->Extract(document);
        read += response.ok() && response->failure() == utvalg::extract::v1::FAILURE_UNSPECIFIED;
      }
    }
    state.SetIterationTime(CpuSeconds(RUSAGE_SELF) + CpuSeconds(RUSAGE_CHILDREN) - before);
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * documents.size()));
  state.counters["read"] = static_cast<double>(read) / static_cast<double>(state.iterations());
}

// Both in turn, because the machine's speed moves.
BENCHMARK_CAPTURE(Extract, poppler_cpp_page_text, "tests/utvalg-poppler-text-child")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Extract, utvalg_extract, "bin/utvalg-extract")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Extract, poppler_cpp_page_text_again, "tests/utvalg-poppler-text-child")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Extract, utvalg_extract_again, "bin/utvalg-extract")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
