"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.835; near-misses refused: 0.38 at 3% false refusals, 0.47 at 5% false refusals, 0.62 at 10% false refusals.
"""

INTERCEPT = 1.518
WEIGHTS = {
    "yes_no": 1.856,
    "precise": -2.158,
    "lacks_year_first": -0.483,
    "lacks_year": 0.203,
    "asks_money": -1.036,
    "lacks_money": -2.336,
    "asks_share": -1.162,
    "lacks_share": -1.351,
    "asks_day": -1.204,
    "lacks_day": -1.182,
    "asks_duration": -1.646,
    "lacks_duration": -1.499,
    "asks_time": -1.365,
    "lacks_time": -1.460,
    "asks_count": -1.955,
    "lacks_count": -1.679,
    "asks_person": -0.648,
    "lacks_person": -0.280,
    "asks_place": -1.825,
    "lacks_place": -1.117,
    "asks_organisation": -1.462,
    "lacks_organisation": -0.242,
    "asks_who": -0.441,
    "lacks_who": -0.902,
    "asks_reason": -0.459,
    "lacks_reason": -1.597,
}
