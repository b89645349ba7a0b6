"""How much each signal of asked.py weighs. Written by `python -m evals fit_refusals`; do not change by hand.

A logistic regression on 2139 questions and as many near-misses over passages of other documents (answers.jsonl.gz, adecfebde4ed).
Passages held out, 5 folds: AUROC 0.754; near-misses refused: 0.23 at 3% false refusals, 0.31 at 5% false refusals, 0.47 at 10% false refusals.
"""

INTERCEPT = 0.419
WEIGHTS = {
    "yes_no": 2.567,
    "precise": -1.144,
    "lacks_year_first": -1.824,
    "lacks_year": -0.994,
    "asks_money": -0.638,
    "lacks_money": -1.544,
    "asks_share": -1.046,
    "lacks_share": -1.051,
    "asks_day": -0.559,
    "lacks_day": -0.956,
    "asks_duration": -0.426,
    "lacks_duration": -1.828,
    "asks_time": -0.338,
    "lacks_time": -1.264,
    "asks_count": -0.616,
    "lacks_count": -1.703,
    "asks_person": -1.189,
    "lacks_person": -0.407,
    "asks_place": -1.582,
    "lacks_place": -1.041,
    "asks_organisation": -1.402,
    "lacks_organisation": -0.536,
    "asks_who": 0.411,
    "lacks_who": -0.308,
    "asks_reason": -0.284,
    "lacks_reason": -1.414,
}
