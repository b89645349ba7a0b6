"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.824; near-misses refused: 0.34 at 3% false refusals, 0.44 at 5% false refusals, 0.58 at 10% false refusals.
"""

INTERCEPT = 1.460
WEIGHTS = {
    "yes_no": 1.935,
    "precise": -2.114,
    "lacks_year_first": -0.381,
    "lacks_year": -0.128,
    "asks_money": -0.870,
    "lacks_money": -2.137,
    "asks_share": -1.165,
    "lacks_share": -1.295,
    "asks_day": -1.163,
    "lacks_day": -1.213,
    "asks_duration": -1.446,
    "lacks_duration": -1.774,
    "asks_time": -1.321,
    "lacks_time": -1.214,
    "asks_count": -1.801,
    "lacks_count": -1.561,
    "asks_person": -0.636,
    "lacks_person": -0.357,
    "asks_place": -1.776,
    "lacks_place": -1.030,
    "asks_organisation": -1.364,
    "lacks_organisation": -0.397,
    "asks_who": -0.510,
    "lacks_who": -0.422,
    "asks_reason": -0.443,
    "lacks_reason": -1.386,
}
