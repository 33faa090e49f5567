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

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#6A51A3")
"""Colours that stay apart for colour-blind readers: Okabe and Ito's, without black and yellow, and two."""

ONE_COLOR, INK = "#33658A", "#22292f"
DPI = 160
N_COLORS = 128
"""Dots an inch and colours of a drawing in pixels."""

LARGE_SVG = 50_000
"""Bytes from which on a drawing may take less room in pixels."""

LONGEST, KEPT = 40, 12
"""Characters of a line of letters from which on it is cut, and what is kept: a name may have any length."""

MANY = len(PALETTE)
"""With more groups than this, colours no longer tell them apart: one colour and labels instead."""


@cache
def _add_font() -> None:
    # Once: with each addition matplotlib forgets which fonts it has found.
    font_manager.fontManager.addfont(str(sans_path()))


@contextmanager
def style() -> Iterator[None]:
    """Draw in the style of the project, with a font that has the Chinese characters."""
    _add_font()
    # A text may hold dollar signs, which stand for themselves.
    ours = {"font.family": ["Noto Sans SC", "DejaVu Sans"], "text.parse_math": False}
    with mpl.rc_context(), plt.style.context([str(DATA / "policy.mplstyle"), ours]):
        yield
        interactive = mpl.is_interactive()
    # In a notebook the first figure switches this on; without it no later figure would be shown.
    mpl.interactive(interactive)


def group_colors(groups: Sequence[str]) -> dict[str, str]:
    """Return a colour for each group, the same for the same list of groups.

    Parameters
    ----------
    groups : sequence of str
        All groups of the comparison.

    Returns
    -------
    dict
        Group to hexadecimal colour; one colour for all when there are more than `MANY`.
    """
    ordered = sorted(set(groups))
    if len(ordered) > MANY:
        return dict.fromkeys(ordered, ONE_COLOR)
    return dict(zip(ordered, PALETTE, strict=False))


def ink_on(color: str) -> str:
    """Return the colour of letters that can be read on this one."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if 1.05 / (luminance + 0.05) > 3.5 else INK


def image(axes: Axes | Sequence[Axes], format: str) -> bytes:
    """Return the figure of some Axes as an image; the same figure gives the same bytes.

    Parameters
    ----------
    axes : Axes or sequence of Axes
        What a function of this module returned.
    format : {"svg", "png"}
        Kind of image; letters in SVG are drawn as paths, so that they look the same everywhere.
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
    """Return a drawing with a palette of its own: flat colours need no more, at a third of the bytes."""
    smaller = io.BytesIO()
    with Image.open(png) as drawn:
        flat = drawn.convert("RGB").quantize(N_COLORS, dither=Image.Dither.NONE)
        flat.save(smaller, "PNG", optimize=True, dpi=(DPI, DPI))
    return smaller.getvalue()


LARGEST_WEBP = 16_383
"""Most pixels that a side of a WebP image can have."""


def _smaller(png: bytes) -> bytes:
    """Return an image in pixels as WebP, without loss: it takes three quarters of the bytes.

    One that is too large for WebP is returned as it is; browsers go by the bytes.
    """
    smaller = io.BytesIO()
    with Image.open(io.BytesIO(png)) as drawn:
        if max(drawn.size) > LARGEST_WEBP:
            return png
        drawn.convert("RGB").save(smaller, "WEBP", lossless=True, method=4)
    return smaller.getvalue()


def images(drawing: partial[Any]) -> tuple[bytes, bytes, bytes]:
    """Return a drawing as SVG, as PNG and, when the SVG is large, as WebP, and release its figure.

    Parameters
    ----------
    drawing : partial
        A function of this module with its arguments.
    """
    # A notebook switches `interactive` on with its first figure, which a cache may have spared it.
    look: dict[str, object] = {
        key: value
        for key, value in mpl.rcParams.items()
        if key != "interactive" and not key.startswith("backend")
    }
    return cached(partial(_images, drawing, look))


def _images(drawing: partial[Any], look: Mapping[str, object]) -> tuple[bytes, bytes, bytes]:
    """Return the images of a drawing; `look`, the settings of matplotlib, it takes from there by itself."""
    axes = drawing()
    try:
        with style():  # places are found once for both images: that is a third of the work
            _clip(_figure(axes))
            _figure(axes).draw_without_rendering()
            _figure(axes).set_layout_engine("none")
        vector, pixels = image(axes, "svg"), image(axes, "png")
    finally:
        close(axes)
    return vector, pixels, _smaller(pixels) if len(vector) > LARGE_SVG else b""


def _clip(figure: Figure) -> None:
    """Shorten lines of letters that would leave no room for the drawing: a name may have any length."""
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
    """Release the figure of some Axes, so that a notebook does not show it a second time."""
    plt.close(_figure(axes))


def _figure(axes: Axes | Sequence[Axes]) -> Figure:
    first = axes if isinstance(axes, Axes) else axes[0]
    figure = first.get_figure(root=True)
    assert figure is not None
    return figure
