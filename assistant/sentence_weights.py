"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1720 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.79, one of the first three 0.93.
"""

WEIGHTS = {
    "near": 21.829,
    "passage_near": 14.996,
    "passage_score": 2.704,
    "words": 6.238,
    "fact": 0.878,
    "opens": -0.255,
    "asks": -3.484,
    "loose": -0.701,
    "long": 0.120,
    "sums_up": 0.978,
}
