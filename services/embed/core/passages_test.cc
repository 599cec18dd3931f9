// SPDX-License-Identifier: Apache-2.0
#include "services/embed/core/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/digest.h"
#include "common/base/passages_version.h"
#include "common/base/strings.h"

namespace utvalg::embed {
namespace {

using cv::v1::Cv;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

cv::v1::Span Find(const Cv& cv, const std::string& text) {
  cv::v1::Span span;
  span.set_begin(static_cast<uint32_t>(cv.blind_text().find(text)));
  span.set_end(span.begin() + static_cast<uint32_t>(text.size()));
  return span;
}

void AddSection(Cv& cv, cv::v1::SectionKind kind, const std::string& body) {
  auto* section = cv.add_sections();
  section->set_kind(kind);
  *section->mutable_body() = Find(cv, body);
}

cv::v1::Experience& AddJob(Cv& cv, const std::string& title, const std::string& text) {
  auto* job = cv.add_experience();
  job->set_title(title);
  *job->mutable_span() = Find(cv, text);
  *job->mutable_title_span() = Find(cv, title);
  return *job;
}

std::vector<std::string> Texts(const Cv& cv) { return PassageTexts(cv, SplitPassages(cv)); }

TEST(PassagesTest, EveryJobIsOnePassageAndTheRestOfItsSectionAnother) {
  Cv cv;
  cv.set_blind_text("Experience\nSix years in care.\nNurse, Ward A\nHelper, Ward B\n");
  AddJob(cv, "Nurse", "Nurse, Ward A");
  AddJob(cv, "Helper", "Helper, Ward B");
  AddSection(cv, cv::v1::SECTION_KIND_EXPERIENCE,
             "Six years in care.\nNurse, Ward A\nHelper, Ward B\n");
  EXPECT_THAT(Texts(cv), ElementsAre("Six years in care.", "Nurse, Ward A", "Helper, Ward B",
                                     "Nurse", "Helper"));
  const auto passages = SplitPassages(cv);
  EXPECT_EQ(passages[0].entry(), 0U);
  EXPECT_EQ(passages[2].entry(), 2U);
  EXPECT_FALSE(passages[2].title());
  EXPECT_EQ(passages[4].entry(), 2U);
  EXPECT_TRUE(passages[4].title());
}

// Everything that decides about passages in one CV: entries, claims, repeats, lists, long sections.
Cv RichCv() {
  Cv cv;
  const std::string claim = "I am a reliable, flexible and motivated person with a positive mind. ";
  const std::string summary = "Nurse for six years. " + claim + "Works in intensive care.";
  const std::string first = "Nurse, [NAME] Ward\nLooked after patients at night. " + claim;
  const std::string second = "Helper, Ward B\nWashed, dressed and fed people at home.";
  std::string skills = "DIPS";
  for (int i = 0; i < 50; ++i) skills += ", Excel, Word";
  std::string projects;
  for (int i = 0; i < 12; ++i)
    projects += "Part " + std::to_string(i) + " of the ward was moved to another house.\n";
  const std::string courses =
      "First aid, 2019\nFire drill, 2020\nWe are looking for a nurse who will take part in the "
      "planning of the new ward.\nShort notice.\n";
  cv.set_blind_text("Summary\n" + summary + "\nExperience\n" + first + "\n" + second +
                    "\nSkills\n" + skills + "\nProjects\n" + projects + "\nCourses\n" + courses);
  AddSection(cv, cv::v1::SECTION_KIND_SUMMARY, summary);
  AddJob(cv, "Nurse, [NAME] Ward", first);
  AddJob(cv, "Helper", second);
  AddSection(cv, cv::v1::SECTION_KIND_SKILLS, skills);
  AddSection(cv, cv::v1::SECTION_KIND_PROJECTS, projects);
  AddSection(cv, cv::v1::SECTION_KIND_COURSES, courses);
  return cv;
}

Cv NynorskCv() {
  Cv cv;
  cv.set_blind_text(
      "Erfaring\nSjukepleiar, [NAME] sjukeheim\nRettleia elevar frå vidaregåande skule.\n"
      "Dagleg leiar\nHadde ansvar for fleire tilsette.\n");
  AddJob(cv, "Sjukepleiar",
         "Sjukepleiar, [NAME] sjukeheim\nRettleia elevar frå vidaregåande skule.");
  AddJob(cv, "Dagleg leiar", "Dagleg leiar\nHadde ansvar for fleire tilsette.");
  return cv;
}

// When this fails, what is embedded of a CV has changed: give kPassagesVersion another value, so
// that it stands in a generation of its own, and record the digest beside it.
TEST(PassagesTest, AnotherWayOfCuttingHasAnotherVersion) {
  std::string all;
  for (const Cv& cv : {RichCv(), NynorskCv()}) {
    const auto passages = SplitPassages(cv);
    const std::vector<std::string> texts = PassageTexts(cv, passages);
    for (size_t i = 0; i < passages.size(); ++i) {
      all += Cat(passages[i].span().begin(), "-", passages[i].span().end(), " ",
                 int{passages[i].section()}, " ", passages[i].entry(),
                 passages[i].title() ? " title|" : "|", texts[i], "\n");
    }
  }
  EXPECT_EQ(Cat(kPassagesVersion, " ", Sha256Hex(all).substr(0, 16)), "3 bac3d51f1f453287") << all;
}

// What is pasted in below a list does not change how the list is read.
TEST(PassagesTest, TextUnderAListIsApartFromWhatIsNamedThere) {
  const std::string list = "First aid, 2019\nFire drill, 2020\n";
  const std::string text =
      "We are looking for a nurse who will take part in the planning of the new ward.\nSoon.\n";
  Cv cv;
  cv.set_blind_text("Courses\n" + list + text);
  AddSection(cv, cv::v1::SECTION_KIND_COURSES, list + text);
  EXPECT_THAT(Texts(cv),
              ElementsAre("First aid, 2019 Fire drill, 2020",
                          "We are looking for a nurse who will take part in the planning of the "
                          "new ward. Soon."));
  // Where things are told of, they belong together.
  cv.mutable_sections(0)->set_kind(cv::v1::SECTION_KIND_PROJECTS);
  EXPECT_THAT(Texts(cv), SizeIs(1));
}

TEST(PassagesTest, NynorskIsEmbeddedInTheWordsOfBokmaal) {
  EXPECT_THAT(
      Texts(NynorskCv()),
      ElementsAre("Sykepleier, sykehjem Veiledet elever fra videregående skole.",
                  "Daglig leder Hadde ansvar for flere ansatte.", "Sykepleier", "Daglig leder"));
}

TEST(PassagesTest, LaterPartOfAJobCarriesItsTitle) {
  std::string text = "Nurse\n";
  for (int i = 1; i <= 8; ++i) {
    const std::string ward = std::to_string(i);
    text +=
        "Cared for patients on ward " + ward + " and wrote report " + ward + " of every shift.\n";
  }
  Cv cv;
  cv.set_blind_text(text);
  AddJob(cv, "Nurse", text);
  const std::vector<std::string> texts = Texts(cv);
  ASSERT_EQ(texts.size(), 3U);
  EXPECT_TRUE(texts[0].starts_with("Nurse Cared"));
  EXPECT_TRUE(texts[1].starts_with("Nurse: Cared"));
  EXPECT_EQ(texts[2], "Nurse");
}

TEST(PassagesTest, PlaceholdersAreQuotedButNotEmbedded) {
  Cv cv;
  cv.set_blind_text("[NAME] [PHONE]\n[NAME] is a chef.");
  AddSection(cv, cv::v1::SECTION_KIND_HEADER, "[NAME] [PHONE]");
  AddSection(cv, cv::v1::SECTION_KIND_SUMMARY, "[NAME] is a chef.");
  EXPECT_THAT(Texts(cv), ElementsAre("is a chef."));
  EXPECT_EQ(SplitPassages(cv)[0].span().begin(), 15U);
}

TEST(PassagesTest, ReferencesAndLettersAreLeftOut) {
  Cv cv;
  cv.set_blind_text("My boss\nDear all");
  AddSection(cv, cv::v1::SECTION_KIND_REFERENCES, "My boss");
  AddSection(cv, cv::v1::SECTION_KIND_LETTER, "Dear all");
  EXPECT_THAT(Texts(cv), IsEmpty());
}

TEST(PassagesTest, LongCvIsReadWholeInLongerPassages) {
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text += "Line " + std::to_string(1000 + i) + " of a very long course of life.\n";
  Cv cv;
  cv.set_blind_text(text);
  AddSection(cv, cv::v1::SECTION_KIND_EXPERIENCE, text);
  const auto passages = SplitPassages(cv);
  EXPECT_LE(passages.size(), kMaxPassages);
  EXPECT_EQ(passages.back().span().end(), text.size() - 1);
}

TEST(PassagesTest, RepeatedPageGivesThePassagesOfOne) {
  std::string page = "Nurse, Ward A\n";
  for (int i = 0; i < 40; ++i)
    page += "Duty" + std::to_string(i) + " on ward" + std::to_string(i) + " at night.\n";
  Cv once;
  once.set_blind_text(page);
  AddSection(once, cv::v1::SECTION_KIND_EXPERIENCE, page);
  Cv twice;
  twice.set_blind_text(page + page);
  auto* body = twice.add_sections();
  body->set_kind(cv::v1::SECTION_KIND_EXPERIENCE);
  body->mutable_body()->set_end(static_cast<uint32_t>(2 * page.size()));
  EXPECT_EQ(Texts(twice), Texts(once));
}

TEST(PassagesTest, SpansOutsideTheTextDoNoHarm) {
  Cv cv;
  cv.set_blind_text("Chef");
  auto* job = cv.add_experience();
  job->mutable_span()->set_begin(2);
  job->mutable_span()->set_end(900);
  EXPECT_THAT(Texts(cv), ElementsAre("ef"));
}

}  // namespace
}  // namespace utvalg::embed
