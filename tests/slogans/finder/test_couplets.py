import pytest

from analysis.slogans import find_slogans
from analysis.slogans.finder.couplets import couplets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实现小事不出村、大事不出镇。", ["小事不出村", "大事不出镇"]),
        ("企有所呼、政有所应。", ["企有所呼", "政有所应"]),
        ("天气很好，收成也好。", []),
    ],
)
def test_couplets(text, found):
    assert [limb.text for run in couplets(text) for limb in run.limbs] == found


def test_couplets_are_an_option(corpus_of):
    corpus = corpus_of(["群众企有所呼、政有所应。"], ["甲市"])
    assert "couplet" not in set(find_slogans(corpus)["kind"])
