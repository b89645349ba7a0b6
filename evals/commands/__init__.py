"""The commands of `python -m evals`, one a file: `register` adds it to the parser. A new one: its file here, and its name in COMMANDS.

Only these files may call the composition root and read the settings; the measuring itself is in the modules above.
"""

COMMANDS: tuple[str, ...] = (
    "run",
    "table",
    "bench",
    "retrieval",
    "answering",
    "report",
    "gate",
    "compare",
    "validate",
    "add_case",
    "fit_refusals",
    "fit_sentences",
)  # fmt: skip
