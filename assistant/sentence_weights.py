"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1725 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.78, one of the first three 0.93.
"""

WEIGHTS = {
    "near": 22.580,
    "passage_near": 13.769,
    "passage_score": 3.293,
    "words": 5.525,
    "fact": 0.972,
    "opens": -0.234,
    "asks": -3.572,
    "loose": -0.752,
    "long": 0.116,
    "sums_up": 1.011,
}
