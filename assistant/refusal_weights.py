"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.68 at 3% false refusals, 0.74 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.751
WEIGHTS = {
    "yes_no": 1.888,
    "precise": -2.073,
    "lacks_year_first": 0.007,
    "lacks_year": 0.231,
    "asks_money": -0.775,
    "lacks_money": -0.935,
    "asks_share": -1.216,
    "lacks_share": -0.838,
    "asks_day": -0.665,
    "lacks_day": -0.422,
    "asks_hour": -0.122,
    "lacks_hour": -0.122,
    "asks_duration": -1.588,
    "lacks_duration": -0.705,
    "asks_time": -0.860,
    "lacks_time": -1.061,
    "asks_count": -1.521,
    "lacks_count": -0.697,
    "asks_person": -0.361,
    "lacks_person": -0.178,
    "asks_place": -1.196,
    "lacks_place": -0.572,
    "asks_organisation": -0.951,
    "lacks_organisation": 0.036,
    "asks_who": -0.540,
    "lacks_who": -0.325,
    "asks_reason": -0.514,
    "lacks_reason": -1.702,
    "reading": 0.936,
}
