"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.67 at 3% false refusals, 0.75 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.753
WEIGHTS = {
    "yes_no": 1.892,
    "precise": -2.075,
    "lacks_year_first": 0.010,
    "lacks_year": 0.231,
    "asks_money": -0.788,
    "lacks_money": -0.884,
    "asks_share": -1.314,
    "lacks_share": -0.805,
    "asks_day": -0.665,
    "lacks_day": -0.421,
    "asks_hour": -0.122,
    "lacks_hour": -0.122,
    "asks_duration": -1.590,
    "lacks_duration": -0.705,
    "asks_time": -0.861,
    "lacks_time": -1.061,
    "asks_count": -1.522,
    "lacks_count": -0.697,
    "asks_person": -0.361,
    "lacks_person": -0.178,
    "asks_place": -1.177,
    "lacks_place": -0.613,
    "asks_organisation": -0.952,
    "lacks_organisation": 0.037,
    "asks_who": -0.536,
    "lacks_who": -0.545,
    "asks_reason": -0.515,
    "lacks_reason": -1.703,
    "reading": 0.938,
}
