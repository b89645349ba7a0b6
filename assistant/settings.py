"""Settings: the only reader of the environment and of `.env`. Every name begins with BRONVAST_; an unknown one is refused."""

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

PREFIX = "BRONVAST_"
DOTENV = ".env"
REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings with their defaults. Paths are relative to the working directory of the command."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=DOTENV, extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    corpus: Path = REPOSITORY / "corpus"
    originals: Path = REPOSITORY / "corpus" / "sources"
    data: Path = REPOSITORY / ".bronvast"
    embedder: str = Field(default="e5", description="'e5' (our model), or a sentence-transformers name or folder, or with a url the name there")
    embedder_url: str = Field(default="", description="base address of an OpenAI-compatible server of embeddings; empty: none")
    embedder_key: str = "geen"
    llm_url: str = Field(default="", description="base address of an OpenAI-compatible language model; empty: none")
    llm_model: str = ""
    llm_key: str = "geen"
    llm_timeout_seconds: float = Field(default=20.0, gt=0, le=120)


def read_settings() -> Settings:
    """Read and check the settings.

    Raises SettingsError (Dutch) naming the key for an unknown name or an impossible value.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    try:
        given = [*os.environ, *dotenv_values(DOTENV)]
    except UnicodeDecodeError as error:
        raise SettingsError(f"Het bestand {DOTENV} is geen UTF-8. Sla het op als UTF-8.") from error
    unknown = sorted(key for key in given if key.upper().startswith(PREFIX) and key.upper() not in known)
    if unknown:
        raise SettingsError(f"De instelling {unknown[0]} bestaat niet. Haal haar weg of kies uit: {', '.join(sorted(known))}.")
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        raise SettingsError(f"De instelling {name} heeft een onmogelijke waarde ({first['input']!r}). {_wanted(str(first['loc'][0]))}") from error
    if settings.llm_url and not settings.llm_model:
        raise SettingsError(f"De instelling {PREFIX}LLM_MODEL ontbreekt, terwijl {PREFIX}LLM_URL is ingevuld. Vul de naam van het taalmodel in.")
    return settings


def _wanted(name: str) -> str:
    wanted = {"port": "Geef een getal van 1 tot en met 65535.", "llm_timeout_seconds": "Geef een aantal seconden boven 0, hoogstens 120."}
    return wanted.get(name, "Kijk in README.md, onder 'Instellingen', wat hier mag staan.")
