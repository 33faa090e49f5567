"""Where a report counts themes: in all texts, or in the sample of a folder of counts."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from ..corpus import Corpus, SizedTexts
from ..keywords import theme_hits
from ..keywords.attention import in_text, kept_themes
from ..keywords.theme_hits import Themes, counted, theme_terms


class Themed(NamedTuple):
    """Themes in the texts of a report.

    Attributes
    ----------
    source : Corpus or Counted
        The texts in which they are counted.
    hits : DataFrame
        The result of `theme_hits` in the texts at hand.
    counts : DataFrame, optional
        Hits in each document of a folder of counts, by theme; not told where `hits` are all there are.
    totals : DataFrame
        `theme, term, n` in all documents of the source.
    """

    source: SizedTexts
    hits: pd.DataFrame
    counts: pd.DataFrame | None
    totals: pd.DataFrame


def themed_texts(whole: SizedTexts, corpus: Corpus, themes: Themes = None) -> Themed:
    """Count themes in all texts, where they are at hand or were counted before, else in the sample.

    Parameters
    ----------
    whole : Corpus or Counted
        All documents.
    corpus : Corpus
        Their texts, or a sample of them.
    themes : mapping or path, optional
        As for `attention`.
    """
    chosen = theme_terms(themes, whole)
    hits, kept = theme_hits(corpus, chosen), kept_themes(whole, chosen)
    if whole is corpus or kept is None:
        sums = hits.groupby(["theme", "term"], sort=False).size()
        return Themed(corpus, hits, None, sums.rename("n").reset_index())
    parts, _ = in_text(whole, kept)
    each = {theme: part.sum(axis=1) for theme, part in zip(kept, parts, strict=True) if part.nnz}
    rows = [
        (theme, term, n)
        for (theme, words), part in zip(kept.items(), parts, strict=True)
        for term, n in zip(counted(words), part.sum(axis=0).tolist(), strict=True)
        if n
    ]
    counts = pd.DataFrame(each, index=whole.documents.index).sort_index(axis=1)
    return Themed(whole, hits, counts, pd.DataFrame(rows, columns=["theme", "term", "n"]))
