"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 1704 questions over other documents (evals/fitting.jsonl, f0d7bceebc97), each with the sentences
of the first 5 passages found. Passages held out, 5 folds: the likeliest sentence answers 0.76, one of the first three 0.92.
"""

WEIGHTS = {
    "near": 17.359,
    "passage_near": 17.071,
    "passage_score": 0.995,
    "words": 4.937,
    "fact": 1.008,
    "opens": -0.353,
    "asks": -4.268,
    "loose": -1.184,
    "long": -0.342,
    "sums_up": 0.958,
}
