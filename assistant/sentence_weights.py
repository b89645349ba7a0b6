"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 2053 questions, each with the sentences of the first 5 passages that a search among all passages
of other documents finds (answers.jsonl.gz, adecfebde4ed). Passages held out, 5 folds: the likeliest sentence answers 0.73, one of the first three 0.92.
"""

WEIGHTS = {
    "near": 13.234,
    "passage_near": 36.044,
    "passage_score": 1.151,
    "words": 2.826,
    "fact": 1.619,
    "opens": -0.710,
    "asks": -1.353,
    "loose": -1.634,
    "long": -0.514,
    "sums_up": 0.693,
}
