"""Formulas: arrays in, arrays out. What is undefined is NaN, never 0."""

from .association import association
from .intervals import (
    MIN_DOCUMENTS,
    rate_interval,
    ratio_variance,
    share_interval,
    slope_of,
    t_interval,
    welch_df,
)
from .scaling import classical_scaling, correspondence
from .terms import FloatArray, dispersion_dp, g2, log_odds_z, log_ratio, log_ratio_interval

__all__ = [
    "MIN_DOCUMENTS",
    "FloatArray",
    "association",
    "classical_scaling",
    "correspondence",
    "dispersion_dp",
    "g2",
    "log_odds_z",
    "log_ratio",
    "log_ratio_interval",
    "rate_interval",
    "ratio_variance",
    "share_interval",
    "slope_of",
    "t_interval",
    "welch_df",
]
