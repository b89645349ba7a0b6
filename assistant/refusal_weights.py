"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.824; near-misses refused: 0.36 at 3% false refusals, 0.44 at 5% false refusals, 0.60 at 10% false refusals.
"""

INTERCEPT = 1.461
WEIGHTS = {
    "yes_no": 1.921,
    "precise": -2.118,
    "lacks_year_first": -0.345,
    "lacks_year": 0.071,
    "asks_money": -0.849,
    "lacks_money": -2.133,
    "asks_share": -1.130,
    "lacks_share": -1.346,
    "asks_day": -1.128,
    "lacks_day": -1.238,
    "asks_duration": -1.541,
    "lacks_duration": -1.404,
    "asks_time": -1.254,
    "lacks_time": -1.418,
    "asks_count": -1.815,
    "lacks_count": -1.577,
    "asks_person": -0.636,
    "lacks_person": -0.357,
    "asks_place": -1.785,
    "lacks_place": -1.047,
    "asks_organisation": -1.368,
    "lacks_organisation": -0.386,
    "asks_who": -0.464,
    "lacks_who": -0.613,
    "asks_reason": -0.459,
    "lacks_reason": -1.269,
}
