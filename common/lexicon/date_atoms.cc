// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/date_atoms.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/words.h"

namespace utvalg::lexicon {
namespace {

constexpr int kFirstYear = 1930;
constexpr int kLastYear = 2069;

bool Digit(std::string_view text, size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

int LongYear(int two_digits) { return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits; }

constexpr std::array<std::pair<std::string_view, int>, 56> kMonths = {{
    {"january", 1},   {"januar", 1},   {"januari", 1},   {"jan", 1},       {"february", 2},
    {"februar", 2},   {"februari", 2}, {"febr", 2},      {"feb", 2},       {"march", 3},
    {"mars", 3},      {"marts", 3},    {"märz", 3},      {"mar", 3},       {"april", 4},
    {"apr", 4},       {"may", 5},      {"mai", 5},       {"maj", 5},       {"june", 6},
    {"juni", 6},      {"jun", 6},      {"july", 7},      {"juli", 7},      {"jul", 7},
    {"august", 8},    {"augusti", 8},  {"aug", 8},       {"september", 9}, {"sept", 9},
    {"sep", 9},       {"october", 10}, {"oktober", 10},  {"oct", 10},      {"okt", 10},
    {"november", 11}, {"nov", 11},     {"december", 12}, {"desember", 12}, {"dezember", 12},
    {"dec", 12},      {"des", 12},     {"dez", 12},      {"janv", 1},      {"janvier", 1},
    {"février", 2},   {"avril", 4},    {"juin", 6},      {"juillet", 7},   {"août", 8},
    {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12}, {"enero", 1},
    {"mayo", 5},
}};

struct Season {
  std::string_view name;
  int first;
  int last;
};

constexpr std::array<Season, 26> kSeasons = {{
    {"spring", 3, 5},   {"summer", 6, 8},     {"fall", 9, 11},    {"autumn", 9, 11},
    {"winter", 12, 12}, {"våren", 1, 6},      {"vår", 1, 6},      {"sommeren", 6, 8},
    {"sommer", 6, 8},   {"sommaren", 6, 8},   {"sommar", 6, 8},   {"sumaren", 6, 8},
    {"sumar", 6, 8},    {"høsten", 8, 12},    {"høst", 8, 12},    {"hausten", 8, 12},
    {"haust", 8, 12},   {"vinteren", 12, 12}, {"vinter", 12, 12}, {"jula", 12, 12},
    {"q1", 1, 3},       {"q2", 4, 6},         {"q3", 7, 9},       {"q4", 10, 12},
    {"h", 8, 12},       {"v", 1, 6},
}};

// Words after which a number of four digits is a standard, a product or a quantity.
constexpr std::array<std::string_view, 46> kNotBefore = {
    "iso",        "iec",     "ns",         "nek",        "en",       "din",     "astm",    "rfc",
    "ieee",       "bs",      "ansi",       "office",     "windows",  "server",  "excel",   "word",
    "access",     "outlook", "powerpoint", "sharepoint", "exchange", "studio",  "autocad", "revit",
    "solidworks", "visio",   "sql",        "dynamics",   "crm",      "version", "versjon", "port",
    "room",       "nr",      "no",         "kr",         "nok",      "usd",     "eur",     "sek",
    "dkk",        "gbp",     "postboks",   "pb",         "box",      "project"};

constexpr std::array<std::string_view, 50> kNotAfter = {
    "kr",       "nok",     "usd",       "eur",       "kroner",   "kg",       "km",        "mm",
    "stk",      "mnok",    "employees", "customers", "users",    "people",   "students",  "members",
    "hours",    "timer",   "timar",     "ansatte",   "tilsette", "kunder",   "kundar",    "brukere",
    "brukarar", "elever",  "elevar",    "deltakere", "personer", "personar", "clients",   "units",
    "products", "calls",   "patients",  "square",    "sq",       "words",    "followers", "lines",
    "rows",     "tickets", "items",     "sites",     "stores",   "servers",  "nodes",     "miles",
    "kvm",      "meter"};

// The word right before `at`, spaces and one hyphen between them allowed.
std::string_view WordBefore(std::string_view lower, size_t at) {
  size_t end = at;
  while (end > 0 && (lower[end - 1] == ' ' || lower[end - 1] == '-' || lower[end - 1] == '.'))
    --end;
  size_t begin = end;
  while (begin > 0 && ((lower[begin - 1] >= 'a' && lower[begin - 1] <= 'z') ||
                       static_cast<unsigned char>(lower[begin - 1]) >= 0x80)) {
    --begin;
  }
  return lower.substr(begin, end - begin);
}

std::string_view WordAfter(std::string_view lower, size_t at) {
  while (at < lower.size() && lower[at] == ' ') ++at;
  size_t end = at;
  while (end < lower.size() && ((lower[end] >= 'a' && lower[end] <= 'z') ||
                                static_cast<unsigned char>(lower[end]) >= 0x80)) {
    ++end;
  }
  return lower.substr(at, end - at);
}

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words, std::string_view word) {
  return !word.empty() && std::find(words.begin(), words.end(), word) != words.end();
}

// "Storgata 5, 2019 Skedsmokorset": the number of a house before, a place behind.
bool IsPostcode(std::string_view lower, size_t begin, size_t end) {
  if (begin < 4 || lower[begin - 1] != ' ' || lower[begin - 2] != ',') return false;
  size_t last = begin - 3;
  if (!Digit(lower, last)) --last;
  if (!Digit(lower, last) || WordAfter(lower, end).size() < 2) return false;
  size_t first = last;
  while (first > 0 && Digit(lower, first - 1)) --first;
  if (last - first >= 3 || (first > 0 && (lower[first - 1] == '.' || lower[first - 1] == '/')))
    return false;
  const std::string_view street = WordBefore(lower, first);
  return street.size() > 3 && MonthNumber(street) == 0;
}

// What stands before a number of four digits makes it something else than a year: "9001:2015",
// "#2015", "N-2019".
bool IsOtherNumberByLeft(std::string_view lower, size_t begin, size_t end) {
  if (begin == 0) return false;
  const char before = lower[begin - 1];
  const bool digit_before = begin > 1 && Digit(lower, begin - 2);
  if ((before == ':' || before == ',' || before == '.' || before == '-') && digit_before)
    return true;
  if (before == '#' || before == '$' || before == '@' || before == '_') return true;
  if (lower.substr(0, begin).ends_with("£") || lower.substr(0, begin).ends_with("€")) return true;
  if (before == '-') {
    const std::string_view country = WordBefore(lower, begin - 1);
    if (!country.empty() && country.size() <= 2) return true;
  }
  if (before == ' ' && digit_before) {
    size_t first = begin - 2;
    while (first > 0 && Digit(lower, first - 1)) --first;
    int group = 0;
    if (NumberAt(lower, first, &group) >= 3 && !IsYear(group)) return true;
  }
  return IsPostcode(lower, begin, end) || Contains(kNotBefore, WordBefore(lower, begin));
}

// "2019+", "2019 %", "2,019.5", "2000 employees".
bool IsOtherNumberByRight(std::string_view lower, size_t end) {
  if (end >= lower.size()) return false;
  const char after = lower[end];
  if (after == '+' || after == '%' || after == '_') return true;
  if ((after == '.' || after == ',') && Digit(lower, end + 1)) return true;
  if (after != ' ') return false;
  if (end + 1 < lower.size() && lower[end + 1] == '%') return true;
  int value = 0;
  if (NumberAt(lower, end + 1, &value) > 2 && !IsYear(value)) return true;
  return Contains(kNotAfter, WordAfter(lower, end));
}

bool IsOtherNumber(std::string_view lower, size_t begin, size_t end, bool second) {
  return (!second && IsOtherNumberByLeft(lower, begin, end)) || IsOtherNumberByRight(lower, end);
}

// A year at `at`: four digits, or an apostrophe and two, or two digits where allowed.
bool YearAt(std::string_view lower, size_t at, bool allow_two, DateAtom* atom, int* year) {
  size_t skip = 0;
  for (std::string_view mark : {"'", "’", "‘", "`", "´"}) {
    if (lower.substr(at).starts_with(mark)) skip = mark.size();
  }
  int value = 0;
  const size_t n = NumberAt(lower, at + skip, &value);
  if (n == 4 && skip == 0 && IsYear(value)) {
    *year = value;
    atom->end = at + 4;
    return !WordStartsAt(lower, atom->end);
  }
  if (n == 2 && (skip > 0 || allow_two)) {
    *year = LongYear(value);
    atom->two_digits = skip == 0;
    atom->end = at + skip + 2;
    return !WordStartsAt(lower, atom->end) &&
           !(skip == 0 && lower.substr(atom->end).starts_with("."));
  }
  return false;
}

bool Finish(DateAtom* atom, Date date) {
  atom->first = date;
  atom->last = date;
  return true;
}

// Separators between the name of a month and its year: " ", ". ", ", ", "-", "/".
size_t AfterName(std::string_view lower, size_t at) {
  size_t end = at;
  if (end < lower.size() && lower[end] == '.') ++end;
  if (end < lower.size() && lower[end] == ',') ++end;
  const size_t spaces = SpaceAt(lower, end);
  if (spaces > 0) {
    end += spaces;
    for (std::string_view of : {"of ", "in ", "i ", "av "}) {
      if (lower.substr(end).starts_with(of)) return end + of.size();
    }
    return end;
  }
  if (end < lower.size() && (lower[end] == '-' || lower[end] == '/')) ++end;
  return end;
}

// "Aug 2019", "August 15, 2019", "aug. '19", "Aug" (month only).
bool ReadNamedMonth(std::string_view lower, size_t at, int month, size_t name, DateAtom* atom) {
  atom->begin = at;
  const size_t next = AfterName(lower, at + name);
  int year = 0;
  int day = 0;
  const size_t digits = NumberAt(lower, next, &day);
  if (digits >= 1 && digits <= 2 && day >= 1 && day <= 31) {
    size_t end = next + digits;
    for (std::string_view suffix : {"th", "st", "nd", "rd"}) {
      if (lower.substr(end).starts_with(suffix)) end += 2;
    }
    size_t gap = end;
    if (gap < lower.size() && lower[gap] == ',') ++gap;
    const size_t spaces = SpaceAt(lower, gap);
    if (gap + spaces > end && YearAt(lower, gap + spaces, false, atom, &year) &&
        atom->end >= gap + spaces + 4) {
      return Finish(atom, {year, month, day});
    }
  }
  if ((next > at + name || !WordStartsAt(lower, next)) && YearAt(lower, next, true, atom, &year))
    return Finish(atom, {year, month, 0});
  atom->two_digits = false;
  atom->month_only = true;
  atom->end = at + name + (at + name < lower.size() && lower[at + name] == '.' ? 1 : 0);
  return Finish(atom, {0, month, 0});
}

bool ReadSeason(std::string_view lower, size_t at, DateAtom* atom) {
  for (const Season& season : kSeasons) {
    if (!lower.substr(at).starts_with(season.name)) continue;
    const bool letter = season.name.size() == 1;
    size_t next = at + season.name.size();
    if (!letter && WordStartsAt(lower, next)) continue;
    if (!letter) next = AfterName(lower, next);
    if (letter && next < lower.size() && lower[next] == '-') ++next;
    int year = 0;
    if (!YearAt(lower, next, letter, atom, &year) || IsOtherNumberByRight(lower, atom->end))
      continue;
    atom->begin = at;
    atom->first = {year, season.first, 0};
    atom->last = {year, season.last, 0};
    return true;
  }
  return false;
}

// "01.08.2019", "08/30/2019", "1-8-19": day, month and year in figures.
bool ReadThreeNumbers(std::string_view lower, size_t at, DateAtom* atom) {
  int a = 0, b = 0, year = 0;
  const size_t n = NumberAt(lower, at, &a);
  if (n > 2 || at + n >= lower.size()) return false;
  const char sign = lower[at + n];
  if (sign != '.' && sign != '/' && sign != '-') return false;
  size_t next = at + n + 1;
  if (sign == '.') next += SpaceAt(lower, next);
  const size_t m = NumberAt(lower, next, &b);
  if (m < 1 || m > 2 || next + m >= lower.size() || lower[next + m] != sign) return false;
  next += m + 1;
  if (sign == '.') next += SpaceAt(lower, next);
  if (!YearAt(lower, next, true, atom, &year)) return false;
  if (atom->two_digits && (n < 2 || m < 2)) return false;
  if (lower.substr(atom->end).starts_with(std::string_view(&sign, 1)) &&
      Digit(lower, atom->end + 1))
    return false;
  atom->begin = at;
  atom->two_digits = false;
  if (a >= 1 && a <= 31 && b >= 1 && b <= 12) {
    atom->day_or_month = sign == '/' && a <= 12;
    return Finish(atom, {year, b, a});
  }
  if (a >= 1 && a <= 12 && b >= 1 && b <= 31 && sign != '.') {
    atom->month_first = true;
    return Finish(atom, {year, a, b});
  }
  return false;
}

// "08/2019", "08.2019", "08-2019", "08/19".
bool ReadMonthYear(std::string_view lower, size_t at, DateAtom* atom) {
  int month = 0, year = 0;
  const size_t n = NumberAt(lower, at, &month);
  if (n > 2 || month < 1 || month > 12 || at + n >= lower.size()) return false;
  const char sign = lower[at + n];
  if (sign != '/' && sign != '.' && sign != '-') return false;
  size_t next = at + n + 1;
  if (sign == '/') next += SpaceAt(lower, next);
  if (!YearAt(lower, next, sign == '/' && n == 2, atom, &year)) return false;
  if (lower.substr(atom->end).starts_with(std::string_view(&sign, 1)) &&
      Digit(lower, atom->end + 1))
    return false;
  atom->begin = at;
  return Finish(atom, {year, month, 0});
}

// "15. august 2019", "15 Aug 2019", "15th of May 2020".
bool ReadDayNamedMonth(std::string_view lower, size_t at, DateAtom* atom) {
  int day = 0;
  const size_t n = NumberAt(lower, at, &day);
  if (n > 2 || day < 1 || day > 31) return false;
  size_t next = at + n;
  for (std::string_view suffix : {"th", "st", "nd", "rd", "."}) {
    if (lower.substr(next).starts_with(suffix)) next += suffix.size();
  }
  if (next < lower.size() && lower[next] == '-') {
    ++next;
  } else {
    next += SpaceAt(lower, next);
  }
  if (lower.substr(next).starts_with("of ")) next += 3;
  DateAtom named;
  if (next == at + n || next >= lower.size() || Digit(lower, next)) return false;
  if (!ReadDate(lower, next, false, &named) || named.month_only || named.two_digits ||
      named.first.month == 0 || named.first != named.last || named.first.day != 0) {
    return false;
  }
  *atom = named;
  atom->begin = at;
  return Finish(atom, {named.first.year, named.first.month, day});
}

// Where the month's name behind a year ends: "2022, February", "2022 feb."; 0 when there is none,
// or when it belongs to a year of its own or to a sentence.
size_t NamedMonthBehind(std::string_view lower, size_t at, int* month) {
  size_t next = at;
  if (next < lower.size() && lower[next] == ',') ++next;
  const size_t spaces = SpaceAt(lower, next);
  if (spaces == 0) return 0;
  next += spaces;
  for (const auto& [name, number] : kMonths) {
    if (!WordAt(lower, next, name)) continue;
    size_t end = next + name.size();
    if (end < lower.size() && lower[end] == '.') ++end;
    const size_t rest = end + SpaceAt(lower, end);
    const bool closed =
        rest >= lower.size() ||
        std::string_view("-\xE2)]|\t\n").find(lower[rest]) != std::string_view::npos ||
        lower.substr(rest).starts_with("to ") || lower.substr(rest).starts_with("til ");
    if (!closed) continue;
    *month = number;
    return end;
  }
  return 0;
}

// "2019", "2019-08", "2019/08", "2019-08-01", "2019.08.01", "2019, August".
bool ReadYearFirst(std::string_view lower, size_t at, DateAtom* atom) {
  int year = 0, month = 0, day = 0;
  if (NumberAt(lower, at, &year) != 4 || !IsYear(year)) return false;
  atom->begin = at;
  atom->end = at + 4;
  const char sign = atom->end < lower.size() ? lower[atom->end] : '\0';
  if ((sign == '-' || sign == '/' || sign == '.') && NumberAt(lower, at + 5, &month) == 2 &&
      month >= 1 && month <= 12) {
    const size_t next = at + 7;
    if (next < lower.size() && lower[next] == sign && NumberAt(lower, next + 1, &day) == 2 &&
        day >= 1 && day <= 31 && !WordStartsAt(lower, next + 3)) {
      atom->end = next + 3;
      return Finish(atom, {year, month, day});
    }
    const bool school_year = sign == '/' && month == (year + 1) % 100;
    if (!WordStartsAt(lower, next) && !school_year && sign != '.') {
      atom->end = next;
      return Finish(atom, {year, month, 0});
    }
  }
  if (WordStartsAt(lower, atom->end)) {
    // "2019H", "2020t" are codes.
    return false;
  }
  if (const size_t end = NamedMonthBehind(lower, atom->end, &month); end > 0) {
    atom->end = end;
    return Finish(atom, {year, month, 0});
  }
  atom->bare_year = true;
  return Finish(atom, {year, 0, 0});
}

}  // namespace

std::vector<std::string_view> DateWords() {
  std::vector<std::string_view> words;
  for (const auto& month : kMonths) words.push_back(month.first);
  for (const Season& season : kSeasons) words.push_back(season.name);
  return words;
}

size_t SpaceAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size()) {
    if (text[end] == ' ') {
      ++end;
    } else if (text.compare(end, 2, "\xC2\xA0") == 0) {
      end += 2;
    } else if (text.compare(end, 3, "\xE2\x80\xAF") == 0 ||
               text.compare(end, 3, "\xE2\x80\x89") == 0) {
      end += 3;
    } else {
      break;
    }
  }
  return end - at;
}

bool WordAt(std::string_view lower, size_t at, std::string_view word) {
  return lower.substr(at).starts_with(word) && !WordStartsAt(lower, at + word.size());
}

int MonthNumber(std::string_view word) {
  std::string lower = LowerAligned(word);
  if (lower.ends_with('.')) lower.pop_back();
  for (const auto& [name, month] : kMonths) {
    if (lower == name) return month;
  }
  return 0;
}

size_t NumberAt(std::string_view text, size_t at, int* value) {
  size_t n = 0;
  *value = 0;
  while (Digit(text, at + n)) {
    if (n < 9) *value = *value * 10 + (text[at + n] - '0');
    ++n;
  }
  return n;
}

bool IsYear(int value) { return value >= kFirstYear && value <= kLastYear; }

bool ReadDate(std::string_view lower, size_t at, bool second, DateAtom* atom) {
  if (WordEndsAt(lower, at)) return false;
  *atom = DateAtom();
  if (Digit(lower, at)) {
    if (ReadYearFirst(lower, at, atom)) {
      return !atom->bare_year || !IsOtherNumber(lower, atom->begin, atom->end, second);
    }
    for (const auto read : {&ReadThreeNumbers, &ReadMonthYear, &ReadDayNamedMonth}) {
      *atom = DateAtom();
      if (read(lower, at, atom)) {
        // The tail of a longer run of figures: "12.01.2019" is no date inside "9.12.01.2019".
        const bool tail =
            at > 1 && (lower[at - 1] == '.' || lower[at - 1] == '/') && Digit(lower, at - 2);
        return !tail;
      }
    }
    return false;
  }
  for (const auto& [name, month] : kMonths) {
    if (lower[at] == name[0] && WordAt(lower, at, name))
      return ReadNamedMonth(lower, at, month, name.size(), atom);
  }
  if (ReadSeason(lower, at, atom)) return true;
  // A lone '19 counts beside another date only.
  int year = 0;
  if ((lower[at] == '\'' || lower.substr(at).starts_with("’")) &&
      YearAt(lower, at, false, atom, &year)) {
    atom->begin = at;
    atom->two_digits = true;
    return Finish(atom, {year, 0, 0});
  }
  return false;
}

}  // namespace utvalg::lexicon
