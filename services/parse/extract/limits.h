// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much of a document is read. A document beyond a limit is cut with a finding, or refused with
// a typed failure.
#pragma once

#include <cstddef>
#include <cstdint>

namespace utvalg::extract {

struct Limits {
  uint32_t pages = 100;             // Further pages are cut. As many blank ones do not count.
  uint32_t characters = 1'000'000;  // Further text is cut.
  size_t stream_bytes =
      64u << 20;       // Of one unpacked PDF stream, and of all unpacked parts of an archive.
  size_t ratio = 100;  // Unpacked to packed, looked at once ratio_grace bytes are unpacked.
  size_t ratio_grace = 100u << 10;
  uint32_t archive_entries = 1000;
  uint32_t xml_depth = 256;
  uint32_t page_operations = 1'000'000;  // Glyphs and paints of one PDF page.
  // What pages and forms of a PDF may unpack to in all, each time they are drawn: this many bytes,
  // and this many times the document's size. stream_bytes is the most.
  size_t content_grace = 1u << 20;
  size_t content_ratio = 30;
};

}  // namespace utvalg::extract
