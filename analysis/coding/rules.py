"""Rules as a coder: queries with AND, OR, NOT and NEAR, one or several for each code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from ..checks import check_result
from ..errors import InputError, KindError
from ..lexicon import Query, any_width, is_word_list, occurrences, read_query, spelled_as_in
from .codebook import Codebook
from .machines import codings_of

Rules = Mapping[str, str | Sequence[str]]
"""For each code one query or several, of which one suffices."""

EXCEPT = "-"
"""Marks a word that is passed over, with all words inside it, as in themes."""


def coded_by_rules(units: pd.DataFrame, rules: Codebook | Rules, coder: str = "rules") -> pd.DataFrame:
    """Code every unit by rules: words joined by AND, OR, NOT and NEAR, as the page's search box takes them.

    Parameters
    ----------
    units : DataFrame
        As returned by `coding_units`, with `by` if shares are wanted.
    rules : Codebook, or mapping of str to one query or several
        A codebook with `rules`; a code that has none goes by its terms. Where codes exclude each other, a
        unit gets the one of whose queries it holds most places, and of equals the first. Or code to queries,
        such as the result of `themes`: codes do then not exclude each other, and a word that begins with `-`
        is passed over, with all words inside it. A unit gets a code when one of its queries is found in it.
    coder : str
        The name under which it enters `agreement`.

    Returns
    -------
    DataFrame
        As of `coded_by_terms`.

    Raises
    ------
    KindError, InputError
        When these are no units or no rules, or a query lacks something; the message names the character.

    Notes
    -----
    Queries: `优化 环境` both, `港口 | 航道` either, `港口 NOT 空港` the first where the second is not,
    `优化 NEAR/8 环境` both with at most 8 characters between them, `"a | b"` these very characters, brackets
    for parts. Words may be parts of longer ones. They are searched for as given and else as cleaned texts
    spell them (營商環境 as 营商环境).

    Examples
    --------
    >>> from analysis import coded_by_rules, coding_units, read_texts, segment
    >>> units = coding_units(segment(read_texts(["优化营商环境。保护环境。优化布局，保护环境。"])))
    >>> coded_by_rules(units, {"营商": "优化 NEAR/2 环境", "环保": "环境 NOT 营商"})["code"].tolist()
    ['营商', '环保', '环保']
    """
    check_result("coded_by_rules", units, ("unit", "doc_id", "text"), "coding_units(corpus)")
    texts = units["text"].tolist()
    held = {
        code: np.array(_counts(texts, queries, skipped), dtype=np.int64)
        for code, (queries, skipped) in _read(rules, texts).items()
    }
    return codings_of(units, held, isinstance(rules, Codebook) and rules.exclusive, coder)


def _read(rules: Codebook | Rules, texts: list[str]) -> dict[str, tuple[list[Query], list[str]]]:
    """Return for each code its queries and the words that are passed over, as the texts spell them."""
    if isinstance(rules, Codebook):
        named: dict[str, Sequence[str]] = {
            code.name: code.rules or [f'"{term}"' for term in code.terms] for code in rules.leaves
        }
    elif isinstance(rules, Mapping):
        named = {str(code): [given] if isinstance(given, str) else given for code, given in rules.items()}
    else:
        raise KindError(
            'coded_by_rules takes a codebook or a dictionary of queries, {"港口": "港口 | 航道"}; not '
            f"a {type(rules).__name__}."
        )
    read = {}
    for code, given in named.items():
        if not is_word_list(given):
            raise InputError(f"coded_by_rules: {code!r} must have a query or a list of them; not {given!r}.")
        try:
            queries = [read_query(one) for one in given if not one.startswith(EXCEPT)]
        except InputError as fault:
            raise InputError(f"coded_by_rules: code {code!r}: {fault}") from None
        skipped = [one.removeprefix(EXCEPT) for one in given if one.startswith(EXCEPT)]
        if queries:
            read[code] = (
                [query.spelled(lambda word: spelled_as_in(texts, word)) for query in queries],
                [spelled_as_in(texts, word) for word in skipped],
            )
    if not read:
        raise InputError("coded_by_rules: there is no rule.")
    return read


def _counts(texts: list[str], queries: list[Query], skipped: list[str]) -> list[int]:
    """Return how many places of some queries each text holds."""
    if skipped:
        words = re.compile("|".join(map(any_width, sorted(skipped, key=len, reverse=True))))
        # What takes its place is in no query and keeps the distances.
        texts = [words.sub(lambda match: "\ue000" * len(match[0]), text) for text in texts]
    return [sum(len(query.places(occurrences(text))) for query in queries) for text in texts]
