"""Fixtures for the tests of evals: a real assistant over a folder of two small documents, without a documents.toml."""

from pathlib import Path

import pytest

from assistant.bootstrap import open_assistant
from assistant.service import Assistant
from assistant.settings import Settings

WASTE = """# Afvalplan

## 1 Bakken

### 1.1 Legen

De gemeente leegt de groene bakken elke dinsdag. In de zomer gebeurt dat ook op vrijdag.

### 1.2 Kosten

Een tweede bak kost 45 euro per jaar. Wie weinig verdient, betaalt niets voor een tweede bak.

### 1.3 Plaats

Zet de bak met het handvat naar de straat. Haal de bak dezelfde avond weer binnen.

## 2 Grofvuil

### 2.1 Ophalen

Een medewerker haalt oude meubels op na een afspraak. Bel daarvoor twee dagen eerder.

### 2.2 Brengen

Bewoners brengen puin naar de milieustraat. Die is open van maandag tot en met zaterdag.
"""
PARK = """# Parkplan

## 1 Honden

### 1.1 Loslopen

Honden mogen los op het veld achter de vijver. Op de speelplaats moeten zij aan de lijn.

### 1.2 Opruimen

Eigenaren ruimen de poep van hun hond zelf op. Bij elke ingang hangen zakjes.

## 2 Bomen

### 2.1 Planten

De gemeente plant elk najaar vijftig nieuwe bomen. Scholen kiezen mee welke soort het wordt.

### 2.2 Snoeien

Tuinlieden snoeien de wilgen in februari. Daarna blijven de takken liggen voor egels.

### 2.3 Kappen

Een zieke boom wordt gekapt na een onderzoek. Binnen een jaar komt er een jonge boom voor terug.
"""


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own for the indexes."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf") / "kast"
    folder.mkdir()
    (folder / "afvalplan.md").write_text(WASTE, encoding="utf-8")
    (folder / "parkplan.md").write_text(PARK, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def assistant(corpus_folder: Path, data_folder: Path) -> Assistant:
    return open_assistant(Settings(corpus=corpus_folder, data=data_folder), say=print)
