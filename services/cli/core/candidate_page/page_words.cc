// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/candidate_page/page_words.h"

namespace utvalg::cli {
namespace {

constexpr PageWords kBokmal = {
    .tag = "nb",
    .title = "Søknaden din",
    .revision = "utgave",
    .page = "side",
    .line = "linje",
    .steps = {"Mottatt", "Leses av et menneske", "Avgjort"},
    .read = "Dette ble lest",
    .read_note = "Bare dette sammenlignes med utlysningen. Se etter at det stemmer.",
    .nothing_read = "Ingenting er lest ennå.",
    .kinds = {"Arbeid", "Utdanning", "Ferdigheter", "Språk", "Sertifikater og kurs", "Førerkort"},
    .not_used = "Dette ble ikke brukt",
    .not_used_note = "Det er tatt ut før noe sammenlignes.",
    .could_not = "Dette kunne ikke leses",
    .pending = "Dette gjenstår",
    .feedback = "Hva som ble funnet for hvert krav",
    .nearest = "Det nærmeste i CV-en:",
    .you_can = "Dette kan du gjøre",
    .correct = "Send et rettet dokument",
    .choose = "Ny CV (PDF, Word, OpenDocument eller tekst, høyst 10 MB)",
    .send = "Send",
    .ask = "Be om at et menneske leser søknaden",
    .ask_note = "Da kan ingen avslå den før et menneske har åpnet den.",
    .copy = "Last ned alt vi har om søknaden",
    .copy_json_resume = "som JSON Resume",
    .copy_europass = "med feltene til Europass",
    .withdraw = "Trekk søknaden",
    .withdraw_note =
        "Du er ikke lenger med. Opplysningene blir værende til du ber om å få dem "
        "slettet, eller tiden deres er ute.",
    .erase = "Slett alt om meg",
    .erase_note =
        "Alle søknadene dine hos denne arbeidsgiveren slettes og kan ikke hentes fram "
        "igjen. Du får en signert kvittering.",
    .confirm = "Jeg vet at dette ikke kan gjøres om",
    .erased = "Alt om deg er slettet",
    .erased_note = "Alle deler av systemet har svart. Kvitteringen er signert; ta vare på den.",
    .erasing_note = "Slettingen er i gang og fullføres også om du lukker siden.",
    .failures = {"Lenken virker ikke", "Det går ikke nå", "Det kom ingen fil", "Filen er for stor",
                 "Prøv igjen om litt"},
    .failure_notes = {"Den er feil eller utløpt, eller søknaden er slettet. Spør arbeidsgiveren "
                      "om du mener at den skal virke.",
                      "Søknaden kan være trukket, eller stillingen stengt. Gå tilbake og se hvor "
                      "den står.",
                      "Gå tilbake, velg en fil og send igjen.",
                      "Gå tilbake og send en fil på høyst 10 MB.",
                      "Systemet svarer ikke akkurat nå. Ingenting er gått tapt."},
    .footer = "En maskin foreslår en rekkefølge å lese i. Mennesker bestemmer."};

constexpr PageWords kNynorsk = {
    .tag = "nn",
    .title = "Søknaden din",
    .revision = "utgåve",
    .page = "side",
    .line = "linje",
    .steps = {"Motteken", "Blir lesen av eit menneske", "Avgjord"},
    .read = "Dette vart lese",
    .read_note = "Berre dette blir samanlikna med utlysinga. Sjå etter at det stemmer.",
    .nothing_read = "Ingenting er lese enno.",
    .kinds = {"Arbeid", "Utdanning", "Ferdigheiter", "Språk", "Sertifikat og kurs", "Førarkort"},
    .not_used = "Dette vart ikkje brukt",
    .not_used_note = "Det er teke ut før noko blir samanlikna.",
    .could_not = "Dette kunne ikkje lesast",
    .pending = "Dette står att",
    .feedback = "Kva som vart funne for kvart krav",
    .nearest = "Det nærmaste i CV-en:",
    .you_can = "Dette kan du gjere",
    .correct = "Send eit retta dokument",
    .choose = "Ny CV (PDF, Word, OpenDocument eller tekst, høgst 10 MB)",
    .send = "Send",
    .ask = "Be om at eit menneske les søknaden",
    .ask_note = "Då kan ingen avslå han før eit menneske har opna han.",
    .copy = "Last ned alt vi har om søknaden",
    .copy_json_resume = "som JSON Resume",
    .copy_europass = "med felta til Europass",
    .withdraw = "Trekk søknaden",
    .withdraw_note =
        "Du er ikkje lenger med. Opplysningane blir verande til du ber om å få dei "
        "sletta, eller tida deira er ute.",
    .erase = "Slett alt om meg",
    .erase_note =
        "Alle søknadene dine hos denne arbeidsgivaren blir sletta og kan ikkje hentast "
        "fram att. Du får ei signert kvittering.",
    .confirm = "Eg veit at dette ikkje kan gjerast om",
    .erased = "Alt om deg er sletta",
    .erased_note = "Alle delar av systemet har svara. Kvitteringa er signert; ta vare på ho.",
    .erasing_note = "Slettinga er i gang og blir fullført også om du lukkar sida.",
    .failures = {"Lenkja verkar ikkje", "Det går ikkje no", "Det kom inga fil", "Fila er for stor",
                 "Prøv igjen om litt"},
    .failure_notes = {"Ho er feil eller gått ut, eller søknaden er sletta. Spør arbeidsgivaren om "
                      "du meiner at ho skal verke.",
                      "Søknaden kan vere trekt, eller stillinga stengd. Gå tilbake og sjå kvar han "
                      "står.",
                      "Gå tilbake, vel ei fil og send igjen.",
                      "Gå tilbake og send ei fil på høgst 10 MB.",
                      "Systemet svarar ikkje akkurat no. Ingenting er gått tapt."},
    .footer = "Ei maskin føreslår ei rekkjefølgje å lese i. Menneske bestemmer."};

constexpr PageWords kEnglish = {
    .tag = "en",
    .title = "Your application",
    .revision = "revision",
    .page = "page",
    .line = "line",
    .steps = {"Received", "Read by a person", "Decided"},
    .read = "What was read",
    .read_note = "Only this is compared with the advertisement. Please check that it is right.",
    .nothing_read = "Nothing has been read yet.",
    .kinds = {"Work", "Education", "Skills", "Languages", "Certificates and courses",
              "Driving licences"},
    .not_used = "What was not used",
    .not_used_note = "It is taken out before anything is compared.",
    .could_not = "What could not be read",
    .pending = "Still to come",
    .feedback = "What was found for each requirement",
    .nearest = "The nearest in the CV:",
    .you_can = "What you can do",
    .correct = "Send a corrected document",
    .choose = "New CV (PDF, Word, OpenDocument or text, at most 10 MB)",
    .send = "Send",
    .ask = "Ask that a person reads it",
    .ask_note = "Then nobody can decline it before a person has opened it.",
    .copy = "Download everything held about the application",
    .copy_json_resume = "as JSON Resume",
    .copy_europass = "with the fields of Europass",
    .withdraw = "Withdraw the application",
    .withdraw_note =
        "You no longer take part. What is held stays until you ask for its erasure, "
        "or its time is over.",
    .erase = "Erase everything about me",
    .erase_note =
        "All your applications with this employer are erased and cannot be brought back. "
        "You get a signed certificate.",
    .confirm = "I know that this cannot be undone",
    .erased = "Everything about you is erased",
    .erased_note = "Every part of the system has answered. The certificate is signed; keep it.",
    .erasing_note = "The erasure is under way, and completes also if you close this page.",
    .failures = {"The link does not work", "That is not possible now", "No file came",
                 "The file is too large", "Try again in a while"},
    .failure_notes = {"It is wrong or has run out, or the application was erased. Ask the employer "
                      "if you think that it should work.",
                      "The application may have been withdrawn, or the job closed. Go back and see "
                      "where it stands.",
                      "Go back, choose a file and send again.",
                      "Go back and send a file of at most 10 MB.",
                      "The system does not answer right now. Nothing is lost."},
    .footer = "A machine proposes an order to read by. People decide."};

}  // namespace

const PageWords& PageWordsIn(std::string_view locale) {
  return locale == "nn" ? kNynorsk : locale == "en" ? kEnglish : kBokmal;
}

}  // namespace utvalg::cli
