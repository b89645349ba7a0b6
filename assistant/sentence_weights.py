"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1720 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.79, one of the first three 0.93.
"""

WEIGHTS = {
    "near": 21.786,
    "passage_near": 14.925,
    "passage_score": 2.718,
    "words": 6.200,
    "fact": 0.878,
    "opens": -0.253,
    "asks": -3.452,
    "loose": -0.697,
    "long": 0.124,
    "sums_up": 1.091,
}
