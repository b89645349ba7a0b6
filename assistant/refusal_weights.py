"""How much each signal of answerable.py and asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 1802 questions and 901 near-misses over other documents (evals/fitting.jsonl, f0d7bceebc97).
Passages held out, 5 folds: AUROC 0.821; near-misses refused: 0.36 at 3% false refusals, 0.44 at 5% false refusals, 0.59 at 10% false refusals.
"""

INTERCEPT = 1.438
WEIGHTS = {
    "yes_no": 1.947,
    "precise": -2.101,
    "lacks_year_first": -0.422,
    "lacks_year": -0.073,
    "asks_money": -0.902,
    "lacks_money": -2.041,
    "asks_share": -1.108,
    "lacks_share": -1.349,
    "asks_day": -1.157,
    "lacks_day": -1.255,
    "asks_duration": -1.437,
    "lacks_duration": -1.670,
    "asks_time": -1.268,
    "lacks_time": -1.287,
    "asks_count": -1.776,
    "lacks_count": -1.547,
    "asks_person": -0.630,
    "lacks_person": -0.353,
    "asks_place": -1.746,
    "lacks_place": -1.041,
    "asks_organisation": -1.286,
    "lacks_organisation": -0.558,
    "asks_who": -0.494,
    "lacks_who": -0.399,
    "asks_reason": -0.411,
    "lacks_reason": -1.448,
}
