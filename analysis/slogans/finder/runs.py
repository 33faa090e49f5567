"""The classes of the finder: a run of parallel limbs, its position, construction and reason for inclusion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

HAN_ONLY = re.compile(r"[^㐀-䶿一-鿿]+")
OPENING, CLOSING = '“‘「『"', '”’」』"'
SEPARATORS = "、，,；;"
TIERS = ("sure", "likely")
"""How certain a run is a slogan: `sure` where measured precision is at least 0.95, otherwise `likely`."""


@dataclass(frozen=True)
class Limb:
    """One member of a run: `start` and `end` are offsets into the text searched."""

    start: int
    end: int
    text: str

    @cached_property
    def plain(self) -> str:
        """The limb's Han characters: without quotation marks, digits and letters."""
        return HAN_ONLY.sub("", self.text)


@dataclass(frozen=True)
class Run:
    """Three or more limbs of one construction, a couplet of two, or a numeric formula.

    Attributes
    ----------
    start, end : int
        Offsets of the first limb's start and the last limb's end in the text searched.
    limbs : tuple of Limb
        In the order of the text, not overlapping.
    kind : str
        One of `kinds.KINDS`, `couplet`, or `numeric` for a numeric formula.
    template : str
        The construction: what the limbs share, with … or X for the rest (`打…牌`, `V+点`).
    separator : str
        The commonest mark between the limbs; empty when there is none.
    form : str
        `adjacent`, `unseparated`, `loose` (other words between) or `spread` (over consecutive paragraphs).
    score : float
        The classifier's score, from 0 to 1; 1 for families matched by their slot words.
    reason : str
        A short reason for including it.
    family : str
        The slogan family matched; empty when the run was found by its construction alone.
    n_numeric : int
        Numeric formulas inside the run.
    tier : str
        One of `TIERS`.
    """

    start: int
    end: int
    limbs: tuple[Limb, ...]
    kind: str
    template: str
    separator: str = ""
    form: str = "adjacent"
    score: float = 1.0
    reason: str = ""
    family: str = ""
    n_numeric: int = 0
    tier: str = "likely"


def limb(text: str, start: int, end: int) -> Limb:
    """Return the limb from `start` to `end` in `text`."""
    return Limb(start, end, text[start:end])


def variant_key(limbs: tuple[Limb, ...]) -> str:
    """Return the unordered key of a run: its limbs without quotation marks, sorted, joined by `/`."""
    return "/".join(sorted({member.plain for member in limbs}))


def main_separator(text: str, limbs: tuple[Limb, ...]) -> str:
    """Return the commonest mark between the limbs: one of `、，,；;`, a space, or nothing."""
    between = "".join(text[a.end : b.start] for a, b in pairwise(limbs))
    counts = {mark: between.count(mark) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: counts[mark])
    if counts[best]:
        return best
    return " " if between and not between.strip() else ""
