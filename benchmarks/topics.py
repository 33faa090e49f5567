"""Topics: quality, stability, time.

    python -m benchmarks.topics FOLDER [--topics K] [--seeds N] [--sweep]

The first table compares ways of fitting: whole texts as documents and paragraphs without any trimming, both
with gensim's defaults, and Koujing's fits with either engine. Diversity is the share of distinct terms among
the first ten of all topics, NPMI their coherence with paragraphs as windows; stability is the mean overlap of
a topic with its match in the fits from the other seeds, given as the median of all topics and of those that
are shown in full colour.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from gensim.matutils import Sparse2Corpus
from gensim.models import LdaModel
from scipy import sparse

from analysis import clean_documents, count_terms, distinct, read_folder, segment
from analysis.corpus import Corpus, DocTermMatrix
from analysis.topics import (
    STABLE,
    choose_topics,
    coherence,
    fit_topics,
    label_topics,
    recommendation,
    top_terms,
    typical_paragraphs,
)
from analysis.topics.coherence import diversity_of, first_terms
from analysis.topics.engines import fit_terms
from analysis.topics.stability import central_run
from analysis.topics.units import prepare_units


def plain(dtm: DocTermMatrix, n_topics: int, seed: int) -> np.ndarray:
    """Return topics fitted by gensim with its default settings in ten passes."""
    bag = list(Sparse2Corpus(sparse.csr_matrix(dtm.counts), documents_columns=False))
    names = dict(enumerate(dtm.terms))
    model = LdaModel(bag, n_topics, names, passes=10, random_state=seed, eval_every=0, dtype=np.float64)
    return model.get_topics()


def measure(
    name: str, dtm: DocTermMatrix, windows: DocTermMatrix, n_seeds: int, fit: Callable[[int], np.ndarray]
) -> dict[str, object]:
    """Fit from several seeds and return one row of the table."""
    fits, seconds = [], []
    for seed in range(1, n_seeds + 1):
        began = time.perf_counter()
        fits.append(fit(seed))
        seconds.append(time.perf_counter() - began)
    lists = [first_terms(topics, dtm.terms) for topics in fits]
    stability = central_run(fits).stability
    return {
        "fit": name,
        "units": len(dtm.units),
        "terms": len(dtm.terms),
        "diversity": np.mean([diversity_of(part) for part in lists]),
        "npmi": np.mean([coherence(part, windows)["npmi"].mean() for part in lists]),
        "c_v": np.mean([coherence(part, windows)["c_v"].mean() for part in lists]),
        "stability": np.median(stability),
        "in_colour": int((stability >= STABLE).sum()),
        "stability_in_colour": np.median(stability[stability >= STABLE])
        if (stability >= STABLE).any()
        else np.nan,
        "seeds": n_seeds,
        "seconds": np.median(seconds),
    }


def compare(corpus: Corpus, n_topics: int, n_seeds: int) -> pd.DataFrame:
    """Return the first table."""
    documents, paragraphs = count_terms(corpus), count_terms(corpus, unit="paragraph")
    units = prepare_units(paragraphs).dtm
    few = min(n_seeds, 2)
    rows = [
        measure("whole texts, plain", documents, paragraphs, few, lambda s: plain(documents, n_topics, s)),
        measure("paragraphs, plain", paragraphs, paragraphs, few, lambda s: plain(paragraphs, n_topics, s)),
    ]
    for engine in ("gensim", "tomotopy"):
        if importlib.util.find_spec(engine):

            def fit(seed: int, engine: str = engine) -> np.ndarray:
                return fit_terms(units.counts, n_topics, seed, engine)

            rows.append(measure(f"koujing, {engine}", units, paragraphs, n_seeds, fit))
    return pd.DataFrame(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", type=int, default=12)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--sweep", action="store_true", help="also choose the number of topics")
    options = parser.parse_args()
    cleaned = clean_documents(read_folder(options.folder).documents)
    corpus = segment(distinct(cleaned.documents), cleaned.paragraphs)
    print(compare(corpus, options.topics, options.seeds).round(3).to_string(index=False))
    paragraphs = count_terms(corpus, unit="paragraph")
    if options.sweep:
        for n_jobs in (1, 2):
            began = time.perf_counter()
            choice = choose_topics(paragraphs, n_jobs=n_jobs)
            print(f"\nsweep with n_jobs={n_jobs}: {time.perf_counter() - began:.0f} s")
        print(choice.round(3).to_string(index=False))
        print(recommendation(choice, "en")[1])
    model = fit_topics(paragraphs, options.topics, restarts=3)
    labels, typical = label_topics(model), typical_paragraphs(model, corpus, 1).set_index("topic")
    for topic, terms in top_terms(model).groupby("topic")["term"]:
        place = f"{typical.loc[topic, 'source']}:{typical.loc[topic, 'first_line']}"
        print(f"\n{topic} {labels[topic]} ({model.stability[topic]:.2f}): {' '.join(terms)}\n  {place}")


if __name__ == "__main__":
    main()
