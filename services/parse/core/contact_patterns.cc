// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/contact_patterns.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/base/words.h"
#include "common/lexicon/dates.h"
#include "services/parse/core/text_shape.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.

bool Digit(char c) { return c >= '0' && c <= '9'; }
bool AsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool HighByte(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool LocalPartCharacter(char c) {
  return Digit(c) || AsciiLetter(c) || HighByte(c) ||
         std::string_view("._%+-'").find(c) != std::string_view::npos;
}

bool DomainCharacter(char c) {
  return Digit(c) || AsciiLetter(c) || HighByte(c) || c == '.' || c == '-';
}

// Bytes of a sign for "@" at `at`: itself, "(at)", "[at]", with spaces around.
size_t AtSign(std::string_view lower, size_t at) {
  if (lower[at] == '@') return 1;
  for (std::string_view form : {" (at) ", "(at)", " [at] ", "[at]", " @ "}) {
    if (lower.substr(at).starts_with(form)) return form.size();
  }
  return 0;
}

bool KnownTopLevel(std::string_view label) {
  constexpr std::array<std::string_view, 40> kKnown = {
      "no",   "com", "org", "net",  "io",  "dev", "me",   "se",   "dk",     "fi",
      "uk",   "de",  "eu",  "info", "co",  "app", "page", "blog", "site",   "online",
      "tech", "in",  "us",  "nl",   "pl",  "fr",  "es",   "it",   "ca",     "au",
      "name", "cv",  "xyz", "ai",   "biz", "edu", "gov",  "work", "design", "studio"};
  return std::find(kKnown.begin(), kKnown.end(), label) != kKnown.end();
}

// Where the domain ends when a telephone number follows it without a space: "firma.no22334455".
size_t EndBeforeNumber(std::string_view lower, size_t begin, size_t end) {
  for (size_t dot = lower.find('.', begin); dot < end; dot = lower.find('.', dot + 1)) {
    size_t stop = dot + 1;
    while (stop < end && AsciiLetter(lower[stop])) ++stop;
    if (stop < end && Digit(lower[stop]) && KnownTopLevel(lower.substr(dot + 1, stop - dot - 1)))
      return stop;
  }
  return end;
}

// End of an address that a line broke, when a link of the document knows it whole: [begin, end) and
// the word behind.
size_t EndOverBreak(std::string_view lower, size_t begin, size_t end,
                    const std::vector<std::string>& linked) {
  if (end >= lower.size() || lower[end] != ' ') return end;
  size_t stop = end + 1;
  while (stop < lower.size() && DomainCharacter(lower[stop])) ++stop;
  const std::string joined = std::string(lower.substr(begin, end - begin)) +
                             std::string(lower.substr(end + 1, stop - end - 1));
  const bool known =
      stop > end + 1 && std::find(linked.begin(), linked.end(), joined) != linked.end();
  return known ? stop : end;
}

std::vector<std::string> LinkedEmails(const RedactContext& context) {
  std::vector<std::string> emails;
  for (const Paragraph& paragraph : context.document->paragraphs) {
    for (const LinkTarget& link : paragraph.links) {
      const std::string lower = LowerAligned(link.uri);
      if (lower.starts_with("mailto:")) emails.push_back(lower.substr(7, lower.find('?') - 7));
    }
  }
  return emails;
}

void FindEmailsIn(const ContextParagraph& paragraph, size_t index,
                  const std::vector<std::string>& linked, RedactionFindings* findings) {
  const std::string_view lower = paragraph.lower;
  for (size_t at = 1; at < lower.size(); ++at) {
    const size_t sign = AtSign(lower, at);
    if (sign == 0) continue;
    size_t begin = at;
    while (begin > 0 && LocalPartCharacter(lower[begin - 1])) --begin;
    size_t end = at + sign;
    while (end < lower.size() && DomainCharacter(lower[end])) ++end;
    end = EndBeforeNumber(lower, at + sign, end);
    while (end > at + sign && (lower[end - 1] == '.' || lower[end - 1] == '-')) --end;
    const std::string_view domain = lower.substr(at + sign, end - at - sign);
    const bool has_dot = domain.find('.') != std::string_view::npos;
    if (begin == at || domain.size() < 3 || (!has_dot && sign != 1)) continue;
    // "name@" at the end of a line whose domain stands on the next is still an address.
    if (!has_dot && domain.find('-') == std::string_view::npos && domain.size() < 3) continue;
    end = EndOverBreak(lower, begin, end, linked);
    findings->push_back({index, begin, end, REDACTION_REASON_EMAIL});
    at = end - 1;
  }
}

// Sites where people have pages of their own.
constexpr std::array<std::string_view, 24> kProfileSites = {
    "linkedin.com", "github.com",   "gitlab.com",     "bitbucket.org",    "twitter.com",
    "x.com",        "facebook.com", "instagram.com",  "behance.net",      "dribbble.com",
    "medium.com",   "github.io",    "gitlab.io",      "orcid.org",        "youtube.com",
    "kaggle.com",   "xing.com",     "scholar.google", "researchgate.net", "stackoverflow.com",
    "about.me",     "t.me",         "wa.me",          "linktr.ee"};

bool PathCharacter(char c) {
  return Digit(c) || AsciiLetter(c) || HighByte(c) ||
         std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

// Start of a link at `at`: its scheme, www. or a bare domain. Gives the end of the domain, 0 when
// there is none.
size_t DomainEnd(std::string_view lower, size_t at, bool* certain) {
  *certain = false;
  size_t begin = at;
  for (std::string_view scheme : {"https://", "http://", "ftp://", "mailto:"}) {
    if (lower.substr(at).starts_with(scheme)) {
      begin = at + scheme.size();
      *certain = true;
    }
  }
  if (lower.substr(begin).starts_with("www.")) *certain = true;
  size_t end = begin;
  while (end < lower.size() && DomainCharacter(lower[end])) ++end;
  while (end > begin && (lower[end - 1] == '.' || lower[end - 1] == '-')) --end;
  const std::string_view domain = lower.substr(begin, end - begin);
  const size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return *certain && end > begin ? end : 0;
  if (*certain) return end;
  const std::string_view top = domain.substr(dot + 1);
  for (std::string_view product :
       {"asp.net", "vb.net", "ado.net", "ml.net", "socket.io", "bpmn.io", "draw.io"}) {
    if (domain == product) return 0;
  }
  return KnownTopLevel(top) ? end : 0;
}

// A point or colon inside a word or before a slash: no link is without one.
bool MayHoldLink(std::string_view lower) {
  for (size_t at = FirstOf(lower, ".:"); at + 1 < lower.size();
       at += 1 + std::min(FirstOf(lower.substr(at + 1), ".:"), lower.size())) {
    if (lower[at + 1] == '/' || DomainCharacter(lower[at + 1])) return true;
  }
  return false;
}

void FindLinksIn(const ContextParagraph& paragraph, size_t index, RedactionFindings* findings) {
  const std::string_view lower = paragraph.lower;
  if (!MayHoldLink(lower)) return;
  for (size_t at = 0; at < lower.size(); ++at) {
    if (at > 0 && (DomainCharacter(lower[at - 1]) || lower[at - 1] == '@' || lower[at - 1] == '/'))
      continue;
    if (!DomainCharacter(lower[at]) || Overlaps(*findings, index, at, at + 1)) continue;
    bool certain = false;
    size_t end = DomainEnd(lower, at, &certain);
    if (end == 0) continue;
    const std::string_view domain = lower.substr(at, end - at);
    const bool profile = std::any_of(
        kProfileSites.begin(), kProfileSites.end(),
        [&](std::string_view site) { return domain.find(site) != std::string_view::npos; });
    const bool path = end < lower.size() && lower[end] == '/' && end + 1 < lower.size() &&
                      PathCharacter(lower[end + 1]);
    // A bare domain may be an employer ("Finn.no") or a product ("ASP.NET") outside the header.
    if (!certain && !profile && !path && !paragraph.Own()) {
      at = end;
      continue;
    }
    if (end < lower.size() && lower[end] == '/') {
      while (end < lower.size() && PathCharacter(lower[end])) ++end;
    }
    while (end > at && std::string_view(".,;:)!?'").find(lower[end - 1]) != std::string_view::npos)
      --end;
    findings->push_back({index, at, end, REDACTION_REASON_LINK});
    at = end;
  }
}

// "@karinordmann" in the header or behind the name of a network.
void FindHandlesIn(const ContextParagraph& paragraph, size_t index, RedactionFindings* findings) {
  if (!paragraph.Own()) return;
  const std::string_view lower = paragraph.lower;
  for (size_t at = 0; at + 2 < lower.size(); ++at) {
    if (lower[at] != '@' || (at > 0 && LocalPartCharacter(lower[at - 1])) ||
        Overlaps(*findings, index, at, at + 1))
      continue;
    size_t end = at + 1;
    while (end < lower.size() && (LocalPartCharacter(lower[end]))) ++end;
    while (end > at && lower[end - 1] == '.') --end;
    if (end - at > 2) findings->push_back({index, at, end, REDACTION_REASON_LINK});
  }
}

// A run of figures as numbers of telephones are written, with the sizes of its groups.
struct FigureRun {
  size_t begin = 0;
  size_t end = 0;
  std::vector<size_t> groups;
  size_t digits = 0;
  bool plus = false;
  bool bracket = false;
  bool dash = false;
  bool dot = false;
  bool slash = false;
};

FigureRun ReadRun(std::string_view text, size_t at) {
  FigureRun run;
  run.begin = at;
  run.end = at;
  size_t group = 0;
  size_t signs = 0;
  for (size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (Digit(c)) {
      ++group;
      ++run.digits;
      run.end = i + 1;
      signs = 0;
      continue;
    }
    if (c == '+' && run.digits == 0) {
      run.plus = true;
      continue;
    }
    if (group > 0) run.groups.push_back(group);
    group = 0;
    if (text.compare(i, 2, "\xC2\xA0") == 0) {
      ++i;
      continue;
    }
    if (c == '(' || c == ')') run.bracket = true;
    if (c == '-') run.dash = true;
    if (c == '.') run.dot = true;
    if (c == '/') run.slash = true;
    if (std::string_view(" ()-./").find(c) == std::string_view::npos || ++signs > 3) break;
  }
  if (group > 0) run.groups.push_back(group);
  return run;
}

bool IsThousands(const FigureRun& run) {
  if (run.groups.size() < 2 || run.groups.front() > 3 || run.plus || run.bracket) return false;
  return std::all_of(run.groups.begin() + 1, run.groups.end(),
                     [](size_t size) { return size == 3; });
}

bool IsPhoneShape(const FigureRun& run, std::string_view digits) {
  const std::vector<size_t>& g = run.groups;
  const auto is = [&](std::initializer_list<size_t> sizes) {
    return g.size() == sizes.size() && std::equal(g.begin(), g.end(), sizes.begin());
  };
  if (is({3, 3, 4}) || is({1, 3, 3, 4}) || is({3, 7})) return true;
  if (run.digits == 8 && (is({3, 2, 3}) || is({2, 2, 2, 2}) ||
                          (is({4, 4}) && !run.dash && !run.slash) || is({2, 3, 3}) || is({3, 5})))
    return true;
  if (is({8})) return digits[0] == '4' || digits[0] == '9';
  if (is({5, 6}) || is({5, 3, 3}) || is({4, 3, 4}) || is({4, 7}) || is({4, 6}) || is({3, 4, 4}))
    return digits[0] == '0';
  return is({10}) && digits[0] != '1';
}

constexpr size_t kLeastDigits = 7;  // Of a telephone number.

constexpr std::array<std::string_view, 16> kPhoneLabels = {
    "tlf", "telefon", "phone", "mobil", "mob",      "tel", "cell",       "fax",
    "fon", "mobile",  "ring",  "call",  "whatsapp", "sms", "contact no", "m:"};
constexpr std::array<std::string_view, 20> kOtherNumbers = {
    "org", "org.", "org.nr", "org.nr.", "org. nr.", "orgnr", "orgnr.", "nr.", "isbn", "issn",
    "doi", "kr",   "nok",    "usd",     "$",        "hpr",   "id",     "nr",  "no.",  "#"};

// The words right before a number, at most 24 bytes.
std::string_view TextBefore(std::string_view lower, size_t at) {
  const size_t begin = at > 24 ? at - 24 : 0;
  std::string_view before = lower.substr(begin, at - begin);
  const size_t sign = before.find_last_of("|\t;,");
  if (sign != std::string_view::npos) before.remove_prefix(sign + 1);
  return TrimSpace(before);
}

template <size_t N>
bool MentionsAny(std::string_view before, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    const size_t at = before.rfind(word);
    return at != std::string_view::npos && (at == 0 || !WordEndsAt(before, at));
  });
}

// Whether one of the words stands right before: "Org.nr: ", "ISBN ".
template <size_t N>
bool EndsWithAny(std::string_view before, const std::array<std::string_view, N>& words) {
  while (before.ends_with(':') || before.ends_with(' ')) before.remove_suffix(1);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return before.ends_with(word) && !WordEndsAt(before, before.size() - word.size());
  });
}

bool IsAmount(std::string_view lower, size_t end) {
  const std::string_view after = TrimSpace(lower.substr(end, 10));
  return after.starts_with("kr") || after.starts_with("nok") || after.starts_with('%') ||
         after.starts_with("usd") || after.starts_with("mnok") || after.starts_with("eur") ||
         after.starts_with("million") || after.starts_with(",-");
}

void FindPhonesIn(const ContextParagraph& paragraph, size_t index, RedactionFindings* findings) {
  const std::string_view text = paragraph.text;
  const std::string_view lower = paragraph.lower;
  if (static_cast<size_t>(std::count_if(text.begin(), text.end(), Digit)) < kLeastDigits) return;
  const std::vector<lexicon::Period> dates = lexicon::FindPeriods(text);
  for (size_t at = 0; at < text.size(); ++at) {
    const bool opens =
        text[at] == '+' || Digit(text[at]) ||
        (text[at] == '(' && at + 1 < text.size() && (Digit(text[at + 1]) || text[at + 1] == '+'));
    // "Nordmann+47 901 23 456": a narrow gap may get lost, the sign says where the number begins.
    const bool glued = text[at] == '+' && at + 1 < text.size() && Digit(text[at + 1]);
    if (!opens || (at > 0 && !glued && (WordEndsAt(text, at) || text[at - 1] == '.'))) {
      continue;
    }
    const size_t start = text[at] == '(' ? at + 1 : at;
    FigureRun run = ReadRun(text, start);
    if (run.digits < kLeastDigits) {
      at = std::max(at, run.end > 0 ? run.end - 1 : at);
      continue;
    }
    run.begin = at;
    if (text[at] == '(') run.bracket = true;
    std::string digits;
    for (size_t i = run.begin; i < run.end; ++i) {
      if (Digit(text[i])) digits += text[i];
    }
    const std::string_view before = TextBefore(lower, run.begin);
    const bool label = MentionsAny(before, kPhoneLabels);
    const bool international = run.plus || digits.starts_with("00");
    const bool dated = std::any_of(dates.begin(), dates.end(), [&](const lexicon::Period& date) {
      return date.begin_byte < run.end && run.begin < date.end_byte;
    });
    bool phone = false;
    if (run.digits <= 15 && !Overlaps(*findings, index, run.begin, run.end)) {
      if (international || label) {
        phone = run.digits >= 7 && !(dated && !international);
      } else if (!dated && !IsAmount(lower, run.end) && !IsThousands(run) &&
                 !EndsWithAny(before, kOtherNumbers)) {
        const bool own = paragraph.Own() || paragraph.zone == Zone::kReferences;
        phone = IsPhoneShape(run, digits) || (own && run.digits >= 8 && run.digits <= 12);
      }
    }
    if (phone && !WordStartsAt(text, run.end)) {
      findings->push_back({index, run.begin, run.end, REDACTION_REASON_PHONE});
    }
    at = run.end - 1;
  }
}

template <typename Find>
void ForEach(const RedactContext& context, RedactionFindings* findings, Find find) {
  for (size_t i = 0; i < context.paragraphs.size(); ++i) find(context.paragraphs[i], i, findings);
}

}  // namespace

void FindEmails(const RedactContext& context, RedactionFindings* findings) {
  const std::vector<std::string> linked = LinkedEmails(context);
  ForEach(context, findings,
          [&](const ContextParagraph& paragraph, size_t index, RedactionFindings* out) {
            FindEmailsIn(paragraph, index, linked, out);
          });
}

void FindLinks(const RedactContext& context, RedactionFindings* findings) {
  ForEach(context, findings, FindLinksIn);
  ForEach(context, findings, FindHandlesIn);
}

void FindPhones(const RedactContext& context, RedactionFindings* findings) {
  ForEach(context, findings, FindPhonesIn);
}

std::string PhoneE164(std::string_view written) {
  std::string digits;
  for (char c : written) {
    if (Digit(c)) digits += c;
  }
  const bool plus = written.find('+') != std::string_view::npos;
  // "+44 (0)20 ...": the zero is for callers inside the country.
  if (plus) {
    const size_t zero = written.find("(0)");
    if (zero != std::string_view::npos) {
      size_t before = 0;
      for (char c : written.substr(0, zero)) before += Digit(c);
      digits.erase(before, 1);
    }
    return digits.size() >= 7 && digits.size() <= 15 ? "+" + digits : "";
  }
  if (digits.starts_with("00")) return digits.size() >= 10 ? "+" + digits.substr(2) : "";
  if (digits.size() == 8) return "+47" + digits;
  if (digits.size() == 10 && digits[0] != '0') return "+1" + digits;
  if (digits.size() == 11 && digits[0] == '1') return "+" + digits;
  if (digits.size() == 10 && digits.starts_with("47")) return "+" + digits;
  if (digits.size() == 11 && digits[0] == '0') return "+44" + digits.substr(1);
  return {};
}

}  // namespace utvalg::parse
