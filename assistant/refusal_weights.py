"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.825; near-misses refused: 0.36 at 3% false refusals, 0.44 at 5% false refusals, 0.60 at 10% false refusals.
"""

INTERCEPT = 1.457
WEIGHTS = {
    "yes_no": 1.897,
    "precise": -2.114,
    "lacks_year_first": -0.344,
    "lacks_year": 0.090,
    "asks_money": -0.909,
    "lacks_money": -2.178,
    "asks_share": -1.296,
    "lacks_share": -1.147,
    "asks_day": -1.168,
    "lacks_day": -1.167,
    "asks_duration": -1.571,
    "lacks_duration": -1.533,
    "asks_time": -1.296,
    "lacks_time": -1.447,
    "asks_count": -1.893,
    "lacks_count": -1.670,
    "asks_person": -0.655,
    "lacks_person": -0.280,
    "asks_place": -1.779,
    "lacks_place": -1.108,
    "asks_organisation": -1.401,
    "lacks_organisation": -0.281,
    "asks_who": -0.417,
    "lacks_who": -0.932,
    "asks_reason": -0.412,
    "lacks_reason": -1.583,
}
