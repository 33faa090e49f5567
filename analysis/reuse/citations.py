"""References to other policy texts: which, whose, how, and one identity for each text cited."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from ..checks import check_kind, check_result
from ..corpus import By, SizedTexts, group_labels
from .citation_words import CitationWords, citation_words
from .document_numbers import DocumentNumber, document_numbers, full_name
from .issuers import issuer_of_code, issuer_of_title, with_place
from .titles import VERSION, Title, is_kind_alone, key_of, titles

CITATION_TYPES = {
    "doc_id": "object", "start": "int64", "end": "int64", "kind": "object", "text": "object",
    "cited": "object", "issuer": "object", "level": "object", "year": "Int64", "verb": "object",
    "repeats": "bool",
}  # fmt: skip

CITED_TYPES = {
    "group": "object", "cited": "object", "level": "object", "issuer": "object", "year": "Int64",
    "n": "int64", "n_documents": "int64", "share": "float64", "first": "Int64", "lag": "Int64",
}  # fmt: skip

CLAUSE_END = re.compile(r"[。；！？\n]")
SESSION = re.compile(r"(党的[一二三四五六七八九十]+届[一二三四五六七]中全会)(?:审议)?(?:通过)?的?$")
DAY = re.compile(r"(?:^|[^（(])(?:19|20)\d\d年\d{1,2}月\d{1,2}日[ \t　]*$")
PUBLISHED = re.compile("公布|发布|颁布")
_BARE = re.compile(r"[\s（()）]")
REACH = 30
"""Characters before a reference in which its verb is looked for, other titles left out."""


class Reference(NamedTuple):
    """One reference in one text, before those to the same text are joined."""

    start: int
    end: int
    kind: str
    name: str
    key: str
    issuer: str
    level: str
    year: int | None
    verb: str
    repeats: bool


def citations(corpus: SizedTexts) -> pd.DataFrame:
    """Return the references of texts to other policy texts.

    Found are numbers of documents (文号) with any brackets, digits and blanks; titles in 《》 that end as
    those of policy texts do; reports of party congresses; and speeches and instructions of Xi Jinping. The
    lists are in `analysis/data/citations.toml`. A number alone on its line is a text's own, no reference.

    Parameters
    ----------
    corpus : Corpus or Counted
        The texts.

    Returns
    -------
    DataFrame
        One row per reference: `doc_id, start, end` (offsets into the cleaned text), `kind` (`number`,
        `title`, `report`, `speech`), `text`, `cited` (one name for each text cited: the title, where a
        number or a short title stands for it), `issuer` and `level` (`centre`, `ministry`, `province`,
        `city`, `county`) where they are told, `year` of the text cited, `verb` before the reference or after
        it, and `repeats`, whether it only names again the text of the reference before it (a number after a
        title, a short title where it is introduced). Sorted by document and offset.

    Raises
    ------
    KindError
        When this is no corpus.

    Examples
    --------
    >>> from analysis import citations, read_texts, segment
    >>> text = ("落实《国务院关于促进渔业发展的意见》（国发〔2013〕11号，以下简称《意见》）。"
    ...         "《意见》提出目标，国发[2013]11号另有规定。")
    >>> found = citations(segment(read_texts([text], city=["青岛市"])))
    >>> found["cited"].unique().tolist(), found["repeats"].tolist()
    (['国务院关于促进渔业发展的意见'], [False, True, True, False, False])
    """
    check_kind("citations", corpus, "Corpus", "Counted")
    words = citation_words()
    found: dict[str, list[Reference]] = {}
    said: list[str] = []
    for (doc_id, text), row in zip(corpus, corpus.documents.itertuples(), strict=True):
        found[doc_id] = references(text, words, _text_of(row.city), _text_of(row.province))
        said += (text[one.start : one.end] for one in found[doc_id])
    names = _joined([one for part in found.values() for one in _numbered(part)])
    rows = [
        (doc_id, one.start, one.end, one.kind, said[at],
         names.get(one.key, one.name), one.issuer or None, one.level or None, one.year, one.verb or None,
         one.repeats)
        for at, (doc_id, one) in enumerate((doc_id, one) for doc_id, part in found.items() for one in part)
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(CITATION_TYPES)).astype(CITATION_TYPES)
    for column in ("issuer", "level", "year"):  # what one reference tells holds for all to the same text
        told = table.dropna(subset=column).groupby("cited")[column].agg(lambda values: values.mode().iloc[0])
        table[column] = table[column].fillna(table["cited"].map(told))
    return table.astype(CITATION_TYPES)


def references(text: str, words: CitationWords, city: str = "", province: str = "") -> list[Reference]:
    """Return the references in one text.

    Parameters
    ----------
    text : str
        The cleaned text.
    words : CitationWords
        The word lists.
    city, province : str
        Where the text is from: 省政府 is that of this province.
    """
    found: list[Reference] = []
    short: dict[str, Reference] = {}
    numbers = [n for n in document_numbers(text, words) if not _heads(text, n.start, n.end)]
    named = titles(text, words)
    both: list[DocumentNumber | Title] = [*numbers, *named]
    for one in sorted(both, key=lambda one: one.start):
        verb = _verb(text, one.start, one.end, words)
        last = found[-1] if found else None
        if isinstance(one, DocumentNumber):
            code, name = (full_name(said, city, province) for said in (one.code, one.name))
            issuer, level = issuer_of_code(code, words, city)
            follows = last is not None and re.fullmatch(r"[\s（(]{1,3}", text[last.end : one.start])
            if last is not None and follows and last.kind == "title":
                found.append(Reference(one.start, one.end, "number", last.name, name, issuer, level,
                                       one.year, last.verb, True))  # fmt: skip
            else:
                found.append(Reference(one.start, one.end, "number", name, name, issuer, level,
                                       one.year, verb, False))  # fmt: skip
            continue
        if one.kind == "title":
            one = one._replace(name=with_place(one.name, city, province))
        issuer, level, year = issuer_of_title(text, one.start, one.kind, one.name, words, city, province)
        if _introduced(text, one.start, words):
            full = next((r for r in reversed(found) if r.kind == "title" and r.name != one.name), None)
            if full is not None:
                short[one.name] = full
                found.append(full._replace(start=one.start, end=one.end, repeats=True))
                continue
        if one.name in short:
            full = short[one.name]
            found.append(full._replace(start=one.start, end=one.end, verb=verb, repeats=False))
            continue
        name = one.name
        if is_kind_alone(name, words):  # 《决定》 alone may be anybody's
            session = SESSION.search(text[max(one.start - 30, 0) : one.start])
            full = None if session or issuer else _only(found, name)
            if full is not None:
                found.append(full._replace(start=one.start, end=one.end, verb=verb, repeats=False))
                continue
            name = f"{session[1] if session else issuer}《{name}》" if session or issuer else name
            issuer, level = ("中共中央", "centre") if session else (issuer, level)
        found.append(Reference(one.start, one.end, one.kind, name, key_of(name), issuer, level, year,
                               verb, False))  # fmt: skip
    return found


def _only(found: list[Reference], kind: str) -> Reference | None:
    """Return the one text of that kind among those named so far, if there is only one (《意见》提出)."""
    stem = VERSION.sub("", kind)
    named = {
        one.name: one for one in found if one.kind == "title" and VERSION.sub("", one.name).endswith(stem)
    }
    return next(iter(named.values())) if len(named) == 1 else None


def cited_texts(found: pd.DataFrame, corpus: SizedTexts, by: By = "city") -> pd.DataFrame:
    """Return which texts each group cites, how often and how soon: the edges of the network of citations.

    Parameters
    ----------
    found : DataFrame
        The result of `citations`. References that only repeat the one before them are left out, as are those
        by a kind alone (《建议》) of which the text does not tell whose it is.
    corpus : Corpus or Counted
        The texts.
    by : str or sequence of str
        The groups.

    Returns
    -------
    DataFrame
        One row per group and text cited: `group, cited, level, issuer, year` (of the text cited), `n`
        references, `n_documents` of the group that cite it, their `share` of its documents, `first`, the
        year of the first of them, and `lag`, the years since the text cited; missing where a year is.
        Sorted by group, most references first.

    Raises
    ------
    KindError, ChoiceError, InputError
        When these are other objects, there is no such column, or no document has a value in it.

    Examples
    --------
    >>> from analysis import citations, cited_texts, read_texts, segment
    >>> corpus = segment(read_texts(["按照国发〔2020〕1号办理。"], city=["青岛市"], year=[2023]))
    >>> cited_texts(citations(corpus), corpus)[["group", "cited", "level", "n", "lag"]].values.tolist()
    [['青岛市', '国发〔2020〕1号', 'centre', 1, 3]]
    """
    check_result("cited_texts", found, CITATION_TYPES, "citations(corpus)")
    check_kind("cited_texts", corpus, "Corpus", "Counted")
    labels = group_labels(corpus.documents, by, "cited_texts")
    sizes = labels.value_counts()
    words = citation_words()
    alone = {name for name in found["cited"].unique() if is_kind_alone(name, words)}
    told = ~found["repeats"] & ~found["cited"].isin(alone)
    # Columns come before rows go: a frame without rows would take on those of the column.
    named = found.assign(
        group=found["doc_id"].map(labels), when=found["doc_id"].map(corpus.documents["year"])
    )
    table = named[told]
    grouped = table.dropna(subset="group").groupby(["group", "cited"], as_index=False, dropna=False)
    result = grouped.agg(
        level=("level", "first"), issuer=("issuer", "first"), year=("year", "first"), n=("start", "size"),
        n_documents=("doc_id", "nunique"), first=("when", "min"),
    )  # fmt: skip
    result["share"] = result["n_documents"] / result["group"].map(sizes).astype("float64")
    result["lag"] = result["first"].astype("Int64") - result["year"].astype("Int64")
    result = result[list(CITED_TYPES)].astype(CITED_TYPES)
    return result.sort_values(["group", "n", "cited"], ascending=[True, False, True], ignore_index=True)


def _numbered(part: list[Reference]) -> list[tuple[str, str]]:
    """Return pairs of a number and the title it follows."""
    return [
        (one.key, before.name)
        for before, one in pairwise(part)
        if one.kind == "number" and one.repeats and before.kind == "title"
    ]


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Return the title that each number, and each other title of that number, stands for."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for number, name in pairs:
        said[number][name] += 1
    names: dict[str, str] = {}
    for number, counted in said.items():
        best = min(counted, key=lambda name: (-counted[name], -len(name), name))
        names[number] = best
        for name in counted:
            names.setdefault(key_of(name), best)
    return names


def _heads(text: str, start: int, end: int) -> bool:
    """Return whether a number is that of the text it stands in, as at its head.

    There it stands alone on its line, or after the date on which it made the text public.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    line = text[begin : stop if stop >= 0 else len(text)]
    if len(_BARE.sub("", line)) <= len(_BARE.sub("", text[start:end])):
        return True
    return bool(PUBLISHED.match(text, end) and DAY.search(text, max(start - 20, 0), start))


def _introduced(text: str, start: int, words: CitationWords) -> bool:
    before = text[max(start - 8, 0) : start].rstrip(" ：:“")
    return before.endswith(words.short) or before.removesuffix("为").endswith(words.short)


def _verb(text: str, start: int, end: int, words: CitationWords) -> str:
    """Return the verb of a reference: a phrase right after it, or else the last one before it."""
    stop = CLAUSE_END.search(text, end)
    after = text[end : min(stop.start() if stop else len(text), end + 40)]
    for phrase in words.verbs_after:
        if phrase in after and "，" not in after[: after.index(phrase)].rstrip("，"):
            return "废止" if "废止" in phrase else phrase
    begin = max(
        (m.end() for m in CLAUSE_END.finditer(text, max(start - 300, 0), start)), default=max(start - 300, 0)
    )
    before = re.sub(r"《[^》]*》(?:[（(][^）)]*[）)])?", "", text[begin:start])[-REACH:]
    best, at = "", -1
    for verb in words.verbs:
        place = before.rfind(verb)
        if place >= 0 and (place + len(verb), len(verb)) > (at, len(best)):
            best, at = verb, place + len(verb)
    return best


def _text_of(value: object) -> str:
    return value if isinstance(value, str) else ""
