"""Hostile and broken inputs of our own making, and the responses to them: `python -m benchmarks.hostile`."""
