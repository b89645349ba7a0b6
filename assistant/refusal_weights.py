"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.68 at 3% false refusals, 0.75 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.748
WEIGHTS = {
    "yes_no": 1.898,
    "precise": -2.080,
    "lacks_year_first": 0.010,
    "lacks_year": 0.231,
    "asks_money": -0.785,
    "lacks_money": -0.883,
    "asks_share": -1.311,
    "lacks_share": -0.804,
    "asks_day": -0.663,
    "lacks_day": -0.420,
    "asks_hour": -0.122,
    "lacks_hour": -0.122,
    "asks_duration": -1.585,
    "lacks_duration": -0.704,
    "asks_time": -0.856,
    "lacks_time": -1.060,
    "asks_count": -1.518,
    "lacks_count": -0.696,
    "asks_person": -0.359,
    "lacks_person": -0.178,
    "asks_place": -1.193,
    "lacks_place": -0.571,
    "asks_organisation": -0.948,
    "lacks_organisation": 0.037,
    "asks_who": -0.650,
    "lacks_who": -0.597,
    "asks_reason": -0.509,
    "lacks_reason": -1.702,
    "reading": 0.938,
}
