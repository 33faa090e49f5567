"""Whatever a step is asked for stands in its key: a warm cache never answers another question."""

from functools import partial
from inspect import signature

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import cache
from analysis.cache import contents, key
from analysis.clean.clean import _cleaned
from analysis.clean.rules import RULES
from analysis.compare import distances
from analysis.counts import count_terms
from analysis.figures import keyword_bars
from analysis.figures.style import _images, images
from analysis.keywords import keyness_by
from analysis.keywords.permutation import Compared, permutation_test
from analysis.lexicon import families
from analysis.load.assemble import _attributed
from analysis.load.folder import _contents
from analysis.load.form import TableForm
from analysis.load.items import Bounds, Item
from analysis.report.workbook import _workbook
from analysis.segmentation import segment
from analysis.segmentation.segment import cut_document
from analysis.slogans import find_slogans
from analysis.slogans.finder.document import document_runs
from analysis.topics.engines import _fit_terms, fit_terms

COUNTS = sparse.csr_array(np.array([[3, 0, 1], [0, 2, 1], [1, 1, 1]]))
MORE = sparse.csr_array(np.array([[3, 0, 2], [0, 2, 1], [1, 1, 1]]))
GROUP = Compared(np.array([0]), np.array([0, 1]), np.array([2]))
OTHER_GROUP = Compared(np.array([0]), np.array([0, 1]), np.array([], dtype=int))
ITEM, OTHER_ITEM = Item("发展。", 1, {"city": "甲州市"}), Item("发展。", 1, {"city": "乙州市"})

STEPS = {
    cut_document: {
        "text": ("发展。", "开放。"), "bounds": ([(0, 3)], [(0, 2)]), "own": ((), ("发展经济",)),
    },
    permutation_test: {
        "counts": (COUNTS, MORE), "sizes": (np.array([4, 3, 3]), np.array([4, 3, 4])),
        "groups": ([GROUP], [OTHER_GROUP]), "n_permutations": (99, 199), "seed": (0, 1),
    },
    document_runs: {
        "text": ("堵点、难点、痛点", "堵点、难点、痛处"), "paragraphs": ([(0, 8)], [(0, 4), (5, 8)]),
        "families": (families(), families()[1:]), "couplets": (False, True),
    },
    _fit_terms: {
        "counts": (COUNTS, MORE), "n_topics": (2, 3), "seed": (1, 2),
        "settings": ({"engine": "gensim"}, {"engine": "tomotopy"}), "passes": (5, 6),
    },
    _images: {
        "drawing": (partial(keyword_bars, 1, lang="zh"), partial(keyword_bars, 1, lang="en")),
        "formats": (("svg",), ("png",)),
        "look": ({"font.size": 9}, {"font.size": 10}),
    },
    _workbook: {"tables": ([("a.csv", b"a\n1\n")], [("a.csv", b"a\n2\n")]), "lang": ("zh", "en")},
    _contents: {"data": (b"a", b"b"), "source": ("a.txt", "b.txt"), "bounds": (Bounds(), Bounds(pages=1)),
        "form": (TableForm(), TableForm("a"))},
    _attributed: {
        "item": (ITEM, OTHER_ITEM), "source": ("a.txt", "b.txt"),
        "stated": ({}, {"city": "甲州市"}), "page_text": ("", "甲州市"), "banners": ((), ("甲",)),
    },
    _cleaned: {
        "text": ("甲", "乙"), "first_line": (1, 2), "fixed": (False, True), "names": (["甲"], ["乙"]),
        "rules": (RULES, RULES[1:]),
    },
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_every_argument_is_in_the_key(step):
    values = STEPS[step]
    first = {name: pair[0] for name, pair in values.items()}
    keys = {key(partial(step, **first))}
    keys |= {key(partial(step, **{**first, name: second})) for name, (_, second) in values.items()}
    assert len(keys) == 1 + len(values)
    beside = {"ahead", "n_jobs"}  # what is given beside the call, on which the result does not depend
    assert set(values) == set(signature(step).parameters) - beside


DRAWN = pd.DataFrame(
    {
        "group": "甲州市",
        "term": ["港口", "茶叶"],
        "tf_idf": [2.0, 1.0],
        "rate_per_10k": [3.0, 1.0],
        "n": [2, 1],
    }
)


@pytest.fixture(scope="module")
def many(corpus_of):
    text = "推进港口扩建，打通堵点、难点、痛点。实现小事不出村、大事不出镇。茶叶"
    texts = [text + "采摘" * (i % 4 + 1) for i in range(12)]
    return corpus_of(texts, ["甲州市", "乙州市"] * 6)


def fitted(n_topics=2, seed=1, passes=3):
    return fit_terms(COUNTS, n_topics, seed, "gensim", passes)


@pytest.mark.filterwarnings("ignore::analysis.errors.KoujingWarning")
@pytest.mark.parametrize(
    ("ask", "ways"),
    [
        (lambda corpus, dtm, **way: segment(corpus.documents, **way).tokens(), [{"userdict": ["推进港口"]}]),
        (lambda corpus, dtm, **way: find_slogans(corpus, **way), [{"couplets": True}]),
        (
            lambda corpus, dtm, **way: keyness_by(dtm, min_n=1, **{"n_permutations": 99, **way}),
            [{"n_permutations": 199}, {"seed": 2}],
        ),
        (
            lambda corpus, dtm, **way: pd.DataFrame(fitted(**way)),
            [{"n_topics": 3}, {"seed": 2}, {"passes": 9}],
        ),
        (
            lambda corpus, dtm, **way: distances(dtm, **way),
            [{"n_permutations": 50}, {"seed": 2}, {"measure": "cosine"}],
        ),
    ],
    ids=["segment", "find_slogans", "keyness_by", "fit_terms", "distances"],
)  # fmt: skip
def test_a_warm_cache_gives_what_none_gives(ask, ways, many, tmp_path, monkeypatch):
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    dtm = count_terms(many)
    without = [ask(many, dtm, **way) for way in ({}, *ways)]
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    for _ in range(2):
        for way, found in zip(({}, *ways), without, strict=True):
            pd.testing.assert_frame_equal(ask(many, dtm, **way), found, check_exact=True)
    assert all(not without[0].equals(found) for found in without[1:]), "the argument makes a difference"


def test_a_drawing_is_kept_with_its_arguments(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path))
    chinese = images(partial(keyword_bars, DRAWN, lang="zh"))
    english = images(partial(keyword_bars, DRAWN, lang="en"))
    assert chinese != english
    assert contents(tmp_path).n_entries == 2
    assert images(partial(keyword_bars, DRAWN, lang="zh")) == chinese
