"""Which terms can be used in a headline: widely used, with a subject, no names, no word fragments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from ..checks import check_kind, check_result, check_words
from ..corpus import By, Corpus, SizedTexts, group_labels
from ..errors import KindError
from ..lexicon import DATA, Scanner, places, read_lines, short_name, userdict
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
    "office": re.compile(".+(?:[局委厅]|大学|学院|医院|公司|集团)"),
    "paper": re.compile(".+(?:日报|晚报|晨报|时报|早报|新闻网|电视台|融媒)"),
}
"""Endings of names that the dictionary does not tag as names."""

TITLED = re.compile("[^副总省市县区州国党校院团正前原各]{1,2}(?:总理|主席|书记|委员长|省长|市长|部长|同志)")
"""A name with a title: 周总理."""

SITE = re.compile("风?景区|景点|旅游区|度假区|瀑布|古[镇城寨]|机场|水库|大桥|国家公园|湿地|石窟")
SITE_SHARE, MIN_SITES = 0.1, 2
"""Share of its occurrences, and their number, in which a term of unclear tag stands before such a word from
which it is the name of a place: 黄果树 of 黄果树景区, 黄果树机场."""

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

ALPHA = 0.05

MIN_SHARE = 0.5
"""Minimum share of the group's documents in which a headline term must occur, unless it is tested."""

WIDELY = 0.8
"""Minimum share of the other groups in which a term must occur to count as avoided."""

MIN_WORDS = 300
"""Minimum number of words of a group of which terms are headlines."""

RARE = 3
"""A term is avoided below this number of occurrences, or below a tenth of the other groups' rate."""


def headline_terms(
    words: pd.DataFrame,
    marks: Mapping[str, str],
    corpus: SizedTexts | None = None,
    by: By = "city",
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Choose the terms that can be said to distinguish a group, or to be avoided by it.

    Parameters
    ----------
    words : DataFrame
        The result of `standing_out`.
    marks : mapping of str to str
        The result of `term_marks`; marked terms make no headline.
    corpus : Corpus or Counted, optional
        The texts. The words of a text do not tell that a term is part of a longer one (海洋 of 海洋经济), so
        with the texts those who are said not to use a term are searched for it.
    by : str or sequence of str
        The grouping of `words`.
    without : collection of str
        The documents that `standing_out` left out.

    Returns
    -------
    DataFrame
        The columns of `words` with `kind`, `n_written` and `rank`. `term` is a term that the group uses more:
        tested (p <= 0.05), or in at least half of the group's documents. `avoided` is one that four fifths of
        the other groups use and the group hardly ever: fewer than three times, or at less than a tenth of
        their rate. With a corpus, groups below `MIN_WORDS` words have neither. `n_written` is how often it is
        written, within longer words too, by those said to use it little or not at all: the group that avoids
        it, or the others where they never use it as a word (`n` and `n_other` without a corpus); a term that
        they write often is left out. Sorted by group and kind; tested terms come first, then the largest
        `bound`.

    Examples
    --------
    >>> from analysis import SAMPLE, read_corpus, count_terms, standing_out, term_marks, headline_terms
    >>> corpus = read_corpus(SAMPLE).corpus
    >>> words = standing_out(count_terms(corpus))
    >>> found = headline_terms(words, term_marks(corpus, words["term"]))
    >>> set(found["kind"]) <= {"term", "avoided"}
    True
    """
    check_result(
        "headline_terms",
        words,
        ("term", "direction", "p"),
        "standing_out(dtm)",
        "headline_terms(standing_out(dtm), term_marks(corpus, terms))",
    )
    unmarked = np.array([not marks.get(term, "") for term in words["term"]], dtype=bool)
    tested = words["p"] <= ALPHA
    more = (words["direction"] == "more") & (
        tested | (words["n_documents"] >= MIN_SHARE * words["documents"])
    )
    less = (words["direction"] == "less") & (words["n_groups_other"] >= WIDELY * words["groups_other"])
    less &= (words["n"] < RARE) | (words["rate"] < words["rate_other"] / 10)
    kept = unmarked & (more | less).to_numpy()
    found = words[kept].assign(kind=np.where(more[kept], "term", "avoided"), untested=~tested[kept])
    order = ["group", "kind", "untested", "p", "bound", "term"]
    found = found.sort_values(order, ascending=[True, False, True, True, False, True], ignore_index=True)
    found = found.assign(n_written=np.where(found["kind"] == "avoided", found["n"], found["n_other"]))
    if corpus is not None and len(found):
        labels = group_labels(corpus.documents, by, "headline_terms")
        labels = labels.mask(labels.index.isin(list(without)))
        n_words = corpus.n_words.groupby(labels).sum()
        found = found[found["group"].map(n_words).ge(MIN_WORDS)].reset_index(drop=True)
        found = _searched(found, corpus, labels)
    rank = found.groupby(["group", "kind"]).cumcount() + 1
    return found.drop(columns="untested").assign(rank=rank.astype("int64"))


def _searched(found: pd.DataFrame, corpus: SizedTexts, labels: pd.Series) -> pd.DataFrame:
    """Return the headlines that hold when terms are searched for in the texts, within longer words too."""
    absent = (found["kind"] == "avoided") | (found["n_other"] == 0)
    scanner = Scanner(found.loc[absent, "term"])
    groups = sorted(labels.dropna().unique())
    written = pd.DataFrame(0, index=groups, columns=list(scanner.words))
    for doc_id, text in corpus:
        if isinstance(labels[doc_id], str) and scanner.words:
            matches = [match.word for match in scanner.all(text)]
            written.loc[labels[doc_id]] += np.bincount(matches, minlength=len(scanner.words))
    sizes = corpus.n_words.groupby(labels).sum().reindex(groups)
    total, size = written.sum(), sizes.sum()
    n_written, kept = found["n_written"].to_numpy().copy(), np.ones(len(found), dtype=bool)
    for at in np.flatnonzero(absent):
        row = found.iloc[at]
        mine, others = written.loc[row["group"], row["term"]], total[row["term"]]
        others -= mine
        rate, rate_other = mine / sizes[row["group"]], others / max(size - sizes[row["group"]], 1)
        if row["kind"] == "avoided":
            n_written[at], kept[at] = mine, mine < RARE or rate < rate_other / 10
        else:
            n_written[at], kept[at] = others, others < mine and rate_other < rate / 2
    return found.assign(n_written=n_written)[kept].reset_index(drop=True)


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
        By term: `place`, `person`, `office` or `paper` for a name, `fragment` for a piece of a longer word,
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
        raise KindError(f'term_marks takes a list of terms, not {terms!r:.40}: term_marks(corpus, ["港口"]).')
    listed = list(terms)
    check_words("term_marks", "terms", listed)
    wanted = list(dict.fromkeys(listed))
    longer = _longer(corpus, wanted)
    tags, own = word_tags({*wanted, *longer}), frozenset(userdict()) | no_names()
    stems = sorted({word[:2] for word in longer if tags[word] == "ns"})
    marks = {term: "" if term in own - _nicknames() else _name(term, tags[term]) for term in wanted}
    marks |= {term: "place" for term in stems if not marks[term] and term not in own}
    unsure = [term for term in wanted if not marks[term] and term not in own and tags[term] in UNSURE]
    marks |= dict.fromkeys(_sites(corpus, unsure), "place")
    marks |= dict.fromkeys(_fragments(corpus, [term for term in wanted if not marks[term]]), "fragment")
    marks |= {term: "general" for term in wanted if not marks[term] and term in general_words()}
    return pd.Series([marks[term] for term in wanted], index=wanted, dtype="str", name="mark")


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
