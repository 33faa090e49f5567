"""Groups whose texts are of different genres are told, as the genre may make the differences."""

import pandas as pd
import pytest

from analysis.claims.gate import gate, gate_sentences
from analysis.claims.genres import genre_of, genres_of_groups

BODY = "全市上下扎实推进各项工作，群众得到了实惠，港口货物吞吐量稳步增长。"
LAW = (
    "\n".join(f"第{n}条 任何单位和个人都应当爱护港口设施，不得占用航道。" for n in "一二三四五六七八九十") * 2
)
REPORT = "各位代表：\n现在，我代表市人民政府，向大会报告工作。\n" + BODY * 20
NOTICE = "各区人民政府：\n现将《港口扩建实施方案》印发给你们，请认真贯彻执行。\n" + BODY * 20
NEWS = "本报讯（记者 张某）昨日，港口扩建工程开工。\n" + BODY * 20


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        ("", LAW, "law"), ("", REPORT, "report"), ("港州市政府工作报告", BODY, "report"),
        ("", NOTICE, "notice"),
        ("关于加快港口扩建的意见", BODY, "notice"), ("港口扩建实施细则（试行）", BODY, "notice"),
        ("", "港政发〔2021〕3号\n" + BODY, "notice"), ("", NEWS, "news"),
        ("港口扩建有了新方案，市民点赞", BODY + "（港州日报记者 李某）", "news"),
        ("", "记者从市港务局获悉，" + BODY, "news"), ("港口扩建纪实", BODY, ""),
        ("", "记者节到了。" + BODY, ""),
    ],
)  # fmt: skip
def test_genres(title, text, genre):
    assert genre_of(title, text) == genre


def frame(*rows):
    table = pd.DataFrame(rows, columns=["city", "text"], index=[f"d{i}" for i in range(len(rows))])
    return table.assign(title=None, province=None, year=None)


def told(*rows):
    documents = frame(*rows)
    return genres_of_groups(documents, documents["city"]).to_dict()


def test_groups_of_two_genres():
    laws = [("甲市", LAW + str(i)) for i in range(4)]
    assert told(*laws, ("甲市", NEWS), ("乙市", REPORT)) == {"甲市": "law", "乙市": "report"}
    assert told(*laws, ("甲市", NEWS), ("甲市", NEWS), ("乙市", REPORT)) == {}, (
        "two thirds are not nearly all"
    )
    assert told(*laws, ("乙市", LAW)) == {}
    assert told(*laws, ("乙市", BODY * 20)) == {}, "what it is, is not known"
    assert told(*laws, (None, REPORT)) == {}
    assert told(*laws, ("乙市", REPORT[:200])) == {}, "too short"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_gate_tells_each_genre_with_its_groups(lang):
    rows = [(f"{n}市", LAW) for n in "甲乙丙丁"] + [("戊市", NEWS), ("己市", NOTICE)]
    found = gate(frame(*rows))
    found = found[found["kind"] == "genres"]
    assert found[["group", "n", "other"]].to_numpy().tolist() == [
        ["丁市、丙市、乙市", 4, "law"], ["戊市", 1, "news"], ["己市", 1, "notice"],
    ]  # fmt: skip
    [sentence] = gate_sentences(found, "city", lang)
    assert all(one in sentence for one in ("丁市、丙市、乙市", "4", "戊市", "己市"))
    assert "{" not in sentence


def test_texts_that_are_doubted_anyway_make_no_group():
    """Of four long texts three are reports: the law among them is doubted."""
    rows = [(f"{n}市", f"{n}市" + REPORT * 6) for n in "甲乙丙"] + [("丁市", "丁市" + LAW * 10)]
    assert set(gate(frame(*rows))["kind"]) & {"law", "genres"} == {"law"}
