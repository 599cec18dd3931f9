// SPDX-License-Identifier: Apache-2.0
#include "services/parse/core/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/parse/core/redact_test_document.h"

namespace utvalg::parse {
namespace {

using namespace utvalg::identity::v1;  // NOLINT: reasons.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

RedactedDocument Of(const std::vector<std::string>& lines, std::string_view file_name = "") {
  return Redact(MakeDocumentForTest(lines), RedactOptions{.file_name = file_name});
}

std::string Blind(const std::vector<std::string>& lines) { return BlindTextForTest(Of(lines)); }

TEST(RedactTest, HeaderBecomesOneCanonicalLine) {
  const auto redacted =
      Of({"# Kari Nordmann", "Sykepleier",
          "Storgata 5, 0155 Oslo | 901 23 456 | kari.nordmann@epost.no", "## Arbeidserfaring",
          "Sykepleier, Oslo universitetssykehus\t2015 – d.d."});
  EXPECT_EQ(BlindTextForTest(redacted),
            "[NAME] [ADDRESS] [PHONE] [EMAIL]\nSykepleier\nArbeidserfaring\nSykepleier, Oslo "
            "universitetssykehus\t2015 – d.d.\n");
  EXPECT_EQ(redacted.identity.name(), "Kari Nordmann");
  EXPECT_THAT(redacted.identity.emails(), ElementsAre("kari.nordmann@epost.no"));
  EXPECT_THAT(redacted.identity.phones(), ElementsAre("+4790123456"));
  EXPECT_EQ(redacted.identity.address(), "Storgata 5, 0155 Oslo");
}

TEST(RedactTest, ATitleInTheHeaderMayBeAHeadingElsewhere) {
  EXPECT_EQ(Blind({"# Kari Nordmann", "Styrer", "Bakklandet 87", "7014 Trondheim",
                   "901 23 456 | kari.nordmann@epost.no", "## Arbeidserfaring",
                   "Styrer, Solbakken barnehage\t2015 – d.d."}),
            "[NAME] [ADDRESS] [PHONE] [EMAIL]\nStyrer\nArbeidserfaring\nStyrer, Solbakken "
            "barnehage\t2015 – d.d.\n");
}

TEST(RedactTest, NameOutsideAllListsIsFoundByItsType) {
  EXPECT_EQ(Blind({"# Zqwix Blorpvang", "Truckfører", "## Erfaring", "Truckfører hos Lager AS"}),
            "[NAME]\nTruckfører\nErfaring\nTruckfører hos Lager AS\n");
}

TEST(RedactTest, NoSignIsNeededBetweenANameAndItsContactDetails) {
  for (const std::string line : {"Zqwix Blorpvang+47 901 23 456 zb@epost.no",
                                 "Zqwix Blorpvang 901 23 456 zqwix.blorpvang@epost.no"}) {
    const RedactedDocument redacted = Of({line, "## Erfaring", "Truckfører hos Lager AS"});
    EXPECT_EQ(redacted.identity.name(), "Zqwix Blorpvang") << line;
    EXPECT_THAT(redacted.identity.phones(), ElementsAre("+4790123456")) << line;
  }
}

TEST(RedactTest, ANameFarFromTheHeaderIsKnownByTheAddress) {
  const std::string blind = Blind({"zqwix.blorpvang@epost.no", "## Erfaring",
                                   "Truckfører hos Lager AS. Zqwix Blorpvang møter presis.",
                                   "## Annet", "Zqwix Blorpvang, Oslo, 2024"});
  EXPECT_THAT(blind, Not(HasSubstr("Zqwix")));
  EXPECT_THAT(blind, Not(HasSubstr("Blorpvang")));
  EXPECT_THAT(blind, HasSubstr("Truckfører hos Lager AS."));
}

TEST(RedactTest, ANameThatOnlyTheAddressHasGoesFromRunningText) {
  const std::string blind =
      Blind({"kari.blorpvang@epost.no", "## Om meg", "Kari trives i team. Hun er presis."});
  EXPECT_THAT(blind, Not(HasSubstr("Kari")));
  EXPECT_THAT(blind, HasSubstr("trives i team."));
  // A mailbox of nobody's is no name.
  EXPECT_THAT(Blind({"post.kontor@firma.no", "## Om meg", "Post og Kontor er mine felt."}),
              HasSubstr("Post og Kontor"));
}

TEST(RedactTest, LinesBesideContactAreAnAddressUnderAnyHeading) {
  for (const std::vector<std::string>& lines :
       std::vector<std::vector<std::string>>{{"Parkveien 19", "Haugesund 3495 NO"},
                                             {"STORGATA 32", "KRISTIANSAND 7308"},
                                             {"Bjørnsons 1", "Alta 8498 NO"},
                                             {"NO, Kristiansand", "Bjørnsons 9"}}) {
    std::vector<std::string> all = {"# Kari Nordmann", "## Om meg"};
    all.insert(all.end(), lines.begin(), lines.end());
    all.insert(all.end(), {"kari@epost.no", "+47 901 23 456", "## Ferdigheter", "Java"});
    const std::string blind = Blind(all);
    for (const std::string word : {"19", "32", "Bjørnsons", "STORGATA", "Parkveien"})
      EXPECT_THAT(blind, Not(HasSubstr(word))) << lines[0];
    EXPECT_THAT(blind, HasSubstr("Java"));
  }
  EXPECT_THAT(Blind({"# Kari Nordmann", "Nedre 24, Tromsø, NO, 6112", "kari@epost.no"}),
              Not(HasSubstr("Nedre")));
}

TEST(RedactTest, ANameOnTwoLinesFarFromTheHeaderIsKnownByTheAddress) {
  const RedactedDocument redacted = Of({"## Kontakt", "lorost.korvlivli@epost.no", "## Utdanning",
                                        "# PROFESJONSSTUDIET PSYKOLOGI", "Universitetet i Oslo",
                                        "## Ferdigheter", "Terapi", "# LORØST", "# KORVLIVLI"});
  EXPECT_EQ(redacted.identity.name(), "LORØST KORVLIVLI");
}

TEST(RedactTest, WhatABrokenLinkLeavesOnItsOwnLineGoes) {
  const std::string blind =
      Blind({"# Kari Blorpvang", "kari.blorpvang@epost.no", "## Om meg",
             "Mer på linkedin.com/in/kari-", "## Profil", "blorpvang.", "Ord som blorpvang står."});
  EXPECT_THAT(blind, Not(HasSubstr("\nblorpvang.")));
  EXPECT_THAT(blind, HasSubstr("Ord som blorpvang står."));
}

TEST(RedactTest, AnotherPartOfTheNameThatTheAddressHasGoesToo) {
  const std::string blind = Blind({"# I'm Kari", "# Blorpvang.", "kari.blorpvang@epost.no",
                                   "## Om meg", "Blorpvang er presis."});
  EXPECT_THAT(blind, Not(HasSubstr("Blorpvang")));
  EXPECT_THAT(Blind({"# Kari Nordmann", "kari.sykepleier@epost.no", "## Om meg",
                     "Sykepleier er det jeg ble."}),
              HasSubstr("Sykepleier er"));
}

TEST(RedactTest, AGreetingIsNoPartOfTheNameBehindIt) {
  EXPECT_EQ(Of({"# I'm Kari", "# Blorpvang.", "Sykepleier"}).identity.name(), "Kari Blorpvang");
  EXPECT_EQ(Of({"# Jeg heter Kari Blorpvang!", "Sykepleier"}).identity.name(), "Kari Blorpvang");
  EXPECT_EQ(Of({"Sykepleier", "## Profil", "FULLNAME :", "Zqwix Blorpvang", "## Utdanning"})
                .identity.name(),
            "Zqwix Blorpvang");
}

TEST(RedactTest, LargeTypeOverThePageIsNoNameWhenAnAddressKnowsAnother) {
  const RedactedDocument redacted = Of(
      {"## Kontakt", "zqwix.blorpvang@epost.no", "## Utdanning", "# STUDIESPESIALISERING REALFAG",
       "Levanger videregående skole", "## Ferdigheter", "Arkiv", "# ZQWIX BLORPVANG"});
  EXPECT_EQ(redacted.identity.name(), "ZQWIX BLORPVANG");
  EXPECT_THAT(BlindTextForTest(redacted), HasSubstr("STUDIESPESIALISERING"));
}

TEST(RedactTest, AnAddressAtTheFootOfTheOnlyPageIsTheCandidates) {
  Document document = MakeDocumentForTest({"# Kari Nordmann", "## Arbeidserfaring",
                                           "Sykepleier, Oslo universitetssykehus", "## Førerkort",
                                           "Klasse B", "Bakklandet 87, 2013 Skjetten"});
  const auto put = [&](size_t i, float y) {
    document.paragraphs[i].placements[0].y0 = y;
    document.paragraphs[i].placements[0].y1 = y + 12;
  };
  for (size_t i = 0; i < 6; ++i) put(i, 50 + 15 * static_cast<float>(i));
  EXPECT_THAT(BlindTextForTest(Redact(document, {})), HasSubstr("Bakklandet"));
  put(5, 800);
  const RedactedDocument redacted = Redact(document, {});
  EXPECT_EQ(BlindTextForTest(redacted),
            "[NAME] [ADDRESS]\nArbeidserfaring\nSykepleier, Oslo "
            "universitetssykehus\nFørerkort\nKlasse B\n");
  EXPECT_EQ(redacted.identity.address(), "Bakklandet 87, 2013 Skjetten");
}

TEST(RedactTest, AJobAtTheFootOfAPageIsNoAddress) {
  Document document =
      MakeDocumentForTest({"# Kari Nordmann", "## Experience",
                           "August 2006 to October 2008 Company Name - Springfield"});
  document.paragraphs[1].placements[0].y0 = 100, document.paragraphs[1].placements[0].y1 = 112;
  document.paragraphs[2].placements[0].y0 = 700, document.paragraphs[2].placements[0].y1 = 712;
  EXPECT_THAT(BlindTextForTest(Redact(document, {})), HasSubstr("Company Name - Springfield"));
}

TEST(RedactTest, AJobTitleInTheHeaderIsNoName) {
  EXPECT_EQ(Blind({"# STAFF ACCOUNTANT", "## Summary", "Accountant with ten years of practice."}),
            "STAFF ACCOUNTANT\nSummary\nAccountant with ten years of practice.\n");
  EXPECT_EQ(Blind({"# Curriculum Vitae", "## Utdanning", "Bachelor i sykepleie"}),
            "Curriculum Vitae\nUtdanning\nBachelor i sykepleie\n");
}

TEST(RedactTest, NameIsFoundWhereverItRecurs) {
  const std::string blind =
      Blind({"# Dag Even Hansen", "dag.hansen@x.no", "## Om meg",
             "Dag Hansen er en erfaren leder. Dag har ledet store lag.",
             "D. Hansen og D.E.H. er samme person; det er HANSEN, DAG EVEN også.",
             "Jobbet dag og natt, og even if it rained.", "## Erfaring",
             "Daglig leder, Hansen & Sønner AS"});
  EXPECT_THAT(blind, Not(HasSubstr("Dag Hansen")));
  EXPECT_THAT(blind, HasSubstr("[NAME] er en erfaren leder. [NAME] har ledet store lag."));
  EXPECT_THAT(blind, HasSubstr("[NAME] og [NAME] er samme person; det er [NAME] også."));
  EXPECT_THAT(blind, HasSubstr("Jobbet dag og natt, og even if it rained."));
  EXPECT_THAT(blind, HasSubstr("Daglig leder, Hansen & Sønner AS"));
}

TEST(RedactTest, ANameThatIsAWordIsANameWhereTheSentenceGoesOnAboutAPerson) {
  const std::string blind = Blind({"# Liv Dag", "Kokk", "## Om meg",
                                   "Liv serverer gjerne, og hun har egen bil. Dag etter dag."});
  EXPECT_THAT(blind, HasSubstr("[NAME] serverer gjerne, og [SEX] har egen bil. Dag etter dag."));
}

TEST(RedactTest, ASurnameThatIsAWordOfCvsStaysWhereItIsThatWord) {
  const std::string blind =
      Blind({"# Ingeborg Sykepleier", "ingeborg.sykepleier@x.no", "## Om meg",
             "Ingeborg Sykepleier møter forberedt.", "## Erfaring",
             "Sykepleier\tjanuar 2014 – juli 2018", "Autorisert Sykepleier på sengepost"});
  EXPECT_EQ(blind,
            "[NAME] [EMAIL]\nOm meg\n[NAME] møter forberedt.\nErfaring\nSykepleier\tjanuar 2014 – "
            "juli 2018\nAutorisert Sykepleier på sengepost\n");
  EXPECT_THAT(Blind({"# Kim Min-jun", "## Education", "BSc in Design\tSep 2008 – Jun 2012"}),
              HasSubstr("Sep 2008 – Jun 2012"));
  EXPECT_THAT(Blind({"# Per Ås", "per.as@x.no", "## Erfaring", "Fjordpay AS, Oslo"}),
              HasSubstr("Fjordpay AS, Oslo"));
}

TEST(RedactTest, AGivenNameOfOneLetterIsFoundWhereTheSentenceSpeaksOfAPerson) {
  EXPECT_THAT(Blind({"# X Æ Lund", "## Om meg", "X møter forberedt, og hun har bil."}),
              HasSubstr("[NAME] møter forberedt, og [SEX] har bil."));
  EXPECT_THAT(Blind({"# J. R. Hansen", "## Profile", "J. comes prepared, and she can travel."}),
              HasSubstr("[NAME] comes prepared, and [SEX] can travel."));
  EXPECT_THAT(Blind({"# I. Hansen", "## Profile", "I worked with vitamin A and plan B."}),
              HasSubstr("I worked with vitamin A and plan B."));
  EXPECT_THAT(Blind({"# Y Z Ø", "## Profile", "Y Z Ø has built ships."}),
              HasSubstr("[NAME] has built ships."));
}

TEST(RedactTest, WhatAnApostropheTiesToANameGoesWithIt) {
  EXPECT_THAT(Blind({"# N'Golo D'Souza", "## Om meg", "N'Golo møter forberedt, og han har bil."}),
              HasSubstr("\n[NAME] møter forberedt, og [SEX] har bil."));
}

TEST(RedactTest, ALetterThatTheTypefaceLacksIsALetterOfTheName) {
  EXPECT_EQ(Blind({"# Tr\uFFFDn V\uFFFDn \uFFFD\uFFFDc", "## Om meg",
                   "Tr\uFFFDn møter forberedt, og hun har bil."}),
            "[NAME]\nOm meg\n[NAME] møter forberedt, og [SEX] har bil.\n");
}

TEST(RedactTest, ContactDetailsLeaveTheSameLinesWhateverTheyShareThemWith) {
  const std::string alone =
      Blind({"# Kari Nordmann", "Email", "kari@x.no", "## Skills", "Java", "8237 NO", "kari@y.no"});
  EXPECT_EQ(alone, Blind({"# Kari Nordmann", "Email kari@x.no", "## Skills", "Java",
                          "8237 NO\tkari@y.no"}));
  EXPECT_EQ(alone, "[NAME] [ADDRESS] [EMAIL]\nSkills\nJava\n");
}

TEST(RedactTest, ASingleWordOverTheContactDetailsIsAName) {
  EXPECT_EQ(Blind({"Björk", "bjrk@example.no", "## Erfaring", "Kokk, Vertshuset"}),
            "[NAME] [EMAIL]\nErfaring\nKokk, Vertshuset\n");
}

TEST(RedactTest, PersonaliaBecomeTheirPlaceholders) {
  const auto redacted = Of({"# CV", "## Personalia", "Navn: Åse-Marie Ødegård", "Født: 12.05.1985",
                            "Sivilstand: Gift, 2 barn", "Nasjonalitet: Norsk", "Førerkort: B",
                            "Kjønn: Kvinne", "Telefon: 99 88 77 66", "E-post: aase@x.no",
                            "Adresse: Fjellveien 3B, 5019 Bergen", "## Språk", "Norsk: morsmål"});
  EXPECT_EQ(BlindTextForTest(redacted),
            "CV\nPersonalia\n[NAME] [ADDRESS] [PHONE] [EMAIL] [BIRTH_DATE] [SEX] [NATIONALITY] "
            "[FAMILY]\nFørerkort: B\nSpråk\nNorsk: morsmål\n");
  EXPECT_EQ(redacted.identity.name(), "Åse-Marie Ødegård");
  EXPECT_EQ(redacted.identity.birth_date().year(), 1985u);
  EXPECT_EQ(redacted.identity.birth_date().day(), 12u);
}

TEST(RedactTest, NationalNumbersGoWhateverTheirCheckDigits) {
  // Synthetic: day + 40 and month + 80 are given to nobody alive.
  const std::string blind =
      Blind({"# Kari Nordmann", "## Annet",
             "Fnr 52850012345, D-nummer 410185 12345 og konto 1234.56.78903"});
  EXPECT_THAT(blind, HasSubstr("Fnr [ID_NUMBER], D-nummer [ID_NUMBER] og konto [BANK_ACCOUNT]"));
}

TEST(RedactTest, PeriodsAreNoAccountNumbers) {
  const std::string blind =
      Blind({"# Kari Nordmann", "## Erfaring", "Regnskapskontoret (01.01.2020-01.01.2022)",
             "Account manager 08.2015-12.2019"});
  EXPECT_THAT(blind, HasSubstr("Regnskapskontoret (01.01.2020-01.01.2022)"));
  EXPECT_THAT(blind, HasSubstr("Account manager 08.2015-12.2019"));
}

TEST(RedactTest, FirmsNamedAfterPersonsStay) {
  const std::string blind = Blind({"# Tom Baker", "## Erfaring", "Revisor, Baker Tilly, 2019–2021",
                                   "Tom Baker ledet revisjonen hos Baker & Sønner."});
  EXPECT_THAT(blind, HasSubstr("Revisor, Baker Tilly, 2019–2021"));
  EXPECT_THAT(blind, HasSubstr("[NAME] ledet revisjonen hos Baker & Sønner."));
}

TEST(RedactTest, AnAddressBrokenOverLinesIsOne) {
  const std::string blind = Blind({"# Kari Nordmann", "kari@onecool.io1-650-999-7777"});
  EXPECT_EQ(blind.find("onecool"), std::string::npos);
}

TEST(RedactTest, TraitsInRunningText) {
  const std::string blind = Blind(
      {"# Kari Nordmann", "## Om meg", "Jeg er en 42 år gammel mor til to, gift og bosatt i byen.",
       "Jeg er praktiserende muslim og medlem av Arbeiderpartiet og Fagforbundet.",
       "Har vært sykmeldt i perioden.", "## Erfaring", "2015–2016\tForeldrepermisjon",
       "Saksbehandlet søknader om foreldrepermisjon"});
  EXPECT_THAT(blind, HasSubstr("[AGE] [FAMILY]"));
  EXPECT_THAT(blind, HasSubstr("[RELIGION] og medlem av [POLITICS] og [UNION]"));
  EXPECT_THAT(blind, HasSubstr("Har vært [HEALTH] i perioden"));
  EXPECT_THAT(blind, HasSubstr("2015–2016\t[FAMILY]"));
  EXPECT_THAT(blind, HasSubstr("Saksbehandlet søknader om foreldrepermisjon"));
}

TEST(RedactTest, RefereesAreReferences) {
  const std::string blind =
      Blind({"# Kari Nordmann", "## Referanser",
             "Per Olsen, avdelingsleder, Oslo kommune, tlf. 912 34 567", "Oppgis på forespørsel"});
  EXPECT_THAT(
      blind,
      HasSubstr(
          "[REFERENCE], avdelingsleder, Oslo kommune, tlf. [REFERENCE]\nOppgis på forespørsel"));
}

TEST(RedactTest, PronounsGoWhereTheCandidateIsSpokenOf) {
  const std::string blind = Blind({"# Kari Nordmann", "She/her", "## Summary",
                                   "Kari is a nurse. She has led her own ward.", "## Experience",
                                   "Assisted the director with his calendar"});
  EXPECT_THAT(blind, HasSubstr("[NAME] [SEX]"));
  EXPECT_THAT(blind, HasSubstr("[NAME] is a nurse. [SEX] has led [SEX] own ward."));
  EXPECT_THAT(blind, HasSubstr("Assisted the director with his calendar"));
}

TEST(RedactTest, HenAndTheyAreThePronounsOfACandidateToo) {
  const auto of = [](const char* pronoun) {
    return Blind({"# Kari Nordmann", "## Sammendrag",
                  std::string("Kari møter forberedt, og ") + pronoun + " har bil."});
  };
  EXPECT_EQ(of("hen"), of("hun"));
  EXPECT_THAT(Blind({"# Kari Nordmann", "## Summary", "Kari comes prepared, and they can travel."}),
              Not(HasSubstr("they")));
}

TEST(RedactTest, TheSecondLineOfANameBesideContactDetailsIsPartOfIt) {
  const std::string blind =
      Blind({"# Mohammed Abdi | Parkveien 12, 0350 Oslo | mohammed.abdi.hassan@x.no", "Hassan",
             "Sykepleier", "## Erfaring", "Sykepleier, Sykehuset"});
  EXPECT_THAT(blind, Not(HasSubstr("Hassan")));
  EXPECT_THAT(blind, HasSubstr("Sykepleier"));
}

TEST(RedactTest, PlaceholdersSayWhatTheyStandFor) {
  const auto redacted = Of({"# Kari Nordmann", "Tlf 901 23 456", "## Om meg", "Ring Kari i dag."});
  for (const AppliedRedaction& redaction : redacted.redactions) {
    ASSERT_LT(redaction.paragraph, redacted.document.paragraphs.size());
    const std::string& text = redacted.document.paragraphs[redaction.paragraph].text;
    EXPECT_EQ(text.substr(redaction.begin, redaction.end - redaction.begin),
              Placeholder(redaction.reason));
    EXPECT_FALSE(redaction.original.empty());
  }
  EXPECT_EQ(redacted.redactions.size(), 3u);
}

TEST(RedactTest, RunsAndPlacementsStayInsideTheText) {
  const auto redacted = Of({"# Kari Nordmann", "Sykepleier | kari@x.no | 901 23 456", "## Om meg",
                            "Kari Nordmann trives. Kari har erfaring."});
  for (const Paragraph& paragraph : redacted.document.paragraphs) {
    for (const StyleRun& run : paragraph.runs) {
      EXPECT_LT(run.begin, run.end);
      EXPECT_LE(run.end, paragraph.text.size());
    }
    EXPECT_FALSE(paragraph.placements.empty());
    for (const Placement& placement : paragraph.placements)
      EXPECT_LE(placement.end, paragraph.text.size());
    EXPECT_TRUE(paragraph.links.empty());
  }
}

TEST(RedactTest, AnEmptyDocumentStaysEmpty) { EXPECT_EQ(Blind({}), ""); }

}  // namespace
}  // namespace utvalg::parse
