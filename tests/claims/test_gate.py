"""The gate: texts of another place, copies, texts without marks, groups too small, and what is left out."""

import pandas as pd
import pytest

from analysis import duplicate_groups, read_texts
from analysis.claims.gate import doubted, gate, gate_sentences

FILLER = "全市上下扎实推进各项工作，群众得到了实惠。"


def frame(rows):
    table = pd.DataFrame(rows, columns=["doc_id", "city", "text"]).set_index("doc_id")
    return table.assign(province=None, year=None)


def kinds(found):
    return list(zip(found["kind"], found["doc_id"], strict=True))


def test_a_text_that_names_its_place_passes():
    assert gate(
        frame([("a", "柳州市", "柳州" + FILLER * 200), ("b", "桂林市", "灵川县" + FILLER * 200)])
    ).empty


def test_a_long_text_that_never_names_its_place_is_doubted():
    found = gate(frame([("a", "柳州市", FILLER * 200), ("b", "桂林市", "桂林" + FILLER * 200)]))
    assert kinds(found) == [("misattributed", "a")]
    assert found["group"].tolist() == ["柳州市"]


@pytest.mark.parametrize(("named", "doubted"), [("城中" * 2, True), ("城中" * 3, False), ("城中区", False)])
def test_a_short_name_of_a_division_may_be_a_word(named, doubted):
    found = gate(frame([("a", "柳州市", named + FILLER * 200), ("b", "桂林市", "桂林" + FILLER * 200)]))
    assert ("misattributed" in found["kind"].tolist()) == doubted


@pytest.mark.parametrize(
    ("named", "doubted"),
    [("", False), ("桂林市、桂林市", True), ("桂林市", False), ("桂林" * 3, True), ("桂林" * 2, False)],
)
def test_a_short_text_is_doubted_only_when_it_names_another_city(named, doubted):
    found = gate(frame([("a", "柳州市", named + FILLER * 30)]))
    assert ("misattributed" in found["kind"].tolist()) == doubted


@pytest.mark.parametrize(
    ("named", "other"),
    [
        ("桂林" * 9 + "柳州", None),  # nine times: it may write about its neighbour
        ("桂林" * 10 + "柳州" * 3, "桂林市"),
        ("桂林" * 12 + "柳州" * 4, None),
        ("桂林" * 12 + "鹿寨县" * 4, None),  # a county of 柳州
        ("台湾" * 30 + "柳州", None),
        ("桂林" * 10 + "城中" * 2, "桂林市"),
    ],
)
def test_a_long_text_that_names_another_place_far_more_often_is_doubted(named, other):
    found = gate(frame([("a", "柳州市", named + FILLER * 200), ("b", "桂林市", "桂林" + FILLER * 200)]))
    assert kinds(found) == ([("misattributed", "a")] if other else [])
    assert found["other"].tolist() == ([other] if other else [])


def test_a_text_that_is_the_reference():
    sentences = "".join(f"第{i}项工作要抓紧抓实并且年底以前完成。" for i in range(120))
    reference = frame([("r", None, sentences)])
    texts = frame([("a", "柳州市", "柳州市。" + sentences), ("b", "桂林市", "桂林" + FILLER * 200)])
    found = gate(texts, reference=reference)
    assert kinds(found) == [("reference", "a")]
    assert found["n"].tolist() == [100]


def test_a_text_with_few_clauses_of_the_reference_is_not_the_reference():
    clauses = [f"第{i}项重点工作要抓紧抓实，并且务必在年底以前全面完成。" for i in range(300)]
    reference = frame([("r", None, "".join(clauses))])
    own = "".join(f"柳州的第{i}件事情柳州自己来办。" for i in range(180))
    texts = frame([("a", "柳州市", "柳州" + "".join(clauses[:20]) + own)])
    assert gate(texts, reference=reference).empty


def test_the_reference_is_not_called_national_besides():
    national = "".join(f"我国各地区第{i}项工作，国务院要求全国抓紧抓实。" for i in range(150))
    texts = frame(
        [(i, "柳州市", "柳州" + FILLER * 200) for i in "abcd"] + [("e", "柳州市", "柳州" + national)]
    )
    assert kinds(gate(texts)) == [("national", "e")]
    assert kinds(gate(texts, reference=frame([("r", None, national)]))) == [("reference", "e")]


def test_copies_in_another_group_and_in_the_same():
    duplicates = pd.DataFrame(
        {"group": [1, 1, 2, 2], "doc_id": ["a", "b", "c", "d"], "overlap": [1, 1, 0.9, 0.9], "kind": "near"}
    )
    texts = frame(
        [(doc_id, city, city[:2] + FILLER * 200 + doc_id)
         for doc_id, city in zip("abcd", ["柳州市", "桂林市", "南宁市", "南宁市"], strict=True)]
    )  # fmt: skip
    found = gate(texts, duplicates=duplicates)
    assert found[["kind", "doc_id", "other"]].to_numpy().tolist() == [["again", "d", "c"], ["copy", "b", "a"]]
    assert doubted(found) == {"d"}


def test_of_several_copies_in_one_group_one_is_counted():
    """`b` is left out of the corpus before, as it is the same as `a` but for a blank."""
    body = "柳州" + FILLER * 200
    texts = frame(
        [("a", "柳州市", body), ("b", "柳州市", body.replace("。", "。 ", 1)), ("c", "柳州市", body + "完"),
         ("d", "柳州市", body + "续"), ("e", "桂林市", body + "终")]
    )  # fmt: skip
    found = gate(texts, duplicates=duplicate_groups(texts))
    again = found[found["kind"] == "again"]
    assert again[["doc_id", "group", "other"]].to_numpy().tolist() == [
        ["c", "柳州市", "a"],
        ["d", "柳州市", "a"],
    ]
    assert again["n"].min() > 95
    assert gate(texts)["kind"].isin(["again"]).sum() == 0


def test_text_without_punctuation():
    found = gate(frame([("a", "柳州市", "柳州" + FILLER.replace("，", "").replace("。", "") * 200)]))
    assert kinds(found) == [("unpunctuated", "a")]


def test_most_texts_have_no_group_and_another_grouping_is_offered():
    texts = frame([(str(i), None if i else "柳州市", "柳州" + FILLER * 200) for i in range(5)])
    texts["province"] = ["广西壮族自治区", "广东省", "湖南省", "云南省", "贵州省"]
    found = gate(texts.assign(text="柳州、广东、湖南、云南、贵州。" + texts["text"]))
    assert found[["kind", "n", "other"]].to_numpy().tolist() == [["excluded", 4, "--by province (5)"]]


def test_small_groups_are_named_with_their_size():
    found = gate(frame([("a", "柳州市", "柳"), ("b", "桂林市", "桂林" + FILLER * 200)]))
    assert found[["kind", "group", "n"]].to_numpy().tolist() == [["small", "柳州市", 1]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_is_told_with_its_subject_and_nothing_left_to_fill_in(lang):
    rows = [
        ("misattributed", "甲", "柳州市", 3000, "桂林市"), ("reference", "乙", "柳州市", 80, None),
        ("copy", "丙", "柳州市", 95, "丁"), ("excluded", None, None, 9, None),
        ("unpunctuated", "戊", "柳州市", 900, None), ("small", None, "己州市", 1, None),
        ("overlap", "庚", "柳州市", 45, "辛"), ("twin", "壬", None, 96, "癸"),
        ("again", "子", "柳州市", 96, "丑"),
    ]  # fmt: skip
    found = pd.DataFrame(rows, columns=["kind", "doc_id", "group", "n", "other"])
    told = gate_sentences(found, "city", lang)
    assert len(told) == 9
    for subject, sentence in zip(
        ["甲", "乙", "丁", "9", "戊", "己州市", "45", "癸", "丑"], told, strict=True
    ):
        assert subject in sentence
        assert "{" not in sentence


def test_doubted_are_texts_that_are_not_what_they_claim_to_be():
    rows = [
        ("misattributed", "甲"),
        ("national", "乙"),
        ("law", "丙"),
        ("unpunctuated", "丁"),
        ("small", None),
    ]
    assert doubted(pd.DataFrame(rows, columns=["kind", "doc_id"])) == {"甲", "乙", "丙"}


def test_of_many_subjects_the_first_six_are_named():
    rows = [("unpunctuated", f"文{i}", "柳州市", 900, None) for i in range(9)]
    told = gate_sentences(pd.DataFrame(rows, columns=["kind", "doc_id", "group", "n", "other"]), "city", "zh")
    assert "文5" in told[0]
    assert "文6" not in told[0]
    assert "3" in told[0]


def test_texts_compared_by_something_else_than_asked_are_told():
    rows = frame([("a", None, FILLER), ("b", None, FILLER)]).assign(year=[2021, 2022])
    found = gate(rows, "year", asked="city")
    assert found.loc[found["kind"] == "regrouped", "n"].tolist() == [2]
    assert "改按年份比较。" in gate_sentences(found, "year", "zh")[0]
    some = gate(rows.assign(year=[2021, None]), "year", asked="city")
    assert "改按年份比较（1 篇有年份，其余不计）。" in gate_sentences(some, "year", "zh")[0]
    assert "regrouped" not in gate(rows, "year", asked="year")["kind"].tolist()


@pytest.mark.parametrize(
    ("cities", "kind", "told"),
    [
        (["柳州市", None, None], "regrouped_one", "能确定城市的文本都属于柳州市，改按年份比较。"),
        (["柳州市", "桂林市", *[None] * 7], "regrouped_few", "9 篇文本中只有 2 篇能确定城市，改按年份比较。"),
    ],
)
def test_why_texts_of_few_cities_are_compared_otherwise_is_told(cities, kind, told):
    rows = frame([(str(at), city, FILLER) for at, city in enumerate(cities)]).assign(
        year=range(2001, 2001 + len(cities))
    )
    found = gate(rows, "year", asked="city")
    assert kind in found["kind"].tolist()
    assert told in gate_sentences(found, "year", "zh")[0]
    assert "{" not in gate_sentences(found, "year", "en")[0]


def test_a_group_is_small_by_the_texts_that_are_compared(corpus_of):
    rows = frame([("a", "柳州市", FILLER), ("b", "柳州市", FILLER)])
    counted = corpus_of([FILLER], ["柳州市"])
    assert gate(rows, whole=counted)["n"].tolist() == [gate(rows)["n"].item() / 2]


def test_one_group_is_told_what_else_its_texts_differ_in():
    rows = frame([("a", "柳州市", FILLER), ("b", "柳州市", FILLER)])
    assert "alone" not in gate(rows)["kind"].tolist()
    found = gate(rows.assign(year=[2021, 2022]))
    assert found.loc[found["kind"] == "alone", ["group", "n", "other"]].to_numpy().tolist() == [
        ["柳州市", 2, "--by year (2)"]
    ]
    assert (
        gate_sentences(found, "city", "zh")[0]
        == "只有一个城市（柳州市），无从比较。可以换一种分组：--by year (2)。"
    )


@pytest.mark.parametrize(
    ("districts", "told"),
    [
        ([None, "莱西市", "即墨区", None, None], [("青岛市", 2, "3")]),
        ([None, "莱西市", None, None, None], []),
        (["市南区", "莱西市", "即墨区", "红古区", "皋兰县"], []),
    ],
)
def test_cities_of_whose_texts_most_are_of_districts_are_told_beside_others(districts, told):
    texts = [f"{'港口扩建' * 9}{n}。" for n in "一二三四五"]
    documents = read_texts(texts, city=["青岛市"] * 3 + ["兰州市"] * 2, district=districts)
    found = gate(documents)
    found = found[found["kind"] == "districts"]
    assert found[["group", "n", "other"]].to_records(index=False).tolist() == told
    assert gate(documents, "year").query("kind == 'districts'").empty
    if told:
        assert "青岛市（3 篇中有 2 篇）" in gate_sentences(found, "city", "zh")[0]
        assert "青岛市 (2 of 3)" in gate_sentences(found, "city", "en")[0]
