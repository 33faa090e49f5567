"""Formulas: arrays in, arrays out. What is undefined is NaN, never 0."""

from .association import association
from .effects import bic, chi2, document_ranks, odds_ratio, percent_diff, rank_sum
from .intervals import (
    LOWEST_ALPHA,
    MIN_DOCUMENTS,
    product_interval,
    rate_interval,
    rate_ratio_interval,
    share_interval,
    t_interval,
)
from .scaling import classical_scaling, correspondence
from .terms import FloatArray, dispersion_dp, g2, log_odds_z, log_ratio, log_ratio_interval
from .variances import ratio_df, ratio_variance, slope_of, welch_df

__all__ = [
    "LOWEST_ALPHA",
    "MIN_DOCUMENTS",
    "FloatArray",
    "association",
    "bic",
    "chi2",
    "classical_scaling",
    "correspondence",
    "dispersion_dp",
    "document_ranks",
    "g2",
    "log_odds_z",
    "log_ratio",
    "log_ratio_interval",
    "odds_ratio",
    "percent_diff",
    "product_interval",
    "rank_sum",
    "rate_interval",
    "rate_ratio_interval",
    "ratio_df",
    "ratio_variance",
    "share_interval",
    "slope_of",
    "t_interval",
    "welch_df",
]
