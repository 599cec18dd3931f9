// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/criteria_lint.h"

#include <gtest/gtest.h>

#include <set>

namespace utvalg::rank {
namespace {

std::set<std::string> Rules(std::string_view text) {
  std::set<std::string> rules;
  for (const LintFinding& finding : LintText(text)) rules.insert(finding.rule);
  return rules;
}

struct Case {
  std::string_view text;
  std::string_view rule;
};

class LintCaseTest : public testing::TestWithParam<Case> {};

TEST_P(LintCaseTest, IsPointedAt) {
  EXPECT_TRUE(Rules(GetParam().text).contains(std::string(GetParam().rule))) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Grounds, LintCaseTest,
    testing::Values(
        Case{"Du er mellom 25 og 40 år", "age"}, Case{"Maximum age 35", "age"},
        Case{"We want recent graduates", "youth"},
        Case{"Vi søker deg som er ung og sulten", "youth"}, Case{"Nyutdanna ingeniør", "youth"},
        Case{"Female candidates only", "sex"}, Case{"Vi søker en mann til lageret", "sex"},
        Case{"Cleaning lady wanted", "gendered-title"},
        Case{"Native English speaker", "native-speaker"},
        Case{"Norsk som morsmål", "native-speaker"}, Case{"Du må være norsk statsborger", "origin"},
        Case{"Du deler vårt kristne livssyn", "religion"}, Case{"Oppgi sivilstand", "family"},
        Case{"No children", "family"}, Case{"Lavt sykefravær", "health"},
        Case{"God helse og god fysikk", "health"}, Case{"Send CV med bilde", "photo"},
        Case{"Ingen hull i CV-en", "gaps"}, Case{"Without gaps in employment", "gaps"},
        Case{"No job hoppers", "tenure"}, Case{"Fullført førstegangsteneste", "military"},
        Case{"Du er bosatt i Bærum", "postcode"}, Case{"Degree from a top university", "prestige"},
        Case{"A good culture fit", "culture-fit"}, Case{"Plettfri vandel", "criminal-record"},
        Case{"Du disponerer egen bil", "own-car"}));

// Every rule in bokmål, nynorsk and English.
INSTANTIATE_TEST_SUITE_P(
    InThreeLanguages, LintCaseTest,
    testing::Values(
        Case{"Du er i alderen 20 til 35 år", "age"}, Case{"Du er ikkje eldre enn 40", "age"},
        Case{"No older than 45", "age"}, Case{"Nyutdannede ingeniører", "youth"},
        Case{"Vi ser etter deg som er ungdommeleg", "youth"},
        Case{"Fresh graduates preferred", "youth"}, Case{"Godt voksen person", "youth"},
        Case{"Helst en kvinne", "sex"}, Case{"Mannlege søkjarar", "sex"},
        Case{"Preferably male", "sex"}, Case{"Rengjøringsdame søkes", "gendered-title"},
        Case{"Lærarinne", "gendered-title"}, Case{"Draughtsman", "gendered-title"},
        Case{"Norsk på morsmålsnivå", "native-speaker"},
        Case{"Fødd og oppvaksen i Noreg", "native-speaker"},
        Case{"English mother tongue", "native-speaker"},
        Case{"Oppgi fødested og nasjonalitet", "origin"},
        Case{"Du må ha norsk statsborgarskap", "origin"}, Case{"Western background", "origin"},
        Case{"Medlem av Den norske kirke", "religion"}, Case{"Du er personleg kristen", "religion"},
        Case{"No headscarf", "religion"}, Case{"Uten forpliktelser hjemme", "family"},
        Case{"Oppgje sivilstatus", "family"}, Case{"State your marital status", "family"},
        Case{"God fysisk form", "health"}, Case{"Lågt sjukefråvær", "health"},
        Case{"In excellent health", "health"}, Case{"Oppgi seksuell orientering", "orientation"},
        Case{"Oppgje kjønnsidentitet", "orientation"}, Case{"Must be heterosexual", "orientation"},
        Case{"Du er ikke fagorganisert", "politics"}, Case{"Medlem i fagforeining", "politics"},
        Case{"State your political views", "politics"}, Case{"Legg ved foto", "photo"},
        Case{"CV med bilete", "photo"}, Case{"Attach a photo", "photo"},
        Case{"Sammenhengende yrkeserfaring", "gaps"}, Case{"Utan hol i CV-en", "gaps"},
        Case{"No career gaps", "gaps"}, Case{"Ingen hyppige jobbskifter", "tenure"},
        Case{"Ingen jobbhopparar", "tenure"},
        Case{"At least five years with the same employer", "tenure"},
        Case{"Avtjent verneplikt", "military"}, Case{"Avtent militærteneste", "military"},
        Case{"Completed national service", "military"}, Case{"Kort reisevei", "postcode"},
        Case{"Du er busett i Sogndal", "postcode"}, Case{"Must live within 10 miles", "postcode"},
        Case{"Grad fra et anerkjent universitet", "prestige"},
        Case{"Grad frå eit leiande universitet", "prestige"}, Case{"Ivy League degree", "prestige"},
        Case{"Du er en av gutta", "culture-fit"}, Case{"Du passar inn hos oss", "culture-fit"},
        Case{"Rockstar developer", "culture-fit"}, Case{"Rent rulleblad", "criminal-record"},
        Case{"Reint rulleblad", "criminal-record"}, Case{"No criminal record", "criminal-record"},
        Case{"Du har egen bil", "own-car"}, Case{"Du disponerer eigen bil", "own-car"},
        Case{"You need your own car", "own-car"}));

class LintInnocentTest : public testing::TestWithParam<std::string_view> {};

TEST_P(LintInnocentTest, IsNoFault) {
  const std::set<std::string> rules = Rules(GetParam());
  EXPECT_TRUE(rules.empty()) << GetParam() << ": " << *rules.begin();
}

INSTANTIATE_TEST_SUITE_P(
    WordsOfTheWork, LintInnocentTest,
    testing::Values("Erfaring med barn og unge", "Erfaring med born og unge",
                    "Work with children and young people", "Erfaring fra arbeid med unge voksne",
                    "Experience with cloud native systems", "React Native og TypeScript",
                    "Manage a single sign-on platform", "You have debugged race conditions",
                    "Selge gift cards", "Experience with people with disabilities",
                    "Erfaring med mennesker med funksjonsnedsettelser",
                    "Røynsle med menneske med funksjonsnedsetjing", "Oppfølging av sykefravær",
                    "Undervisning i religion", "Jordmor med ansvar for gravide kvinner",
                    "Identify gaps between requirements and delivery",
                    "Fem års erfaring som elektriker", "2-3 års erfaring fra regnskap",
                    "Minst 5 år med Java", "Healthy food for every guest",
                    "Du har fagbrev, men ikke nødvendigvis erfaring", "Male vegger og tak",
                    "Lesing av kart og tegninger", "You will pick orders on one of three shifts",
                    "Politiattest må leveres", "Førerkort klasse B", "Autorisasjon som sykepleier",
                    "Drift av et system med uavbrutt drift", "Norsk tilsvarende nivå B2",
                    "English at level C1", "Samarbeid på tvers av avdelingar",
                    "Kunnskap om offentlege anskaffingar"));

TEST(LintTest, WelcomingEverybodyIsNoFault) {
  EXPECT_TRUE(
      LintText(
          "All applicants will be considered without regard to race, religion, sex or disability.")
          .empty());
  EXPECT_TRUE(
      LintText("Vi oppfordrer alle til å søke, uavhengig av kjønn, alder og etnisk bakgrunn.")
          .empty());
}

TEST(LintTest, OrdinaryDemandsAreNoFault) {
  for (const std::string_view text :
       {"Five years of experience as a nurse", "Fagbrev som elektriker", "Førerkort klasse B",
        "Gode norskkunnskaper", "Erfaring med pasienter og pårørende"}) {
    EXPECT_TRUE(LintText(text).empty()) << text;
  }
}

TEST(LintTest, AJobsFindingsNameTheCriterionAndTheLaw) {
  job::v1::Job job;
  job.set_title("Salesman");
  auto& criterion = *job.add_criteria();
  criterion.set_id("language-1");
  criterion.set_text("Native speaker of Norwegian");
  const std::vector<LintFinding> findings = LintJob(job);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].rule, "gendered-title");
  EXPECT_EQ(findings[0].criterion_id, "");
  EXPECT_EQ(findings[1].criterion_id, "language-1");
  EXPECT_NE(findings[1].message.find("diskrimineringsloven"), std::string::npos);
  EXPECT_NE(findings[1].message.find("Native speaker"), std::string::npos);
}

}  // namespace
}  // namespace utvalg::rank
