"""How much a line looks like furniture of a page rather than like text: a linear score of its form and place.

No word counts in it. The weights in `data/furniture_model.json` were fitted by
`python -m benchmarks.furniture.train`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from functools import cache

from ..lexicon import DATA
from .shapes import of_page
from .surroundings import NUMBERED, is_prose

AROUND = 4
"""How many lines on either side tell of a line between them."""

FAR = 30
"""Distance (lines) from running text beyond which it does not matter."""

READ = 4000
"""Characters of running text whose words are compared."""

STOPS = "。；！？：…”）"
"""With what lines of running text end."""

FEATURES = (
    "length",
    "stops",
    "commas",
    "ends",
    "day or time",
    "numbered",
    "known",
    "shape of a page",
    "length below",
    "stops around",
    "length around",
    "numbered around",
    "known around",
    "from text above",
    "to text below",
    "text above",
    "text below",
    "no stop where text has",
    "words of the text",
)
"""What of a line is weighed, in the order of the weights."""

_LENGTH, _STOPS, _, _, _, _NUMBERED, _KNOWN, _SHAPE = range(8)
_PAIR = re.compile(r"(?=([一-鿿]{2}))")
_DAY = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}|\d{1,2}:\d\d")


def scores(lines: Sequence[str], families: Sequence[str | None], places: Sequence[int]) -> list[float]:
    """Return for some lines of a text the log odds that they are furniture.

    Parameters
    ----------
    lines : sequence of str
        All lines of the text.
    families : sequence of str or None
        The family of furniture that each belongs to, None for lines of the text.
    places : sequence of int
        The lines to judge.
    """
    weights, constant = _model()
    return [
        constant + sum(weight * value for weight, value in zip(weights, row, strict=True))
        for row in features(lines, families, places)
    ]


def features(
    lines: Sequence[str], families: Sequence[str | None], places: Sequence[int]
) -> list[list[float]]:
    """Return `FEATURES` of some lines of a text, one row each.

    Parameters
    ----------
    lines, families, places : sequence
        As those of `scores`.
    """
    running = [i for i, line in enumerate(lines) if families[i] is None and is_prose(line)]
    near = sorted({j for i in places for j in range(max(i - AROUND, 0), min(i + AROUND + 1, len(lines)))})
    own = {i: _own(lines[i], families[i]) for i in near}
    text = "".join(lines[i] for i in running)[:READ]
    stopped = sum(lines[i][-1] in STOPS for i in running) / max(len(running), 1)
    rows = []
    for i in places:
        beside = [own[j] for j in range(i - AROUND, i + AROUND + 1) if j != i and j in own]
        n = max(len(beside), 1)
        over = next((i - j for j in reversed(running) if j < i), 0)
        under = next((j - i for j in running if j > i), 0)
        rows.append(
            [
                *own[i],
                own[i + 1][_LENGTH] if i + 1 < len(lines) else 0.0,
                sum(one[_STOPS] > 0 for one in beside) / n,
                sum(one[_LENGTH] for one in beside) / n,
                sum(one[_NUMBERED] for one in beside) / n,
                sum(max(one[_KNOWN], one[_SHAPE]) for one in beside) / n,
                math.log1p(min(over or FAR, FAR)),
                math.log1p(min(under or FAR, FAR)),
                float(over > 0),
                float(under > 0),
                stopped * (lines[i][-1] not in STOPS),
                words_of(lines[i], text),
            ]
        )
    return rows


def words_of(line: str, text: str) -> float:
    """Return the share of the pairs of characters of a line that a text has; of a short line, of four."""
    pairs = set(_PAIR.findall(line))
    return sum(pair in text for pair in pairs) / max(len(pairs), 4)


def _own(line: str, family: str | None) -> list[float]:
    return [
        math.log1p(len(line)),
        float(min(sum(line.count(mark) for mark in "。；！"), 3)),
        float(min(line.count("，") + line.count("、"), 4)),
        float(line[-1] in "。；"),
        float(_DAY.search(line) is not None),
        float(NUMBERED.match(line) is not None),
        float(family is not None),
        float(of_page(line)),
    ]


@cache
def _model() -> tuple[list[float], float]:
    """Return the weights of `FEATURES`, and the constant."""
    said = json.loads((DATA / "furniture_model.json").read_text(encoding="utf-8"))
    return [said["weights"][name] for name in FEATURES], said["constant"]
