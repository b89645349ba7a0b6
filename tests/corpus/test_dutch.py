"""Where a Dutch sentence ends, and by which terms a text is found."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.dutch import _stem, enumerated, fold, sentences, shown_day, terms, words


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "De raad (o.a. de fracties) sprak met dhr. Bos, d.w.z. lang.",
        "Er komt o.a. Nieuwe verlichting bij.",
        "Zie art. 12 en blz. 4 t.a.v. De Linde.",
        "Mevr. J. de Boer en prof. A. B. Vis spraken.",
        "Namens het college tekent ir. H.J.P. Vlasman.",
        "Namens É.J. Bakker tekent de griffier.",
        "Dat kost 3.5 miljoen en duurt tot 12.30 uur.",
        "Zie www.rietmeer.example voor meer.",
        "Op 12 nov. 2024 en 3 jan. 2025 is er markt.",
        "Zie art.3 Wet milieubeheer en blz.12 Bijlage.",
        "Zaak nr.3 De Linde en versie 2.0 Concept kosten 1.5 Miljoen.",
        "Op 1.2.2027 Begint het om 12.30 Uur.",
        "Meer dan voorheen.1 en minder dan straks.",
        "1. Wegen maken",
        "2.1 Veilige bruggen.",
        "Wie betaalt dat? vroeg de raad.",
        "Hij zei: “Nee!” en ging weg.",
    ],
)
def test_text_is_one_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("De brug is open. De sluis is dicht.", ["De brug is open.", "De sluis is dicht."]),
        ("Wie betaalt? De raad! Echt waar… Dan niet.", ["Wie betaalt?", "De raad!", "Echt waar…", "Dan niet."]),
        ("De raad zei: “De brug is open.” Daarna was het stil.", ["De raad zei: “De brug is open.”", "Daarna was het stil."]),
        ("De brug is open (zie de kaart.) De sluis ook.", ["De brug is open (zie de kaart.)", "De sluis ook."]),
        ("Dat was in 2024. In 2025 komt er meer.", ["Dat was in 2024.", "In 2025 komt er meer."]),
        ("De brug is er al. De sluis niet.", ["De brug is er al.", "De sluis niet."]),
        ("Zij is lid. Hij ook.", ["Zij is lid.", "Hij ook."]),
        ("Er zijn er 12. De raad telde ze.", ["Er zijn er 12.", "De raad telde ze."]),
        ("1. Wegen maken. 2. Bruggen bouwen.", ["1. Wegen maken.", "2. Bruggen bouwen."]),
        ("De brug is langer dicht dan voorheen.1 De sluis niet.", ["De brug is langer dicht dan voorheen.1", "De sluis niet."]),
        ("De brug is dicht.[^12] De sluis niet.[3] Het pad is open.", ["De brug is dicht.[^12]", "De sluis niet.[3]", "Het pad is open."]),
        ("De raad zei: “De brug is open.”2 Daarna was het stil.", ["De raad zei: “De brug is open.”2", "Daarna was het stil."]),
        ("Dat was in 2024.¹ Kan dat?3 De raad telde er 12.[4] Klaar.", ["Dat was in 2024.¹", "Kan dat?3", "De raad telde er 12.[4]", "Klaar."]),
        ("De brug kost veel.7", ["De brug kost veel.7"]),
        ("De brug kost veel.107 108 109 De sluis ook.3, 4", ["De brug kost veel.107 108 109", "De sluis ook.3, 4"]),
        ("De brug kost veel.7 12 Banken en een hek.", ["De brug kost veel.7", "12 Banken en een hek."]),
        ("Wegen\nDe brug is open.", ["Wegen", "De brug is open."]),
        ("Een zin\n\nNog een", ["Een zin", "Nog een"]),
        ("  De brug is open.  \n ", ["De brug is open."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_text_falls_into_its_sentences(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_sentences_lose_nothing_but_white_space() -> None:
    text = "Er is meer.1 Zie art.3 Wegenwet.[^2] Zie blz. 3! “Nee.” zei zij.\n\nDe raad (o.a. Bos) gaf € 3,5 mln. uit. Klaar?"

    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_folding_takes_away_case_accents_and_typographic_forms() -> None:
    assert fold("COÖRDINATIE één ﬁets") == "coordinatie een fiets"


def test_footnote_number_glued_to_a_word_is_no_part_of_the_word() -> None:
    assert words("De visie2 van Rietmeer13 kost veel.") == ["de", "visie", "van", "rietmeer", "kost", "veel"]


def test_number_that_belongs_to_a_short_name_stays() -> None:
    assert words("CO2 en A12 in 2024") == ["co2", "en", "a12", "in", "2024"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("brug", "bruggen"),
        ("gemeente", "Gemeenten"),
        ("coördinatie", "Coordinatie"),
        ("woning", "woningen"),
        ("financiën", "financien"),
        ("visie", "visie2"),
    ],
)
def test_forms_of_one_word_share_their_term(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


def test_question_words_and_articles_are_no_terms() -> None:
    assert terms("Wat is de en het van een?") == []


@pytest.mark.parametrize("word", ["niet", "geen"])
def test_denials_are_terms(word: str) -> None:
    assert len(terms(word)) == 1


def test_numbers_are_terms_as_they_stand() -> None:
    assert terms("2024 en 3,5") == ["2024", "3", "5"]
    assert terms("2.750 euro, paragraaf 3.1") == terms("2750 euro, paragraaf 3.1")  # with and without the sign between thousands


def test_terms_stand_in_order_and_may_recur() -> None:
    assert terms("brug sluis brug") == [*terms("brug"), *terms("sluis"), *terms("brug")]


@pytest.mark.parametrize(
    ("day", "shown"), [("2020-11-26", "26 november 2020"), ("2023-03", "maart 2023"), ("2023", "2023"), ("2024-01-05", "5 januari 2024"), ("", "")]
)
def test_day_is_written_as_people_say_it(day: str, shown: str) -> None:
    assert shown_day(day) == shown


@pytest.mark.parametrize(
    ("parts", "written"), [([], ""), (["2021"], "2021"), (["2021", "2022"], "2021 en 2022"), (["2021", "2022", "2023"], "2021, 2022 en 2023")]
)
def test_parts_are_summed_up_as_people_do(parts: list[str], written: str) -> None:
    assert enumerated(parts) == written


def test_threads_get_the_same_terms_as_one_caller() -> None:
    texts = [f"De bewoners van wijk {number} vergaderen over wandelpaden, bruggen en vijvers." for number in range(40)]
    expected = [terms(text) for text in texts]
    _stem.cache_clear()

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(terms, texts)) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("De grond is van Waterbedrijf N.V.", "Het college koopt die niet."),
        ("Hij reisde naar de V.S.", "De raad wachtte."),
        ("Dat kost 3 euro p.p.", "De raad stemt in."),
        ("Dit is hier n.v.t.", "De raad besluit."),
    ],
)
def test_letters_with_points_before_a_common_word_end_a_sentence(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text", ["." * 100_000 + "x", "Klaar" + "." + "1" * 100_000, "Klaar.1 De " * 20_000, ".[" * 50_000, "." + "’" * 100_000 + "x"]
)
def test_many_marks_take_no_long_time(text: str) -> None:
    start = time.perf_counter()

    cut(text)

    assert time.perf_counter() - start < 3


def test_a_long_text_of_initials_is_divided_at_once() -> None:
    start = time.perf_counter()

    cut("A.B. Vis " * 20_000)

    assert time.perf_counter() - start < 5
