"""The gate: checks of the texts that a reader must know of before interpreting any result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import By, SizedTexts, count_han, joined_names, joint_labels, titled
from ..lexicon import grouping_name, messages
from .attribution import ENOUGH, unnamed
from .claim import LIMITS
from .copies import Fault, copied_within, shared_between
from .genres import genres_of_groups
from .kinds import MARKS, unlike_most
from .overlaps import clauses, length_of
from .spans import far_apart

GATE_COLUMNS = ("kind", "doc_id", "group", "n", "other")
"""Columns of the result of `gate`."""

FEW_MARKS = 0.01
"""With fewer marks per Han character a text has lost its punctuation; prose has one in eight to twelve."""

KNOWN = 0.35
"""Share of a text's clauses found in the reference from which it counts as the reference: 0.07 at most of 103
reports of cities and provinces, 0.24 of a national report in 51 others, 0.48 of one with a wrong character in
twenty."""

MOSTLY = 0.5
"""Share of texts without a group from which they count as most."""

DOUBTED = ("misattributed", "reference", "language", "national", "provincial", "law", "other_form", "again")
"""Faults of a text that leave nothing to be said of it: it is not what it claims to be, unlike most, or one
more copy of a text, which tests would take for another document."""

SHOWN = 3
"""Groups of one genre that are named."""

CANDIDATES = ("city", "province", "district", "year", "publisher")
"""Groupings suggested as alternatives."""


def gate(
    documents: pd.DataFrame,
    by: By = "city",
    duplicates: pd.DataFrame | None = None,
    reference: pd.DataFrame | None = None,
    whole: SizedTexts | None = None,
    asked: By | None = None,
) -> pd.DataFrame:
    """Return the faults that would make comparisons misleading.

    Parameters
    ----------
    documents : DataFrame
        Cleaned documents.
    by : str or sequence of str
        The grouping.
    duplicates : DataFrame, optional
        The result of `duplicate_groups`.
    reference : DataFrame, optional
        Cleaned documents of the reference.
    whole : Corpus or Counted, optional
        What is compared: groups are `small` by it, and `excluded` is about all texts of a folder of counts.
    asked : str or sequence of str, optional
        The grouping asked for, if `by` was taken in its stead (`usable_grouping`).

    Returns
    -------
    DataFrame
        `kind, doc_id, group, n, other`, one row per fault:

        - `misattributed`: a text of `n` Han characters in which neither the place it is attributed to is
          ever named nor any of its divisions (by a short name three times): 2,000 characters or more, or 300
          or more and naming another city three times (twice by its full name); or one of 2,000 or more that
          names another city (province) ten times or more, and its own place with its divisions less than a
          third as often; `other` is that place;
        - `reference`: at least a third of its clauses occur in the reference; `n` is that share in per cent;
        - `copy`: a near duplicate of a text of another group, `other` is that text;
        - `again`: a near duplicate of `other`, an earlier text of the same group (those that are the same
          but for blanks are counted once anyway);
        - `overlap`: `n` per cent of its clauses stand word for word in `other`, a text of another group, or
          it is a law nearly the same as `other`: laws follow each other;
        - `twin`: a near duplicate of `other` where one of the two has no group, or one of whose clauses `n`
          per cent (40 or more) stand word for word in it;
        - `regrouped`: none of the texts (`other`: how many) has a group as asked for; `n` have one in the
          grouping taken instead; `regrouped_few`: few have one (`group`: how many), `regrouped_one`: all that
          have one have the same (`group`);
        - `alone`: all `n` texts are of one group, but differ in `other`, such as `year (15)`;
        - `excluded`: `n` texts, half or more of all, have no group; `other` is the grouping
          that most texts have, such as `province (15)`;
        - `unpunctuated`: a text without punctuation, in which sentences and slogans cannot be identified;
        - `language`, `law`, `national`, `provincial`, `other_form`, `sparse`, `unlisted`, `unbroken`: a
          text unlike most, see `kinds.unlike_most`, unless it is the reference, which is national;
        - `genres`: nearly all texts of `n` groups (`group`, the first three) are of the genre `other`, those
          of others are of another (`genres.genre_of`); texts that are doubted anyway are not asked;
        - `years`: the years (`other`) of the group whose last text is `n` years before the first of another,
          and of that other, where these are five or more;
        - `districts`: of the texts of a city `n` of `other`, half or more, are of its districts or counties,
          while those of another city mostly are its own;
        - `small`: a group with `n` Han characters, too few for any claim about slogans.

    Examples
    --------
    >>> from analysis import gate, read_texts
    >>> gate(read_texts(["青岛市港口扩建。", "青岛市港口扩建。"], city="青岛市"))["kind"].tolist()
    ['small']
    """
    check_kind("gate", documents, "documents")
    rows: list[Fault] = []
    labels = joint_labels(documents, by, "gate")
    n_han = documents["text"].fillna("").map(count_han)
    sizes = n_han.groupby(labels).sum()
    if whole is not None:
        sizes = whole.n_han.groupby(joint_labels(whole.documents, by, "gate")).sum()
    if whole is not None and whole.documents.index.isin(documents.index).all():
        whole = None
    every = labels if whole is None else joint_labels(whole.documents, by, "gate")
    unknown = int(every.isna().sum())
    if asked is not None and joined_names("gate", asked) != joined_names("gate", by):
        rows.append(_regrouped(documents if whole is None else whole.documents, asked, len(every) - unknown))
    better = _better(documents if whole is None else whole.documents, by)
    named = every.dropna().unique()
    if unknown and unknown >= MOSTLY * len(every):
        rows.append(("excluded", None, None, unknown, better))
    elif len(named) == 1 and better:
        rows.append(("alone", None, str(named[0]), len(every) - unknown, better))
    long = documents[n_han >= ENOUGH]
    for doc_id, place, other in unnamed(long):
        rows.append(("misattributed", doc_id, place, int(n_han[doc_id]), other))
    if reference is not None:
        wording = {clause for text in reference["text"].dropna() for clause in clauses(text)}
        for doc_id, text in long["text"].items():
            own = clauses(text)
            share = length_of(own & wording) / max(length_of(own), 1)
            if share >= KNOWN:
                rows.append(("reference", str(doc_id), labels.get(doc_id), round(100 * share), None))
    rows += copied_within(documents["text"], labels, duplicates)
    rows += shared_between(
        long["text"], labels, duplicates, {row[1] for row in rows if row[0] == "reference"}
    )
    for doc_id, text in long["text"].items():
        if len(MARKS.findall(text)) < FEW_MARKS * n_han[doc_id]:
            rows.append(("unpunctuated", str(doc_id), labels.get(doc_id), int(n_han[doc_id]), None))
    bare = {row[1] for row in rows if row[0] == "unpunctuated"}
    rows += [
        (kind, doc_id, labels.get(doc_id), int(n_han[doc_id]), None)
        for kind, doc_id in unlike_most(documents["text"].fillna(""), n_han)
        if not (kind in ("sparse", "unlisted") and doc_id in bare)
    ]
    known = {row[1] for row in rows if row[0] == "reference"}
    rows = [row for row in rows if not (row[0] == "national" and row[1] in known)]
    left_out = list({row[1] for row in rows if row[0] in DOUBTED})
    genres = genres_of_groups(documents, labels.drop(left_out))
    for genre, mine in genres.groupby(genres, sort=True):
        rows.append(("genres", None, "、".join(mine.index[:SHOWN]), len(mine), str(genre)))
    spans = None if "year" in joined_names("gate", by) else far_apart(documents, labels.drop(left_out))
    if spans is not None:
        apart = spans[1].first - spans[0].last
        rows += [("years", None, span.group, apart, str(span)) for span in spans]
    if joined_names("gate", by) == "city" and "district" in documents:
        rows += _of_districts(documents["district"], labels.drop(left_out))
    limit = LIMITS["slogan"][0]
    rows += [("small", None, str(group), int(n), None) for group, n in sizes[sizes < limit].items()]
    return pd.DataFrame(rows, columns=list(GATE_COLUMNS)).astype({"n": "int64"})


def doubted(gated: pd.DataFrame) -> frozenset[str]:
    """Return the `doc_id` of the texts that no finding counts: not what they claim to be, or unlike most.

    Parameters
    ----------
    gated : DataFrame
        The result of `gate`.

    Examples
    --------
    >>> from analysis import doubted, gate, read_texts
    >>> doubted(gate(read_texts(["青岛市港口扩建。", "青岛市港口扩建。"], city="青岛市")))
    frozenset()
    """
    check_result("doubted", gated, ("kind", "doc_id"), "gate(documents)")
    return frozenset(gated.loc[gated["kind"].isin(DOUBTED), "doc_id"])


def gate_sentences(
    found: pd.DataFrame, by: str, lang: str, titles: Mapping[str, str] | None = None
) -> list[str]:
    """Return the faults as sentences, one for each kind, with the remedy.

    Parameters
    ----------
    found : DataFrame
        The result of `gate`.
    by : str
        The grouping.
    lang : {"zh", "en"}
        Language of the sentences.
    titles : mapping of str to str, optional
        Titles that documents are named by as well, by `doc_id` (`row_titles`).
    """
    catalogue = messages(lang)
    say, mark = catalogue["gate"], "、" if lang == "zh" else ", "
    name = partial(titled, titles=titles or {}, lang=lang)
    told = []
    for kind, part in found.groupby("kind", sort=False):
        subjects = [_subject(row, say, name) for row in part.to_dict("records")]
        between = ("；" if lang == "zh" else "; ") if kind == "genres" else mark
        named = between.join(subjects[:6]) + (
            say["more"].format(n=len(subjects) - 6) if len(subjects) > 6 else ""
        )
        first = part.iloc[0]
        limit = f"{LIMITS['slogan'][0]:,}"
        other = first["other"] if pd.notna(first["other"]) else say["nothing"]
        some = str(kind).startswith("regrouped") and str(first["n"]) != other
        named_by = grouping_name(by, lang)
        of_all = say["regrouped_some"].format(n=first["n"], by=named_by) if some else ""
        told.append(
            say[str(kind)].format(
                names=named, n=int(first["n"]), n_all=len(part), other=other,
                by=named_by, limit=limit, of_all=of_all, group=first["group"],
            )
        )  # fmt: skip
    return told


def _subject(row: Mapping[Any, Any], say: Mapping[str, str], name: Callable[[Any], str]) -> str:
    one = name(row["doc_id"]) if pd.notna(row["doc_id"]) else row["group"] if pd.notna(row["group"]) else ""
    if row["kind"] in ("copy", "again", "overlap", "twin"):
        key = "pair" if row["kind"] in ("copy", "again") else "share"
        return say[key].format(one=one, other=name(row["other"]), n=row["n"])
    if row["kind"] == "genres":
        key = "genre" if row["n"] <= SHOWN else "genre_of_many"
        return say[key].format(genre=say[f"genre_{row['other']}"], groups=one, n=row["n"])
    if row["kind"] == "years":
        return say["dated"].format(one=one, years=row["other"])
    if row["kind"] == "misattributed":
        key = "attributed" if pd.isna(row["other"]) else "attributed_names"
        return say[key].format(one=one, place=row["group"], other=row["other"])
    if row["kind"] == "districts":
        return say["of_districts"].format(one=one, n=row["n"], n_all=row["other"])
    return say["sized"].format(one=one, n=f"{row['n']:,}") if row["kind"] == "small" else str(one)


def _of_districts(districts: pd.Series, labels: pd.Series) -> list[Fault]:
    """Return the cities most of whose texts are of their districts, where those of others are not."""
    known = districts.reindex(labels.index).notna().groupby(labels).agg(["sum", "size"])
    mostly = 2 * known["sum"] >= known["size"]
    if mostly.all():
        return []
    return [
        ("districts", None, str(city), int(n), str(n_all))
        for city, n, n_all in known[mostly].itertuples(name=None)
    ]


def _regrouped(documents: pd.DataFrame, asked: By, n: int) -> tuple[str, None, str | None, int, str]:
    """Return why another grouping was taken than the one asked for."""
    known = joint_labels(documents, asked, "gate").dropna()
    n_all = str(len(documents))
    if known.empty:
        return "regrouped", None, None, n, n_all
    if (known == known.iloc[0]).all():
        return "regrouped_one", None, str(known.iloc[0]), n, n_all
    return "regrouped_few", None, str(len(known)), n, n_all


def _better(documents: pd.DataFrame, by: By) -> str | None:
    n_of = {name: int(documents[name].notna().sum()) for name in CANDIDATES if name in documents}
    n_of = {name: n for name, n in n_of.items() if name != by and len(documents[name].dropna().unique()) > 1}
    best = max(n_of, key=lambda name: n_of[name], default=None)
    return f"--by {best} ({n_of[best]})" if best and n_of[best] else None
