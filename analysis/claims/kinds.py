"""Texts that are of another kind than most, in another language, or prepared in another way."""

from __future__ import annotations

import re

import pandas as pd

from ..corpus import count_han

MOST = 0.6
"""Share of the texts that must be of one kind for the others to be called exceptions."""

ENOUGH, LETTERS = 2_000, 300
"""Minimum Han characters for the kind of a text to be told, and letters for its language. Of 256 Chinese
texts as scraped, none has more than a quarter as many letters as Han characters."""

FOREIGN = re.compile("[A-Za-zÀ-ÿЀ-ӿ\u3040-\u30ff\uac00-\ud7af]")

ARTICLE = re.compile(r"(?m)^\s*第[一二三四五六七八九十百零〇\d]+条")

MANY_ARTICLES = 5
"""Paragraphs that begin with 第…条 from which a text counts as a law or regulation."""

NATIONAL = re.compile("全国|我国|国务院|中央财政|各地区各部门")

LOCAL = re.compile(
    "全市|我市|市委|市政府|全省|我省|省委|省政府|全区|我区|全县|我县|县委|全州|我州|自治区党委"
)

MANY_NATIONAL = 10
"""Mentions of the whole country from which a text counts as national, if it hardly names a local level."""

PROVINCIAL = re.compile("全省|我省|省委|省政府|自治区党委|自治区政府")

MUNICIPAL = re.compile("全市|我市|市委|市政府|全州|我州|州委|州政府|全县|我县|县委|全区|我区|区委")

MARKS = re.compile("[，。；：、！？,;:!?]")

FEWER_MARKS = 0.4
"""A text with fewer marks per character than this share of the median was prepared in another way."""

LISTED, UNLISTED = 0.01, 0.1
"""Median of the marks 、 per character from which a text with less than this share of it has lost them. In
1,235 regulations the one with fewest has a fourth of the median, in 89 reports two thirds."""


def form_of(text: str) -> str:
    r"""Return what form a text has: `law`, `national` (about the whole country), `provincial`, or empty.

    Examples
    --------
    >>> from analysis.claims.kinds import form_of
    >>> form_of("\n".join(f"第{n}条 本条例自公布之日起施行。" for n in "一二三四五"))
    'law'
    """
    if len(ARTICLE.findall(text)) >= MANY_ARTICLES:
        return "law"
    n_national = len(NATIONAL.findall(text))
    if n_national >= MANY_NATIONAL and len(LOCAL.findall(text)) < n_national / 5:
        return "national"
    n_provincial = len(PROVINCIAL.findall(text))
    if n_provincial >= MANY_NATIONAL and len(MUNICIPAL.findall(text)) < n_provincial / 5:
        return "provincial"
    return ""


def unlike_most(texts: pd.Series[str], n_han: pd.Series[int]) -> list[tuple[str, str]]:
    """Return the texts that are unlike most others, with how: a kind of fault and its `doc_id`.

    Parameters
    ----------
    texts : Series of str
        Cleaned texts, by `doc_id`.
    n_han : Series of int
        Their Han characters.

    Returns
    -------
    list of (str, str)
        `language`: mostly not Chinese; `law`, `national` or `provincial`: the form, where most texts have
        another, and `other_form` where most are laws; `sparse`: far fewer punctuation marks than most;
        `unlisted`: hardly any mark 、 where most have many; `unbroken`: a single paragraph where most have
        several.
    """
    foreign = texts.map(lambda text: len(FOREIGN.findall(text)))
    found = [("language", str(one)) for one in texts.index[(foreign >= LETTERS) & (foreign > 2 * n_han)]]
    long = texts[n_han >= ENOUGH]
    if len(long) < 3:
        return found
    forms = long.map(form_of)
    usual = forms.mode().iloc[0]
    if (forms == usual).mean() >= MOST:
        # Hardly to name the country does not make a text local; to have no articles makes it no law.
        unlike = forms[(forms != usual) & ((forms != "") | (usual == "law"))]
        found += [(form or "other_form", str(one)) for one, form in unlike.items()]
    marks = long.map(lambda text: len(MARKS.findall(text)) / count_han(text))
    found += [("sparse", str(one)) for one in long.index[marks < FEWER_MARKS * marks.median()]]
    few = {one for _, one in found}
    commas = long.map(lambda text: text.count("、") / count_han(text))
    if commas.median() >= LISTED:
        rare = commas.index[commas < UNLISTED * commas.median()]
        found += [("unlisted", str(one)) for one in rare if str(one) not in few]
    paragraphs = long.map(lambda text: len(text.strip().splitlines()))
    if (paragraphs > 3).mean() >= MOST:
        found += [("unbroken", str(one)) for one in long.index[paragraphs == 1]]
    return found
