// SPDX-License-Identifier: Apache-2.0
#include "common/lexicon/nynorsk.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace utvalg::lexicon {
namespace {

TEST(NynorskTest, WordsCompoundsAndEndings) {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"Eg har ikkje arbeidd som sjukepleiar.", "Jeg har ikke arbeidet som sykepleier."},
      {"Sjukepleiar ved sjukeheim", "Sykepleier ved sykehjem"},
      {"Rettleiing av elevar i vidaregåande skule", "Veiledning av elever i videregående skole"},
      {"Dagleg leiar", "Daglig leder"},
      {"Rekneskapsførar, offentleg verksemd", "Regnskapsfører, offentlig virksomhet"},
      {"Byggjeleiar med ansvar for fleire avdelingar",
       "Byggeleder med ansvar for flere avdelinger"},
      {"Eigedomsmeklar, bustadsal og bodrundar", "Eiendomsmegler, boligsalg og budrunder"},
      {"Marknadsføring og sal, salssjef", "Markedsføring og salg, salgssjef"},
      {"Omsetjar og tannlækjar", "Oversetter og tannlege"},
      {"SJUKEPLEIAR 100 %", "Sykepleier 100 %"}};
  for (const auto& [nynorsk, bokmaal] : pairs) EXPECT_EQ(InBokmaal(nynorsk), bokmaal);
}

TEST(NynorskTest, WhatIsAlikeInBothStays) {
  for (const std::string same :
       {"Tannlege og fastlege", "Kommentar i januar", "C++ og SQL, Trondheim, Halden", "Auksjon",
        "Ansvar for kvartalsrapport", "Bibliotekar, operasjonssal", ""})
    EXPECT_EQ(InBokmaal(same), same);
}

TEST(NynorskTest, TellsTheWrittenForms) {
  EXPECT_TRUE(IsNynorsk("Eg har vore leiar frå 2010. Rettleia tilsette og elevar."));
  EXPECT_TRUE(IsNynorsk("Offentleg tenesteyting, opningar og vurderingar, moglegheiter"));
  EXPECT_FALSE(IsNynorsk("Jeg har vært leder fra 2010. Veiledet ansatte og elever."));
  EXPECT_FALSE(IsNynorsk("Responsible for the rein of a tal ship; led a team from 2010."));
  EXPECT_FALSE(IsNynorsk("Elektriker"));
}

}  // namespace
}  // namespace utvalg::lexicon
