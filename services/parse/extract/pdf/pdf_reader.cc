// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/pdf/pdf_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "common/base/utf8.h"
#include "services/parse/extract/clean_text.h"
#include "services/parse/extract/findings.h"
#include "services/parse/extract/pdf/drawn_bullets.h"
#include "services/parse/extract/pdf/hidden_report.h"
#include "services/parse/extract/pdf/ligature_repair.h"
#include "services/parse/extract/pdf/pdf_document.h"
#include "services/parse/extract/pdf/visibility.h"
#include "services/parse/extract/pdf/word_builder.h"

namespace utvalg::extract {
namespace {

constexpr float kPageImage = 0.6F;     // Share of the page from which an image is a scan.
constexpr uint32_t kMinGlyphs = 20;    // Fewer say nothing about the font maps.
constexpr uint32_t kMostUnmapped = 2;  // 1 / this of the glyphs without meaning: unreadable.
constexpr uint32_t kGarbledWords = 3;  // Fewer are symbols.

constexpr float kFarAway = 1e6F;  // Points: on no page. What is further off is brought here.

float Tame(float v) { return std::isfinite(v) ? std::clamp(v, -kFarAway, kFarAway) : kFarAway; }

class Reader {
 public:
  Reader(const Limits& limits, v1::ExtractResponse* response)
      : limits_(limits), response_(response), characters_left_(limits.characters) {}

  v1::Failure Read(PdfDocument* document) {
    const int pages = document->pages();
    int read = 0;
    uint32_t filled = 0, blank = 0;
    while (read < pages && filled < limits_.pages && characters_left_ > 0) {
      if (!ReadPage(document, ++read) && response_->pages_size() == 0)
        return v1::FAILURE_LIMIT_STREAM;
      ++(LastIsBlank() && blank < limits_.pages ? blank : filled);
    }
    if (zero_width_words_ > kFewZeroWidthWords && !invisible_.empty())
      invisible_.front() += zero_width_words_;
    ReportHidden(invisible_, response_);
    if (pages > read)
      AddFinding(response_, v1::FINDING_KIND_PAGES_CUT, static_cast<uint32_t>(pages - read));
    if (characters_left_ == 0) AddFinding(response_, v1::FINDING_KIND_TEXT_CUT);
    return Verdict();
  }

 private:
  // False when the page is beyond a limit; it is then left out.
  bool ReadPage(PdfDocument* document, int number) {
    std::vector<PageLink> links;
    PageContent content = document->ReadPage(number, &links);
    if (content.too_much && content.glyphs.empty()) return false;
    RepairLigatures(&content);
    PageWords words = BuildWords(content);
    JudgeVisibility(content, &words);
    glyphs_read_ += words.glyphs_read;
    glyphs_unmapped_ += words.glyphs_unmapped;
    words_garbled_ += words.words_garbled;
    const bool scan = content.image_area >= kPageImage;
    if (scan && IsOcrLayer(words)) {
      for (PageWord& word : words.words)
        if (word.hidden == v1::HIDDEN_RENDER_MODE) word.hidden = v1::HIDDEN_UNSPECIFIED;
      AddFinding(response_, v1::FINDING_KIND_IMAGE_TEXT, 1,
                 static_cast<uint32_t>(response_->pages_size()) + 1);
    }
    AddDrawnBullets(content, &words);
    has_paint_ = has_paint_ || !content.paints.empty();
    Write(content, words, links, scan);
    uint32_t invisible = 0;
    for (const PageWord& word : words.words) {
      invisible += word.invisible;
      zero_width_words_ += word.zero_width;
    }
    invisible_.push_back(invisible);
    return true;
  }

  // Templates printed from a browser may hold many.
  bool LastIsBlank() const {
    const int pages = response_->pages_size();
    return pages > 0 && response_->pages(pages - 1).words().empty() &&
           !response_->pages(pages - 1).has_page_image();
  }

  // On a scan with recognised text all of it is drawn in mode 3, under or over the picture. Whether
  // it says what the picture shows is for the caller to find out, page by page of the findings.
  static bool IsOcrLayer(const PageWords& words) {
    const auto unseen =
        std::count_if(words.words.begin(), words.words.end(),
                      [](const PageWord& w) { return w.hidden == v1::HIDDEN_RENDER_MODE; });
    return unseen > 0 && unseen * 10 >= static_cast<long>(words.words.size()) * 9;
  }

  void Write(const PageContent& content, const PageWords& words, const std::vector<PageLink>& links,
             bool scan) {
    v1::Page* page = response_->add_pages();
    page->set_width(Tame(content.width));
    page->set_height(Tame(content.height));
    page->set_has_page_image(scan);
    for (const FontFace& face : content.fonts) AddFont(face, page);
    std::vector<int> bold(content.fonts.size(), -1);  // Bold twins of fonts, made on demand.
    for (const PageWord& word : words.words) {
      if (word.text.empty()) continue;
      const size_t length = CodePoints(word.text);
      if (length > characters_left_) {
        characters_left_ = 0;
        break;
      }
      characters_left_ -= static_cast<uint32_t>(length);
      const TextStyle& style = content.styles[word.style];
      auto font = static_cast<int>(style.font);
      if (word.bold && !content.fonts[style.font].bold) {
        if (bold[style.font] < 0) {
          bold[style.font] = page->fonts_size();
          AddFont(content.fonts[style.font], page)->set_bold(true);
        }
        font = bold[style.font];
      }
      AddWord(word, style, static_cast<uint32_t>(font), page);
    }
    for (const LineRule& rule : content.rules) {
      v1::Rule* out = page->add_rules();
      out->set_x0(Tame(std::min(rule.from.x, rule.to.x)));
      out->set_y0(Tame(std::min(rule.from.y, rule.to.y)));
      out->set_x1(Tame(std::max(rule.from.x, rule.to.x)));
      out->set_y1(Tame(std::max(rule.from.y, rule.to.y)));
    }
    for (const PageLink& link : links) {
      v1::Link* out = page->add_links();
      out->set_x0(Tame(link.box.x0));
      out->set_y0(Tame(link.box.y0));
      out->set_x1(Tame(link.box.x1));
      out->set_y1(Tame(link.box.y1));
      out->set_uri(link.uri);
    }
  }

  static v1::Font* AddFont(const FontFace& face, v1::Page* page) {
    v1::Font* font = page->add_fonts();
    font->set_name(face.name);
    font->set_bold(face.bold);
    font->set_italic(face.italic);
    font->set_monospace(face.monospace);
    return font;
  }

  static void AddWord(const PageWord& word, const TextStyle& style, uint32_t font, v1::Page* page) {
    v1::Word* out = page->add_words();
    out->set_text(word.text);
    out->set_x0(Tame(word.box.x0));
    out->set_y0(Tame(word.box.y0));
    out->set_x1(Tame(word.box.x1));
    out->set_y1(Tame(word.box.y1));
    out->set_baseline(Tame(word.baseline));
    out->set_font_size(std::max(0.0F, Tame(word.size)));
    out->set_font(font);
    out->set_colour(style.colour);
    const bool far = out->x0() != word.box.x0 || out->y0() != word.box.y0 ||
                     out->x1() != word.box.x1 || out->y1() != word.box.y1;
    out->set_hidden(far ? v1::HIDDEN_OFF_PAGE : word.hidden);
    out->set_rotation(word.rotation);
  }

  v1::Failure Verdict() {
    if (words_garbled_ >= kGarbledWords)
      AddFinding(response_, v1::FINDING_KIND_GARBLED_GLYPHS, words_garbled_);
    if (glyphs_read_ >= kMinGlyphs && glyphs_unmapped_ * kMostUnmapped > glyphs_read_)
      return v1::FAILURE_NO_TEXT;
    for (const v1::Page& page : response_->pages())
      for (const v1::Word& word : page.words())
        if (word.hidden() == v1::HIDDEN_UNSPECIFIED) return v1::FAILURE_UNSPECIFIED;
    return has_paint_ || glyphs_read_ > 0 ? v1::FAILURE_NO_TEXT : v1::FAILURE_EMPTY;
  }

  const Limits& limits_;
  v1::ExtractResponse* response_;
  uint32_t characters_left_;
  uint32_t glyphs_read_ = 0;
  uint32_t glyphs_unmapped_ = 0;
  uint32_t words_garbled_ = 0;
  bool has_paint_ = false;
  uint32_t zero_width_words_ = 0;
  std::vector<uint32_t> invisible_;  // Words with invisible characters, by page.
};

}  // namespace

v1::Failure ReadPdf(std::string_view bytes, const Limits& limits, v1::ExtractResponse* response,
                    std::string* europass) {
  PdfDocument document(bytes, limits);
  if (document.failure() != v1::FAILURE_UNSPECIFIED) return document.failure();
  if (document.encrypted()) AddFinding(response, v1::FINDING_KIND_ENCRYPTED_EMPTY_PASSWORD);
  if (document.repaired()) AddFinding(response, v1::FINDING_KIND_REPAIRED);
  if (document.has_active_content()) AddFinding(response, v1::FINDING_KIND_ACTIVE_CONTENT);
  if (const int files = document.embedded_files(); files > 0)
    AddFinding(response, v1::FINDING_KIND_EMBEDDED_FILE, static_cast<uint32_t>(files));
  response->set_modified(document.modified());
  if (europass != nullptr) *europass = document.EuropassXml();
  return Reader(limits, response).Read(&document);
}

}  // namespace utvalg::extract
