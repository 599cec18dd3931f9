// SPDX-License-Identifier: Apache-2.0
//
// embed-cvs MODEL_DIR < CvParsed... > CvEmbedded...: passages and vectors of parsed CVs, both
// streams as in delimited.h.
#include <iostream>
#include <span>
#include <vector>

#include "services/embed/adapters/text_encoder.h"
#include "services/embed/core/embed_cv.h"
#include "tests/eval/ranking/delimited.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: embed-cvs MODEL_DIR < parsed > embedded\n";
    return 64;
  }
  auto encoder = utvalg::embed::TextEncoder::Create({.model_dir = argv[1]});
  if (!encoder.ok()) {
    std::cerr << "embed-cvs: " << encoder.status().message() << '\n';
    return 70;
  }
  const auto parsed = utvalg::eval::ReadDelimited<utvalg::cv::v1::CvParsed>(std::cin);
  constexpr size_t kTogether = 64;
  for (size_t begin = 0; begin < parsed.size(); begin += kTogether) {
    const size_t count = std::min(kTogether, parsed.size() - begin);
    const std::vector<std::string> nobody(count);
    const auto embedded =
        utvalg::embed::EmbedCvs(std::span(parsed).subspan(begin, count), nobody, **encoder);
    if (!embedded.ok()) {
      std::cerr << "embed-cvs: " << embedded.status().message() << '\n';
      return 70;
    }
    for (const auto& cv : *embedded) utvalg::eval::WriteDelimited(cv, std::cout);
  }
  return 0;
}
