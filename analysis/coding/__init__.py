"""Coding by people: codebooks, samples, sheets, and how far coders agree."""

from .agreement import agreement, confusion, disagreements, self_agreement
from .codebook import Code, Codebook, read_codebook
from .crossed import crossed_codings
from .decided import decided_codings
from .filled import read_codings, read_decisions, read_sheet
from .machines import coded_by_model, coded_by_terms
from .pmc import pmc_index, pmc_surface
from .rules import coded_by_rules
from .shares import code_shares
from .sheet import coding_sheet
from .sheets import write_sheets
from .units import coding_units

__all__ = [
    "Code",
    "Codebook",
    "agreement",
    "code_shares",
    "coded_by_model",
    "coded_by_rules",
    "coded_by_terms",
    "coding_sheet",
    "coding_units",
    "confusion",
    "crossed_codings",
    "decided_codings",
    "disagreements",
    "pmc_index",
    "pmc_surface",
    "read_codebook",
    "read_codings",
    "read_decisions",
    "read_sheet",
    "self_agreement",
    "write_sheets",
]
