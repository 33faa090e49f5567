"""Charts drawn with matplotlib: as files beside the page, and as the image inside it."""

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
"""Where an SVG states its width, and the inches from which on it counts as wide."""

LARGE, LARGE_OF_MANY = 3 * LARGE_SVG, LARGE_SVG
"""Bytes from which on an SVG goes into the page as pixels, if these take less room; the second where there
are many groups, whose page is long enough."""


class Drawn(NamedTuple):
    """A chart as an SVG and as a PNG file, and as WebP where the SVG is large."""

    svg: bytes
    png: bytes
    webp: bytes


class Embedded(NamedTuple):
    """A chart as it stands in the page: the address of its data, and its width in pixels if it is wide."""

    source: str
    width: int | None


@lru_cache(maxsize=64)  # the notebook, the page and the files show the same chart
def drawn(chart: Any, context: Context) -> Drawn:
    """Draw a chart.

    Parameters
    ----------
    chart : Chart
        `kind` names the function of `figures`; it gets the frame, the options and, where colour tells groups
        apart, the colours of the report's groups.
    context : Context
        Groups and language.
    """
    options = dict(chart.options)
    if chart.encoding.get("color") == "group":
        options["colors"] = group_colors(context.groups)
    return Drawn(*images(partial(getattr(figures, chart.kind), chart.frame, lang=context.lang, **options)))


def embedded(chart: Any, context: Context) -> Embedded:
    """Return a chart for the page: as SVG, or in pixels where that takes less room."""
    image = drawn(chart, context)
    large = LARGE if len(context.groups) <= MANY_GROUPS else LARGE_OF_MANY
    in_pixels = len(image.svg) >= max(large, len(image.png))
    kind, content = ("webp", image.webp) if in_pixels else ("svg+xml", image.svg)
    # A wide chart keeps its size, to be scrolled: shrunk to the page its letters could not be read.
    inches = float(WIDTH.search(image.svg)[1]) / 72  # type: ignore[index]
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
    return Embedded(source, round(inches * 96) if inches > WIDE else None)
