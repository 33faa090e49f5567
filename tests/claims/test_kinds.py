"""Texts unlike most: their form, their language, how they were prepared."""

import pandas as pd
import pytest

from analysis.claims.gate import gate, gate_sentences
from analysis.claims.kinds import form_of, unlike_most
from analysis.corpus import count_han

CITY = "全市上下扎实推进各项工作，群众得到了实惠。\n"
NATION = "我国经济运行总体平稳，全国人民团结奋斗，国务院各部门抓好落实。\n"
LAW = "第十条 市政府应当加强管理，任何单位和个人都不得违反本条例的规定。\n"
PROVINCE = "全省上下深入贯彻省委部署，扎实推进各项工作。\n"
LIST = "全市教育、医疗、养老都有改善，群众得到了实惠，干部转变了作风。\n"
ENGLISH = "The city will improve its business environment and build a new port. "


def unlike(*texts):
    series = pd.Series(texts, index=[f"d{i}" for i in range(len(texts))])
    return unlike_most(series, series.map(count_han))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (CITY * 150, ""),
        (NATION * 90, "national"),
        (LAW * 90, "law"),
        (NATION, ""),
        (PROVINCE * 90, "provincial"),
    ],
)
def test_forms(text, form):
    assert form_of(text) == form


def test_a_city_report_may_mention_the_country():
    assert form_of(CITY * 40 + NATION * 10) == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NATION * 90, "national"), (LAW * 90, "law"), (ENGLISH * 60, "language"),
        ((CITY * 150).replace("，", ""), None),  # one mark of two left is not far fewer
        ((CITY * 150).replace("\n", ""), "unbroken"), (PROVINCE * 150, "provincial"),
        ((CITY.replace("，", "").replace("。", "") * 9 + CITY) * 20, "sparse"),
    ],
)  # fmt: skip
def test_one_text_among_three_of_cities(text, kind):
    assert unlike(CITY * 150, CITY * 160, CITY * 170, text) == ([(kind, "d3")] if kind else [])


def test_a_text_without_the_marks_of_its_lists_among_texts_that_have_them():
    plain = LIST.replace("、", "") * 150
    assert unlike(LIST * 100, LIST * 110, LIST * 120, plain) == [("unlisted", "d3")]
    assert unlike(LIST * 100, LIST * 110, LIST * 120, LIST * 20 + plain) == [], "some are left"
    assert unlike(CITY * 150, CITY * 160, CITY * 170, CITY * 180) == [], "nobody lists"


def test_where_there_is_no_usual_kind_nothing_is_unusual():
    assert unlike(CITY * 150, CITY * 150, NATION * 90, NATION * 90) == []
    assert unlike(CITY * 150, NATION * 90) == []


def test_a_city_among_laws_is_the_exception():
    assert unlike(LAW * 90, LAW * 90, LAW * 90, CITY * 150) == [("other_form", "d3")]
    assert unlike(NATION * 90, NATION * 90, NATION * 90, CITY * 150) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_gate_names_them_with_a_remedy(lang):
    table = pd.DataFrame(
        {"city": ["柳州市", "桂林市", "南宁市", "苏州市"],
         "text": ["柳州" + CITY * 150, "桂林" + CITY * 160, "南宁" + CITY * 170, "苏州" + NATION * 90],
         "province": None, "year": None},
        index=["a", "b", "c", "d"],
    )  # fmt: skip
    found = gate(table)
    assert found[["kind", "doc_id", "group"]].to_numpy().tolist() == [["national", "d", "苏州市"]]
    (sentence,) = gate_sentences(found, "city", lang)
    assert "d" in sentence
    assert "--reference" in sentence
