"""Parallel runs of the texts to come, searched for together with those of the text at hand."""

from __future__ import annotations

from collections.abc import Sequence

from .parallel import parallel_runs_of
from .runs import Run
from .separators import with_commas

TOGETHER = 100_000
"""Characters of the texts searched together: more save nothing, but take memory."""


class Ahead:
    """The parallel runs of texts, each asked for at most once, in any order.

    Parameters
    ----------
    texts : sequence of str
        The texts. What is asked for is searched together with the texts that follow it.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._found: dict[int, tuple[str, list[Run] | Exception]] = {}
        self._begun: set[int] = set()

    def of(self, number: int) -> tuple[str, list[Run]]:
        """Return a text as `with_commas` reads it and its runs, the same as if it were searched alone.

        Raises
        ------
        Exception
            Whatever searching this text raises; the others are searched all the same.
        """
        if number not in self._found:
            self._search(self._next(number))
        text, found = self._found.pop(number)
        if isinstance(found, Exception):
            raise found
        return text, found

    def _next(self, number: int) -> list[int]:
        """Return the number of a text and of those after it that are searched with it."""
        numbers, n_characters = [number], len(self._texts[number])
        for after in range(number + 1, len(self._texts)):
            if n_characters >= TOGETHER:
                break
            if after not in self._begun:
                numbers.append(after)
                n_characters += len(self._texts[after])
        self._begun.update(numbers)
        return numbers

    def _search(self, numbers: Sequence[int]) -> None:
        texts = [with_commas(self._texts[number]) for number in numbers]
        try:
            found: Sequence[list[Run] | Exception] = parallel_runs_of(texts)
        except Exception:  # whichever of them it is about
            found = [_alone(text) for text in texts]
        self._found.update(zip(numbers, zip(texts, found, strict=True), strict=True))


def _alone(text: str) -> list[Run] | Exception:
    try:
        return parallel_runs_of([text])[0]
    except Exception as error:
        return error
