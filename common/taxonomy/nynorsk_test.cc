// SPDX-License-Identifier: Apache-2.0
#include "common/taxonomy/nynorsk.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "common/taxonomy/taxonomy.h"

namespace utvalg::taxonomy {
namespace {

TEST(FoldNorwegianTest, BothSpellingsOfAWordBecomeOne) {
  const std::vector<std::pair<const char*, const char*>> words = {
      {"sjukepleiar", "sykepleier"},
      {"røyrleggjar", "rørlegger"},
      {"rekneskapsførar", "regnskapsfører"},
      {"rådgjevar", "rådgiver"},
      {"sakshandsamar", "saksbehandler"},
      {"seljar", "selger"},
      {"leiar", "leder"},
      {"vaktmeister", "vaktmester"},
      {"marknadsførar", "markedsfører"},
      {"snikkar", "snekker"},
      {"målar", "maler"},
      {"dagleg", "daglig"},
      {"assisterande", "assisterende"},
      {"køyrelærar", "kjørelærer"},
      {"heimesjukepleiar", "hjemmesykepleier"},
      {"kjøtskjerar", "kjøttskjærer"},
      {"eigedomsmeklar", "eiendomsmegler"},
      {"høgskulelektor", "høyskolelektor"},
      {"løysingsarkitekt", "løsningsarkitekt"},
      {"ungdomsarbeidar", "ungdomsarbeider"},
      {"mekanikar", "mekaniker"},
      {"reinhaldar", "renholder"}};
  for (const auto& [nynorsk, bokmal] : words) {
    EXPECT_EQ(FoldNorwegian(nynorsk), FoldNorwegian(bokmal)) << nynorsk;
  }
}

TEST(FoldNorwegianTest, OtherWordsStayApart) {
  EXPECT_NE(FoldNorwegian("lærer"), FoldNorwegian("lege"));
  EXPECT_NE(FoldNorwegian("maler"), FoldNorwegian("murer"));
  EXPECT_NE(FoldNorwegian("baker"), FoldNorwegian("bank"));
  EXPECT_EQ(FoldNorwegian("bar"), "bar");
}

TEST(TaxonomyInNynorskTest, TitlesPublishedInBokmalAreKnown) {
  const Taxonomy& taxonomy = Taxonomy::Get();
  for (const auto& [nynorsk, bokmal] :
       std::vector<std::pair<const char*, const char*>>{{"Platearbeidar", "Platearbeider"},
                                                        {"Apotekar", "Apoteker"},
                                                        {"Yrkesdykkar", "Yrkesdykker"},
                                                        {"Bilmekanikar", "Bilmekaniker"},
                                                        {"Heimesjukepleiar", "Hjemmesykepleier"}}) {
    const OccupationMatch found = taxonomy.FindOccupation(nynorsk);
    EXPECT_FALSE(found.isco.empty()) << nynorsk;
    EXPECT_EQ(found.isco, taxonomy.FindOccupation(bokmal).isco) << nynorsk;
  }
}

// A surname that is a place ("Heim") must not become a word of work because "hjem" is one.
TEST(TaxonomyInNynorskTest, OnlyWhatIsSpeltInALabelIsALabelWord) {
  EXPECT_TRUE(Taxonomy::Get().IsLabelWord("sykepleier"));
  EXPECT_FALSE(Taxonomy::Get().IsLabelWord("snikkarar"));
  EXPECT_FALSE(Taxonomy::Get().IsLabelWord("vatne"));
}

}  // namespace
}  // namespace utvalg::taxonomy
