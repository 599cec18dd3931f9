// SPDX-License-Identifier: Apache-2.0
//
// How long a candidate waits from upload to receipt while applications are queued. Fills the queue
// with copies of the PDFs of a folder, then uploads more of them one after the other, asking for
// the receipt of each, and says how many were still pending behind it and what the slowest waited
// for.
//
//   build/release/bin/receipt_bench [folder = samples/cvs] [queued = 2000] [measured = 200]
//
// Ends with 1 when the 99th percentile is over two seconds or the queue ran empty meanwhile.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "tests/bench/live_server.h"

namespace utvalg {
namespace {

using Seconds = std::chrono::duration<double>;
constexpr double kMostSeconds = 2;

// From begin of the upload to its answer, and from there to the receipt.
struct Measured {
  double upload, receipt;
  std::string name;
  double seconds() const { return upload + receipt; }
};

int Run(const std::string& folder, int queued, int measured) {
  LiveServer server(PdfsIn(folder));
  const std::string job_id = server.PutJob("Sykepleier", "Erfaring som sykepleier");
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < queued; ++i) server.Upload(job_id, /*bulk=*/false);
  const uint32_t before = server.Outcomes(job_id);
  std::cout << queued << " uploaded in "
            << Seconds(std::chrono::steady_clock::now() - begin).count() << " s; "
            << static_cast<uint32_t>(queued) - before << " of them without an outcome\n";
  std::vector<Measured> all;
  int said_pending = 0;
  size_t facts = 0;
  for (int i = 0; i < measured; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const std::string application_id = server.Upload(job_id, /*bulk=*/false);
    const auto uploaded = std::chrono::steady_clock::now();
    const auto receipt = server.Receipt(application_id);
    all.push_back({Seconds(uploaded - start).count(),
                   Seconds(std::chrono::steady_clock::now() - uploaded).count(),
                   server.last_document().name});
    said_pending += receipt.pending_size() > 0;
    facts += static_cast<size_t>(receipt.read_size());
  }
  const uint32_t left = static_cast<uint32_t>(queued + measured) - server.Outcomes(job_id);
  std::sort(all.begin(), all.end(),
            [](const Measured& a, const Measured& b) { return a.seconds() < b.seconds(); });
  std::vector<double> seconds;
  for (const Measured& one : all) seconds.push_back(one.seconds());
  std::cout << measured << " receipts: p50 " << At(seconds, 0.5) << " s, p90 " << At(seconds, 0.9)
            << " s, p99 " << At(seconds, 0.99) << " s, longest " << seconds.back() << " s; "
            << said_pending << " said what is pending, " << facts << " facts shown; " << left
            << " applications without an outcome at the end\nSlowest (upload, receipt):\n";
  for (size_t i = all.size(); i > 0 && all.size() - i < 8; --i) {
    const Measured& one = all[i - 1];
    std::cout << "  " << one.upload << " s, " << one.receipt << " s  " << one.name << '\n';
  }
  return At(seconds, 0.99) <= kMostSeconds && left > 0 ? 0 : 1;
}

}  // namespace
}  // namespace utvalg

int main(int argc, char** argv) {
  return utvalg::Run(argc > 1 ? argv[1] : utvalg::SampleFolder(),
                     argc > 2 ? std::atoi(argv[2]) : 2000, argc > 3 ? std::atoi(argv[3]) : 200);
}
