// SPDX-License-Identifier: Apache-2.0
#include "services/cli/core/explain/phrases.h"

namespace utvalg::cli {

const Phrases kNynorskPhrases = {
    .tag = "nn",
    .found = {"", "funne", "delvis", "ikkje funne", "lågare enn det utlysinga ber om"},
    .section = {"anna",       "øvst i CV-en",       "samandrag", "arbeidserfaring",
                "utdanning",  "ferdigheiter",       "språk",     "sertifikat",
                "kurs",       "førarkort",          "prosjekt",  "publikasjonar",
                "prisar",     "frivillig arbeid",   "verv",      "interesser",
                "referansar", "personopplysningar", "anna",      "søknadsbrev"},
    .place = "side % linje %",
    .must = "krav",
    .nice = "ønske",
    .decimal = ',',
    .explanation = "Forklaring av poengsummen",
    .job = "Stilling",
    .application = "Søknad",
    .score = "Poengsum",
    .confidence = "Tryggleik",
    .weight = "vekt % prosent",
    .reading =
        "Poengsummen er det vekta gjennomsnittet av kriteria, frå 0 til 1. Tryggleiken seier kor "
        "mykje "
        "av CV-en som kunne lesast, og kor mykje av stillinga han seier noko om. «Ikkje funne» "
        "tyder "
        "at CV-en ikkje seier noko om det, ikkje at søkjaren manglar det. Rekkjefølgja er ei hjelp "
        "til å lese; det er eit menneske som avgjer.",
    .nothing_said = "CV-en seier ikkje noko om dette.",
    .nearest = "Nærast i CV-en:",
    .digests = "Kontrollsummar for etterprøving",
    .digest_names = {"Generasjon", "Modell", "Poengreglar", "Kalibrering", "Stilling", "CV"},
    .letter = "Forklaring av korleis søknaden din vart behandla",
    .letter_asked =
        "Du har søkt på stillinga «%». Vi bruker eit dataprogram, Utvalg, som hjelp når vi les "
        "søknader. Slike program er rekna som høgrisikosystem i EU si forordning om kunstig "
        "intelligens, og etter artikkel 86 har du rett til ei klar forklaring på kva rolle "
        "programmet "
        "har hatt, og på kva det har lagt vekt på.",
    .role = "Rolla til programmet",
    .role_text =
        {"Programmet las CV-en din, samanlikna han med krava og ønska i utlysinga og gjorde "
         "framlegg "
         "om ei rekkjefølgje å lese søknadene i. For kvart krav viste det oss kvar i CV-en det "
         "fann "
         "noko.",
         "Programmet kan ikkje avslå ein søknad og kan ikkje kalle inn nokon. Alle søknadene er "
         "tilgjengelege for dei som tilset, også dei som står langt nede. Poengsummen din kjem "
         "berre "
         "an på din eigen CV og utlysinga, ikkje på dei andre søkjarane.",
         "Den same CV-en får alltid den same poengsummen. Vi kan rekne han ut på nytt og "
         "kontrollere "
         "at han stemmer."},
    .elements = "Det programmet la vekt på",
    .elements_text =
        "CV-en din fekk poengsummen % på ein skala frå 0 til 1. Lista viser kvart kriterium, kor "
        "mykje det tel, og kva programmet fann i CV-en din. Namn og andre personopplysningar er "
        "tekne "
        "ut av sitata, slik dei òg var då CV-en vart samanlikna med utlysinga.",
    .elements_not_found =
        "«Ikkje funne» tyder at programmet ikkje fann noko om dette i CV-en. Det tyder ikkje at du "
        "manglar det. Har du det likevel, kan du seie frå til oss.",
    .not_used = "Det programmet ikkje brukte",
    .not_used_text =
        "Namn, kjønn, alder og fødselsdato, adresse, nasjonalitet, familieforhold, helse, "
        "religion, "
        "politisk syn, medlemskap i fagforeining og bilete vart tekne ut før samanlikninga. Tekst "
        "som "
        "ikkje er synleg på sida, vart heller ikkje brukt.",
    .who_decides = "Kven som avgjer",
    .decided_open =
        "Det er ikkje teke noka avgjerd om søknaden din enno. Når ho blir teken, er det eit "
        "menneske "
        "hos oss som tek ho.",
    .decided_taken = "Søknaden din er % (%). Avgjerda vart teken av eit menneske hos oss.",
    .decides_text =
        "Den som avgjer, har tilgang til heile søknaden din og kan sjå bort frå rekkjefølgja. Den "
        "som "
        "avgjer, må grunngi valet med eigne ord.",
    .decided_as = {"", "motteken", "under vurdering", "teken med vidare", "vald ut til intervju",
                   "vald ut til eit tilbod", "godteken, og du er tilsett", "avslått", "trekt",
                   "sletta"},
    .grounds = "Grunngivinga var:",
    .rights = "Dette kan du gjere",
    .rights_items = {"be om at eit menneske ser på søknaden din på nytt, og seie kva du meiner",
                     "be om innsyn i opplysningane vi har om deg, få feil retta eller få "
                     "opplysningane sletta",
                     "klage til Datatilsynet dersom du meiner at vi ikkje behandlar opplysningane "
                     "dine lovleg",
                     "be Likestillings- og diskrimineringsombodet om rettleiing, eller klage til "
                     "Diskrimineringsnemnda, dersom du meiner at du har vorte diskriminert"},
    .signature = "For arbeidsgivaren (namn, stilling, telefon)",
    .date = "Dato",
    .guide = "Intervjuguide",
    .guide_use =
        "Spørsmåla gjeld det CV-en ikkje svarer på, eller berre delvis svarer på. Still dei same "
        "opne "
        "spørsmåla til alle søkjarar som har det same kriteriet ope, og noter svaret før du "
        "vurderer "
        "det. At noko ikkje står i CV-en, er ikkje eit svar.",
    .guide_never =
        "Spør ikkje om graviditet, planar om barn, religion eller livssyn, etnisitet, "
        "funksjonsnedsetjing, seksuell orientering, kjønnsidentitet eller kjønnsuttrykk "
        "(likestillings- og diskrimineringslova § 30), og heller ikkje om politisk syn eller "
        "medlemskap i fagforeining (arbeidsmiljølova § 13-4).",
    .to_ask = "Å spørje om",
    .nothing_open = "CV-en svarer på alle kriteria. Ingen spørsmål står opne.",
    .ask = "Spør",
    .notes = "Notat",
    .already_shown = "Allereie vist i CV-en",
    .open_question =
        {"Kan du gi eit døme frå arbeid, utdanning eller verv som seier noko om dette?",
         "Kva for nokre av oppgåvene i denne stillinga har du hatt før, og kva var ansvaret ditt?",
         "Kan du fortelje om ei oppgåve der du brukte dette, og kva du sjølv gjorde?",
         "Kvar har du arbeidd med dette, kor lenge, og kva gjekk arbeidet ut på?",
         "Kva for ei utdanning har du som er relevant for dette kravet, og er ho fullført?",
         "Når bruker du dette språket, og korleis vil du beskrive nivået ditt munnleg og "
         "skriftleg?",
         "Har du denne godkjenninga eller dette sertifikatet, eller er du i gang med å skaffe det?",
         "Kva for førarkortklassar har du i dag?",
         "Korleis passar arbeidsstaden og reisene i stillinga for deg?",
         "Kan du gi eit døme frå arbeid, utdanning eller verv som seier noko om dette?"},
    .contradicted_question =
        {"Kva kan du fortelje om dette ut over det som står i CV-en?",
         "Kva har du gjort som liknar mest på oppgåvene i denne stillinga?",
         "Kva kan du fortelje om dette ut over det som står i CV-en?",
         "Har du anna erfaring med dette enn den som står i CV-en? Kvar og kor lenge?",
         "Har du fullført eller byrja på anna utdanning enn den som står i CV-en? Kva har du elles "
         "lært som er relevant?",
         "Korleis vil du beskrive nivået ditt i dag, munnleg og skriftleg, og når bruker du "
         "språket?",
         "Gjeld godkjenninga eller sertifikatet framleis, eller har du eit anna som dekkjer "
         "kravet?",
         "Har du andre førarkortklassar enn dei som står i CV-en, eller er du i gang med å ta dei?",
         "Korleis passar arbeidsstaden og reisene i stillinga for deg?",
         "Kva kan du fortelje om dette ut over det som står i CV-en?"},
    .closing = "Til slutt",
    .closing_text =
        "Er det noko i CV-en vi har misforstått, eller noko du vil leggje til om krava i "
        "stillinga?",
    .personal_data =
        "Inneheld personopplysningar. Skal oppbevarast og slettast saman med søknaden.",
};

}  // namespace utvalg::cli
