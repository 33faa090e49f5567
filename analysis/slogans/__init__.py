"""Slogans: parallel runs, numeric formulas, their families and rates."""

from .hits import HIT_TYPES, find_slogans
from .rates import RATE_TYPES, slogan_rates
from .runs import Limb, Run
from .slots import slot_runs

__all__ = ["HIT_TYPES", "RATE_TYPES", "Limb", "Run", "find_slogans", "slogan_rates", "slot_runs"]
