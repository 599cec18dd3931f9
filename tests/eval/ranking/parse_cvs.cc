// SPDX-License-Identifier: Apache-2.0
//
// parse-cvs RESPONSE... > CvParsed...: parses extracted documents (files of one ExtractResponse
// each, as tests/eval/parse/extraction.py leaves them) into the stream that embed-cvs reads. The
// verdict of each, in order.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "services/parse/core/parse_cv.h"
#include "tests/eval/ranking/delimited.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    utvalg::extract::v1::ExtractResponse response;
    if (!response.ParseFromString(bytes)) {
      std::cerr << "parse-cvs: " << argv[i] << " holds no ExtractResponse\n";
      return 65;
    }
    utvalg::cv::v1::CvParsed parsed;
    *parsed.mutable_read() = utvalg::parse::ParseCv(response, {}).cv;
    utvalg::eval::WriteDelimited(parsed, std::cout);
  }
  return 0;
}
