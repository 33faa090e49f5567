"""Groups whose texts are of different genres: then the genre, not the group, may make the differences."""

from __future__ import annotations

import re

import pandas as pd

from ..corpus import count_han
from .kinds import form_of

ENOUGH = 300
"""Han characters of the shortest texts whose genre is asked for."""

NEARLY_ALL = 0.8
"""Share of a group's texts that must be of one genre for the group to be called so."""

GENRES = ("law", "report", "notice", "news")

REPORT = re.compile("各位代表[，,：:、！!\\s]")

NEWS = re.compile(
    r"讯[（(\s]*(?:全媒体)?(?:记者|通讯员)|(?:记者|通讯员)[^。]{0,30}(?:获悉|了解到|报道|摄)|[（(](?:[一-鿿]{0,8})记者"
)

NOTICE = re.compile(
    r"[〔\[［(（](?:19|20)\d{2}[〕\]］)）]\s*(?:第\s*)?\d+\s*号|现(?:将.{2,60})?印发给你们|请(?:认真|遵照|结合实际)[^。]{0,12}(?:贯彻|执行|落实)"
)

NOTICE_TITLE = re.compile(
    "(?:通知|通告|公告|通报|意见|方案|规划|计划|纲要|措施|决定|批复|要点|细则|办法|政策)(?:[（(].{1,8}[)）])?$"
)

HEAD, END = 600, 200
"""Characters of the head, and of the end, in which a genre shows itself."""


def genre_of(title: str, text: str) -> str:
    """Return `law`, `report` (of a government), `notice` (or plan, measures ...), `news`, or empty.

    Parameters
    ----------
    title, text : str
        A document's; the title may be empty.

    Examples
    --------
    >>> from analysis.claims.genres import genre_of
    >>> genre_of("政府工作报告", "各位代表：现在，我代表市人民政府报告工作。")
    'report'
    >>> genre_of("", "港口扩建。")
    ''
    """
    if form_of(text) == "law":
        return "law"
    head = text[:HEAD]
    if "工作报告" in title[-12:] or REPORT.search(head):
        return "report"
    if NEWS.search(head) or NEWS.search(text[-END:]):
        return "news"
    return "notice" if NOTICE_TITLE.search(title.strip()) or NOTICE.search(head) else ""


def genres_of_groups(documents: pd.DataFrame, labels: pd.Series[str]) -> pd.Series[str]:
    """Return the genre of each group nearly all of whose texts are of one, where groups are of several.

    Parameters
    ----------
    documents : DataFrame
        Cleaned documents, with `title` if they have titles.
    labels : Series of str
        The group of each document, missing where it has none.

    Returns
    -------
    Series of str
        By group; empty where no two groups are of different genres.
    """
    texts = documents["text"].fillna("")
    known = labels.dropna().index[texts[labels.dropna().index].map(count_han) >= ENOUGH]
    titles = documents["title"].fillna("") if "title" in documents else texts.map(lambda _: "")
    genres = pd.Series([genre_of(titles[one], texts[one]) for one in known], index=known, dtype="str")
    found = {
        str(group): genre
        for group, mine in genres.groupby(labels[known], sort=True)
        for genre, share in mine.value_counts(normalize=True).items()
        if genre and share >= NEARLY_ALL
    }
    return pd.Series(found if len(set(found.values())) > 1 else {}, dtype="str")
