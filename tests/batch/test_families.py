"""Slogans get their families in SQL as they do in memory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.batch.families import name_families
from analysis.lexicon import families
from analysis.slogans import Limb, Run
from analysis.slogans.families import family_names
from analysis.store.sql import Tables

LIMBS = (
    "转方式",
    "调结构",
    "增动能",
    "堵点",
    "难点",
    "痛点",
    "修路",
    "点灯",
    "新路子",
    "新灯光",
    "新气象",
    "水清",
    "岸绿",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("families")


def named(runs, counts, folder):
    tables = Tables(folder, ())
    tables.table("given_runs", {
        "number": np.arange(len(runs)), "n": counts, "kind": [run.kind for run in runs],
        "template": [run.template for run in runs], "given": [run.family for run in runs],
        "joined": ["|".join(limb.text for limb in run.limbs) for run in runs],
    })  # fmt: skip
    tables.connection.execute(
        "CREATE TABLE distinct_runs AS SELECT number, n, kind, template, given, CASE WHEN joined = '' THEN "
        "[]::VARCHAR[] ELSE string_split(joined, '|') END AS limbs FROM given_runs"
    )
    name_families(tables, folder / "told.parquet")
    return tables.frame("SELECT family FROM families ORDER BY number")["family"].tolist()


@st.composite
def runs_and_counts(draw):
    runs = []
    for _ in range(draw(st.integers(1, 14))):
        if draw(st.integers(0, 4)) == 0:
            runs.append(Run(0, 0, (), "numeric", draw(st.sampled_from(("N个X", "N不X"))), family=""))
            continue
        limbs = draw(st.lists(st.sampled_from(LIMBS), min_size=2, max_size=5))
        family = draw(st.sampled_from(("", "", "", "甲族")))
        runs.append(Run(0, 0, tuple(Limb(0, 0, text) for text in limbs), "verb-object", "", family=family))
    return runs, [draw(st.integers(1, 4)) for _ in runs]


@given(runs_and_counts())
def test_families_are_as_in_memory(folder, drawn):
    runs, counts = drawn
    assert named(runs, counts, folder) == family_names(runs, families(), counts)
