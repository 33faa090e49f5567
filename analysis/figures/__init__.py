"""Figures: results in, Axes out. Nothing is computed here and nothing is shown or saved.

Every function takes a result as its maker returns it, `ax=None`, and `colors` from `group_colors`, so that a
city has the same colour in every figure.
"""

from matplotlib.axes import Axes

from .keywords import attention_dots, keyness_dots, keyword_bars
from .similarity import distance_map, distance_points, shift_bars
from .slogans import rate_dots
from .style import MANY, ONE_COLOR, PALETTE, close, group_colors, image, style
from .topics import prevalence_dots

__all__ = [
    "MANY",
    "ONE_COLOR",
    "PALETTE",
    "Axes",
    "attention_dots",
    "close",
    "distance_map",
    "distance_points",
    "group_colors",
    "image",
    "keyness_dots",
    "keyword_bars",
    "prevalence_dots",
    "rate_dots",
    "shift_bars",
    "style",
]
