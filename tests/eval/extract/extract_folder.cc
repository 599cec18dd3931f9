// SPDX-License-Identifier: Apache-2.0
//
// extract-folder FOLDER: every file below a folder through the extractor, one line each, and a
// summary. For looking at a corpus (hostile documents above all) by hand.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "services/parse/adapters/extractor.h"

namespace {

namespace fs = std::filesystem;
namespace v1 = utvalg::extract::v1;

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

size_t Characters(const v1::ExtractResponse& response) {
  size_t count = 0;
  for (const v1::Page& page : response.pages())
    for (const v1::Word& word : page.words()) count += word.text().size();
  for (const v1::Block& block : response.blocks())
    for (const v1::Span& span : block.spans()) count += span.text().size();
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: extract-folder FOLDER [--ocr]\n");
    return 64;
  }
  utvalg::parse::ExtractorOptions options;
  options.children = 1;
  options.ocr_children = argc > 2 ? 1 : 0;
  options.path = (fs::canonical("/proc/self/exe").parent_path() / "../bin/utvalg-extract").string();
  options.ocr_path = (fs::canonical("/proc/self/exe").parent_path() / "../bin/utvalg-ocr").string();
  auto extractor = utvalg::parse::Extractor::Create(options);
  if (!extractor.ok()) {
    std::fprintf(stderr, "%s\n", std::string(extractor.status().message()).c_str());
    return 1;
  }
  std::map<std::string, int> summary;
  double slowest = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(argv[1])) {
    if (!entry.is_regular_file()) continue;
    const std::string document = ReadFile(entry.path());
    const auto start = std::chrono::steady_clock::now();
    const auto response = (*extractor)->Extract(document);
    const double ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    slowest = std::max(slowest, ms);
    const std::string verdict = !response.ok() ? std::string(response.status().message())
                                : response->failure() == 0 ? "read"
                                                           : v1::Failure_Name(response->failure());
    const std::string format = response.ok() ? v1::Format_Name(response->format()) : "";
    ++summary[verdict];
    std::printf("%8.1f ms %8zu %-24s %-20s %s\n", ms, response.ok() ? Characters(*response) : 0,
                verdict.c_str(), format.c_str(), fs::relative(entry.path(), argv[1]).c_str());
  }
  for (const auto& [verdict, count] : summary) std::printf("%5d %s\n", count, verdict.c_str());
  std::printf("slowest %.0f ms, %llu deaths of children\n", slowest,
              static_cast<unsigned long long>((*extractor)->deaths()));
  return 0;
}
