"""How often unhedged claims are made when there is nothing to claim, and how often when there is.

`null`: real documents are assigned to groups at random, so that no difference between groups is real; every
claim made without “in these texts” is then an error. `power`: the same, after a difference has been planted
in the documents of one group: a word at twice its rate, a theme at twice its rate, slogans at twice their
rate.

    python -m benchmarks.claims_null FOLDER [--draws 200]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import (
    clean_documents,
    count_terms,
    distinct,
    find_slogans,
    fit_topics,
    label_topics,
    read_documents,
    segment,
    standing_out,
    term_marks,
    theme_hits,
)
from analysis.claims import (
    Claim,
    DocumentCounts,
    rate_claims,
    slogan_counts,
    term_claims,
    theme_counts,
    topic_counts,
)
from analysis.corpus import DocTermMatrix

DESIGNS = ((2, 1), (2, 5), (2, 20), (10, 5), (6, 3))
"""Number of groups, and documents in each."""

N_PERMUTATIONS = 199

KINDS = ("term", "avoided", "theme", "slogan", "numeric", "topic")


class Material(NamedTuple):
    """The data shared by all draws: counts of each document."""

    dtm: DocTermMatrix
    marks: pd.Series[str]
    rates: dict[str, DocumentCounts]
    topics: dict[Any, str]


def material(folder: str) -> Material:
    """Read, segment and count the texts of a folder once."""
    cleaned = clean_documents(read_documents(folder))
    corpus = segment(distinct(cleaned.documents), cleaned.paragraphs)
    dtm = count_terms(corpus)
    total = np.asarray(dtm.counts.sum(axis=0)).ravel()
    frequent = [term for term, n in zip(dtm.terms, total, strict=True) if n >= 5]
    model = fit_topics(count_terms(corpus, unit="paragraph"), n_topics=12, seed=1)
    rates = {
        "theme": theme_counts(corpus, theme_hits(corpus)),
        "": slogan_counts(corpus, find_slogans(corpus)),
        "topic": topic_counts(model),
    }
    return Material(dtm, term_marks(corpus, frequent), rates, dict(label_topics(model)))


def claims_of(made: Material, dtm: DocTermMatrix, labels: pd.Series[str], seed: int) -> list[Claim]:
    """Return all claims about the given documents in groups."""
    found = standing_out(dtm, "group", N_PERMUTATIONS, seed)
    sizes = pd.Series(dtm.sizes, index=dtm.units.index).groupby(labels).sum()
    claims = term_claims(found, made.marks.to_dict(), sizes.to_dict())
    for kind, measured in made.rates.items():
        ids = labels.index.intersection(measured.counts.index)
        chosen = DocumentCounts(measured.counts.loc[ids], measured.exposure.loc[ids], measured.per)
        names = made.topics if kind == "topic" else None
        claims += rate_claims(kind, "", chosen, labels, names, seed=seed, n_permutations=N_PERMUTATIONS)
    return claims


def draws(made: Material, n_groups: int, size: int, n_draws: int) -> Iterator[tuple[Any, pd.Series[str]]]:
    """Yield random documents in random groups, each draw with its own generator."""
    ids = made.dtm.units.index.to_numpy()
    for turn in range(n_draws):
        rng = np.random.default_rng([n_groups, size, turn])
        taken = rng.choice(ids, n_groups * size, replace=False)
        labels = pd.Series(np.repeat([f"g{i}" for i in range(n_groups)], size), index=taken, dtype=object)
        yield rng, labels


def part(dtm: DocTermMatrix, labels: pd.Series[str]) -> DocTermMatrix:
    """Return the counts of the documents that have a label."""
    rows = dtm.units.index.get_indexer(labels.index)
    units = dtm.units.iloc[rows].assign(group=labels.to_numpy())
    return DocTermMatrix(dtm.counts[rows], units, dtm.terms, dtm.sizes[rows], dtm.unit, dtm.settings)


def null(made: Material, n_draws: int) -> pd.DataFrame:
    """Return the share of draws in which each kind of unhedged claim is made, for each design."""
    rows = []
    for n_groups, size in DESIGNS:
        if n_groups * size > len(made.dtm.units):
            continue
        said: dict[str, int] = dict.fromkeys(KINDS, 0)
        for turn, (_, labels) in enumerate(draws(made, n_groups, size, n_draws)):
            kinds = {
                claim.kind for claim in claims_of(made, part(made.dtm, labels), labels, turn) if claim.tested
            }
            for kind in kinds:
                said[kind] += 1
        rows.append({"design": f"{n_groups}×{size}", **{kind: n / n_draws for kind, n in said.items()}})
    return pd.DataFrame(rows)


def power(made: Material, n_draws: int, size: int = 20) -> pd.DataFrame:
    """Return the share of draws in which a planted difference is claimed unhedged, and claimed first.

    In each draw, a term, a theme, slogans or a topic is doubled in one of two groups.
    """
    rows = {kind: [0, 0] for kind in ("term 300", "term 600", "theme", "slogan", "topic")}
    for turn, (rng, labels) in enumerate(draws(made, 2, size, n_draws)):
        mine = labels.index[labels == "g0"]
        for kind, got in rows.items():
            changed, dtm, name = _planted(made, labels, mine, kind, rng)
            claims = [
                c for c in claims_of(changed, dtm, labels, turn) if c.tested and c.kind == kind.split()[0]
            ]
            claims.sort(key=lambda claim: (claim.p, -claim.bound))
            told = [c.facts.get("term", c.facts.get("name")) for c in claims if c.group == "g0"]
            got[0] += name in told
            got[1] += bool(told) and told[0] == name
    return pd.DataFrame(
        [{"kind": kind, "found": a / n_draws, "first": b / n_draws} for kind, (a, b) in rows.items()]
    )


def _planted(
    made: Material, labels: pd.Series[str], mine: pd.Index[Any], kind: str, rng: Any
) -> tuple[Material, DocTermMatrix, str]:
    dtm = part(made.dtm, labels)
    if kind.startswith("term"):
        total = np.asarray(dtm.counts.sum(axis=0)).ravel()
        spread = np.asarray((dtm.counts > 0).sum(axis=0)).ravel()
        able = [
            i for i in np.flatnonzero((total >= int(kind.split()[1])) & (spread >= 0.6 * len(labels)))
            if made.marks.get(dtm.terms[i], "") == ""
        ]  # fmt: skip
        column = int(rng.choice(able))
        counts = sparse.lil_array(dtm.counts)
        rows = np.flatnonzero((labels == "g0").to_numpy())
        counts[rows, column] = counts[rows, column].toarray() * 2
        changed = DocTermMatrix(
            sparse.csr_array(counts), dtm.units, dtm.terms, dtm.sizes, dtm.unit, dtm.settings
        )
        return made, changed, dtm.terms[column]
    source = "" if kind == "slogan" else kind
    measured = made.rates[source]
    names = list(made.topics) if kind == "topic" else list(measured.counts.columns)
    name = "slogan" if kind == "slogan" else names[int(rng.integers(len(names)))]
    counts = measured.counts.copy()
    ids = mine.intersection(counts.index)
    counts.loc[ids, name] = counts.loc[ids, name] * 2
    rates = {**made.rates, source: DocumentCounts(counts, measured.exposure, measured.per)}
    told = made.topics[name] if kind == "topic" else str(name)
    return made._replace(rates=rates), dtm, told


def main() -> None:
    """Run both and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--skip-power", action="store_true")
    args = parser.parse_args()
    made = material(args.folder)
    print(null(made, args.draws).to_string(index=False))
    if not args.skip_power:
        print(power(made, max(args.draws // 4, 10)).to_string(index=False))


if __name__ == "__main__":
    main()
