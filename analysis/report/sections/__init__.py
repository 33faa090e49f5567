"""The sections of the comparison report: results in, parts out, every number linked to its sentences."""
