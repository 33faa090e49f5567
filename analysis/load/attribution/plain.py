"""A copy of a text in which places, dates and headlines are looked for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ...lexicon import ordinary

GLOSS = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}[)）]")
HAN = re.compile(r"[㐀-䶿一-鿿]")
LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufe00-\ufe0f\U0002f800-\U0002fa1f]")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def plain_copy(text: str) -> str:
    """Return a copy for searching: Simplified script, no pinyin glosses, the same lines.

    Parameters
    ----------
    text : str
        A text in either script.
    """
    bare = GLOSS.sub("", ordinary(text) if LOOKALIKE.search(text) else text)
    sample = bare[:3000]
    simple = _converter().convert(sample)
    if simple == sample:
        return bare
    changed = sum(a != b for a, b in zip(sample, simple, strict=False))
    return str(_converter().convert(bare)) if changed > 0.02 * max(len(HAN.findall(sample)), 1) else bare
