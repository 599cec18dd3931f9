// SPDX-License-Identifier: Apache-2.0
//
// redact-dump RESPONSE...: what redaction makes of extracted documents, for people to read: each
// placeholder with what it stands for, then the blind text. For looking at a corpus by hand and for
// counting.
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "common/taxonomy/taxonomy.h"
#include "services/parse/core/layout.h"
#include "services/parse/core/redact.h"

int main(int argc, char** argv) {
  utvalg::taxonomy::Taxonomy::Get();  // Its loading is not redaction's.
  double seconds = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    utvalg::extract::v1::ExtractResponse response;
    if (!in || !response.ParseFromString(bytes)) {
      std::fprintf(stderr, "%s: not an ExtractResponse\n", argv[i]);
      return 1;
    }
    const utvalg::parse::Document document = utvalg::parse::BuildDocument(response);
    const std::clock_t begin = std::clock();
    const utvalg::parse::RedactedDocument redacted = utvalg::parse::Redact(document, {});
    seconds += static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::printf("######## %s name=%s\n", argv[i], redacted.identity.name().c_str());
    for (const utvalg::parse::AppliedRedaction& redaction : redacted.redactions) {
      std::printf("  %-14s %s\n", std::string(utvalg::parse::Placeholder(redaction.reason)).c_str(),
                  redaction.original.c_str());
    }
    for (const utvalg::parse::Paragraph& paragraph : redacted.document.paragraphs) {
      std::printf("%s\n", paragraph.text.c_str());
    }
  }
  std::fprintf(stderr, "%d documents, %.3f ms each\n", argc - 1,
               1000 * seconds / (argc > 1 ? argc - 1 : 1));
  return 0;
}
