"""Runs without marks between the limbs (共建共治共享), identified by a character that recurs in each limb."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from .character_statistics import character_statistics
from .kinds import kind_of, template_of
from .runs import Run, limb
from .words import slot_words

# Limbs of two or three characters that share their first or their last one.
PATTERNS = (
    (2, re.compile(r"([一-鿿])[一-鿿](?:\1[一-鿿]){2,}")),
    (2, re.compile(r"[一-鿿]([一-鿿])(?:[一-鿿]\1){2,}")),
    (3, re.compile(r"([一-鿿])[一-鿿]{2}(?:\1[一-鿿]{2}){2,}")),
    (3, re.compile(r"[一-鿿]{2}([一-鿿])(?:[一-鿿]{2}\1){2,}")),
)
NEVER = set("的了是在和与及一二三四五六七八九十百千万第年月日元个等不人市县区镇乡村")


def unseparated_runs(text: str) -> list[Run]:
    """Return the runs of three or more different limbs that touch each other.

    Parameters
    ----------
    text : str
        A paragraph or a document.

    Returns
    -------
    list of Run
        In the order of the text, not overlapping, of form `unseparated`.
    """
    found: dict[int, Run] = {}
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    is_han = (codes >= ord("一")) & (codes <= ord("鿿"))
    periodic = {width: _periodic(codes, is_han, width) for width in (2, 3)}
    matches = (
        (width, match)
        for width, pattern in PATTERNS
        for start, end in periodic[width]
        for match in pattern.finditer(text, start, end)
    )
    for width, match in matches:
        run = None if match[1] in NEVER else _run(text, match.start(), match.end(), width, match[1])
        if run and (run.start not in found or len(found[run.start].limbs) < len(run.limbs)):
            found[run.start] = run
    kept: list[Run] = []
    for run in sorted(found.values(), key=lambda run: (run.start, -run.end)):
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _periodic(
    codes: npt.NDArray[np.uint32], is_han: npt.NDArray[np.bool_], width: int
) -> list[tuple[int, int]]:
    """Return the stretches of Han characters in which one recurs twice or more at intervals of `width`."""
    once, twice = codes[:-width], codes[width:]
    same = (once == twice) & is_han[:-width]
    places = np.flatnonzero(same[:-width] & same[width:])
    if not len(places):
        return []
    others = np.concatenate([[-1], np.flatnonzero(~is_han), [len(codes)]])
    after = np.unique(np.searchsorted(others, places))
    return list(zip((others[after - 1] + 1).tolist(), others[after].tolist(), strict=True))


def _run(text: str, start: int, end: int, width: int, shared: str) -> Run | None:
    members = tuple(limb(text, at, at + width) for at in range(start, end - width + 1, width))
    words = [member.text for member in members]
    if len(set(words)) < len(words) or len(words) < 3 or any(word == word[0] * width for word in words):
        return None
    if not _reads_as_limbs(words, shared):
        return None
    kind = kind_of(words)
    return Run(
        start=members[0].start,
        end=members[-1].end,
        limbs=members,
        kind=kind,
        template=template_of(words, kind),
        form="unseparated",
        reason=f"{len(words)} limbs of {width} characters that touch and share {shared}",
    )


def _reads_as_limbs(words: list[str], shared: str) -> bool:
    """Return whether the shared character is a device or slot and each limb holds together as a word."""
    statistics, lists = character_statistics(), slot_words()
    opens = all(word[0] == shared for word in words)
    known = shared in (lists.devices | lists.verbs | set("共互同相")) if opens else lists.slot(shared) > 0
    bonds = [statistics.bond(word[0], word[1]) for word in words]
    return known and min(bonds) > -1.0
