"""Charts drawn with matplotlib, as files beside the page, for those who ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..colors import group_colors
from .context import Context

if TYPE_CHECKING:
    from .chart import Chart


def drawn(chart: Chart, context: Context, formats: Sequence[str]) -> dict[str, bytes]:
    """Draw a chart with its function of `figures`.

    Parameters
    ----------
    chart : Chart
        `figure` names the function; it gets the result, the options and, where colour tells groups apart, the
        colours of the report's groups.
    context : Context
        Groups and language.
    formats : sequence of {"svg", "png"}
        The formats wanted.

    Returns
    -------
    dict
        Format to file; empty for a chart that `figures` has no function for.
    """
    if not (chart.figure and formats):
        return {}
    from .. import figures  # matplotlib takes a second to load, and most reports draw nothing with it

    options = dict(chart.options)
    if chart.encoding.get("color") == "group":
        options["colors"] = group_colors(context.groups)
    frame = chart.frame if chart.result is None else chart.result
    drawing = partial(getattr(figures, chart.figure), frame, lang=context.lang, **options)
    return dict(zip(formats, figures.images(drawing, tuple(formats)), strict=True))
