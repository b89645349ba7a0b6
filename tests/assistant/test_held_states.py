"""What an answer may read with its question has its states in the index: nothing of the documents is read by the model while somebody waits."""

from datetime import date

import pytest

from assistant.evidence_reader import EvidenceReader
from assistant.question import read_question
from assistant.retrievers import shown_passage
from ingest.build import Build, open_build
from ingest.embedding.cross_encoder import CrossEncoder
from ingest.embedding.model_folder import MODEL
from ingest.embedding.onnx import OnnxEmbedder
from ingest.pipeline import ingest

TARIFFS = "# Tarieven\n\n## Zwembad\n\n| Wie | Prijs |\n| --- | --- |\n| Kind | 3 euro |\n| Volwassene | 5 euro |\n"
LETTER = "# Brief\n\nOnderwerp: de brug\n\n## Planning\n\nDe brug gaat in mei open. Daarna volgt de sluis.\n\nEr komt:\n\n- een pad;\n- een bank.\n"
PLAIN = "# Brief\n\nOver de brug\n\n## Planning\n\nIn mei kunt u over de brug. Daarna komt de sluis.\n\nDit komt er:\n\n- een pad;\n- een bank.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    corpus, data = tmp_path_factory.mktemp("corpus"), tmp_path_factory.mktemp("data")
    for name, text in {"tarieven.md": TARIFFS, "brief.md": LETTER, "plain/brief.md": PLAIN}.items():
        (corpus / name).parent.mkdir(exist_ok=True)
        (corpus / name).write_text(text, encoding="utf-8")
    embedder = OnnxEmbedder(MODEL)
    ingest(corpus, None, data, data / "builds", embedder, lambda line: None)
    return open_build(data / "builds", embedder.card.as_dict())


def test_each_sentence_of_each_kind_of_text_is_held_as_it_is_read(made: Build) -> None:
    question = read_question("Wat kost het zwembad?", "Wat kost het zwembad?", date(2026, 1, 1))

    shown = [shown_passage(made, passage) for passage in made.contents.passages]
    said = EvidenceReader(made, OnnxEmbedder(MODEL), CrossEncoder()).read(question, shown)

    read = {one.read for one in said}
    assert {"Zwembad\nWie: Kind; Prijs: 3 euro", "Planning\nIn mei kunt u over de brug. Daarna komt de sluis.", "Planning\neen pad;"} <= read
    assert {text for text in read if made.states.of(text) is None} == set()
