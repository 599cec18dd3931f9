// SPDX-License-Identifier: Apache-2.0
//
// How long from an upload to its score with quotes: on an idle server, and with imports queued.
// Uploads one-page PDFs of a folder one after the other and waits until each is scored and
// explained. Then fills the slow lane and uploads some more.
//
//   build/release/bin/upload_bench [folder = samples/cvs] [idle = 100] [queued = 2000] [beside =
//   30]
//
// Ends with 1 when, on an idle server, the median is over 0.5 s or the 99th percentile over 1.5 s,
// when one beside the imports takes over 3 s, or when the queue ran empty meanwhile. Figures mean
// something only where the machine had the time: the share of it that others left is printed.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/live_server.h"

namespace utvalg {
namespace {

using Seconds = std::chrono::duration<double>;
constexpr double kMostMedian = 0.5;
constexpr double kMostAtNinetyNine = 1.5;
constexpr double kMostBeside = 3;

// Those of one page, as their page tree says in plain.
std::vector<BenchDocument> OnePagersIn(const std::string& folder) {
  std::vector<BenchDocument> documents = PdfsIn(folder);
  std::erase_if(documents, [](const BenchDocument& document) {
    return document.bytes.find("/Font") == std::string::npos ||
           document.bytes.find("/Count 1\n") == std::string::npos;
  });
  return documents;
}

// What all cores together did since the start, in ticks.
struct CpuTimes {
  double busy = 0;
  double all = 0;
  static CpuTimes Now() {
    std::ifstream stat("/proc/stat");
    std::string cpu;
    double user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, soft = 0, steal = 0;
    stat >> cpu >> user >> nice >> system >> idle >> wait >> irq >> soft >> steal;
    const double all = user + nice + system + idle + wait + irq + soft + steal;
    return {all - idle - wait, all};
  }
};

class Bench {
 public:
  explicit Bench(const std::string& folder)
      : server_(OnePagersIn(folder)),
        waiting_job_(server_.PutJob("Sykepleier", "Erfaring som sykepleier")),
        import_job_(server_.PutJob("Import", "Erfaring fra kundeservice")) {}

  // Scored and explained when it returns.
  double UploadAndWait() {
    const auto start = std::chrono::steady_clock::now();
    const std::string application_id = server_.Upload(waiting_job_, /*bulk=*/false);
    server_.Outcomes(waiting_job_, ++waited_for_);
    server_.Explain(application_id);
    return Seconds(std::chrono::steady_clock::now() - start).count();
  }
  void Import() { server_.Upload(import_job_, /*bulk=*/true); }
  uint32_t Imported() { return server_.Outcomes(import_job_); }

 private:
  LiveServer server_;
  const std::string waiting_job_;
  const std::string import_job_;
  uint32_t waited_for_ = 0;
};

// Uploads so many, says how long they took, and gives their times in order.
std::vector<double> Measure(Bench* bench, int uploads, std::string_view what) {
  const CpuTimes before = CpuTimes::Now();
  std::vector<double> seconds;
  for (int i = 0; i < uploads; ++i) seconds.push_back(bench->UploadAndWait());
  const CpuTimes after = CpuTimes::Now();
  std::sort(seconds.begin(), seconds.end());
  std::cout << what << ": " << uploads << " scored and explained: p50 " << At(seconds, 0.5)
            << " s, p90 " << At(seconds, 0.9) << " s, p99 " << At(seconds, 0.99) << " s, longest "
            << seconds.back() << " s; cores idle "
            << 100 - 100 * (after.busy - before.busy) / (after.all - before.all) << " %\n";
  return seconds;
}

int Run(const std::string& folder, int idle, int queued, int beside) {
  Bench bench(folder);
  bench.UploadAndWait();  // The first loads what later ones find loaded.
  const std::vector<double> alone = Measure(&bench, idle, "idle server");
  bool met = At(alone, 0.5) <= kMostMedian && At(alone, 0.99) <= kMostAtNinetyNine;
  if (queued > 0) {
    for (int i = 0; i < queued; ++i) bench.Import();
    const uint32_t begin = bench.Imported();
    const std::vector<double> among = Measure(&bench, beside, "beside imports");
    const uint32_t end = bench.Imported();
    std::cout << "imports without an outcome: " << static_cast<uint32_t>(queued) - begin
              << " before, " << static_cast<uint32_t>(queued) - end << " after\n";
    met = met && among.back() <= kMostBeside && end < static_cast<uint32_t>(queued);
  }
  std::cout << (met ? "met\n" : "NOT met\n");
  return met ? 0 : 1;
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  const auto number = [&](int index, int otherwise) {
    return argc > index ? std::atoi(argv[index]) : otherwise;
  };
  return utvalg::Run(argc > 1 ? argv[1] : utvalg::SampleFolder(), number(2, 100), number(3, 2000),
                     number(4, 30));
}
