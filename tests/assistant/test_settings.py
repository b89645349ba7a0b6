from pathlib import Path

import pytest

from assistant.settings import Settings, read_settings
from corpus.errors import SettingsError


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder without any setting."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BRONVAST_{name.upper()}", raising=False)


def test_without_any_setting_bronvast_serves_its_own_corpus_on_this_computer_only() -> None:
    settings = read_settings()

    assert (settings.host, settings.port, settings.embedder, settings.embedder_url, settings.llm_url) == ("127.0.0.1", 8000, "e5", "", "")
    assert (settings.corpus / "documents.toml").is_file()


def test_a_setting_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRONVAST_PORT", "8123")

    assert read_settings().port == 8123


def test_a_setting_comes_from_the_dotenv_file() -> None:
    Path(".env").write_text("BRONVAST_CORPUS=kast\n", encoding="utf-8")

    assert read_settings().corpus == Path("kast")


def test_the_environment_goes_before_the_dotenv_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("BRONVAST_PORT=8001\n", encoding="utf-8")
    monkeypatch.setenv("BRONVAST_PORT", "8002")

    assert read_settings().port == 8002


def test_names_of_other_programs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ANDER_PROGRAMMA=1\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "onzin")

    assert read_settings().port == 8000


def test_an_unknown_name_in_the_environment_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRONVAST_POORT", "8123")

    with pytest.raises(SettingsError, match=r"BRONVAST_POORT bestaat niet.*BRONVAST_PORT"):
        read_settings()


def test_an_unknown_name_in_the_dotenv_file_is_refused_by_name() -> None:
    Path(".env").write_text("BRONVAST_COPRUS=kast\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="BRONVAST_COPRUS bestaat niet"):
        read_settings()


def test_a_dotenv_file_in_another_encoding_is_refused() -> None:
    Path(".env").write_bytes("BRONVAST_CORPUS=oriëntatie\n".encode("latin-1"))

    with pytest.raises(SettingsError, match=r"\.env is geen UTF-8\. Sla het op"):
        read_settings()


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("PORT", "0", "1 tot en met 65535"),
        ("PORT", "65536", "1 tot en met 65535"),
        ("PORT", "acht", "1 tot en met 65535"),
        ("PORT", "", "1 tot en met 65535"),
        ("LLM_TIMEOUT_SECONDS", "0", "boven 0, hoogstens 120"),
        ("LLM_TIMEOUT_SECONDS", "121", "boven 0, hoogstens 120"),
        ("LLM_TIMEOUT_SECONDS", "nan", "boven 0, hoogstens 120"),
    ],
)
def test_an_impossible_value_is_refused_with_its_key_and_what_is_wanted(name: str, value: str, advice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"BRONVAST_{name}", value)

    with pytest.raises(SettingsError) as refusal:
        read_settings()

    assert f"BRONVAST_{name} heeft een onmogelijke waarde" in str(refusal.value)
    assert advice in str(refusal.value)
    assert refusal.value.exit_code == 2
