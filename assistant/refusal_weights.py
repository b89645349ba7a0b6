"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.68 at 3% false refusals, 0.75 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.719
WEIGHTS = {
    "yes_no": 1.879,
    "precise": -2.102,
    "lacks_year_first": -0.028,
    "lacks_year": 0.220,
    "asks_money": -0.837,
    "lacks_money": -0.917,
    "asks_share": -1.232,
    "lacks_share": -0.879,
    "asks_day": -0.686,
    "lacks_day": -0.426,
    "asks_hour": -0.119,
    "lacks_hour": -0.119,
    "asks_duration": -1.658,
    "lacks_duration": -0.699,
    "asks_time": -0.859,
    "lacks_time": -1.068,
    "asks_count": -1.552,
    "lacks_count": -0.648,
    "asks_person": -0.348,
    "lacks_person": -0.173,
    "asks_place": -1.109,
    "lacks_place": -0.567,
    "asks_organisation": -0.928,
    "lacks_organisation": 0.132,
    "asks_who": -0.532,
    "lacks_who": -0.320,
    "asks_reason": -0.541,
    "lacks_reason": -1.784,
    "reading": 0.945,
}
