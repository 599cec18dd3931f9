// SPDX-License-Identifier: Apache-2.0
#include "services/ingest/core/training.h"

#include <array>

#include "common/base/digest.h"
#include "common/base/strings.h"
#include "services/ingest/core/sentences.h"

namespace utvalg::ingest {
namespace {

struct Question {
  Sentence text;
  std::array<Sentence, 3> answers;
  uint32_t right;  // From 1.
};

const std::array<Sentence, 8> kLessons = {{
    {"Systemet foreslår en rekkefølge å lese i. Det vet ikke hvem som er best; det fant ord som "
     "taler for kriteriene, og viser dem. Ingenting av det er etterprøvd.",
     "Systemet føreslår ei rekkjefølgje å lese i. Det veit ikkje kven som er best; det fann ord "
     "som "
     "talar for kriteria, og viser dei. Ingenting av det er etterprøvd.",
     "The system proposes an order to read by. It does not know who is best; it found words that "
     "speak for the criteria and shows them. Nothing of it is verified."},
    {"«Ikke funnet» betyr ikke «kan ikke». Folk utelater ting, særlig det de tar for gitt. Er det "
     "viktig, spør dem.",
     "«Ikkje funne» tyder ikkje «kan ikkje». Folk utelèt ting, særleg det dei tek for gitt. Er det "
     "viktig, spør dei.",
     "\"Not found\" is not \"cannot\". People leave things out, most of all what they take for "
     "granted. If it matters, ask them."},
    {"Lik plass er lik. Små forskjeller i poeng er ingen forskjell mellom mennesker.",
     "Lik plass er lik. Små skilnader i poeng er ingen skilnad mellom menneske.",
     "An equal rank is equal. Small differences in score are no difference between people."},
    {"Lav sikkerhet betyr dårlig lest, ikke dårlig egnet. «Trenger et menneske» betyr deg.",
     "Låg tryggleik tyder dårleg lesen, ikkje dårleg eigna. «Treng eit menneske» tyder deg.",
     "Low confidence means badly read, not badly suited. \"Needs a person\" means you."},
    {"Les også under streken. Kontrollutvalget er den eneste måten å se hva rekkefølgen overser.",
     "Les òg under streken. Kontrollutvalet er den einaste måten å sjå kva rekkjefølgja overser.",
     "Read below the line too. The control sample is the only way to see what the order misses."},
    {"Ikke legg tilbake det som er tatt ut. Graviditet, familieplaner, etnisitet, religion, "
     "funksjonsnedsettelse, orientering, politikk og fagforening skal ikke telle, heller ikke når "
     "søkeren nevner det selv (ldl. § 30, aml. § 13-4).",
     "Ikkje legg tilbake det som er teke ut. Graviditet, familieplanar, etnisitet, religion, "
     "funksjonsnedsetjing, orientering, politikk og fagforeining skal ikkje telje, heller ikkje "
     "når "
     "søkjaren nemner det sjølv (ldl. § 30, aml. § 13-4).",
     "Do not put back what was taken out. Pregnancy, family plans, ethnicity, religion, "
     "disability, "
     "orientation, politics and union do not count, also when the applicant mentions them (Norway: "
     "ldl § 30, aml § 13-4)."},
    {"Gi din egen begrunnelse: nevn kriteriet og hva du leste. «Systemet plasserte dem lavt» er "
     "ingen "
     "begrunnelse.",
     "Gi di eiga grunngiving: nemn kriteriet og kva du las. «Systemet plasserte dei lågt» er inga "
     "grunngiving.",
     "Give your own grounds: name the criterion and what you read. \"The system ranked them low\" "
     "is "
     "no ground."},
    {"Du kan avvike fra rekkefølgen, og du kan slutte å bruke den. Si det, og si hvorfor.",
     "Du kan avvike frå rekkjefølgja, og du kan slutte å bruke ho. Sei det, og sei kvifor.",
     "You may depart from the order, and you may stop using it. Say so, and say why."},
}};

const std::array<Question, 6> kQuestions = {{
    {{"Kan du avslå alle under plass 20 uten å lese dem?",
      "Kan du avslå alle under plass 20 utan å lese dei?",
      "May you decline everybody below rank 20 without reading them?"},
     {{{"Ja, rekkefølgen er bygd på kriteriene.", "Ja, rekkjefølgja er bygd på kriteria.",
        "Yes, the order rests on the criteria."},
       {"Nei. Plassen er ingen begrunnelse, og da hadde maskinen bestemt.",
        "Nei. Plassen er inga grunngiving, og då hadde maskina bestemt.",
        "No. A rank is no ground, and the machine would have decided."},
       {"Ja, hvis lederen er enig.", "Ja, om leiaren er samd.", "Yes, if the manager agrees."}}},
     2},
    {{"Et absolutt krav er «ikke funnet». Hva gjør du?",
      "Eit absolutt krav er «ikkje funne». Kva gjer du?",
      "A must-have is \"not found\". What do you do?"},
     {{{"Avslår: kravet er ikke oppfylt.", "Avslår: kravet er ikkje oppfylt.",
        "Decline: the requirement is not met."},
       {"Senker poengene.", "Senkar poenga.", "Lower the score."},
       {"Leser CV-en, og spør hvis det er viktig.", "Les CV-en, og spør om det er viktig.",
        "Read the CV, and ask if it matters."}}},
     3},
    {{"To søkere deler plass 3. Hvem er først?", "To søkjarar deler plass 3. Kven er først?",
      "Two applicants share rank 3. Who is first?"},
     {{{"Ingen av dem.", "Ingen av dei.", "Neither."},
       {"Den som står øverst på skjermen.", "Den som står øvst på skjermen.",
        "The one higher on the screen."},
       {"Den med høyest poeng.", "Den med høgast poeng.", "The one with the higher score."}}},
     1},
    {{"En søker spør hvorfor hun ikke ble invitert. Hva svarer du med?",
      "Ein søkjar spør kvifor ho ikkje vart invitert. Kva svarar du med?",
      "An applicant asks why she was not invited. What do you answer with?"},
     {{{"Plassen hennes.", "Plassen hennar.", "Her rank."},
       {"Kriteriene, hva som ble lest, og din egen begrunnelse.",
        "Kriteria, kva som vart lese, og di eiga grunngiving.",
        "The criteria, what was read, and your own grounds."},
       {"At systemet bestemte det.", "At systemet bestemte det.", "That the system decided it."}}},
     2},
    {{"CV-en sier at søkeren er gravid. Kan det telle?",
      "CV-en seier at søkjaren er gravid. Kan det telje?",
      "The CV says that the applicant is pregnant. May that count?"},
     {{{"Bare til fordel for henne.", "Berre til fordel for henne.", "Only in her favour."},
       {"Ja, hvis stillingen haster.", "Ja, om stillinga hastar.", "Yes, if the job is urgent."},
       {"Nei, i ingen retning.", "Nei, i inga retning.", "No, in neither direction."}}},
     3},
    {{"Navnebyttetesten viser én forskjell. Hva nå?", "Namnebytetesten viser éin skilnad. Kva no?",
      "The swap of names shows one difference. What now?"},
     {{{"Stopp bruken og si fra til den som er ansvarlig.",
        "Stopp bruken og sei frå til den som er ansvarleg.",
        "Stop using it and tell the person responsible."},
       {"Én er innenfor feilmarginen.", "Éin er innanfor feilmarginen.",
        "One is within the margin of error."},
       {"Kjør testen på nytt.", "Køyr testen på nytt.", "Run the test again."}}},
     1},
}};

}  // namespace

std::string TrainingVersion() {
  std::string all;
  const auto add = [&all](const Sentence& sentence) {
    all += Cat(sentence.nb, "\n", sentence.nn, "\n", sentence.en, "\n");
  };
  for (const Sentence& lesson : kLessons) add(lesson);
  for (const Question& question : kQuestions) {
    add(question.text);
    for (const Sentence& answer : question.answers) add(answer);
    all += Cat(question.right, "\n");
  }
  return Sha256Hex(all).substr(0, 12);
}

v1::GetTrainingResponse TrainingIn(const std::string& locale) {
  const std::string language = LocaleOr(locale);
  v1::GetTrainingResponse training;
  training.set_version(TrainingVersion());
  for (const Sentence& lesson : kLessons) training.add_lessons(lesson.In(language));
  for (const Question& question : kQuestions) {
    v1::TrainingQuestion* const asked = training.add_questions();
    asked->set_text(question.text.In(language));
    for (const Sentence& answer : question.answers) asked->add_answers(answer.In(language));
  }
  return training;
}

std::vector<uint32_t> WrongAnswers(const std::vector<uint32_t>& answers) {
  std::vector<uint32_t> wrong;
  for (uint32_t i = 0; i < kQuestions.size(); ++i) {
    if (i >= answers.size() || answers[i] != kQuestions[i].right) wrong.push_back(i + 1);
  }
  return wrong;
}

}  // namespace utvalg::ingest
