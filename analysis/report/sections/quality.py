"""How well slogans are found, as measured by cross-validation on annotated paragraphs."""

from __future__ import annotations

from typing import Any

import pandas as pd
from IPython.display import HTML

from ...slogans import measured_quality
from ..page import Page, join
from .slogan_tables import heading, note

MEASURES = ("f1", "precision", "recall")


def quality_part(page: Page, path: Any = None) -> HTML:
    """Show the measured quality of the finder of slogans; nothing when it was not measured.

    Parameters
    ----------
    page : Page
        The page.
    path : path, optional
        A TOML file with the tables `limbs` (f1, low, high, precision, recall), `numeric` (f1, precision,
        recall, n) and `breakdown` (by, value, n, f1, precision, recall); by default what the
        benchmark of this version wrote.
    """
    table = measured_quality(path)
    if not table:
        return HTML("")
    parts = [heading(page, "quality"), note(page, "slogan_quality")]
    for name in ("limbs", "numeric"):
        if name in table:
            values = {key: f"{x:.3f}" if isinstance(x, float) else x for key, x in table[name].items()}
            parts.append(note(page, f"quality_{name}", **values))
    if table.get("breakdown"):
        frame = pd.DataFrame(table["breakdown"]).reindex(columns=["by", "value", "n", *MEASURES])
        known = page.say["quality"]
        shown = frame.assign(
            by=[known.get(value, value) for value in frame["by"]],
            value=[known.get(str(value), str(value)) for value in frame["value"]],
            **{key: [f"{x:.3f}" if pd.notna(x) else "" for x in frame[key]] for key in MEASURES},
        )
        labels = {"by": known["by"]}
        parts.append(page.table("slogan_quality", frame, shown, title="quality", labels=labels, fold=True))
    return join(parts)
