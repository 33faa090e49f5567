"""Whatever a result depends on is part of its name in the cache: other arguments never get an earlier result.

Each case is a list of calls that differ in one argument. All are computed without a cache, then one after the
other with the same cache, twice.
"""

import json
import os
from functools import partial

import numpy as np
import pandas as pd
import pytest

from analysis import (
    choose_topics,
    clean_documents,
    count_tables,
    count_terms,
    find_slogans,
    fit_topics,
    keyness,
    keyness_by,
    read_documents,
    read_folder,
    segment,
)
from analysis.cache import VARIABLE, contents
from analysis.corpus import DocTermMatrix
from analysis.figures import images, keyword_bars
from analysis.lexicon import families

TEXT = (
    "坚持稳中求进、守正创新、先立后破。一边搞建设，一边搞保护。琥珀梧桐书院开放了，新人才、新平台、新天地。"
)


def frame(**columns):
    row = {"city": "甲市", "text": TEXT, "source": "a.txt", "source_line": 1, **columns}
    named = [
        "city",
        "district",
        "province",
        "year",
        "date",
        "title",
        "publisher",
        "source",
        "source_line",
        "text",
    ]
    return pd.DataFrame([row], index=pd.Index(["d"], name="doc_id")).reindex(columns=named)


def told(value):
    """Return all that a result holds, to be compared."""
    if isinstance(value, pd.DataFrame):
        return value.to_csv() + str(sorted(value.attrs.items()))
    if isinstance(value, tuple | list):
        return [told(part) for part in value]
    return value


@pytest.fixture
def counts():
    rng = np.random.default_rng(2)
    table = rng.poisson(rng.gamma(0.5, 5, size=(14, 30)))
    units = pd.DataFrame({"city": ["甲市", "乙市"] * 7, "year": pd.array([2020, 2020, 2021] * 5)[:14]})
    units.index = pd.Index([f"d{i:02d}" for i in range(14)], name="doc_id")
    return DocTermMatrix(table, units, tuple(f"词{i}" for i in range(30)), table.sum(axis=1) + 5)


@pytest.fixture
def paragraphs():
    rng = np.random.default_rng(3)
    table = rng.poisson(rng.gamma(0.4, 3, size=(40, 40)))
    units = pd.DataFrame(
        {"doc_id": [f"d{i // 4}" for i in range(40)], "paragraph": range(40), "city": "甲市"}
    )
    return DocTermMatrix(table, units, tuple(f"t{i}" for i in range(40)), table.sum(axis=1), "paragraph")


@pytest.fixture
def put(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def of_cleaning(**columns):
    return told(clean_documents(frame(**columns)))


def of_cutting(*given, **columns):
    corpus = segment(frame(**columns), *given)
    return [told(corpus.tokens()), told(corpus.sentences()), told(corpus.paragraphs)]


def cleaning(request):
    spaced = f"首页\n{TEXT}\n{TEXT}"
    calls = [{"text": spaced}, {"text": TEXT}, {"text": spaced, "source_line": 7}]
    calls += [
        {"text": spaced, "source": "a.csv"},
        {"title": "報告 書"},
        {"title": "報告"},
        {"publisher": "報告"},
    ]
    return [partial(of_cleaning, **given) for given in calls]


def cutting(request):
    put = request.getfixturevalue("put")
    one, two = put("one.txt", "琥珀梧桐书院\n"), put("two.txt", "梧桐书院\n")

    def again(text):
        put("one.txt", text)
        return of_cutting(None, one)

    terms = [None, ["琥珀梧桐书院"], ["梧桐书院"], one, two]
    calls = [partial(of_cutting, None, given) for given in terms]
    calls += [partial(of_cutting, text=f"{TEXT}\n{TEXT}"), partial(of_cutting, text=f"{TEXT}{TEXT}")]
    return [*calls, partial(again, "书院开放\n"), partial(again, "琥珀梧桐书院\n")]


def slogans(request):
    corpora = [segment(frame()), segment(frame(text=f"{TEXT}改革。")), segment(frame(text=f"{TEXT}\n改革。"))]
    calls = [partial(find_slogans, corpus, couplets=two) for corpus in corpora for two in (False, True)]
    calls += [partial(find_slogans, corpora[0], given, True) for given in (families()[:1], [], families())]
    return calls


def keyness_calls(request):
    counts = request.getfixturevalue("counts")
    asked = [{}, {"n_permutations": 99}, {"n_permutations": 199}, {"n_permutations": 0}, {"seed": 2}]
    asked += [{"min_n": 9}, {"min_n": 20}]
    calls = [partial(keyness_by, counts, **{"n_permutations": 49, **given}) for given in asked]
    calls += [partial(keyness_by, counts, by="year", n_permutations=49)]
    calls += [partial(keyness, counts, city, n_permutations=49, **given)
              for city in ("甲市", "乙市") for given in ({}, {"seed": 2}, {"min_n": 9})]  # fmt: skip
    other = DocTermMatrix(counts.counts, counts.units, counts.terms, counts.sizes + 1)
    return [*calls, partial(keyness_by, other, n_permutations=49)]


def topics(request):
    paragraphs = request.getfixturevalue("paragraphs")

    def fit(**given):
        model = fit_topics(paragraphs, **{"n_topics": 2, "passes": 2, "max_share": 1, **given})
        return [told(model.topic_terms), told(model.unit_topics), sorted(model.settings.items())]

    asked = [{}, {"n_topics": 3}, {"seed": 2}, {"passes": 3}, {"restarts": 2}, {"max_share": 0.5}]
    asked += [{"engine": "tomotopy"}, {"engine": "tomotopy", "seed": 2}, {"min_documents": 9}]
    choices = [partial(choose_topics, paragraphs, [2], s, restarts=2, max_share=1, n_jobs=1) for s in (1, 2)]
    return [partial(fit, **given) for given in asked] + choices


def drawings(request):
    table = pd.DataFrame(
        {"group": ["甲市"] * 3, "term": ["港口", "茶叶", "改革"], "tf_idf": [0.5, 0.4, 0.1], "n": 3}
    )
    calls = [
        partial(images, partial(keyword_bars, table, **given))
        for given in ({}, {"colors": {"甲市": "#123456"}}, {"lang": "en"})
    ]
    return [*calls, partial(images, partial(keyword_bars, table.iloc[:2]))]


def reading(request):
    put = request.getfixturevalue("put")

    def read(name, text, stated=""):
        place = put(f"{len(stated)}{len(text)}{name}/{name}.txt", text).parent
        if stated:
            (place / "documents.csv").write_text(f"file,city,year\n{name}.txt,{stated}\n", encoding="utf-8")
        found = read_folder(place)
        return [told(found.documents), told(found.files)]

    names = ["柳州市_2021", "中山市_2021", "柳州市_2022"]
    calls = [partial(read, name, TEXT) for name in names] + [partial(read, names[0], f"改革。{TEXT}")]
    calls += [partial(read, names[0], TEXT, stated) for stated in ("中山市,2020", "中山市,20201")]
    return [*calls, partial(lambda place: told(read_documents(place)), put("x/柳州市_2021.txt", TEXT).parent)]


def batches(request):
    put = request.getfixturevalue("put")
    rows = [{"city": city, "year": 2021, "text": f"{TEXT}{city}。"} for city in ("柳州市", "中山市")]

    def count(rows=rows, userdict=None, **given):
        place = put("texts.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        own = put("own.txt", userdict) if userdict else None
        kept = os.environ.get(VARIABLE) or None
        out = place.parent / "out"
        done = count_tables(place, out, userdict=own, cache=kept, **{"n_permutations": 0, **given})
        found = {path.name: path.read_bytes() for path in sorted(done.iterdir()) if path.suffix == ".csv"}
        terms = pd.read_parquet(done / "group_terms.parquet")
        return [found, told(terms.astype(str)), told(pd.read_parquet(done / "documents.parquet"))]

    asked = [
        {},
        {"slogans": False},
        {"userdict": "琥珀梧桐书院\n"},
        {"userdict": "梧桐书院\n"},
        {"by": "year"},
    ]
    asked += [{"copies": "all", "rows": rows * 2}, {"rows": rows * 2}, {"rows": rows[:1]}]
    asked += [{"rows": [{**row, "city": "温州市"} for row in rows]}, {"lang": "zh"}]
    return [partial(count, **given) for given in asked]


CASES = [cleaning, cutting, slogans, keyness_calls, topics, drawings, reading, batches]


@pytest.mark.filterwarnings("ignore::analysis.errors.KoujingWarning")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_other_arguments_never_get_what_was_kept(case, request, monkeypatch, tmp_path_factory):
    calls = case(request)
    monkeypatch.delenv(VARIABLE, raising=False)
    expected = [told(call()) for call in calls]
    assert len({repr(result) for result in expected}) > 1
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv(VARIABLE, str(folder))
    for _ in range(2):
        assert [told(call()) == result for call, result in zip(calls, expected, strict=True)] == [True] * len(
            calls
        )
    assert contents(folder).n_entries > 0


def test_counting_terms_keeps_nothing(corpus_of, monkeypatch, tmp_path):
    """Stop words and lengths may be the caller's: counts are made anew each time."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    corpus = corpus_of([TEXT], ["甲市"])
    whole = set(count_terms(corpus, min_length=1).terms)
    assert set(count_terms(corpus, min_length=2).terms) < whole
