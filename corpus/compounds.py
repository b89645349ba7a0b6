"""Dutch compounds: "warmtetransitie" is made of "warmte" and "transitie". Splits on the words of simplemma's Dutch dictionary."""

from functools import lru_cache

import simplemma

LINKS = ("", "s", "e", "en", "n")
LONGEST = 40  # letters of a compound; a longer string is no word, and would fill the memory with its ends
SHORTEST = 4  # letters of a part; shorter ones are mostly chance ("bel" in "belasting")


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """Give the two parts of a folded compound, or nothing when the word is none. Of several splits the one with the longest last part counts."""
    if not 2 * SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ()
    for cut in range(SHORTEST, len(word) - SHORTEST + 1):
        last = word[cut:]
        if _known(last) and (first := _first(word[:cut])) and not _is_linking_s(last):
            return first, last
    return ()


def _first(piece: str) -> str:
    """Give the first part without its linking letters, or an empty text."""
    for link in LINKS:
        bare = piece.removesuffix(link)
        if len(bare) >= SHORTEST and (link == "" or piece.endswith(link)) and _known(bare):
            return bare
    return ""


def _is_linking_s(last: str) -> bool:
    """Tell whether a last part begins with the s that links ("bestuur-s-laag", not "bestuur-slaag")."""
    return last.startswith("s") and len(last) > SHORTEST and _known(last[1:])


@lru_cache(maxsize=200_000)
def _known(word: str) -> bool:
    return simplemma.is_known(word, lang="nl")
