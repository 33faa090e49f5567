"""Claims: the statements the results support, how certain they are, and the sentences they are based on.

Every statement in the report is made here. A claim is either tested, and then holds for the
groups as such (the documents are taken as a sample of what they publish), or it is a description of these
texts only, and says so.
"""

from .claim import LIMITS, MOST, WITHIN_QUOTES, Claim, chosen, told
from .counts import (
    DocumentCounts,
    formula_counts,
    inherited_counts,
    slogan_counts,
    term_counts,
    theme_counts,
    topic_counts,
)
from .findings import findings
from .gate import GATE_COLUMNS, doubted, gate, gate_sentences
from .rates import rate_claims
from .spread import spread_claims
from .terms import term_claims
from .years import time_claims

__all__ = [
    "GATE_COLUMNS",
    "LIMITS",
    "MOST",
    "WITHIN_QUOTES",
    "Claim",
    "DocumentCounts",
    "chosen",
    "doubted",
    "findings",
    "formula_counts",
    "gate",
    "gate_sentences",
    "inherited_counts",
    "rate_claims",
    "slogan_counts",
    "spread_claims",
    "term_claims",
    "term_counts",
    "theme_counts",
    "time_claims",
    "told",
    "topic_counts",
]
