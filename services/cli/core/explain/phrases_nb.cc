// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/explain/phrases.h"

namespace utvalg::cli {

const Phrases kBokmalPhrases = {
    .tag = "nb",
    .found = {"", "funnet", "delvis", "ikke funnet", "lavere enn det utlysningen ber om"},
    .section = {"annet",      "øverst i CV-en",   "sammendrag", "arbeidserfaring",
                "utdanning",  "ferdigheter",      "språk",      "sertifikater",
                "kurs",       "førerkort",        "prosjekter", "publikasjoner",
                "priser",     "frivillig arbeid", "verv",       "interesser",
                "referanser", "personalia",       "annet",      "søknadsbrev"},
    .place = "side % linje %",
    .must = "krav",
    .nice = "ønske",
    .decimal = ',',
    .explanation = "Forklaring av poengsummen",
    .job = "Stilling",
    .application = "Søknad",
    .score = "Poengsum",
    .confidence = "Sikkerhet",
    .weight = "vekt % prosent",
    .reading =
        "Poengsummen er det vektede gjennomsnittet av kriteriene, fra 0 til 1. Sikkerheten sier "
        "hvor "
        "mye av CV-en som kunne leses, og hvor mye av stillingen den sier noe om. «Ikke funnet» "
        "betyr "
        "at CV-en ikke sier noe om det, ikke at søkeren mangler det. Rekkefølgen er en hjelp til å "
        "lese; det er et menneske som avgjør.",
    .nothing_said = "CV-en sier ikke noe om dette.",
    .nearest = "Nærmest i CV-en:",
    .digests = "Kontrollsummer for etterprøving",
    .digest_names = {"Generasjon", "Modell", "Poengregler", "Kalibrering", "Stilling", "CV"},
    .letter = "Forklaring av hvordan søknaden din ble behandlet",
    .letter_asked =
        "Du har søkt på stillingen «%». Vi bruker et dataprogram, Utvalg, som hjelp når vi leser "
        "søknader. Slike programmer regnes som høyrisikosystemer i EUs forordning om kunstig "
        "intelligens, og etter artikkel 86 har du rett til en klar forklaring på hvilken rolle "
        "programmet har hatt, og på hva det har lagt vekt på.",
    .role = "Programmets rolle",
    .role_text =
        {"Programmet leste CV-en din, sammenlignet den med kravene og ønskene i utlysningen og "
         "foreslo en rekkefølge å lese søknadene i. For hvert krav viste det oss hvor i CV-en det "
         "fant noe.",
         "Programmet kan ikke avslå en søknad og kan ikke innkalle noen. Alle søknadene er "
         "tilgjengelige for dem som ansetter, også de som står langt nede. Poengsummen din "
         "avhenger "
         "bare av din egen CV og utlysningen, ikke av de andre søkerne.",
         "Den samme CV-en får alltid den samme poengsummen. Vi kan regne den ut på nytt og "
         "kontrollere "
         "at den stemmer."},
    .elements = "Det programmet la vekt på",
    .elements_text =
        "CV-en din fikk poengsummen % på en skala fra 0 til 1. Listen viser hvert kriterium, hvor "
        "mye "
        "det teller, og hva programmet fant i CV-en din. Navn og andre personopplysninger er tatt "
        "ut av sitatene, slik de også var da CV-en ble sammenlignet med utlysningen.",
    .elements_not_found =
        "«Ikke funnet» betyr at programmet ikke fant noe om dette i CV-en. Det betyr ikke at du "
        "mangler "
        "det. Har du det likevel, kan du si fra til oss.",
    .not_used = "Det programmet ikke brukte",
    .not_used_text =
        "Navn, kjønn, alder og fødselsdato, adresse, nasjonalitet, familieforhold, helse, "
        "religion, "
        "politisk syn, fagforeningsmedlemskap og bilde ble tatt ut før sammenligningen. Tekst som "
        "ikke er synlig på siden, ble heller ikke brukt.",
    .who_decides = "Hvem som avgjør",
    .decided_open =
        "Det er ikke tatt noen avgjørelse om søknaden din ennå. Når den blir tatt, er det et "
        "menneske "
        "hos oss som tar den.",
    .decided_taken = "Søknaden din er % (%). Avgjørelsen ble tatt av et menneske hos oss.",
    .decides_text =
        "Den som avgjør, har tilgang til hele søknaden din og kan se bort fra rekkefølgen. Den som "
        "avgjør, må begrunne valget med egne ord.",
    .decided_as = {"", "mottatt", "under vurdering", "tatt med videre", "valgt ut til intervju",
                   "valgt ut til et tilbud", "godtatt, og du er ansatt", "avslått", "trukket",
                   "slettet"},
    .grounds = "Begrunnelsen var:",
    .rights = "Dette kan du gjøre",
    .rights_items = {"be om at et menneske ser på søknaden din på nytt, og si hva du mener",
                     "be om innsyn i opplysningene vi har om deg, få feil rettet eller få "
                     "opplysningene slettet",
                     "klage til Datatilsynet hvis du mener at vi ikke behandler opplysningene dine "
                     "lovlig",
                     "be Likestillings- og diskrimineringsombudet om veiledning, eller klage til "
                     "Diskrimineringsnemnda, hvis du mener at du er blitt diskriminert"},
    .signature = "For arbeidsgiveren (navn, stilling, telefon)",
    .date = "Dato",
    .guide = "Intervjuguide",
    .guide_use =
        "Spørsmålene gjelder det CV-en ikke svarer på, eller bare delvis svarer på. Still de samme "
        "åpne spørsmålene til alle søkere som har det samme kriteriet åpent, og noter svaret før "
        "du "
        "vurderer det. At noe ikke står i CV-en, er ikke et svar.",
    .guide_never =
        "Spør ikke om graviditet, planer om barn, religion eller livssyn, etnisitet, "
        "funksjonsnedsettelse, seksuell orientering, kjønnsidentitet eller kjønnsuttrykk "
        "(likestillings- og diskrimineringsloven § 30), og heller ikke om politisk syn eller "
        "medlemskap i fagforening (arbeidsmiljøloven § 13-4).",
    .to_ask = "Å spørre om",
    .nothing_open = "CV-en svarer på alle kriteriene. Ingen spørsmål står åpne.",
    .ask = "Spør",
    .notes = "Notater",
    .already_shown = "Allerede vist i CV-en",
    .open_question =
        {"Kan du gi et eksempel fra arbeid, utdanning eller verv som sier noe om dette?",
         "Hvilke av oppgavene i denne stillingen har du hatt før, og hva var ditt ansvar?",
         "Kan du fortelle om en oppgave der du brukte dette, og hva du selv gjorde?",
         "Hvor har du arbeidet med dette, hvor lenge, og hva besto arbeidet i?",
         "Hvilken utdanning har du som er relevant for dette kravet, og er den fullført?",
         "Når bruker du dette språket, og hvordan vil du beskrive nivået ditt muntlig og "
         "skriftlig?",
         "Har du denne godkjenningen eller dette sertifikatet, eller er du i gang med å skaffe "
         "det?",
         "Hvilke førerkortklasser har du i dag?",
         "Hvordan passer arbeidsstedet og reisene i stillingen for deg?",
         "Kan du gi et eksempel fra arbeid, utdanning eller verv som sier noe om dette?"},
    .contradicted_question =
        {"Hva kan du fortelle om dette ut over det som står i CV-en?",
         "Hva har du gjort som ligner mest på oppgavene i denne stillingen?",
         "Hva kan du fortelle om dette ut over det som står i CV-en?",
         "Har du annen erfaring med dette enn den som står i CV-en? Hvor og hvor lenge?",
         "Har du fullført eller påbegynt annen utdanning enn den som står i CV-en? Hva har du "
         "ellers "
         "lært som er relevant?",
         "Hvordan vil du beskrive nivået ditt i dag, muntlig og skriftlig, og når bruker du "
         "språket?",
         "Gjelder godkjenningen eller sertifikatet fortsatt, eller har du et annet som dekker "
         "kravet?",
         "Har du andre førerkortklasser enn dem som står i CV-en, eller er du i gang med å ta dem?",
         "Hvordan passer arbeidsstedet og reisene i stillingen for deg?",
         "Hva kan du fortelle om dette ut over det som står i CV-en?"},
    .closing = "Til slutt",
    .closing_text =
        "Er det noe i CV-en vi har misforstått, eller noe du vil legge til om kravene i "
        "stillingen?",
    .personal_data = "Inneholder personopplysninger. Oppbevares og slettes sammen med søknaden.",
};

}  // namespace utvalg::cli
