"""The metrics, in the order of the report. A new one: its own file here, and its place in METRICS."""

from evals.metric import Metric
from evals.metrics.evidence_cited import EVIDENCE_CITED
from evals.metrics.false_refusals import FALSE_REFUSALS
from evals.metrics.hit import HIT_AT
from evals.metrics.latency import LATENCY
from evals.metrics.nugget_recall import NUGGET_RECALL
from evals.metrics.quotes_exact import QUOTES_EXACT
from evals.metrics.reciprocal_rank import RECIPROCAL_RANK
from evals.metrics.refusals_right import REFUSALS_RIGHT
from evals.metrics.strict_accuracy import STRICT_ACCURACY

METRICS: tuple[Metric, ...] = (
    *HIT_AT,
    RECIPROCAL_RANK,
    NUGGET_RECALL,
    STRICT_ACCURACY,
    EVIDENCE_CITED,
    QUOTES_EXACT,
    REFUSALS_RIGHT,
    FALSE_REFUSALS,
    *LATENCY,
)
