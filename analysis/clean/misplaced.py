"""Paragraphs of a newspaper page that stand below the wrong article, as the columns of a page are scraped."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .records import Entry, Line, Outcome, removed

RULE = "misplaced"
FEWEST, MOST = 3, 12
"""Number of articles on a page whose columns may be misplaced."""

STRAY, OWN_MOST = 18, 1
"""Fewest different pairs of characters of a paragraph that strayed from another article, and how many of them
it may have in common with its own."""

SHORTEST = 40
"""Fewest different pairs of characters of a paragraph that is compared: shorter ones have too few words."""

LIKELY, CLEAR = 1.3, 1.6
"""How many times as much a paragraph must have in common with another article as with its own: while the last
paragraphs are gone through upwards, and when it is known where the own article ends."""

FEWEST_MOVED, SURE = 4, 6.0
"""Paragraphs in a row from which on a column may have been misplaced, and how many times as much fewer ones
must have in common with another article."""

SAME = 0.9
"""Share of its pairs that a paragraph has in common with one of another article if they are one."""

LONGEST_BYLINE = 14

HEADLINE = 5
"""Among how many lines the headline of an article is; a slogan of the page may stand above it."""

_HAN = re.compile("[㐀-䶿一-鿿]+")
_STAMP = re.compile(
    r"[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s?第?\s?\d{1,4}\s?号|^[（(]?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[）)]?$"
)

Pairs = frozenset[str]


def pages_in_place(
    titles: Sequence[object], texts: Sequence[Sequence[Line]], logs: Sequence[Sequence[Entry]]
) -> list[Outcome]:
    """Return the documents of one file and their logs, articles of a newspaper page as `put_in_place` does.

    Parameters
    ----------
    titles : sequence of str or missing
        Their titles. Documents are articles of a page if each has its title among its first lines, and no
        numbers or days of their own stand there.
    texts : sequence of sequence of Line
        Their cleaned lines.
    logs : sequence of sequence of Entry
        What was done to them before.
    """
    is_page = 2 <= len(texts) <= MOST and all(
        any(_pairs(line.text) == _pairs(str(title)) for line in lines[:HEADLINE])
        for title, lines in zip(titles, texts, strict=True)
    )
    if not is_page or _have_own_heads(texts):
        return [Outcome(list(lines), list(log)) for lines, log in zip(texts, logs, strict=True)]
    placed = put_in_place(texts)
    moved = [[line for line in o.lines if line not in lines] for o, lines in zip(placed, texts, strict=True)]
    damage = [entry for log in logs for entry in log if entry.rule == "damage"]
    return [
        Outcome(o.lines, [*log, *o.entries, *(entry for entry in damage if _is_in(entry, new))])
        for o, log, new in zip(placed, logs, moved, strict=True)
    ]


def _have_own_heads(texts: Sequence[Sequence[Line]]) -> bool:
    """Return whether several texts have heads that differ in number or day: no articles of one page."""
    stamps = [
        "".join(found[0] for line in lines[:HEADLINE] for found in _STAMP.finditer(line.text))
        for lines in texts
    ]
    told = [stamp for stamp in stamps if stamp]
    return len(told) > 1 and len({*told}) == len(told)


def _is_in(entry: Entry, lines: Sequence[Line]) -> bool:
    return any(line.first <= entry.first_line <= line.last for line in lines)


def put_in_place(articles: Sequence[Sequence[Line]]) -> list[Outcome]:
    """Move the last paragraphs of an article to the article of the same page that they belong to.

    Where they belong is inferred from cohesion: the pairs of characters that they have in common with each
    article, weighted by how few articles have them (above all names), for articles of equal vocabulary. From
    the last paragraph upwards they are moved until one has more in common with what stands above it, if they
    are several in a row and those of one article stand together: a column is misplaced as a whole. A
    paragraph goes below the headline of an article that follows, and to the end of one that precedes; if it
    stands there already, it is removed.

    Parameters
    ----------
    articles : sequence of sequence of Line
        The articles of one page, cleaned; the first line of each is its headline.

    Returns
    -------
    list of Outcome
        For each article its lines, and the log of what was taken out of it.
    """
    kept = [list(lines) for lines in articles]
    entries: list[list[Entry]] = [[] for _ in articles]
    if FEWEST <= len(articles) <= MOST:
        pairs = [[_pairs(line.text) for line in lines] for lines in articles]
        for i, own in enumerate(pairs):
            for j, target in _foreign(pairs, i):
                line = articles[i][j]
                kept[i].remove(line)
                if any(len(own[j] & other) >= SAME * len(own[j]) for other in pairs[target]):
                    entries[i].append(removed("repeats", line))
                    continue
                at = len(kept[target]) if target < i else _below_headline(kept[target], articles[i])
                kept[target].insert(at, line)
                entries[i].append(removed(RULE, line, "moved"))
    if 2 <= len(articles) <= MOST:
        _place_strays(kept, entries)
    return [Outcome(lines, log) for lines, log in zip(kept, entries, strict=True)]


def _foreign(pairs: Sequence[Sequence[Pairs]], i: int) -> list[tuple[int, int]]:
    """Return the last paragraphs of article `i` that belong to others: their place, and whose they are."""
    own = pairs[i]
    end = len(own)
    first = next((k for k, paragraph in enumerate(own) if len(paragraph) >= SHORTEST), end)
    while end - 1 > first and len(own[end - 1]) >= SHORTEST:
        if _ratios(pairs, i, end - 1)[0][1] < LIKELY:
            break
        end -= 1
    found = _ratios(pairs, i, end) if end < len(own) else []
    if end * 2 < len(own) or any(ratio < CLEAR for _, ratio in found):
        return []
    targets = [target for target, _ in found]
    n_runs = 1 + sum(a != b for a, b in pairwise(targets))
    is_column = len(found) >= FEWEST_MOVED and n_runs == len(set(targets))
    if not is_column and any(ratio < SURE for _, ratio in found):
        return []
    return [(end + k, target) for k, (target, _) in enumerate(found)]


def _place_strays(kept: list[list[Line]], entries: list[list[Entry]]) -> None:
    """Move single paragraphs that have next to nothing in common with their article to the one they speak of.

    Pairs that no other article has are in the headline of that one and in more than one of its paragraphs. A
    paragraph that stands there too is removed, if it only has more in common with that article.
    """
    pairs = [[_pairs(line.text) for line in lines] for lines in kept]
    for i, own in enumerate(pairs):
        for j in reversed(range(1, len(own))):
            shared = _shared(own[j], own)
            if len(own[j]) < STRAY or shared > OWN_MOST:
                continue
            others = [k for k in range(len(pairs)) if k != i]
            twins = [k for k in others if own[j] in pairs[k] and _shared(own[j], pairs[k]) > shared]
            targets = twins or [k for k in others if _speaks_of(own[j], pairs, k)]
            if len(targets) != 1:
                continue
            line, moved, (target,) = kept[i].pop(j), own.pop(j), targets
            if twins:
                entries[i].append(removed("repeats", line))
                continue
            kept[target].append(line)
            pairs[target].append(moved)
            entries[i].append(removed(RULE, line, "moved"))


def _shared(paragraph: Pairs, lines: Sequence[Pairs]) -> int:
    """Return how many pairs a paragraph has in common with the other lines of an article."""
    return len(paragraph & frozenset().union(*(one for one in lines if one != paragraph)))


def _speaks_of(paragraph: Pairs, pairs: Sequence[Sequence[Pairs]], k: int) -> bool:
    """Return whether a paragraph has pairs that only article `k` has, in its headline and its paragraphs."""
    others = (one for i, lines in enumerate(pairs) if i != k for one in lines if one != paragraph)
    own = (paragraph & pairs[k][0]) - frozenset().union(*others)
    return any(sum(pair in one for one in pairs[k][1:]) > 1 for pair in own)


def _ratios(pairs: Sequence[Sequence[Pairs]], i: int, end: int) -> list[tuple[int, float]]:
    """Return the article that each paragraph of article `i` from `end` on is most like, and how much more."""
    wholes = [frozenset().union(*(lines[:end] if k == i else lines)) for k, lines in enumerate(pairs)]
    n_articles = Counter(pair for whole in wholes for pair in whole)
    weight = {pair: math.log(len(pairs) / n) for pair, n in n_articles.items()}
    found = []
    for paragraph in pairs[i][end:]:
        likeness = [
            sum(weight[pair] for pair in paragraph & whole) / math.sqrt(max(len(whole), 1))
            for whole in wholes
        ]
        own, likeness[i] = likeness[i], 0.0
        best = max(likeness)
        found.append((likeness.index(best), best / own if own else math.inf if best else 0.0))
    return found


def _below_headline(lines: Sequence[Line], origin: Sequence[Line]) -> int:
    """Return the place below the headline, the byline, and what was put there from the same article."""
    at = 1
    while at < len(lines) and (len(lines[at].text) <= LONGEST_BYLINE or lines[at] in origin):
        at += 1
    return at


def _pairs(text: str) -> Pairs:
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))
