// SPDX-License-Identifier: Apache-2.0
//
// Plants names, numbers and traits into CVs by the thousand, seeded, and counts what redaction
// leaves and what it takes too much. Half of the names are in no list: made of syllables, two to
// forty characters long.
#include <gtest/gtest.h>

#include <array>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/base/utf8.h"
#include "common/base/words.h"
#include "services/parse/core/redact_test_document.h"

namespace utvalg::parse {
namespace {

class Planter {
 public:
  explicit Planter(uint32_t seed) : random_(seed) {}

  template <typename Values>
  std::string Pick(const Values& values) {
    return std::string(values[random_() % std::size(values)]);
  }
  size_t Number(size_t from, size_t to) { return from + random_() % (to - from + 1); }

  std::string Digits(size_t count) {
    std::string digits;
    for (size_t i = 0; i < count; ++i)
      digits += static_cast<char>('0' + (i == 0 ? Number(1, 9) : Number(0, 9)));
    return digits;
  }

  std::string InventedWord(size_t syllables) {
    static constexpr std::array kOnsets = {"Br", "K",  "Zh", "Tv", "M",  "Ng", "Qu",
                                           "Sz", "Fj", "Dr", "L",  "Vl", "Th", "W",
                                           "Ø",  "Gj", "Rh", "Ç",  "Ö",  "Pl"};
    static constexpr std::array kInner = {"a", "o", "ei", "y", "u", "ua", "ø", "iá", "ou", "e"};
    static constexpr std::array kNext = {"l",  "rv", "n",  "st", "zz", "k",
                                         "mb", "r",  "th", "gn", "x",  "vl"};
    std::string word = Pick(kOnsets) + Pick(kInner);
    for (size_t i = 1; i < syllables; ++i) word += Pick(kNext) + Pick(kInner);
    return word + (Number(0, 2) == 0 ? "" : Pick(kNext));
  }

  // Given names and surname.
  std::pair<std::string, std::string> Name() {
    static constexpr std::array kGiven = {
        "Kari", "Ola",    "Anne-Lise", "Mohammed", "Dag",    "Even",   "Liv",  "Odd",  "Bjørn",
        "My",   "Ingrid", "Per",       "Piotr",    "Fatima", "James",  "Siri", "Hans", "Grace",
        "Mark", "Åse",    "Tuva",      "Li",       "Bo",     "Nguyen", "Rose", "Stein"};
    static constexpr std::array kFamily = {
        "Nordmann", "Hansen",  "Berg",  "Dahl",   "Ødegård",   "Strand", "Olsen",   "Kowalski",
        "Khan",     "Smith",   "Lie",   "Haugen", "Moen",      "Bakke",  "O'Brien", "Baker",
        "Vik",      "Solberg", "Ahmed", "Nguyen", "Lund-Berg", "Wu"};
    const bool invented = Number(0, 1) == 0;
    std::string given = invented ? InventedWord(Number(1, 3)) : Pick(kGiven);
    if (Number(0, 4) == 0) given += " " + (invented ? InventedWord(2) : Pick(kGiven));
    std::string family = invented ? InventedWord(Number(1, 4)) : Pick(kFamily);
    if (Number(0, 8) == 0) family = "van der " + family;
    if (Number(0, 8) == 0) family += "-" + InventedWord(2);
    return {given, family};
  }

 private:
  std::mt19937 random_;
};

std::string Upper(std::string_view text) {
  // Good enough for names of these tests: letters of two bytes go up by one table row.
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(text, &at);
    if (c >= 'a' && c <= 'z') {
      out += static_cast<char>(c - 32);
    } else if (c >= 0xE0 && c <= 0xFE && c != 0xF7) {
      AppendCodePoint(c - 32, &out);
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

std::string AsciiSlug(std::string_view text) {
  std::string out;
  for (char c : LowerAligned(text)) {
    if ((c >= 'a' && c <= 'z')) out += c;
    if (c == ' ' || c == '-') out += '.';
  }
  return out.empty() ? "me" : out;
}

struct Case {
  std::vector<std::string> lines;
  std::vector<std::pair<std::string, std::string>> gone;  // Kind and text that must not be found.
  std::vector<std::string> stay;                          // Texts that must be found.
  std::string given, family;
};

constexpr std::array kTitles = {
    "Sykepleier",    "Senior Software Engineer", "Elektriker", "Accountant",
    "Prosjektleder", "Butikkmedarbeider",        "Teacher",    "Tømrer"};

Case MakeCase(Planter& planter) {
  Case made;
  const auto [given, family] = planter.Name();
  made.given = given;
  made.family = family;
  const std::string first = given.substr(0, given.find(' '));
  const std::string name = given + " " + family;
  const std::string email = AsciiSlug(first) + "." + AsciiSlug(family) + "@" +
                            planter.Pick(std::array{"gmail.com", "online.no", "firma-post.org"});
  const std::string digits = planter.Pick(std::array{"4", "9"}) + planter.Digits(7);
  const std::string phone = planter.Pick(std::array{"+47 ", "0047 ", "", "(+47) "}) +
                            digits.substr(0, 3) + " " + digits.substr(3, 2) + " " +
                            digits.substr(5);
  const std::string street = planter.Pick(std::array{"Storgata ", "Kirkeveien ", "Øvre Slottsgate ",
                                                     "Nygårdsbakken ", "Solåsvegen "}) +
                             std::to_string(planter.Number(1, 199)) +
                             planter.Pick(std::array{"", "A", " B"});
  const std::string place =
      planter.Pick(std::array{"0155 Oslo", "5019 Bergen", "7030 Trondheim", "9008 Tromsø",
                              "2013 Skjetten", "1920 Sørumsand"});
  const std::string birth =
      std::to_string(planter.Number(1, 28)) + planter.Pick(std::array{".", ". "}) +
      planter.Pick(std::array{"05.", "11.", "02."}) + std::to_string(planter.Number(1950, 2004));
  const std::string title = planter.Pick(kTitles);
  made.gone = {{"email", email},
               {"phone", digits.substr(3, 2) + " " + digits.substr(5)},
               {"address", street},
               {"address", place.substr(5)},
               {"birth", birth}};
  switch (planter.Number(0, 5)) {
    case 0:
      made.lines = {"# " + name, title, street + ", " + place + " | " + phone + " | " + email,
                    "Født: " + birth};
      break;
    case 1:
      made.lines = {"# " + Upper(name), title + " | " + email + " | " + phone, street, place,
                    "Date of birth: " + birth};
      break;
    case 2:
      made.lines = {"CURRICULUM VITAE",
                    "## Personalia",
                    "Navn: " + name,
                    "Fødselsdato: " + birth,
                    "Adresse: " + street + ", " + place,
                    "Telefon: " + phone,
                    "E-post: " + email};
      break;
    case 3:
      made.lines = {"# " + given,
                    "# " + family,
                    title,
                    "Adresse\t" + street + ", " + place,
                    "Mobil\t" + phone,
                    "E-post\t" + email,
                    "Født\t" + birth};
      break;
    case 4:
      made.lines = {"# CV – " + name, email + " • " + phone + " • " + street + ", " + place,
                    "f. " + birth, title};
      break;
    default:
      made.lines = {"# " + name + ", " + title,
                    "Tlf. " + phone,
                    email,
                    street,
                    "N-" + place,
                    "Born " + birth};
      break;
  }
  static constexpr std::array kTraits = {
      std::pair{"family", "Sivilstand: Gift, 2 barn"},
      std::pair{"family", "Marital status: Married"},
      std::pair{"nationality", "Nasjonalitet: Norsk"},
      std::pair{"nationality", "Statsborgerskap: Polsk"},
      std::pair{"sex", "Kjønn: Kvinne"},
      std::pair{"sex", "Gender: Male"},
      std::pair{"religion", "Religion: Islam"},
      std::pair{"politics", "Politisk tilhørighet: Senterpartiet"},
      std::pair{"union", "Fagforening: Fagforbundet"},
      std::pair{"health", "Helse: God"},
      std::pair{"age", "Alder: 42 år"}};
  for (int i = 0; i < 2; ++i) {
    const auto& trait = kTraits[planter.Number(0, kTraits.size() - 1)];
    const std::string line = trait.second;
    made.lines.push_back(line);
    made.gone.emplace_back(trait.first, line.substr(line.find(':') + 2));
  }
  const std::string id = "12" + planter.Pick(std::array{"05", "45", "85"}) + planter.Digits(7);
  made.lines.push_back("Fødselsnummer: " + id.substr(0, 6) + " " + id.substr(6));
  made.gone.emplace_back("id", id.substr(6));
  static constexpr std::array kSummaries = {
      " har ledet store lag.", " er en erfaren fagperson som trives.",
      " is an experienced professional.", " has worked with people for years."};
  made.lines.push_back("## Sammendrag");
  made.lines.push_back(planter.Pick(std::array{first, name, first + " " + family}) +
                       planter.Pick(kSummaries));
  made.lines.push_back("## Arbeidserfaring");
  static constexpr std::array kEmployers = {"Hansen & Sønner AS",
                                            "Advokatfirmaet Thommessen AS",
                                            "Berg skole",
                                            "Bakke Bygg AS",
                                            "Oslo universitetssykehus",
                                            "Moen Maskin AS",
                                            "Bergen kommune",
                                            "Lund Elektro AS",
                                            "Strand hotell",
                                            "Haugen Transport AS",
                                            "Dahl Rør AS",
                                            "Smith & Partners Ltd",
                                            "Baker Tilly",
                                            "St. Olavs hospital"};
  for (int i = 0; i < 3; ++i) {
    const std::string job = planter.Pick(kTitles) + ", " + planter.Pick(kEmployers);
    made.lines.push_back(job + "\t2015 – 2019");
    made.stay.push_back(job);
  }
  made.lines.push_back(
      "Jobbet dag og natt, even when it rained; hans arbeid ble lagt merke til på min vakt.");
  made.stay.emplace_back(
      "Jobbet dag og natt, even when it rained; hans arbeid ble lagt merke til på min vakt.");
  made.lines.push_back("- Rapporterte til daglig leder og hadde ansvar for 12 ansatte");
  made.stay.emplace_back("Rapporterte til daglig leder og hadde ansvar for 12 ansatte");
  made.lines.push_back("## Referanser");
  made.lines.push_back("Oppgis på forespørsel");
  made.stay.emplace_back("Oppgis på forespørsel");
  return made;
}

// Parts of the name that stand in the blind text where no line that must stay holds them.
std::vector<std::string> Leaks(const Case& made, std::string blind) {
  for (const std::string& stay : made.stay) {
    const size_t at = blind.find(stay);
    if (at != std::string::npos) blind.erase(at, stay.size());
  }
  std::set<std::string> words;
  for (const WordRange& range : SplitWords(blind))
    words.insert(blind.substr(range.begin, range.end - range.begin));
  std::vector<std::string> leaks;
  for (const std::string& text : {made.given, made.family}) {
    for (const WordRange& range : SplitWords(text)) {
      const std::string part = text.substr(range.begin, range.end - range.begin);
      if (part == "van" || part == "der" || CodePoints(part) < 2) continue;
      if (words.contains(part) || words.contains(Upper(part))) leaks.push_back(part);
    }
  }
  return leaks;
}

TEST(RedactPlantingTest, FindsWhatIsPlantedAndLeavesTheRest) {
  Planter planter(20260101);
  std::map<std::string, std::pair<int, int>> found;  // By kind: found, planted.
  int stayed = 0, stays = 0, printed = 0;
  for (int i = 0; i < 700; ++i) {
    const Case made = MakeCase(planter);
    const RedactedDocument redacted = Redact(MakeDocumentForTest(made.lines), {});
    const std::string blind = BlindTextForTest(redacted);
    const std::vector<std::string> leaks = Leaks(made, blind);
    ++found["name"].second;
    found["name"].first += leaks.empty();
    std::string missed;
    for (const std::string& leak : leaks) missed += " name:" + leak;
    for (const auto& [kind, text] : made.gone) {
      ++found[kind].second;
      const bool gone = blind.find(text) == std::string::npos || kind == "address";
      const bool kept_elsewhere =
          kind == "address" && blind.find(text) != std::string::npos &&
          std::none_of(made.stay.begin(), made.stay.end(), [&](const std::string& stay) {
            return stay.find(text) != std::string::npos;
          });
      found[kind].first += gone && !kept_elsewhere;
      if (!gone || kept_elsewhere) missed += " " + kind + ":" + text;
    }
    for (const std::string& stay : made.stay) {
      ++stays;
      if (blind.find(stay) != std::string::npos) {
        ++stayed;
      } else {
        missed += " TOOK:" + stay;
      }
    }
    if (!missed.empty() && printed++ < 40)
      std::cout << missed << "\n    " << made.given << " / " << made.family << "\n"
                << (printed < 6 ? blind : "") << "\n";
  }
  for (const auto& [kind, counts] : found) {
    std::cout << kind << ": " << counts.first << " of " << counts.second << "\n";
    EXPECT_EQ(counts.first, counts.second) << kind;
  }
  std::cout << "stayed: " << stayed << " of " << stays << "\n";
  EXPECT_GE(stayed, stays * 98 / 100);
}

}  // namespace
}  // namespace utvalg::parse
