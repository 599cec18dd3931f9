// SPDX-License-Identifier: Apache-2.0
//
// Prints the paragraphs of extracted documents with what layout knows of each: for looking at
// misread CVs. layout-dump RESPONSE...: each file holds an ExtractResponse (utvalg-extract --proto
// FILE).
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "services/parse/core/layout.h"
#include "services/parse/core/sections.h"

namespace {

void Print(const utvalg::parse::Document& document) {
  using utvalg::parse::Paragraph;
  using utvalg::parse::ParagraphKind;
  const utvalg::parse::SectionedText text = utvalg::parse::FindSections(document);
  size_t next = 0;
  for (size_t i = 0; i < document.paragraphs.size(); ++i) {
    while (next < text.sections.size() && text.sections[next].heading_begin <= text.starts[i]) {
      std::printf("==== %s\n",
                  utvalg::cv::v1::SectionKind_Name(text.sections[next++].kind).substr(13).c_str());
    }
    const Paragraph& paragraph = document.paragraphs[i];
    std::string marks;
    marks += paragraph.gap_before ? '^' : ' ';
    marks += "bHL TtF"[static_cast<int>(paragraph.kind)];
    marks += static_cast<char>('0' + paragraph.region);
    if (!paragraph.runs.empty()) {
      marks += paragraph.runs[0].bold ? 'B' : '-';
      marks += paragraph.runs[0].italic ? 'I' : '-';
      marks += "s.+#"[static_cast<int>(paragraph.runs[0].size) + 1];
    }
    std::string shown = paragraph.text;
    for (size_t at = shown.find('\t'); at != std::string::npos; at = shown.find('\t', at)) {
      shown.replace(at, 1, "<TAB>");
    }
    std::printf("%3zu %s %s\n", i, marks.c_str(), shown.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    utvalg::extract::v1::ExtractResponse response;
    if (!in || !response.ParseFromString(bytes)) {
      std::fprintf(stderr, "%s: not an ExtractResponse\n", argv[i]);
      return 1;
    }
    std::printf("######## %s\n", argv[i]);
    Print(utvalg::parse::BuildDocument(response));
  }
  return 0;
}
