"""The sentences that a page holds, read as its script reads them but by other means."""

import base64
import gzip
import json
import re
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import Any


class Stored:
    """What is packed in a page: sentences with their documents, and the places of a link's key."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.raw = data["text"].encode("utf-16-le")
        self.texts = data["text"].split("\n")[:-1]
        self.document = [i for i, n in enumerate(data["documents"]["n"]) for _ in range(n)]
        self.line = list(accumulate(data["lines"]))
        self.ends = list(accumulate(len(text.encode("utf-16-le")) // 2 + 1 for text in self.texts))
        assert len(self.texts) == len(self.line) == len(self.document)

    def said(self, start: int, end: int) -> str:
        """Return the characters at a place."""
        return self.raw[2 * start : 2 * end].decode("utf-16-le")

    def sentence(self, start: int) -> int:
        """Return the number of the sentence at a place."""
        return bisect_right(self.ends, start)

    def group(self, sentence: int) -> str:
        """Return the group of a sentence."""
        number = self.data["documents"]["group"][self.document[sentence]]
        return "" if number < 0 else self.data["groups"][number]

    @cached_property
    def terms(self) -> dict[str, list[tuple[int, int]]]:
        """Where each term stands."""
        found = defaultdict(list)
        for place in self.tokens():
            found[self.said(*place)].append(place)
        return found

    @cached_property
    def frames(self) -> dict[str, list[tuple[tuple[int, int], dict[str, str]]]]:
        """The places of each kind, with the values of their columns."""
        found = {}
        for kind, frame in self.data["places"].items():
            columns = {
                name: [column["words"][at] for at in column["at"]]
                for name, column in frame["columns"].items()
            }
            starts = list(accumulate(frame["start"]))
            found[kind] = [
                ((start, start + length), {name: column[i] for name, column in columns.items()})
                for i, (start, length) in enumerate(zip(starts, frame["length"], strict=True))
            ]
        return found

    def tokens(self) -> list[tuple[int, int]]:
        """Return where each token begins and ends."""
        at, more, found = 0, 0, []
        for digit in self.data["words"]:
            if digit == "0":
                more += 35
                continue
            at += self.raw[2 * at : 2 * at + 2] == b"\n\x00"
            found.append((at, at + more + int(digit, 36)))
            at, more = found[-1][1], 0
        return found

    def places(self, key: str) -> list[tuple[int, int]]:
        """Return the places of a link."""
        kind, _, rest = key.partition(":")
        where = dict(part.split("=", 1) for part in rest.split("|"))
        group = where.pop("group", None)
        if kind == "terms":
            found = self.terms.get(where["term"], [])
        else:
            found = [place for place, row in self.frames[kind] if where.items() <= row.items()]
        return [place for place in found if group in (None, self.group(self.sentence(place[0])))]

    def shown(self, key: str) -> list[tuple[str, str]]:
        """Return what is marked at the places of a link, with the sentence around it."""
        return [(self.said(*place), self.texts[self.sentence(place[0])]) for place in self.places(key)]


def unpack(html: str) -> Stored:
    """Read the sentences of a page."""
    packed = re.search(r'id="packed-sentences">([^<]*)</script>', html)
    assert packed is not None
    return Stored(json.loads(gzip.decompress(base64.b64decode(packed[1]))))
