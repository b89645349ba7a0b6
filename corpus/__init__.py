"""What the documents are: their facts, their texts, their Dutch. Knows nothing of files' formats, indexes or answers."""
