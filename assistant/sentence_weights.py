"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1704 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.76, one of the first three 0.92.
"""

WEIGHTS = {
    "near": 17.328,
    "passage_near": 17.084,
    "passage_score": 0.965,
    "words": 4.943,
    "fact": 1.005,
    "opens": -0.353,
    "asks": -4.258,
    "loose": -1.182,
    "long": -0.341,
    "sums_up": 0.960,
}
