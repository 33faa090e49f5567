"""Slogans: parallel runs, numeric formulas, their families, rates and profiles."""

from .detect import parallel_runs
from .formulas import FORMULA_TYPES, TIMELINE_TYPES, slogan_formulas, slogan_timeline, with_formula
from .hits import HIT_TYPES, find_slogans
from .kinds import KINDS
from .numeric import numeric_formulas
from .profile import PROFILE_TYPES, SPREAD_TYPES, slogan_profile, slogan_spread
from .rates import RATE_TYPES, slogan_rates
from .runs import Limb, Run
from .slots import slot_runs
from .variants import VARIANT_TYPES, slogan_variants
from .verdicts import read_verdicts, verdict_table, write_verdicts

__all__ = [
    "FORMULA_TYPES",
    "HIT_TYPES",
    "KINDS",
    "PROFILE_TYPES",
    "RATE_TYPES",
    "SPREAD_TYPES",
    "TIMELINE_TYPES",
    "VARIANT_TYPES",
    "Limb",
    "Run",
    "find_slogans",
    "numeric_formulas",
    "parallel_runs",
    "read_verdicts",
    "slogan_formulas",
    "slogan_profile",
    "slogan_rates",
    "slogan_spread",
    "slogan_timeline",
    "slogan_variants",
    "slot_runs",
    "verdict_table",
    "with_formula",
    "write_verdicts",
]
