"""Figures: results in, Axes out. Nothing is computed here and nothing is shown or saved.

Every function takes a result as returned by the function that makes it, and where applicable

- `colors`, groups to colours, from `group_colors`, so that a city's colour is the same in all figures;
- `lang`, the language of the labels, `"zh"` or `"en"`;
- `ax`, the Axes to draw in; by default a new figure.
"""

from matplotlib.axes import Axes

from ..colors import MANY, ONE_COLOR, PALETTE, group_colors
from .adoption import adoption_steps
from .barcode import term_barcode
from .coding import surface_cells
from .keywords import attention_dots, collocate_dots, diversity_dots, keyness_dots, keyword_bars
from .similarity import distance_map, distance_points, shift_bars
from .slogans import formula_grid, rate_dots, variant_bars
from .style import close, image, images, style
from .timeline import formula_timeline, rate_timeline
from .topic_lines import choice_lines, trend_lines
from .topics import prevalence_dots, topic_bars, topic_points

__all__ = [
    "MANY",
    "ONE_COLOR",
    "PALETTE",
    "Axes",
    "adoption_steps",
    "attention_dots",
    "choice_lines",
    "close",
    "collocate_dots",
    "distance_map",
    "distance_points",
    "diversity_dots",
    "formula_grid",
    "formula_timeline",
    "group_colors",
    "image",
    "images",
    "keyness_dots",
    "keyword_bars",
    "prevalence_dots",
    "rate_dots",
    "rate_timeline",
    "shift_bars",
    "style",
    "surface_cells",
    "term_barcode",
    "topic_bars",
    "topic_points",
    "trend_lines",
    "variant_bars",
]
