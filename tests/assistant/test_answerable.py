"""A question for a thing that the passages do not give is refused, and what is missing is said by name."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import answerable, nearness
from assistant.answer import AnswerStatus, Hit
from assistant.answerable import LEAST_WITHOUT_FACT, PRESUMED, UNSURE_SAID, Judge, Verdict, _of_another_year
from assistant.asked import asked_fact
from assistant.asked_names import begins_with_known
from assistant.bootstrap import open_assistant
from assistant.evidence import Evidence, EvidenceSentence
from assistant.kinds import general
from assistant.kinds.general import _instead, _missing
from assistant.question import read_question
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Span
from corpus.dutch import terms

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Hoeveel euro kost het veilige fietspad langs de Kanaaldijk?", "Een bedrag staat er niet bij."),
        ("Hoe hoog is de boete op het veilige fietspad langs de Kanaaldijk?", "Een bedrag staat er niet bij."),
        ("Welk percentage van de inwoners rijdt met de buurtbus op zondag?", "Een percentage staat er niet bij."),
        ("Op welke dag gaat het zwembad van het aardgas af?", "Een dag staat er niet bij."),
        ("Hoeveel deelauto's komen er bij het station?", "Een aantal staat er niet bij."),
        ("Wie is de directeur van woningcorporatie De Linde?", "Een naam staat er niet bij."),
        ("Welke wethouder leidt het wijkteam met het open spreekuur op school?", "Een naam staat er niet bij."),
        ("In welke straat komt de nieuwe rondweg?", "De naam van een plaats staat er niet bij."),
        ("Wat doet de gemeente in 2047 aan de wachttijd voor jeugdhulp?", "Over 2047 zeggen de gevonden passages niets."),
        ("Wat staat er over onderdeel 9.3?", "Een onderdeel met nummer 9.3 is er niet."),
        ("Wat doet de gemeente tegen wolven?", "Het woord “wolven” komt in deze documenten niet voor."),
        ("Wat doet de gemeente tegen schoolborden?", "Het woord “schoolborden” komt in deze documenten niet voor."),  # "school" does
        ("Wat vindt de gemeente van wolven?", "Het woord “wolven” komt in deze documenten niet voor."),
        ("Wat doet de gemeente met woningcorporatie Zonnebloem?", "De naam “Zonnebloem” komt in deze documenten niet voor."),
    ],
)
def test_what_is_asked_and_not_given_is_named(assistant: Assistant, question: str, missing: str) -> None:
    answer = assistant.answer(question, on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert missing in answer.text


def test_one_word_of_many_that_is_nowhere_is_told_beside_what_the_documents_say(assistant: Assistant) -> None:
    answer = assistant.answer("Wat doet de gemeente aan de wachttijd voor jeugdhulp bij autisme?", on=DAY)

    assert answer.status is AnswerStatus.PARTIAL and "jeugdhulp" in answer.text
    assert "Het woord “autisme” komt in deze documenten niet voor." in answer.notices


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel jeugdconsulenten neemt de gemeente aan?",
        "Hoeveel sociale huurwoningen komen er in 2025?",
        "Welk bedrag is er voor de sociale huurwoningen?",
        "Wat doet de gemeente aan zonnepanelne?",  # a typing error is no missing word
        "Wat vindt Den Haag van de wachttijd voor jeugdhulp?",  # stands for the national government, and is no missing name
        "Wat staat er in de Koers 2030 over zonnepanelen?",  # a year in a title names a document
        "Mijn buurman is ziek en wacht al drie maanden op hulp. Om hoeveel jeugdconsulenten gaat het?",  # … and it tells what it is about
        "In 2047 ben ik oud en woon ik in Wenen. Hoeveel jeugdconsulenten neemt de gemeente aan tegen de wachttijd voor jeugdhulp?",  # what goes before is only the situation
    ],
)
def test_what_is_given_is_answered(assistant: Assistant, question: str) -> None:
    assert assistant.answer(question, on=DAY).status in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


def test_a_name_of_a_title_or_of_who_published_it_is_not_missing(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "manifest.txt").write_text(
        "De partij wil dat winkels op zondag dicht zijn, want rust is goed voor het dorp.", encoding="utf-8"
    )
    (tmp_path / "corpus" / "documents.toml").write_text(
        '[[documents]]\nid = "manifest"\nfile = "manifest.txt"\ntitle = "Manifest van de KPV"\npublisher = "Kiesbond Zilverwoude"\n', encoding="utf-8"
    )
    asked = open_assistant(Settings(corpus=tmp_path / "corpus", data=tmp_path / "data"), lambda line: None)

    for name in ("KPV", "Kiesbond Zilverwoude"):
        assert asked.answer(f"Wat wil de {name} met winkels op zondag?", on=DAY).status is AnswerStatus.ANSWERED
    assert asked.answer("Wat wil de DGB met winkels op zondag?", on=DAY).status is AnswerStatus.NOT_IN_DOCUMENTS


POLICY = """# Nota wonen

## Zwembad

Het zwembad De Plons blijft open. De gemeente geeft het zwembad tot 2030 elk jaar subsidie, omdat veel kinderen er leren zwemmen.

## Windmolens

De gemeente wil geen windmolens in het polderpark. Zij zoekt plekken langs de snelweg, waar het al lawaaiig is.

## Parkeren

Parkeren in het centrum blijft gratis. Wel komen er meer plekken voor fietsen.
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("nota")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "nota.md").write_text(POLICY, encoding="utf-8")
    return open_assistant(Settings(corpus=folder / "corpus", data=folder / "data"), lambda line: None)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Waarom wil de gemeente windmolens in het polderpark?", "De gemeente wil geen windmolens in het polderpark."),
        ("Waarom moeten mensen betalen voor parkeren in het centrum?", "Parkeren in het centrum blijft gratis."),
    ],
)
def test_a_reason_for_what_is_not_so_is_met_with_what_the_documents_do_say(policy: Assistant, question: str, said: str) -> None:
    answer = policy.answer(question, on=DAY)

    assert answer.status is AnswerStatus.PARTIAL
    assert answer.statements[0].text.startswith(said)
    assert PRESUMED in answer.notices


def test_a_reason_that_is_given_is_answered_without_a_word_about_what_is_presumed(policy: Assistant) -> None:
    answer = policy.answer("Waarom geeft de gemeente subsidie aan het zwembad?", on=DAY)

    assert answer.status is AnswerStatus.ANSWERED
    assert "omdat" in answer.text and PRESUMED not in answer.notices


def test_another_fact_is_refused_when_a_reason_is_asked_beside_it(policy: Assistant) -> None:
    answer = policy.answer("Wie beheert het zwembad De Plons, en waarom?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert PRESUMED not in answer.notices


def test_an_answer_that_is_probably_a_near_miss_says_that_it_is_not_sure(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Krijgen jongeren een woning?"
    monkeypatch.setattr(Judge, "_near_miss", lambda judge, asked, hits: (LEAST_WITHOUT_FACT - 0.1, ""))
    answer = assistant.answer(question, on=DAY)

    assert answer.status is AnswerStatus.ANSWERED
    assert UNSURE_SAID in answer.notices and answer.confidence is not None and answer.confidence <= 0.5


def test_a_name_that_stands_beside_the_subject_is_not_who_did_it(policy: Assistant) -> None:
    answer = policy.answer("Wie beheert het zwembad De Plons?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert "Wie het is, staat er niet bij." in answer.text


def test_a_far_question_is_refused_with_what_was_searched(assistant: Assistant) -> None:
    answer = assistant.answer("Hoe kook ik een zachtgekookt eitje?", on=DAY)

    assert answer.status is AnswerStatus.OUTSIDE_SUBJECT
    assert any("Gezocht in" in notice for notice in answer.notices)
    assert len(answer.hits) == 10


def test_an_everyday_word_is_known_by_what_the_documents_write_for_it(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Komen er meer qwoonplekkies?"
    unknown = assistant.answer(question, on=DAY)
    monkeypatch.setattr(nearness, "related", lambda term: ((terms("huurwoningen")[0], 1.0),) if term == terms("qwoonplekkies")[0] else ())
    known = assistant.answer(question, on=DAY)

    assert unknown.confidence is not None and known.confidence is not None
    assert known.confidence > unknown.confidence


@pytest.mark.parametrize(("weight", "is_named"), [(0.5, False), (0.1, True)])
def test_a_word_is_missing_unless_the_passages_hold_what_policy_texts_write_for_it(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, weight: float, is_named: bool
) -> None:
    monkeypatch.setattr(answerable, "related", lambda term: ((terms("gemeente")[0], weight),))

    assert ("“wolven”" in assistant.answer("Wat doet de gemeente tegen wolven?", on=DAY).text) is is_named


def test_confidence_is_lower_for_what_is_refused(assistant: Assistant) -> None:
    given = assistant.answer("Hoeveel jeugdconsulenten neemt de gemeente aan?", on=DAY).confidence
    refused = assistant.answer("Hoe kook ik een zachtgekookt eitje?", on=DAY).confidence

    assert given is not None and refused is not None and refused < 0.2 < given


def test_an_answer_of_which_bronvast_is_not_sure_says_so(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(general, "UNSURE", 0.75)
    sure = assistant.answer("Hoeveel jeugdconsulenten neemt de gemeente aan?", on=DAY)
    unsure = assistant.answer("Komen er meer plekken voor jonge mensen?", on=DAY)

    assert sure.confidence is not None and unsure.confidence is not None and unsure.status is AnswerStatus.ANSWERED
    assert unsure.confidence < 0.75 < sure.confidence
    assert UNSURE_SAID in unsure.notices
    assert UNSURE_SAID not in sure.notices


def test_a_near_miss_says_what_the_documents_do_say_with_its_source(assistant: Assistant) -> None:
    answer = assistant.answer("Hoeveel euro kost het veilige fietspad langs de Kanaaldijk?", on=DAY)

    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert [statement.text for statement in answer.statements[:2]] == [
        "Dat staat niet in deze documenten. Een bedrag staat er niet bij.",
        "Wel staat er over dit onderwerp:",
    ]
    assert "Kanaaldijk" in answer.statements[2].text and answer.statements[2].citations == (1,)
    assert answer.citations[0].quote in answer.hits[0].passage.text


def test_no_sentence_beside_a_refusal_seems_to_give_what_is_said_to_be_missing(assistant: Assistant) -> None:
    question, passage = read_question(text := "Hoeveel euro kost de brug?", text, DAY), assistant.build.contents.passages[0]
    missing = Verdict(AnswerStatus.NOT_IN_DOCUMENTS, "Een bedrag staat er niet bij.", is_near_miss=True)
    other, none = (EvidenceSentence(1, passage, Span(0, 1), said) for said in ("De haven kost 5 miljoen euro.", "De brug komt er."))

    assert _missing(missing, question, [other]) == _missing(missing, question, [none, other]) == "Wat u precies vraagt, staat er niet bij."
    assert _missing(missing, question, [none]) == _missing(missing, question, []) == missing.missing


@pytest.mark.parametrize(("after", "shown"), [("De bijdrage is hoogstens 600 euro.", [1, 2]), ("Huurders vragen het eerst.", [1])])
def test_beside_a_refusal_the_next_sentence_comes_along_when_it_gives_such_a_fact(assistant: Assistant, after: str, shown: list[int]) -> None:
    question, passage = read_question(text := "Hoeveel subsidie krijg ik voor een regenton?", text, DAY), assistant.build.contents.passages[0]
    said = [
        EvidenceSentence(1, passage, Span(0, 1), "Wie een regenton zet, krijgt subsidie.", 1.0),
        EvidenceSentence(2, passage, Span(1, 2), after, 0.01),
    ]

    assert [one.number for one in _instead(Evidence(question, tuple(said), (), {passage.id: 1.0}))] == shown


def test_a_wrong_year_in_a_why_is_met_with_what_the_documents_do_say(assistant: Assistant) -> None:
    answer = assistant.answer("Waarom gaat het zwembad pas in 2047 van het aardgas af?", on=DAY)

    assert answer.status is AnswerStatus.PARTIAL
    assert "2026" in answer.text
    assert "Over 2047 zeggen de gevonden passages niets." in answer.notices


@pytest.mark.parametrize(
    ("asked", "said", "is_other"),
    [
        ("Hoeveel datalekken waren er in 2024?", (("In 2025 waren er drie datalekken.", 1.0),), True),
        ("Hoeveel datalekken waren er in 2024?", (("In 2025 waren er drie datalekken.", 1.0), ("In 2024 waren dat er vijf.", 0.1)), False),
        ("Hoeveel datalekken waren er in 2024?", (("In 2025 waren er drie, in 2024 vijf.", 1.0),), False),
        ("Hoeveel datalekken waren er in 2024?", (("Er waren drie datalekken.", 1.0),), False),
        ("Hoeveel woningen komen er in 2027?", (("In 2025-2029 komen er 120 woningen.", 1.0),), False),
        ("Hoeveel woningen komen er in 2030?", (("Vanaf 2026 komen er elk jaar 50 woningen.", 1.0),), False),
        ("Hoeveel datalekken waren er in 2024 en 2025?", (("In 2023 waren er drie datalekken.", 1.0),), False),
        ("Hoeveel datalekken waren er?", (("In 2025 waren er drie datalekken.", 1.0),), False),
        ("Hoeveel datalekken waren er in 2024?", (("In 2025 waren er drie datalekken.", 1.0), ("In 2024 kwam er een meldpunt.", 0.1)), True),
        ("Wat is het streven voor 2026?", (("Het streven voor 2028 is 15 procent.", 1.0),), True),
        ("Wat is het plan voor 2026?", (("In 2028 komt er een nieuw plan voor de wijk.", 1.0),), False),  # it may well hold for both
    ],
)
def test_a_fact_of_another_year_than_the_one_that_is_asked_is_none(
    assistant: Assistant, asked: str, said: tuple[tuple[str, float], ...], is_other: bool
) -> None:
    passage = assistant.build.contents.passages[0]
    sentences = [EvidenceSentence(number, passage, Span(0, 1), text, likely) for number, (text, likely) in enumerate(said, 1)]

    assert bool(_of_another_year(asked, sentences, asked_fact(asked))) is is_other


def test_the_columns_of_a_table_tell_its_years(assistant: Assistant) -> None:
    row = EvidenceSentence(1, assistant.build.contents.passages[0], Span(0, 1), "Zwembad | 40 | 55", 1.0, columns="Post | 2027 | 2028")

    assert _of_another_year("Hoeveel kost het zwembad in 2026?", [row], asked_fact("Hoeveel kost het zwembad in 2026?"))
    assert not _of_another_year("Hoeveel kost het zwembad in 2028?", [row], asked_fact("Hoeveel kost het zwembad in 2028?"))


def test_a_compound_with_a_name_of_the_documents_is_known(assistant: Assistant) -> None:
    assert begins_with_known("kanaaldijkroute", assistant.build)
    assert not begins_with_known("zonnebloemroute", assistant.build)
    assert not begins_with_known("kanaaldijkxyzq", assistant.build)
    assert not begins_with_known("vertelpunt", assistant.build)  # begins with a word that no search counts


def test_a_name_that_begins_with_a_stop_word_is_missing_as_any_other(assistant: Assistant) -> None:
    assert "Vertelfestival" in assistant.answer("Wat kost het Vertelfestival?", on=DAY).text


@pytest.mark.parametrize(
    ("asked", "is_named"),
    [
        ("Wat kost een rit met de Dorpshopper?", True),
        ("Wat kost een rit met de Kanaalbus?", False),
        ("Wat kostte een rit met de Dorpshopper in 2024?", False),
        ("Wie rijdt een rit met de Dorpshopper?", False),  # the sentence gives no name
    ],
)
def test_a_figure_under_the_heading_that_says_whose_it_is_needs_no_second_reading(assistant: Assistant, asked: str, is_named: bool) -> None:
    judge = next(kind for kind in assistant._kinds if isinstance(kind, general.GeneralKind))._judge
    passage = replace(assistant.build.contents.passages[0], heading_path=("De Dorpshopper",))
    sentence = EvidenceSentence(1, passage, Span(0, 1), "Een rit kost 2,50 euro.", 1.0)

    assert judge._is_named_by_the_question(read_question(asked, asked, DAY), sentence) is is_named


def test_what_the_likeliest_sentence_gives_is_not_missing_though_it_stands_further_down(tmp_path: Path) -> None:
    texts = [f"## Deel {name}\n\nHet pad {name} krijgt een bank en een lamp." for name in ("Noord", "Zuid", "Oost", "West")]
    (tmp_path / "nota.md").write_text("\n\n".join(["# Nota paden", *texts, "## Geld\n\nEr is 30.000 euro voor het fietspad."]), encoding="utf-8")
    paths = open_assistant(Settings(corpus=tmp_path, data=tmp_path / "data"), lambda line: None)
    judge = next(kind for kind in paths._kinds if kind.name == "general")._judge
    question = read_question(text := "Hoeveel geld is er voor het fietspad?", text, DAY)
    passages = paths.build.contents.passages
    hits = tuple(Hit(passage, 1.0 - number / 10, number + 1) for number, passage in enumerate(passages))

    assert "euro" not in " ".join(hit.passage.text for hit in hits[:3])
    assert judge._near_miss(question, hits)[1] == ""
