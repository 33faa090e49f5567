"""What all figures share: the font, the colours of groups, and images of finished figures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator
from PIL import Image
from pylopdf_fonts_zh_cn import sans_path

from ..cache import cached
from ..lexicon import DATA
from .compact import compact

INK = "#22292f"
DPI = 160
N_COLORS = 128
"""Dots per inch and number of colours of a bitmap."""

LONGEST, KEPT = 40, 12
"""Length of a line above which it is truncated, and the length kept: a name may be arbitrarily long."""


@cache
def _add_font() -> None:
    # Only once: each addition clears matplotlib's cache of fonts found.
    font_manager.fontManager.addfont(str(sans_path()))


@contextmanager
def style() -> Iterator[None]:
    """Draw in the style of the project, with a font that has the Chinese characters."""
    _add_font()
    # Dollar signs in a text are literal.
    ours = {"font.family": ["Noto Sans SC", "DejaVu Sans"], "text.parse_math": False}
    with mpl.rc_context(), plt.style.context([str(DATA / "policy.mplstyle"), ours]):
        yield
        interactive = mpl.is_interactive()
    # In a notebook the first figure switches this on; without it no later figure would be shown.
    mpl.interactive(interactive)


def ink_on(color: str) -> str:
    """Return the text colour that is legible on this background."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if 1.05 / (luminance + 0.05) > 3.5 else INK


def image(axes: Axes | Sequence[Axes], format: str) -> bytes:
    """Return the figure of the given Axes as an image; the same figure gives the same bytes.

    Parameters
    ----------
    axes : Axes or sequence of Axes
        The return value of a function of this package.
    format : {"svg", "png"}
        Image format; text in SVG is drawn as paths, so that it looks the same everywhere.
    """
    dateless: dict[str, dict[str, object]] = {
        "svg": {"Date": None, "Creator": None},
        "png": {"Software": None},
    }
    buffer = io.BytesIO()
    with style():
        _clip(_figure(axes))
        _figure(axes).savefig(buffer, format=format, dpi=DPI, metadata=dateless[format])
    if format == "svg":
        return compact(buffer.getvalue().decode("utf-8")).encode("utf-8")
    return _with_palette(buffer)


def _with_palette(png: io.BytesIO) -> bytes:
    """Return a PNG reduced to a palette: flat colours need no more, at a third of the bytes."""
    smaller = io.BytesIO()
    with Image.open(png) as drawn:
        flat = drawn.convert("RGB").quantize(N_COLORS, dither=Image.Dither.NONE)
        flat.save(smaller, "PNG", optimize=True, dpi=(DPI, DPI))
    return smaller.getvalue()


def images(drawing: partial[Any], formats: Sequence[str] = ("svg", "png")) -> tuple[bytes, ...]:
    """Return a drawing in each of the formats, and release its figure.

    Parameters
    ----------
    drawing : partial
        A figure function with its arguments.
    formats : sequence of {"svg", "png"}
        The formats wanted.
    """
    # A notebook switches `interactive` on with its first figure, which a cache hit may have skipped.
    look: dict[str, object] = {
        key: value
        for key, value in mpl.rcParams.items()
        if key != "interactive" and not key.startswith("backend")
    }
    return cached(partial(_images, drawing, tuple(formats), look))


def _images(drawing: partial[Any], formats: tuple[str, ...], look: Mapping[str, object]) -> tuple[bytes, ...]:
    """Return the images of a drawing; `look`, matplotlib's settings, only serves as part of the cache key."""
    axes = drawing()
    try:
        with style():  # the layout is computed once for all images, which is a third of the work
            _clip(_figure(axes))
            _figure(axes).draw_without_rendering()
            _figure(axes).set_layout_engine("none")
        return tuple(image(axes, kind) for kind in formats)
    finally:
        close(axes)


def _clip(figure: Figure) -> None:
    """Shorten lines of text that would leave no room for the drawing: a name may be arbitrarily long."""
    for text in figure.findobj(Text):
        text.set_text(_clipped(text.get_text()))
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        if isinstance(axis.get_major_locator(), FixedLocator):
            places = axis.get_majorticklocs()
            labels = axis.get_major_formatter().format_ticks(list(places))
            if any(len(label) > LONGEST for label in labels):
                axis.set_ticks(places, [_clipped(label) for label in labels])


def _clipped(text: str) -> str:
    return "\n".join(f"{line[:KEPT]}…" if len(line) > LONGEST else line for line in text.split("\n"))


def close(axes: Axes | Sequence[Axes]) -> None:
    """Release the figure of the given Axes, so that a notebook does not show it again."""
    plt.close(_figure(axes))


def _figure(axes: Axes | Sequence[Axes]) -> Figure:
    first = axes if isinstance(axes, Axes) else axes[0]
    figure = first.get_figure(root=True)
    assert figure is not None
    return figure
