"""The class `Claim`, and how claims are ranked and worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from ..lexicon import group_name, grouping_name, messages

ALPHA = 0.05
"""Probability of any false tested claim of one kind when groups do not differ."""

MOST = 8
"""Maximum number of claims reported."""

MOST_OF_A_KIND = 2

LEAST_BOUND = 0.3
"""Smallest `bound` of an untested claim: a difference of less than a fifth is not worth a sentence."""

LIMITS: Mapping[str, tuple[int, str]] = {
    "term": (1_000, "words"),
    "theme": (1_000, "words"),
    "slogan": (2_000, "han"),
    "numeric": (2_000, "han"),
    "formula": (2_000, "han"),
    "inherited": (10, "slogans"),
    "topic": (1_000, "words"),
    "distance": (2_000, "words"),
}
"""Minimum amount of text in a group for a claim of each kind."""


PARTS = ("rest", "total", "sum", "rest_none", "rest_within", "rest_all")
"""Parts of sentences about the other groups; their keys have `_one` after them where there is only one."""


WITHIN_QUOTES = str.maketrans("“”‘’", "‘’“”")
"""Quotation marks inside a quotation are of the other kind."""


@dataclass(frozen=True)
class Claim:
    """One statement that the results support.

    Attributes
    ----------
    kind : str
        What it is about: `term`, `avoided`, `theme`, `topic`, `slogan`, `numeric`, `inherited`, `trend`,
        `spread`, ...; with `direction` it names the sentence in the catalogue.
    section : str
        The section of the report that gives the numbers.
    group : str
        The group it is about, if any.
    direction : {"more", "less", ""}
        Which way the group differs.
    bound : float
        How surprising it is: the bound of the difference's interval nearer to no difference, in log2 units.
    p : float
        Adjusted over all possible claims of the kind; NaN where nothing could be tested.
    facts : mapping
        Values inserted in the sentence; numbers are unrounded until the sentence is worded.
    evidence : tuple of str
        What opens the sentences it rests on: a kind (`term`, `theme`, `slogan`, `topic`) and its value.
    example : mapping
        One typical sentence: `text, doc_id, source, line`; empty where there is none.
    """

    kind: str
    section: str
    group: str = ""
    direction: str = ""
    bound: float = 0.0
    p: float = np.nan
    facts: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def tested(self) -> bool:
        """Whether the claim holds beyond these texts."""
        return bool(self.p <= ALPHA)


def chosen(claims: Iterable[Claim], most: int = MOST) -> list[Claim]:
    """Return the claims to report: tested claims first, the most surprising of each kind before the second.

    Parameters
    ----------
    claims : iterable of Claim
        All claims that could be made.
    most : int
        Maximum number of claims.

    Returns
    -------
    list of Claim
        Untested differences of less than a fifth are left out. At most two of a kind, no group (or
        direction, where no group is named) twice within a kind, and no term, theme, topic or formula
        twice: where one group has more of it, the others have less.
    """
    turns: dict[str, int] = {}
    seen: set[tuple[str, ...]] = set()
    ranked = []
    worth = [claim for claim in claims if claim.tested or claim.bound >= LEAST_BOUND]
    for claim in sorted(worth, key=_rank):
        told = {(claim.kind, claim.group or claim.direction), _subject(claim)}
        if "leading" in claim.facts:  # a theme that is but one term there
            told.add(("", "term", claim.facts["leading"]))
        if told & seen or turns.get(claim.kind, 0) >= MOST_OF_A_KIND:
            continue
        seen |= told
        turns[claim.kind] = turns.get(claim.kind, 0) + 1
        ranked.append((turns[claim.kind], claim))
    first = sorted(ranked, key=lambda entry: (entry[0], _rank(entry[1])))[:most]
    return sorted((claim for _, claim in first), key=_rank)


def _subject(claim: Claim) -> tuple[str, ...]:
    """Return what a claim is about; a rate of all slogans may be told of two groups among several."""
    of_all = claim.kind in ("slogan", "numeric", "inherited") and claim.facts.get("others", 0) > 1
    return (claim.kind, claim.group, "") if of_all or not claim.evidence else ("", *claim.evidence[:2])


def _rank(claim: Claim) -> tuple[bool, float, str, str, str]:
    return (not claim.tested, -claim.bound, claim.kind, claim.group, str(sorted(claim.facts.items())))


def told(claim: Claim, by: str, lang: str) -> str:
    """Return a claim as a sentence, hedged unless it is tested.

    Parameters
    ----------
    claim : Claim
        The claim to word.
    by : str
        The grouping.
    lang : {"zh", "en"}
        Language of the sentence.
    """
    catalogue = messages(lang)
    say = catalogue["claims"]
    named = partial(group_name, by=by, lang=lang)
    beside = max((abs(float(claim.facts.get(rate, 0))) for rate in ("rate", "rate_other")), default=0.0)
    values = {key: _shown(value, beside) for key, value in claim.facts.items()}
    for key in ("other", "only", "first", "first_sure"):
        if key in claim.facts:
            values[key] = named(claim.facts[key])
    for n in ("n", "n_other", "n_written"):
        values[f"{n}_times"] = _times(claim.facts.get(n), say)
    for rate in ("rate", "rate_other"):
        ends = claim.facts.get(rate + "_low", np.nan), claim.facts.get(rate + "_high", np.nan)
        shown = say["interval"].format(low=_shown(ends[0], ends[1]), high=_shown(ends[1]))
        values[rate.replace("rate", "interval")] = "" if np.isnan(ends).any() else shown
    if "name" in values:
        values["name"] = values["name"].translate(WITHIN_QUOTES)
    values |= {"group": named(claim.group), "by": grouping_name(by, lang),
               "groups_by": catalogue["by_plural"].get(by, catalogue["by_plural"]["other"])}  # fmt: skip
    values.setdefault("only", say["other_one"].format(by=values["by"]))
    alone = "_one" if claim.facts.get("others") == 1 else ""
    all_of_them = "both_" if claim.facts.get("documents") == 2 else "all_"
    everywhere = all_of_them if claim.facts.get("n_documents") == claim.facts.get("documents") else ""
    values["in_documents"] = say[f"in_{everywhere}documents"]
    # Where each of the others has one document, the number of groups says it.
    several = claim.facts.get("documents_other", 0) > max(claim.facts.get("others", 1), 1)
    values["of_others"] = say["of_others"] if several else ""
    values |= {part: say[part + alone] for part in PARTS}
    for part in ("in_documents", "of_others", *PARTS):
        values[part] = values[part].format(**{"others": "", "documents": "", "n_documents": ""} | values)
    key = "_".join(part for part in (claim.kind, claim.direction) if part)
    sentence: str = say[key].format(**values)
    if "first_sure" in claim.facts:
        sentence += say[f"turns_{claim.direction}"].format(**values)
    if "leading" in claim.facts:
        whole = "_all" if claim.facts["n_leading"] == claim.facts["n"] else ""
        sentence += say[f"theme_leading{whole}"].format(**values)
    if claim.tested:
        return sentence
    if say[key][0].isalpha():
        sentence = sentence[0].lower() + sentence[1:]
    return say["these_texts"].format(sentence=sentence)


def _times(n: Any, say: Mapping[str, str]) -> str:
    key = {1: "once", 2: "twice"}.get(n, "times")
    return "" if n is None else say[key].format(n=_shown(n))


def _shown(value: Any, beside: float = 0.0) -> str:
    """Return a number with as many decimals as its size, or that of the number beside it, calls for."""
    if isinstance(value, float | np.floating):
        size = abs(float(value))
        whole = size >= 20 or not size or (size >= 9.5 and abs(beside) >= 20)
        tenths = size >= 0.95 or (size >= 0.095 and abs(beside) >= 0.95)
        return f"{value:z,.0f}" if whole else f"{value:z.1f}" if tenths else f"{value:z.2f}"
    return f"{value:,}" if isinstance(value, int | np.integer) else str(value)
