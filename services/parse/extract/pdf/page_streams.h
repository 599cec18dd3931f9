// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page's content streams, unpacked before poppler reads them: zlib is several times as fast as
// poppler's own decoder, which hands out one byte a call, and what comes is counted against a
// budget that grows with the document, so that a bomb is found while it unpacks. Used by
// PdfDocument; includes poppler.
#pragma once

#include <Object.h>

#include <deque>
#include <string>
#include <unordered_map>

#include "services/parse/extract/limits.h"

namespace utvalg::extract {

// What the contents of a document's pages and forms may unpack to in all, each time they are drawn.
// A measure of work that no clock has a part in.
class ContentBudget {
 public:
  ContentBudget(size_t document_bytes, const Limits& limits);

  // The most the next stream may unpack to.
  size_t left() const { return left_; }
  // False when that was too much; then nothing is left.
  bool Spend(size_t bytes);
  // The same for drawing a form once. A form that was too much is gone from the document.
  bool SpendForm(XRef* xref, Ref form);

 private:
  size_t left_;
  std::unordered_map<int, size_t> forms_;  // Unpacked bytes by object number.
};

// The contents of one page. Owns the bytes behind contents(), which must outlive its readers.
class PageStreams {
 public:
  // False when the contents are beyond the budget. contents: a stream or an array of streams.
  bool Unpack(Object contents, XRef* xref, ContentBudget* budget);
  Object* contents() { return &contents_; }

 private:
  bool Replace(Object* stream, ContentBudget* budget);

  Object contents_;
  std::deque<std::string> bytes_;
};

}  // namespace utvalg::extract
