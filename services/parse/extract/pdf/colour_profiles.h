// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colour profiles that were read before. Turning one into a table takes as long as reading a page
// of text, and nearly all documents embed one of the same few: kept by their bytes from one
// document to the next, they change no colour. One for each process; not thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class Dict;
class GfxICCBasedColorSpace;
class OutputDev;
struct Ref;

namespace utvalg::extract {

class ColourProfiles {
 public:
  ColourProfiles();
  ~ColourProfiles();

  // Profiles of a page and of what its resources name; by what they are in their document.
  using Named = std::vector<std::pair<Ref, std::string>>;

  // Hands the device those of the page that are known. The result is for Learn.
  Named Offer(Dict* resources, OutputDev* device) const;

  // Keeps those that drawing the page has read.
  void Learn(const Named& named, OutputDev* device);

 private:
  std::map<std::string, std::unique_ptr<GfxICCBasedColorSpace>> known_;
};

}  // namespace utvalg::extract
