"""Passages beside each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_texts, reuse_passages, segment, text_reuse
from analysis.errors import InputError
from analysis.reuse.side_by_side import SIDE_TYPES, differences

SHORT = "新建滨海步道一百二十公里，改造老旧码头四十二处。"
LONG = "让老街坊推窗见海、出门进园，把渔港三权分置的办法推广到全部海湾，扶持本地船厂。"


def test_the_longest_once_and_the_reference_too():
    texts = {
        "a": SHORT + "甲乙丙丁戊己庚辛壬癸。" + LONG,
        "b": LONG + "子丑寅卯辰巳午未申酉。",
        "c": "治水。",
    }
    corpus = segment(read_texts(texts, city=["东市", "西市", "南市"]))
    reference = segment(read_texts({"r": SHORT.replace("滨海", "滨江")}))
    table = reuse_passages(text_reuse(corpus, reference), corpus, reference)
    assert list(table.columns) == list(SIDE_TYPES)
    assert table["doc_id_other"].tolist() == ["b", "r"]
    assert table["text"].tolist() == [LONG.rstrip("。"), "新建滨〔海〕步道一百二十公里，改造老旧码头四十二处"]
    assert table["text_other"][1] == "新建滨〔江〕步道一百二十公里，改造老旧码头四十二处"
    assert len(reuse_passages(text_reuse(corpus, reference), corpus, reference, n=1)) == 1
    with pytest.raises(InputError, match="the reference"):
        reuse_passages(text_reuse(corpus, reference), corpus)


@given(st.text("甲乙丙，。", max_size=20), st.text("甲乙丙，。", max_size=20))
def test_marks_change_nothing_else(a, b):
    for text, marked in zip((a, b), differences(a, b), strict=True):
        assert marked.replace("〔", "").replace("〕", "") == text
    assert differences(a, a) == (a, a)
