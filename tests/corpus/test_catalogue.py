"""The catalogue of a corpus folder: what counts as a document, and every mistake named with its place and its remedy."""

import datetime
import errno
from pathlib import Path

import pytest

from corpus.catalogue import NAME, read_catalogue
from corpus.document import Document
from corpus.errors import CatalogueError

SUFFIXES = frozenset({".txt", ".md"})
HANDED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / NAME
OWN = Path(__file__).resolve().parents[2] / "corpus"
PLAN = '[[documents]]\nid = "plan"\nfile = "plan.txt"\ntitle = "Plan 2024"\n'


def described(folder: Path, toml: str, *names: str) -> Path:
    (folder / NAME).write_text(toml, encoding="utf-8")
    return filled(folder, *names)


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("De brug is open.", encoding="utf-8")
    return folder


def test_document_keeps_all_its_facts(tmp_path: Path) -> None:
    facts = 'kind = "plan"\npublisher = "Rietmeer"\ndate = "2023-11"\nvalid_from = 2024-01-01\nvalid_until = 2024-12-31\nstatus_reason = "Voorbij."\nurl = "https://rietmeer.example"\n'

    (source,) = read_catalogue(described(tmp_path, PLAN + facts, "plan.txt"), SUFFIXES).sources

    assert source.document == Document(
        id="plan",
        title="Plan 2024",
        file="plan.txt",
        kind="plan",
        publisher="Rietmeer",
        date="2023-11",
        valid_from=datetime.date(2024, 1, 1),
        valid_until=datetime.date(2024, 12, 31),
        status_reason="Voorbij.",
        url="https://rietmeer.example",
    )


def test_documents_stand_in_the_order_of_the_catalogue(tmp_path: Path) -> None:
    toml = PLAN + PLAN.replace('"plan"', '"a"')

    assert [source.document.id for source in read_catalogue(described(tmp_path, toml), SUFFIXES).sources] == ["plan", "a"]


@pytest.mark.parametrize("place", [".", "sources", "elders"])
def test_original_is_found_in_the_folder_in_its_sources_and_in_the_folder_of_originals(tmp_path: Path, place: str) -> None:
    folder = described(tmp_path, PLAN, f"{place}/plan.txt")

    (source,) = read_catalogue(folder, SUFFIXES, tmp_path / "elders").sources

    assert source.original == folder / place / "plan.txt"


def test_original_in_the_folder_itself_goes_before_the_others(tmp_path: Path) -> None:
    (source,) = read_catalogue(described(tmp_path, PLAN, "plan.txt", "sources/plan.txt", "elders/plan.txt"), SUFFIXES, tmp_path / "elders").sources

    assert source.original == tmp_path / "plan.txt"


def test_document_without_its_file_is_kept_without_an_original(tmp_path: Path) -> None:
    (source,) = read_catalogue(described(tmp_path, PLAN, "plain/plan.md"), SUFFIXES).sources

    assert (source.original, source.plain) == (None, tmp_path / "plain" / "plan.md")


def test_document_without_a_plain_edition_has_none(tmp_path: Path) -> None:
    assert read_catalogue(described(tmp_path, PLAN, "plan.txt"), SUFFIXES).sources[0].plain is None


def test_files_that_the_catalogue_does_not_name_are_strays(tmp_path: Path) -> None:
    catalogue = read_catalogue(described(tmp_path, PLAN, "plan.txt", "los.txt", "sources/ook.md", "lijst.csv", "sources/brief.docx"), SUFFIXES)

    assert (catalogue.described, catalogue.strays) == (True, ("brief.docx", "lijst.csv", "los.txt", "ook.md"))
    assert len(catalogue.sources) == 1


@pytest.mark.parametrize("toml", [PLAN, ""], ids=["with a catalogue", "without a catalogue"])
def test_plain_edition_of_no_document_is_a_stray(tmp_path: Path, toml: str) -> None:
    folder = filled(tmp_path, "plan.txt", "plain/plan.md", "plain/plam.md", "plain/plan.txt", "plain/README.md")
    if toml:
        described(folder, toml)

    assert read_catalogue(folder, SUFFIXES).strays == ("plain/plam.md", "plain/plan.txt")


@pytest.mark.parametrize("toml", [PLAN, ""], ids=["with a catalogue", "without a catalogue"])
def test_what_stands_beside_the_documents_is_no_stray(tmp_path: Path, toml: str) -> None:
    beside = ("README.txt", "README", "manifest.json", ".verborgen.txt", "toets.toml", "lees.py", "__pycache__/lees.pyc", "map/los.txt")
    folder = filled(tmp_path, "plan.txt", *beside, *(f"sources/{name}" for name in beside))
    if toml:
        described(folder, toml)

    assert read_catalogue(folder, SUFFIXES).strays == ()


def test_other_files_in_the_folder_of_originals_are_no_strays(tmp_path: Path) -> None:
    assert read_catalogue(described(tmp_path, PLAN, "plan.txt", "elders/los.txt"), SUFFIXES, tmp_path / "elders").strays == ()


def test_catalogue_may_hold_questions_to_begin_with(tmp_path: Path) -> None:
    toml = 'examples = ["Komt er een brug?", "Wat kost het?"]\n' + PLAN

    assert read_catalogue(described(tmp_path, toml, "plan.txt"), SUFFIXES).examples == ("Komt er een brug?", "Wat kost het?")


@pytest.mark.parametrize("name", ["foto.png", "README.md"])
def test_file_that_the_catalogue_names_counts_whatever_its_name(tmp_path: Path, name: str) -> None:
    (source,) = read_catalogue(described(tmp_path, PLAN.replace("plan.txt", name), name), SUFFIXES).sources

    assert source.original == tmp_path / name  # a format that cannot be read is then named by the reader


def test_folder_without_a_catalogue_gives_every_file_that_can_be_read(tmp_path: Path) -> None:
    folder = filled(tmp_path, "wegen.txt", "groen.MD", "README.md", "README.txt", "manifest.txt", ".verborgen.txt", "foto.png", "sources/geld.txt")

    catalogue = read_catalogue(folder, SUFFIXES)

    assert [source.document for source in catalogue.sources] == [
        Document("geld", "", "geld.txt"),
        Document("groen", "", "groen.MD"),
        Document("wegen", "", "wegen.txt"),
    ]
    assert (catalogue.described, catalogue.strays) == (False, ("foto.png",))


def test_two_files_with_one_stem_keep_their_whole_names_as_ids(tmp_path: Path) -> None:
    assert [source.document.id for source in read_catalogue(filled(tmp_path, "plan.txt", "plan.md"), SUFFIXES).sources] == ["plan.md", "plan.txt"]


def test_absent_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"De map .*weg bestaat niet\. Geef met BRONVAST_CORPUS of --corpus een map met documenten op\."):
        read_catalogue(tmp_path / "weg", SUFFIXES)


def test_folder_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(folder: Path) -> None:
        raise PermissionError(errno.EACCES, "mag niet", str(folder))

    monkeypatch.setattr("pathlib.Path.iterdir", closed)

    with pytest.raises(CatalogueError, match=rf"{tmp_path}: dit kan niet worden gelezen\. Kijk of"):
        read_catalogue(tmp_path, SUFFIXES)


def test_folder_without_documents_is_refused_and_the_formats_are_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"staat geen document dat Bronvast kan lezen\. Zet er een bestand neer \(\.md, \.txt\)\."):
        read_catalogue(filled(tmp_path, "README.md", "foto.png"), SUFFIXES)


WHERE = r'documents\.toml, document "plan": '


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[documents]\n", r"documents\.toml: het bestand is geen goede TOML \(.*line 1.*\)\. Verbeter de genoemde regel\."),
        ("", r"documents\.toml: hier horen tabellen met de naam \[\[documents\]\] te staan, minstens één"),
        ("documents = []", r"hier horen tabellen met de naam \[\[documents\]\]"),
        ('[documents]\nid = "plan"', r"hier horen tabellen met de naam \[\[documents\]\]"),
        ('documents = ["plan"]', r"hier horen tabellen met de naam \[\[documents\]\]"),
        ('naam = "x"\n' + PLAN, r"hier horen tabellen met de naam \[\[documents\]\]"),
        ('examples = "Komt er een brug?"\n' + PLAN, r'documents\.toml: het veld "examples" is geen lijst van vragen\. Vul in als \["Vraag 1\?"'),
        ('examples = ["Komt er een brug?", 3]\n' + PLAN, r'het veld "examples" is geen lijst van vragen'),
        ('examples = [" "]\n' + PLAN, r'het veld "examples" is geen lijst van vragen'),
        (PLAN + 'titel = "Plan"', WHERE + r'het veld "titel" is onbekend\. Kies uit: date, file, id, .*valid_until\.'),
        (PLAN.replace('file = "plan.txt"\n', ""), WHERE + r'het veld "file" ontbreekt\. Vul het in\.'),
        (PLAN.replace('title = "Plan 2024"\n', ""), WHERE + r'het veld "title" ontbreekt\.'),
        (PLAN.replace('id = "plan"\n', ""), r'documents\.toml, document "\?": het veld "id" ontbreekt\.'),
        (PLAN.replace('"Plan 2024"', '""'), WHERE + r'het veld "title" ontbreekt\.'),
        (PLAN + "kind = 3", WHERE + r'het veld "kind" is geen tekst\. Zet de waarde tussen aanhalingstekens\.'),
        (PLAN + "date = 2024-01-01", WHERE + r'het veld "date" is geen tekst\.'),
        (PLAN + 'valid_from = "2024-01-01"', WHERE + r'het veld "valid_from" is geen dag\. Vul een dag in als JJJJ-MM-DD, zonder aanhalingstekens\.'),
        (PLAN + "valid_until = 2024-01-01T10:00:00", WHERE + r'het veld "valid_until" is geen dag\.'),
        (PLAN.replace('"plan"', '"a/b"'), r'document "a/b": de id mag alleen letters, cijfers, punten en streepjes hebben\. Kies een andere id\.'),
        (PLAN.replace('"plan.txt"', '"map/plan.txt"'), WHERE + r'het veld "file" is een pad\. Geef alleen de naam van het bestand\.'),
        (PLAN + 'date = "januari 2024"', WHERE + r'het veld "date" is "januari 2024"\. Vul in als JJJJ, JJJJ-MM of JJJJ-MM-DD\.'),
        (PLAN + 'date = "2024-13"', WHERE + r'het veld "date" is "2024-13"\.'),
        (PLAN + 'date = "2023-02-29"', WHERE + r'het veld "date" is "2023-02-29"\.'),
        (PLAN + "valid_from = 2024-02-01\nvalid_until = 2024-01-01", WHERE + r'"valid_until" ligt voor "valid_from"\. Verbeter een van de twee\.'),
        (PLAN + 'successor = "plan"', WHERE + r"het document is zijn eigen opvolger\. Verbeter het veld successor\."),
        (PLAN + 'successor = "weg"', WHERE + r'de opvolger "weg" staat niet in de lijst\. Voeg hem toe of haal "successor" weg\.'),
        (PLAN + PLAN, WHERE + r"deze id komt meer dan één keer voor\. Geef elk document een eigen id\."),
    ],
)
def test_mistake_in_the_catalogue_is_refused_with_its_place_and_its_remedy(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(described(tmp_path, toml, "plan.txt"), SUFFIXES)


def test_catalogue_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(PLAN.replace("Plan 2024", "Plan één").encode("cp1252"))

    with pytest.raises(CatalogueError, match="geen goede TOML"):
        read_catalogue(tmp_path, SUFFIXES)


def test_our_own_catalogue_is_accepted_and_names_a_plain_edition_for_each_document() -> None:
    catalogue = read_catalogue(OWN, SUFFIXES)

    assert all(source.plain for source in catalogue.sources)
    assert {file.stem for file in (OWN / "plain").glob("*.md")} == {source.document.id for source in catalogue.sources}
    assert catalogue.strays == ()


@pytest.mark.skipif(not HANDED.is_file(), reason="the catalogue that came with the originals is not beside the repository")
def test_catalogue_that_came_with_the_originals_is_accepted_as_it_is() -> None:
    catalogue = read_catalogue(HANDED.parent, SUFFIXES)

    assert [source.document.date for source in catalogue.sources] == ["2021-12-16", "2023", "2020-11-26"]
    assert all(source.original for source in catalogue.sources)
    assert catalogue.strays == ()
