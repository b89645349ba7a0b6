"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1721 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.79, one of the first three 0.93.
"""

WEIGHTS = {
    "near": 21.946,
    "passage_near": 15.086,
    "passage_score": 2.744,
    "words": 6.190,
    "fact": 0.875,
    "opens": -0.259,
    "asks": -3.479,
    "loose": -0.699,
    "long": 0.126,
    "sums_up": 0.972,
}
