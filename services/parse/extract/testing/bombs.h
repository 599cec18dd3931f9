// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents made to exhaust whoever reads them, for tests and benches: each small, each in need of
// far more time or memory than it takes to send. The names are for tables.
#pragma once

#include <string>
#include <vector>

namespace utvalg::extract {

struct Bomb {
  std::string name;
  std::string document;
};

std::vector<Bomb> Bombs();

// A zlib stream of data at the highest level.
std::string Deflate(const std::string& data);
// A PDF of one page with this content stream, already packed by filter ("/FlateDecode").
std::string PdfOfPacked(const std::string& packed, const std::string& filter);

}  // namespace utvalg::extract
