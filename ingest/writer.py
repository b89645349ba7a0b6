"""Who wrote a plan, where its points tell what that body does by name: "De VDB leert …" promises as "Wij leren …" does."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.document import Passage
from ingest.agreement_facts import actor
from ingest.agreement_units import Unit, units

PLANS = re.compile(r"\w*(?:agenda|programma|plan|strategie|visie|aanpak|koers)\b", re.I)
TELLS = re.compile(
    r"\w*(?:verslag|notulen|rapportage|rapport|bericht|evaluatie|besluitenlijst|terugblik)\b", re.I
)  # there points say what was said or done
FEWEST_POINTS, FEWEST_PARTS = 4, 2
MOST_OF_POINTS = 0.5  # of those in which somebody acts
NO_DEED = re.compile(r"(?:heeft|had|is|was|wordt|werd|kreeg|kon|wilde|vindt|zegt|zei|ziet|telt|kent|bestaat)\b", re.I)


def writer(top: str, passages: Sequence[Passage]) -> str:
    """Give the body that opens most points of a plan in which somebody acts, in several of its parts; `top` is how its text begins. Empty when there is none."""
    is_plan = PLANS.search(top) is not None and TELLS.search(top) is None
    points = [unit for unit in units(list(passages)) if unit.is_item] if is_plan else []
    acting = [(who, unit.passage.section_id) for unit in points if (who := actor(unit.text)) and unit.text.startswith(f"{who} ")]
    who, count = Counter(one for one, _ in acting).most_common(1)[0] if acting else ("", 0)
    parts = {section for one, section in acting if one == who}
    return who if count >= max(FEWEST_POINTS, MOST_OF_POINTS * len(acting)) and len(parts) >= FEWEST_PARTS else ""


def does(point: Unit, who: str) -> bool:
    """Tell whether a point says what its writer does, and not what that has done, is or thinks."""
    return point.is_item and point.text.startswith(f"{who} ") and NO_DEED.match(point.text.removeprefix(f"{who} ")) is None
