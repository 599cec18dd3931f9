// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/dates.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <span>
#include <string>
#include <utility>

#include "common/base/words.h"
#include "common/lexicon/date_atoms.h"

namespace utvalg::lexicon {
namespace {

constexpr std::array<std::string_view, 40> kNow = {"dags dato",
                                                   "d.d.",
                                                   "d.d",
                                                   "dd.",
                                                   "dd",
                                                   "i dag",
                                                   "idag",
                                                   "nåværende",
                                                   "noverande",
                                                   "nåverande",
                                                   "pågående",
                                                   "pågåande",
                                                   "pågår",
                                                   "løpende",
                                                   "the present",
                                                   "present",
                                                   "currently",
                                                   "current",
                                                   "nå",
                                                   "no",
                                                   "nuvarande",
                                                   "nu",
                                                   "now",
                                                   "ongoing",
                                                   "today",
                                                   "to date",
                                                   "date",
                                                   "till date",
                                                   "til dags dato",
                                                   "til dd",
                                                   "fortsatt",
                                                   "heute",
                                                   "aujourd'hui",
                                                   "actualidad",
                                                   "présent",
                                                   "per dags dato",
                                                   "still",
                                                   "dato",
                                                   "nåtid",
                                                   "the current date"};

constexpr std::array<std::string_view, 9> kSince = {
    "since", "siden", "sidan", "fra og med", "frå og med", "f.o.m.", "fom", "fra", "frå"};
constexpr std::array<std::string_view, 8> kUntil = {"frem til", "fram til", "inntil", "until",
                                                    "till",     "t.o.m.",   "til",    "up to"};
constexpr std::array<std::string_view, 9> kTo = {"to",   "til",    "until", "till", "through",
                                                 "thru", "t.o.m.", "tom",   "t o m"};
constexpr std::array<std::string_view, 10> kExpected = {
    "expected", "forventet", "forventa", "anticipated", "estimated",
    "planned",  "planlagt",  "antatt",   "estimert",    "exp."};
constexpr std::array<std::string_view, 5> kTelephone = {"tlf", "tel", "phone", "mob", "fax"};

bool Digit(char c) { return c >= '0' && c <= '9'; }

// The first two bytes of everything a period can begin with, and of what Reader skips.
class Openings {
 public:
  Openings() {
    for (char c = '0'; c <= '9'; ++c) AddAny(c);
    AddAny('\'');
    AddAny('+');
    AddAny(std::string_view("’").front());
    for (const auto& words :
         {std::span<const std::string_view>(kExpected), std::span<const std::string_view>(kSince),
          std::span<const std::string_view>(kUntil), std::span<const std::string_view>(kTelephone)})
      for (const std::string_view word : words) Add(word);
    for (const std::string_view word : DateWords()) Add(word);
  }

  bool At(std::string_view lower, size_t at) const {
    return pairs_[Pair(lower[at], at + 1 < lower.size() ? lower[at + 1] : '\0')];
  }

 private:
  static size_t Pair(char a, char b) {
    return static_cast<unsigned char>(a) * 256u + static_cast<unsigned char>(b);
  }
  void AddAny(char first) {
    for (int second = 0; second < 256; ++second) pairs_.set(Pair(first, static_cast<char>(second)));
  }
  void Add(std::string_view word) {
    word.size() == 1 ? AddAny(word[0]) : static_cast<void>(pairs_.set(Pair(word[0], word[1])));
  }

  std::bitset<65536> pairs_;
};

const Openings& AllOpenings() {
  static const Openings* const openings = new Openings();
  return *openings;
}

size_t DashAt(std::string_view text, size_t at) {
  for (std::string_view dash : {"-", "–", "—", "−", "‐", "‑", "→"}) {
    if (text.substr(at).starts_with(dash)) return dash.size();
  }
  return 0;
}

// Length of the longest of `words` at `at`, 0 when none stands there.
template <size_t N>
size_t AnyWordAt(const std::array<std::string_view, N>& words, std::string_view lower, size_t at) {
  size_t longest = 0;
  if (at >= lower.size()) return longest;
  for (std::string_view word : words) {
    if (word.front() == lower[at] && word.size() > longest && WordAt(lower, at, word))
      longest = word.size();
  }
  return longest;
}

// Between the two ends of a period.
struct Separator {
  size_t end = 0;  // Behind it, with white space.
  bool dash = false;
  bool slash = false;
  bool attached = false;  // No white space before the dash.
  explicit operator bool() const { return end != 0; }
};

Separator SeparatorAt(std::string_view lower, size_t at) {
  Separator separator;
  size_t next = at + SpaceAt(lower, at);
  if (const size_t dash = DashAt(lower, next); dash > 0) {
    separator.dash = true;
    separator.attached = next == at;
    next += dash;
    separator.end = next + SpaceAt(lower, next);
    return separator;
  }
  if (next == at && at < lower.size() && lower[at] == '/') {
    separator.slash = true;
    separator.end = at + 1;
    return separator;
  }
  if (next > at) {
    if (const size_t word = AnyWordAt(kTo, lower, next); word > 0) {
      next += word;
      const size_t space = SpaceAt(lower, next);
      if (space > 0) separator.end = next + space;
    }
  }
  return separator;
}

class Reader {
 public:
  explicit Reader(std::string_view text)
      : lower_storage_(LowerAligned(text)), lower_(lower_storage_) {}

  std::vector<Period> Read() {
    std::vector<Period> periods;
    const Openings& openings = AllOpenings();
    for (size_t at = 0; at < lower_.size();) {
      if (!openings.At(lower_, at)) {
        at = NextStart(at);
        continue;
      }
      if (const size_t skip = TelephoneAt(at); skip > 0) {
        at += skip;
        continue;
      }
      Period period;
      if (Starts(at) && ReadPeriod(at, &period)) {
        period.begin_byte = at;
        periods.push_back(period);
        at = std::max(at + 1, period.end_byte);
      } else {
        at = NextStart(at);
      }
    }
    return periods;
  }

 private:
  bool Starts(size_t at) const { return at == 0 || !WordEndsAt(lower_, at); }

  size_t NextStart(size_t at) const {
    const bool digit = Digit(lower_[at]);
    ++at;
    while (at < lower_.size() && (static_cast<unsigned char>(lower_[at]) & 0xC0) == 0x80) ++at;
    while (digit && at < lower_.size() && Digit(lower_[at])) ++at;
    return at;
  }

  // "+47 2019 2020", "Tlf. 2019 2020".
  size_t TelephoneAt(size_t at) const {
    size_t begin = at;
    if (lower_[at] != '+') {
      const bool label =
          std::any_of(kTelephone.begin(), kTelephone.end(),
                      [&](std::string_view word) { return lower_.substr(at).starts_with(word); });
      if (!label || !Starts(at)) return 0;
      while (begin < lower_.size() && !Digit(lower_[begin]) && lower_[begin] != '\n' &&
             begin - at < 14)
        ++begin;
    }
    size_t digits = 0;
    size_t end = begin;
    for (size_t i = begin; i < lower_.size(); ++i) {
      if (Digit(lower_[i])) {
        ++digits;
        end = i + 1;
      } else if (std::string_view("+ ()-.").find(lower_[i]) == std::string_view::npos) {
        break;
      }
    }
    return digits >= 8 && digits <= 15 ? end - at : 0;
  }

  bool ReadPeriod(size_t at, Period* period) {
    if (const size_t word = AnyWordAt(kExpected, lower_, at); word > 0)
      return ReadExpected(at + word, period);
    if (const size_t word = AnyWordAt(kSince, lower_, at); word > 0) {
      DateAtom atom;
      if (!ReadDate(lower_, at + word + SpaceAt(lower_, at + word), false, &atom)) return false;
      if (ReadFrom(atom, period) && !period->single) return true;
      if (atom.two_digits || atom.month_only) return false;
      *period = Period{.start = atom.first, .current = true, .end_byte = atom.end};
      return true;
    }
    if (const size_t word = AnyWordAt(kUntil, lower_, at); word > 0) {
      DateAtom atom;
      if (!ReadDate(lower_, at + word + SpaceAt(lower_, at + word), false, &atom)) return false;
      if (atom.two_digits || atom.month_only) return false;
      *period = Period{.end = atom.last, .end_byte = atom.end};
      return true;
    }
    DateAtom atom;
    return ReadDate(lower_, at, false, &atom) && ReadFrom(atom, period);
  }

  // "Expected graduation: May 2026".
  bool ReadExpected(size_t at, Period* period) {
    DateAtom atom;
    for (int words = 0; words < 4; ++words) {
      while (at < lower_.size() && (lower_[at] == ' ' || lower_[at] == ':' || lower_[at] == '('))
        ++at;
      if (at >= lower_.size()) return false;
      if (ReadDate(lower_, at, false, &atom) && !atom.two_digits && !atom.month_only) {
        *period = Period{.end = atom.last, .single = true, .expected = true, .end_byte = atom.end};
        return true;
      }
      while (at < lower_.size() && WordStartsAt(lower_, at)) at = NextStart(at);
      if (at < lower_.size() && lower_[at] == '.') ++at;
    }
    return false;
  }

  // A period or single date that begins with `from`.
  bool ReadFrom(const DateAtom& from, Period* period) {
    const Separator separator = SeparatorAt(lower_, from.end);
    if (separator && ReadEnd(from, separator, period)) return true;
    if (from.two_digits || from.month_only) return false;
    *period = Period{.start = from.first, .single = true, .end_byte = from.end};
    if (from.last != from.first) period->end = from.last;
    ReadTrailingExpected(period);
    return true;
  }

  bool ReadEnd(const DateAtom& from, const Separator& separator, Period* period) {
    const size_t at = separator.end;
    if (separator.slash) return ReadSlash(from, at, period);
    if (at < lower_.size()) {
      if (const size_t now = AnyWordAt(kNow, lower_, at); now > 0 && !from.month_only) {
        if (now <= 2 && NowIsAnotherWord(at + now)) return false;
        *period = Period{.start = from.first, .current = true, .end_byte = at + now};
        return true;
      }
      size_t date = at;
      bool expected = false;
      if (const size_t word = AnyWordAt(kExpected, lower_, at); word > 0) {
        expected = true;
        date = at + word + SpaceAt(lower_, at + word);
      }
      DateAtom to;
      if (ReadDate(lower_, date, true, &to) && !to.month_only && Join(from, to, period)) {
        period->expected = expected;
        ReadTrailingExpected(period);
        return true;
      }
      if (ReadShortYear(from, at, period)) return true;
    }
    return separator.dash && ReadOpen(from, separator, period);
  }

  // "no" and "nå" may begin a sentence ("2019 - no overtime"): they mean now before a break only.
  bool NowIsAnotherWord(size_t at) const {
    const size_t next = at + SpaceAt(lower_, at);
    return next > at && next < lower_.size() && WordStartsAt(lower_, next) && lower_[next] >= 'a';
  }

  // "2015/2016", "2015/16", "H2019/V2020".
  bool ReadSlash(const DateAtom& from, size_t at, Period* period) {
    DateAtom to;
    if (from.first.day == 0 && ReadDate(lower_, at, true, &to) && !to.month_only &&
        (to.bare_year == from.bare_year) && to.first.day == 0) {
      return Join(from, to, period);
    }
    return ReadShortYear(from, at, period);
  }

  // "2015-18": two digits that are a later year.
  bool ReadShortYear(const DateAtom& from, size_t at, Period* period) {
    int value = 0;
    if (!from.bare_year || NumberAt(lower_, at, &value) != 2) return false;
    if (WordStartsAt(lower_, at + 2) ||
        (at + 2 < lower_.size() &&
         (lower_[at + 2] == '.' || lower_[at + 2] == '/' || lower_[at + 2] == '%'))) {
      const bool sentence_end =
          lower_[at + 2] == '.' && (at + 3 >= lower_.size() || !Digit(lower_[at + 3]));
      if (!sentence_end) return false;
    }
    int year = from.first.year / 100 * 100 + value;
    if (year < from.first.year && from.first.year < 2000) year += 100;
    if (year <= from.first.year || year - from.first.year > 60) return false;
    *period = Period{.start = from.first, .end = {year, 0, 0}, .end_byte = at + 2};
    return true;
  }

  // "2019 –" and nothing behind it.
  bool ReadOpen(const DateAtom& from, const Separator& separator, Period* period) {
    if (from.two_digits || from.month_only) return false;
    size_t dash_end = from.end + SpaceAt(lower_, from.end);
    dash_end += DashAt(lower_, dash_end);
    const size_t at = separator.end;
    const bool at_break = at >= lower_.size() || lower_[at] == '\n' || lower_[at] == '\t' ||
                          lower_[at] == ')' || lower_[at] == ']' || lower_[at] == '|' ||
                          lower_[at] == ',' || lower_[at] == ':';
    const bool attached = separator.attached && at > dash_end;
    if (!at_break && !attached) return false;
    *period = Period{.start = from.first, .current = true, .end_byte = dash_end};
    return true;
  }

  bool Join(DateAtom from, DateAtom to, Period* period) const {
    if (from.two_digits != to.two_digits && from.two_digits && !to.first.month) return false;
    if (to.two_digits && !from.two_digits && from.first.month == 0) return false;
    if (from.month_only) {
      if (to.first.month == 0) return false;
      const int year = from.first.month > to.first.month ? to.first.year - 1 : to.first.year;
      from.first.year = year;
    }
    // The end that tells day from month tells it for the other.
    if (from.day_or_month && to.month_first) std::swap(from.first.day, from.first.month);
    if (to.day_or_month && from.month_first) std::swap(to.last.day, to.last.month);
    *period = Period{.start = from.first, .end = to.last, .end_byte = to.end};
    const auto before = [](const Date& a, const Date& b) {
      return a.year != b.year ? a.year < b.year : a.month != 0 && b.month != 0 && a.month < b.month;
    };
    if (before(period->end, period->start)) std::swap(period->start, period->end);
    return true;
  }

  // "2026 (expected)".
  void ReadTrailingExpected(Period* period) const {
    size_t at = period->end_byte + SpaceAt(lower_, period->end_byte);
    const bool bracket = at < lower_.size() && lower_[at] == '(';
    if (bracket) ++at;
    const size_t word = AnyWordAt(kExpected, lower_, at);
    if (word == 0) return;
    period->expected = true;
    period->end_byte = at + word;
    if (bracket && period->end_byte < lower_.size() && lower_[period->end_byte] == ')')
      ++period->end_byte;
    if (period->single) std::swap(period->start, period->end);
  }

  std::string lower_storage_;
  std::string_view lower_;
};

// "(4 years 2 months)" behind a period.
bool IsDuration(std::string_view lower) {
  bool digit = false;
  for (const WordRange& word : SplitWords(lower)) {
    const std::string_view text = lower.substr(word.begin, word.end - word.begin);
    if (Digit(text[0])) {
      digit = true;
      continue;
    }
    constexpr std::array<std::string_view, 20> kUnits = {
        "year",    "years", "yr",      "yrs", "month", "months", "mo",   "mos",  "mnd",  "måned",
        "måneder", "månad", "månader", "år",  "and",   "og",     "less", "than", "uker", "weeks"};
    if (std::find(kUnits.begin(), kUnits.end(), text) == kUnits.end()) return false;
  }
  return digit;
}

bool IsLabelOrNothing(std::string_view lower) {
  constexpr std::array<std::string_view, 14> kLabels = {
      "period", "periode", "date", "dates", "dato",   "tidsrom", "tidspunkt",
      "in",     "år",      "year", "from",  "during", "ca",      "duration"};
  for (const WordRange& word : SplitWords(lower)) {
    const std::string_view text = lower.substr(word.begin, word.end - word.begin);
    if (std::find(kLabels.begin(), kLabels.end(), text) == kLabels.end()) return false;
  }
  return true;
}

}  // namespace

std::vector<Period> FindPeriods(std::string_view text) {
  // Every period has a year in figures.
  if (std::none_of(text.begin(), text.end(), Digit)) return {};
  return Reader(text).Read();
}

std::optional<Period> ParsePeriod(std::string_view text) {
  std::vector<Period> periods = FindPeriods(text);
  if (periods.size() != 1) return std::nullopt;
  const std::string lower = LowerAligned(text);
  const std::string_view before = std::string_view(lower).substr(0, periods[0].begin_byte);
  const std::string_view after = std::string_view(lower).substr(periods[0].end_byte);
  if (!IsLabelOrNothing(before) || !(SplitWords(after).empty() || IsDuration(after)))
    return std::nullopt;
  return periods[0];
}

int MonthsBetween(const Date& start, const Date& end) {
  if (start.year == 0 || end.year == 0) return 0;
  const auto months = [&](int first, int last) {
    return (end.year - start.year) * 12 + last - first + 1;
  };
  if (start.month == 0 && end.month == 0 && start.year == end.year) return 6;
  int count = months(start.month != 0 ? start.month : 7, end.month != 0 ? end.month : 6);
  if (count <= 0)
    count = months(start.month != 0 ? start.month : 1, end.month != 0 ? end.month : 12);
  return std::max(count, 0);
}

}  // namespace utvalg::lexicon
