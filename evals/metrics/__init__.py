"""The metrics, in the order of the report. A new one: its own file here, and its place in METRICS."""

from evals.metric import Metric
from evals.metrics.answer_words import ANSWER_WORDS
from evals.metrics.aurc import AURC
from evals.metrics.citation_precision import CITATION_PRECISION
from evals.metrics.citation_recall import CITATION_RECALL
from evals.metrics.evidence_cited import EVIDENCE_CITED
from evals.metrics.facts_supported import FACTS_SUPPORTED
from evals.metrics.false_refusals import FALSE_REFUSALS
from evals.metrics.followup_ratio import FOLLOWUP_RATIO
from evals.metrics.hit import HIT_AT
from evals.metrics.latency import LATENCY
from evals.metrics.list_precision import LIST_PRECISION
from evals.metrics.list_recall import LIST_RECALL
from evals.metrics.ndcg import NDCG
from evals.metrics.nugget_recall import NUGGET_RECALL
from evals.metrics.nugget_recall_all import NUGGET_RECALL_ALL
from evals.metrics.nuggets_per_100_words import NUGGETS_PER_100_WORDS
from evals.metrics.quotes_exact import QUOTES_EXACT
from evals.metrics.readability import READABILITY
from evals.metrics.recall import RECALL_AT
from evals.metrics.reciprocal_rank import RECIPROCAL_RANK
from evals.metrics.refusals_right import REFUSALS_RIGHT
from evals.metrics.strict_accuracy import STRICT_ACCURACY
from evals.metrics.wrong_carry_over import WRONG_CARRY_OVER

METRICS: tuple[Metric, ...] = (
    *HIT_AT,
    *RECALL_AT,
    RECIPROCAL_RANK,
    NDCG,
    NUGGET_RECALL,
    NUGGET_RECALL_ALL,
    NUGGETS_PER_100_WORDS,
    STRICT_ACCURACY,
    CITATION_PRECISION,
    CITATION_RECALL,
    EVIDENCE_CITED,
    QUOTES_EXACT,
    FACTS_SUPPORTED,
    LIST_RECALL,
    LIST_PRECISION,
    REFUSALS_RIGHT,
    FALSE_REFUSALS,
    AURC,
    FOLLOWUP_RATIO,
    WRONG_CARRY_OVER,
    *READABILITY,
    ANSWER_WORDS,
    *LATENCY,
)
