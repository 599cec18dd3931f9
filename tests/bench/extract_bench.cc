// SPDX-License-Identifier: Apache-2.0
//
// Reading PDFs through the extractor against poppler-cpp's bare page text, in the same process
// model: one sandboxed child, one socket, the same documents in turn. UTVALG_BENCH_PDFS names a
// folder; otherwise the project's samples are read. Then the whole way to facts, and the same with
// one hostile document in ten. Compare the items_per_second of one run.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "common/base/strings.h"
#include "services/parse/adapters/extractor.h"
#include "services/parse/core/parse_cv.h"
#include "services/parse/extract/testing/pdf_builder.h"

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

// A small PDF whose page unpacks to 80 MB of operators.
std::string Bomb() {
  const std::string plain(80u << 20, ' ');
  std::string packed(compressBound(plain.size()), '\0');
  uLongf size = packed.size();
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
            reinterpret_cast<const Bytef*>(plain.data()), plain.size(), 9);
  packed.resize(size);
  utvalg::extract::PdfBuilder pdf;
  const int content = pdf.Stream("/Filter/FlateDecode", packed);
  std::string bytes = pdf.Page("", "", utvalg::Cat("/Contents ", content, " 0 R")).Build();
  // The builder writes its own contents first; the bomb's are the ones to keep.
  return bytes.replace(bytes.find("/Contents"), 9, "/Nothings");
}

double CpuSeconds(int who) {
  rusage usage;
  getrusage(who, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

enum class Work { kExtract, kParse };

// CPU time of parent and child together: on a shared machine nothing else can be compared.
void Run(benchmark::State& state, const char* program, Work work, bool hostile) {
  utvalg::parse::ExtractorOptions options;
  options.children = 1;
  options.path = (BuildDir() / program).string();
  const std::vector<std::string> documents = Documents();
  const std::string bomb = Bomb();
  int64_t read = 0;
  size_t given = 0;
  for (auto _ : state) {
    const double before = CpuSeconds(RUSAGE_SELF) + CpuSeconds(RUSAGE_CHILDREN);
    {
      auto extractor = utvalg::parse::Extractor::Create(options);
      if (!extractor.ok()) {
        state.SkipWithError(std::string(extractor.status().message()).c_str());
        return;
      }
      for (const std::string& document : documents) {
        if (hostile && given++ % 9 == 0) (void)(*extractor)->Extract(bomb);
        const auto response = (*extractor)->Extract(document);
        const bool whole =
            response.ok() && response->failure() == utvalg::extract::v1::FAILURE_UNSPECIFIED;
        read += whole;
        if (whole && work == Work::kParse)
          benchmark::DoNotOptimize(utvalg::parse::ParseCv(*response, {}));
      }
    }
    state.SetIterationTime(CpuSeconds(RUSAGE_SELF) + CpuSeconds(RUSAGE_CHILDREN) - before);
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * documents.size()));
  state.counters["read"] = static_cast<double>(read) / static_cast<double>(state.iterations());
}

void Extract(benchmark::State& state, const char* program) {
  Run(state, program, Work::kExtract, false);
}

void ParseToFacts(benchmark::State& state, bool hostile) {
  Run(state, "bin/utvalg-extract", Work::kParse, hostile);
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

BENCHMARK_CAPTURE(ParseToFacts, all_honest, false)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseToFacts, one_bomb_in_ten, true)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(ParseToFacts, all_honest_again, false)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
