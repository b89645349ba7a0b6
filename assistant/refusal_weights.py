"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.68 at 3% false refusals, 0.75 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.749
WEIGHTS = {
    "yes_no": 1.885,
    "precise": -2.083,
    "lacks_year_first": -0.023,
    "lacks_year": 0.217,
    "asks_money": -0.829,
    "lacks_money": -0.922,
    "asks_share": -1.219,
    "lacks_share": -0.846,
    "asks_day": -0.660,
    "lacks_day": -0.418,
    "asks_hour": -0.121,
    "lacks_hour": -0.121,
    "asks_duration": -1.590,
    "lacks_duration": -0.735,
    "asks_time": -0.858,
    "lacks_time": -1.070,
    "asks_count": -1.565,
    "lacks_count": -0.665,
    "asks_person": -0.357,
    "lacks_person": -0.177,
    "asks_place": -1.122,
    "lacks_place": -0.562,
    "asks_organisation": -0.928,
    "lacks_organisation": 0.095,
    "asks_who": -0.543,
    "lacks_who": -0.322,
    "asks_reason": -0.548,
    "lacks_reason": -1.758,
    "reading": 0.943,
}
