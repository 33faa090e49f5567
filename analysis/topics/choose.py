"""Choosing the number of topics: a sweep over candidates, and a recommendation with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..checks import (
    check_choice,
    check_jobs,
    check_kind,
    check_result,
    check_share,
    check_whole,
    check_wholes,
)
from ..corpus import DocTermMatrix
from ..errors import InputError
from ..lexicon import messages
from ..stats import FloatArray
from .coherence import coherence, diversity_of, exclusivity, first_terms
from .engines import ENGINES, fit_many
from .infer import held_out_likelihood
from .stability import STABLE, central_run, check_size, fits_of, recurrence
from .units import MAX_SHARE, prepare_units

CANDIDATES = (5, 8, 10, 12, 15, 20, 25)

HELD_OUT = 10
"""One unit in this many is held out from the fits of the sweep."""

FEWEST = 10
"""Minimum units per topic: with fewer, a number of topics is not a candidate."""

WORTH = 0.03
"""More topics must raise the score by more than this to be worth the extra reading."""

CRITERIA = ("npmi", "exclusivity", "held_out", "stability")


def choose_topics(
    dtm: DocTermMatrix,
    candidates: Sequence[int] = CANDIDATES,
    seed: int = 1,
    restarts: int = 3,
    engine: str = "gensim",
    max_share: float = MAX_SHARE,
    min_documents: int | None = None,
    n_jobs: int = 2,
) -> pd.DataFrame:
    """Fit every candidate number of topics from several seeds and recommend one.

    Nine tenths of the units are fitted, the last tenth is held out. Coherence, exclusivity, held-out
    likelihood and stability are each scaled from 0 (worst candidate) to 1 (best) and averaged. The smallest
    number of topics whose score is within 0.03 of the best is recommended, among those whose mean stability
    reaches `STABLE`, if any does.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    candidates : sequence of int
        Numbers of topics; those with fewer than ten units of text per topic are left out.
    seed : int
        First seed; also the seed for choosing held-out units.
    restarts : int
        Fits of each candidate, and of as many resamples of its documents, at least 2.
    engine : {"gensim", "tomotopy"}
        The library that fits.
    max_share, min_documents
        As for `fit_topics`.
    n_jobs : int
        Cores; the result does not depend on it.

    Returns
    -------
    DataFrame
        `n_topics, npmi, c_v, exclusivity, diversity, held_out, stability, score, recommended`, sorted by
        `n_topics`: means over the fits. Coherence is that of ten terms a topic with units as windows, missing
        where undefined; `held_out` is in nats per token (higher, i.e. nearer to 0, is better); `stability` is
        how much of the topics recurs when the documents are resampled (missing with a single document).

    Raises
    ------
    InputError
        When no candidate can be fitted, or fewer than two restarts are asked for.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, choose_topics
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> choice = choose_topics(dtm, [2, 3], restarts=2, max_share=0.6, n_jobs=1)
    >>> choice["n_topics"].tolist()
    [2, 3]
    """
    check_kind("choose_topics", dtm, "DocTermMatrix")
    check_choice("choose_topics", "engine", engine, ENGINES)
    check_wholes("choose_topics", seed=seed, restarts=restarts)
    check_share("choose_topics", "max_share", max_share)
    check_jobs("choose_topics", n_jobs)
    for number in candidates:
        check_whole("choose_topics", "candidates", number, 1)
    if restarts < 2:
        raise InputError("`choose_topics` needs at least two restarts to measure stability.")
    units = prepare_units(dtm, max_share, min_documents).dtm
    held = np.random.default_rng(seed).permutation(len(units.units)) % HELD_OUT == 0
    counts, held_counts = units.counts[~held], units.counts[held]
    seen = np.asarray(counts.sum(axis=0)).ravel() > 0
    counts, held_counts = counts[:, seen], held_counts[:, seen]
    terms = [term for term, known in zip(units.terms, seen, strict=True) if known]
    ks = [k for k in sorted(set(candidates)) if 2 <= k <= min(counts.shape[0] // FEWEST, counts.shape[1])]
    if not ks:
        check_size(counts.shape[0], counts.shape[1], min(candidates, default=2))
        raise InputError(
            f"With {counts.shape[0]} units of text there is nothing to choose from: give more text, "
            "or name the number of topics."
        )
    wanted = [(counts, k, seed + i) for k in ks for i in range(restarts)]
    fits = fit_many(wanted, engine, n_jobs=n_jobs)
    fitted = DocTermMatrix(
        counts, units.units[~held], tuple(terms), units.sizes[~held], units.unit, units.settings
    )
    rows = []
    for at, k in enumerate(ks):
        mine = fits[at * restarts : (at + 1) * restarts]
        lists = [first_terms(fit, terms) for fit in mine]
        coherent = pd.concat([coherence(part, units) for part in lists])
        rows.append(
            (
                k,
                float(coherent["npmi"].mean(skipna=False)),
                float(coherent["c_v"].mean(skipna=False)),
                float(np.mean([exclusivity(fit).mean() for fit in mine])),
                float(np.mean([diversity_of(part) for part in lists])),
                float(np.mean([held_out_likelihood(held_counts, fit) for fit in mine])),
                _stability(mine, fitted, k, range(seed, seed + restarts), engine, n_jobs),
            )
        )
    columns = ["n_topics", "npmi", "c_v", "exclusivity", "diversity", "held_out", "stability"]
    table = pd.DataFrame(rows, columns=columns)
    table["score"] = _score(table)
    table["recommended"] = table["n_topics"] == _recommended(table)
    return table


def _stability(
    fits: Sequence[FloatArray],
    units: DocTermMatrix,
    n_topics: int,
    seeds: Sequence[int],
    engine: str,
    n_jobs: int,
) -> float:
    """Return how much of the central fit recurs in resampled documents; NaN with a single document."""
    _, drawn = fits_of(units, n_topics, seeds, engine, n_jobs=n_jobs, given=False)
    best = fits[central_run(fits).run]
    return float(recurrence(best, list(drawn.values()))[1].mean()) if drawn else float("nan")


def _score(table: pd.DataFrame) -> pd.Series[float]:
    values = table[list(CRITERIA)]
    spread = values.max() - values.min()
    scaled = (values - values.min()) / spread.where(spread > 0)
    return scaled.mean(axis=1)


def _recommended(table: pd.DataFrame) -> int:
    stable = table[table["stability"] >= STABLE]
    among = (stable if len(stable) else table).dropna(subset="score")
    if among.empty:
        return int(table["n_topics"].iloc[0])
    return int(among.loc[among["score"] >= among["score"].max() - WORTH, "n_topics"].min())


def recommendation(choice: pd.DataFrame, lang: str = "zh") -> tuple[int, str]:
    """Return the recommended number of topics and the reason as text.

    Parameters
    ----------
    choice : DataFrame
        The result of `choose_topics`.
    lang : {"zh", "en"}
        Language of the reason.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, choose_topics, recommendation
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> choice = choose_topics(dtm, [2, 3], restarts=2, max_share=0.6, n_jobs=1)
    >>> number, reason = recommendation(choice, lang="en")
    >>> number
    2
    """
    check_result("recommendation", choice, ("recommended", "n_topics"), "choose_topics(dtm)")
    chosen = choice[choice["recommended"]].iloc[0]
    say = messages(lang)["topics"]
    best = {
        key: int(choice.loc[choice[key].idxmax(), "n_topics"])
        for key in CRITERIA
        if choice[key].notna().any()
    }
    listed = ("、" if lang == "zh" else ", ").join(map(str, choice["n_topics"]))
    reason = say["choice"].format(
        n_topics=int(chosen["n_topics"]), candidates=listed, stability=f"{chosen['stability']:.2f}",
        npmi=say["undefined"] if pd.isna(chosen["npmi"]) else f"{chosen['npmi']:.2f}",
        exclusivity=f"{chosen['exclusivity']:.2f}", held_out=f"{chosen['held_out']:.2f}".replace("-", "−"),
        best_npmi=best.get("npmi", "–"), best_held_out=best.get("held_out", "–"),
        best_stability=best.get("stability", "–"),
    )  # fmt: skip
    if chosen["stability"] < STABLE:
        reason += ("" if lang == "zh" else " ") + say["choice_unstable"]
    return int(chosen["n_topics"]), reason
