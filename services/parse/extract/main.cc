// SPDX-License-Identifier: GPL-3.0-or-later
//
// utvalg-extract: locks itself in, then reads documents. README.md beside this file says how it is
// used.
#include "services/parse/extract/child_main.h"
#include "services/parse/extract/extract.h"

int main(int argc, char** argv) {
  utvalg::extract::ChildProgram program;
  program.warm_up = [](const std::string&) {
    utvalg::extract::WarmUp();
    return absl::OkStatus();
  };
  program.extract = utvalg::extract::Extract;
  // Character maps of East Asian fonts, opened when a document names one.
  program.readable = {"/usr/share/poppler"};
  return utvalg::extract::RunChild(argc, argv, program);
}
