"""Which words are common: counted over the training texts, with the names of municipalities behind them."""

from pathlib import Path

import pytest

from ingest.common_words import names, ranks
from ingest.learn_words import LEAST, common_words, main


def test_words_are_listed_from_common_to_rare_and_what_is_too_rare_is_left_out() -> None:
    said = ["De wijk krijgt bomen."] * LEAST + ["Bomen voor de wijk, bomen!"] * LEAST + ["Een unicum, en maatregeln."]

    common, _ = common_words(iter(said))

    assert common == ["bomen", "de", "wijk", "krijgt", "voor"]


def test_names_stand_apart_by_their_capital_and_municipalities_though_nobody_uses_them() -> None:
    common, named = common_words(iter(["Daarom praat de wethouder met Jansen. De wethouder vraagt daarom niets."] * LEAST))

    assert {"jansen", "raalte", "tiel", "deurne"} <= set(named)
    assert {"daarom", "de", "wethouder"} <= set(common)


def test_numbers_and_codes_are_no_words() -> None:
    assert common_words(iter(["2030 A4 x"] * LEAST))[0] == []


def test_the_list_that_is_shipped_knows_everyday_words() -> None:
    assert ranks()["de"] < ranks()["geld"] < ranks()["uitkering"]
    assert {"raalte", "nederland"} <= names()
    assert names().isdisjoint(ranks())


def test_a_folder_without_the_data_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "woorden.txt")]) != 0
    assert str(tmp_path) in capsys.readouterr().err
