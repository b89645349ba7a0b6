"""What tests share: the sample corpus of our own making, and a real assistant and application over it."""

import os
from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant, open_site
from assistant.service import Assistant
from assistant.settings import REPOSITORY, Settings

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder where the model was made once; tests never change a build of anyone else there."""
    return Path(os.environ.get("BRONVAST_DATA", REPOSITORY / ".bronvast"))


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    return Settings(corpus=SAMPLES / "zilverwoude", data=data, _env_file=None)  # type: ignore[call-arg]


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    return open_assistant(settings, lambda line: None)


@pytest.fixture(scope="session")
def app(settings: Settings):  # type: ignore[no-untyped-def]
    return open_site(settings, lambda line: None).app


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that was skipped: pytest itself only counts those with the same reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section(f"skipped tests by name ({len(skipped)})")
        for report in skipped:
            terminalreporter.line(report.nodeid)
