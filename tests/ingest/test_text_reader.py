"""Reading plain text files, and finding the reader that belongs to a file."""

from pathlib import Path

import pytest

from corpus.errors import ReadError
from ingest.readers import READERS, read_blocks


def written(folder: Path, content: bytes, name: str = "plan.txt") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_utf8_text_is_read(tmp_path: Path) -> None:
    assert read_blocks(written(tmp_path, "Eén café aan zee.".encode()))[0].text == "Eén café aan zee."


def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_blocks(written(tmp_path, "Eén café aan zee.".encode("utf-8-sig")))[0].text == "Eén café aan zee."


@pytest.mark.parametrize("name", ["plan.txt", "plan.md"])
def test_windows_1252_text_is_read(tmp_path: Path, name: str) -> None:
    assert read_blocks(written(tmp_path, "Het café kost € 3 – ‘of meer’.".encode("cp1252"), name))[0].text == "Het café kost € 3 – ‘of meer’."


def test_null_bytes_are_left_out(tmp_path: Path) -> None:
    assert read_blocks(written(tmp_path, b"De \0brug is open."))[0].text == "De brug is open."


@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".md", ".markdown"])
def test_suffix_chooses_the_reader_whatever_its_case(tmp_path: Path, suffix: str) -> None:
    assert read_blocks(written(tmp_path, b"De brug is open.", f"plan{suffix}"))[0].text == "De brug is open."


def test_text_with_several_headings_of_markdown_is_read_as_markdown(tmp_path: Path) -> None:
    blocks = read_blocks(written(tmp_path, b"# Koers\n\n### Wegen\n\nDe **brug** is open.\n"))

    assert [(block.level, block.text) for block in blocks] == [(1, "Koers"), (3, "Wegen"), (0, "De brug is open.")]


@pytest.mark.parametrize("content", ["# 1 van de bruggen is *open*.", "#koers\n#wegen is *open*.", "# Koers\n\f# Wegen\nDe brug is *open*."])
def test_text_with_one_such_line_or_with_pages_is_plain_text(tmp_path: Path, content: str) -> None:
    assert read_blocks(written(tmp_path, content.encode()))[-1].text.endswith("is *open*.")


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\0\0"])
def test_file_without_text_is_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    with pytest.raises(ReadError, match=rf"plan{suffix}: er staat geen tekst in dit bestand\. Vervang het"):
        read_blocks(written(tmp_path, content, f"plan{suffix}"))


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_missing_file_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ReadError, match=rf"weg{suffix}: dit bestand kan niet worden gelezen\. Kijk of het bestaat"):
        read_blocks(tmp_path / f"weg{suffix}")


@pytest.mark.parametrize(("name", "shown"), [("plan.xyz", r"\.xyz"), ("plan", "zonder achtervoegsel")])
def test_unknown_format_is_refused_and_the_known_ones_are_named(tmp_path: Path, name: str, shown: str) -> None:
    with pytest.raises(ReadError, match=rf"{name}: dit soort bestand \({shown}\) kan Bronvast niet lezen\. Kies uit: .*\.txt.*\.md"):
        read_blocks(written(tmp_path, b"De brug is open.", name))
