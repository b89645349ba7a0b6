"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 2139 questions and as many near-misses over passages of other documents (answers.jsonl.gz, adecfebde4ed).
Passages held out, 5 folds: AUROC 0.756; near-misses refused: 0.24 at 3% false refusals, 0.32 at 5% false refusals, 0.48 at 10% false refusals.
"""

INTERCEPT = 0.419
WEIGHTS = {
    "yes_no": 2.571,
    "precise": -1.143,
    "lacks_year_first": -1.945,
    "lacks_year": -0.895,
    "asks_money": -0.595,
    "lacks_money": -1.616,
    "asks_share": -1.062,
    "lacks_share": -1.026,
    "asks_day": -0.507,
    "lacks_day": -1.009,
    "asks_duration": -0.446,
    "lacks_duration": -1.750,
    "asks_time": -0.299,
    "lacks_time": -1.363,
    "asks_count": -0.576,
    "lacks_count": -1.832,
    "asks_person": -1.161,
    "lacks_person": -0.476,
    "asks_place": -1.598,
    "lacks_place": -1.005,
    "asks_organisation": -1.406,
    "lacks_organisation": -0.532,
    "asks_who": 0.436,
    "lacks_who": -0.431,
    "asks_reason": -0.266,
    "lacks_reason": -1.550,
}
