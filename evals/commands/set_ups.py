"""The set-ups that the commands measure on: one place that makes them, and names those that a corpus lacks."""

from collections.abc import Callable

from assistant.bootstrap import folder_of_originals
from assistant.settings import Settings
from evals.cases import CaseError
from evals.table import SET_UP_LABELS, SetUp, make_set_ups

LACKS_TEXT = "Niet elk document heeft die tekst; originelen horen in corpus/sources."
LACKS_QUESTIONS = "Er zijn geen zoekvragen."


def settings_by_set_up(settings: Settings, say: Callable[[str], None]) -> dict[SetUp, Settings]:
    """Give the settings of every set-up that the corpus allows, the fullest last, and say which it lacks. Raises CatalogueError, and CaseError when it allows none."""
    folders = make_set_ups(settings.corpus, folder_of_originals(settings), settings.data / "set-ups" / settings.corpus.resolve().name)
    for lacking in (set_up for set_up in SetUp if set_up not in folders):
        why = LACKS_QUESTIONS if lacking is SetUp.BARE and SetUp.ORIGINAL in folders else LACKS_TEXT
        say(f"Niet gemeten: {SET_UP_LABELS[lacking].lower()}. {why}")
    if not folders:
        raise CaseError("Er is geen tekst die elk document heeft. Zet van elk document het origineel in corpus/sources, en meet opnieuw.")
    return {set_up: settings.model_copy(update={"corpus": folder}) for set_up, folder in folders.items()}
