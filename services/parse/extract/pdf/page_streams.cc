// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/page_streams.h"

#include <Array.h>
#include <Stream.h>
#include <XRef.h>

#include <algorithm>
#include <utility>

#include "services/parse/extract/inflate.h"

namespace utvalg::extract {
namespace {

constexpr size_t kFormItself = 256;  // Bytes of content that are as much work as calling a form.

// The decoded bytes as poppler gives them; false when there are more than limit.
bool ReadSlowly(Stream* stream, size_t limit, std::string* bytes) {
  constexpr int kChunk = 16 << 10;
  bytes->clear();
  stream->reset();
  for (;;) {
    const size_t at = bytes->size();
    bytes->resize(at + kChunk);
    const int got =
        stream->doGetChars(kChunk, reinterpret_cast<unsigned char*>(bytes->data()) + at);
    bytes->resize(at + static_cast<size_t>(std::max(got, 0)));
    if (got <= 0 || bytes->size() > limit) break;
  }
  stream->close();
  return bytes->size() <= limit;
}

// The same bytes by zlib where the filters are nothing but Flate. What zlib finds damaged is left
// to poppler, which reads as far as it can.
bool ReadDecoded(Stream* stream, bool plain_flate, size_t limit, std::string* bytes) {
  if (plain_flate && stream->getKind() == strFlate && stream->getNextStream() != nullptr) {
    std::string packed;
    if (!ReadDecoded(stream->getNextStream(), plain_flate, limit, &packed)) return false;
    const InflateResult result = Inflate(packed, limit, bytes);
    if (result != InflateResult::kDamaged) return result == InflateResult::kWhole;
  }
  return ReadSlowly(stream, limit, bytes);
}

bool ReadContent(Stream* stream, size_t limit, std::string* bytes) {
  const Dict* dict = stream->getDict();
  // With parameters there may be a predictor.
  const bool plain_flate =
      dict != nullptr && dict->lookup("DecodeParms").isNull() && dict->lookup("DP").isNull();
  return ReadDecoded(stream, plain_flate, limit, bytes);
}

}  // namespace

ContentBudget::ContentBudget(size_t document_bytes, const Limits& limits)
    : left_(std::min(limits.stream_bytes,
                     limits.content_grace + limits.content_ratio * document_bytes)) {}

bool ContentBudget::Spend(size_t bytes) {
  const bool enough = bytes <= left_;
  left_ = enough ? left_ - bytes : 0;
  return enough;
}

bool ContentBudget::SpendForm(XRef* xref, Ref form) {
  if (form == Ref::INVALID()) return Spend(kFormItself);
  const auto [known, added] = forms_.try_emplace(form.num, 0);
  if (added) {
    const Object object = xref->fetch(form);
    std::string bytes;
    const bool fits = !object.isStream() || ReadContent(object.getStream(), left_, &bytes);
    known->second = fits ? bytes.size() : left_;
  }
  if (Spend(kFormItself + known->second)) return true;
  // Forms that do nothing but draw forms never ask whether to stop: there is no such form any more.
  const Object nothing(0);
  xref->setModifiedObject(&nothing, form);
  return false;
}

bool PageStreams::Replace(Object* stream, ContentBudget* budget) {
  std::string& bytes = bytes_.emplace_back();
  if (!ReadContent(stream->getStream(), budget->left(), &bytes))
    return budget->Spend(budget->left() + 1);
  const auto size = static_cast<Goffset>(bytes.size());
  *stream = Object(static_cast<Stream*>(new MemStream(bytes.data(), 0, size, Object(objNull))));
  return budget->Spend(bytes.size());
}

bool PageStreams::Unpack(Object contents, XRef* xref, ContentBudget* budget) {
  if (contents.isStream() && !Replace(&contents, budget)) return false;
  if (contents.isArray()) {
    auto* parts = new Array(xref);
    contents_ = Object(parts);
    for (int i = 0; i < contents.arrayGetLength(); ++i) {
      Object part = contents.arrayGet(i);
      if (part.isStream() && !Replace(&part, budget)) return false;
      parts->add(std::move(part));
    }
    return true;
  }
  contents_ = std::move(contents);
  return true;
}

}  // namespace utvalg::extract
