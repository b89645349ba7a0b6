"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.824; near-misses refused: 0.35 at 3% false refusals, 0.45 at 5% false refusals, 0.60 at 10% false refusals.
"""

INTERCEPT = 1.462
WEIGHTS = {
    "yes_no": 1.932,
    "precise": -2.118,
    "lacks_year_first": -0.426,
    "lacks_year": -0.074,
    "asks_money": -0.881,
    "lacks_money": -2.097,
    "asks_share": -1.124,
    "lacks_share": -1.353,
    "asks_day": -1.145,
    "lacks_day": -1.233,
    "asks_duration": -1.458,
    "lacks_duration": -1.673,
    "asks_time": -1.288,
    "lacks_time": -1.278,
    "asks_count": -1.798,
    "lacks_count": -1.549,
    "asks_person": -0.637,
    "lacks_person": -0.357,
    "asks_place": -1.764,
    "lacks_place": -1.045,
    "asks_organisation": -1.305,
    "lacks_organisation": -0.562,
    "asks_who": -0.515,
    "lacks_who": -0.401,
    "asks_reason": -0.433,
    "lacks_reason": -1.450,
}
