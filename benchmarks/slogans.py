"""Scores the slogan finder on annotated paragraphs: `python -m benchmarks.slogans`, takes a few minutes.

Cross-validated over source documents: the paragraphs of a document are searched by a finder trained without
that document (including the boundary forests), at a threshold chosen on the other folds. Counts from raw text
are not refitted, since they use no annotation; nor are, in each fold, the cuts the classifier learns from.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from analysis.lexicon import DATA
from analysis.slogans.finder.numeric import numeric_formulas

from .slogan_training import annotations as data
from .slogan_training.validation import (
    Matched,
    Quality,
    Scored,
    cross_validate,
    factor_limits,
    matched_runs,
    quality_of,
    resamples,
    sure_threshold,
)

Counts = np.ndarray
QUALITY = DATA / "slogan_quality.toml"
# Correct, found and wanted in 116 paragraphs of 26 unannotated documents, read by the guidelines before
# the rules were improved by what they showed; the scores on them would now be too good.
FRESH_NUMERIC = (91, 96, 95)
THRESHOLDS = np.arange(0.15, 0.65, 0.025)


def tally(found: Iterable[data.Spans], wanted: Iterable[data.Spans]) -> Counts:
    """Return hits, found, wanted of limbs, then of groups."""
    found, wanted = set(found), set(wanted)
    limbs, wanted_limbs = {s for run in found for s in run}, {s for run in wanted for s in run}
    return np.array(
        [
            len(limbs & wanted_limbs),
            len(limbs),
            len(wanted_limbs),
            len(found & wanted),
            len(found),
            len(wanted),
        ]
    )


def scores_of(counts: Counts) -> tuple[float, float, float]:
    """Return precision, recall and F1 of hits, found, wanted; NaN where undefined."""
    hits, found, wanted = counts[:3]
    precision = hits / found if found else np.nan
    recall = hits / wanted if wanted else np.nan
    return precision, recall, 2 * hits / (found + wanted) if found + wanted else np.nan


def thresholds(scored: Sequence[Scored]) -> dict[int, float]:
    """Return for each fold the threshold around which F1 on the other folds is highest.

    F1 is averaged over a threshold and its two neighbours on both sides: a single one is a matter of luck.
    """
    by_fold = {
        (fold, t): sum(
            (tally(j.found(t), j.paragraph.runs) for j in scored if j.paragraph.fold == fold), np.zeros(6)
        )
        for fold in range(data.N_FOLDS)
        for t in THRESHOLDS
    }
    chosen = {}
    for fold in range(data.N_FOLDS):
        others = [f for f in range(data.N_FOLDS) if f != fold]
        f1 = np.array([scores_of(sum(by_fold[f, t] for f in others))[2] for t in THRESHOLDS])
        around = [np.nanmean(f1[max(0, k - 2) : k + 3]) for k in range(len(f1))]
        chosen[fold] = THRESHOLDS[int(np.argmax(around))]
    return chosen


def interval(by_source: dict[str, Counts], n_resamples: int = 1000) -> tuple[float, float]:
    """Return the 95 % bootstrap interval over documents of F1."""
    table = np.array([by_source[source] for source in sorted(by_source)])
    drawn = np.random.default_rng(0).multinomial(len(table), np.full(len(table), 1 / len(table)), n_resamples)
    totals = drawn @ table
    low, high = np.nanquantile(2 * totals[:, 0] / (totals[:, 1] + totals[:, 2]), [0.025, 0.975])
    return float(low), float(high)


def line(name: str, counts: Counts) -> str:
    """Return one line of the report."""
    precision, recall, f1 = scores_of(counts)
    hits, found, wanted = (int(n) for n in counts[:3])
    rates = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
    return f"{name:28s} {rates}   ({hits} of {found} found, {wanted} annotated)"


def breakdown(
    scored: Sequence[Scored], cut: dict[int, float], label: Callable[[data.Paragraph, data.Spans], str]
) -> dict[str, Counts]:
    """Return the limb counts by a label of the run."""
    table: dict[str, Counts] = defaultdict(lambda: np.zeros(6, dtype=int))
    for j in scored:
        found = j.found(cut[j.paragraph.fold])
        labels = {label(j.paragraph, run) for run in [*found, *j.paragraph.runs]}
        for name in labels:
            table[name] += tally(
                [run for run in found if label(j.paragraph, run) == name],
                [run for run in j.paragraph.runs if label(j.paragraph, run) == name],
            )
    return dict(sorted(table.items()))


def separator(paragraph: data.Paragraph, run: data.Spans) -> str:
    """Return the mark after the first limb."""
    mark = paragraph.text[run[0][1] : run[1][0]].strip('”“"')[:1]
    return mark if mark in "、，；" and mark else "other"


def length(paragraph: data.Paragraph, run: data.Spans) -> str:
    """Return the class of the limbs' longest length, in characters."""
    longest = max(b - a for a, b in run)
    return "2-3" if longest <= 3 else "4" if longest == 4 else "5-6" if longest <= 6 else "7-12"


def register(paragraph: data.Paragraph, run: data.Spans) -> str:
    """Return the kind of document the paragraph is from."""
    return paragraph.register


BREAKDOWNS = {"separator": separator, "length": length, "register": register}


def numeric_counts(paragraphs: Iterable[data.Paragraph]) -> dict[str, Counts]:
    """Return hits, found, wanted of numeric formulas by source document."""
    table: dict[str, Counts] = defaultdict(lambda: np.zeros(6, dtype=int))
    for paragraph in paragraphs:
        found = Counter(formula.template for formula in numeric_formulas(paragraph.text))
        wanted = Counter(paragraph.numeric)
        hits = sum((found & wanted).values())
        table[paragraph.source][:3] += [hits, sum(found.values()), sum(wanted.values())]
    return table


def tiers_of(found: Sequence[Matched], gold: Sequence[data.Paragraph], least: float) -> dict[str, Quality]:
    """Return the quality of all, sure and likely runs, and of the sure ones of each register."""
    n_wanted = sum(len(paragraph.runs) for paragraph in gold)
    sure = [run.score >= least for run in found]
    tiers = {"all": [True] * len(found), "sure": sure, "likely": [not one for one in sure]}
    table = {name: quality_of(found, chosen, n_wanted) for name, chosen in tiers.items()}
    for name in sorted({run.register for run in found}):
        n = sum(len(paragraph.runs) for paragraph in gold if paragraph.register == name)
        some = [run for run in found if run.register == name]
        table[f"sure, {name}"] = quality_of(some, [run.score >= least for run in some], n)
    return table


def error_row(paragraph: data.Paragraph, run: data.Spans, score: float | None) -> str:
    """Return one row of the tables of `docs/slogan-errors.md`, then the limbs, which the tables omit."""
    lengths = sorted({b - a for a, b in run})
    size = str(lengths[0]) if len(lengths) == 1 else f"{lengths[0]}–{lengths[-1]}"
    mark = separator(paragraph, run)
    cells = [paragraph.key, str(run[0][0]), str(len(run)), size, mark, paragraph.register]
    told = "—" if score is None else f"{score:.2f}"
    return f"| {' | '.join([*cells, told])} |  {'/'.join(paragraph.text[a:b] for a, b in run)}"


def errors(scored: Sequence[Scored], cut: dict[int, float], n: int = 20) -> None:
    """Print the false hits with the highest scores and the misses with the lowest ones."""
    false, missed = [], []
    for one in scored:
        scores = {item.spans: score for item, score in zip(one.items, one.scores, strict=True)}
        found, paragraph = set(one.found(cut[one.paragraph.fold])), one.paragraph
        false += [
            (-scores[run], paragraph.key, error_row(paragraph, run, scores[run]))
            for run in found - paragraph.runs
        ]
        missed += [
            (scores.get(run, -1.0), paragraph.key, error_row(paragraph, run, scores.get(run)))
            for run in paragraph.runs - found
        ]
    never = sum(score < 0 for score, _, _ in missed)
    for title, rows in (("false hits", false), (f"misses, {never} of them never scored", missed)):
        print(f"\n{len(rows)} {title}")
        for _, _, row in sorted(rows)[:n]:
            print(row)


def numeric_factor(by_source: dict[str, Counts]) -> tuple[float, float, float]:
    """Return precision over recall of numeric formulas with its 95 % interval.

    The factor is that of the fresh paragraphs. Its variance on the log scale, (false + missed) / annotated²,
    is multiplied by the design effect of documents in the paragraphs that the rules were written with.
    """
    hits, found, wanted = FRESH_NUMERIC
    table = np.array([by_source[source][:3] for source in sorted(by_source)])
    drawn = resamples(len(table)) @ table
    n_hits, n_found, n_wanted = table.sum(axis=0)
    effect = np.log(drawn[:, 2] / drawn[:, 1]).var() / ((n_found + n_wanted - 2 * n_hits) / n_wanted**2)
    half = 1.96 * np.sqrt((found + wanted - 2 * hits) / wanted**2 * max(effect, 1))
    factor = wanted / found
    return factor, factor * np.exp(-half), factor * np.exp(half)


def tier_lines(sure: Quality, threshold: float) -> list[str]:
    """Return the quality of sure runs as TOML."""
    return [
        "",
        "# Runs of the tier `sure`; a run is right when it shares half its limbs with an annotated one.",
        "[sure]",
        f"threshold = {threshold:.2f}",
        *(f"{name} = {value:.3f}" for name, value in sure._asdict().items() if name != "n"),
        f"n = {sure.n}",
    ]


def correction_lines(
    name: str, precision: float, recall: float, factor: tuple[float, float, float]
) -> list[str]:
    """Return what rates are corrected by as TOML."""
    told = zip(("factor", "low", "high"), factor, strict=True)
    return [
        "",
        f"[correction.{name}]",
        f"precision = {precision:.3f}",
        f"recall = {recall:.3f}",
        *(f"{key} = {value:.4f}" for key, value in told),
    ]


def as_toml(
    total: Counts,
    limits: tuple[float, float],
    rows: Sequence[tuple[str, str, Counts]],
    numeric: Counts,
    further: Sequence[str] = (),
) -> str:
    """Return the scores as TOML, for the methods section of a report."""
    lines = [
        "# Written by `python -m benchmarks.slogans --write`; n is the number annotated.",
        "",
        "# Limbs, cross-validated over source documents; low and high: 95 % bootstrap over documents.",
        *table("limbs", total),
        f"low = {limits[0]:.3f}",
        f"high = {limits[1]:.3f}",
        "",
        "# Whole runs, cross-validated likewise.",
        *table("groups", total[3:]),
        "",
        "# Numeric formulas in paragraphs of documents not used for writing the rules.",
        *table("numeric", np.array(FRESH_NUMERIC)),
        "",
        "# Numeric formulas in the paragraphs used for writing the rules.",
        *table("numeric_seen", numeric),
        *further,
    ]
    for by, value, counts in rows:
        if counts[2]:
            lines += ["", *table("[breakdown]", counts), f'by = "{by}"', f'value = "{value}"']
    return "\n".join(lines) + "\n"


def table(name: str, counts: Counts) -> list[str]:
    """Return a TOML table header with its scores, except undefined ones."""
    precision, recall, f1 = scores_of(counts)
    scores = {"f1": f1, "precision": precision, "recall": recall}
    known = [f"{key} = {score:.3f}" for key, score in scores.items() if not np.isnan(score)]
    return [f"[{name}]", *known, f"n = {int(counts[2])}"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the cross-validated scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=data.SHARED / "corpora")
    parser.add_argument("--gold", type=Path, default=data.SHARED / "gold" / "slogans.jsonl")
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show the N worst errors of each kind"
    )
    parser.add_argument("--write", action="store_true", help=f"write the scores to {QUALITY.name}")
    parser.add_argument("--numeric-only", action="store_true")
    chosen = parser.parse_args(arguments)
    gold = data.gold_paragraphs(chosen.gold)
    numeric = numeric_counts(gold)
    low, high = interval(numeric)
    print(line("numeric formulas", sum(numeric.values())), f" 95 % {low:.3f} to {high:.3f}")
    if chosen.numeric_only:
        return
    scored = cross_validate(gold, data.partial_paragraphs(chosen.corpora))
    cut = thresholds(scored)
    by_source: dict[str, Counts] = defaultdict(lambda: np.zeros(6, dtype=int))
    for j in scored:
        by_source[j.paragraph.source] += tally(j.found(cut[j.paragraph.fold]), j.paragraph.runs)
    total = sum(by_source.values())
    low, high = interval(by_source)
    print(line("limbs", total), f" 95 % {low:.3f} to {high:.3f}")
    print(line("groups", total[3:]))
    print("thresholds", sorted(round(float(t), 3) for t in cut.values()))
    found = matched_runs(scored, cut)
    least = sure_threshold(found)
    tiers = tiers_of(found, gold, least)
    for name, one in tiers.items():
        print(f"{name:28s} {one}")
    n_right, n_wanted = sum(run.right for run in found), sum(len(p.runs) for p in gold)
    by_document = np.array([by_source[source][[5, 4]] for source in sorted(by_source)]).T
    factor = factor_limits(*by_document, resamples(by_document.shape[1]))
    further = [
        *tier_lines(tiers["sure"], least),
        "",
        "# Rates are multiplied by precision over recall; low and high: 95 % bootstrap over documents.",
        *correction_lines("slogan", n_right / len(found), n_right / n_wanted, factor)[1:],
        *correction_lines("numeric", *scores_of(np.array(FRESH_NUMERIC))[:2], numeric_factor(numeric)),
    ]
    print("\n".join(further))
    rows = [
        (by, value, counts)
        for by, label in BREAKDOWNS.items()
        for value, counts in breakdown(scored, cut, label).items()
    ]
    for by, value, counts in rows:
        print(line(f"{by} {value}", counts))
    if chosen.write:
        QUALITY.write_text(
            as_toml(total, (low, high), rows, sum(numeric.values()), further), encoding="utf-8"
        )
    if chosen.errors:
        errors(scored, cut, chosen.errors)


if __name__ == "__main__":
    main()
