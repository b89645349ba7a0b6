"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.824; near-misses refused: 0.36 at 3% false refusals, 0.46 at 5% false refusals, 0.59 at 10% false refusals.
"""

INTERCEPT = 1.460
WEIGHTS = {
    "yes_no": 1.942,
    "precise": -2.115,
    "lacks_year_first": -0.517,
    "lacks_year": -0.101,
    "asks_money": -0.816,
    "lacks_money": -2.170,
    "asks_share": -1.184,
    "lacks_share": -1.274,
    "asks_day": -1.145,
    "lacks_day": -1.202,
    "asks_duration": -1.538,
    "lacks_duration": -1.448,
    "asks_time": -1.347,
    "lacks_time": -1.216,
    "asks_count": -1.772,
    "lacks_count": -1.654,
    "asks_person": -0.610,
    "lacks_person": -0.345,
    "asks_place": -1.752,
    "lacks_place": -1.143,
    "asks_organisation": -1.353,
    "lacks_organisation": -0.431,
    "asks_who": -0.496,
    "lacks_who": -0.464,
    "asks_reason": -0.434,
    "lacks_reason": -1.381,
}
