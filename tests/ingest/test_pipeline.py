"""Bringing the index up to date: nothing is done twice, and what cannot be read is named."""

from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder
from workplace import Workplace

from corpus.document import Edition
from corpus.errors import CatalogueError, ReadError
from ingest import build, pipeline

CATALOGUE = (
    '[[documents]]\nid = "wegen"\nfile = "wegen.txt"\ntitle = "Wegen 2024"\n\n[[documents]]\nid = "groen"\nfile = "groen.md"\ntitle = "Groen"\n'
)


def test_first_ingest_makes_an_index_that_answers(place: Workplace) -> None:
    said: list[str] = []

    report = place.ingest(said.append)

    assert (report.rebuilt, report.document_count, report.passage_count, report.unreadable) == (True, 2, 4, ())
    assert said == ["Index maken van 2 documenten, 4 passages …"]
    assert place.open().content_hash == report.content_hash


def test_ingest_of_the_same_documents_makes_nothing_anew(place: Workplace) -> None:
    first, said = place.ingest(), list[str]()
    made = (place.root / first.content_hash / "manifest.json").stat().st_mtime_ns

    second = place.ingest(said.append)

    assert (second.content_hash, second.rebuilt, said) == (first.content_hash, False, [])
    assert (place.root / first.content_hash / "manifest.json").stat().st_mtime_ns == made


@pytest.mark.parametrize("change", ["document", "plain edition", "catalogue", "new document", "embedder"])
def test_every_change_that_counts_makes_a_new_index(place: Workplace, change: str) -> None:
    before = place.ingest().content_hash
    if change == "document":
        place.write("wegen.txt", "Wegen 2024\n\nDe brug blijft dicht.\n")
    elif change == "plain edition":
        place.write("plain/wegen.md", "# Wegen 2024\n\nDe brug gaat open.\n")
    elif change == "catalogue":
        place.write("documents.toml", CATALOGUE)
    elif change == "new document":
        place.write("geld.md", "# Geld\n\nEr is geld.\n")
    else:
        place.embedder = HashEmbedder("2")

    report = place.ingest()

    assert report.rebuilt
    assert report.content_hash != before
    assert place.builds() == {before, report.content_hash}  # the one before stays, for a process that is just opening it


def test_only_the_active_build_and_the_one_before_it_stay(place: Workplace) -> None:
    hashes = []
    for year in (2024, 2025, 2026):
        place.write("wegen.txt", f"Wegen\n\nDe brug gaat in {year} open.\n")
        hashes.append(place.ingest().content_hash)

    assert place.builds() == set(hashes[1:])


def test_open_index_answers_on_while_newer_ones_are_made(place: Workplace) -> None:
    place.ingest()
    old = place.open()
    texts = [passage.text for passage in old.contents.passages]
    for year in (2025, 2026):
        place.write("wegen.txt", f"Wegen\n\nDe weg gaat in {year} dicht.\n")
        place.ingest()

    assert old.content_hash not in place.builds()
    assert texts[old.vectors.nearest(HashEmbedder().embed_query("Wegen 2024 De brug bij de molen gaat in mei open."))[0]].startswith(
        "De brug bij de molen"
    )


def test_unchanged_passages_are_not_embedded_again(place: Workplace) -> None:
    place.ingest()
    place.embedder.asked.clear()
    place.write("wegen.txt", "Wegen 2024\n\nDe brug blijft dicht.\n")

    place.ingest()

    assert place.embedder.asked == ["Wegen 2024 De brug blijft dicht.", "De brug blijft dicht."]


def test_every_sentence_has_its_vector_in_the_index(place: Workplace) -> None:
    place.ingest()

    units = place.open().units
    for text in ("De brug bij de molen gaat in mei open.", "De sluis blijft dicht.", "Honderd linden"):
        assert units.of(text) == pytest.approx(HashEmbedder().embed_documents([text])[0], abs=1e-3)


def test_of_many_texts_the_states_are_left_out(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MOST_STATES", 3)

    place.ingest()

    assert place.open().states.of("Wegen 2024\nDe sluis blijft dicht.") is None


def test_passage_is_embedded_with_its_headings_and_the_lead_in_of_its_list(place: Workplace) -> None:
    place.write("wegen.txt", "Wegen\n\nEr komt:\n- een brug;\n- een sluis.\n")

    place.ingest()

    assert "Wegen Er komt: een brug;" in place.embedder.asked


def test_damaged_index_is_made_anew(place: Workplace) -> None:
    report = place.ingest()
    (place.root / report.content_hash / "passages.json").write_text("[]", encoding="utf-8")

    assert place.ingest().rebuilt
    assert len(place.open().contents.passages) == 4


def test_original_and_plain_edition_stand_side_by_side(place: Workplace) -> None:
    place.write("plain/wegen.md", "# Wegen 2024\n\nIn mei kan iedereen over de brug. De sluis niet.\n")
    place.ingest()

    original, plain = [passage for passage in place.open().contents.passages if passage.document_id == "wegen"]

    assert (original.edition, plain.edition) == (Edition.ORIGINAL, Edition.PLAIN)
    assert (original.counterpart, plain.counterpart) == (plain.id, original.id)


def test_agreements_come_from_the_original(place: Workplace) -> None:
    place.write("plain/groen.md", "# Groen\n\nBomen langs de Kade.\n\n## Inzet 2024\n\n- Er komen linden\n- Er komt een park\n")
    place.ingest()

    assert [agreement.text for agreement in place.open().contents.agreements] == ["Honderd linden", "Een park"]


def test_plain_edition_alone_can_be_asked(place: Workplace) -> None:
    place.write("documents.toml", CATALOGUE + '\n[[documents]]\nid = "geld"\nfile = "geld.txt"\ntitle = "Geld"\n')
    place.write("plain/geld.md", "# Geld\n\nEr is geld voor de brug.\n")

    report = place.ingest()

    assert (report.document_count, report.unreadable) == (3, ())
    assert {passage.edition for passage in place.open().contents.passages if passage.document_id == "geld"} == {Edition.PLAIN}


def test_without_a_catalogue_title_and_date_come_from_the_text(place: Workplace) -> None:
    place.write("besluit.txt", "Besluit over de brug\n\nDe raad nam op 3 Mei 2024 dit besluit over de brug bij de molen.\n")
    place.ingest()

    document = next(document for document in place.open().contents.documents if document.id == "besluit")

    assert (document.title, document.date) == ("Besluit over de brug", "2024-05-03")


def test_day_that_does_not_exist_is_no_date(place: Workplace) -> None:
    place.write("besluit.txt", "Besluit over de brug\n\nDe raad nam op 31 juni 2024 dit besluit over de brug bij de molen.\n")
    place.ingest()

    assert next(document for document in place.open().contents.documents if document.id == "besluit").date == ""


def test_questions_to_begin_with_come_from_the_catalogue(place: Workplace) -> None:
    place.write("documents.toml", 'examples = ["Komt er een brug?"]\n\n' + CATALOGUE)
    place.ingest()

    assert place.open().contents.examples == ("Komt er een brug?",)


def test_questions_to_begin_with_come_from_the_chapters_when_the_catalogue_has_none(place: Workplace) -> None:
    place.write("groen.md", "# Groen\n\nBomen.\n\n## 1. Parken\n\nEen park.\n\n## 2. Vijvers\n\nEen vijver.\n")
    (place.corpus / "wegen.txt").unlink()
    place.ingest()

    assert place.open().contents.examples == ("Wat staat er over “Parken”?", "Wat staat er over “Vijvers”?")


def test_document_that_cannot_be_read_is_left_out_and_named(place: Workplace) -> None:
    place.write("leeg.md", "\n")

    report = place.ingest()

    (message,) = report.unreadable
    assert message.startswith("leeg.md: er staat geen tekst")
    assert report.document_count == 2
    assert place.open().contents.warnings == {"leeg": (message,)}


def test_document_with_only_headings_is_left_out_and_named(place: Workplace) -> None:
    place.write("koppen.md", "# Plan\n\n## Inzet\n")

    report = place.ingest()

    assert report.unreadable == ("koppen.md: er staan alleen koppen in dit bestand. Vul de tekst aan, of vervang het door een bestand met tekst.",)
    assert (report.document_count, place.open().contents.warnings) == (2, {"koppen": report.unreadable})


def test_folder_with_only_headings_makes_no_index(place: Workplace) -> None:
    place.write("groen.md", "# Groen\n")
    place.write("wegen.txt", "***\n")

    with pytest.raises(ReadError, match=r"Geen enkel document kon worden gelezen\. groen\.md: .* wegen\.txt: "):
        place.ingest()


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError])
def test_file_that_cannot_be_opened_is_left_out_and_named(place: Workplace, monkeypatch: pytest.MonkeyPatch, error: type[OSError]) -> None:
    read = Path.read_bytes

    def read_but_one(file: Path) -> bytes:
        if file.name == "groen.md":
            raise error
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", read_but_one)

    report = place.ingest()

    assert report.unreadable == ("groen.md: dit bestand kan niet worden gelezen. Kijk of het bestaat en of Bronvast het mag openen.",)
    assert report.document_count == 1


def test_file_that_can_be_opened_again_makes_a_new_index(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        read = Path.read_bytes
        patched.setattr(Path, "read_bytes", lambda file: read(file if file.name != "groen.md" else file / "dicht"))
        before = place.ingest()

    after = place.ingest()

    assert (before.document_count, after.document_count, after.rebuilt) == (1, 2, True)


def test_document_that_changes_while_it_is_read_is_read_again(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite_at_reads(place, monkeypatch, {1})

    first = place.ingest()

    assert "De brug gaat in 2001 open." in [passage.text for passage in place.open().contents.passages]
    second = place.ingest()
    assert (second.content_hash, second.rebuilt) == (first.content_hash, False)


def test_documents_that_keep_changing_are_told_and_the_old_index_stays(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = place.ingest().content_hash
    rewrite_at_reads(place, monkeypatch, set(range(100)))

    with pytest.raises(ReadError, match=r"veranderden steeds terwijl Bronvast ze las\. Wacht tot .* python -m ingest\."):
        place.ingest()
    assert place.open().content_hash == before


def rewrite_at_reads(place: Workplace, monkeypatch: pytest.MonkeyPatch, at: set[int]) -> None:
    """Let another program write a new text as soon as wegen.txt has been read for these times."""
    read, reads = Path.read_bytes, count(1)

    def read_and_rewrite(file: Path) -> bytes:
        content = read(file)
        if file.name == "wegen.txt" and (number := next(reads)) in at:
            place.write("wegen.txt", f"Wegen\n\nDe brug gaat in {2000 + number} open.\n")
        return content

    monkeypatch.setattr(Path, "read_bytes", read_and_rewrite)


def test_ingest_that_waited_for_another_reads_the_documents_of_now(place: Workplace) -> None:
    with ThreadPoolExecutor(1) as pool:
        with build.building(place.root):
            waiting = pool.submit(place.ingest)
            wait([waiting], timeout=0.3)
            place.write("wegen.txt", "Wegen\n\nDe brug blijft dicht.\n")
        report = waiting.result()

    assert "De brug blijft dicht." in [passage.text for passage in place.open().contents.passages]
    assert place.ingest().content_hash == report.content_hash


def test_document_in_a_format_that_cannot_be_read_is_named_with_the_formats_that_can(place: Workplace) -> None:
    place.write("documents.toml", CATALOGUE.replace("groen.md", "groen.xyz"))
    place.write("groen.xyz", "?")

    assert "groen.xyz: dit soort bestand (.xyz) kan Bronvast niet lezen. Kies uit:" in place.ingest().unreadable[0]


def test_document_without_any_file_is_named_with_its_place(place: Workplace) -> None:
    place.write("documents.toml", CATALOGUE.replace("groen.md", "weg.md"))

    assert place.ingest().unreadable == (
        'weg.md: het bestand van document "groen" is er niet, en er is ook geen eenvoudige versie. Zet het in corpus/sources/.',
    )


def test_files_that_the_catalogue_does_not_name_give_a_warning(place: Workplace) -> None:
    place.write("documents.toml", CATALOGUE)
    place.write("los.txt", "Een los stuk.")

    report = place.ingest()

    assert report.warnings == ("los.txt: dit bestand staat niet in documents.toml en telt niet mee.",)
    assert (report.document_count, report.unreadable) == (2, ())


def test_files_that_belong_to_no_document_give_a_warning_without_a_catalogue_too(place: Workplace) -> None:
    place.write("brief.docx", "?")
    place.write("plain/wegne.md", "# Wegen\n\nDe brug gaat open.\n")

    assert place.ingest().warnings == (
        "brief.docx: dit soort bestand kan Bronvast niet lezen; het telt niet mee.",
        "plain/wegne.md: deze eenvoudige versie hoort bij geen document en telt niet mee. Geef het bestand de naam van een document, met .md erachter.",
    )


def test_when_no_document_can_be_read_the_old_index_stays(place: Workplace) -> None:
    before = place.ingest().content_hash
    place.write("wegen.txt", "")
    place.write("groen.md", "")

    with pytest.raises(ReadError, match=r"Geen enkel document kon worden gelezen\. groen\.md: .* wegen\.txt: "):
        place.ingest()
    assert place.open().content_hash == before


def test_mistake_in_the_catalogue_leaves_the_old_index(place: Workplace) -> None:
    before = place.ingest().content_hash
    place.write("documents.toml", "[[documents]]\n")

    with pytest.raises(CatalogueError):
        place.ingest()
    assert place.open().content_hash == before
