"""What each part of the search brings: every question set is asked again with that part taken away. Also the weights of the mix, and rank fusion.

The product has no switches for this. A part of the text is left out of the passages before they are indexed; a part of the analysis has its
function replaced in this process while an index is made and asked, so that all the rest is the code that serves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import simplemma

from assistant import retrievers
from assistant.retrievers import HybridRetriever
from corpus import compounds, dutch
from corpus.document import Edition, Passage
from evals.baselines import FusedRetriever
from evals.corpora import embed_all, search_texts
from evals.ranking import ExactVectors, QuestionSet, Side, index_in_memory, mean_of, score_set, score_side
from ingest import lexical
from ingest.build import Build, Contents
from ingest.embedding import Embedder
from ingest.expansion_index import NO_EXPANSIONS
from ingest.lexical import LexicalIndex
from ingest.pipeline import read_tokens

WEIGHTS = tuple(round(step / 10, 1) for step in range(11))
ANALYSED = (dutch, compounds)  # their functions remember what they gave before
Means = Mapping[str, float]  # by the name of the set


def _kept(passage: Passage) -> Passage:
    return passage


def _without_headings(passage: Passage) -> Passage:
    return replace(passage, heading_path=())


def _without_lead_in(passage: Passage) -> Passage:
    return replace(passage, lead_in=None)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the search. `words` and `vectors` take it out of a passage for one index; `functions` tells what stands in for what of a module."""

    label: str
    sides: tuple[Side, ...] = (Side.BM25, Side.MIX)
    words: Callable[[Passage], Passage] = _kept
    vectors: Callable[[Passage], Passage] = _kept
    functions: tuple[tuple[ModuleType, str, object], ...] = ()

    @contextmanager
    def off(self) -> Iterator[None]:
        """Switch the part of the analysis off inside the block."""
        with ExitStack() as stack:
            for module, name, stand_in in self.functions:
                stack.enter_context(replaced(module, name, stand_in))
            if self.functions:
                stack.callback(_forget)  # when the block ends, before the functions are put back: nobody asks in between
                _forget()
            yield


EVERY_SIDE = tuple(Side)
NO_COMPOUNDS = (dutch, "parts", lambda word: ())
NO_BASE_FORMS = (simplemma, "lemmatize", lambda word, lang: word)
USUAL = "delen van samenstellingen en grondvormen"  # what is left then is the usual BM25: stems, and no stop words
PARTS = (
    Part("delen van samenstellingen", functions=(NO_COMPOUNDS,)),
    Part("grondvormen (simplemma)", functions=(NO_BASE_FORMS,)),
    Part(USUAL, sides=(Side.BM25,), functions=(NO_COMPOUNDS, NO_BASE_FORMS)),
    Part("stammen (Snowball)", functions=((dutch, "_STEMMER", SimpleNamespace(stemWord=lambda word: word)),)),
    Part("accenten en letters gelijkmaken", functions=((dutch, "fold", str.casefold),)),
    Part("stopwoorden weglaten", functions=((dutch, "STOP_WORDS", frozenset()),)),
    Part("verwante woorden", sides=(Side.MIX,), functions=((lexical, "related", lambda term: ()),)),
    Part("woord voor woord vergelijken", sides=(Side.VECTORS, Side.MIX), functions=((retrievers, "WORD_BY_WORD", 0.0),)),
    Part("kopjes in de woordindex", words=_without_headings),
    Part("kopjes in de vectoren", sides=(Side.VECTORS, Side.MIX), vectors=_without_headings),
    Part("inleidende zin bij een lijstpunt", sides=EVERY_SIDE, words=_without_lead_in, vectors=_without_lead_in),
)
PLAIN_BESIDE = "eenvoudige versie naast het origineel"
LEADING = "zoekvragen naast het document"


@dataclass(frozen=True, slots=True)
class Ablation:
    """The means of every set: with everything, without each part (only where that part does something), by weight, and by rank fusion."""

    whole: dict[Side, dict[str, float]] = field(default_factory=lambda: {side: {} for side in Side})
    without: dict[Side, dict[str, dict[str, float]]] = field(default_factory=lambda: {side: {} for side in Side})
    by_weight: dict[float, dict[str, float]] = field(default_factory=dict)
    fused: dict[str, float] = field(default_factory=dict)


def ablate(sets: Sequence[QuestionSet], embedder: Embedder, cache: Path) -> Ablation:
    """Measure every set with and without each part."""
    found = Ablation()
    for questions in sets:
        for side in Side:
            found.whole[side][questions.name] = mean_of(score_side(questions, side, embedder))
        for label, means in _without_each(questions, embedder, cache):
            for side, mean in means.items():
                found.without[side].setdefault(label, {})[questions.name] = mean
        for weight in WEIGHTS:
            with replaced(retrievers, "weight_of_meaning", lambda passages, weight=weight: weight):
                mean = mean_of(score_set(questions, HybridRetriever(questions.build, embedder)))
            found.by_weight.setdefault(weight, {})[questions.name] = mean
        found.fused[questions.name] = mean_of(score_set(questions, FusedRetriever(questions.build, embedder)))
    return found


@contextmanager
def replaced(module: ModuleType | type, name: str, stand_in: object) -> Iterator[None]:
    """Put something else in the place of what a module or class calls by this name. Raises AttributeError when it has no such name."""
    before = getattr(module, name)
    setattr(module, name, stand_in)
    try:
        yield
    finally:
        setattr(module, name, before)


def _forget() -> None:
    """Empty the memories of the analysis: what they hold was made with another function."""
    for module in ANALYSED:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def _without_each(questions: QuestionSet, embedder: Embedder, cache: Path) -> Iterator[tuple[str, dict[Side, float]]]:
    for part in PARTS:
        with part.off():
            build = _without(part, questions.build, embedder, cache)
            if build is not None:
                there = replace(questions, build=build)
                yield part.label, {side: mean_of(score_side(there, side, embedder)) for side in part.sides}
    if questions.build.contents.expansions:
        there = replace(questions, build=replace(questions.build, expansions=NO_EXPANSIONS))
        yield LEADING, {Side.MIX: mean_of(score_side(there, Side.MIX, embedder))}
    single = _originals_alone(questions.build.contents)
    if single is not None:
        there = replace(questions, build=index_in_memory(single, embedder, cache))
        yield PLAIN_BESIDE, {side: mean_of(score_side(there, side, embedder)) for side in Side}


def _without(part: Part, build: Build, embedder: Embedder, cache: Path) -> Build | None:
    """Index the same passages without a part; None when that makes no difference here."""
    contents = build.contents
    whole = search_texts(contents)
    words, vectors = (search_texts(replace(contents, passages=tuple(map(change, contents.passages)))) for change in (part.words, part.vectors))
    if not part.functions and words == vectors == whole:
        return None
    changed = replace(build, lexical=LexicalIndex.build(words))
    if vectors == whole:
        return changed
    return replace(changed, vectors=ExactVectors(embed_all(vectors, embedder, cache)), tokens=read_tokens(vectors, cache))


def _originals_alone(contents: Contents) -> Contents | None:
    """Give the contents without the plain passages that stand beside an original one; None when there are none."""
    beside = {passage.id for passage in contents.passages if passage.edition is Edition.PLAIN and passage.counterpart}
    if not beside:
        return None
    return replace(contents, passages=tuple(replace(passage, counterpart=None) for passage in contents.passages if passage.id not in beside))
