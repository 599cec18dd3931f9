// SPDX-License-Identifier: Apache-2.0
//
// The papers word for word: testdata/<paper>.<language>.<txt|html>. After a change that is meant,
// UTVALG_WRITE_GOLDEN=1 writes them anew; read the difference before it is committed.
#include "services/cli/core/explain/papers.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "services/cli/core/explain/decided.h"
#include "services/cli/core/explain/phrases.h"
#include "services/cli/core/str.h"

namespace utvalg::cli {
namespace {

using utvalg::job::v1::Criterion;
using utvalg::job::v1::CriterionKind;
using utvalg::job::v1::Importance;

ShownCriterion Shown(const char* text, CriterionKind kind, Importance importance, uint32_t weight,
                     utvalg::result::v1::Found found, uint32_t score,
                     std::vector<ShownEvidence> evidence) {
  ShownCriterion shown;
  shown.criterion.set_id(Cat("c", weight));
  shown.criterion.set_text(text);
  shown.criterion.set_kind(kind);
  shown.criterion.set_importance(importance);
  shown.criterion.set_weight(weight);
  shown.found = found;
  shown.score = score;
  shown.evidence = std::move(evidence);
  return shown;
}

ShownEvidence Quote(const char* text, utvalg::cv::v1::SectionKind section, uint32_t page,
                    uint32_t line) {
  ShownEvidence evidence;
  evidence.quote = text;
  evidence.section = section;
  evidence.page = page;
  evidence.line = line;
  return evidence;
}

ExplainedApplication Nurse() {
  using namespace utvalg::cv::v1;      // NOLINT(google-build-using-namespace): lists of values.
  using namespace utvalg::job::v1;     // NOLINT(google-build-using-namespace)
  using namespace utvalg::result::v1;  // NOLINT(google-build-using-namespace)
  ExplainedApplication explained;
  explained.job_title = "Sykepleier, sengepost kirurgi";
  ShownCandidate& candidate = explained.candidate;
  candidate.application_id = "a-7f3c";
  candidate.score = 684321;
  candidate.confidence = 912000;
  candidate.missing_musts = 1;
  candidate.provenance.set_model("e5-small/avx2");
  candidate.provenance.set_scorer("2");
  candidate.provenance.set_cv_digest("9c1d");
  candidate.criteria = {
      Shown("Sykepleier", CRITERION_KIND_OCCUPATION, IMPORTANCE_MUST, 3000, FOUND_YES, 880000,
            {Quote("Sykepleier, ortopedisk sengepost", SECTION_KIND_EXPERIENCE, 1, 14),
             Quote("Ansvar for pre- og postoperativ pleie, sammen med [NAME]",
                   SECTION_KIND_EXPERIENCE, 1, 15)}),
      Shown("Norsk autorisasjon som sykepleier", CRITERION_KIND_CERTIFICATE, IMPORTANCE_MUST, 1000,
            FOUND_NO, 0, {}),
      Shown("Norsk på nivå B2 eller bedre", CRITERION_KIND_LANGUAGE, IMPORTANCE_MUST, 800,
            FOUND_CONTRADICTED, 250000, {Quote("Norsk: A2", SECTION_KIND_LANGUAGES, 2, 3)}),
      Shown("Videreutdanning i kirurgisk sykepleie", CRITERION_KIND_EDUCATION, IMPORTANCE_NICE, 500,
            FOUND_PARTLY, 410000,
            {Quote("Bachelor i sykepleie, 2016", SECTION_KIND_EDUCATION, 1, 31)}),
      Shown("Erfaring med DIPS", CRITERION_KIND_SKILL, IMPORTANCE_NICE, 300, FOUND_NO, 120000,
            {Quote("Elektronisk pasientjournal", SECTION_KIND_SKILLS, 2, 8)}),
      Shown("Førerkort klasse B", CRITERION_KIND_LICENCE, IMPORTANCE_NICE, 200, FOUND_NO, 0, {})};
  return explained;
}

// A CV and a job file may hold anything.
ExplainedApplication Hostile() {
  ExplainedApplication explained = Nurse();
  explained.job_title = "<script>alert(1)</script>\x1b[31m";
  explained.candidate.criteria[0].evidence[0].quote = "<img src=x> \x1b]0;owned\x07";
  return explained;
}

using Write = void (*)(const ExplainedApplication&, Language, Sheet*);

std::string Rendered(Write write, const ExplainedApplication& explained, Language language,
                     std::unique_ptr<Sheet> sheet) {
  write(explained, language, sheet.get());
  return sheet->Take();
}

void ExpectGolden(const std::string& name, const std::string& text) {
  const std::string path =
      Cat(std::getenv("UTVALG_SOURCE_DIR"), "/services/cli/core/explain/testdata/", name);
  if (std::getenv("UTVALG_WRITE_GOLDEN") != nullptr) std::ofstream(path) << text;
  std::ifstream file(path);
  std::stringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(text, golden.str()) << name;
}

struct Paper {
  const char* name;
  Write write;
};
constexpr Paper kPapers[] = {{"explanation", WriteExplanation},
                             {"letter", WriteLetter},
                             {"interview_guide", WriteInterviewGuide}};
constexpr Language kLanguages[] = {Language::kBokmal, Language::kNynorsk, Language::kEnglish};

TEST(PapersTest, SayWordForWordWhatIsWrittenDown) {
  for (const Paper& paper : kPapers) {
    for (const Language language : kLanguages) {
      const std::string name = Cat(paper.name, ".", PhrasesIn(language).tag);
      ExpectGolden(Cat(name, ".txt"),
                   Rendered(paper.write, Nurse(), language, TextSheet({.width = 80})));
    }
  }
}

TEST(PapersTest, AnHtmlPageHasTheSameWordsInItsOwnLanguage) {
  const std::string page = Rendered(WriteLetter, Nurse(), Language::kNynorsk, HtmlSheet("nn"));
  EXPECT_NE(page.find("<html lang=\"nn\">"), std::string::npos);
  EXPECT_NE(page.find(kNynorskPhrases.decided_open), std::string::npos);
  EXPECT_NE(page.find("<span class=\"ph\">NAME</span>"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
}

TEST(PapersTest, NothingFromTheCvBecomesMarkupOrSteersTheTerminal) {
  for (const Paper& paper : kPapers) {
    const std::string page = Rendered(paper.write, Hostile(), Language::kBokmal, HtmlSheet("nb"));
    EXPECT_EQ(page.find("<script"), std::string::npos) << paper.name;
    EXPECT_EQ(page.find("<img"), std::string::npos) << paper.name;
    const std::string text =
        Rendered(paper.write, Hostile(), Language::kBokmal, TextSheet({.width = 80}));
    EXPECT_EQ(text.find('\x1b'), std::string::npos) << paper.name;
    EXPECT_EQ(text.find('\x07'), std::string::npos) << paper.name;
  }
}

TEST(LetterTest, NamesTheDecisionOfAPersonAndItsGrounds) {
  ExplainedApplication explained = Nurse();
  explained.decided = utvalg::decision::v1::APPLICATION_STATE_DECLINED;
  explained.decided_on = "2026-11-20";
  explained.grounds = "Manglar autorisasjon.";
  const std::string letter =
      Rendered(WriteLetter, explained, Language::kNynorsk, TextSheet({.width = 200}));
  EXPECT_NE(letter.find("Søknaden din er avslått (2026-11-20). Avgjerda vart teken av eit"),
            std::string::npos)
      << letter;
  EXPECT_NE(letter.find("“Manglar autorisasjon.”"), std::string::npos);
  EXPECT_EQ(letter.find(kNynorskPhrases.decided_open), std::string::npos);
}

TEST(InterviewGuideTest, AsksAboutEachOpenCriterionOnceMustsFirst) {
  const Json guide = InterviewGuideJson(Nurse(), Language::kBokmal);
  std::vector<std::string> asked;
  for (const Json& question : guide["questions"]) asked.push_back(question["text"]);
  EXPECT_EQ(asked, (std::vector<std::string>{"Norsk autorisasjon som sykepleier",
                                             "Norsk på nivå B2 eller bedre",
                                             "Videreutdanning i kirurgisk sykepleie",
                                             "Erfaring med DIPS", "Førerkort klasse B"}));
  EXPECT_EQ(guide["questions"][1]["question"],
            kBokmalPhrases.contradicted_question[utvalg::job::v1::CRITERION_KIND_LANGUAGE]);
  EXPECT_EQ(guide["questions"][4]["question"],
            kBokmalPhrases.open_question[utvalg::job::v1::CRITERION_KIND_LICENCE]);
}

TEST(InterviewGuideTest, ACvThatAnswersAllLeavesNothingToAsk) {
  ExplainedApplication explained = Nurse();
  explained.candidate.criteria.resize(1);
  const std::string guide =
      Rendered(WriteInterviewGuide, explained, Language::kEnglish, TextSheet({.width = 80}));
  EXPECT_NE(guide.find(kEnglishPhrases.nothing_open), std::string::npos);
}

// A phrase left out would be an empty line in a letter to a person.
TEST(PhrasesTest, EveryLanguageHasAWordForEverything) {
  for (const Language language : kLanguages) {
    const Phrases& phrases = PhrasesIn(language);
    for (size_t i = 1; i < phrases.found.size(); ++i) EXPECT_FALSE(phrases.found[i].empty()) << i;
    for (const std::string_view word : phrases.section) EXPECT_FALSE(word.empty());
    for (const std::string_view word : phrases.open_question) EXPECT_TRUE(word.ends_with("?"));
    for (const std::string_view word : phrases.contradicted_question) {
      EXPECT_TRUE(word.ends_with("?"));
    }
    for (size_t i = 1; i < phrases.decided_as.size(); ++i) {
      EXPECT_FALSE(phrases.decided_as[i].empty()) << i;
    }
  }
}

TEST(PhrasesTest, NoQuestionTouchesAProtectedGround) {
  for (const Language language : kLanguages) {
    for (const ByKind* questions :
         {&PhrasesIn(language).open_question, &PhrasesIn(language).contradicted_question}) {
      for (const std::string_view question : *questions) {
        for (const std::string_view word :
             {"barn", "alder", "gravid", "famil", "helse", "child", "health", "religio", "morsmål",
              "native", "hull", "hol i"}) {
          EXPECT_EQ(question.find(word), std::string_view::npos) << question;
        }
      }
    }
  }
}

TEST(PhrasesTest, NynorskIsNotBokmal) {
  // Words that bokmål alone has; one of them in the nynorsk text is a translation forgotten.
  const std::set<std::string> bokmal_only = {"ikke", "jeg", "hva",     "hvor",    "noe",
                                             "fra",  "ble", "søkeren", "hvordan", "mye"};
  std::string all;
  for (const Paper& paper : kPapers) {
    ExplainedApplication explained = Nurse();
    explained.candidate.criteria.clear();
    all += Rendered(paper.write, explained, Language::kNynorsk, TextSheet({.width = 80}));
  }
  for (const std::string_view question : kNynorskPhrases.open_question) Append(&all, " ", question);
  for (const std::string_view question : kNynorskPhrases.contradicted_question) {
    Append(&all, " ", question);
  }
  std::string word;
  for (const char c : all) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
    if (letter) {
      word.push_back(c);
      continue;
    }
    EXPECT_FALSE(bokmal_only.contains(word)) << word;
    word.clear();
  }
}

// A step of a history.
void Add(utvalg::decision::v1::Action action, int from, int to, const std::string& grounds,
         utvalg::ingest::v1::ListDecisionsResponse* history) {
  auto* const record = history->add_decisions();
  record->set_action(action);
  record->set_from(static_cast<utvalg::decision::v1::ApplicationState>(from));
  record->set_to(static_cast<utvalg::decision::v1::ApplicationState>(to));
  record->set_grounds(grounds);
}

TEST(DecidedTest, ADeclineThatWaitsForItsSecondReaderIsNone) {
  using namespace utvalg::decision::v1;  // NOLINT(google-build-using-namespace): the lists below.
  utvalg::ingest::v1::ListDecisionsResponse history;
  Add(ACTION_OPEN, 1, 2, "", &history);
  Add(ACTION_DECLINE, 2, 7, "no licence", &history);
  ExplainedApplication alone, waits, agreed;
  AddDecision(history, /*second_reader=*/false, &alone);
  EXPECT_EQ(alone.decided, APPLICATION_STATE_DECLINED);
  AddDecision(history, /*second_reader=*/true, &waits);
  EXPECT_EQ(waits.decided, APPLICATION_STATE_UNSPECIFIED);
  EXPECT_EQ(waits.grounds, "");
  Add(ACTION_OPEN, 7, 7, "", &history);
  Add(ACTION_SECOND, 7, 7, "agreed", &history);
  Add(ACTION_REQUEST_PERSON, 7, 7, "", &history);
  AddDecision(history, /*second_reader=*/true, &agreed);
  EXPECT_EQ(agreed.decided, APPLICATION_STATE_DECLINED);
  EXPECT_EQ(agreed.grounds, "no licence");  // Not what came after it.
  Add(ACTION_REOPEN, 7, 2, "again", &history);
  ExplainedApplication reopened;
  AddDecision(history, /*second_reader=*/false, &reopened);
  EXPECT_EQ(reopened.decided, APPLICATION_STATE_UNSPECIFIED);
}

}  // namespace
}  // namespace utvalg::cli
