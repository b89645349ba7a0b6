"""The error tree of Bronvast. Every message is Dutch and says what is wrong, where, and what to do now.

BronvastError
├── SettingsError     a setting is missing, unknown or impossible            exit 2
├── CatalogueError    documents.toml is wrong                                exit 2
├── ReadError         a document cannot be read; it is left out and named    exit 3
├── BuildError        exit 4, HTTP 503
│   ├── NoBuild       there is no index yet
│   ├── WrongBuild    the index does not fit the embedder, the format or its checksums
│   └── NoSpace       the disk is full
├── QuestionError     empty, too long, impossible day                        HTTP 422
├── NotFound          an unknown passage, document or path                   HTTP 404
└── WriterError       the language model failed; the quoting writer takes over
"""


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
