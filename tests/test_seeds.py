"""Whatever takes a seed uses it: the same seed gives the same bytes, another one something else."""

import ast
import inspect
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import (
    agreement,
    alike_within,
    career_breaks,
    choose_topics,
    coded_by_model,
    coding_sheet,
    coding_units,
    collocates,
    count_tables,
    distances,
    documents_alike,
    fit_topics,
    keyness,
    keyness_by,
    keyness_measures,
    read_codebook,
    read_texts,
    segment,
    self_agreement,
    standing_out,
    topic_stability,
)
from analysis.claims import rate_claims, time_claims
from analysis.claims.counts import DocumentCounts
from analysis.corpus import DocTermMatrix, drawn_rows
from analysis.extremes import change_tests, extremes_test
from analysis.options import OPTIONS
from analysis.topics.engines import fit_many
from analysis.topics.infer import held_out_likelihood

CITIES = ["甲市", "乙市"]
HAND_IT_ON = {
    "begin_topics", "coded_texts", "findings", "fit_or_explain", "make_report", "open_texts",
    "make_reuse_page", "reused_texts",
}  # fmt: skip
"""Functions that give their seed to others: see `tests/report/test_options.py`, `test_counted_page.py`."""


@pytest.fixture(scope="module")
def counts() -> DocTermMatrix:
    """Twelve documents of two cities, each given to other terms, so that it matters which are drawn."""
    rng = np.random.default_rng(5)
    table = rng.poisson(rng.gamma(0.6, 12, size=(12, 40)))
    units = pd.DataFrame(
        {"city": CITIES * 6, "year": pd.array(range(2010, 2022), dtype="Int64")},
        index=pd.Index([f"d{i:02d}" for i in range(12)], name="doc_id"),
    )
    return DocTermMatrix(table, units, tuple(f"词{i}" for i in range(40)), table.sum(axis=1) + 7)


@pytest.fixture(scope="module")
def varied(corpus_of):
    """Twelve documents with a node, no two of them alike in its collocates."""
    return corpus_of(
        ["港口扩建。" * (1 + i % 3) + "港口贸易。" * (i % 5) + "扩建，贸易。" * i for i in range(12)],
        CITIES * 6,
    )


@pytest.fixture(scope="module")
def measured(counts) -> DocumentCounts:
    """Two themes of these documents: one rises and the other falls, neither of them beyond all doubt."""
    steps = np.array([3, 0, 4, 2, 6, 1, 7, 5, 9, 4, 8, 10])
    themes = pd.DataFrame({"港": 9 + 4 * steps, "茶": 60 - 4 * steps}, index=counts.units.index)
    return DocumentCounts(themes, pd.Series(1_000, index=counts.units.index))


@pytest.fixture(scope="module")
def apart() -> tuple[DocumentCounts, pd.Series]:
    """One theme in two groups of six documents, that differ just enough to be told."""
    theme = pd.DataFrame({"港": [90, 60, 40, 70, 80, 50, 20, 30, 60, 40, 30, 20]})
    return DocumentCounts(theme, pd.Series(1_000, index=theme.index)), pd.Series(np.repeat(CITIES, 6))


@pytest.fixture(scope="module")
def paragraphs() -> DocTermMatrix:
    """Paragraphs without any topic, in which each fit finds something else."""
    rng = np.random.default_rng(6)
    table = rng.poisson(rng.gamma(0.4, 3, size=(60, 50)))
    units = pd.DataFrame({"doc_id": [f"d{i // 5:02d}" for i in range(60)], "paragraph": range(60)})
    units["city"] = [CITIES[i // 5 % 2] for i in range(60)]
    units["year"] = pd.array([2010 + i // 5 for i in range(60)], dtype="Int64")
    return DocTermMatrix(table, units, tuple(f"t{i}" for i in range(50)), table.sum(axis=1), "paragraph")


@pytest.fixture(scope="module")
def codings() -> pd.DataFrame:
    """Two rounds of two coders who choose at random."""
    rng = np.random.default_rng(7)
    rows = [
        (str(unit), coder, "xyz"[rng.integers(3)], turn)
        for unit in range(40)
        for coder in "AB"
        for turn in (1, 2)
    ]
    return pd.DataFrame(rows, columns=["unit", "coder", "code", "round"])


@pytest.fixture(scope="module")
def career() -> pd.DataFrame:
    """Twenty years with a rise that a few random orders of them reach."""
    n = np.array([2, 3, 1, 3, 4, 2, 1, 2, 4, 2, 5, 2, 6, 3, 5, 4, 3, 6, 5, 4])
    rows = pd.DataFrame({"item": "甲", "year": np.arange(20), "n": n, "size": 10_000})
    return rows.assign(n_documents=1, rate_per_10k=n * 1.0)


@pytest.fixture(scope="module")
def lines():
    """Twelve documents, each of ten sentences of words drawn at random."""
    rng = np.random.default_rng(8)
    words = ["补贴", "资金", "街道", "工作", "会议", "被子", "发放", "安排"]
    texts = {
        f"d{i:02d}": "".join(f"{''.join(rng.choice(words, 4))}第{j}项。" for j in range(10))
        for i in range(12)
    }
    return segment(read_texts(texts, city=CITIES * 6))


def modelled(corpus, seed: int) -> pd.DataFrame:
    units = coding_units(corpus, "sentence")
    chance = np.random.default_rng(9).random(len(units))
    people = units[["unit"]].assign(code=np.where(chance < 0.5, "资金投入", ""))
    return coded_by_model(units, people, read_codebook("instruments"), seed=seed)


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> Path:
    """Twelve texts, a row each."""
    path = tmp_path_factory.mktemp("seeds") / "texts.jsonl"
    rows = [
        {
            "city": f"{'柳州中山'[2 * (i % 2) :][:2]}市",
            "text": "港口" * (i % 5) + "，茶叶" * (1 + i % 3) + "，旅游。",
        }
        for i in range(12)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def counted(table: Path, seed: int, out: Path) -> pd.DataFrame:
    place = count_tables(table, out / str(seed), slogans=False, n_permutations=99, seed=seed)
    return pd.read_csv(place / "keyness.csv")


CASES: dict[str, Callable[..., object]] = {
    "agreement": lambda f, s: agreement(f("codings"), n_resamples=50, seed=s),
    "alike_within": lambda f, s: alike_within(
        distances(f("counts"), "year"), {str(2010 + i): "甲乙丙"[i // 4] for i in range(12)}, 99, seed=s
    ),
    "career_breaks": lambda f, s: career_breaks(f("career"), n_permutations=99, seed=s),
    "change_tests": lambda f, s: change_tests(
        f("counts").counts.toarray()[:, :4], f("counts").sizes, np.arange(12), [4], n_permutations=99, seed=s
    ),
    "choose_topics": lambda f, s: choose_topics(
        f("paragraphs"), [2, 3], s, restarts=2, max_share=1, n_jobs=1
    ),
    "coded_by_model": lambda f, s: modelled(f("lines"), s),
    "coding_sheet": lambda f, s: coding_sheet(f("lines"), read_codebook("instruments"), n=30, seed=s),
    "collocates": lambda f, s: collocates(f("varied"), "港口", min_n=1, n_resamples=99, seed=s),
    "count_tables": lambda f, s: counted(f("table"), s, f("tmp_path_factory").mktemp("out")),
    "distances": lambda f, s: distances(f("counts"), seed=s, n_permutations=40),
    "documents_alike": lambda f, s: documents_alike(f("counts"), n_permutations=99, seed=s),
    "drawn_rows": lambda f, s: drawn_rows(f("counts").units["city"], f("counts").sizes, s, 4, 0),
    "extremes_test": lambda f, s: extremes_test(
        f("counts").counts.toarray()[:, :4], f("counts").sizes, np.arange(12) % 2, n_permutations=99, seed=s
    ),
    "fit_topics": lambda f, s: fit_topics(f("paragraphs"), 3, seed=s, max_share=1).topic_terms,
    "keyness": lambda f, s: keyness(f("counts"), "甲市", n_permutations=99, seed=s),
    "keyness_by": lambda f, s: keyness_by(f("counts"), n_permutations=99, seed=s),
    "keyness_measures": lambda f, s: keyness_measures(f("counts"), "甲市", n_permutations=99, seed=s),
    "rate_claims": lambda f, s: rate_claims("theme", "keywords", *f("apart"), seed=s, n_permutations=499),
    "self_agreement": lambda f, s: self_agreement(f("codings"), n_resamples=50, seed=s),
    "standing_out": lambda f, s: standing_out(f("counts"), n_permutations=99, seed=s),
    "time_claims": lambda f, s: time_claims(
        "theme", "keywords", f("measured"), f("counts").units["year"], {"港": "港", "茶": "茶"}, seed=s
    ),
    "topic_stability": lambda f, s: topic_stability(f("paragraphs"), 3, seeds=[s, s + 1], max_share=1),
}
"""A function with a seed, called with what a fixture gives and with a seed."""


def told(result: object) -> list[object]:
    """Return all values of a result but the seed itself, to be compared."""
    if isinstance(result, pd.DataFrame):
        return result.drop(columns="seed", errors="ignore").to_csv().splitlines()
    return [repr(result)] if isinstance(result, list) else np.asarray(result).tolist()


@pytest.mark.parametrize("name", CASES)
def test_the_same_seed_gives_the_same_and_another_one_something_else(name, request):
    def call(seed: int) -> list[object]:
        return told(CASES[name](request.getfixturevalue, seed))

    first = call(1)
    assert call(1) == first
    assert call(2) != first


@pytest.mark.parametrize("engine", ["gensim", "tomotopy"])
def test_every_engine_of_topics_uses_its_seed(paragraphs, engine):
    if engine == "tomotopy":
        pytest.importorskip("tomotopy")
    fits = [
        fit_topics(paragraphs, 3, seed=seed, engine=engine, max_share=1).topic_terms for seed in (1, 1, 2)
    ]
    pd.testing.assert_frame_equal(fits[0], fits[1], check_exact=True)
    assert not np.allclose(fits[0], fits[2])


def test_restarts_begin_from_other_seeds(paragraphs):
    """Three fits from one seed would be the same fit."""
    model = fit_topics(paragraphs, 3, restarts=3, max_share=1)
    assert len(model.refits) == 2
    assert not any(np.allclose(refit, model.unit_topics) for refit in model.refits)
    found = topic_stability(paragraphs, 3, seeds=[1, 2, 3], max_share=1)
    assert found.loc[~found["central"], "overlap"].max() < 0.999


def test_the_units_held_out_and_their_halves_are_drawn(paragraphs, monkeypatch):
    fitted = []

    def noting(wanted, *more, **named):
        fitted.append(wanted[0][0].toarray().tolist())
        assert len({seed for *_, seed in wanted}) == 2
        return fit_many(wanted, *more, **named)

    monkeypatch.setattr("analysis.topics.choose.fit_many", noting)
    for seed in (1, 1, 2):
        choose_topics(paragraphs, [2], seed, restarts=2, max_share=1, n_jobs=1)
    assert fitted[0] == fitted[1]
    assert fitted[0] != fitted[2]
    flat = np.full((2, 50), 1 / 50) + np.linspace(-1e-3, 1e-3, 50) * [[1], [-1]]
    told_halves = [held_out_likelihood(paragraphs.counts, flat, seed) for seed in (1, 1, 2)]
    assert told_halves[0] == told_halves[1] != told_halves[2]


def test_every_public_function_with_a_seed_is_tested_here():
    rooms = [import_module(f"analysis.{module.name}") for module in iter_modules(analysis.__path__)]
    found = {name: getattr(analysis, name) for name in analysis.__all__}
    for room in rooms:
        names = getattr(room, "__all__", None) or [name for name in vars(room) if not name.startswith("_")]
        found |= {name: getattr(room, name) for name in names}
    seeded = {
        value.__name__
        for value in found.values()
        if inspect.isfunction(value)
        and value.__module__.startswith("analysis")
        and not {"seed", "seeds"}.isdisjoint(inspect.signature(value).parameters)
    }
    assert seeded - HAND_IT_ON == set(CASES)


def test_commands_and_functions_begin_from_the_same_seed():
    """What `koujing count` and `count_tables`, a report and its notebook do not name is the same number."""
    found = {}
    for path in (Path(analysis.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = [*node.args.posonlyargs, *node.args.args]
                pairs = [*zip(given[::-1], node.args.defaults[::-1], strict=False)]
                pairs += zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                stated = [value for one, value in pairs if one.arg == "seed" and value is not None]
                found |= {f"{path.name}: {node.name}": ast.literal_eval(value) for value in stated}
    assert len(found) >= 25
    assert {name: seed for name, seed in found.items() if seed != OPTIONS["seed"].default} == {}


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("trend_theme", [0, 1, 5, 3, 4, 2, 6, 3, 7, 8, 5, 9]),
        ("break_theme", [2, 5, 3, 6, 1, 4, 9, 6, 9, 7, 10, 7]),
    ],
)
def test_both_tests_of_years_use_the_seed(kind, steps, counts):
    years, index = counts.units["year"], counts.units.index
    given = DocumentCounts(
        pd.DataFrame({"港": 9 + 4 * np.array(steps)}, index), pd.Series(1_000, index=index)
    )
    one, two = (time_claims("theme", "keywords", given, years, {"港": "港"}, seed=seed) for seed in (1, 2))
    assert [claim.kind for claim in one + two] == [kind, kind]
    assert one[0].p != two[0].p
