"""Fill the templates: each kind of part has one named after it, used by both the page and notebooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date as Date
from functools import cache, partial
from typing import Any, NamedTuple

import jinja2
import pandas as pd

from ..lexicon import group_name
from .chart_data import chart_data
from .context import Context
from .scripts import TEMPLATES, chart_script, chart_style, chart_words
from .values import format_value
from .words import join_parts, join_words, spaced

UNBROKEN = frozenset({"group", "other", "interval", "log_ratio_interval", "kind", "years"})
"""Columns whose cells do not wrap, however long."""

SHORT = 12
"""Most characters of a text that does not wrap in any column."""

LINES = frozenset({"own_formulas"})
"""Columns whose links are stacked."""

BARS = frozenset({
    "distance", "excess", "n_han", "overlap", "prevalence", "probability", "rate", "rate_per_10k",
    "rate_target", "share", "tf_idf",
})  # fmt: skip
"""Columns whose numbers have a bar behind them."""


class Column(NamedTuple):
    """A column of a table as displayed."""

    name: str
    label: str
    numeric: bool
    bar: bool
    whole: bool = True


class Cell(NamedTuple):
    """A cell as displayed: its text or links, its style, and its sort key if that is not the text."""

    text: str
    links: tuple[Any, ...]
    style: str
    sort: str


def fill(part: Any, context: Context, template: str = "", **more: Any) -> str:
    """Return a part as HTML.

    Parameters
    ----------
    part : Part
        The part; its template is named after its class.
    context : Context
        The context of the report.
    template : str
        A template other than its own.
    **more
        Further variables for the template, such as `anchors`, the sections on the page.
    """
    scene = {"part": part, "context": context, "say": context.say, "region": namer(), "anchors": None, **more}
    scene |= {"rows": partial(rows, context=context), "columns": partial(columns, context=context)}
    scene |= {"chart_data": partial(chart_data, context=context)}
    scene |= {
        "comma": join_words(("", ""), context.lang),
        "semicolon": join_parts(("", ""), context.lang),
    }
    scene |= {"group_name": partial(group_name, by=context.by, lang=context.lang)}
    return environment().get_template(template or own_template(part)).render(scene)


def alone(part: Any, context: Context) -> str:
    """Return a part as HTML that needs no page around it: with what draws its charts, if it has any."""
    shown = fill(part, context)
    if '<figure class="chart"' not in shown:
        return shown
    words = chart_words(context)
    return shown + fill(part, context, "live.html.j2", css=chart_style(), script=chart_script(), words=words)


@cache
def environment() -> jinja2.Environment:
    """Return the template environment, with autoescaping on."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    made.filters["template"] = own_template
    made.filters["day"] = Date.fromisoformat
    made.filters["spaced"] = spaced
    return made


def own_template(part: Any) -> str:
    """Return the name of a part's template, that of its class."""
    return f"{type(part).__name__.lower()}.html.j2"


def namer() -> Callable[[str], str]:
    """Return a function that makes names unique for screen readers: the second `a` becomes `a (2)`."""
    seen: Counter[str] = Counter()

    def unique(name: str) -> str:
        seen[name] += 1
        return name if seen[name] == 1 else f"{name} ({seen[name]})"

    return unique


def columns(table: Any, context: Context) -> list[Column]:
    """Return the columns of a table with their headings."""
    body, known = table.body, table.labels
    return [
        Column(
            str(name),
            _label(known.get(name, name), context),
            pd.api.types.is_numeric_dtype(body[name]),
            name in BARS,
            not pd.api.types.is_float_dtype(body[name]) or not (body[name].dropna() % 1).any(),
        )
        for name in body.columns
    ]


def _label(label: Any, context: Context) -> str:
    return context.column(label) if isinstance(label, str) else context.say(label.key, label.values)


def rows(table: Any, shown: list[Column], context: Context) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the group and the cells of each row of a table, the groups in their order."""
    lang, names = context.lang, [column.name for column in shown]
    whole = context.in_order(table.frame if table.shown is None else table.shown, names)
    body = whole[names]
    groups = whole["group"] if "group" in whole else [""] * len(body)
    for group, values in zip(groups, body.itertuples(index=False, name=None), strict=True):
        yield str(group), [_cell(value, column, lang) for value, column in zip(values, shown, strict=True)]


def _cell(value: Any, column: Column, lang: str) -> Cell:
    links = value if isinstance(value, tuple) else (value,)
    if links and hasattr(links[0], "key"):
        long = len(links) == 1 and len(links[0].text) > SHORT
        return Cell("", links, "lines" if column.name in LINES else "long" if long else "", "")
    text = format_value(value, column.name, lang, column.whole)
    if not column.numeric:
        return Cell(text, (), "" if len(text) <= SHORT else "name" if column.name in UNBROKEN else "long", "")
    exact = "" if pd.isna(value) else f"{float(value):.7g}"
    return Cell(text, (), "num", exact if exact != text else "")
