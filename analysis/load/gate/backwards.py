"""Lines that run backwards: the text layers of files set from right to left, and cells turned round."""

from __future__ import annotations

from ...lexicon import frequent_words

FEWEST, TIMES = 3, 3
"""On how many frequent words a text must run backwards, and how many times as many as run forwards."""

SAMPLE = 20_000
"""How many characters of a text are looked at."""

_BRACKETS = str.maketrans("（）()“”‘’《》【】", "）（)(”“’‘》《】【")


def turned_round(text: str) -> str:
    """Return a text whose lines run backwards with each turned round, empty if they do not.

    Brackets that would then stand the wrong way are turned too; the order of the lines stays.

    Parameters
    ----------
    text : str
        A text as read.

    Examples
    --------
    >>> from analysis.load.gate.backwards import turned_round
    >>> turned_round("。作工强加，设建进推，展发济经进促")
    '促进经济发展，推进建设，加强工作。'
    >>> turned_round("推进建设，加强工作。")
    ''
    """
    sample, words = text[:SAMPLE], frequent_words()
    backwards = sum(sample.count(word[::-1]) for word in words)
    if backwards < FEWEST or backwards <= TIMES * sum(map(sample.count, words)):
        return ""
    turned = "\n".join(line[::-1] for line in text.split("\n"))
    first = next((mark for mark in turned if mark in "（）"), "")
    return turned.translate(_BRACKETS) if first == "）" else turned
