// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/name_evidence.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "services/parse/core/name_words.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

// Short names count as words of their own only: "li.wu@".
bool Holds(const std::string& text, const std::string& part) {
  if (part.size() >= 3) return text.find(part) != std::string::npos;
  const std::vector<WordRange> words = SplitWords(text);
  return std::any_of(words.begin(), words.end(), [&](const WordRange& word) {
    return text.compare(word.begin, word.end - word.begin, part) == 0;
  });
}

// "bjork", "bjoerk" and "bjrk" of Björk: addresses lose the marks in all these ways.
bool HoldsAnyForm(const std::string& text, const NamePart& part) {
  if (Holds(text, part.plain)) return true;
  if (part.plain == part.lower) return false;
  std::string dropped, doubled;
  for (size_t at = 0; at < part.lower.size();) {
    const char32_t c = NextCodePoint(part.lower, &at);
    const bool ascii = c < 0x80;
    if (ascii) dropped += static_cast<char>(c);
    if (ascii) {
      doubled += static_cast<char>(c);
    } else if (c == U'å') {
      doubled += "aa";
    } else if (c == U'ø' || c == U'ö') {
      doubled += "oe";
    } else if (c == U'æ' || c == U'ä') {
      doubled += "ae";
    } else if (c == U'ü') {
      doubled += "ue";
    }
  }
  return (dropped.size() >= 3 && Holds(text, dropped)) || Holds(text, doubled);
}

// Mailboxes of nobody in particular.
bool IsSharedMailbox(std::string_view word) {
  constexpr std::array<std::string_view, 14> kWords = {
      "post", "mail", "info",  "kontakt", "contact", "admin", "kontor",
      "jobb", "job",  "epost", "email",   "hello",   "hei",   "cv"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace

NameEvidence::NameEvidence(const RedactContext& context, std::string_view file_name,
                           const RedactionFindings& findings) {
  for (const RedactionFinding& finding : findings) {
    const ContextParagraph& paragraph = context.paragraphs[finding.paragraph];
    if (paragraph.zone == Zone::kReferences) continue;
    const std::string_view text =
        std::string_view(paragraph.lower).substr(finding.begin, finding.end - finding.begin);
    if (finding.reason == REDACTION_REASON_EMAIL) {
      emails_.push_back(PlainLetters(text.substr(0, text.find_first_of("@(["))));
    } else if (finding.reason == REDACTION_REASON_LINK) {
      others_ += PlainLetters(text);
      others_ += ' ';
    }
  }
  for (const Paragraph& paragraph : context.document->paragraphs) {
    for (const LinkTarget& link : paragraph.links) {
      const std::string lower = PlainLetters(LowerAligned(link.uri));
      if (lower.starts_with("mailto:")) {
        const size_t sign = lower.find('@');
        emails_.push_back(lower.substr(7, sign == std::string::npos ? sign : sign - 7));
      } else {
        others_ += lower;
        others_ += ' ';
      }
    }
  }
  others_ += PlainLetters(LowerAligned(file_name));
  for (const std::string& email : emails_) {
    all_emails_ += email;
    all_emails_ += ' ';
  }
}

int NameEvidence::Score(const std::vector<NamePart>& parts) const {
  int in_email = 0, in_others = 0;
  for (const NamePart& part : parts) {
    if (part.plain.size() < 2) continue;
    in_email += HoldsAnyForm(all_emails_, part);
    in_others += HoldsAnyForm(others_, part);
  }
  return (in_email >= 2 ? 60 : in_email * 35) + (in_others >= 2 ? 35 : in_others * 20);
}

bool NameEvidence::KnowsWhole(const std::vector<NamePart>& parts) const {
  const auto knows = [&](const std::string& text) {
    size_t known = 0;
    for (const NamePart& part : parts) {
      if (part.particle) continue;
      if (!HoldsAnyForm(text, part)) return false;
      ++known;
    }
    return known >= 2;
  };
  return knows(others_) || std::any_of(emails_.begin(), emails_.end(), knows);
}

bool NameEvidence::InEmails(const NamePart& part) const { return HoldsAnyForm(all_emails_, part); }

std::string NameEvidence::NameInEmail() const {
  for (const std::string& email : emails_) {
    std::string name;
    size_t words = 0;
    for (const WordRange& range : SplitWords(email)) {
      const std::string_view word =
          std::string_view(email).substr(range.begin, range.end - range.begin);
      // "kari.nordmann87@".
      const std::string_view letters = word.substr(0, word.find_first_of("0123456789"));
      if (letters.size() < 2 || IsSharedMailbox(letters)) continue;
      if (words > 0) name += ' ';
      name += letters;
      ++words;
    }
    if (words >= 2 && words <= 5) return name;
  }
  return {};
}

}  // namespace utvalg::parse
