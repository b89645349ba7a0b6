"""Fixtures for the tests of ingest: a small corpus that a test may change."""

import os
from pathlib import Path

import pytest
from workplace import Workplace

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when huggingface_hub is imported, which happens later, inside tests


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    workplace = Workplace(tmp_path)
    workplace.write("wegen.txt", "Wegen 2024\n\nDe brug bij de molen gaat in mei open. De sluis blijft dicht.\n")
    workplace.write("groen.md", "# Groen\n\nEr komen bomen langs de Kade.\n\n## Inzet 2024\n\n- Honderd linden\n- Een park\n")
    return workplace
