"""How the shipped search model is made: multilingual-e5-small, cut to Dutch and trained on plain questions. Nothing that serves imports this.

`python -m ingest.embedding.training --data DIR --out DIR` does it all; README.md says what it takes.
"""
