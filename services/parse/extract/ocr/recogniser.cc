// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/parse/extract/ocr/recogniser.h"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <string_view>
#include <utility>

#include "common/base/utf8.h"
#include "services/parse/extract/ascii.h"
#include "services/parse/extract/clean_text.h"

namespace utvalg::extract {
namespace {

constexpr size_t kMaxWordBytes = 4096;
constexpr float kUnsure = 60;    // Of 100; below, another model is asked.
constexpr float kSurer = 10;     // By which it must be surer.
constexpr int kMostAgain = 100;  // Words of a page.

bool IsPast(void* deadline, int /*words*/) {
  return CpuSeconds() > *static_cast<double*>(deadline);
}

std::string CleanWord(std::string_view text) {
  std::string clean = Clean(text, false).text;
  clean.erase(std::remove(clean.begin(), clean.end(), ' '), clean.end());
  return clean;
}

// Bullets come out as "e", "o", "*" or "«", but smaller than those are.
bool LooksLikeBullet(const Recognised& word) {
  if (CodePoints(word.text) != 1 || IsDigit(static_cast<unsigned char>(word.text[0]))) return false;
  const float small = 0.48F * word.height;
  return static_cast<float>(word.y1 - word.y0) < small &&
         static_cast<float>(word.x1 - word.x0) < small && word.text != "-" && word.text != "–";
}

bool IsMailByte(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
         c == '-' || c == '_' || c == '+';
}

bool IsMail(std::string_view text) {
  const size_t at = text.find('@'), dot = text.rfind('.');
  return at != std::string_view::npos && at > 0 && dot != std::string_view::npos && dot > at + 1 &&
         text.size() - dot > 2 && std::count(text.begin(), text.end(), '@') == 1 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c == '@' || IsMailByte(c); });
}

bool IsHost(std::string_view text) {
  const size_t dot = text.rfind('.');
  return dot != std::string_view::npos && dot > 1 && text.size() - dot > 2 &&
         text.size() - dot < 8 &&
         std::all_of(text.begin() + static_cast<ptrdiff_t>(dot) + 1, text.end(),
                     [](char c) { return c >= 'a' && c <= 'z'; });
}

// "kari.noseexample.no": ends like a host, is none for certain, and the Norwegian model knows no
// "@".
bool MayBeMail(std::string_view text) {
  return IsHost(text) && text.find('/') == std::string_view::npos && text.substr(0, 3) != "www" &&
         !IsMail(text);
}

// "kari&nes.no": what no mail address has, between what may be the two parts of one, is its "@".
std::string WithAtSign(const std::string& text) {
  const auto strange = [](char c) { return !IsMailByte(c); };
  const auto first = std::find_if(text.begin(), text.end(), strange);
  const auto last = std::find_if(text.rbegin(), text.rend(), strange).base();
  if (first == text.end() || last - first > 4) return text;
  std::string mail(text.begin(), first);
  mail.push_back('@');
  mail.append(last, text.end());
  return IsMail(mail) ? mail : text;
}

// A capital "I" in an address of small letters is an "l".
std::string LowerMail(std::string mail) {
  const auto capitals =
      std::count_if(mail.begin(), mail.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (capitals == std::count(mail.begin(), mail.end(), 'I'))
    std::replace(mail.begin(), mail.end(), 'I', 'l');
  return mail;
}

// Close enough behind a word to be the rest of it.
bool IsRightBehind(const Recognised& word, const Recognised& next) {
  const auto gap = static_cast<float>(next.x0 - word.x1);
  return gap > -0.5F * word.height && gap < 1.2F * word.height &&
         std::abs(next.baseline - word.baseline) < 0.3F * word.height &&
         std::all_of(word.text.begin(), word.text.end(), IsMailByte);
}

Recognised Joined(const Recognised& word, const Recognised& rest) {
  Recognised whole = word;
  whole.text += rest.text;
  whole.x1 = rest.x1;
  whole.y0 = std::min(word.y0, rest.y0);
  whole.y1 = std::max(word.y1, rest.y1);
  return whole;
}

int ResolutionOf(const PageImage& image) {
  return static_cast<int>(std::clamp(72 / image.points_per_pixel, 70.0F, 600.0F));
}

bool HasNorwegianLetter(std::string_view text) {
  for (const std::string_view letter : {"æ", "ø", "å", "Æ", "Ø", "Å"})
    if (text.find(letter) != std::string_view::npos) return true;
  return false;
}

}  // namespace

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Recogniser::Recogniser() : api_(std::make_unique<tesseract::TessBaseAPI>()) {}
Recogniser::~Recogniser() = default;

bool Recogniser::Load(const std::string& folder, const std::string& language) {
  return api_->Init(folder.c_str(), language.c_str(), tesseract::OEM_LSTM_ONLY) == 0;
}

std::vector<Recognised> Recogniser::ReadPage(const PageImage& image, double deadline) {
  std::vector<Recognised> words;
  api_->SetPageSegMode(tesseract::PSM_AUTO);
  api_->SetImage(image.pix.get());
  api_->SetSourceResolution(ResolutionOf(image));
  tesseract::ETEXT_DESC monitor;
  monitor.cancel = IsPast;
  monitor.cancel_this = &deadline;
  if (api_->Recognize(&monitor) != 0) return words;
  const std::unique_ptr<tesseract::ResultIterator> it(api_->GetIterator());
  if (it == nullptr) return words;
  do {
    const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_WORD));
    Recognised word;
    if (text == nullptr ||
        !it->BoundingBox(tesseract::RIL_WORD, &word.x0, &word.y0, &word.x1, &word.y1))
      continue;
    word.text = CleanWord(text.get());
    if (word.text.empty() || word.text.size() > kMaxWordBytes) continue;
    word.confidence = it->Confidence(tesseract::RIL_WORD);
    const bool first = it->IsAtBeginningOf(tesseract::RIL_TEXTLINE);
    // The edge of a box or a bar beside the text.
    if (first && word.text.size() == 1 &&
        std::string_view("|[]{}").find(word.text[0]) != std::string_view::npos)
      continue;
    int bx0 = word.x0, by0 = word.y1, bx1 = word.x1, by1 = word.y1;
    it->Baseline(tesseract::RIL_WORD, &bx0, &by0, &bx1, &by1);
    word.baseline = static_cast<float>(by0 + by1) / 2;
    float descenders = 0, ascenders = 0;
    it->RowAttributes(&word.height, &descenders, &ascenders);
    if (word.height <= 0) word.height = static_cast<float>(word.y1 - word.y0);
    if (first && !it->IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD) &&
        LooksLikeBullet(word))
      word.text = "•";
    words.push_back(std::move(word));
  } while (it->Next(tesseract::RIL_WORD));
  api_->Clear();
  return words;
}

std::string Recogniser::ReadPart(const PageImage& image, const Recognised& part, double deadline,
                                 float* confidence) {
  constexpr int kMargin = 6;
  api_->SetPageSegMode(tesseract::PSM_SINGLE_LINE);
  api_->SetImage(image.pix.get());
  api_->SetSourceResolution(ResolutionOf(image));
  api_->SetRectangle(std::max(0, part.x0 - kMargin), std::max(0, part.y0 - kMargin),
                     part.x1 - part.x0 + 2 * kMargin, part.y1 - part.y0 + 2 * kMargin);
  tesseract::ETEXT_DESC monitor;
  monitor.cancel = IsPast;
  monitor.cancel_this = &deadline;
  *confidence = 0;
  if (api_->Recognize(&monitor) != 0) return "";
  const std::unique_ptr<char[]> text(api_->GetUTF8Text());
  *confidence = static_cast<float>(api_->MeanTextConf());
  std::string clean = text == nullptr ? std::string() : CleanWord(text.get());
  if (clean.size() > kMaxWordBytes) clean.clear();
  return clean;
}

void Recogniser::LookAgain(const PageImage& image, double deadline,
                           std::vector<Recognised>* words) {
  int left = kMostAgain;
  for (size_t i = 0; i < words->size(); ++i) {
    Recognised& word = (*words)[i];
    const bool mail = MayBeMail(word.text);
    if (!mail && (word.confidence >= kUnsure || CodePoints(word.text) < 2)) continue;
    if (--left < 0 || CpuSeconds() > deadline) break;
    float confidence = 0;
    std::string again = ReadPart(image, word, deadline, &confidence);
    if (mail) {
      const auto address = [](const std::string& read, const Recognised& before) {
        const std::string repaired = WithAtSign(before.text);
        const bool sure = before.confidence >= kUnsure && IsMail(repaired);
        return LowerMail(IsMail(read) && !sure ? read : repaired);
      };
      Recognised part = word;
      part.text = address(again, word);
      // Its "@" may have divided it.
      const bool divided = !IsMail(part.text) && i > 0 && IsRightBehind((*words)[i - 1], word);
      if (divided) {
        part = Joined((*words)[i - 1], word);
        part.text = address(ReadPart(image, part, deadline, &confidence), part);
      }
      if (!IsMail(part.text)) continue;
      part.confidence = std::max(part.confidence, kUnsure);
      word = std::move(part);
      if (divided) words->erase(words->begin() + static_cast<ptrdiff_t>(--i));
      // The boxes of the parts of an address may lie over one another: then it was read before.
      if (i > 0 && IsMail((*words)[i - 1].text) && (*words)[i - 1].text.ends_with((*words)[i].text))
        words->erase(words->begin() + static_cast<ptrdiff_t>(i--));
    } else if (!again.empty() && confidence > word.confidence + kSurer &&
               !HasNorwegianLetter(word.text)) {
      word.text = std::move(again);
      word.confidence = confidence;
    }
  }
  api_->Clear();
}

}  // namespace utvalg::extract
