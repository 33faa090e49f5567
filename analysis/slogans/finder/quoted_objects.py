"""Limbs quoted in unusual forms, with or without marks between them (寻“难点、聚“痛点、破“堵点)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .words import slot_words

_OPEN, _CLOSE = "“\"‘'「『《〈＂", "”\"’'」』》〉＂"
QUOTES = "".join(dict.fromkeys(_OPEN + _CLOSE))
_UNIT = re.compile(
    rf"(?P<verb>[一-鿿]{{0,2}})(?P<open>[{_OPEN}])(?P<object>[一-鿿]{{2,5}})"
    rf"(?P<close>[{_CLOSE}])?(?P<mark>[、，, ]?)"
)
_UNITS = re.compile(rf"(?:[一-鿿]{{0,2}}[{_OPEN}][一-鿿]{{2,5}}[{_CLOSE}]?[、，, ]?){{3,}}")
FEWEST, SHORTEST = 3, 3
"""Limbs, and characters of each."""


def with_quoted_objects(line: str, is_alike: Callable[[Sequence[str]], bool]) -> str:
    """Return a line of the same length with 、 between limbs whose objects are quoted.

    Parameters
    ----------
    line : str
        A line of a text.
    is_alike : callable
        Says of limbs, without their marks, whether they are of one construction.
    """
    return _UNITS.sub(lambda match: _marked(match[0], is_alike), line)


def _marked(run: str, is_alike: Callable[[Sequence[str]], bool]) -> str:
    units = list(_UNIT.finditer(run))
    verbs, objects = {len(unit["verb"]) for unit in units[1:]}, {len(unit["object"]) for unit in units[:-1]}
    if len(units) < FEWEST or len(verbs) != 1 or len(objects) != 1:
        return run
    n_verb, n_object = verbs.pop(), objects.pop()
    if n_verb > 1 or len(units[0]["verb"]) < n_verb or len(units[-1]["object"]) < n_object:
        return run
    if units[-1]["close"] and len(units[-1]["object"]) != n_object:
        return run
    is_usual = all(unit["open"] == "“" and unit["close"] for unit in units)  # the finder knows them
    is_plain = is_usual or all(
        unit["open"] not in "《〈" and unit["close"] and unit["mark"].strip() for unit in units[:-1]
    )
    limbs = [unit["verb"][len(unit["verb"]) - n_verb :] + unit["object"][:n_object] for unit in units]
    if is_plain or len(limbs[0]) < SHORTEST or not is_alike(limbs):
        return run
    if not n_verb and any(unit["mark"] or not unit["close"] for unit in units[:-1]):
        return run
    if any(unit["open"] in "《〈" for unit in units) and {limb[-1] for limb in limbs} <= slot_words().titles:
        return run
    signs = list(run)
    is_marked = all(unit["close"] and unit["mark"] for unit in units[:-1])
    for k, unit in enumerate(units):
        is_last = k == len(units) - 1
        signs[unit.start("open")] = "·" if n_verb and not is_marked else "“"
        if unit["mark"] == " " and not is_last:
            signs[unit.start("mark")] = "、"
        if unit["close"]:
            signs[unit.start("close")] = "”" if is_marked or (is_last and not n_verb) else "、"
    return "".join(signs)
