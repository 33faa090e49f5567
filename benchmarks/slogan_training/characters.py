"""Counts the evidence of `analysis/slogans/finder/characters.py` from raw texts, without any annotation."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

MARKS = re.compile(r"([。！？!?：:\n\r（）()《》〈〉【】\[\]—…、，,；;\s“”\"‘’]+)")
HAN = re.compile(r"[一-鿿]+")
N_PAIR_DIMENSIONS, N_CHAR_DIMENSIONS = 12, 8
MIN_PAIR, MIN_VECTOR, MIN_CHAR, MIN_WEIGHT = 30, 100, 30, 0.15
NOTE = "# Counted from raw texts by `python -m benchmarks.slogan_training.train --evidence`.\n"
N_CONTEXTS = 3000
MIN_DOCUMENTS = 4


def build(texts: list[str], laws: list[str], folder: Path) -> None:
    """Write the tables counted from policy texts and from laws into `folder`."""
    write_pieces(texts, laws, folder / "slogan_pieces.tsv")
    texts = texts + laws
    chars, pairs, opens, closes, clauses, items = count(texts)
    weights = demand_weights(clauses, items)
    char_vectors = vectors(texts, 1, MIN_CHAR, N_CHAR_DIMENSIONS)
    pair_vectors = vectors(texts, 2, MIN_VECTOR, N_PAIR_DIMENSIONS)
    note = NOTE
    lines = [note, "# char, occurrences, weight as first, weight as last, vector x 100\n"]
    for char, n in sorted(chars.items()):
        if n >= MIN_CHAR:
            row = [char, str(n), _short(weights.get("s1" + char)), _short(weights.get("e1" + char))]
            lines.append("\t".join(row + _vector(char_vectors.get(char))) + "\n")
    (folder / "slogan_chars.tsv").write_text("".join(lines), encoding="utf-8")
    lines = [
        note,
        "# pair, occurrences, log share opening, log share closing, weight first, last, inside, vector\n",
    ]
    weighted = {
        key[2:]
        for key, weight in weights.items()
        if key[:2] in ("s2", "e2", "mm") and abs(weight) >= MIN_WEIGHT
    }
    for pair in sorted(set(pairs) & ({p for p, n in pairs.items() if n >= MIN_VECTOR} | weighted)):
        n = pairs[pair]
        common = n >= MIN_PAIR
        row = [
            pair,
            str(n) if common else "",
            f"{math.log((opens[pair] + 0.5) / (n + 10)):.2f}" if common else "",
            f"{math.log((closes[pair] + 0.5) / (n + 10)):.2f}" if common else "",
            *(_short(weights.get(kind + pair)) for kind in ("s2", "e2", "mm")),
        ]
        lines.append("\t".join(row + _vector(pair_vectors.get(pair))).rstrip("\t") + "\n")
    (folder / "slogan_bigrams.tsv").write_text("".join(lines), encoding="utf-8")


def write_pieces(texts: list[str], laws: list[str], path: Path) -> None:
    """Write the pieces that stand between marks in four documents or more, and in how many of each sort."""
    in_texts, in_laws = (Counter[str](), Counter[str]())
    for table, documents in ((in_texts, texts), (in_laws, laws)):
        for text in documents:
            pieces = set(MARKS.split(text)[0::2])
            table.update(piece for piece in pieces if 2 <= len(piece) <= 7 and HAN.fullmatch(piece))
    note = NOTE
    lines = [note, "# piece, policy texts it stands in, laws it stands in\n"]
    for piece in sorted(in_texts | in_laws):
        if in_texts[piece] + in_laws[piece] >= MIN_DOCUMENTS:
            lines.append(f"{piece}\t{in_texts[piece]}\t{in_laws[piece]}\n")
    path.write_text("".join(lines), encoding="utf-8")


def _short(value: float | None) -> str:
    return f"{value:.2f}" if value and abs(value) >= 0.05 else ""


def _vector(vector: np.ndarray | None) -> list[str]:
    return [] if vector is None else [str(round(100 * float(x))) for x in vector]


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
    """Say whether the list that piece `k` stands in closes with 等 within seven pieces."""
    for q in range(k, min(k + 8, len(pieces))):
        if q > k and "等" in pieces[q]:
            return True
        if marks[q][0] != "、":
            return False
    return False


def demand_weights(clauses: Counter[str], items: Counter[str]) -> dict[str, float]:
    """Return the weights of edges and inner pairs that tell clauses from list items, lengths balanced."""
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
                rows.append(parts_of(piece))
                labels.append(label)
                sizes.append(math.log1p(n) / total * share)
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=1.0, max_iter=300).fit(
        vectorizer.fit_transform(rows), labels, sample_weight=sizes
    )
    return dict(zip(vectorizer.get_feature_names_out(), model.coef_[0].tolist(), strict=True))


def parts_of(piece: str) -> dict[str, int]:
    """Return the parts of a piece that carry a weight: its edges and its inner pairs."""
    parts = {"s1" + piece[0]: 1, "s2" + piece[:2]: 1, "e1" + piece[-1]: 1, "e2" + piece[-2:]: 1}
    parts.update({"mm" + piece[a : a + 2]: 1 for a in range(1, len(piece) - 2)})
    return parts


def vectors(texts: list[str], width: int, min_count: int, n_dimensions: int) -> dict[str, np.ndarray]:
    """Return unit vectors of strings of `width` characters from their neighbours (PPMI, SVD)."""
    cleaned = [re.sub(r"[^一-鿿、，。；：“”]+", " ", text) for text in texts]
    n_chars = Counter("".join(cleaned))
    n_units = n_chars if width == 1 else Counter(t[a : a + 2] for t in cleaned for a in range(len(t) - 1))
    units = sorted(u for u, n in n_units.items() if n >= min_count and HAN.fullmatch(u))
    contexts = [c for c, _ in sorted(n_chars.items(), key=lambda item: (-item[1], item[0]))[:N_CONTEXTS]]
    unit_at, context_at = {u: i for i, u in enumerate(units)}, {c: i for i, c in enumerate(contexts)}
    rows, columns = [], []
    for text in cleaned:
        for a in range(1, len(text) - width):
            row = unit_at.get(text[a : a + width])
            if row is None:
                continue
            for offset, char in ((0, text[a - 1]), (len(contexts), text[a + width])):
                if char in context_at:
                    rows.append(row)
                    columns.append(offset + context_at[char])
    shape = (len(units), 2 * len(contexts))
    counts = sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    row_sums = np.asarray(counts.sum(axis=1)).ravel()
    column_share = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    column_share /= column_share.sum()
    table = counts.tocoo()
    association = np.log(table.data / (row_sums[table.row] * column_share[table.col]))
    kept = association > 0
    ppmi = sparse.csr_matrix((association[kept], (table.row[kept], table.col[kept])), shape=shape)
    u, s, _ = svds(ppmi, k=32, v0=np.ones(min(shape)))
    order = np.argsort(-s)
    placed = u[:, order] * np.sqrt(s[order])
    placed /= np.linalg.norm(placed, axis=1, keepdims=True) + 1e-9
    signs = np.sign(placed[np.abs(placed).argmax(axis=0), np.arange(placed.shape[1])])
    placed = (placed * signs)[:, :n_dimensions]
    return dict(zip(units, placed, strict=True))
