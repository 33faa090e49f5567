"""Names of offices: by their endings, and behind a subject."""

from __future__ import annotations

import pytest

from analysis.lexicon import goes_on_as_office, is_office


@pytest.mark.parametrize(
    "word",
    [
        "教育局",
        "市建委",
        "发展改革委",
        "住房城乡建设厅",
        "社保局",
        "监管局",
        "民政局",
        "财政局",
        "建设局",
        "国家安全局",
        "农业厅",
        "商务厅",
        "人事厅",
        "林业厅",
        "编委",
    ],
)
def test_offices(word):
    assert is_office(word)


@pytest.mark.parametrize(
    "word",
    [
        "布局",
        "新发展格局",
        "社会大局",
        "原委",
        "政务服务大厅",
        "局",
        "医保经办",
        "全局",
        "政局",
        "统揽全局",
        "产业布局",
        "报告厅",
        "餐厅",
        "评委",
    ],
)
def test_other_words_with_such_endings(word):
    assert not is_office(word)


@pytest.mark.parametrize(
    "behind",
    [
        "局",
        "厅、市财政局",
        "委员会",
        "和体育局",
        "、科技、财政等部门",
        "行政主管部门",
        "部批复",
        "办，各区",
        "工作领导小组",
    ],
)
def test_a_subject_that_an_office_is_named_by(behind):
    assert goes_on_as_office("教育" + behind, 2)


@pytest.mark.parametrize(
    "behind",
    [
        "",
        "局面",
        "布局",
        "部署",
        "部分",
        "委托",
        "办理",
        "办出特色",
        "部门预算",
        "体系",
        "和医疗",
        "总部基地",
    ],
)
def test_a_subject_that_is_spoken_of(behind):
    assert not goes_on_as_office("教育" + behind, 2)


def test_a_sector_of_the_planned_economy_is_no_office():
    assert not goes_on_as_office("工业部门的产品", 2)
    assert goes_on_as_office("工业部的产品", 2)
