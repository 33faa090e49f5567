"""The sections of the comparison report: results in, HTML out, every number linked to its sentences."""
