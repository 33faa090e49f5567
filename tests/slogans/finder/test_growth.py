"""The work of a search grows with the length of the text: counted in calls, which no busy machine changes."""

import importlib.util
import sys
from pathlib import Path

import pytest

from analysis.lexicon import families
from analysis.slogans import parallel_runs
from analysis.slogans.finder.document import document_runs

BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "pathological.py"
SPEC = importlib.util.spec_from_file_location("pathological", BENCHMARK)
assert SPEC is not None
assert SPEC.loader is not None
pathological = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(pathological)
SENTENCE = "我们要转方式、调结构、增动能，发展机械、化工、轻工等产业，推动各项工作再上台阶。"
FAMILIES = families()


def n_calls(text: str) -> int:
    """Return how many functions are called in the search of a text."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        document_runs(text, [(0, len(text))], FAMILIES, couplets=True)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", [*pathological.TEXTS, "sentences"])
def test_work_grows_with_length(name):
    make = pathological.TEXTS.get(name, lambda length: SENTENCE * (length // len(SENTENCE)))
    n_calls(make(500))  # what is read or compiled once is not counted
    small, large = n_calls(make(1_500)), n_calls(make(6_000))
    assert large < 4**pathological.LIMIT * max(small, 200)


@pytest.mark.parametrize("name", pathological.TEXTS)
def test_pathological_texts_have_exactly_the_length_asked_for(name):
    make = pathological.TEXTS[name]
    assert [len(make(n)) for n in (1, 89, 1_000)] == [1, 89, 1_000]


@pytest.mark.parametrize("text", ["、" * 350_000, "字" * 350_000, "稳增长、" * 80_000, "“" * 350_000])
def test_a_megabyte_of_nonsense_is_passed_over(text):
    assert parallel_runs(text) == []


def test_every_sentence_of_many_is_searched():
    assert len(parallel_runs(SENTENCE * 300)) == 300
