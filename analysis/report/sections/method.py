"""The last section: definitions, settings, accuracy of the slogan finder, how to cite."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import pandas as pd

from ... import __version__
from ...lexicon import messages
from ..citation import method_paragraph, own_stopwords, references
from ..context import Context
from ..parts import Bullets, Copyable, Heading, Note, Part, Section, Table, note

LIBRARIES = ("jieba", "scikit-learn", "gensim", "numpy", "pandas", "scipy", "opencc", "matplotlib")


def method_section(
    context: Context, sizes: pd.DataFrame, quality: Mapping[str, Any], *settings: Mapping[str, Any]
) -> Section:
    """Return the last section: definitions, and every setting and version that the numbers depend on.

    Parameters
    ----------
    context : Context
        The context of the report.
    sizes : DataFrame
        The result of `group_sizes`.
    quality : mapping
        The result of `measured_quality`.
    *settings : mapping
        The `settings` of the results.
    """
    whole = {key: value for part in settings for key, value in part.items()}
    n, own = whole.get("n_stopwords", ""), own_stopwords(context, whole)
    definitions = tuple(
        note(f"definitions.{key}", n=n, own=own) for key in messages(context.lang)["definitions"]
    )
    rows = {"by": context.by, **whole, "python": platform.python_version(), "koujing": __version__}
    rows |= {library: version(library) for library in LIBRARIES}
    table = pd.DataFrame({"setting": list(rows), "value": [str(value) for value in rows.values()]})
    parts = [
        Heading("definitions"),
        Bullets(definitions),
        Note("notes.claims_measured"),
        Table("settings", table, title="settings", fold=True),
        *quality_parts(context, quality),
        Heading("citation"),
        note("citation.intro"),
        Copyable("method-text", method_paragraph(context, sizes, whole)),
        Copyable("bibtex", references()),
    ]
    return Section("method", context, tuple(parts))


def quality_parts(context: Context, quality: Mapping[str, Any]) -> list[Part]:
    """Show the measured accuracy of the slogan finder, if there is any."""
    if not quality:
        return []
    parts: list[Part] = [Heading("quality"), note("notes.slogan_quality")]
    parts += [
        Note(f"notes.quality_{name}", quality[name]) for name in ("limbs", "numeric") if name in quality
    ]
    if quality.get("breakdown"):
        columns = ["by", "value", "n", "f1", "precision", "recall"]
        frame = pd.DataFrame(quality["breakdown"]).reindex(columns=columns)
        known = messages(context.lang)["quality"]
        shown = frame.assign(
            by=[known.get(value, value) for value in frame["by"]],
            value=[known.get(str(value), str(value)) for value in frame["value"]],
        )
        parts.append(Table("slogan_quality", frame, shown, title="quality", fold=True, labels={"by": "by"}))
    return parts
