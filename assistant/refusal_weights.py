"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 2139 questions and as many near-misses over passages of other documents (answers.jsonl.gz, adecfebde4ed).
Passages held out, 5 folds: AUROC 0.751; near-misses refused: 0.22 at 3% false refusals, 0.29 at 5% false refusals, 0.45 at 10% false refusals.
"""

INTERCEPT = 0.420
WEIGHTS = {
    "yes_no": 2.557,
    "precise": -1.142,
    "lacks_year_first": -1.599,
    "lacks_year": -1.009,
    "asks_money": -0.562,
    "lacks_money": -1.629,
    "asks_share": -1.034,
    "lacks_share": -1.069,
    "asks_day": -0.530,
    "lacks_day": -0.828,
    "asks_duration": -0.456,
    "lacks_duration": -1.684,
    "asks_time": -0.379,
    "lacks_time": -1.109,
    "asks_count": -0.625,
    "lacks_count": -1.490,
    "asks_person": -1.209,
    "lacks_person": -0.353,
    "asks_place": -1.640,
    "lacks_place": -0.764,
    "asks_organisation": -1.416,
    "lacks_organisation": -0.371,
    "asks_who": 0.429,
    "lacks_who": -0.399,
    "asks_reason": -0.321,
    "lacks_reason": -1.225,
}
