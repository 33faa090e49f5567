"""Draw charts with matplotlib, as files beside the page and as images embedded in it."""

from __future__ import annotations

import base64
import re
from functools import lru_cache, partial
from typing import Any, NamedTuple

from .. import figures
from ..figures import LARGE_SVG, group_colors, images
from .context import Context
from .evidence import MANY_GROUPS

WIDTH, WIDE = re.compile(rb'<svg[^>]* width="([\d.]+)pt"'), 13
"""Where an SVG states its width; and the width in inches above which a chart counts as wide."""

LARGE, LARGE_OF_MANY = 3 * LARGE_SVG, LARGE_SVG
"""Size in bytes above which an SVG is embedded as a bitmap instead, if that is smaller; the second value
applies to many groups, where the page is large already."""


class Drawn(NamedTuple):
    """A chart as an SVG and a PNG file, and as WebP if the SVG is large."""

    svg: bytes
    png: bytes
    webp: bytes


class Embedded(NamedTuple):
    """A chart embedded in the page: its data URL, and its width in pixels if it is wide."""

    source: str
    width: int | None


@lru_cache(maxsize=64)  # notebook, page and files must show the same chart
def drawn(chart: Any, context: Context) -> Drawn:
    """Draw a chart.

    Parameters
    ----------
    chart : Chart
        `kind` names the function in `figures`; it receives the frame, the options and, if colour encodes the
        group, the colours of the report's groups.
    context : Context
        The context of the report.
    """
    options = dict(chart.options)
    if chart.encoding.get("color") == "group":
        options["colors"] = group_colors(context.groups)
    return Drawn(*images(partial(getattr(figures, chart.kind), chart.frame, lang=context.lang, **options)))


def embedded(chart: Any, context: Context) -> Embedded:
    """Return a chart for the page: as SVG, or as a bitmap if that is smaller."""
    image = drawn(chart, context)
    large = LARGE if len(context.groups) <= MANY_GROUPS else LARGE_OF_MANY
    in_pixels = len(image.svg) >= max(large, len(image.png))
    kind, content = ("webp", image.webp) if in_pixels else ("svg+xml", image.svg)
    # Wide charts keep their size and scroll: shrunk to the page, their labels would be illegible.
    inches = float(WIDTH.search(image.svg)[1]) / 72  # type: ignore[index]
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
    return Embedded(source, round(inches * 96) if inches > WIDE else None)
