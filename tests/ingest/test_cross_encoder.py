"""The cross-encoder: what it promises when it reads, how it is taught, and that the file that is served reads as what was taught."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.errors import BuildError
from ingest.embedding.cross_encoder import MOST_TOKENS, CrossEncoder, StateRows
from ingest.embedding.model_folder import CROSS_ENCODER, MODEL
from ingest.embedding.onnx import OnnxEmbedder, open_model, open_session
from ingest.embedding.training.cross_encoder import Asked, Joint, Lower, train, write
from ingest.embedding.training.unpack import unpack

MOST_BYTES = 8_000_000
POOL = "Het nieuwe zwembad"


@pytest.mark.parametrize(
    ("question", "gives", "lacks"),
    [
        ("Hoeveel kost het nieuwe zwembad?", f"{POOL} kost 3 miljoen euro.", f"{POOL} krijgt een glijbaan en een warm bad."),
        ("Wanneer gaat het zwembad open?", f"{POOL} gaat in mei 2027 open.", f"{POOL} is er voor jong en oud."),
        ("Wie beheert het zwembad?", f"Stichting Sportief beheert {POOL.lower()}.", f"{POOL} is zes dagen per week open."),
        ("Waarom komt er een nieuw zwembad?", f"{POOL} komt er omdat het oude lekt.", f"{POOL} ligt straks naast het station."),
    ],
)
def test_a_sentence_that_gives_what_is_asked_is_likelier_than_one_that_is_only_about_it(question: str, gives: str, lacks: str) -> None:
    read = CrossEncoder().read

    assert read(question, gives) > read(question, lacks) + 1


def test_a_text_whose_states_are_known_is_read_the_same_and_not_made_again() -> None:
    text, question = "Het zwembad gaat in mei 2027 open.", "Wanneer gaat het zwembad open?"
    states = CrossEncoder().passage(text)
    asked: list[str] = []

    def known(wanted: str) -> StateRows | None:
        asked.append(wanted)
        return states

    assert CrossEncoder(known=known).read(question, text) == CrossEncoder().read(question, text)
    assert CrossEncoder(known=known).read(question, "Een ander gegeven.") == CrossEncoder().read(question, text)  # so it was not read itself
    assert asked == [text, "Een ander gegeven."]


def test_any_text_is_read_the_same_by_all_who_ask() -> None:
    encoder = CrossEncoder()
    pairs = [("", ""), ("Komt er een bad?", "woord " * 20_000), ("\x00\ud800", "🐕"), ("Komt er een bad?", "Er komt een bad.")] * 3

    with ThreadPoolExecutor(4) as together:
        found = list(together.map(lambda pair: encoder.read(*pair), pairs))

    assert np.isfinite(found).all()
    assert found == [CrossEncoder().read(*pair) for pair in pairs]


def test_of_a_long_text_the_first_part_counts_as_it_was_taught() -> None:
    long = "Het bad is blauw. " * 100
    states = open_model(MODEL).states(long, MOST_TOKENS)

    assert states.shape[1] == MOST_TOKENS
    assert CrossEncoder().read("Welke kleur heeft het bad?", long) == CrossEncoder().read("Welke kleur heeft het bad?", long + "Het is ook diep.")


def test_of_a_long_question_the_end_counts_which_asks() -> None:
    story = "Ik woon al jaren in het dorp en fiets graag langs het water. " * 9
    encoder = CrossEncoder()

    for asked in ("Wat kost een kaartje voor het zwembad?", story + "Wat kost een kaartje voor het zwembad?"):
        assert encoder.read(asked, "Een kaartje voor het zwembad kost vier euro.") > encoder.read(asked, "Langs het water komt een nieuw fietspad.")


def test_a_file_that_is_missing_or_damaged_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "half.onnx").write_bytes(CROSS_ENCODER.read_bytes()[:1000])

    for name in ("weg.onnx", "half.onnx"):
        with pytest.raises(BuildError, match=rf"{name} is er niet, of is niet heel.*Haal Bronvast opnieuw op"):
            CrossEncoder(tmp_path / name)


def test_it_is_small_and_needs_no_torch() -> None:
    program = "import sys, ingest.embedding.cross_encoder as c; c.CrossEncoder().read('a', 'b'); sys.exit('torch' in sys.modules)"

    assert CROSS_ENCODER.stat().st_size <= MOST_BYTES
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_served_model_is_unpacked_to_one_that_gives_nearly_its_vectors() -> None:
    bert, tokenizer = unpack(MODEL)
    text = "Wie in de wijk een feest geeft, meldt dat twee weken eerder."

    with torch.no_grad():
        made = bert(input_ids=torch.tensor([tokenizer.encode(f"query: {text}").ids])).last_hidden_state.mean(dim=1)[0].numpy()

    served = np.array(OnnxEmbedder(MODEL).embed_query(text))
    assert made @ served / np.linalg.norm(made) >= 0.98


@pytest.mark.slow
def test_what_is_taught_is_what_is_served(tmp_path: Path) -> None:
    bert, tokenizer = unpack(MODEL)
    asked = [
        Asked(f"Hoeveel kost bad {number}?", () if number % 2 else (f"Bad {number} kost {number} euro.",), (f"Bad {number} is blauw.",))
        for number in range(64)
    ]
    said: list[str] = []

    joint = train(bert, tokenizer, asked, said.append)
    write(joint, tmp_path / "small.onnx")

    lower = Lower(bert, tokenizer)
    lower.make(asked)
    pairs = [(lower.question(one.question), lower.sentence(text)) for one in asked for text in (*one.right, *one.wrong)]
    served = open_session(tmp_path / "small.onnx")
    with torch.no_grad():
        together = (joint.many(pairs) - joint.none).numpy()
        apart = [float(joint(question[None].float(), sentence[None].float())) for question, sentence in pairs]
    in_eight_bits = [
        float(served.run(None, {"question": question[None].float().numpy(), "sentence": sentence[None].float().numpy()})[0][0])
        for question, sentence in pairs
    ]
    assert np.allclose(together, apart, atol=1e-3)
    assert np.std(np.array(in_eight_bits) - apart) < 0.2  # rounding moves all of them alike, which weighing (fit_refusals) takes back
    assert [line.split(":")[0] for line in said if line.startswith("Stap")] == ["Stap 1 van 4"]


@pytest.mark.slow
def test_teaching_lowers_what_a_near_miss_gets() -> None:
    bert, tokenizer = unpack(MODEL)
    asked = [Asked("Hoeveel kost het bad?", (f"Het bad kost {number} euro.",), ("Het bad is blauw.",)) for number in range(1, 65)]
    asked += [Asked("Hoeveel kost het bad?", (), (f"Het bad is {colour}.",)) for colour in ("blauw", "groen", "rood", "geel") * 16]
    lower = Lower(bert, tokenizer)
    lower.make(asked)

    def gap(joint: Joint) -> float:
        with torch.no_grad():
            gives, lacks = joint.many([(lower.question(asked[0].question), lower.sentence(text)) for text in (*asked[0].right, *asked[0].wrong)])
        return float(gives - lacks)

    assert gap(train(bert, tokenizer, asked, lambda line: None)) > gap(Joint(bert).train(False)) + 1
