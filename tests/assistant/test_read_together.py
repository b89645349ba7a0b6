"""Where several places contest an answer, reading decides which one comes first."""

from datetime import date

import pytest

from assistant.evidence import EvidenceSentence
from assistant.evidence_reader import CONTESTS, READ, EvidenceReader
from assistant.question import Question, read_question
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Passage, PassageKind, Span
from ingest.embedding.cross_encoder import CrossEncoder
from ingest.embedding.opening import open_embedder


class Reading(CrossEncoder):
    """Finds an answer in what holds a word, and keeps what it read."""

    def __init__(self, word: str) -> None:
        self.word, self.heard = word, list[str]()

    def read(self, question: str, text: str) -> float:
        self.heard.append(text)
        return 3.0 if self.word in text else -3.0


def asked(text: str) -> Question:
    return read_question(text, text, date(2024, 5, 1))


def sentence(passage: Passage, text: str, relevance: float) -> EvidenceSentence:
    return EvidenceSentence(1, passage, Span(0, 1), text, relevance)


def weighed(assistant: Assistant, settings: Settings, cross_encoder: CrossEncoder, text: str, said: list[EvidenceSentence]) -> list[float]:
    reader = EvidenceReader(assistant.build, open_embedder(settings.embedder), cross_encoder)
    return [round(one.relevance, 3) for one in reader._read_together(asked(text), said)]


@pytest.fixture
def prose(assistant: Assistant) -> list[Passage]:
    return [passage for passage in assistant.build.contents.passages if passage.kind is PassageKind.PROSE][:3]


@pytest.fixture
def said(prose: list[Passage]) -> list[EvidenceSentence]:
    """Two places that contest, the second with another sentence, and one that stays behind."""
    return [
        sentence(prose[0], "Er komt een bank.", 1.0),
        sentence(prose[1], "Er komen bomen.", 0.5),
        sentence(prose[1], "Dat duurt lang.", 0.25),
        sentence(prose[2], "Bomen zijn oud.", 0.1),
    ]


@pytest.mark.parametrize("text", ["Welke dingen komen er?", "Welke datum is dat?", "Komen er bomen?"])
def test_the_place_that_reads_as_an_answer_comes_first_with_all_its_sentences(
    assistant: Assistant, settings: Settings, said: list[EvidenceSentence], text: str
) -> None:
    first, second, beside, behind = weighed(assistant, settings, Reading("bomen"), text, said)

    assert second == 1.0 and beside == 0.5, "within a place nothing changes"
    assert first < second and behind == round(first / 10, 3), "what is not read stays as far behind as it was"


def test_only_the_likeliest_sentence_of_a_place_that_contests_is_read(assistant: Assistant, settings: Settings, said: list[EvidenceSentence]) -> None:
    weighed(assistant, settings, reading := Reading("bank"), "Welke dingen komen er?", said)

    assert [text.splitlines()[-1] for text in reading.heard] == ["Er komt een bank.", "Er komen bomen."]


def test_of_long_places_two_are_read(assistant: Assistant, settings: Settings, prose: list[Passage]) -> None:
    long = [sentence(passage, f"{word} {'en nog iets ' * (READ // 12)}", 1.0) for word, passage in zip(("Een", "Twee", "Drie"), prose, strict=True)]

    weighed(assistant, settings, reading := Reading("Drie"), "Welke dingen komen er?", long)

    assert [text.splitlines()[-1].split()[0] for text in reading.heard] == ["Een", "Twee"]


def test_the_items_of_a_list_are_one_place(assistant: Assistant, settings: Settings) -> None:
    items = [passage for passage in assistant.build.contents.passages if passage.lead_in]
    of_one = [passage for passage in items if passage.lead_in == items[0].lead_in][:2]
    said = [sentence(of_one[0], "een bank", 1.0), sentence(of_one[1], "bomen", 0.5)]

    assert weighed(assistant, settings, reading := Reading("bomen"), "Welke dingen komen er?", said) == [1.0, 0.5]
    assert not reading.heard


def test_a_single_place_keeps_what_it_has(assistant: Assistant, settings: Settings, said: list[EvidenceSentence]) -> None:
    alone = [said[0], sentence(said[1].passage, "Er komen bomen.", CONTESTS / 2)]

    assert weighed(assistant, settings, reading := Reading("bomen"), "Welke dingen komen er?", alone) == [1.0, CONTESTS / 2]
    assert not reading.heard
