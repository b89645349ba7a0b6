"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1720 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.79, one of the first three 0.93.
"""

WEIGHTS = {
    "near": 21.792,
    "passage_near": 14.920,
    "passage_score": 2.742,
    "words": 6.186,
    "fact": 0.883,
    "opens": -0.254,
    "asks": -3.455,
    "loose": -0.692,
    "long": 0.132,
    "sums_up": 1.079,
}
