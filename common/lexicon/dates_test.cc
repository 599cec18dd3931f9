// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace utvalg::lexicon {
namespace {

std::string Show(const Date& date) {
  if (date.year == 0) return "";
  std::string text = std::to_string(date.year);
  if (date.month != 0) text += (date.month < 10 ? "-0" : "-") + std::to_string(date.month);
  if (date.day != 0) text += (date.day < 10 ? "-0" : "-") + std::to_string(date.day);
  return text;
}

// "2019-08..now", "2019..2020", "2019" for a single date, "..2026!" for an expected one.
std::string Show(const Period& period) {
  std::string text = Show(period.start);
  if (!period.single || period.end || !period.start)
    text += ".." + (period.current ? "now" : Show(period.end));
  if (period.expected) text += "!";
  return text;
}

std::vector<std::string> Found(std::string_view text) {
  std::vector<std::string> shown;
  for (const Period& period : FindPeriods(text)) shown.push_back(Show(period));
  return shown;
}

struct Case {
  std::string_view text;
  std::string_view expected;
};

TEST(DatesTest, ReadsPeriods) {
  const Case cases[] = {
      {"aug. 2019 – d.d.", "2019-08..now"},
      {"08/2019–", "2019-08..now"},
      {"08/2019 - ", "2019-08..now"},
      {"01.08.2019 - 31.12.2020", "2019-08-01..2020-12-31"},
      {"2015-18", "2015..2018"},
      {"2015–18.", "2015..2018"},
      {"1998-02", "1998-02"},
      {"1998–02", "1998..2002"},
      {"2015/2016", "2015..2016"},
      {"2015/16", "2015..2016"},
      {"2010/11", "2010..2011"},
      {"H2019/V2020", "2019-08..2020-06"},
      {"2022, February - 2023, March", "2022-02..2023-03"},
      {"2022 feb. – nå", "2022-02..now"},
      {"H19/V20", "2019-08..2020-06"},
      {"høst 2019 - vår 2021", "2019-08..2021-06"},
      {"Since 2019", "2019..now"},
      {"siden mars 2019", "2019-03..now"},
      {"fra 2019", "2019..now"},
      {"fra 2015 til 2019", "2015..2019"},
      {"frå august 2015 til juni 2019", "2015-08..2019-06"},
      {"August 2019 to Present", "2019-08..now"},
      {"Sept. 2019 - Sep 2020", "2019-09..2020-09"},
      {"Aug '19 – Sep '20", "2019-08..2020-09"},
      {"Aug 19 - Sep 20", "2019-08..2020-09"},
      {"08/19 - 12/20", "2019-08..2020-12"},
      {"Jan – Jun 2018", "2018-01..2018-06"},
      {"november – februar 2019", "2018-11..2019-02"},
      {"2019-08 – 2020-01", "2019-08..2020-01"},
      {"2019-08-15 - 2020-01-31", "2019-08-15..2020-01-31"},
      {"15. august 2019 – 1. mai 2020", "2019-08-15..2020-05-01"},
      {"August 15, 2019 until May 1st, 2020", "2019-08-15..2020-05-01"},
      {"06/01/2015 to 08/30/2019", "2015-06-01..2019-08-30"},
      {"2015 — 2019", "2015..2019"},
      {"2015 til 2019", "2015..2019"},
      {"2015 until 2019", "2015..2019"},
      {"2020 - 2018", "2018..2020"},
      {"01/2012 to Current", "2012-01..now"},
      {"2023 – forventet 2026", "2023..2026!"},
      {"2023 – 2026 (expected)", "2023..2026!"},
      {"2023 - Expected May 2026", "2023..2026-05!"},
      {"juni 2015–august 2018", "2015-06..2018-08"},
      {"10.2015-12.2018", "2015-10..2018-12"},
      {"til 2019", "..2019"},
      {"2017– Sykepleier", "2017..now"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_THAT(Found(text), testing::ElementsAre(expected)) << text;
  }
}

TEST(DatesTest, KnowsEveryWordForNow) {
  for (std::string_view now :
       {"nå", "no", "dd", "dd.", "d.d.", "dags dato", "pågående", "pågåande", "i dag", "nåværende",
        "nåverande", "noverande", "present", "Current", "NOW", "ongoing", "today", "Present"}) {
    const std::string text = "2019 – " + std::string(now);
    EXPECT_THAT(Found(text), testing::ElementsAre("2019..now")) << text;
  }
}

TEST(DatesTest, ReadsSingleDates) {
  const Case cases[] = {
      {"2019", "2019"},
      {"2019-08", "2019-08"},
      {"May 2014", "2014-05"},
      {"mai 2014", "2014-05"},
      {"Aug '19", "2019-08"},
      {"24.12.1990", "1990-12-24"},
      {"24. desember 1990", "1990-12-24"},
      {"12/24/1990", "1990-12-24"},
      {"1990-12-24", "1990-12-24"},
      {"Summer 2018", "2018-06..2018-08"},
      {"sommeren 2018", "2018-06..2018-08"},
      {"sumaren 2018", "2018-06..2018-08"},
      {"Expected May 2026", "..2026-05!"},
      {"Expected graduation: June 2026", "..2026-06!"},
      {"forventet 2026", "..2026!"},
      {"2026 (forventet)", "..2026!"},
      {"2019 - Acme AS", "2019"},
      {"February, 2016", "2016-02"},
      {"Q3 2020", "2020-07..2020-09"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_THAT(Found(text), testing::ElementsAre(expected)) << text;
  }
}

TEST(DatesTest, OtherNumbersAreNoDates) {
  for (std::string_view text : {"+47 2019 2020",
                                "Tlf. 1995 2019",
                                "Tel: 2015 2019",
                                "901 20 192",
                                "ISO 9001:2015",
                                "ISO 2015",
                                "NS 8405:2008",
                                "9001-2015",
                                "2000 employees",
                                "2019 kr",
                                "kr 2019",
                                "$2019",
                                "2015+",
                                "2020 %",
                                "2019.1",
                                "v2019.2",
                                "Office 2016",
                                "Windows Server 2019",
                                "0301 Oslo",
                                "Storgata 5, 2019 Skedsmokorset",
                                "N-2019 Skedsmokorset",
                                "100 2015 22",
                                "may",
                                "Jan Olsen",
                                "08/19",
                                "Aug 19",
                                "24/7",
                                "1/2",
                                "10.10.2019.5",
                                "may be",
                                "12345",
                                "20190801 42",
                                "№2019x"}) {
    EXPECT_THAT(Found(text), testing::IsEmpty()) << text;
  }
}

TEST(DatesTest, GivesThePlace) {
  const std::string text = "Sykepleier, Ahus\tjan. 2015 – nå";
  const auto periods = FindPeriods(text);
  ASSERT_EQ(periods.size(), 1u);
  EXPECT_EQ(text.substr(periods[0].begin_byte, periods[0].end_byte - periods[0].begin_byte),
            "jan. 2015 – nå");
}

TEST(DatesTest, FindsSeveral) {
  EXPECT_THAT(Found("2010 - 2012 Lærer, 2012 – 2015 Rektor; kurs 2016"),
              testing::ElementsAre("2010..2012", "2012..2015", "2016"));
  EXPECT_THAT(Found("mars 2015 2019"), testing::ElementsAre("2015-03", "2019"));
}

TEST(DatesTest, NoIsNowBeforeABreakOnly) {
  EXPECT_THAT(Found("2019 - no overtime"), testing::ElementsAre("2019"));
  EXPECT_THAT(Found("2019 - no\nLærar"), testing::ElementsAre("2019..now"));
  EXPECT_THAT(Found("2019 - nå Sykepleier"), testing::ElementsAre("2019..now"));
}

TEST(ParsePeriodTest, WantsNothingButAPeriod) {
  EXPECT_TRUE(ParsePeriod("(2015 - 2019)").has_value());
  EXPECT_TRUE(ParsePeriod("Periode: 2015 - 2019").has_value());
  EXPECT_TRUE(ParsePeriod("August 2015 - Present (4 years 2 months)").has_value());
  EXPECT_FALSE(ParsePeriod("Lærer 2015 - 2019").has_value());
  EXPECT_FALSE(ParsePeriod("").has_value());
}

TEST(MonthsBetweenTest, CountsBothEnds) {
  EXPECT_EQ(MonthsBetween({2019, 8, 0}, {2019, 8, 0}), 1);
  EXPECT_EQ(MonthsBetween({2019, 8, 0}, {2020, 7, 0}), 12);
  EXPECT_EQ(MonthsBetween({2015, 0, 0}, {2018, 0, 0}), 36);
  EXPECT_EQ(MonthsBetween({2019, 0, 0}, {2019, 0, 0}), 6);
  EXPECT_EQ(MonthsBetween({2019, 9, 0}, {2019, 0, 0}), 4);
  EXPECT_EQ(MonthsBetween({2020, 1, 0}, {2019, 1, 0}), 0);
  EXPECT_EQ(MonthsBetween({0, 0, 0}, {2019, 1, 0}), 0);
}

// Whatever the bytes, offsets stay inside the text and in order.
TEST(DatesTest, OffsetsAreInOrder) {
  std::string text;
  uint32_t state = 7;
  const std::string_view pieces[] = {"2019", "-",    " ", "–",  "aug", ".", "'", "1",
                                     "08/",  "d.d.", "å", "\t", "to ", "(", "H", "+47 "};
  for (int round = 0; round < 2000; ++round) {
    text.clear();
    for (int i = 0; i < 12; ++i) {
      state = state * 1664525u + 1013904223u;
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    size_t last = 0;
    for (const Period& period : FindPeriods(text)) {
      ASSERT_LE(last, period.begin_byte) << text;
      ASSERT_LT(period.begin_byte, period.end_byte) << text;
      ASSERT_LE(period.end_byte, text.size()) << text;
      last = period.end_byte;
    }
  }
}

}  // namespace
}  // namespace utvalg::lexicon
