// SPDX-License-Identifier: Apache-2.0
//
// embed-dump MODEL_DIR query|passage: one text per line on standard input, its int8 vector
// (dimensions bytes) on standard output. What the experiments and the baselines of the ranking
// evaluation get their vectors from.
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "services/embed/adapters/text_encoder.h"

namespace {

constexpr size_t kChunk = 2048;  // Texts embedded together, so that equal lengths meet.

absl::Status Dump(utvalg::embed::Encoder& encoder, utvalg::embed::TextRole role) {
  std::vector<std::string> texts;
  std::string line;
  bool more = true;
  while (more) {
    more = static_cast<bool>(std::getline(std::cin, line));
    if (more) texts.push_back(line);
    if (texts.size() < kChunk && more) continue;
    const auto vectors = encoder.Encode(texts, role);
    if (!vectors.ok()) return vectors.status();
    std::cout.write(reinterpret_cast<const char*>(vectors->data()),
                    static_cast<std::streamsize>(vectors->size()));
    texts.clear();
  }
  std::cout.flush();
  return absl::OkStatus();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view role = argc == 3 ? argv[2] : "";
  if (role != "query" && role != "passage") {
    std::cerr << "usage: embed-dump MODEL_DIR query|passage < texts > vectors\n";
    return 64;
  }
  std::ios::sync_with_stdio(false);
  auto encoder = utvalg::embed::TextEncoder::Create({.model_dir = argv[1]});
  absl::Status status = encoder.status();
  if (status.ok()) {
    status = Dump(**encoder, role == "query" ? utvalg::embed::TextRole::kQuery
                                             : utvalg::embed::TextRole::kPassage);
  }
  if (!status.ok()) std::cerr << "embed-dump: " << status.message() << '\n';
  return status.ok() ? 0 : 70;
}
