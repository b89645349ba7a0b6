"""Measures the assistant: asks it every case and scores what comes back."""
