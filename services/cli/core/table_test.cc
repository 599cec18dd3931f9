// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/table.h"

#include <gtest/gtest.h>

namespace utvalg::cli {
namespace {

Table PeopleTable() {
  Table table(
      {{.title = "No", .right = true}, {.title = "File"}, {.title = "Quote", .flexible = 1}});
  table.AddRow({{"1"}, {"bjørn.pdf"}, {"Nurse at a ward"}});
  table.AddRow({{"12", Ink::kBold}, {"a.pdf"}, {"Cook"}});
  return table;
}

TEST(TableTest, AlignsByColumnsAndNotByBytes) {
  EXPECT_EQ(PeopleTable().Render({.width = 60}),
            "No  File       Quote\n"
            " 1  bjørn.pdf  Nurse at a ward\n"
            "12  a.pdf      Cook\n");
}

TEST(TableTest, WrapsTheFlexibleColumn) {
  EXPECT_EQ(PeopleTable().Render({.width = 25}),
            "No  File       Quote\n"
            " 1  bjørn.pdf  Nurse at a\n"
            "               ward\n"
            "12  a.pdf      Cook\n");
}

TEST(TableTest, PaintsOnlyWhenAsked) {
  EXPECT_EQ(PeopleTable().Render({.width = 60}).find('\x1b'), std::string::npos);
  EXPECT_NE(PeopleTable().Render({.width = 60, .colour = true}).find("\x1b[1m12\x1b[0m"),
            std::string::npos);
}

TEST(TableTest, FlexibleColumnsShareWhatIsLeft) {
  Table table({{.title = "A", .flexible = 1}, {.title = "B", .flexible = 3}});
  table.AddRow({{"x"}, {"aaaa bbbb cccc dddd eeee"}});
  EXPECT_EQ(table.Render({.width = 27}),
            "A  B\n"
            "x  aaaa bbbb cccc dddd eeee\n");
}

TEST(TableTest, CellsCannotBreakTheLine) {
  Table table({{.title = "A"}});
  table.AddRow({{"one\ntwo\x1b[0m"}});
  EXPECT_EQ(table.Render({}), "A\none two\uFFFD[0m\n");
}

}  // namespace
}  // namespace utvalg::cli
