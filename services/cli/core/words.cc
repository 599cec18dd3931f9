// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/words.h"

#include <google/protobuf/descriptor.h>

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using utvalg::cv::v1::SectionKind;
using utvalg::extract::v1::Finding;
using utvalg::result::v1::Found;

// Value names are <PREFIX>_<WORD> with one prefix per enum, so the word is what all names do not
// share with the zero value.
template <typename Enum>
std::string EnumToken(Enum value) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  const auto* named = descriptor->FindValueByNumber(static_cast<int>(value));
  if (named == nullptr || named->number() == 0) return "";
  const std::string& zero = descriptor->FindValueByNumber(0)->name();
  const size_t prefix = zero.size() - std::string_view("UNSPECIFIED").size();
  return absl::AsciiStrToLower(named->name().substr(prefix));
}

using Sentence = std::pair<std::string_view, std::string_view>;

constexpr std::array<Sentence, 22> kReasons = {{
    {"empty_document", "The file is empty. Ask for it again."},
    {"unsupported_type",
     "The file is of a type that is not read. Open it yourself, or ask for a PDF."},
    {"encrypted", "The file asks for a password. Ask for one without."},
    {"malformed", "The file is damaged and cannot be opened. Ask for it again."},
    {"no_text", "The file holds pictures only and no text could be made out. Read it yourself."},
    {"garbled",
     "The text of the file is encoded so that only its look can be read. Read it yourself."},
    {"unlikely_cv", "This does not look like a CV. See what it is."},
    {"limit_ratio",
     "The file unpacks to far more than it weighs, and was not read on. Look at it with care."},
    {"limit_stream", "A part of the file is larger than the limit. Read it yourself."},
    {"limit_pages", "The file has more pages than the limit. Read it yourself."},
    {"limit_text", "The file holds more text than the limit. Read it yourself."},
    {"xml_dtd", "The file holds definitions that are refused for safety. Ask for a PDF."},
    {"polyglot",
     "The file is of two types at once, and was not read for safety. Ask for it again."},
    {"parse_crash", "The reader broke off twice on this file. Read it yourself."},
    {"cpu_time", "Reading the file took more computing time than the limit. Read it yourself."},
    {"memory", "Reading the file took more memory than the limit. Read it yourself."},
    {"sandbox_violation",
     "The file made the reader try something forbidden. Look at it with care."},
    {"too_large", "The file is larger than the limit. Read it yourself, or ask for a smaller one."},
    {"system_error", "The system failed, not the document. Run again, or read it yourself."},
    {"language", "The CV is in a language that is not read. Find somebody who reads it."},
    {"other_generation",
     "Read by another version than the rest of the order. Read it yourself; utvalg reprocess puts "
     "the job on one version."},
    {kUnreadableFile, "The file could not be opened here. Check its permissions and run again."},
}};

}  // namespace

std::string Token(Found found) { return EnumToken(found); }
std::string Token(SectionKind section) { return EnumToken(section); }
std::string Token(utvalg::cv::v1::NeedsPersonReason reason) { return EnumToken(reason); }
std::string Token(utvalg::cv::v1::EducationLevel level) { return EnumToken(level); }
std::string Token(utvalg::job::v1::CriterionKind kind) { return EnumToken(kind); }
std::string Token(utvalg::extract::v1::FindingKind kind) { return EnumToken(kind); }
std::string Token(utvalg::extract::v1::Hidden hidden) { return EnumToken(hidden); }

std::string Token(utvalg::job::v1::Importance importance) {
  return importance == utvalg::job::v1::IMPORTANCE_MUST ? "must" : "nice";
}

std::string Token(utvalg::cv::v1::LanguageLevel level) {
  const std::string token = EnumToken(level);
  return level == utvalg::cv::v1::LANGUAGE_LEVEL_NATIVE ? token : absl::AsciiStrToUpper(token);
}

std::string_view ReasonSentence(std::string_view reason) {
  for (const auto& [token, sentence] : kReasons) {
    if (token == reason) return sentence;
  }
  return "No verdict could be reached. Read it yourself.";
}

std::string_view FoundWords(Found found) {
  switch (found) {
    case utvalg::result::v1::FOUND_YES:
      return "found";
    case utvalg::result::v1::FOUND_PARTLY:
      return "partly";
    case utvalg::result::v1::FOUND_CONTRADICTED:
      return "below what is asked";
    default:
      return "not found";
  }
}

Ink FoundInk(Found found) {
  switch (found) {
    case utvalg::result::v1::FOUND_YES:
      return Ink::kGood;
    case utvalg::result::v1::FOUND_PARTLY:
      return Ink::kWarning;
    case utvalg::result::v1::FOUND_CONTRADICTED:
      return Ink::kBad;
    default:
      return Ink::kDim;
  }
}

std::string_view SectionWords(SectionKind section) {
  switch (section) {
    case utvalg::cv::v1::SECTION_KIND_HEADER:
      return "top of the CV";
    case utvalg::cv::v1::SECTION_KIND_SUMMARY:
      return "summary";
    case utvalg::cv::v1::SECTION_KIND_EXPERIENCE:
      return "work experience";
    case utvalg::cv::v1::SECTION_KIND_EDUCATION:
      return "education";
    case utvalg::cv::v1::SECTION_KIND_SKILLS:
      return "skills";
    case utvalg::cv::v1::SECTION_KIND_LANGUAGES:
      return "languages";
    case utvalg::cv::v1::SECTION_KIND_CERTIFICATES:
      return "certificates";
    case utvalg::cv::v1::SECTION_KIND_COURSES:
      return "courses";
    case utvalg::cv::v1::SECTION_KIND_LICENCES:
      return "licences";
    case utvalg::cv::v1::SECTION_KIND_PROJECTS:
      return "projects";
    case utvalg::cv::v1::SECTION_KIND_PUBLICATIONS:
      return "publications";
    case utvalg::cv::v1::SECTION_KIND_AWARDS:
      return "awards";
    case utvalg::cv::v1::SECTION_KIND_VOLUNTEERING:
      return "voluntary work";
    case utvalg::cv::v1::SECTION_KIND_POSITIONS_OF_TRUST:
      return "positions of trust";
    case utvalg::cv::v1::SECTION_KIND_INTERESTS:
      return "interests";
    case utvalg::cv::v1::SECTION_KIND_REFERENCES:
      return "references";
    case utvalg::cv::v1::SECTION_KIND_PERSONAL:
      return "personal details";
    case utvalg::cv::v1::SECTION_KIND_LETTER:
      return "letter";
    default:
      return "other";
  }
}

std::string FindingSentence(const Finding& finding) {
  using namespace utvalg::extract::v1;  // NOLINT(google-build-using-namespace): a list of its
                                        // values.
  std::string where = finding.page() > 0 ? Cat(" (page ", finding.page(), ")") : "";
  const std::string count = finding.count() > 0 ? Cat(finding.count(), " ") : "";
  switch (finding.kind()) {
    case FINDING_KIND_HIDDEN_TEXT:
      return Cat("hidden text: ", count, "words no reader of the page sees; not scored", where);
    case FINDING_KIND_ACTIVE_CONTENT:
      return Cat("active content such as scripts or macros; never run", where);
    case FINDING_KIND_EMBEDDED_FILE:
      return Cat("embedded files; not followed", where);
    case FINDING_KIND_ENCRYPTED_EMPTY_PASSWORD:
      return Cat("encrypted with an empty password; read all the same", where);
    case FINDING_KIND_REPAIRED:
      return Cat("damaged but readable", where);
    case FINDING_KIND_PAGES_CUT:
      return Cat("more pages than the limit; the first ones were read", where);
    case FINDING_KIND_IMAGE_TEXT:
      return Cat("text recognised from an image; may hold reading errors", where);
    case FINDING_KIND_GARBLED_GLYPHS:
      return Cat("part of the text has no readable encoding", where);
    case FINDING_KIND_STUFFING:
      return Cat("words repeated over and over; repetition is not scored", where);
    case FINDING_KIND_UNLIKELY_CV:
      return Cat("does not look like a CV", where);
    default:
      return Cat("something unusual", where);
  }
}

}  // namespace utvalg::cli
