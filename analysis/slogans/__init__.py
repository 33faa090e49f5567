"""Slogans: parallel runs, numeric formulas, their families, rates and profiles."""

from .finder.kinds import KINDS
from .finder.numeric import numeric_formulas
from .finder.parallel import parallel_runs
from .finder.runs import TIERS, Limb, Run
from .finder.slots import slot_runs
from .formulas import FORMULA_TYPES, slogan_formulas
from .hits import HIT_TYPES, closed_runs, counted_hits, find_slogans
from .profile import PROFILE_TYPES, slogan_profile
from .quality import measured_quality
from .rates import RATE_TYPES, slogan_rates
from .spelling import commonest
from .spread import SPREAD_TYPES, slogan_spread
from .summary import MIN_YEARS, Slogans, slogan_summary
from .tiers import ORDER_TYPES, order_holds, slogan_order
from .timeline import TIMELINE_TYPES, slogan_timeline
from .variants import VARIANT_TYPES, slogan_variants, varied_families
from .verdicts import read_verdicts, verdict_table, write_verdicts

__all__ = [
    "FORMULA_TYPES",
    "HIT_TYPES",
    "KINDS",
    "MIN_YEARS",
    "ORDER_TYPES",
    "PROFILE_TYPES",
    "RATE_TYPES",
    "SPREAD_TYPES",
    "TIERS",
    "TIMELINE_TYPES",
    "VARIANT_TYPES",
    "Limb",
    "Run",
    "Slogans",
    "closed_runs",
    "commonest",
    "counted_hits",
    "find_slogans",
    "measured_quality",
    "numeric_formulas",
    "order_holds",
    "parallel_runs",
    "read_verdicts",
    "slogan_formulas",
    "slogan_order",
    "slogan_profile",
    "slogan_rates",
    "slogan_spread",
    "slogan_summary",
    "slogan_timeline",
    "slogan_variants",
    "slot_runs",
    "varied_families",
    "verdict_table",
    "write_verdicts",
]
