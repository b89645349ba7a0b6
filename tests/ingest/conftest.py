"""Fixtures for the tests of ingest: the real model, made once."""

import os
from pathlib import Path

import pytest

from ingest.embedding.opening import own_model_folder

os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read when huggingface_hub is imported, which happens later, inside tests

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def e5_folder() -> Path:
    """The folder of our own model, in the data folder of the settings; made there by the first run that needs it."""
    return own_model_folder(Path(os.environ.get("BRONVAST_DATA", REPOSITORY / ".bronvast")), say=print)
