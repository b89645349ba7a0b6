import pytest

from assistant.naming import mentions, of_place, of_year, quoted_headings, without_mentions, without_place
from corpus.document import Document, Edition, Section, Span

PLAN = Document("plan", "Jaarplan 2022 gemeente Zilverwoude", "a.txt", kind="jaarplan", date="2021-10-04")
COURSE = Document("koers", "Koers 2030", "b.txt", kind="visie", date="2023-03")
NEWS = Document("nieuws", "Rietmeer kiest voor kleine dorpen", "c.txt", kind="nieuwsbericht", date="2022-06-09")
DOCUMENTS = (PLAN, COURSE, NEWS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Geldt het jaarplan nog?", [PLAN]),
        ("Wat staat er in de Koers 2030?", [COURSE]),
        ("Wat is het verschil tussen het jaarplan 2022 en de koers?", [PLAN, COURSE]),
        ("Zegt het bericht uit 2022 iets anders dan de visie van 2023?", [NEWS, COURSE]),
        ("rietmeer kiest voor kleine dorpen", [NEWS]),
        ("Geldt het jaarplan 2019 nog?", []),  # another year, another document
        ("Wat staat er op de agenda?", []),
        ("Wat kost het zwembad in 2022?", []),
        ("Welke acties uit het jaarplan komen in 2031?", [PLAN]),  # that year is when, not which plan
    ],
)
def test_a_document_is_named_by_its_title_or_by_what_it_is_and_its_year(text: str, named: list[Document]) -> None:
    assert [mention.document for mention in mentions(text, DOCUMENTS)] == named


def test_a_name_that_fits_two_documents_names_neither_until_a_year_tells_them_apart() -> None:
    older = Document("oud", "Koers 2025", "d.txt", date="2019")

    assert mentions("Wat wil de koers?", (COURSE, older)) == ()
    assert [mention.document for mention in mentions("Wat wil de koers 2025?", (COURSE, older))] == [older]


def test_the_subject_is_left_when_the_names_are_cut_out() -> None:
    text = "Vergelijk het zwembad in het jaarplan van 2022 met de Koers 2030"

    assert without_mentions(text, mentions(text, DOCUMENTS)) == "Vergelijk het zwembad"


def test_a_year_names_the_only_document_of_that_year() -> None:
    assert of_year("2023", DOCUMENTS) == COURSE
    assert of_year("2022", DOCUMENTS) == PLAN  # the year of a title before that of a date
    assert of_year("2019", DOCUMENTS) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wat kost afval in Elzerhaven?", {"a", "b"}),
        ("wat kost afval in elzerhaven", {"a", "b"}),
        ("Wat kost afval in de Elzerhavense wijken?", set()),
        ("Wat kost afval in Elzerhaven en in Oud Veenstaden?", set()),  # a comparison
        ("Wat kost afval in Veenstaden?", set()),  # another place
        ("Wat kost afval in de gemeente?", set()),
        ("Wat wil Rietbank?", set()),  # no place
    ],
)
def test_a_place_is_named_by_its_name(text: str, found: set[str]) -> None:
    publishers = {"a": "Gemeente Elzerhaven", "b": "Gemeente Elzerhaven", "c": "Gemeente Oud Veenstaden", "d": "Rietbank"}
    documents = [Document(id_, f"Stuk {id_}", f"{id_}.txt", publisher=publisher) for id_, publisher in publishers.items()]

    assert of_place(text, documents) == found
    assert of_place(text, documents[:2]) == frozenset()  # a single publisher sets nothing apart


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Wat gaat Elzerhaven doen voor ouderen?", "Wat gaat de gemeente doen voor ouderen?"),
        ("Gaat elzerhaven bouwen?", "Gaat de gemeente bouwen?"),
        ("Hoeveel huizen bouwt de gemeente Elzerhaven?", "Hoeveel huizen bouwt de gemeente?"),
        ("Wat doet waterschap Rijn en Oever aan dijken?", "Wat doet het waterschap aan dijken?"),
        ("Stopt de trein in Elzerhaven Centraal?", None),  # a part of another name
        ("Wat kost een zaal in Dorpshuis Elzerhaven?", None),
        ("Komt er een park in Elzerhaven-Noord?", None),
        ("Wat zeggen de Elzerhavense scholen?", None),
        ("Wat kost onze gemeente Elzerhaven?", None),  # what stands before it would not fit
        ("Wat staat er op www.elzerhaven.nl?", None),
        ("Wat wil Elzerhaven's raad?", None),
        ("Wat doet Veenstaden voor ouderen?", None),
        ("Wat wil Rietbank?", None),  # no place
        ("Doet de provincie Oever iets aan natuur?", None),  # two have that name
        ("Is het in Elzerhaven anders dan in Rijn en Oever?", None),  # two are named
        ("Wat wil de Woonvisie Elzerhaven 2030?", None),
        ("wat wil de woonvisie elzerhaven 2030", None),  # the name of a document
        ("Hoe helpen buren elkaar?", None),  # and Buren is a municipality
        ("Hoe helpt Buren zijn inwoners?", "Hoe helpt de gemeente zijn inwoners?"),
        ("Wat wil Sudwest-Terp?", "Wat wil de gemeente?"),
        ("Wat doet 't Haagje?", "Wat doet de gemeente?"),
        ("Wat kost het water van Rijnterp?", "Wat kost het water van het hoogheemraadschap?"),
        ("Wat doen Elzerhaven, Blokdam en Laarveen samen?", None),  # of several places none is "de gemeente"
        ("Wat doen Blokdam en Elzerhaven samen?", None),
        ("Komt er een weg rond Elzerhaven?", None),  # of where it lies, not of what it does
        ("Wat doet 's-Hertogenbosch voor ouderen?", "Wat doet de gemeente voor ouderen?"),
    ],
)
def test_the_name_of_the_place_whose_documents_these_are_is_read_as_what_they_call_themselves(text: str, read: str | None) -> None:
    publishers = (
        "Gemeente Elzerhaven",
        "Waterschap Rijn en Oever",
        "Rietbank",
        "Gemeente Oever",
        "Provincie Oever",
        "Gemeente Buren",
        "Gemeente 's-Hertogenbosch",
        "Gemeente Súdwest-Terp",
        "Gemeente 't Haagje",
        "Hoogheemraadschap van Rijnterp",
    )
    documents = [Document(id_, f"Stuk {id_}", f"{id_}.txt", publisher=publisher) for id_, publisher in zip("abcdefghij", publishers, strict=True)]
    documents += [Document(year, f"Woonvisie Elzerhaven {year}", f"{year}.txt", kind="visie", publisher=publishers[0]) for year in ("2025", "2030")]

    assert without_place(text, documents) == (read or text)


SECTIONS = tuple(
    Section(heading, "koers", Edition.ORIGINAL, heading, None, 1, Span(0, 1), (heading,))
    for heading in ("2.1 Wonen in de wijk", "Leren", "Energie", "Thema’s van nu", "Koers 2030")
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Wat staat er onder ‘Wonen in de wijk’?", {"wonen in de wijk"}),
        ("Wat staat er onder ‘2.1 Wonen in de wijk’?", {"wonen in de wijk"}),
        ('Zet alles bij de punten "leren" en “Energie.” in een tabel.', {"leren", "energie"}),
        ("Noem alles onder het kopje Energie.", {"energie"}),
        ("Wat staat er onder de kop 'Leren'?", {"leren"}),
        ('Wat staat er onder "Thema\'s van nu"?', {"thema's van nu"}),
        ("Wat doet de raad aan energie?", set()),
        ("Welke ‘energie’ gebruikt de raad?", set()),  # a word between quotes is not yet a heading
        ("Wat is ‘leren van elkaar’?", set()),
        ("Wat staat onder het kopje Energiebronnen?", set()),
        ("Wat staat er bij ‘Koers 2030’?", set()),  # that is the title of a document
    ],
)
def test_a_heading_is_quoted_as_a_heading_and_as_a_whole(text: str, quoted: set[str]) -> None:
    assert quoted_headings(text, SECTIONS, DOCUMENTS) == quoted


def test_a_party_is_who_made_one_election_programme_and_the_municipality_no_party() -> None:
    plan = Document("u", "Uitvoeringsprogramma", "uitvoeringsprogramma-rietbank.md", "uitvoeringsprogramma", "Gemeente Rietbank")
    ours = Document("v", "Verkiezingsprogramma 2026", "verkiezingsprogramma-rietbank-vooruit.txt", "verkiezingsprogramma")
    two = [Document(name, f"Verkiezingsprogramma {name}", f"{name}.txt", "verkiezingsprogramma", "DGK") for name in ("een", "twee")]
    documents = [plan, ours, *two]

    assert of_place("Wat wil Rietbank Vooruit met het zwembad?", documents) == {"v"}
    assert without_place("Wat wil rietbank vooruit met het zwembad?", documents) == "Wat wil we met het zwembad?"
    assert of_place("Wat wil Rietbank met het zwembad?", documents) == {"u"}
    assert of_place("Wat wil DGK met het zwembad?", documents) == frozenset()
    assert (of_place("Wat wil Rietbank Vooruit?", [ours]), without_place("Wat wil Rietbank Vooruit?", [ours])) == (frozenset(), "Wat wil we?")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Wat wil het Verbond van Stadsparken met bomen?", "Wat wil we met bomen?"),
        ("Wat willen de stadsparken met bomen?", "Wat willen we met bomen?"),
        ("Wat vragen de stadsparken van het Rijk?", "Wat vragen we van het Rijk?"),
        ("Welke normen hanteert de rekenkamer?", "Welke normen hanteert we?"),
        ("Wat vindt Rekenkamer Elzerhaven?", "Wat vindt we?"),
        ("Krijgen stadsparken geld?", None),  # the parks themselves
        ("Hoe onderhoudt de gemeente de stadsparken?", None),
        ("Wat betalen gemeenten aan de stadsparken?", None),
        ("Wat doet de Algemene Rekenkamer?", None),
        ("Wat doet de Rekenkamer Utrecht?", None),
        ("Wat wil het Verbond van Stadsparken en Tuinen?", None),
        ("Hoeveel kost de rekenkamer per jaar?", None),
        ("Door wie is de rekenkamer ingesteld?", None),
        ("Wat staat er in het Jaarverslag Rekenkamer Elzerhaven 2025?", None),  # the name of a document
        ("Wat doet een verbond?", None),
        ("Wat vinden de rekenkamer en het Verbond van Stadsparken?", None),  # two are named
    ],
)
def test_an_organisation_calls_itself_we(text: str, read: str | None) -> None:
    publishers = ("Verbond van Stadsparken", "Verbond van Stadsparken", "Rekenkamer Elzerhaven", "Vereniging van Nederlandse Dorpen (VND)")
    documents = [Document(id_, f"Stuk {id_}", f"{id_}.txt", publisher=publisher) for id_, publisher in zip("abcd", publishers, strict=True)]
    documents.append(Document("e", "Jaarverslag Rekenkamer Elzerhaven 2025", "e.txt", publisher=publishers[2]))

    assert without_place(text, documents) == (read or text)
    assert without_place("Wat wil de Vereniging van Nederlandse Dorpen (VND)?", documents) == "Wat wil de Vereniging van Nederlandse Dorpen (VND)?"


def test_the_documents_of_an_organisation_come_first_when_others_have_some_too() -> None:
    publishers = {"a": "Verbond van Stadsparken", "b": "Verbond van Stadsparken", "c": "Rekenkamer Elzerhaven"}
    documents = [Document(id_, f"Stuk {id_}", f"{id_}.txt", publisher=publisher) for id_, publisher in publishers.items()]

    assert of_place("Wat willen de stadsparken met bomen?", documents) == {"a", "b"}
    assert of_place("Wat vindt de rekenkamer?", documents) == {"c"}
    assert of_place("Wat willen de stadsparken met bomen?", documents[:2]) == frozenset()
