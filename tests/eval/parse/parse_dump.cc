// SPDX-License-Identifier: Apache-2.0
//
// Parses extracted documents and prints one line of JSON each, as `utvalg parse --json` does: the
// scorer's quick way in. parse-dump [--text] RESPONSE...: each file holds an ExtractResponse.
// --text shows sections and facts for people instead.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "services/cli/core/cv_json.h"
#include "services/parse/core/parse_cv.h"

namespace {

bool Load(const char* path, utvalg::extract::v1::ExtractResponse* response) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return in && response->ParseFromString(bytes);
}

std::string Dates(const utvalg::cv::v1::PartialDate& start, const utvalg::cv::v1::PartialDate& end,
                  bool current) {
  return utvalg::cli::DateText(start) + " .. " + (current ? "now" : utvalg::cli::DateText(end));
}

void PrintSections(const utvalg::cv::v1::Cv& cv) {
  for (const auto& section : cv.sections()) {
    std::printf("[%s] %s\n", utvalg::cv::v1::SectionKind_Name(section.kind()).c_str() + 13,
                cv.blind_text()
                    .substr(section.body().begin(), section.body().end() - section.body().begin())
                    .c_str());
  }
}

void PrintFacts(const utvalg::cv::v1::Cv& cv) {
  for (const auto& job : cv.experience()) {
    std::printf("  job  %-22s | %s | %s | %s (%u) %s\n",
                Dates(job.start(), job.end(), job.current()).c_str(), job.title().c_str(),
                job.employer().c_str(), job.place().c_str(), job.months(), job.isco().c_str());
  }
  for (const auto& education : cv.education()) {
    std::printf("  edu  %-22s | %s | %s | %s | %s | level %d\n",
                Dates(education.start(), education.end(), education.current()).c_str(),
                education.degree().c_str(), education.field().c_str(),
                education.institution().c_str(), education.place().c_str(), education.level());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool text = argc > 1 && std::strcmp(argv[1], "--text") == 0;
  double seconds = 0;
  int documents = 0;
  for (int i = text ? 2 : 1; i < argc; ++i) {
    utvalg::cli::ParsedFile parsed;
    parsed.file = argv[i];
    utvalg::extract::v1::ExtractResponse response;
    if (!Load(argv[i], &response)) {
      std::fprintf(stderr, "%s: not an ExtractResponse\n", argv[i]);
      return 1;
    }
    const auto begin = std::chrono::steady_clock::now();
    utvalg::parse::ParsedDocument document = utvalg::parse::ParseCv(response, {});
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    ++documents;
    parsed.cv = std::move(document.cv);
    parsed.identity = std::move(document.identity);
    if (text) {
      std::printf("######## %s\n", argv[i]);
      PrintSections(parsed.cv);
      PrintFacts(parsed.cv);
    } else {
      std::printf("%s\n", utvalg::cli::ParsedFileJson(parsed, false).dump().c_str());
    }
  }
  std::fprintf(stderr, "%d documents, %.3f ms each\n", documents,
               documents > 0 ? 1000 * seconds / documents : 0);
  return 0;
}
