"""Where the terms of themes occur in texts, however the characters were segmented.

A segmenter makes one word of 脱贫攻坚成果 and two of 科技创新能力 (科技, 创新能力), so a count of whole words
misses 脱贫攻坚 and 科技创新 there. Searching the text finds every occurrence, and a few false ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeGuard

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_kind
from ..corpus import Corpus, IntArray, SizedTexts, TermCounts, TextsOf, with_own_variables
from ..errors import InputError, KindError
from ..lexicon import (
    Match,
    Scanner,
    as_in_text,
    goes_on_as_office,
    is_query,
    is_word_list,
    longest_matches,
    read_query,
    spelled_as_in,
)  # fmt: skip
from ..lexicon import themes as read_themes
from .theme_rules import rule_matches

Themes = Mapping[str, Sequence[str]] | str | Path | None

THEME_HIT_TYPES = {
    "doc_id": "object", "city": "object", "year": "Int64", "theme": "object", "term": "object",
    "sentence": "object", "start": "int64", "end": "int64", "source": "object", "line": "Int64",
}  # fmt: skip
"""Columns of the table of hits, with their types, also for an empty table."""

EXCEPT = "-"
"""Marks a word of a theme that is not counted, nor any term inside it."""

BY_CHANCE = 2
"""Length of the terms that may arise by chance where two words meet (人民生活: 民生)."""

LATIN_END = re.compile("^[A-Za-z0-9]|[A-Za-z0-9]$")
RUN_ON = re.compile("[A-Za-z0-9]{2}")


def theme_hits(corpus: Corpus, themes: Themes = None) -> pd.DataFrame:
    """Return every occurrence of a theme's terms in the texts: what `attention` counts in a corpus.

    Terms are searched for in the cleaned text, so they may be part of a word (脱贫攻坚 in 脱贫攻坚成果) or
    several words (优化营商环境). Where terms of one theme overlap, the leftmost counts, and among those that
    start at the same place the longest: 产业链 and not also 产业. Themes are counted independently. Three
    kinds of matches are left out:

    - a term of two characters that begins inside one word and ends inside another: 民生 in 人民生活, 助企 in
      帮助企业;
    - a term of Latin letters or digits that continues in the text: AI in AIGC;
    - a term that is the subject of an office's name, which tells who acts: 教育 in 教育局, 农业农村 in
      农业农村委, 改革 in 发展改革部门. A term that is the whole name counts (大数据局).

    Parameters
    ----------
    corpus : Corpus
        The corpus to search.
    themes : mapping or path, optional
        Theme to terms, or a TOML file of such lists; the project's `themes.toml` by default. A term may be
        in several themes. A word that begins with `-` is skipped, with all terms inside it: with
        `教育, -主题教育` the 教育 of 主题教育 is not counted. Terms that the texts do not hold as given are
        searched for as cleaned texts spell them (營商環境 as 营商环境), see `lexicon.as_in_text`. A term with
        AND, OR, NOT, NEAR, `|` or `~` is a rule within a sentence, written as in the page's search box (see
        `coded_by_rules`): 优化 NEAR/8 环境. It counts where its first word stands.

    Returns
    -------
    DataFrame
        `doc_id, city, year, theme, term, sentence, start, end, source, line`, in the order of documents and
        of the text, then by theme: `start` and `end` are offsets into the document's cleaned text,
        `sentence` is the one in which the term begins, `line` the line of the source file on which its
        paragraph begins. Then the documents' further columns, if any.

    Notes
    -----
    In 89 reports of city governments the project's themes have 36,467 hits, of which 28,040 are whole words.
    Of a random sample of 100 others, four resulted from wrong word boundaries; the rule on two-character
    terms removes three of these, and a word in the themes (便民生活圈) fixes the fourth. In these reports, 16
    of provinces, 52 of the central government and 300 local regulations the rule removes 525 matches, all but
    2 rightly, each checked by hand. Of 872 matches that share a word with a neighbour and are kept (科技创新
    in 科技 创新能力), 30 are wrong; of a random sample of 150 hits in the last three corpora that are not
    whole words, none is wrong, though three have another sense (宣传教育 is not schooling).

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment, theme_hits
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> texts = pd.DataFrame(
    ...     {"city": ["青岛市"], "text": ["巩固脱贫攻坚成果。持续优化营商环境。"]},
    ...     index=pd.Index(["a"], name="doc_id"),
    ... ).reindex(columns=DOCUMENT_COLUMNS)
    >>> found = theme_hits(segment(texts), {"乡村": ["脱贫攻坚"], "环境": ["优化营商环境", "营商环境"]})
    >>> found[["theme", "term", "start", "end"]].to_numpy().tolist()
    [['乡村', '脱贫攻坚', 2, 6], ['环境', '优化营商环境', 11, 17]]
    """
    check_kind("theme_hits", corpus, "Corpus")
    found, _ = find_terms(corpus, spelled_themes(corpus, theme_terms(themes)))
    found = found.sort_values(["document", "start", "end", "theme"], ignore_index=True)
    documents, rows = corpus.documents, found["document"].to_numpy()
    sentence = corpus.sentences_at(rows, found["start"].to_numpy())
    paragraph = np.searchsorted(corpus.paragraph_ptr, sentence, side="right") - 1
    columns = {
        "doc_id": documents.index.to_numpy()[rows],
        "city": documents["city"].array[rows],
        "year": documents["year"].array[rows],
        "theme": found["theme"],
        "term": found["term"],
        "sentence": corpus.sentences()["text"].to_numpy(dtype=object)[sentence],
        "start": found["start"],
        "end": found["end"],
        "source": corpus.paragraphs["source"].array[paragraph],
        "line": corpus.paragraphs["first_line"].array[paragraph],
    }
    # Each column is typed at once, or pandas would first copy the sentence for every hit.
    typed = {name: pd.Series(columns[name], dtype=kind) for name, kind in THEME_HIT_TYPES.items()}
    return with_own_variables(pd.DataFrame(typed), documents)


def theme_terms(themes: Themes, source: object = None) -> dict[str, tuple[str, ...]]:
    """Return the themes from a mapping, from a file, or by default those a folder was counted with.

    Without such a folder, or where none were counted, the default is the project's.

    Raises
    ------
    InputError
        When a theme of a mapping is not a list of words, or a rule in it lacks something.
    """
    kept: dict[str, tuple[str, ...]] | None = getattr(source, "themes", None)
    if themes is None and kept is not None:
        return kept
    if isinstance(themes, pd.Series):
        themes = themes.to_dict()
    if not isinstance(themes, Mapping):
        if themes is not None and not isinstance(themes, str | Path):
            raise KindError(
                "Themes are a dictionary of lists of words or a file of them, not "
                f"a {type(themes).__name__}: "
                '{"港口": ["港口", "航线"]}.'
            )
        return read_themes(themes)
    for theme, terms in themes.items():
        if not is_word_list(terms) or not len(terms):
            raise InputError(
                f"The theme {theme!r} must be a list of words, none of them empty; not {terms!r}."
            )
        for term in filter(is_query, terms):
            try:
                read_query(term)
            except InputError as fault:
                raise InputError(f"The theme {theme!r}: {fault}") from None
    return {theme: tuple(terms) for theme, terms in themes.items()}


def counted(terms: Iterable[str]) -> list[str]:
    """Return the terms of a theme that are counted, in their order."""
    return [term for term in dict.fromkeys(terms) if not term.startswith(EXCEPT)]


def clean_themes(themes: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return themes with their terms as cleaned texts spell them, whichever texts these are.

    Rules stay as they are.

    Examples
    --------
    >>> from analysis.keywords.theme_hits import clean_themes
    >>> clean_themes({"营商": ["營商環境", "“堵点”", "-ＡＩ", "优化 NEAR/8 环境"]})
    {'营商': ('营商环境', '堵点', '-AI', '优化 NEAR/8 环境')}
    """
    return _spelled(themes, as_in_text)


def spelled_themes(
    source: SizedTexts | TermCounts, themes: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Return themes with their terms as the texts spell them, or as the terms of a matrix do.

    Rules stay as they are.
    """
    there = TextsOf(source) if has_texts(source) else None
    terms = set() if there is not None else set(getattr(source, "terms", ()))

    def as_there(term: str) -> str:
        if there is not None:
            return spelled_as_in(there, term)
        return term if term in terms else as_in_text(term)

    return _spelled(themes, as_there)


def _spelled(
    themes: Mapping[str, Sequence[str]], respell: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    def spelled(word: str) -> str:
        mark, term = word[: word.startswith(EXCEPT)], word.removeprefix(EXCEPT)
        return word if is_query(word) else mark + respell(term)

    return {theme: tuple(dict.fromkeys(map(spelled, words))) for theme, words in themes.items()}


def has_texts(source: SizedTexts | TermCounts) -> TypeGuard[SizedTexts]:
    """Return whether terms can be looked for in the texts themselves."""
    return bool(getattr(source, "has_texts", False))


def find_terms(
    corpus: Corpus, themes: Mapping[str, Sequence[str]]
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Return the counted matches of the terms of themes, and the terms that do not occur.

    The terms are spelled as the texts spell them, see `spelled_themes`.

    Returns
    -------
    hits : DataFrame
        `theme, term, document, start, end`, theme by theme; `document` is the row of the corpus.
    absent : dict
        Theme to its terms that do not occur in the texts, sorted; themes without such terms are left out.
    """
    text_starts = corpus.text_starts
    listed_words = list(dict.fromkeys(word for terms in themes.values() for word in terms))
    texts = corpus.documents["text"].fillna("").tolist()
    rules = {
        word: read_query(word).spelled(lambda term: spelled_as_in(texts, term))
        for word in filter(is_query, listed_words)
    }
    plain = [word.removeprefix(EXCEPT) for word in listed_words if word not in rules]
    scanner = Scanner([*plain, *(word for rule in rules.values() for word in rule.words)])
    matches = _matches(corpus, scanner, text_starts)
    all_words = (*scanner.words, *rules)
    number = {word: i for i, word in enumerate(all_words)}
    of_word: dict[int, list[Match]] = {}
    for match in matches:
        of_word.setdefault(match.word, []).append(match)
    places: list[Match] = []
    names: list[str] = []
    absent = {}
    for theme, words in themes.items():
        own = {number[term] for term in counted(words)}
        skipped = {number[word.removeprefix(EXCEPT)] for word in words if word.startswith(EXCEPT)}
        mine = [match for word in sorted(own | skipped) for match in of_word.get(word, ())]
        if asked := [(number[word], rules[word]) for word in words if word in rules]:
            mine += rule_matches(corpus, asked, matches, number, skipped)
        there = {match.word for match in mine}
        mine = [match for match in longest_matches(mine) if match.word in own]
        places += mine
        names += [theme] * len(mine)
        if missing := sorted(all_words[word] for word in own - there):
            absent[theme] = missing
    start, end, word = np.array(places, dtype=np.int64).reshape(-1, 3).T
    document = np.searchsorted(text_starts, start, side="right") - 1
    terms = np.array(all_words, dtype=object)[word]
    hits = pd.DataFrame(
        {"theme": pd.Series(names, dtype=object), "term": terms, "document": document,
         "start": start - text_starts[document], "end": end - text_starts[document]}
    )  # fmt: skip
    return hits, absent


def _matches(corpus: Corpus, scanner: Scanner, text_starts: IntArray) -> list[Match]:
    """Return all matches in the texts taken end to end, except chance ones and those in names of offices."""
    latin = {i for i, word in enumerate(scanner.words) if LATIN_END.search(word)}
    matches = [
        Match(match.start + begin, match.end + begin, match.word)
        for text, begin in zip(corpus.documents["text"].fillna(""), text_starts.tolist(), strict=True)
        for match in scanner.all(text)
        if not (match.word in latin and _runs_on(text, match)) and not goes_on_as_office(text, match.end)
    ]
    chance = _by_chance(corpus, matches, text_starts)
    return [match for match, wrong in zip(matches, chance.tolist(), strict=True) if not wrong]


def _runs_on(text: str, match: Match) -> bool:
    """Return whether letters or digits of a match continue before or after it."""
    return any(RUN_ON.fullmatch(text, max(at - 1, 0), at + 1) for at in (match.start, match.end))


def _by_chance(corpus: Corpus, matches: Sequence[Match], text_starts: IntArray) -> npt.NDArray[np.bool_]:
    """Return which matches are two characters that each belong to a longer word."""
    start, end, _ = np.array(matches, dtype=np.int64).reshape(-1, 3).T
    begins = text_starts[corpus.token_documents] + corpus.token_starts
    ends = begins + corpus.token_lengths
    first = np.searchsorted(begins, start, side="right") - 1
    last = np.searchsorted(begins, end - 1, side="right") - 1
    cut = (first != last) & (begins[first] < start) & (ends[last] > end)
    return cut & (end - start <= BY_CHANCE)
