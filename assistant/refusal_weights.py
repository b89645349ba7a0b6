"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.68 at 3% false refusals, 0.74 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.752
WEIGHTS = {
    "yes_no": 1.888,
    "precise": -2.074,
    "lacks_year_first": 0.007,
    "lacks_year": 0.231,
    "asks_money": -0.776,
    "lacks_money": -0.935,
    "asks_share": -1.217,
    "lacks_share": -0.838,
    "asks_day": -0.666,
    "lacks_day": -0.422,
    "asks_hour": -0.122,
    "lacks_hour": -0.122,
    "asks_duration": -1.588,
    "lacks_duration": -0.705,
    "asks_time": -0.861,
    "lacks_time": -1.061,
    "asks_count": -1.522,
    "lacks_count": -0.698,
    "asks_person": -0.361,
    "lacks_person": -0.179,
    "asks_place": -1.176,
    "lacks_place": -0.614,
    "asks_organisation": -0.952,
    "lacks_organisation": 0.036,
    "asks_who": -0.537,
    "lacks_who": -0.338,
    "asks_reason": -0.515,
    "lacks_reason": -1.702,
    "reading": 0.936,
}
