"""Names a run's construction: its kind, its template, and in a few words why it was taken."""

from __future__ import annotations

from collections.abc import Sequence

from .evidence import evidence
from .words import slot_words

KINDS = ("verb-object", "subject-predicate", "frame", "slot nouns", "four characters", "other")


def kind_of(limbs: Sequence[str]) -> str:
    """Return the kind of a run from the Han characters of its limbs, one of `KINDS`."""
    words = slot_words()
    opening, closing = common_opening(limbs), common_closing(limbs)
    n = len(limbs)
    opens_with_verb = sum(limb[0] in words.verbs or limb[:2] in words.verbs for limb in limbs) / n
    if (
        len(opening) + len(closing) >= 2
        or (opening and closing)
        or len(frame_of(limbs).replace("…", "")) >= 2
    ):
        return "frame"
    if closing and words.slot(closing) > 0 and opens_with_verb < 0.5:
        return "slot nouns"
    if opens_with_verb > 0.5:
        return "verb-object"
    if sum(limb[-1] in words.states for limb in limbs) / n > 0.5:
        return "subject-predicate"
    if opening:
        return "frame"
    return "four characters" if all(len(limb) == 4 for limb in limbs) else "other"


def template_of(limbs: Sequence[str], kind: str) -> str:
    """Return what the limbs share, with □ for each other character (… where their number varies).

    Limbs that share nothing are named by kind and length: `verb-object 3`.
    """
    frame = frame_of(limbs)
    lengths = sorted({len(limb) for limb in limbs})
    if not frame.strip("…"):
        return f"{kind} {lengths[0]}" if len(lengths) == 1 else f"{kind} {lengths[0]}-{lengths[-1]}"
    if len(lengths) == 1 and (columns := _columns(limbs)).replace("□", ""):
        return columns
    return frame


def _columns(limbs: Sequence[str]) -> str:
    """Return the characters that stand at the same place in all limbs of one length, □ elsewhere."""
    return "".join(chars[0] if len(set(chars)) == 1 else "□" for chars in zip(*limbs, strict=True))


def frame_of(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs share in order, with … for what differs (以…为…)."""
    opening = common_opening(limbs)
    rest = [limb[len(opening) :] for limb in limbs]
    closing = common_closing(rest)
    rest = [limb[: len(limb) - len(closing)] for limb in rest]
    inner = next((char for char in rest[0] if all(char in limb[1:-1] for limb in rest)), "")
    return f"{opening}…{inner}…{closing}" if inner else f"{opening}…{closing}"


def common_opening(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs begin with."""
    shortest = min(limbs, key=len)
    n = next((k for k, char in enumerate(shortest) if any(limb[k] != char for limb in limbs)), len(shortest))
    return shortest[:n]


def common_closing(limbs: Sequence[str]) -> str:
    """Return the characters that all limbs end with."""
    return common_opening([limb[::-1] for limb in limbs])[::-1]


def describe(limbs: Sequence[str], kind: str, score: float) -> str:
    """Return in a few words why a run was taken."""
    lengths = sorted({len(limb) for limb in limbs})
    size = str(lengths[0]) if len(lengths) == 1 else f"{lengths[0]} to {lengths[-1]}"
    shared = frame_of(limbs)
    table = evidence()
    sound = sum(table.demand(limb) for limb in limbs) / len(limbs)
    parts = [f"{len(limbs)} limbs of {size} characters", kind]
    if shared.strip("…"):
        parts.append(f"all share {shared}")
    parts.append(f"{'sound like demands' if sound > 0 else 'sound like items'} ({sound:+.1f})")
    return "; ".join(parts) + f"; score {score:.2f}"
