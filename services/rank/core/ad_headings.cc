// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_headings.h"

#include <array>
#include <vector>

#include "services/rank/core/phrases.h"

namespace utvalg::rank {
namespace {

constexpr int kTag(AdSection section) { return static_cast<int>(section); }

const PhraseTable& Headings() {
  using S = AdSection;
  static const PhraseTable kTable({
      {kTag(S::kIntroduction),
       "about the job|about the role|about this role|about the position|"
       "about this position|about the team|job description|position description|"
       "job summary|position summary|role summary|summary|overview|the role|"
       "the position|the opportunity|om stillingen|om stillinga|om rollen|om rolla|"
       "om jobben|stillingsbeskriv*|stillingsskildring"},
      {kTag(S::kTasks),
       "responsibilit*|duties|tasks|accountabilities|essential function*|"
       "job functions|key functions|main activities|what you will do|what you ll do|"
       "what you ll be doing|what you will be doing|you will|you ll|your role|"
       "day to day|a typical day|your mission|your impact|make a difference|"
       "arbeidsoppg*|oppgaver|oppgåver|hovedoppgaver|hovudoppgåver|ansvarsområde*|"
       "ansvar og|ansvar|hva du skal gjøre|kva du skal gjere|hva vil du jobbe med|"
       "du skal|din rolle|di rolle|rollen innebærer|stillingen innebærer|"
       "stillinga inneber|stillingens innhold"},
      {kTag(S::kRequired),
       "requirement*|required|qualification*|minimum|must have*|what you bring|"
       "what you ll bring|what you will bring|what you need|what you ll need|"
       "what we look for|looking for|we seek|who you are|about you|you have|"
       "your profile|your background|your experience|candidate profile|"
       "ideal candidate|skills|experience|education|competenc*|knowledge|"
       "certification*|kvalifikasjon*|kompetanse|kompetansekrav|krav|krav til|"
       "vi søker|vi søkjer|vi ser etter|ser vi etter|vi leter etter|leter vi etter|"
       "vi leitar etter|søker vi|søkjer vi|hvem er du|kven er du|er du den|om deg|"
       "du har|du bør ha|du må ha|din bakgrunn|din profil|bakgrunnen din|"
       "din kompetanse|utdanning*|utdannelse|erfaring|språk"},
      {kTag(S::kDesired),
       "nice to have*|preferred|desired|desirable|bonus points|bonus skills|pluss|"
       "plusses|a plus|advantage*|ønsk*|ynsk*|fordel|en fordel|ein fordel|gjerne"},
      {kTag(S::kTraits),
       "personlig*|personleg*|personlig* kvalifikasjon*|personleg* kvalifikasjon*|"
       "egenskaper|eigenskapar|personal qualities|personal attributes|personal skills|"
       "personal characteristics|soft skills|personality|hvem du er|som person"},
      {kTag(S::kCompany),
       "about us|about the company|company|company description|who we are|our mission|"
       "our values|our story|our culture|life at|om oss|om selskapet|om bedriften|"
       "om bedrifta|om arbeidsgiveren|om arbeidsgjevaren|om kunden|hvem er vi|"
       "kven er vi|hvem vi er|kven vi er"},
      {kTag(S::kOffer),
       "we offer|what we offer|we can offer|benefits|perks|compensation|salary|"
       "pay range|pay|what you get|what you ll get|what s in it for you|why join|"
       "why work|why us|rewards|vi tilbyr|vi tilbyd|vi tilbyr deg|tilbyr vi|tilbyr|"
       "vi kan tilby|kan tilby|hvorfor|kvifor|lønn|løn|betingelser|hos oss får du|"
       "vi gir deg"},
      {kTag(S::kApply),
       "how to apply|application|to apply|apply|contact|deadline|location|hiring process|"
       "recruitment process|interview process|the process|prosessen|rekrutteringsprosess*|"
       "ansettelsesprosess*|tilsettingsprosess*|intervjuprosess*|"
       "working conditions|work environment|physical demands|physical requirements|"
       "schedule|hours|equal opportunity|equal employment|eeo|diversity|disclaimer|"
       "additional information|employment type|søknad*|søk på|søk stillingen|"
       "slik søker du|slik søkjer du|kontakt*|frist|arbeidstid*|arbeidssted|"
       "arbeidsstad|tiltredelse|tiltreding|om søknaden|mangfold|mangfald|"
       "andre opplysninger|andre opplysningar|annen informasjon|generelt|spørsmål"},
  });
  return kTable;
}

// Where a heading speaks of two things, the earlier of these decides.
constexpr std::array<AdSection, 8> kPriority = {
    AdSection::kOffer,  AdSection::kApply, AdSection::kDesired, AdSection::kRequired,
    AdSection::kTraits, AdSection::kTasks, AdSection::kCompany, AdSection::kIntroduction};

constexpr size_t kMaxHeadingWords = 9;

// "About Nofence", "Om Bravo", "Why HDR": a name nobody can list.
std::optional<AdSection> NamesEmployer(const std::vector<Word>& words) {
  constexpr size_t kMostWords = 4;
  if (words.size() < 2 || words.size() > kMostWords) return std::nullopt;
  const std::string& first = words.front().folded;
  if (first == "about" || first == "om") return AdSection::kCompany;
  if (first == "why") return AdSection::kOffer;
  return std::nullopt;
}

}  // namespace

std::optional<AdSection> HeadingSection(std::string_view heading) {
  const std::vector<Word> words = SplitWords(heading);
  if (words.empty() || words.size() > kMaxHeadingWords) return std::nullopt;
  std::array<bool, kPriority.size()> named = {};
  size_t covered = 0;
  size_t next = 0;
  for (const PhraseTable::Match& match : Headings().Find(words)) {
    if (match.first_word < next) continue;  // Inside a longer phrase.
    next = match.first_word + match.words;
    covered += match.words;
    named[static_cast<size_t>(match.tag)] = true;
  }
  // A long line that merely mentions one such word is a sentence.
  if (covered == 0) return NamesEmployer(words);
  if (words.size() > 5 && covered * 3 < words.size()) return std::nullopt;
  for (const AdSection section : kPriority) {
    if (named[static_cast<size_t>(section)]) return section;
  }
  return std::nullopt;
}

}  // namespace utvalg::rank
