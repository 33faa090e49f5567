"""Names the construction of a run: its kind, its template, and a short reason for including it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ...lexicon import DATA
from .words import slot_words

KINDS = (
    "verb-object", "subject-predicate", "frame", "slot nouns", "four characters", "two characters", "other",
)  # fmt: skip
SHORT = 4
"""Up to this length a linker makes a construction even after a verb (引得进、留得住)."""

LONG = 6
"""Above this length one character in the same position in all limbs is not a construction."""


@dataclass(frozen=True)
class KindWords:
    """Characters and words that determine a run's kind; see the comments in `data/kinds.toml`."""

    verbs: frozenset[str]
    nominal: frozenset[str]
    manner: frozenset[str]
    states: frozenset[str]
    prepositions: frozenset[str]
    linkers: frozenset[str]

    def opener(self, limb: str) -> int:
        """Return the length of the verb that opens a limb (adverbs of manner included), or 0.

        In a limb of three characters the verb has one (寻难点); with two, the third forms a noun (执行者).
        """
        start = 2 if limb[:2] in self.manner and len(limb) > 4 else 0
        if (word := limb[start : start + 2]) in self.verbs and len(limb) - start > 2:
            noun = len(limb) - start == 3 or (word in self.nominal and self.ends_in_state(limb))
            return 0 if noun else start + 2
        if limb in self.nominal:
            return 0
        return start + 1 if len(limb) - start <= 3 and limb[start] in self.verbs else 0

    def ends_in_state(self, limb: str) -> bool:
        """Return whether a limb ends like a predicate of state: 水清, 布局更优, 重大项目集聚."""
        if len(limb) > 2 and (limb[-2:] in self.states or limb[-2:] in self.verbs):
            return True
        return limb[-1] in self.states and (len(limb) % 2 == 1 or len(limb) == 2 or limb[-2] in "更不最")


@cache
def kind_words() -> KindWords:
    """Return the words of `data/kinds.toml`, read once."""
    table = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))
    chars = {name: frozenset(value) - {"\n"} for name, value in table.items() if name[-2:] != "_2"}
    words = {name: frozenset(table[name].split()) for name in ("verbs_2", "nominal_2", "states_2", "manner")}
    return KindWords(
        verbs=chars["verbs_1"] | words["verbs_2"],
        nominal=words["nominal_2"],
        manner=words["manner"],
        states=chars["states_1"] | words["states_2"],
        prepositions=chars["prepositions"],
        linkers=chars["linkers"],
    )


def kind_of(limbs: Sequence[str]) -> str:
    """Return the kind of a run from the Han characters of its limbs, one of `KINDS`."""
    words = kind_words()
    opening, closing = common_opening(limbs), common_closing(limbs)
    linker = linker_of(limbs)
    if (opening and closing) or (linker and max(map(len, limbs)) <= SHORT):
        return "frame"
    if _most(_opens_with_verb(limb, closing) for limb in limbs) and len(opening) < 2:
        return "verb-object"
    if closing:
        stated = closing[-2:] in words.states or (len(closing) > 1 and closing[-2:] in words.verbs)
        if not stated or slot_words().slot(closing[-1]) > 0:
            return "slot nouns"
        return "frame" if len(closing) > 1 or len(limbs[0]) <= 3 else "subject-predicate"
    if all(len(limb) > 2 and slot_words().slot(limb[-1]) > 0 for limb in limbs):
        return "slot nouns"
    if opening or linker or _most(limb[0] in words.prepositions for limb in limbs):
        return "frame"
    if _most(words.ends_in_state(limb) for limb in limbs):
        return "subject-predicate"
    length = {len(limb) for limb in limbs}
    return {frozenset({2}): "two characters", frozenset({4}): "four characters"}.get(
        frozenset(length), "other"
    )


def _most(said: Iterable[bool]) -> bool:
    answers = list(said)
    return sum(answers) * 2 > len(answers)


def _opens_with_verb(limb: str, closing: str) -> bool:
    """Return whether a limb is a verb with an object; in 服务型, 储备库, 担当意识 the closing leaves none."""
    opener, lists = kind_words().opener(limb), slot_words()
    if not 0 < opener < len(limb):
        return False
    nominal = closing in lists.abstract or closing in lists.kinds
    nominal |= len(closing) > 0 and lists.slot(closing[-1]) > 0
    return opener < len(limb) - (len(closing) if nominal else 0)


def template_of(limbs: Sequence[str], kind: str) -> str:
    """Return the pattern that the limbs share, with □ for other characters (… where their number varies).

    Verb-object limbs that share their last word give `V+□点`; limbs that share nothing, or long ones that
    share one character by chance, are named by kind and length: `verb-object 3`.
    """
    lengths = sorted({len(limb) for limb in limbs})
    closing = common_closing(limbs)
    if kind == "verb-object" and closing and not common_opening(limbs):
        rests = {len(limb) - kind_words().opener(limb) - len(closing) for limb in limbs}
        return f"V+{'□' * rests.pop() if len(rests) == 1 and min(rests) >= 0 else '…'}{closing}"
    columns = _columns(limbs) if len(lengths) == 1 else ""
    shared = columns.replace("□", "") or frame_of(limbs).strip("…")
    if not shared or (len(shared) == 1 and lengths[-1] > LONG and not _at_an_edge(limbs, shared)):
        return f"{kind} {lengths[0]}" if len(lengths) == 1 else f"{kind} {lengths[0]}-{lengths[-1]}"
    return columns if columns.replace("□", "") else frame_of(limbs)


def _at_an_edge(limbs: Sequence[str], shared: str) -> bool:
    return shared in common_opening(limbs) or shared in common_closing(limbs) or shared == linker_of(limbs)


def _columns(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs of equal length have at the same position, □ elsewhere."""
    return "".join(chars[0] if len(set(chars)) == 1 else "□" for chars in zip(*limbs, strict=True))


def linker_of(limbs: Sequence[str]) -> str:
    """Return the first character inside all limbs that links a construction (引得进: 得), or ''.

    In limbs of equal length it must be in the same position.
    """
    linkers = kind_words().linkers
    if len({len(limb) for limb in limbs}) == 1:
        return next((char for char in _columns(limbs)[1:-1] if char in linkers), "")
    return next((char for char in limbs[0][1:-1] if char in linkers and _inside_all(char, limbs)), "")


def _inside_all(char: str, limbs: Sequence[str]) -> bool:
    return all(char in limb[1:-1] for limb in limbs)


def frame_of(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs share in order, with … for what differs (以…为…)."""
    opening = common_opening(limbs)
    rest = [limb[len(opening) :] for limb in limbs]
    closing = common_closing(rest)
    rest = [limb[: len(limb) - len(closing)] for limb in rest]
    inner = next((char for char in rest[0] if _inside_all(char, rest)), "")
    return f"{opening}…{inner}…{closing}" if inner else f"{opening}…{closing}"


def common_opening(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs begin with."""
    shortest = min(limbs, key=len)
    n = next((k for k, char in enumerate(shortest) if any(limb[k] != char for limb in limbs)), len(shortest))
    return shortest[:n]


def common_closing(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs end with."""
    return common_opening([limb[::-1] for limb in limbs])[::-1]


def describe(limbs: Sequence[str], kind: str, score: float, clause_score: float) -> str:
    """Return a short reason for including a run; `clause_score` is the mean of its limbs."""
    lengths = sorted({len(limb) for limb in limbs})
    size = str(lengths[0]) if len(lengths) == 1 else f"{lengths[0]} to {lengths[-1]}"
    shared = frame_of(limbs)
    parts = [f"{len(limbs)} limbs of {size} characters", kind]
    if shared.strip("…"):
        parts.append(f"all share {shared}")
    read_like = "clauses" if clause_score > 0 else "items of a list"
    parts.append(f"they read like {read_like} ({clause_score:+.1f})")
    return "; ".join(parts) + f"; score {score:.2f}"
