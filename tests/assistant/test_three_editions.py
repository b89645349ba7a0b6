"""The same corpus with only the plain edition, only the originals, and both."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.bootstrap import build_index, open_assistant
from assistant.service import Assistant
from assistant.settings import Settings
from corpus.document import Edition

DAY = date(2022, 5, 31)
HOUSING = "Hoeveel nieuwe sociale huurwoningen staan er in 2025?"
ORIGINAL = "In 2025 staan er in Zilverwoude 240 nieuwe sociale huurwoningen."
PLAIN = "In 2025 moeten er 240 nieuwe sociale huurwoningen staan."


@pytest.fixture(scope="module")
def shelf(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for a copy of the corpus, with a data folder of its own."""
    folder = tmp_path_factory.mktemp("shelf")
    own_data = folder / "data"
    own_data.mkdir()
    shutil.copytree(settings.corpus, folder / "kast")
    return settings.model_copy(update={"corpus": folder / "kast", "data": own_data})


def without(shelf: Settings, name: str, *parts: str) -> Settings:
    copy = shelf.corpus.with_name(name)
    shutil.copytree(shelf.corpus, copy)
    for part in parts:
        path = copy / part
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return shelf.model_copy(update={"corpus": copy})


@pytest.fixture(scope="module")
def plain_only(shelf: Settings) -> Assistant:
    return open_assistant(without(shelf, "zonder-originelen", "jaarplan.txt"), lambda line: None)


@pytest.fixture(scope="module")
def original_only(shelf: Settings) -> Assistant:
    return open_assistant(without(shelf, "zonder-eenvoudige", "plain"), lambda line: None)


def editions(assistant: Assistant) -> tuple[Edition, ...]:
    return assistant.documents(DAY)[0].editions


def found_editions(answer: Answer) -> set[Edition]:
    return {hit.passage.edition for hit in answer.hits if hit.passage.document_id == "jaarplan-2022"}


def test_with_both_editions_the_plain_words_are_read_and_the_original_is_quoted(assistant: Assistant) -> None:
    answer = assistant.answer(HOUSING, on=DAY)

    assert editions(assistant) == (Edition.ORIGINAL, Edition.PLAIN)
    assert PLAIN in answer.text
    assert answer.citations[0].edition is Edition.ORIGINAL and ORIGINAL in answer.citations[0].quote
    assert answer.citations[0].plain is not None and PLAIN in answer.citations[0].plain
    assert found_editions(answer) == {Edition.ORIGINAL}


def test_with_only_the_plain_edition_it_is_quoted_and_named_as_such(plain_only: Assistant) -> None:
    answer = plain_only.answer(HOUSING, on=DAY)

    assert editions(plain_only) == (Edition.PLAIN,)
    assert PLAIN in answer.text
    assert answer.citations[0].edition is Edition.PLAIN and PLAIN in answer.citations[0].quote
    assert answer.citations[0].plain is None
    assert found_editions(answer) == {Edition.PLAIN}


def test_with_only_the_original_it_is_read_and_quoted(original_only: Assistant) -> None:
    answer = original_only.answer(HOUSING, on=DAY)

    assert editions(original_only) == (Edition.ORIGINAL,)
    assert ORIGINAL in answer.text
    assert answer.citations[0].edition is Edition.ORIGINAL and ORIGINAL in answer.citations[0].quote
    assert answer.citations[0].plain is None
    assert found_editions(answer) == {Edition.ORIGINAL}


@pytest.mark.parametrize("set_up", ["assistant", "plain_only", "original_only"])
def test_every_set_up_quotes_exactly_and_lists_the_same_number_of_agreements(set_up: str, request: pytest.FixtureRequest) -> None:
    opened: Assistant = request.getfixturevalue(set_up)

    for question in (HOUSING, "Wat is de inzet bij 1.1?", "Welke stappen zet de gemeente voor zorg?", "Komt er een rondweg?"):
        answer = opened.answer(question, on=DAY)
        assert answer.citations and answer.rejected == ()
        for citation in answer.citations:
            assert opened.build.passages[citation.passage_id].text[citation.start : citation.end] == citation.quote != ""
    assert len(opened.agreements(kind="goal")) == 2
    assert len(opened.agreements(kind="commitment")) == 5


def test_without_any_edition_a_document_is_left_out_and_named(shelf: Settings) -> None:
    report = build_index(without(shelf, "zonder-koers", "koers.md"), lambda line: None)

    assert report.document_count == 1
    assert len(report.unreadable) == 1
    assert "koers.md" in report.unreadable[0] and "corpus/sources/" in report.unreadable[0]


def test_originals_in_a_folder_sources_are_found_too(shelf: Settings) -> None:
    moved = without(shelf, "met-sources")
    (moved.corpus / "sources").mkdir()
    shutil.move(moved.corpus / "jaarplan.txt", moved.corpus / "sources" / "jaarplan.txt")

    assert editions(open_assistant(moved, lambda line: None)) == (Edition.ORIGINAL, Edition.PLAIN)


def test_a_data_folder_may_be_thrown_away(plain_only: Assistant, shelf: Settings) -> None:
    before = plain_only.build.content_hash
    shutil.rmtree(shelf.data / "indexes")

    again = open_assistant(shelf.model_copy(update={"corpus": Path(shelf.corpus.with_name("zonder-originelen"))}), lambda line: None)

    assert again.build.content_hash == before
