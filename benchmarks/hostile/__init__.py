"""Hostile and broken inputs of our own making, and what is said to them: `python -m benchmarks.hostile`."""
