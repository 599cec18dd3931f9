# SPDX-License-Identifier: Apache-2.0
"""The same CVs with other people on them, for the test that nothing of a person reaches the blind side.

Names have 2 to 40 characters (the long ones wrap the header line), of several origins and both sexes; addresses, birth
dates, telephone forms and e-mail addresses differ in length too. All else is equal, so the blind CV must be equal byte
for byte. One sentence of each CV speaks of the person by name and pronoun.
"""

import copy
import datetime

from record import Record

# name, is a man, birth date, address, phone, e-mail, family in nb / nn / en.
PEOPLE = [
    ("Bo", True, "1960-01-02", "Å 1, 8392 Sørvågen", "40 00 10 01", "bo@example.no",
     ("Gift", "Gift", "Married")),
    ("Li Wu", False, "2000-12-31", "Storgata 100, 0182 Oslo", "+47 400 01 002", "li.wu@mail.example",
     ("Ugift", "Ugift", "Single")),
    ("Kari Nordmann", False, "1979-05-17", "Kirkeveien 7B, 0268 Oslo", "0047 40 00 10 03", "kari.nordmann@example.com",
     ("Skilt, to barn", "Skild, to born", "Divorced, two children")),
    ("Mohammed Abdi Hassan", True, "1988-08-08", "Grønlandsleiret 27, H0304, 0190 Oslo", "400 01 004",
     "mohammed.abdi.hassan@epost.example", ("Gift, fire barn", "Gift, fire born", "Married, four children")),
    ("Bjørn Dag Even Liv", True, "1965-02-28", "Nedre Øvregate 3, 5006 Bergen", "+4740001005", "bdel@example.org",
     ("Enkemann", "Enkjemann", "Widower")),
    ("Nguyễn Thị Minh Khai", False, "1993-03-09", "Elgesetervegen 19, 7030 Trondheim", "400 01 006",
     "khai@nguyen.example", ("Samboer", "Sambuar", "Cohabitant")),
    ("Anne-Kristine Bjørnstad-Håkonsen", False, "1971-11-11", "Sankthanshaugen borettslag 44, 4013 Stavanger",
     "+47 400 01 007", "anne-kristine.bjornstad-hakonsen@example.com",
     ("Separert, ett barn", "Separert, eitt barn", "Separated, one child")),
    ("Maximilian-Alexander von Hohenberg Wolff", True, "1984-07-21", "Professor Kohts vei 108, 1368 Stabekk",
     "+47 400 01 008", "maximilian-alexander.hohenberg.wolff@post.example", ("Gift", "Gift", "Married")),
]

# Record, how it is rendered, and the sentence that speaks of the person.
CVS = [
    ("01-ingrid-solheim", {"format": "pdf", "layout": "sidebar"},
     "{first} har fast stilling, og {she} kan begynne om tre måneder."),
    ("04-havard-bjornsen", {"format": "pdf", "layout": "datetable"},
     "{first} er fagorganisert, og {she} har bil."),
    ("07-kwame-mensah-boateng", {"format": "docx", "layout": "header"},
     "{first} speaks at conferences, and {she} reviews papers."),
    ("13-kjell-arne-strand", {"format": "docx", "layout": "table"},
     "{first} tar gjerne vakter, og {she} har egen bil."),
    ("16-tomasz-wisniewski", {"format": "html", "layout": "classic"},
     "{first} is used to rotation, and {she} works well alone."),
    ("19-dag-even-liland", {"format": "txt", "layout": "text"},
     "{first} er vant til frister, og {she} møter forberedt."),
]
PRONOUNS = {"nb": ("hun", "han"), "nn": ("ho", "han"), "en": ("she", "he")}


def records(folder):
    """(record's name, number of the person from 1, Record) for every pair."""
    for stem, render, sentence in CVS:
        original = Record.load(folder / f"{stem}.yaml")
        for number, (name, man, born, address, phone, email, family) in enumerate(PEOPLE, 1):
            data = copy.deepcopy(original.data)
            language = data["language"]
            data["render"].update(render)
            data["person"] = {"name": name, "birth_date": datetime.date.fromisoformat(born), "address": address,
                              "phone": phone, "email": email, "family": family[("nb", "nn", "en").index(language)]}
            about = sentence.format(first=name.split()[0], she=PRONOUNS[language][man])
            data["summary"] = f"{' '.join(data['summary'].split())} {about}"
            yield stem, number, Record(data)
