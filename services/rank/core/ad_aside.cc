// SPDX-License-Identifier: Apache-2.0
#include "services/rank/core/ad_aside.h"

namespace utvalg::rank {
namespace {

enum Tag {
  kPractical,  // Contact, process, dates, hours.
  kOffered,
  kHead,        // Practical or offered where a sentence begins so: "Duration: 12 months".
  kOfEmployer,  // Its history and size.
  kApplicant,
  kSearch,  // "We are looking for", "vi trenger": about the applicant all the same.
  kEmployer,
};

const PhraseTable& Phrases() {
  static const PhraseTable kTable({
      {kPractical,
       "rettes til|please contact|reach out|inquiries|enquiries|henvendelse*|henvending*|"
       "for more details|more information|for more info|for ytterligere|mer informasjon|"
       "meir informasjon|les mer|lese mer|les meir|lese meir|read more|find out more|learn more|"
       "ser frem til|ser fram til|look forward to|looking forward to|høre fra deg|høyre frå deg|"
       "hear from you|please visit|antall stillinger|tal på stillingar|number of positions|"
       "number of openings|stillingsprosent|stillingsbrøk|stillingsstørrelse|# timer|timer "
       "ukentlig|"
       "timer per uke|timer i uken|timar i veka|hours per week|hours a week|asap|snarest|bopel|"
       "parking|step #|steg #|neste steg|next step|next steps|krysse av|kryssa av|hull i cv|"
       "hol i cv|innvandrerbakgrunn|innvandrarbakgrunn|funksjonsnedsett*|"
       "fill this position|some positions|not sponsor|in connection with this position|position is "
       "based|days a week|dager i uken|dagar i veka"},
      {kOffered,
       "perk|perks|inclusive work|inclusive culture|insurance|paid leave|parental leave|"
       "disability plan*|disability plans|payroll deduction*|employee referral*|wellness "
       "program*|wellness rewards|"
       "reward program*|rewards program*|great place to work|growth opportunities|"
       "opplæring blir gitt|opplæring vil bli gitt|opplæring gis|opplæring vert gitt|"
       "opplæring må påregnes|training will be given|training is provided|training provided|"
       "we help you|vi hjelper deg|vi hjelper deg med|vi hjelper til|behjelpelig*|en perfekt "
       "jobb|perfekt jobb|work life balance|domestic partners|"
       "eligible family|career growth|your career|you ll be part of|kan tilpasses|vil kunne "
       "tilpasses|"
       "rate for|actual compensation|compensation to be"},
      {kHead,
       "start date|start work|starting date|place of work|duration|varighet|varigheit|oppstart*|"
       "the opportunity to|opportunity to|opportunities to|muligheten til|mulighet til|mulighet "
       "for|"
       "muligheter for|moglegheit til|moglegheit for|moglegheiter for|exciting role|"
       "an exciting role|exciting opportunity|supportive|a supportive|inclusive|an inclusive|"
       "additional details|paid"},
      {kOfEmployer,
       "founded|stiftet|stifta|grunnlagt|headquarter*|headquartered|hovedkontor*|hovudkontor*|hq|"
       "etableringsfase|scale up|world leading|world s first|verdensledende|verdsleiande|"
       "what started as|composed of|består av|trusted|years of experience in the|"
       "global partner|er underlagt|is committed to|since #|siden #|sidan #"},
      {kApplicant,
       "du|deg|din|ditt|dine|dykk|you|your|you re|you ll|yours|søker*|søkar*|kandidat*|"
       "candidate*|applicant*|vedkommende|someone|somebody|individual*|noen som|nokon som|"
       "person|personer|personar|medarbeider*|medarbeidar*|kollega*|colleague*|professional*|"
       "incumbent|successful|stillingen|stillinga|rollen|rolla|jobben|the role|the position|"
       "this position|this role|the job"},
      {kSearch,
       "ser etter|søker|søkjer|leter|leiter|leitar|leter etter|på jakt etter|trenger|treng|"
       "treng ein|ønsker|ønskjer|ynskjer|krever|krev|krav|stiller krav|forventer|forventar|"
       "looking for|on the hunt|seek|seeks|seeking|need|needs|require|requires|required|expect|"
       "expects|want|hiring|minimum|must|må"},
      {kEmployer,
       "vi|vår|vårt|våre|we|our|selskapet|bedriften|bedrifta|konsernet|virksomheten|verksemda|"
       "gruppen|gruppa|avdelingen|avdelinga|enheten|eininga|the company|the group|the firm|"
       "the department|the team|these teams|this team|they|it|humanity|firmaet|kommunen|"
       "organisasjonen"},
  });
  return kTable;
}

// An address, a page, or what stands where one was taken out.
bool HasContact(std::string_view sentence) {
  for (const std::string_view mark :
       {"@", "www.", "http", "[TLF]", "[EPOST]", "[PHONE]", "[EMAIL]"})
    if (sentence.find(mark) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool SpeaksOfApplicant(const std::vector<Word>& words) {
  return Phrases().Contains(words, kApplicant);
}

Aside AsideOf(std::string_view sentence, const std::vector<Word>& words, const AdCues& cues) {
  if (HasContact(sentence)) return Aside::kNothing;
  bool applicant = false;
  bool search = false;
  bool history = false;
  bool employer = false;
  for (const PhraseTable::Match& match : Phrases().Find(words)) {
    switch (static_cast<Tag>(match.tag)) {
      case kPractical:
      case kOffered:
        return Aside::kNothing;
      case kHead:
        if (match.first_word == 0) return Aside::kNothing;
        break;
      case kOfEmployer:
        history = true;
        break;
      case kApplicant:
        applicant = true;
        break;
      case kSearch:
        search = true;
        break;
      case kEmployer:
        // Its subject, not somebody it works with: "All our servers", "We use".
        employer = employer || match.first_word <= 1;
        break;
    }
  }
  if (applicant || search || cues.nice || cues.experience || cues.education || cues.certificate)
    return Aside::kNone;
  if (history) return Aside::kNothing;
  return employer ? Aside::kEmployer : Aside::kNone;
}

}  // namespace utvalg::rank
