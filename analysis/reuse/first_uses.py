"""When each group first used a formula, a theme or a term, and what is not known about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from ..checks import check_choice, check_kind, check_result
from ..corpus import By, Corpus, SizedTexts, TextsOf, group_labels, year_of_cell
from ..errors import ChoiceError, InputError, KindError, warn
from ..lexicon import any_width, is_query, read_query, spelled_as_in
from ..remedies import shown

FIRST_TYPES = {
    "item": "object", "group": "object", "n": "int64", "n_documents": "int64", "observed_from": "int64",
    "observed_to": "int64", "first": "Int64", "last_without": "Int64", "left_censored": "bool",
    "right_censored": "bool", "has_reference": "bool",
    "reference_first": "Int64", "lag": "Int64", "adopter": "object",
}  # fmt: skip


def first_uses(
    corpus: Corpus | SizedTexts,
    uses: pd.DataFrame | str | Sequence[str],
    by: By = "city",
    time: str = "year",
    item: str = "variant",
    reference: Corpus | SizedTexts | None = None,
    reference_uses: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return for each formula and group when the group used it first, and how that is censored.

    A group is observed in the years of its documents. Where it uses a formula in its first year already, it
    may have begun before (left-censored); where it has not used it by its last, it may do so yet
    (right-censored). Between two years observed the first use may be as early as the year after
    `last_without`.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts; in a folder of counts without them, only the uses of a table are known.
    uses : DataFrame, str or sequence of str
        A table with `doc_id` and the column `item`: the result of `find_slogans`, or of `theme_hits` (with
        `item="theme"`). Or terms, spelled as the texts spell them (`營商環境` as 营商环境), or rules such as
        `港口 | 航道` (docs/coding.md).
    by : str or sequence of str
        The groups.
    time : str
        The column with the year of each document: numbers, dates, or texts that begin with it (`2018年`);
        documents without one are left out.
    item : str
        What is adopted: `variant`, `family`, `template` (the numeric layer: keep `kind == "numeric"`),
        `theme`, or any column of the table. Not used with terms.
    reference : Corpus or Counted, optional
        Texts, such as national reports, whose first use lags are counted from.
    reference_uses : DataFrame, optional
        The uses in the reference, where `uses` is a table.

    Returns
    -------
    DataFrame
        One row per item and group: `item, group, n` (uses), `n_documents` (with a use), `observed_from,
        observed_to` (first and last year of the group), `first` (year of the first use), `last_without` (last
        year observed before it), `left_censored, right_censored, has_reference` (whether one was given),
        `reference_first` (year of the first use in it), `lag` (years from there to the group's first use;
        negative where the group was earlier; missing where the first use is
        censored), `adopter` (`early` or `late`, before or after the
        median year of the adopters of that item, `middle` in it, `unknown` where left-censored, `none`).
        Sorted by item, then by year of first use.

    Raises
    ------
    KindError, ChoiceError, InputError
        When these are other objects, a column does not exist, or no document has a year and a group.

    Examples
    --------
    >>> from analysis import first_uses, read_texts, segment
    >>> texts = ["修路。", "修路，推行河长制。", "推行河长制。", "修路。"]
    >>> corpus = segment(read_texts(texts, city=["青岛市", "青岛市", "遵义市", "兰州市"],
    ...                             year=[2016, 2018, 2018, 2018]))
    >>> table = first_uses(corpus, ["河长制"])
    >>> table[["group", "first", "left_censored", "right_censored"]].values.tolist()
    [['遵义市', 2018, True, False], ['青岛市', 2018, False, False], ['兰州市', <NA>, False, True]]
    """
    check_kind("first_uses", corpus, "Corpus", "Counted")
    counted = counted_uses(corpus, uses, item, "first_uses")
    years = years_of_documents(corpus, time)
    labels = group_labels(corpus.documents, by, "first_uses")
    known = pd.DataFrame({"group": labels, "year": years}).dropna()
    if known.empty:
        raise InputError(f"No document has both a group and a `{time}`: adoption needs years.")
    span = known.groupby("group")["year"].agg(["min", "max"])
    used = counted.merge(known, left_on="doc_id", right_index=True)
    starts = _reference_starts(reference, uses, reference_uses, item, time)
    years_of = known.groupby("group")["year"].agg(lambda values: sorted(set(values)))
    rows = []
    for name in sorted(set(counted["item"])):
        mine = used[used["item"] == name].groupby("group").agg(
            n=("n", "sum"), n_documents=("doc_id", "nunique"), first=("year", "min")
        )  # fmt: skip
        for group in span.index:
            first = int(mine.loc[group, "first"]) if group in mine.index else None
            before = [int(year) for year in years_of[group] if first is None or year < first]
            left = first is not None and not before
            start = starts.get(name)
            lag = None if first is None or left or start is None else first - start
            n, n_documents = mine.loc[group, ["n", "n_documents"]] if first is not None else (0, 0)
            rows.append((name, group, n, n_documents, *span.loc[group], first,
                         before[-1] if before else None, left, first is None, reference is not None,
                         start, lag))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(FIRST_TYPES)[:-1])
    table["adopter"] = _adopters(table)
    table = table[list(FIRST_TYPES)].astype(FIRST_TYPES)
    return table.sort_values(["item", "first", "group"], ignore_index=True, na_position="last", kind="stable")


def _adopters(table: pd.DataFrame) -> pd.Series[str]:
    """Return whether each group is an early or a late adopter."""
    first = table["first"].astype("Float64").astype(float)
    known = first.where(~table["left_censored"].astype(bool))
    median = known.groupby(table["item"]).transform("median")
    return pd.Series(
        np.select(
            [first.isna(), known.isna() | median.isna(), known < median, known > median],
            ["none", "unknown", "early", "late"], "middle",
        ), index=table.index, dtype=object,
    )  # fmt: skip


def counted_uses(
    corpus: Corpus | SizedTexts, uses: pd.DataFrame | str | Sequence[str], item: str, function: str
) -> pd.DataFrame:
    """Return `doc_id, item, n` from a table of uses or from terms."""
    if isinstance(uses, pd.DataFrame):
        check_result(
            function, uses, ("doc_id",), "find_slogans(corpus)", f"{function}(corpus, find_slogans(corpus))"
        )
        check_choice(function, "item", item, [name for name in uses if name != "doc_id"])
        rows = uses[["doc_id", item]].rename(columns={item: "item"}).dropna()
        rows = rows[rows["item"] != ""]
        return rows.groupby(["doc_id", "item"], sort=False).size().rename("n").reset_index()
    if not isinstance(uses, Iterable):
        raise KindError(
            f'{function} takes a table of uses or terms, not {shown(uses)}: {function}(corpus, "港口").'
        )
    terms = [uses] if isinstance(uses, str) else list(uses)
    if not terms or not all(isinstance(term, str) and term.strip() for term in terms):
        raise InputError(f"{function} takes a table of uses, or terms that are not empty.")
    terms = list(dict.fromkeys(terms))
    finders = {term: _counter(TextsOf(corpus), term) for term in terms}
    rows = [(doc_id, term, n) for doc_id, text in corpus for term in terms if (n := finders[term](text))]
    table = pd.DataFrame(rows, columns=["doc_id", "item", "n"])
    missing = [(None, term, 0) for term in terms if term not in set(table["item"])]
    return pd.concat([table, pd.DataFrame(missing, columns=table.columns)]) if missing else table


def _counter(texts: Iterable[str], term: str) -> Callable[[str], int]:
    """Return what counts a term, or what fits a rule, in a text."""
    if is_query(term):
        rule = read_query(term).spelled(lambda word: spelled_as_in(texts, word))
        return lambda text: len(rule.places(lambda word: [m.span() for m in _pattern(word).finditer(text)]))
    spelled = _pattern(spelled_as_in(texts, term))
    return lambda text: len(spelled.findall(text))


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word; one in Latin letters or digits is no part of a longer one (AI of AIDS)."""
    begins, ends = (f"{look}[A-Za-z0-9])" if re.match("[A-Za-z0-9]", at) else ""
                    for look, at in (("(?<!", word[:1]), ("(?!", word[-1:])))  # fmt: skip
    return re.compile(begins + any_width(word) + ends)


def years_of_documents(corpus: SizedTexts, time: str) -> pd.Series[int]:
    """Return the year of each document, missing where there is none, which is told."""
    if not isinstance(time, str) or time not in corpus.documents:
        raise ChoiceError(
            f"The `time` parameter of `first_uses` must be a column of the documents; not {shown(time)}."
        )
    told = corpus.documents[time]
    years = pd.Series([year_of_cell(value) for value in told], index=told.index, dtype="Int64")
    lost = told.index[(years.isna() & told.notna()).to_numpy()]
    if len(lost):
        named = ", ".join(map(str, lost[:3])) + (" ..." if len(lost) > 3 else "")
        warn(f"first_uses: no year in `{time}` of {named} ({told[lost[0]]!r}): left out.")
    return years


def _reference_starts(
    reference: Corpus | SizedTexts | None,
    uses: pd.DataFrame | str | Sequence[str],
    reference_uses: pd.DataFrame | None,
    item: str,
    time: str,
) -> dict[str, int]:
    if reference is None:
        return {}
    check_kind("first_uses", reference, "Corpus", "Counted")
    if isinstance(uses, pd.DataFrame) and reference_uses is None:
        raise InputError("first_uses needs `reference_uses`, the uses in the reference, such as "
                         "find_slogans(reference).")  # fmt: skip
    counted = counted_uses(reference, uses if reference_uses is None else reference_uses, item, "first_uses")
    when = counted.merge(
        years_of_documents(reference, time).rename("year"), left_on="doc_id", right_index=True
    )
    return {str(name): int(year) for name, year in when.dropna().groupby("item")["year"].min().items()}
