"""Interactive exploration: a concordance with a search box, for notebooks."""

from __future__ import annotations

from html import escape
from importlib.util import find_spec
from typing import Any

import pandas as pd
from IPython.display import HTML

from .checks import check_kind, check_wholes
from .concordance import kwic
from .corpus import Corpus
from .errors import InputError
from .lexicon import messages

MOST = 50
"""Maximum hits shown per search; the total is always given."""

CELL = "padding:2px 6px;vertical-align:top;"


def explore_kwic(corpus: Corpus, pattern: str = "", lang: str = "zh", width: int = 20) -> Any:
    """Show a search box with, below it, each hit in context.

    Parameters
    ----------
    corpus : Corpus
        The corpus to search.
    pattern : str
        The initial search.
    lang : {"zh", "en"}
        Language of the labels.
    width : int
        Characters of context on either side.

    Returns
    -------
    ipywidgets.VBox or IPython.display.HTML
        Search box, switch for regular expressions and table; without ipywidgets, just the table for
        `pattern`, with a hint.

    Raises
    ------
    ChoiceError
        When `lang` is not one of its values.

    Examples
    --------
    >>> from analysis import explore_kwic, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> type(explore_kwic(corpus, "港口")).__name__ in ("HTML", "VBox")
    True
    """
    check_kind("explore_kwic", corpus, "Corpus")
    check_wholes("explore_kwic", width=width)
    say = messages(lang)["explore"]
    if find_spec("ipywidgets") is None:
        return HTML(f"<p>{escape(say['without'])}</p>{found(corpus, pattern, False, lang, width)}")
    import ipywidgets

    search = ipywidgets.Text(value=pattern, placeholder=say["placeholder"], continuous_update=False)
    search.description = say["search"]
    regex = ipywidgets.Checkbox(value=False, description=say["regex"], indent=False)
    table = ipywidgets.HTML(found(corpus, pattern, False, lang, width))

    def again(_: object) -> None:
        table.value = found(corpus, search.value, regex.value, lang, width)

    search.observe(again, names="value")
    regex.observe(again, names="value")
    return ipywidgets.VBox([ipywidgets.HBox([search, regex]), table])


def found(corpus: Corpus, pattern: str, regex: bool, lang: str, width: int) -> str:
    """Return the hits of a search as an HTML table; for an invalid search, the reason."""
    say = messages(lang)["explore"]
    if not pattern:
        return f"<p>{escape(say['nothing'])}</p>"
    try:
        hits = kwic(corpus, pattern, width=width, regex=regex)
    except InputError as fault:
        return f'<p role="alert">{escape(str(fault))}</p>'
    counts = {"n": f"{len(hits):,}", "n_documents": f"{hits['doc_id'].nunique():,}"}
    told = say["hits"].format(**counts) if len(hits) else say["none"].format(pattern=pattern)
    if len(hits) > MOST:
        told += say["first"].format(shown=MOST)
    rows = "".join(map(_row, hits.head(MOST).to_dict("records")))
    return f'<p role="status">{escape(told)}</p><table><tbody>{rows}</tbody></table>'


def _row(hit: dict[Any, Any]) -> str:
    where = [hit["city"], hit["year"], hit["source"], hit["line"]]
    told = " · ".join(escape(str(value)) for value in where if not pd.isna(value))
    return (
        f'<tr><td style="{CELL}text-align:right">{escape(hit["left"])}</td>'
        f'<td style="{CELL}text-align:center"><mark>{escape(hit["node"])}</mark></td>'
        f'<td style="{CELL}text-align:left">{escape(hit["right"])}</td>'
        f'<td style="{CELL}text-align:left;opacity:.7">{told}</td></tr>'
    )
