"""How much each signal of choosing.py weighs. Written by `python -m evals fit_sentences`; do not change by hand.

A conditional logistic regression on 2039 questions, each with the sentences of the first 5 passages that a search among all passages
of other documents finds (answers.jsonl.gz, adecfebde4ed). Passages held out, 5 folds: the likeliest sentence answers 0.72, one of the first three 0.91.
"""

WEIGHTS = {
    "near": 12.881,
    "passage_near": 33.136,
    "passage_score": 2.087,
    "words": 2.789,
    "fact": 1.449,
    "opens": -0.796,
}
