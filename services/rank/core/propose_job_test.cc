// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/propose_job.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/base/strings.h"
#include "common/taxonomy/taxonomy.h"
#include "services/rank/core/demand_languages.h"

namespace utvalg::rank {
namespace {

using job::v1::Criterion;
using job::v1::CriterionKind;

constexpr std::string_view kBokmaal = R"(Sykepleier til intensivavdelingen

Om oss
Vi er landets hyggeligste sykehus og har eksistert siden 1893.

Arbeidsoppgaver
- Observasjon og behandling av kritisk syke pasienter
- Veiledning av studenter i praksis

Kvalifikasjoner
- Du må ha norsk autorisasjon som sykepleier
- Bachelor i sykepleie
- Minst tre års erfaring fra sykehus
- Du må beherske norsk flytende, muntlig og skriftlig
- Videreutdanning i intensivsykepleie er en fordel
- Førerkort klasse B er ønskelig

Personlige egenskaper
- Du er blid og fleksibel

Vi tilbyr
- Lønn etter tariff og god pensjonsordning

Søknad sendes innen 1. mai.
)";

std::string CodesOf(const Criterion& criterion) {
  std::string codes;
  for (const std::string& code : LanguageCodes(criterion))
    codes += Cat(codes.empty() ? "" : "|", code);
  return codes;
}

constexpr std::string_view kNynorsk = R"(Sjukepleiar til intensivavdelinga

Arbeidsoppgåver
- Observasjon og behandling av kritisk sjuke pasientar

Kvalifikasjonar
- Du må ha norsk autorisasjon som sjukepleiar
- Bachelor i sjukepleie
- Minst tre års erfaring frå sjukehus
- Du må meistre norsk flytande, munnleg og skriftleg
- Vidareutdanning i intensivsjukepleie er ein fordel
- Førarkort klasse B er ønskjeleg

Personlege eigenskapar
- Du er blid og fleksibel

Vi kan tilby
- Løn etter tariff
)";

constexpr std::string_view kEnglish = R"(Intensive Care Nurse
About the job
We believe in people.

Responsibilities:
* Observation and treatment of critically ill patients
* Supervision of students

Requirements:
* Registered nurse licence is required
* Bachelor's degree in nursing
* At least three years of hospital experience
* Fluent in Norwegian, written and spoken

Nice to have:
* Intensive care specialisation
* Driver's licence class B

Benefits:
* Dental insurance and 401(k)

We are an equal opportunity employer.
)";

ProposedJob Propose(std::string_view ad, std::string_view title = "") {
  return ProposeJob(ad, title, taxonomy::Taxonomy::Get());
}

const Criterion* OfKind(const job::v1::Job& job, CriterionKind kind) {
  for (const Criterion& criterion : job.criteria()) {
    if (criterion.kind() == kind) return &criterion;
  }
  return nullptr;
}

class ProposeInThreeLanguagesTest : public testing::TestWithParam<std::string_view> {};

TEST_P(ProposeInThreeLanguagesTest, FindsTheSameFacts) {
  const job::v1::Job job = Propose(GetParam()).job;
  ASSERT_GE(job.criteria_size(), 6);
  EXPECT_LE(job.criteria_size(), 15);
  EXPECT_EQ(job.criteria(0).kind(), job::v1::CRITERION_KIND_OCCUPATION);
  EXPECT_EQ(job.criteria(0).isco().substr(0, 3), "222");
  const Criterion* experience = OfKind(job, job::v1::CRITERION_KIND_EXPERIENCE);
  ASSERT_NE(experience, nullptr);
  EXPECT_EQ(experience->min_months(), 36U);
  const Criterion* education = OfKind(job, job::v1::CRITERION_KIND_EDUCATION);
  ASSERT_NE(education, nullptr);
  EXPECT_EQ(education->min_education(), cv::v1::EDUCATION_LEVEL_BACHELOR);
  const Criterion* language = OfKind(job, job::v1::CRITERION_KIND_LANGUAGE);
  ASSERT_NE(language, nullptr);
  EXPECT_EQ(CodesOf(*language), "no");
  EXPECT_GE(language->min_language(), cv::v1::LANGUAGE_LEVEL_C1);
  const Criterion* licence = OfKind(job, job::v1::CRITERION_KIND_LICENCE);
  ASSERT_NE(licence, nullptr);
  EXPECT_EQ(licence->licence(), "B");
  EXPECT_EQ(licence->importance(), job::v1::IMPORTANCE_NICE);
  const Criterion* certificate = OfKind(job, job::v1::CRITERION_KIND_CERTIFICATE);
  ASSERT_NE(certificate, nullptr);
  EXPECT_EQ(certificate->importance(), job::v1::IMPORTANCE_MUST);
}

TEST_P(ProposeInThreeLanguagesTest, QuotesTheAdvertisementAndLeavesOutItsPraise) {
  const job::v1::Job job = Propose(GetParam()).job;
  std::set<std::string> ids;
  for (const Criterion& criterion : job.criteria()) {
    EXPECT_NE(job.description().find(criterion.quote()), std::string::npos) << criterion.quote();
    EXPECT_FALSE(criterion.text().empty());
    EXPECT_TRUE(ids.insert(criterion.id()).second) << criterion.id();
    EXPECT_TRUE(std::all_of(criterion.id().begin(), criterion.id().end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }));
    for (const std::string_view praise : {"tariff", "401", "blid", "1893", "believe", "equal"}) {
      EXPECT_EQ(criterion.text().find(praise), std::string::npos) << criterion.text();
    }
  }
}

TEST_P(ProposeInThreeLanguagesTest, IsDeterministic) {
  EXPECT_EQ(Propose(GetParam()).job.SerializeAsString(),
            Propose(GetParam()).job.SerializeAsString());
}

INSTANTIATE_TEST_SUITE_P(Languages, ProposeInThreeLanguagesTest,
                         testing::Values(kBokmaal, kNynorsk, kEnglish));

TEST(ProposeJobTest, NamesTheLanguage) {
  EXPECT_EQ(Propose(kBokmaal).job.language(), "nb");
  EXPECT_EQ(Propose(kNynorsk).job.language(), "nn");
  EXPECT_EQ(Propose(kEnglish).job.language(), "en");
}

TEST(ProposeJobTest, TakesTheTitleFromTheFirstLineUnlessGiven) {
  EXPECT_EQ(Propose(kEnglish).job.title(), "Intensive Care Nurse");
  EXPECT_EQ(Propose(kEnglish, "ICU Nurse").job.title(), "ICU Nurse");
}

TEST(ProposeJobTest, FindsTheOccupationBehindASlogan) {
  const job::v1::Job job =
      Propose("Har du lyst på nye utfordringer?\n\nVi søker en erfaren elektriker til vårt team.\n")
          .job;
  EXPECT_EQ(job.title(), "Har du lyst på nye utfordringer?");
  EXPECT_EQ(job.criteria(0).isco(), "7411");
}

TEST(ProposeJobTest, SplitsADemandForADegreeAndYears) {
  const job::v1::Job job = Propose(
                               "Analyst\nRequirements\n- Bachelor's degree in finance and five "
                               "years of experience in accounting\n")
                               .job;
  ASSERT_NE(OfKind(job, job::v1::CRITERION_KIND_EDUCATION), nullptr);
  const Criterion* experience = OfKind(job, job::v1::CRITERION_KIND_EXPERIENCE);
  ASSERT_NE(experience, nullptr);
  EXPECT_EQ(experience->min_months(), 60U);
}

TEST(ProposeJobTest, AWishInsideADemandStaysAWish) {
  const job::v1::Job job =
      Propose("Analyst\nRequirements\n- BSc in Accounting, MBA preferred\n").job;
  int musts = 0;
  int wishes = 0;
  for (const Criterion& criterion : job.criteria()) {
    if (criterion.kind() != job::v1::CRITERION_KIND_EDUCATION) continue;
    ++(criterion.importance() == job::v1::IMPORTANCE_MUST ? musts : wishes);
  }
  EXPECT_EQ(musts, 1);
  EXPECT_EQ(wishes, 1);
}

TEST(ProposeJobTest, AListOfAlternativesIsOneWish) {
  for (const std::string_view list :
       {"DIPS, Gerica eller Profil er en fordel", "DIPS, Gerica or Profil is an advantage",
        "DIPS, Gerica eller Profil er ein føremon"}) {
    const std::string advertisement = Cat("Sykepleier\n\nKvalifikasjoner\n- ", list, "\n");
    const job::v1::Job job = ProposeJob(advertisement, "", taxonomy::Taxonomy::Get()).job;
    ASSERT_EQ(job.criteria_size(), 2) << list;
    EXPECT_EQ(job.criteria(1).text(), list);
    EXPECT_EQ(job.criteria(1).quote(), list);
    EXPECT_EQ(job.criteria(1).importance(), job::v1::IMPORTANCE_NICE);
  }
}

TEST(ProposeJobTest, FrenchCuisineIsNoLanguage) {
  const job::v1::Job job = Propose("Chef\nRequirements\n- Solid knowledge of French cuisine\n").job;
  EXPECT_EQ(OfKind(job, job::v1::CRITERION_KIND_LANGUAGE), nullptr);
}

TEST(ProposeJobTest, WarnsOfProtectedGrounds) {
  const ProposedJob proposed =
      Propose("Waiter\nRequirements\n- Native Norwegian speaker\n- Between 20 and 30 years old\n");
  EXPECT_GE(proposed.warnings.size(), 2U);
}

TEST(ProposeJobTest, AProtectedGroundBecomesNoCriterionAndTheWarningSaysSo) {
  const ProposedJob proposed =
      Propose("Kokk\n\nKrav\n- Er under 35 år og uten små barn\n- Fagbrev som kokk\n");
  ASSERT_EQ(proposed.job.criteria_size(), 2);
  EXPECT_EQ(proposed.job.criteria(1).kind(), job::v1::CRITERION_KIND_EDUCATION);
  const auto says = [&](std::string_view words) {
    return std::ranges::any_of(proposed.warnings, [&](const std::string& warning) {
      return warning.find(words) != std::string::npos &&
             warning.ends_with("no criterion was made of it");
    });
  };
  EXPECT_TRUE(says("\"under 35 år\""));
  EXPECT_TRUE(says("\"uten små barn\""));
}

TEST(ProposeJobTest, AnEmptyAdvertisementGivesWarningsAndNothingElse) {
  const ProposedJob proposed = Propose("");
  EXPECT_EQ(proposed.job.criteria_size(), 0);
  EXPECT_FALSE(proposed.warnings.empty());
}

std::vector<Criterion> OfKind(const ProposedJob& proposed, CriterionKind kind) {
  std::vector<Criterion> found;
  for (const Criterion& criterion : proposed.job.criteria()) {
    if (criterion.kind() == kind) found.push_back(criterion);
  }
  return found;
}

ProposedJob ProposeFrom(std::string_view advertisement) {
  return ProposeJob(advertisement, "", taxonomy::Taxonomy::Get());
}

TEST(ProposeJobTest, WhatIsNotRequiredIsNotAsked) {
  const ProposedJob proposed = ProposeFrom(
      "Postman\n\nQualifications\n- You don't need a driving licence\n"
      "- Experience from retail is not required but welcome\n- Experience with sorting mail\n");
  EXPECT_TRUE(OfKind(proposed, job::v1::CRITERION_KIND_LICENCE).empty());
  const auto experience = OfKind(proposed, job::v1::CRITERION_KIND_EXPERIENCE);
  ASSERT_EQ(experience.size(), 2U);
  EXPECT_EQ(experience[0].importance(), job::v1::IMPORTANCE_NICE);
  EXPECT_EQ(experience[1].importance(), job::v1::IMPORTANCE_MUST);
}

TEST(ProposeJobTest, DegreeBesideLanguagesIsKeptAndEachLanguageHasItsLevel) {
  const ProposedJob proposed = ProposeFrom(
      "Editor\n\nQualifications\n- Master's degree in history, fluent Norwegian, and German at "
      "level "
      "B1\n");
  ASSERT_EQ(OfKind(proposed, job::v1::CRITERION_KIND_EDUCATION).size(), 1U);
  const auto languages = OfKind(proposed, job::v1::CRITERION_KIND_LANGUAGE);
  ASSERT_EQ(languages.size(), 2U);
  EXPECT_EQ(CodesOf(languages[0]), "no");
  EXPECT_EQ(CodesOf(languages[1]), "de");
  EXPECT_EQ(languages[1].min_language(), cv::v1::LANGUAGE_LEVEL_B1);
}

TEST(ProposeJobTest, BothWrittenFormsAreOneLanguage) {
  const ProposedJob proposed = ProposeFrom(
      "Rådgiver\n\nKvalifikasjoner\n- Svært gode norskkunnskaper, både bokmål og nynorsk\n");
  const auto languages = OfKind(proposed, job::v1::CRITERION_KIND_LANGUAGE);
  ASSERT_EQ(languages.size(), 1U);
  EXPECT_EQ(CodesOf(languages[0]), "no");
}

TEST(ProposeJobTest, TwoDutiesInTwoWordsAreAsked) {
  const auto duties = [](const std::string& heading, const std::string& line) {
    return ProposeFrom("Regnskapsfører\n\n" + heading + "\n- " + line +
                       "\n\nKvalifikasjoner\n- Erfaring med regnskap i Visma\n");
  };
  const auto asks = [](const ProposedJob& proposed, const std::string& text) {
    const auto& criteria = proposed.job.criteria();
    return std::any_of(criteria.begin(), criteria.end(),
                       [&](const Criterion& criterion) { return criterion.text() == text; });
  };
  for (const auto& [heading, line] : std::vector<std::pair<std::string, std::string>>{
           {"Arbeidsoppgaver", "Månedsavslutning og årsoppgjør"},
           {"Arbeidsoppgåver", "Fakturering og årsoppgjer"},
           {"Responsibilities", "Payroll and invoicing"}}) {
    EXPECT_TRUE(asks(duties(heading, line), line)) << line;
  }
  // A word alone, and qualities, are none.
  for (const std::string line : {"Fakturering", "Nøyaktig og strukturert"})
    EXPECT_FALSE(asks(duties("Arbeidsoppgaver", line), line)) << line;
}

TEST(ProposeJobTest, LanguagesOfWhichAnyWillDoAreOneDemand) {
  const auto asked = [](const std::string& line) {
    std::string codes;
    const ProposedJob proposed = ProposeFrom("Rådgiver\n\nKvalifikasjoner\n- " + line + "\n");
    for (const auto& language : OfKind(proposed, job::v1::CRITERION_KIND_LANGUAGE))
      codes += CodesOf(language) + ' ';
    return codes;
  };
  EXPECT_EQ(asked("God muntlig og skriftlig norsk eller engelsk"), "no|en ");
  EXPECT_EQ(asked("Du snakkar flytande norsk eller engelsk"), "no|en ");
  EXPECT_EQ(asked("Fluent in Norwegian or English"), "no|en ");
  EXPECT_EQ(asked("Gode norsk- eller engelskkunnskaper"), "no|en ");
  EXPECT_EQ(asked("Du behersker norsk, svensk eller dansk godt"), "no|sv|da ");
  EXPECT_EQ(asked("Fluent in English and good Norwegian, Swedish or Danish"), "en no|sv|da ");
  EXPECT_EQ(asked("Svært gode norskkunnskaper, både bokmål og nynorsk, og godt engelsk"), "no en ");
  EXPECT_EQ(asked("Flytende norsk og engelsk"), "no en ");
  EXPECT_EQ(asked("Du snakker norsk, engelsk og tysk flytende"), "no en de ");
}

TEST(ProposeJobTest, WhatStandsBesideALicenceIsItsOwnDemand) {
  const ProposedJob proposed =
      ProposeFrom("Sjåfør\n\nKrav\n- Førerkort klasse C og truckførerbevis\n");
  EXPECT_EQ(OfKind(proposed, job::v1::CRITERION_KIND_LICENCE).size(), 1U);
  EXPECT_EQ(OfKind(proposed, job::v1::CRITERION_KIND_CERTIFICATE).size(), 1U);
}

TEST(ProposeJobTest, LinesWithoutBulletsThatBeginSmallAreItems) {
  const ProposedJob proposed = ProposeFrom(
      "Murer\n\nDU HAR\nsvennebrev som murer fra Norge eller et annet nordisk land\n"
      "gode kunnskaper i tegningslesing\n");
  ASSERT_GE(proposed.job.criteria_size(), 3);
  EXPECT_EQ(proposed.job.criteria(1).text(),
            "svennebrev som murer fra Norge eller et annet nordisk land");
}

TEST(ProposeJobTest, LineThatBeginsSmallIsNoHeading) {
  const ProposedJob proposed =
      ProposeFrom("Murer\n\nDU HAR\nminimum 3 års erfaring fra murerfaget\n");
  const auto experience = OfKind(proposed, job::v1::CRITERION_KIND_EXPERIENCE);
  ASSERT_EQ(experience.size(), 1U);
  EXPECT_EQ(experience[0].min_months(), 36U);
}

TEST(ProposeJobTest, HelpForThoseWithoutSomethingAsksForNothing) {
  const ProposedJob proposed = ProposeFrom(
      "Sjåfør\n\nKrav\n- Erfaring fra distribusjon\n\nHar du ikke førerkort, hjelper vi deg.\n");
  EXPECT_TRUE(OfKind(proposed, job::v1::CRITERION_KIND_LICENCE).empty());
}

TEST(ProposeJobTest, GreetingBeforeTheTitleIsNoTitle) {
  EXPECT_EQ(ProposeFrom("We're hiring: Payroll Clerk\n").job.criteria(0).text(), "Payroll Clerk");
}

TEST(ProposeJobTest, LineThatLeadsInToAListAsksForNothing) {
  const ProposedJob proposed =
      ProposeFrom("Rørlegger\n\nVi vokser, og trenger folk. Vi tror du har:\n\n* Svennebrev\n");
  for (const Criterion& criterion : proposed.job.criteria())
    EXPECT_NE(criterion.text(), "Vi tror du har");
}

// The order of the advertisement: what it asks, and nothing of what stands between and below.
TEST(ProposeJobTest, OnlyWhatIsAskedAndDoneBecomesACriterion) {
  const ProposedJob proposed = ProposeFrom(R"(Systemutvikler

Om Fjordkode
Fjordkode har alltid vært en utfordrer. Selskapet ble stiftet i 2011.

Kvalifikasjoner
- Minst tre års erfaring med Java
- Bachelor i informatikk
- Nysgjerrig, blid og med stå-på-vilje
- Norsk og engelsk, muntlig og skriftlig

Prosessen
- En uformell prat
- Et teknisk møte

Varighet: 12 måneder
Spørsmål rettes til Kari Moe, kari@example.no
Vi oppfordrer deg til å krysse av dersom du har hull i CV-en eller funksjonsnedsettelse.
)");
  std::vector<std::string> texts;
  for (const Criterion& criterion : proposed.job.criteria())
    if (criterion.kind() != job::v1::CRITERION_KIND_LANGUAGE) texts.push_back(criterion.text());
  EXPECT_EQ(texts, (std::vector<std::string>{"Systemutvikler", "Minst tre års erfaring med Java",
                                             "Bachelor i informatikk"}));
}

// "Customer experience" is none of the applicant's.
TEST(ProposeJobTest, TheExperienceOfCustomersIsNotAskedForInMonths) {
  const ProposedJob proposed =
      ProposeFrom("Designer\n\nRequirements\n- Improve the customer experience of our web shop\n");
  EXPECT_TRUE(OfKind(proposed, job::v1::CRITERION_KIND_EXPERIENCE).empty());
}

}  // namespace
}  // namespace utvalg::rank
