"""Questions that stand beside a document: which passage and sentence each leads to, and what is said of a line that leads nowhere."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hash_embedder import HashEmbedder
from workplace import Workplace

from corpus import catalogue
from corpus.document import Expansion
from ingest.embedding.cache import AsQuestions
from ingest.expansion_index import NO_EXPANSIONS, ExpansionIndex, closer, to_passage

PLAN = """# Plan

## 1. Wonen

De huur daalt. Er komen 40 huizen bij.

- Een flat
- Een hof

## 2. Werk

Er komt een markt.

## 1. Wonen

Oude huizen blijven.
"""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path)
    place.write("plan.md", PLAN)
    return place


def led(place: Workplace, *lines: str) -> list[tuple[str, str, str]]:
    """Give per question the passage that it leads to, and the sentence."""
    place.write("expansions/plan.md", "\n".join(lines))
    place.ingest()
    build = place.open()
    return [(one.question, build.passages[one.passage].text, one.sentence) for one in build.contents.expansions]


def test_a_question_leads_to_the_sentence_of_the_paragraph_or_item_that_it_names(place: Workplace) -> None:
    found = led(place, "# 1. Wonen", "", "- 1.2 Wordt er gebouwd?", "- 3.1 Komt er een tuin?", "", "# 2. Werk", "- 1.1 Kan ik iets verkopen?")

    assert found == [
        ("Wordt er gebouwd?", "De huur daalt. Er komen 40 huizen bij.", "Er komen 40 huizen bij."),
        ("Komt er een tuin?", "Een hof", "Een hof"),
        ("Kan ik iets verkopen?", "Er komt een markt.", "Er komt een markt."),
    ]


@pytest.mark.parametrize("first", [f"origineel: {'0' * 64}.md", f"\ufefforigineel: {'AB' * 32}.txt"])
def test_the_first_line_may_name_the_file_that_they_were_written_for(place: Workplace, first: str) -> None:
    assert led(place, first, "", "# 2. Werk", "- 1.1 Kan ik iets verkopen?") == [
        ("Kan ik iets verkopen?", "Er komt een markt.", "Er komt een markt.")
    ]
    assert place.ingest().warnings == ()


def test_questions_that_we_wrote_for_this_very_file_count_in_any_folder(place: Workplace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written = sha256(PLAN.encode()).hexdigest()
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ons-plan.md").write_text(f"origineel: {written.upper()}.md\n\n# 2. Werk\n- 1.1 Kan ik iets verkopen?\n", encoding="utf-8")
    (tmp_path / "ours" / "kapot.md").write_bytes(b"# Financi\xebn\n")
    monkeypatch.setattr(catalogue, "OURS", tmp_path / "ours")
    (place.corpus / "plan.md").rename(place.corpus / "Een heel andere naam.md")

    report = place.ingest()

    assert [one.question for one in place.open().contents.expansions] == ["Kan ik iets verkopen?"]
    assert report.warnings == ()


@pytest.mark.parametrize("beside", ["another text", "another suffix", "questions of its own", "a plain edition of its own"])
def test_questions_that_we_wrote_for_something_else_do_not(place: Workplace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, beside: str) -> None:
    written = sha256(PLAN.encode()).hexdigest()
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "plan.md").write_text(f"origineel: {written}.md\n\n# 2. Werk\n- 1.1 Kan ik iets verkopen?\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "OURS", tmp_path / "ours")
    match beside:
        case "another text":
            place.write("plan.md", PLAN + "\nNog een zin.\n")
        case "another suffix":
            (place.corpus / "plan.md").rename(place.corpus / "plan.txt")
        case "questions of its own":
            place.write("expansions/plan.md", "# 2. Werk\n- 1.1 Wat voor werk?")
        case _:
            place.write("plain/plan.md", PLAN.replace("Er komt een markt.", "Er komt een markt. Die is op vrijdag."))

    place.ingest()

    assert "Kan ik iets verkopen?" not in [one.question for one in place.open().contents.expansions]


def test_sentence_zero_is_the_whole_paragraph(place: Workplace) -> None:
    assert led(place, "# 1. Wonen", "- 1.0 Hoe woon ik straks?") == [("Hoe woon ik straks?", "De huur daalt. Er komen 40 huizen bij.", "")]


def test_a_heading_that_occurs_more_often_is_meant_in_the_same_order(place: Workplace) -> None:
    found = led(place, "# 1 wonen", "- 1.1 Betaal ik minder?", "# 1. Wonen", "- 1.1 Wordt er gesloopt?")

    assert [text for _, text, _ in found] == ["De huur daalt. Er komen 40 huizen bij.", "Oude huizen blijven."]


def test_beside_both_editions_a_question_names_the_plain_sentence_and_leads_to_the_original(place: Workplace) -> None:
    place.write("plain/plan.md", PLAN.replace("De huur daalt.", "U betaalt minder huur."))

    assert led(place, "# 1. Wonen", "- 1.1 Wordt mijn huis goedkoper?") == [
        ("Wordt mijn huis goedkoper?", "De huur daalt. Er komen 40 huizen bij.", "U betaalt minder huur.")
    ]


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (
            PLAN.replace("De huur daalt. Er komen 40 huizen bij.", "U betaalt minder. Dat geldt voor huur. Er komen huizen bij, 40."),
            "Er komen huizen bij, 40.",
        ),
        ("", "Er komen 40 huizen bij."),
    ],
    ids=["both editions", "the original alone"],
)
def test_behind_a_slash_stands_the_sentence_of_the_original_for_where_that_is_alone(place: Workplace, plain: str, sentence: str) -> None:
    if plain:
        place.write("plain/plan.md", plain)

    assert led(place, "# 1. Wonen", "- 1.3/2 Wordt er gebouwd?") == [("Wordt er gebouwd?", "De huur daalt. Er komen 40 huizen bij.", sentence)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["# 3. Zorg", "- 1.1 Komt er een arts?"],
            "regel 1: de kop “3. Zorg” staat niet in het document, of niet zo vaak. Neem de koppen over zoals ze zijn.",
        ),
        (["- 1.1 Komt er een fabriek?"], "regel 1: boven deze vraag staat geen kop. Zet de kop erboven waar het antwoord onder staat."),
        (["# 2. Werk", f"origineel: {'0' * 64}.md"], "regel 2: dit is geen kop en geen vraag. Schrijf een vraag als “- 2.1 Wordt de huur lager?”."),
        (["origineel: plan.md"], "regel 1: dit is geen kop en geen vraag. Schrijf een vraag als “- 2.1 Wordt de huur lager?”."),
        (["# 2. Werk", "- 2.1 Komt er een fabriek?"], "regel 2: onder deze kop staat geen alinea of punt 2."),
        (["# 2. Werk", "- 0.1 Komt er een fabriek?"], "regel 2: onder deze kop staat geen alinea of punt 0."),
        (["# 2. Werk", "- 1.9 Komt er een fabriek?"], "regel 2: alinea of punt 1 heeft geen zin 9."),
        (["# 2. Werk", "- 1.1/9 Komt er een fabriek?"], "regel 2: alinea of punt 1 heeft geen zin 9."),
        (
            ["# 2. Werk", "Komt er een fabriek?"],
            "regel 2: dit is geen kop en geen vraag. Schrijf een vraag als “- 2.1 Wordt de huur lager?”.",
        ),
        (
            ["# 2. Werk", "- 1.1 Komt er " + "een hele grote " * 30 + "fabriek?"],
            "regel 2: dit is geen kop en geen vraag. Schrijf een vraag als “- 2.1 Wordt de huur lager?”.",
        ),
    ],
)
def test_a_line_that_leads_nowhere_is_named_and_the_others_count(place: Workplace, lines: list[str], said: str) -> None:
    place.write("expansions/plan.md", "\n".join([*lines, "# 1. Wonen", "- 1.1 Wordt het goedkoper?"]))

    report = place.ingest()

    assert report.warnings == (f"expansions/plan.md, {said} Deze regel telt niet mee.",)
    assert [one.question for one in place.open().contents.expansions] == ["Wordt het goedkoper?"]


def test_of_many_wrong_lines_the_first_are_named(place: Workplace) -> None:
    place.write("expansions/plan.md", "\n".join(["# 2. Werk", *("- 7.1 Wat nu?" for _ in range(9))]))

    assert place.ingest().warnings[2:] == (
        "expansions/plan.md, regel 4: onder deze kop staat geen alinea of punt 7. Deze regel telt niet mee.",
        "expansions/plan.md: nog 6 regels tellen niet mee.",
    )


def test_a_file_that_is_no_text_is_named_and_the_document_is_searched_without(place: Workplace) -> None:
    place.write("expansions/plan.md", "")
    (place.corpus / "expansions" / "plan.md").write_bytes(b"# Plan\xff\xfe")

    assert place.ingest().warnings == (
        "expansions/plan.md: dit bestand kan niet worden gelezen; er wordt zonder gezocht. Bewaar het als tekst in UTF-8.",
    )
    assert place.open().contents.expansions == ()


def test_questions_beside_no_document_are_named(place: Workplace) -> None:
    place.write("expansions/plam.md", "# 2. Werk")

    assert place.ingest().warnings == (
        "expansions/plam.md: deze vragen horen bij geen document en tellen niet mee. Geef het bestand de naam van een document, met .md erachter.",
    )


def test_other_questions_make_a_new_index(place: Workplace) -> None:
    before = place.ingest().content_hash
    place.write("expansions/plan.md", "# 2. Werk\n- 1.1 Komt er werk?")

    assert place.ingest().content_hash != before


QUESTIONS = (
    Expansion("Wordt de huur lager?", "wonen", "De huur daalt."),
    Expansion("Komt er een flat?", "wonen", ""),
    Expansion("Is er werk?", "werk", "Er is werk."),
)


@pytest.fixture(params=["made", "opened"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> ExpansionIndex:
    made = ExpansionIndex.build(QUESTIONS, np.array([HashEmbedder().embed_query(one.question) for one in QUESTIONS], dtype=np.float32))
    if request.param == "made":
        return made
    made.save(tmp_path / "index")
    return ExpansionIndex.load(tmp_path / "index", QUESTIONS)


def test_a_passage_is_as_near_as_the_nearest_of_its_questions(index: ExpansionIndex) -> None:
    near = index.cosines(HashEmbedder().embed_query("Komt er een flat?"))

    assert near["wonen"] == pytest.approx(1.0)
    assert near["werk"] < near["wonen"]


def test_a_passage_scores_by_the_words_of_all_its_questions(index: ExpansionIndex) -> None:
    scores = index.words("Is de huur van een flat lager?")

    assert scores["wonen"] > scores["werk"] == 0.0


def test_a_sentence_is_as_near_as_the_nearest_question_that_it_answers(index: ExpansionIndex) -> None:
    asked = HashEmbedder().embed_query("Wordt de huur lager?")

    assert index.cosine(asked, "wonen", "De huur daalt. Dat is goed.") == pytest.approx(1.0)
    assert index.cosine(asked, "wonen", "Er komt een flat.") is None  # its question is about the whole passage
    assert index.cosine(asked, "elders", "De huur daalt.") is None


@pytest.mark.parametrize(
    ("nearness", "question", "expected"), [(0.5, None, 0.5), (0.5, 0.4, 0.5), (0.5, 0.55, 0.5), (0.5, 0.85, 0.65), (0.9, 1.0, 0.925)]
)
def test_a_near_question_draws_halfway_and_never_takes_anything_away(nearness: float, question: float | None, expected: float) -> None:
    assert closer(nearness, question, 0.5) == pytest.approx(expected)


@pytest.mark.parametrize(("passages", "expected"), [(1, 0.5), (300, 0.5), (3_000, 0.675), (1_000_000, 0.85)])
def test_among_more_passages_a_question_draws_further(passages: int, expected: float) -> None:
    assert to_passage(passages) == pytest.approx(expected)


def test_without_questions_nothing_is_led_to(tmp_path: Path) -> None:
    NO_EXPANSIONS.save(tmp_path / "leeg")
    empty = ExpansionIndex.load(tmp_path / "leeg", ())

    assert (empty.cosines([0.0]), empty.words("Komt er een flat?"), empty.cosine([0.0], "wonen", "")) == ({}, {}, None)


def test_questions_are_embedded_as_questions_and_kept_apart_in_the_cache() -> None:
    embedder = HashEmbedder("1")
    same = AsQuestions(embedder)

    assert same.embed_documents(["Is er werk?"]) == [embedder.embed_query("Is er werk?")]
    assert same.embed_query("Is er werk?") == embedder.embed_query("Is er werk?")
    assert same.card.passage_prefix == embedder.card.query_prefix
