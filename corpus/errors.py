"""The error tree of Bronvast. Every message is Dutch and says what is wrong, where, and what to do now.

BronvastError
├── SettingsError     a setting is missing, unknown or impossible            exit 2
├── CatalogueError    documents.toml is wrong                                exit 2
├── ReadError         a document cannot be read; it is left out and named    exit 3
├── BuildError        exit 4, HTTP 503
│   ├── NoBuild       there is no index yet
│   ├── WrongBuild    the index does not fit the embedder, the format or its checksums
│   └── NoSpace       the disk is full
├── EmbedderError     the server of the search model fails                exit 4, HTTP 503
├── QuestionError     empty, too long, impossible day                        HTTP 422
├── NotFound          an unknown passage, document or path                   HTTP 404
└── WriterError       the language model failed; the quoting writer takes over

Faults of the disk get their place in this tree in `disk_errors`.
"""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_IN_THE_WAY = (errno.ENOTDIR, errno.EEXIST, errno.EISDIR)


class BronvastError(Exception):
    """Base of all expected errors. `code` names the kind for programs, `exit_code` ends a command, `http_status` a request."""

    code = "fout"
    exit_code = 1
    http_status = 500


class SettingsError(BronvastError):
    """A setting is missing, unknown or impossible."""

    code = "instelling"
    exit_code = 2


class CatalogueError(BronvastError):
    """documents.toml holds a missing, unknown or impossible value."""

    code = "catalogus"
    exit_code = 2


class ReadError(BronvastError):
    """A document is missing, of an unknown format, or holds no text."""

    code = "document-onleesbaar"
    exit_code = 3


class BuildError(BronvastError):
    """The index cannot be made or opened."""

    code = "index"
    exit_code = 4
    http_status = 503


class NoBuild(BuildError):
    """There is no active index."""

    code = "geen-index"


class WrongBuild(BuildError):
    """The index does not fit this embedder or format, or was damaged."""

    code = "verkeerde-index"


class NoSpace(BuildError):
    """There is no room on the disk."""

    code = "schijf-vol"


class EmbedderError(BronvastError):
    """The server of the search model cannot be reached, is too slow, or answers in another form."""

    code = "zoekmodel"
    exit_code = 4
    http_status = 503


class QuestionError(BronvastError):
    """The question is empty, too long, or asks for an impossible day."""

    code = "vraag-ongeldig"
    http_status = 422


class NotFound(BronvastError):
    """A passage, document or path that does not exist."""

    code = "niet-gevonden"
    http_status = 404


class WriterError(BronvastError):
    """The language model cannot be reached, is too slow, or answers in another form."""

    code = "taalmodel"


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what the disk refuses while Bronvast writes its own data into NoSpace or BuildError; other errors pass."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        if _is_full(error):
            raise NoSpace(
                "De schijf is vol. Maak ruimte vrij, of geef met BRONVAST_DATA een map op een andere schijf op, en probeer het opnieuw."
            ) from error
        place = getattr(error, "filename2", None) or getattr(error, "filename", None) or "zijn map met gegevens"
        if _is_forbidden(error):
            raise BuildError(f"Bronvast mag niet schrijven in {place}. Geef met BRONVAST_DATA een map op waar dat wel mag.") from error
        if isinstance(error, OSError) and error.errno in _IN_THE_WAY:
            raise BuildError(
                f"Bronvast kan {place} niet maken: daar of daarboven staat iets anders in de weg. Haal dat weg, of geef met BRONVAST_DATA een andere map op."
            ) from error
        raise


def _is_full(error: Exception) -> bool:
    """Tell a full disk, also where the number of the error is lost: shutil.Error quotes the system's words, SQLite has its own."""
    number = error.errno if isinstance(error, OSError) else None
    return number in (errno.ENOSPC, errno.EDQUOT) or os.strerror(errno.ENOSPC) in str(error) or "disk is full" in str(error)


def _is_forbidden(error: OSError | sqlite3.OperationalError) -> bool:
    """Tell a place where nothing may be written; SQLite has its own words for that too."""
    if isinstance(error, OSError):
        return error.errno in _FORBIDDEN
    return "readonly database" in str(error) or "unable to open database" in str(error)
