"""The assistant put together from its parts: which kinds of question there are, in which order they are tried, and what they share."""

from assistant.answerable import Judge
from assistant.evidence_reader import EvidenceReader
from assistant.kinds.agreements import AgreementsKind
from assistant.kinds.catalogue import CatalogueKind
from assistant.kinds.comparison import ComparisonKind
from assistant.kinds.fixed import FixedKind
from assistant.kinds.found_list import FoundListKind
from assistant.kinds.general import GeneralKind
from assistant.kinds.headed import HeadedKind
from assistant.kinds.parts import PartsKind
from assistant.kinds.recurring import RecurringKind
from assistant.kinds.section import SectionKind
from assistant.nearness import Nearness
from assistant.retrievers import Retriever
from assistant.service import Assistant
from assistant.writers import Writer
from ingest.build import Build
from ingest.embedding import Embedder
from ingest.embedding.cross_encoder import CrossEncoder


def compose(build: Build, embedder: Embedder, retriever: Retriever, writer: Writer, stamp: dict[str, str]) -> Assistant:
    """Put kinds, refusing, writer and checks behind a retriever. How near is near enough to answer was fitted with our own retrieval."""
    cross_encoder = CrossEncoder(known=build.states.of)
    reader = EvidenceReader(build, embedder, cross_encoder)
    judge = Judge(build, Nearness(build, embedder), reader, cross_encoder)
    kinds = (
        FixedKind(build.titles()),
        CatalogueKind(build, reader),
        ComparisonKind(build, reader, judge, retriever),
        SectionKind(build, reader),
        AgreementsKind(build, reader),
        HeadedKind(build, reader, judge),
        RecurringKind(build, reader, judge),
        PartsKind(build, reader, judge),
        FoundListKind(build, reader, judge),
        GeneralKind(reader, judge, writer),
    )
    return Assistant(build, retriever, kinds, stamp)
