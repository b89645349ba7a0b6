"""How much each signal of asked.py and the reading of answerable.py weigh. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.946; near-misses refused: 0.68 at 3% false refusals, 0.75 at 5% false refusals, 0.83 at 10% false refusals.
"""

INTERCEPT = 1.784
WEIGHTS = {
    "yes_no": 1.907,
    "precise": -2.087,
    "lacks_year_first": -0.002,
    "lacks_year": 0.230,
    "asks_money": -0.651,
    "lacks_money": -1.008,
    "asks_share": -1.140,
    "lacks_share": -0.853,
    "asks_day": -0.699,
    "lacks_day": -0.429,
    "asks_hour": -0.124,
    "lacks_hour": -0.124,
    "asks_duration": -1.600,
    "lacks_duration": -0.707,
    "asks_time": -0.886,
    "lacks_time": -0.975,
    "asks_count": -1.506,
    "lacks_count": -0.731,
    "asks_person": -0.367,
    "lacks_person": -0.181,
    "asks_place": -1.189,
    "lacks_place": -0.613,
    "asks_organisation": -0.972,
    "lacks_organisation": 0.032,
    "asks_who": -0.554,
    "lacks_who": -0.348,
    "asks_reason": -0.504,
    "lacks_reason": -1.707,
    "reading": 0.938,
}
