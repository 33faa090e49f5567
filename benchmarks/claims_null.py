"""How often unhedged claims are made when there is nothing to claim, and how often when there is.

`null`: real documents are assigned to groups, or to years, at random, so that no difference is real; every
claim made without “in these texts” is then an error. `power`: the same, after a difference has been planted
in the documents of one group: a term, a theme or slogans at twice their rate, the paragraphs of a topic
added, a slogan copied in.

    python -m benchmarks.claims_null FOLDER --reference FOLDER [--draws 200] [--years] [--kinds KIND ...]
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis import (
    count_terms,
    doubted,
    find_slogans,
    fit_topics,
    gate,
    headline_terms,
    label_topics,
    read_corpus,
    slogan_profile,
    standing_out,
    term_marks,
    theme_hits,
)
from analysis.claims import (
    Claim,
    DocumentCounts,
    formula_counts,
    inherited_counts,
    rate_claims,
    slogan_counts,
    term_claims,
    term_counts,
    theme_counts,
    time_claims,
    topic_counts,
)
from analysis.corpus import Corpus, DocTermMatrix, TopicModel

DESIGNS = ((2, 1), (2, 5), (2, 20), (10, 5), (6, 3))
"""Number of groups, and documents in each."""

YEARS = (10, 6)
"""Number of years, and documents in each, of the design by year."""

N_PERMUTATIONS = 399

WIDELY = 0.2
"""Share of the documents up to which a slogan is copied into others: more would be no news."""

SIZE = 20
"""Documents in each of the two groups that differences are planted in."""


class Material(NamedTuple):
    """The data shared by all draws: counts of each document."""

    dtm: DocTermMatrix
    marks: Mapping[str, str]
    rates: dict[str, DocumentCounts]
    names: dict[str, dict[Any, str]]
    model: TopicModel


def material(folder: str, reference: str | None, keep: Path | None) -> Material:
    """Read, segment and count the texts of a folder once, or take the counts from where they are kept."""
    if keep is not None and keep.exists():
        return Material(*pickle.loads(keep.read_bytes()))
    _, cleaned, corpus = read_corpus(folder)
    referred = read_corpus(reference) if reference is not None else None
    central = find_slogans(referred.corpus) if referred is not None else None
    # Nothing is said in a report of texts that the gate doubts.
    gated = gate(cleaned.documents, "city", None, None if referred is None else referred.cleaned.documents)
    corpus = corpus[~corpus.documents.index.isin(doubted(gated))]
    made = material_of(corpus, find_slogans(corpus), central)
    if keep is not None:
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.write_bytes(pickle.dumps(tuple(made)))
    return made


def material_of(corpus: Corpus, hits: pd.DataFrame, central: pd.DataFrame | None) -> Material:
    """Count what claims are made about, given the slogans of a corpus and of the reference."""
    dtm = count_terms(corpus)
    total = np.asarray(dtm.counts.sum(axis=0)).ravel()
    frequent = [term for term, n in zip(dtm.terms, total, strict=True) if n >= 5]
    model = fit_topics(count_terms(corpus, unit="paragraph"), n_topics=12, seed=1)
    formulas, texts = formula_counts(corpus, hits)
    rates = {
        "theme": theme_counts(corpus, theme_hits(corpus)),
        "": slogan_counts(corpus, hits),
        "formula": formulas,
        "topic": topic_counts(model),
    }
    if central is not None:
        rates["inherited"] = inherited_counts(corpus, hits, slogan_profile(hits, reference=central))
    names = {"topic": dict(label_topics(model)), "formula": texts}
    return Material(dtm, term_marks(corpus, frequent).to_dict(), rates, names, model)


def claims_of(
    made: Material, dtm: DocTermMatrix, labels: pd.Series[str], seed: int, kinds: frozenset[str] | None = None
) -> list[Claim]:
    """Return all claims about the given documents in groups, or those from some sources only."""
    claims: list[Claim] = []
    if kinds is None or "term" in kinds:
        found = headline_terms(standing_out(dtm, "group", N_PERMUTATIONS, seed), made.marks)
        sizes = pd.Series(dtm.sizes, index=dtm.units.index).groupby(labels).sum()
        claims += term_claims(found, sizes.to_dict())
    for kind, measured in made.rates.items():
        if kinds is None or kind in kinds:
            chosen = rows_of(measured, labels)
            names = made.names.get(kind)
            claims += rate_claims(kind, "", chosen, labels, names, seed, N_PERMUTATIONS)
    return claims


def claims_over_time(made: Material, dtm: DocTermMatrix, years: pd.Series[int], seed: int) -> list[Claim]:
    """Return all claims about the given documents over the years."""
    counted = term_counts(dtm, dtm.terms)
    fit = {term: term for term in counted.counts.columns if not made.marks.get(term, "")}
    claims = time_claims("term", "", counted, years, fit, None, seed, N_PERMUTATIONS)
    for kind in ("theme", ""):
        measured = rows_of(made.rates[kind], years)
        names = {name: str(name) for name in measured.counts}
        claims += time_claims(kind, "", measured, years, names, None, seed, N_PERMUTATIONS)
    return claims


def rows_of(measured: DocumentCounts, labels: pd.Series[Any]) -> DocumentCounts:
    """Return the counts of the documents that have a label."""
    ids = labels.index.intersection(measured.counts.index)
    return DocumentCounts(measured.counts.loc[ids], measured.exposure.loc[ids], measured.per)


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


def null(
    made: Material, n_draws: int, designs: Sequence[tuple[int, int]], kinds: frozenset[str] | None = None
) -> pd.DataFrame:
    """Return the share of draws in which each kind of unhedged claim is made, for each design."""
    rows = []
    for n_groups, size in designs:
        if n_groups * size > len(made.dtm.units):
            continue
        by_year = (n_groups, size) == YEARS
        said: dict[str, int] = {}
        for turn, (_, labels) in enumerate(draws(made, n_groups, size, n_draws)):
            dtm = part(made.dtm, labels)
            if by_year:
                years = labels.str.removeprefix("g").astype("int64") + 2001
                claims = claims_over_time(made, dtm, years, turn)
            else:
                claims = claims_of(made, dtm, labels, turn, kinds)
            for kind in {claim.kind for claim in claims if claim.tested}:
                said[kind] = said.get(kind, 0) + 1
        design = f"{n_groups}×{size}" + (" by year" if by_year else "")
        rows.append({"design": design, **{kind: n / n_draws for kind, n in said.items()}})
    return pd.DataFrame(rows).fillna(0.0)


Planted = tuple[Material, DocTermMatrix, str]


def power(made: Material, n_draws: int) -> pd.DataFrame:
    """Return the share of draws in which a planted difference is claimed unhedged, and claimed first."""
    planted: dict[str, Callable[[Material, pd.Series[str], Any], Planted]] = {
        "a term that occurs 300 times or more": lambda m, x, rng: _term(m, x, rng, 300),
        "a term that occurs 600 times or more": lambda m, x, rng: _term(m, x, rng, 600),
        "a theme": _theme,
        "slogans": _slogans,
        "paragraphs of a topic added": _topic,
        "a slogan copied in": _formula,
    }
    kinds = dict(zip(planted, ("term", "term", "theme", "", "topic", "formula"), strict=True))
    rows = []
    for name, plant in planted.items():
        found = first = 0
        for turn, (rng, labels) in enumerate(draws(made, 2, SIZE, n_draws)):
            changed, dtm, what = plant(made, labels, rng)
            claims = claims_of(changed, dtm, labels, turn, frozenset({kinds[name]}))
            wanted = kinds[name] or "slogan"
            claims = [claim for claim in claims if claim.tested and claim.kind == wanted]
            claims = sorted(claims, key=lambda claim: -claim.bound)
            told = [c.facts.get("term", c.facts.get("name")) for c in claims if c.direction != "less"]
            found += what in told
            first += bool(told) and told[0] == what
        rows.append({"planted": name, "found": found / n_draws, "first": first / n_draws})
    return pd.DataFrame(rows)


def _term(made: Material, labels: pd.Series[str], rng: Any, least: int) -> Planted:
    """Double a term in the first group."""
    dtm = part(made.dtm, labels)
    total, spread = (np.asarray(x.sum(axis=0)).ravel() for x in (dtm.counts, dtm.counts > 0))
    able = [
        i for i in np.flatnonzero((total >= least) & (spread >= 0.6 * len(labels)))
        if made.marks.get(dtm.terms[i], "") == ""
    ]  # fmt: skip
    column = int(rng.choice(able))
    counts = sparse.lil_array(dtm.counts)
    rows = np.flatnonzero((labels == "g0").to_numpy())
    counts[rows, column] = counts[rows, column].toarray() * 2
    whole = sparse.csr_array(counts)
    changed = DocTermMatrix(whole, dtm.units, dtm.terms, dtm.sizes, dtm.unit, dtm.settings)
    return made, changed, dtm.terms[column]


def _theme(made: Material, labels: pd.Series[str], rng: Any) -> Planted:
    """Double a theme in the first group."""
    name = str(rng.choice(made.rates["theme"].counts.columns.to_numpy()))
    return _changed(made, labels, "theme", name, name)


def _slogans(made: Material, labels: pd.Series[str], rng: Any) -> Planted:
    """Double the slogans of the first group."""
    return _changed(made, labels, "", "slogan", "")


def _changed(made: Material, labels: pd.Series[str], kind: str, measure: Any, told: str) -> Planted:
    measured = made.rates[kind]
    counts = measured.counts.copy()
    counts.loc[labels.index[labels == "g0"].intersection(counts.index), measure] *= 2
    rates = {**made.rates, kind: DocumentCounts(counts, measured.exposure, measured.per)}
    return made._replace(rates=rates), part(made.dtm, labels), told or str(measure)


def _topic(made: Material, labels: pd.Series[str], rng: Any) -> Planted:
    """Add paragraphs about a topic to the first group, from other documents, until it has twice the words."""
    measured, model = made.rates["topic"], made.model
    topic = rng.choice(list(made.names["topic"]))
    at = list(model.unit_topics.columns).index(topic)
    shares, sizes = model.unit_topics.to_numpy(), np.asarray(model.sizes, dtype=np.float64)
    free = ~model.units["doc_id"].isin(labels.index).to_numpy() & (shares.argmax(axis=1) == at)
    counts, exposure = measured.counts.astype(float).copy(), measured.exposure.astype(float).copy()
    for doc_id in labels.index[labels == "g0"].intersection(counts.index):
        wanted = counts.loc[doc_id, topic]
        for row in rng.permutation(np.flatnonzero(free)):
            if wanted <= 0:
                break
            added = shares[row] * sizes[row]
            counts.loc[doc_id] += added
            exposure[doc_id] += sizes[row]
            wanted -= added[at]
    rates = {**made.rates, "topic": DocumentCounts(counts, exposure, measured.per)}
    return made._replace(rates=rates), part(made.dtm, labels), made.names["topic"][topic]


def _formula(made: Material, labels: pd.Series[str], rng: Any) -> Planted:
    """Copy a slogan once into each document of the first group."""
    measured, texts = made.rates["formula"], made.names["formula"]
    used = (measured.counts.loc[labels.index] > 0).mean()
    variant = str(rng.choice(used.index[(used > 0) & (used <= WIDELY)].to_numpy()))
    mine = labels.index[labels == "g0"]
    counts, exposure = measured.counts.copy(), measured.exposure.copy()
    counts.loc[mine, variant] += 1
    exposure.loc[mine] += len(texts[variant])
    rates = {**made.rates, "formula": DocumentCounts(counts, exposure, measured.per)}
    return made._replace(rates=rates), part(made.dtm, labels), texts[variant]


def main() -> None:
    """Run both and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--reference", help="texts that slogans may be inherited from")
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--years", action="store_true", help="only shuffled years")
    parser.add_argument(
        "--kinds", nargs="+", default=(), help="only these sources of claims: term, topic ..."
    )
    parser.add_argument("--keep", type=Path, help="file that the counts of the texts are kept in")
    args = parser.parse_args()
    begun = time.perf_counter()
    made = material(args.folder, args.reference, args.keep)
    print(f"{len(made.dtm.units)} documents, {args.draws} draws; read in {time.perf_counter() - begun:.0f} s")
    if not args.years and not args.kinds:
        print(power(made, args.draws).to_string(index=False), flush=True)
    designs = (YEARS,) if args.years else DESIGNS if args.kinds else (*DESIGNS, YEARS)
    print(
        null(made, args.draws, designs, frozenset(args.kinds) or None).round(3).to_string(index=False),
        flush=True,
    )
    print(f"{time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
