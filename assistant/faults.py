"""Faults of ours: logged in English with a number, told in Dutch with the same number. Knows nothing of HTTP or pages."""

import logging
import secrets
import traceback

from corpus.errors import BronvastError

logger = logging.getLogger(__name__)


def explain(error: Exception) -> str:
    """Give the Dutch sentences for a person: those of an expected error, or for a fault the number it is logged under.

    The messages of a fault's exceptions stay out of the log: they may hold the text of a question.
    """
    if is_expected(error):
        return str(error)
    number = secrets.token_hex(4)
    logger.error("fault %s\n%s", number, "\n".join(_trace(error)))
    return f"Er ging iets mis bij ons. Probeer het opnieuw. Blijft het misgaan, meld dan dit nummer aan de beheerder: {number}."


def is_expected(error: Exception) -> bool:
    """Tell whether the error says itself what a person can do; anything else is a fault."""
    return isinstance(error, BronvastError) and error.http_status != BronvastError.http_status


def _trace(error: BaseException) -> list[str]:
    cause = error.__cause__ or error.__context__
    own = [type(error).__qualname__, *(line.rstrip() for line in traceback.format_tb(error.__traceback__))]
    return [*_trace(cause), "which led to", *own] if cause else own
