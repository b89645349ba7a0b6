"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1726 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.80, one of the first three 0.94.
"""

WEIGHTS = {
    "near": 21.573,
    "passage_near": 23.855,
    "passage_score": 2.209,
    "words": 5.677,
    "fact": 0.976,
    "opens": -0.317,
    "asks": -3.406,
    "loose": -0.548,
    "long": 0.146,
    "sums_up": 1.190,
}
