"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.837; near-misses refused: 0.39 at 3% false refusals, 0.47 at 5% false refusals, 0.63 at 10% false refusals.
"""

INTERCEPT = 1.529
WEIGHTS = {
    "yes_no": 1.849,
    "precise": -2.166,
    "lacks_year_first": -0.483,
    "lacks_year": 0.203,
    "asks_money": -1.070,
    "lacks_money": -2.279,
    "asks_share": -1.170,
    "lacks_share": -1.352,
    "asks_day": -1.211,
    "lacks_day": -1.184,
    "asks_hour": -0.246,
    "lacks_hour": -0.246,
    "asks_duration": -1.656,
    "lacks_duration": -1.500,
    "asks_time": -1.374,
    "lacks_time": -1.462,
    "asks_count": -1.965,
    "lacks_count": -1.680,
    "asks_person": -0.651,
    "lacks_person": -0.282,
    "asks_place": -1.833,
    "lacks_place": -1.119,
    "asks_organisation": -1.470,
    "lacks_organisation": -0.244,
    "asks_who": -0.451,
    "lacks_who": -0.903,
    "asks_reason": -0.469,
    "lacks_reason": -1.598,
}
