"""Assigns runs to slogan families: listed in the file, grown from shared limbs, or named by construction."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from ..lexicon import Family
from .finder.kinds import common_closing, common_opening, linker_of
from .finder.runs import Run, variant_key

MIN_HITS = 3
"""Minimum hits of a family that is not in the file; rarer runs are grouped by kind."""

MAX_LIMBS = 8


def with_families(runs: Sequence[Run], families: Sequence[Family]) -> list[Run]:
    """Return the runs with their families, see `family_names`."""
    names = family_names(runs, families)
    return [replace(run, family=name) for run, name in zip(runs, names, strict=True)]


def family_names(
    runs: Sequence[Run], families: Sequence[Family], counts: Sequence[int] | None = None
) -> list[str]:
    """Return the family of each run.

    A run belongs to the first family of the file that all its limbs fit; failing that, to a family of runs
    with which it shares limbs; failing that, to its construction (新X, X量, X在Y); otherwise its
    family is its kind. A numeric formula is a family of its own. Families that are not in the file have at
    least three hits.

    Parameters
    ----------
    runs : sequence of Run
        All runs of a corpus.
    families : sequence of Family
        The named families; the first that fits is used.
    counts : sequence of int, optional
        How often each run occurs in the corpus; once by default.
    """
    counts = [1] * len(runs) if counts is None else counts
    names = ["" if run.kind == "numeric" else named_family(run, families) for run in runs]
    for step in (_formulas, grown_families, _constructions):
        nameless = [at for at, name in enumerate(names) if not name]
        found = _frequent(step, [runs[at] for at in nameless], [counts[at] for at in nameless])
        for at, name in zip(nameless, found, strict=True):
            names[at] = name
    return [name or run.kind for run, name in zip(runs, names, strict=True)]


Step = Callable[[Sequence[Run], Sequence[int]], list[str]]


def _frequent(step: Step, runs: Sequence[Run], counts: Sequence[int]) -> list[str]:
    names = step(runs, counts)
    hits: Counter[str] = Counter()
    for name, n in zip(names, counts, strict=True):
        hits[name] += n
    return [name if hits[name] >= MIN_HITS else "" for name in names]


def _formulas(runs: Sequence[Run], counts: Sequence[int]) -> list[str]:
    return [run.template if run.kind == "numeric" else "" for run in runs]


def _constructions(runs: Sequence[Run], counts: Sequence[int]) -> list[str]:
    return ["" if run.kind == "numeric" else construction([part.plain for part in run.limbs]) for run in runs]


def named_family(run: Run, families: Sequence[Family]) -> str:
    """Return the name of the first family of the file that all limbs of a run belong to, or ''."""
    limbs = [member.plain for member in run.limbs]
    if run.family or not limbs:
        return run.family
    for family in families:
        if family.words:
            if not limbs[0].endswith(family.words):
                continue
            nouns = [max((w for w in family.words if x.endswith(w)), key=len, default="") for x in limbs]
            if all(nouns) and len(set(nouns) & set(family.anchors)) >= 2:
                return family.name
        elif all(map(_fullmatch(family.pattern), limbs)):
            return family.name
    return ""


@cache
def _fullmatch(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Return what matches a pattern: to look for it among those compiled takes longer than to match."""
    return re.compile(pattern).fullmatch


def grown_families(runs: Sequence[Run], counts: Sequence[int] | None = None) -> list[str]:
    """Return the family of each run, based on the limbs it shares with a more frequent run.

    The most frequent variant leads a family. A variant joins the first leader with which it shares two limbs
    and half of the shorter one's limbs; otherwise it leads a family of its own. The order of limbs is
    ignored. A family is named after its leader, in its most frequent order.

    Parameters
    ----------
    runs : sequence of Run
        Runs without a named family.
    counts : sequence of int, optional
        How often each occurs in the corpus; once by default.

    Returns
    -------
    list of str
        One name per run; empty for runs without limbs.
    """
    keys = [variant_key(run.limbs) if run.kind != "numeric" else "" for run in runs]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for run, key, n in zip(runs, keys, counts or [1] * len(runs), strict=True):
        spellings[key][spelled(run)] += n
    spellings.pop("", None)
    names = led_names(spellings)
    return [names[key] if key else "" for key in keys]


def spelled(run: Run) -> str:
    """Return the limbs of a run in their order, joined by `、`."""
    return "、".join(member.plain for member in run.limbs)


def led_names(spellings: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return the name of the family of each variant.

    Parameters
    ----------
    spellings : mapping of str to Counter
        For the `variant_key` of each variant, how often the limbs occur in which order.
    """
    leader: dict[str, str] = {}
    led_by_pair: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(spellings, key=lambda key: (-spellings[key].total(), key)):
        words = key.split("/")
        pairs = list(combinations(words[:MAX_LIMBS], 2))
        near = dict.fromkeys(other for pair in pairs for other in led_by_pair.get(pair, ()))
        leader[key] = next((other for other in near if _belong(words, other.split("/"))), key)
        if leader[key] == key:
            for pair in pairs:
                led_by_pair[pair].append(key)
    names = {key: min(table, key=lambda text: (-table[text], text)) for key, table in spellings.items()}
    return {key: names[leader[key]] for key in spellings}


def _belong(words: Sequence[str], others: Sequence[str]) -> bool:
    return 2 * len(set(words) & set(others)) >= min(len(words), len(others))


def construction(limbs: Sequence[str]) -> str:
    """Return the construction that the limbs share, with X and Y for the rest, or ''.

    Parameters
    ----------
    limbs : sequence of str
        Han characters of each limb.

    Returns
    -------
    str
        `打X牌`, `新X`, `X意识`, `X在Y`; empty when they share no opening, closing or linker.
    """
    if len(limbs) == 0:
        return ""
    opening, closing = common_opening(limbs), common_closing(limbs)
    inner = [limb[len(opening) : len(limb) - len(closing)] for limb in limbs]
    linker = linker_of(inner) if all(len(part) > 2 for part in inner) else ""
    if not (opening or closing or linker) or not all(inner):
        return ""
    return f"{opening}X{linker}Y{closing}" if linker else f"{opening}X{closing}"
