"""Scripts and styles of the page: files by subject, joined in a fixed order, allowed by their hash."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from .context import Context

TEMPLATES, VENDOR = Path(__file__).parent / "templates", Path(__file__).parent / "vendor"

SCRIPTS = (
    "koujing",
    "address",
    "corpus",
    "sentences",
    "query",
    "search",
    "copy",
    "tables",
    "slogan_tree",
    "filter",
    "sheets",
)
"""Files of `templates/js`, each a function called at once; the first, `koujing`, is shared by the others."""

CHART_SCRIPTS = (
    "charts", "chart_ranks", "chart_grid", "chart_points", "chart_lines", "chart_tiles", "chart_terms",
    "chart_topics", "chart_save", "chart_start",
)  # fmt: skip
"""Those that draw charts with the library, in the order in which they build on each other."""

CHART_WORDS = (
    "order", "order_value", "order_name", "order_province", "all", "fewer", "between", "open", "save",
    "compare", "against", "rest", "all_topics", "lambda",
)  # fmt: skip
"""What they call a text of the catalogue."""


@cache
def page_script() -> str:
    """Return all scripts of the page as one."""
    return "\n".join([*map(_script, SCRIPTS), chart_script()])


@cache
def chart_script() -> str:
    """Return the library and the scripts that draw charts with it."""
    library = (VENDOR / "plot.min.js").read_text(encoding="utf-8").strip()
    return "\n".join([library, *map(_script, CHART_SCRIPTS)])


def _script(name: str) -> str:
    return (TEMPLATES / "js" / f"{name}.js").read_text(encoding="utf-8")


@cache
def page_style() -> str:
    """Return the style of the page, with that of charts."""
    return (TEMPLATES / "page.css").read_text(encoding="utf-8") + chart_style()


@cache
def chart_style() -> str:
    """Return the style of charts."""
    return (TEMPLATES / "charts.css").read_text(encoding="utf-8")


def chart_words(context: Context) -> dict[str, str]:
    """Return the words that the scripts of charts need, in the language of the report."""
    return {name: context.raw(f"charts.{name}") for name in CHART_WORDS}


def content_hash(text: str) -> str:
    """Return the hash by which a content security policy allows a script or a style of the page.

    Examples
    --------
    >>> from analysis.report.scripts import content_hash
    >>> content_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
