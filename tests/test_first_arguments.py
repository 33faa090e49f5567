"""Every public function is given every kind of thing as its first argument: none answers with a raw error."""

import inspect
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import Corpus
from analysis.errors import KindError, KoujingError

TEXTS = ["提升质量、效率、动力。港口扩建，改革创新。", "黄河治理，改革创新。提升质量、效率、动力。"] * 3

KINDS = {
    "list": lambda made: TEXTS,
    "list of numbers": lambda made: [1, 2],
    "dict": lambda made: {"a": "港口。"},
    "tuple": lambda made: ("a", 1),
    "text": lambda made: TEXTS[0],
    "path": lambda made: Path("nowhere/texts"),
    "bytes": lambda made: b"abc",
    "None": lambda made: None,
    "number": lambda made: 3,
    "float": lambda made: 2.5,
    "array": lambda made: np.eye(3),
    "generator": lambda made: iter(TEXTS),
    "Series": lambda made: pd.Series(TEXTS),
    "empty frame": lambda made: pd.DataFrame(),
    "class": lambda made: Corpus,
    "documents": lambda made: made["documents"],
    "Corpus": lambda made: made["corpus"],
    "DocTermMatrix": lambda made: made["dtm"],
    "TopicModel": lambda made: made["model"],
    "hits": lambda made: made["hits"],
    "keywords": lambda made: made["keywords"],
}

REST = {"term": "港口", "terms": ["港口"], "target": "青岛市", "a": "青岛市", "b": "兰州市", "by": "city",
        "themes": {"开放": ["港口"]}, "codebook": "instruments", "n_topics": 2, "place": "out", "out": "out",
        "topic": 0, "groups": ["青岛市"]}  # fmt: skip

RIGHT = {
    "read_texts": {"list", "tuple", "dict", "generator", "Series"},
    "group_colors": {"list", "dict", "generator", "Series", "empty frame", "documents", "hits", "keywords"},
    "numeric_formulas": {"text"}, "parallel_runs": {"text"},
    "measured_quality": {"text", "path", "None"}, "themes": {"None"},
}  # fmt: skip
"""What is right as a first argument, where it is no noun and no result."""

NOUNS = {"documents", "Corpus", "DocTermMatrix", "TopicModel", "hits", "keywords"}

FUNCTIONS = [
    name for name in analysis.__all__
    if inspect.isfunction(getattr(analysis, name)) and inspect.signature(getattr(analysis, name)).parameters
]  # fmt: skip


@pytest.fixture(scope="module")
def made():
    documents = analysis.read_texts(TEXTS, city=["青岛市", "兰州市"] * 3, year=[2022] * 3 + [2023] * 3)
    corpus = analysis.segment(documents)
    dtm = analysis.count_terms(corpus)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = analysis.fit_topics(analysis.count_terms(corpus, unit="paragraph"), n_topics=2)
    return {
        "documents": documents, "corpus": corpus, "dtm": dtm, "model": model,
        "hits": analysis.find_slogans(corpus), "keywords": analysis.tf_idf(dtm),
    }  # fmt: skip


def test_all_functions_are_tried():
    assert len(FUNCTIONS) >= 130


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_first_argument_is_told(name, made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    function = getattr(analysis, name)
    more = [
        REST.get(one.name, made.get(one.name, made["corpus"]))
        for one in list(inspect.signature(function).parameters.values())[1:]
        if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
    ]
    taken = set()
    for kind, value in KINDS.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                function(value(made), *more)
            except KoujingError as fault:
                told = str(fault)
                assert "\n" not in told
                assert len(told) < 400
                if isinstance(fault, KindError):
                    assert name in told, kind
            else:
                taken.add(kind)
    assert taken <= RIGHT.get(name, NOUNS)
