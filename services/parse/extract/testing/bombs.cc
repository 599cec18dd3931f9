// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/testing/bombs.h"

#include <zlib.h>

#include <utility>

#include "common/base/strings.h"
#include "services/parse/extract/testing/pdf_builder.h"
#include "services/parse/extract/testing/zip_builder.h"

namespace utvalg::extract {
namespace {

constexpr size_t kLarge = 80u << 20;

std::string Repeated(std::string_view text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Forms that draw ten forms each, nine deep.
std::string Forms() {
  PdfBuilder pdf;
  int inner = pdf.Stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 1 1 re f");
  for (int level = 0; level < 9; ++level) {
    const std::string dictionary =
        Cat("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ", inner, " 0 R>>>>");
    inner = pdf.Stream(dictionary, Repeated("/X Do ", 10));
  }
  pdf.Page("/X Do", Cat("/XObject<</X ", inner, " 0 R>>"));
  return pdf.Build();
}

// A hundred pages that share one stream.
std::string SharedContents() {
  PdfBuilder pdf;
  const int content =
      pdf.Stream("/Filter/FlateDecode", Deflate(Repeated("0 0 m 9 9 l S ", 100'000)));
  for (int i = 0; i < 100; ++i) pdf.Page("", "", Cat("/Contents ", content, " 0 R"));
  std::string bytes = pdf.Build();
  for (size_t at = bytes.find("/Contents"); at != std::string::npos;
       at = bytes.find("/Contents", at + 9)) {
    // The builder writes a page's own contents first; the shared ones are to be kept.
    bytes.replace(at, 9, "/Nothings");
    at = bytes.find("/Contents", at);
  }
  return bytes;
}

std::string ManyPages() {
  PdfBuilder pdf;
  for (int i = 0; i < 10'001; ++i) pdf.Page(i < 2 ? Show("side", 50, 700) : "");
  return pdf.Build();
}

std::string PageLoop() {
  std::string pdf = PdfBuilder().Page(Show("ord", 50, 700)).Build();
  return pdf.replace(pdf.find("/Kids["), 6, "/Kids[2 0 R ");
}

std::string GiantImage() {
  return PdfBuilder()
      .Page("BI /W 100000000 /H 100000000 /BPC 8 /CS /RGB ID x EI " + Show("ord", 50, 700))
      .Build();
}

std::string Entities() {
  std::string dtd = "<!DOCTYPE x [<!ENTITY a0 'lol'>";
  for (int i = 1; i < 10; ++i)
    dtd += Cat("<!ENTITY a", i, " '", Repeated(Cat("&a", i - 1, ";"), 10), "'>");
  return ZipBuilder()
      .Add("word/document.xml", dtd + "]><w:document xmlns:w='w'>&a9;</w:document>")
      .Build();
}

}  // namespace

std::string Deflate(const std::string& data) {
  std::string packed(compressBound(data.size()), '\0');
  uLongf size = packed.size();
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
            reinterpret_cast<const Bytef*>(data.data()), data.size(), 9);
  packed.resize(size);
  return packed;
}

std::string PdfOfPacked(const std::string& packed, const std::string& filter) {
  PdfBuilder pdf;
  const int content = pdf.Stream("/Filter" + filter, packed);
  std::string bytes = pdf.Page("", "", Cat("/Contents ", content, " 0 R")).Build();
  // The builder writes its own contents first; the packed ones are to be kept.
  return bytes.replace(bytes.find("/Contents"), 9, "/Nothings");
}

std::vector<Bomb> Bombs() {
  const std::string spaces(kLarge, ' ');
  const std::string once = Deflate(spaces);
  std::vector<Bomb> bombs;
  bombs.push_back({"flate", PdfOfPacked(once, "/FlateDecode")});
  bombs.push_back({"flate of flate", PdfOfPacked(Deflate(once), "[/FlateDecode/FlateDecode]")});
  bombs.push_back(
      {"glyphs", PdfOfPacked(Deflate("BT /F1 9 Tf (" + std::string(kLarge, 'a') + ") Tj ET"),
                             "/FlateDecode")});
  bombs.push_back({"shared contents", SharedContents()});
  bombs.push_back({"forms", Forms()});
  bombs.push_back({"10,001 pages", ManyPages()});
  bombs.push_back({"page loop", PageLoop()});
  bombs.push_back({"giant image", GiantImage()});
  bombs.push_back({"zip", ZipBuilder().Add("word/document.xml", spaces).Build()});
  bombs.push_back({"entities", Entities()});
  bombs.push_back({"deep nesting", "{\\rtf1 " + std::string(100'000, '{')});
  return bombs;
}

}  // namespace utvalg::extract
