"""Counts the tables of `analysis/slogans/finder/character_statistics.py` from raw texts."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

MARKS = re.compile(r"([。！？!?：:\n\r（）()《》〈〉【】\[\]—…、，,；;\s“”\"‘’]+)")
HAN = re.compile(r"[一-鿿]+")
MIN_PAIR, COMMON_PAIR, MIN_CHAR, MIN_WEIGHT = 30, 100, 30, 0.15
NOTE = "# Counted from raw texts by `python -m benchmarks.slogan_training.train --statistics`.\n"
MIN_DOCUMENTS = 4


def build(texts: list[str], laws: list[str], folder: Path) -> None:
    """Write the tables counted from policy texts and from laws into `folder`."""
    write_pieces(texts, laws, folder / "slogan_pieces.tsv")
    texts = texts + laws
    chars, pairs, opens, closes, clauses, items = count(texts)
    weights = clause_weights(clauses, items)
    lines = [NOTE, "# char, occurrences, weight as first, weight as last\n"]
    for char, n in sorted(chars.items()):
        if n >= MIN_CHAR:
            row = [char, str(n), _short(weights.get("s1" + char)), _short(weights.get("e1" + char))]
            lines.append("\t".join(row).rstrip("\t") + "\n")
    (folder / "slogan_chars.tsv").write_text("".join(lines), encoding="utf-8")
    lines = [
        NOTE,
        "# pair, occurrences, log share opening, log share closing, weight first, last, inside\n",
    ]
    weighted = {
        key[2:]
        for key, weight in weights.items()
        if key[:2] in ("s2", "e2", "mm") and abs(weight) >= MIN_WEIGHT
    }
    for pair in sorted(set(pairs) & ({p for p, n in pairs.items() if n >= COMMON_PAIR} | weighted)):
        n = pairs[pair]
        common = n >= MIN_PAIR
        row = [
            pair,
            str(n) if common else "",
            f"{math.log((opens[pair] + 0.5) / (n + 10)):.2f}" if common else "",
            f"{math.log((closes[pair] + 0.5) / (n + 10)):.2f}" if common else "",
            *(_short(weights.get(kind + pair)) for kind in ("s2", "e2", "mm")),
        ]
        lines.append("\t".join(row).rstrip("\t") + "\n")
    (folder / "slogan_bigrams.tsv").write_text("".join(lines), encoding="utf-8")


def write_pieces(texts: list[str], laws: list[str], path: Path) -> None:
    """Write the pieces between marks that occur in four documents or more, with their document counts."""
    in_texts, in_laws = (Counter[str](), Counter[str]())
    for table, documents in ((in_texts, texts), (in_laws, laws)):
        for text in documents:
            pieces = set(MARKS.split(text)[0::2])
            table.update(piece for piece in pieces if 2 <= len(piece) <= 7 and HAN.fullmatch(piece))
    lines = [NOTE, "# piece, policy texts with it, laws with it\n"]
    for piece in sorted(in_texts | in_laws):
        if in_texts[piece] + in_laws[piece] >= MIN_DOCUMENTS:
            lines.append(f"{piece}\t{in_texts[piece]}\t{in_laws[piece]}\n")
    path.write_text("".join(lines), encoding="utf-8")


def _short(value: float | None) -> str:
    return f"{value:.2f}" if value and abs(value) >= 0.05 else ""


def count(texts: list[str]) -> tuple[Counter[str], ...]:
    """Return counts of characters, pairs, pairs that open and close a piece, clauses and list items."""
    chars, pairs, opens, closes, clauses, items = (Counter[str]() for _ in range(6))
    for text in texts:
        parts = MARKS.split(text)
        pieces, marks = parts[0::2], [*parts[1::2], "\n"]
        for k, piece in enumerate(pieces):
            for run in HAN.findall(piece):
                chars.update(run)
                pairs.update(run[a : a + 2] for a in range(len(run) - 1))
            if not HAN.fullmatch(piece) or len(piece) < 2:
                continue
            opens[piece[:2]] += 1
            closes[piece[-2:]] += 1
            if len(piece) > 12:
                continue
            before, after = (marks[k - 1][-1] if k else "\n"), marks[k][0]
            if before in "，；。,;" and after in "，；。,;":
                clauses[piece] += 1
            elif before == after == "、" and _ends_in_etc(pieces, marks, k):
                items[piece] += 1
    return chars, pairs, opens, closes, clauses, items


def _ends_in_etc(pieces: list[str], marks: list[str], k: int) -> bool:
    """Return whether the list that piece `k` is in ends with 等 within seven pieces."""
    for q in range(k, min(k + 8, len(pieces))):
        if q > k and "等" in pieces[q]:
            return True
        if marks[q][0] != "、":
            return False
    return False


def clause_weights(clauses: Counter[str], items: Counter[str]) -> dict[str, float]:
    """Return the weights of edges and inner pairs that separate clauses from list items, length-balanced."""
    rows, labels, sizes = [], [], []
    by_length: dict[int, list[list[tuple[str, int]]]] = defaultdict(lambda: [[], []])
    for label, table in enumerate((items, clauses)):
        for piece, n in sorted(table.items()):
            by_length[len(piece)][label].append((piece, n))
    for length in sorted(by_length):
        both = by_length[length]
        share = min(3000, sum(map(len, both)) / 2)
        for label, listed in enumerate(both):
            total = sum(math.log1p(n) for _, n in listed)
            for piece, n in listed:
                rows.append(edges_of(piece))
                labels.append(label)
                sizes.append(math.log1p(n) / total * share)
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=1.0, max_iter=300).fit(
        vectorizer.fit_transform(rows), labels, sample_weight=sizes
    )
    return dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))


def edges_of(piece: str) -> dict[str, int]:
    """Return the weighted parts of a piece: its edges and its inner pairs."""
    parts = {"s1" + piece[0]: 1, "s2" + piece[:2]: 1, "e1" + piece[-1]: 1, "e2" + piece[-2:]: 1}
    parts.update({"mm" + piece[a : a + 2]: 1 for a in range(1, len(piece) - 2)})
    return parts
