"""How much planted reuse is found, how much else is said to be, and how time grows.

    python -m benchmarks.reuse CITY_REPORTS NATIONAL_REPORTS

Into 40 reports, four passages each of 40 to 300 letters and digits are planted, each from another report that
stands in the corpus too, with 0, 10, 20 and 30 % of characters replaced by ones as frequent as they are, with
two clauses exchanged, or with numbers and names replaced. Recall is the share of planted characters that a
passage of the same two reports covers; precision the share of characters in passages of these two reports, on
the host's side, that were planted or that are found as well when nothing is planted. Then: two cities whose
text is the national report, how often intervals of shares hold, whether provinces drawn at random show an
effect, and times.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import read_texts, reuse_shares, text_reuse
from analysis.corpus import Corpus
from analysis.prepare import read_corpus
from analysis.reuse.shares import SHARE_KINDS, _bounds

N_HOSTS, N_PLANTED = 40, 4
CLAUSE = re.compile(r"[^，。；！？、\n]+[，。；！？、\n]*")
N_DOCUMENTS = (3, 5, 12, 40)
RARE = (2010, 2016, 2022)
"""National reports that serve as the reference alone: fewer texts share some of one, and unequally."""
NATIONAL = 0.5
"""A text of which so much is inherited is the national report under a city's name."""
WAYS = ("as it is", "10 %", "20 %", "30 %", "clauses moved", "names and numbers")


def changed(text: str, way: str, letters: str, rng: np.random.Generator) -> str:
    """Return a passage, changed in one of the ways."""
    if way.endswith("%"):
        share = int(way.split()[0]) / 100
        return "".join(
            letters[rng.integers(len(letters))] if sign.isalnum() and rng.random() < share else sign
            for sign in text
        )
    if way == "clauses moved":
        clauses = CLAUSE.findall(text)
        if len(clauses) > 3:
            one, other = sorted(rng.choice(len(clauses), 2, replace=False))
            clauses[one], clauses[other] = clauses[other], clauses[one]
        return "".join(clauses)
    if way == "names and numbers":
        text = re.sub(r"\d+", lambda _: str(rng.integers(1, 9999)), text)
        return re.sub(
            r"[一-鿿]{2}(?=[市县区省州])",
            lambda _: "".join(letters[at] for at in rng.integers(len(letters), size=2)), text,
        )  # fmt: skip
    return text


def planted(texts: pd.Series, way: str, rng: np.random.Generator) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the texts with passages planted in the first 40, and where these stand."""
    names = list(texts.index)
    order = rng.permutation(len(names))
    hosts, sources = [names[at] for at in order[:N_HOSTS]], [names[at] for at in order[N_HOSTS:]]
    letters = "".join(sign for sign in "".join(texts) if "一" <= sign <= "鿿")
    result, rows = dict(texts), []
    for host in hosts:
        pieces = texts[host].split("\n")
        places = sorted(rng.choice(len(pieces), min(N_PLANTED, len(pieces)), replace=False))
        chosen = rng.choice(len(sources), len(places), replace=False)
        built, length = [], 0
        for at, piece in enumerate(pieces):
            built.append(piece)
            length += len(piece) + 1
            if at in places:
                source = sources[chosen[places.index(at)]]
                n = int(rng.integers(45, 330))
                start = int(rng.integers(max(len(texts[source]) - n, 1)))
                new = changed(texts[source][start : start + n].replace("\n", ""), way, letters, rng)
                built.append(new)
                rows.append((host, source, length, length + len(new)))
                length += len(new) + 1
        result[host] = "\n".join(built)
    return result, pd.DataFrame(rows, columns=["host", "source", "start", "end"])


def scores(texts: pd.Series, natural: pd.DataFrame, way: str, seed: int) -> tuple[float, float]:
    """Return recall and precision at characters."""
    rng = np.random.default_rng(seed)
    new, places = planted(texts, way, rng)
    found = text_reuse(_corpus(new))
    of_pairs = {pair: part for pair, part in found.groupby(["doc_id", "doc_id_other"])}
    before = {pair: part for pair, part in natural.groupby(["doc_id", "doc_id_other"])}
    n_planted = n_hit = n_found = n_right = 0
    for host, source, start, end in places.itertuples(index=False):
        text = new[host]
        letters = np.array([sign.isalnum() for sign in text])
        truth, cover = np.zeros(len(text), bool), np.zeros(len(text), bool)
        same = places[(places["host"] == host) & (places["source"] == source)]
        for a, b in same[["start", "end"]].itertuples(index=False):
            truth[a:b] = True
        known = [texts[host][a:b] for a, b in _spans(before.get((host, source)))]
        for a, b in _spans(of_pairs.get((host, source))):
            if not any(text[a:b] in said or said in text[a:b] for said in known):
                cover[a:b] = True
            elif truth[a:b].any():
                cover[a:b] |= truth[a:b]
        here = np.zeros(len(text), bool)
        here[start:end] = True
        n_planted += int((here & letters).sum())
        n_hit += int((here & cover & letters).sum())
        n_found += int((cover & letters).sum())
        n_right += int((cover & truth & letters).sum())
    return n_hit / n_planted, n_right / max(n_found, 1)


def _spans(part: pd.DataFrame | None) -> list[tuple[int, int]]:
    return [] if part is None else list(part[["start", "end"]].itertuples(index=False, name=None))


def _corpus(texts: dict[str, str]) -> Corpus:
    """Return the texts as a corpus with one token each: passages are looked for in characters."""
    documents = read_texts(texts, city=list(texts))
    return Corpus.from_tokens({doc_id: [text] for doc_id, text in texts.items()}, documents)


def random_provinces(corpus: Corpus, n_draws: int = 20) -> tuple[float, list[float]]:
    """Return reuse of pairs of one province over that of other pairs, and the same for provinces drawn."""
    found = text_reuse(corpus)
    found = found[found["kind"].isin(["same province", "other"])]
    pairs = found.groupby(["doc_id", "doc_id_other"])["n_characters"].sum()
    provinces = corpus.documents["province"]
    ids = [doc_id for doc_id in corpus.documents.index if isinstance(provinces[doc_id], str)]
    near = pairs.reindex(pd.MultiIndex.from_product([ids, ids]), fill_value=0).to_numpy()
    near = near.reshape(len(ids), len(ids))
    apart = ~np.eye(len(ids), dtype=bool)

    def ratio(labels: np.ndarray) -> float:
        same = labels[:, None] == labels[None, :]
        return float(near[same & apart].mean() / near[~same].mean())

    rng = np.random.default_rng(1)
    labels = provinces[ids].to_numpy(dtype=object)
    return ratio(labels), [ratio(rng.permutation(labels)) for _ in range(n_draws)]


def coverage(table: pd.DataFrame, n_draws: int = 600) -> None:
    """Print how often the intervals of `reuse_shares` hold the share of all documents, each a group there."""
    counts = table.pivot(index="group", columns="kind", values="n_characters")[list(SHARE_KINDS)]
    n, sizes = counts.to_numpy(), counts.sum(axis=1).to_numpy()
    truth = n.sum(axis=0) / sizes.sum()
    for drawn in N_DOCUMENTS:
        rows = np.random.default_rng(drawn).integers(0, len(n), (n_draws, drawn))
        bounds = np.array([_bounds(n[at], n[at].sum(axis=0) / sizes[at].sum()) for at in rows])
        given = ~np.isnan(bounds[:, 0])
        holds = ((bounds[:, 0] <= truth) & (truth <= bounds[:, 1]) & given).sum(axis=0)
        told = [
            f"{kind} {hold / n_given:.3f} of {n_given / n_draws:.0%}"
            for kind, hold, n_given in zip(counts, holds, given.sum(axis=0), strict=True) if n_given
        ]  # fmt: skip
        print(f"{drawn} documents, intervals that hold, of samples that have one:", "; ".join(told))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("reports", type=Path, help="reports of city governments")
    parser.add_argument("national", type=Path, nargs="?", help="reports of the central government")
    parser.add_argument("--growth", type=Path, help="further texts, to tell time and rows by size")
    given = parser.parse_args()
    cities = read_corpus(given.reports, copies="all").corpus
    texts = cities.documents["text"]
    copies = texts.duplicated(keep=False)
    natural = text_reuse(_corpus(dict(texts[~copies])))
    for way in WAYS:
        results = np.array([scores(texts[~copies], natural, way, seed) for seed in (1, 2)])
        print(f"{way}\trecall {results[:, 0].mean():.3f}\tprecision {results[:, 1].mean():.3f}", flush=True)
    if given.national:
        national = read_corpus(given.national, copies="all").corpus
        begun = time.perf_counter()
        found = text_reuse(cities, national)
        print(f"{len(cities)} texts and {len(national)} of the reference: "
              f"{time.perf_counter() - begun:.1f} s, {len(found)} rows")  # fmt: skip
        table = reuse_shares(found, cities)
        inherited = table[table["kind"] == "inherited"].set_index("group")["share"]
        print("inherited: median", f"{inherited.median():.3f};", "most:",
              inherited.nlargest(3).round(3).to_dict())  # fmt: skip
        plain = inherited.index[inherited < NATIONAL]
        coverage(table[table["group"].isin(plain)])
        for year in RARE:
            one = national[list(national.documents.index[national.documents["year"] == year])]
            print(f"the report of {year} as the reference", flush=True)
            rare = reuse_shares(text_reuse(cities, one), cities)
            coverage(rare[rare["group"].isin(plain)])
    real, drawn = random_provinces(cities[~copies.to_numpy()])
    print(f"pairs of one province over others: {real:.2f}; provinces drawn: {np.mean(drawn):.2f} "
          f"({min(drawn):.2f} to {max(drawn):.2f})")  # fmt: skip
    growth(cities, [len(cities) // 4, len(cities) // 2, len(cities)])
    if given.growth:
        others = read_corpus(given.growth, copies="all").corpus
        mixed = np.random.default_rng(1).permutation(np.asarray(others.documents.index, dtype=object))
        growth(others[list(mixed)], [len(others) // 8, len(others) // 4, len(others) // 2, len(others)])


def growth(corpus: Corpus, sizes: Sequence[int]) -> None:
    """Print the seconds of processor time and the rows of the first texts, as many as each size says."""
    times, rows = [], []
    for n in sizes:
        part = corpus[list(corpus.documents.index[:n])]
        begun = time.process_time()
        rows.append(len(text_reuse(part)))
        times.append(time.process_time() - begun)
    for name, values in (("seconds", times), ("rows", rows)):
        slope = np.polyfit(np.log(sizes), np.log(values), 1)[0]
        print(
            name,
            [f"{n}: {value:.2f}" for n, value in zip(sizes, values, strict=True)],
            f"growth {slope:.2f}",
        )


if __name__ == "__main__":
    main()
