"""Marks of terms that are unfit for a headline: names, word fragments, words without a subject."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

import numpy as np
import pandas as pd

from ..checks import check_kind, check_words
from ..corpus import Corpus, SizedTexts
from ..errors import KindError
from ..lexicon import (
    DATA,
    Scanner,
    goes_on_as_office,
    is_office,
    office_subjects,
    places,
    read_lines,
    short_name,
    userdict,
)
from ..remedies import shown
from ..segmentation import word_tags

MARKS = ("place", "person", "office", "paper", "fragment", "unknown", "general")
"""The marks a term can have; unmarked terms can be used in a headline."""

TAGS = {"ns": "place", "nrfg": "person"}
"""Parts of speech in jieba's dictionary that are names. `data/no_names.txt` lists words wrongly tagged so; of
those tagged as names of persons (`nr`: 高水平, 许可证) hardly any is one, so that tag is ignored."""

UNSURE = frozenset({"", "nr", "nrt", "nz", "nt"})
"""Tags (including none) for which the ending decides."""

ENDINGS = {
    "place": re.compile("..?.?[江河湖山岛溪湾峡]|.+(?:街道|大道|机场|大桥)"),
    "office": re.compile(".+(?:大学|学院|医院|公司|集团)"),
    "paper": re.compile(".+(?:日报|晚报|晨报|时报|早报|新闻网|电视台|融媒)"),
}
"""Endings of names that the dictionary does not tag as names."""

TITLED = re.compile("[^副总省市县区州国党校院团正前原各]{1,2}(?:总理|主席|书记|委员长|省长|市长|部长|同志)")
"""A name with a title: 周总理."""

SITE = re.compile("风?景区|景点|旅游区|度假区|瀑布|古[镇城寨]|机场|水库|大桥|国家公园|湿地|石窟")
SITE_SHARE, MIN_SITES = 0.1, 2
"""Share of its occurrences, and their number, in which a term of unclear tag stands before such a word from
which it is the name of a place: 黄果树 of 黄果树景区, 黄果树机场."""

OFFICE_SHARE = 0.5
"""Share of its occurrences above which a term that stands in names of offices is spoken of as one."""

NUMERAL = re.compile("百分之.+|[〇零一二三四五六七八九十百千万亿点]+")
"""Numbers, and five-year plans: pieces of a figure or of a date."""

FEATURES = "江河湖山岛溪湾峡"

FRAGMENT = 0.6
"""A term with the same single character next to it in at least this share of its occurrences is a piece of a
longer word: 自贸 of 自贸港, 新高 of 新高地, 高区 of 高新区 wrongly split."""

LOOSE = ("的", "和", "与", "及", "等", "在", "以", "为", "对", "把", "将", "是", "了", "新", "大", "全", "各")
"""Single characters that can occur next to any word."""

FEW = 3
"""With fewer occurrences there is too little evidence on a term's neighbours."""


def term_marks(corpus: SizedTexts, terms: Sequence[str]) -> pd.Series[str]:
    """Mark terms that are unfit for a headline.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts with the terms.
    terms : sequence of str
        Terms.

    Returns
    -------
    Series of str
        By term: `place`, `person`, `office` or `paper` for a name (`office` too for what mostly stands in
        such names: 生态环境 of 生态环境部门), `fragment` for a piece of a longer word,
        `unknown` for two characters that are in no dictionary (a local short name, or wrongly split),
        `general` for a word that says how and not what (确保, 荣获: `data/general_words.txt`), empty for all
        others. The rules use the divisions of China, parts of speech from the segmenter's
        dictionary, endings of names it does not know, and neighbouring characters.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> from analysis.keywords import term_marks
    >>> texts = pd.DataFrame({"text": ["治理漓江水质，发展旅游。"]}, index=pd.Index(["a"], name="doc_id"))
    >>> term_marks(segment(texts.reindex(columns=DOCUMENT_COLUMNS)), ["漓江", "旅游"]).tolist()
    ['place', '']
    """
    check_kind("term_marks", corpus, "Corpus", "Counted", second=terms)
    if isinstance(terms, str) or not isinstance(terms, Iterable):
        raise KindError(
            f'term_marks takes a list of terms, not {shown(terms)}: term_marks(corpus, ["港口"]).'
        )
    listed = list(terms)
    check_words("term_marks", "terms", listed)
    wanted = list(dict.fromkeys(listed))
    longer = _longer(corpus, wanted)
    tags, own = word_tags({*wanted, *longer}), frozenset(userdict()) | no_names()
    stems = sorted({word[:2] for word in longer if tags[word] == "ns"})
    marks = {term: _kind(term, tags[term], own) for term in wanted}
    marks |= {term: "place" for term in stems if not marks[term] and term not in own}
    unsure = [term for term in wanted if not marks[term] and term not in own and tags[term] in UNSURE]
    marks |= dict.fromkeys(_sites(corpus, unsure), "place")
    acting = [term for term in wanted if not marks[term] and term in office_subjects()]
    marks |= dict.fromkeys(_acting(corpus, acting), "office")
    marks |= dict.fromkeys(_fragments(corpus, [term for term in wanted if not marks[term]]), "fragment")
    marks |= {term: "general" for term in wanted if not marks[term] and term in general_words()}
    return pd.Series([marks[term] for term in wanted], index=wanted, dtype="str", name="mark")


def _kind(term: str, tag: str, own: Collection[str]) -> str:
    """Return the kind of name a term is; the words of our own dictionary are none, but for offices."""
    if is_office(term):
        return "office"
    return "" if term in own and term not in _nicknames() else _name(term, tag)


def _name(term: str, tag: str) -> str:
    """Return the kind of name a term is, or an empty string."""
    if term in _divisions() and tag in UNSURE | {*TAGS}:
        return "place"  # 振兴 is a district too, but first of all a verb
    if term in _nicknames():
        return "place"
    if NUMERAL.fullmatch(term):
        return "fragment"
    if term in _persons() or TITLED.fullmatch(term):
        return "person"
    if tag in UNSURE:
        unknown = "unknown" if not tag and len(term) == 2 else ""
        return next((mark for mark, ending in ENDINGS.items() if ending.fullmatch(term)), unknown)
    return TAGS.get(tag, "")


def _longer(corpus: SizedTexts, terms: Sequence[str]) -> list[str]:
    """Return words that may name a mountain or river and begin with a term of two characters: 武当山."""
    short = {term for term in terms if len(term) == 2}
    words = corpus.vocabulary if isinstance(corpus, Corpus) else getattr(corpus, "terms", ())
    return [word for word in words if len(word) == 3 and word[:2] in short and word[2] in FEATURES]


def _sites(corpus: SizedTexts, terms: Sequence[str]) -> list[str]:
    """Return the terms that stand before words for sights and other sites, as their names do."""
    scanner = Scanner(terms)
    n, at_sites = np.zeros((2, len(scanner.words)), dtype=np.int64)
    for _, text in corpus if scanner.words else ():
        for match in scanner.all(text):
            n[match.word] += 1
            at_sites[match.word] += SITE.match(text, match.end) is not None
    return [scanner.words[at] for at in np.flatnonzero(at_sites >= np.maximum(SITE_SHARE * n, MIN_SITES))]


def _acting(corpus: SizedTexts, terms: Sequence[str]) -> list[str]:
    """Return the terms that mostly stand in names of offices, where they tell who acts."""
    scanner = Scanner(terms)
    n, in_names = np.zeros((2, len(scanner.words)), dtype=np.int64)
    for _, text in corpus if scanner.words else ():
        for match in scanner.all(text):
            n[match.word] += 1
            in_names[match.word] += goes_on_as_office(text, match.end)
    return [scanner.words[at] for at in np.flatnonzero((in_names > OFFICE_SHARE * n) & (n > 0))]


@cache
def no_names() -> frozenset[str]:
    """Return the words of `data/no_names.txt`."""
    return frozenset(word for _, word in read_lines(DATA / "no_names.txt"))


@cache
def general_words() -> frozenset[str]:
    """Return the words of `data/general_words.txt`."""
    return frozenset(word for _, word in read_lines(DATA / "general_words.txt"))


@cache
def _nicknames() -> frozenset[str]:
    return frozenset(name for _, line in read_lines(DATA / "place_nicknames.txt") for name in line.split())


@cache
def _persons() -> frozenset[str]:
    return frozenset(name for _, line in read_lines(DATA / "person_names.txt") for name in line.split())


@cache
def _divisions() -> frozenset[str]:
    names = {name for column in ("province", "city", "name") for name in places()[column].dropna()}
    return frozenset(names | {short for name in names if len(short := short_name(name)) > 1})


def _fragments(corpus: SizedTexts, terms: Sequence[str]) -> list[str]:
    """Return the terms that nearly always have the same single character before or after them."""
    if not terms:
        return []
    found = pd.concat([_beside(block, terms) for block in corpus.corpora()])
    pieces: set[str] = set()
    for _, mine in found.groupby("step"):
        n = mine.groupby("term")["n"].sum()
        same = mine[mine["beside"] != ""].groupby(["term", "beside"])["n"].sum().groupby("term").max()
        shares = same.reindex(n.index, fill_value=0) / n
        pieces |= set(shares.index[(shares >= FRAGMENT) & (n >= FEW)])
    return sorted(pieces)


def _beside(corpus: Corpus, terms: Sequence[str]) -> pd.DataFrame:
    """Return how often terms have each single character beside them: `term, step, beside, n`."""
    wanted = np.isin(corpus.vocabulary, np.array(terms, dtype=object))
    at = np.flatnonzero(wanted[corpus.token_ids])
    lengths = np.array([len(word) for word in corpus.vocabulary])
    joins = corpus.is_word & (lengths == 1) & ~np.isin(corpus.vocabulary, np.array(LOOSE, dtype=object))
    sentence = np.searchsorted(corpus.sentence_ptr, np.arange(len(corpus.token_ids)), side="right")
    parts = []
    for step in (-1, 1):
        beside = np.clip(at + step, 0, max(len(corpus.token_ids) - 1, 0))
        inside = (beside != at) & (sentence[beside] == sentence[at])
        ids = corpus.token_ids[beside]
        signs = np.where(inside & joins[ids], corpus.vocabulary[ids], "")
        parts.append(
            pd.DataFrame({"term": corpus.vocabulary[corpus.token_ids[at]], "beside": signs}).assign(step=step)
        )
    return pd.concat(parts).groupby(["term", "step", "beside"]).size().rename("n").reset_index()
