from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.clean import RULES, clean_documents, reasons
from analysis.corpus import DOCUMENT_COLUMNS
from analysis.load import read_texts

A = (
    "全市上下坚持稳中求进工作总基调，统筹推进产业转型和城市更新，"
    "经济运行总体平稳，主要指标好于预期，群众生活持续改善。"
)
B = (
    "新建改造农村公路八十公里，治理水土流失面积六十平方公里，"
    "创建省级文明村镇十二个，乡村面貌焕然一新，农民收入稳步增加。"
)


def frame(*texts, **columns):
    rows = [{"source": f"{i}.txt", "source_line": 1, "text": text} for i, text in enumerate(texts)]
    result = pd.DataFrame(rows, index=pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id"))
    return result.reindex(columns=list(DOCUMENT_COLUMNS)).assign(**columns)


def cleaned(text):
    return clean_documents(frame(text)).documents.loc["d0", "text"]


def test_columns_and_kinds():
    documents = frame(f"首页\n{A}", "")
    result = clean_documents(documents)
    assert list(result.documents.columns) == [*DOCUMENT_COLUMNS, "glossary", "damaged"]
    assert str(result.documents["damaged"].dtype) == "Int64"
    empty = clean_documents(documents.iloc[:0])
    for got, none in ((result.paragraphs, empty.paragraphs), (result.log, empty.log)):
        assert list(got.columns) == list(none.columns)
        assert got.dtypes.astype(str).to_dict() == none.dtypes.astype(str).to_dict()
    assert list(result.paragraphs.columns) == [
        "doc_id", "paragraph", "start", "end", "source", "first_line", "last_line",
    ]  # fmt: skip
    assert list(result.log.columns) == ["doc_id", "rule", "action", "n", "first_line", "text"]


def test_paragraphs_are_found_in_the_text_and_in_the_source():
    raw = f"首页\n\n　　{A}\n1\n　　綠色發展(zhǎn)，環境優美。\n{B[:30]}"
    result = clean_documents(frame(raw, source_line=11))
    text = result.documents.loc["d0", "text"]
    parts = [text[a:b] for a, b in zip(result.paragraphs["start"], result.paragraphs["end"], strict=True)]
    assert "\n".join(parts) == text
    assert parts[0] == A
    assert result.paragraphs[["first_line", "last_line"]].to_numpy().tolist()[0] == [13, 13]
    assert result.paragraphs["paragraph"].tolist() == list(range(len(parts)))


def test_lines_of_a_table_keep_the_number_of_their_row():
    result = clean_documents(frame(f"首页\n{A}\n{B}", source="reports.csv", source_line=7))
    assert result.paragraphs[["first_line", "last_line"]].to_numpy().tolist() == [[7, 7], [7, 7]]
    assert result.log["first_line"].tolist() == [7]


def test_input_is_not_changed():
    documents = frame(f"首页\n{A}", title="綠色發(fā)展")
    before = documents.copy(deep=True)
    clean_documents(documents)
    pd.testing.assert_frame_equal(documents, before)


@pytest.mark.parametrize("text", ["", "  \n ", None, "首页\n打印本页"])
def test_a_document_with_nothing_left_is_kept_and_said(text):
    result = clean_documents(frame(text, A))
    assert result.documents.index.tolist() == ["d0", "d1"]
    assert result.documents["text"].tolist() == ["", A]
    said = result.log[result.log["rule"] == "empty"]
    assert said[["doc_id", "action", "n"]].to_numpy().tolist() == [["d0", "flagged", 1]]


def test_titles_follow_the_text():
    documents = frame(
        "綠色發(fā)展，環境優美，人民滿意。", title="某區(qū)召開 大 會 議 ２０２３", publisher="某市日報"
    )
    row = clean_documents(documents).documents.iloc[0]
    assert (row["title"], row["publisher"]) == ("某区召开 大会议 2023", "某市日报")


def test_a_missing_title_stays_missing():
    assert clean_documents(frame(A)).documents["title"].isna().all()


def test_glossary_and_damage_have_their_columns():
    glossary = "名词解释\n1.一网通办：指进一张网。\n2.三个清单：指三张单子。"
    row = clean_documents(frame(f"{A}\n{B}\n永不停?shù)木?，向前。\n{glossary}")).documents.iloc[0]
    assert row["glossary"] == glossary
    assert row["damaged"] == 1


def test_flags_on_removed_lines_do_not_count():
    assert clean_documents(frame(f"首页 > 要?shù)木 > 正文\n{A}")).documents["damaged"].tolist() == [0]


def test_chosen_rules_only():
    rules = [rule for rule in RULES if rule.name == "glosses"]
    result = clean_documents(frame("首页\n綠(lǜ)色"), rules)
    assert result.documents.loc["d0", "text"] == "首页\n綠色"


def test_every_rule_in_a_log_has_its_reason():
    table = reasons().set_index("rule")
    assert list(table.columns) == ["reason_zh", "reason_en"]
    raw = f"首页\n動(dòng)力２０２３，發展\n{A[:40]}\n图为调研现场。\n{A[40:]}\n{A}\n永不停?shù)木?"
    log = clean_documents(frame(raw, "")).log
    assert set(log["rule"]) - set(table.index) == set()
    assert {"captions", "repeats", "damage", "empty", "chrome: controls"} <= set(log["rule"])


def test_every_rule_has_a_name_and_two_reasons():
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.reason_zh.strip() and rule.reason_en.endswith(".") for rule in RULES)


def test_a_megabyte_in_one_line_passes():
    text = A * 20_000
    assert cleaned(text) == text


def test_line_breaks_of_every_system():
    parts = [A, B, f"{A[:20]}。", f"{B[:20]}。"]
    assert cleaned("{}\r\n{}\r{}\u2028{}".format(*parts)) == "\n".join(parts)


CLAUSES = [
    "坚持稳中求进",
    "统筹发展和安全",
    "优化营商环境",
    "新建公路12公里",
    "推进城乡融合",
    "办好民生实事",
    "守住安全底线",
    "PM2.5浓度下降5.2%",
    "“一网通办”走深走实",
    "深化改革开放",
]
sentences = st.lists(st.sampled_from(CLAUSES), min_size=2, max_size=9).map(
    lambda parts: "，".join(parts) + "。"
)
headings = st.sampled_from(["一、工作回顾", "（一）产业升级", "各位代表：", "第一条 总则", "二、工作安排"])


@st.composite
def clean_texts(draw):
    """Return paragraphs in which no clause occurs twice: what is repeated may be removed."""
    clauses = draw(st.permutations(CLAUSES))
    ends = sorted(draw(st.sets(st.integers(1, len(clauses)), min_size=1, max_size=4)))
    parts = [clauses[a:b] for a, b in pairwise([0, *ends])]
    lines = [line for part in parts for line in (draw(st.none() | headings), "，".join(part) + "。") if line]
    return "\n".join(dict.fromkeys(lines))


noise = st.sampled_from(
    [
        "首页",
        "【打印】",
        "分享到：",
        "責任編輯：某某",
        "動(dòng)力",
        "— 2 —",
        "政 府 工 作",
        "２０２３年",
        "\u200b",
        "附件",
    ]
)
any_text = st.lists(st.one_of(sentences, headings, noise, st.text(max_size=30)), max_size=12).map("\n".join)


@settings(max_examples=40)
@given(clean_texts())
def test_clean_text_stays_as_it_is(text):
    result = clean_documents(frame(text))
    assert result.documents.loc["d0", "text"] == text
    assert result.log.empty


@settings(max_examples=50)
@given(any_text)
def test_cleaning_twice_changes_nothing(text):
    once = cleaned(text)
    assert cleaned(once) == once


def test_a_line_with_a_tab_that_goes_on_is_no_row_of_a_table():
    once = cleaned("坚持稳中求进，坚持稳中求进。\n000\t0,\n" + "坚持稳中求进，" * 4 + "坚持稳中求进。")
    assert "\n000 0,坚持" in once
    assert cleaned(once) == once


@settings(max_examples=50)
@given(any_text)
def test_what_is_left_and_what_was_removed_make_up_the_text(text):
    inside = (
        "damage",
        "invisible",
        "characters",
        "glosses",
        "wide glosses",
        "after joining",
        "script",
        "width",
        "note marks",
        "page numbers",
        "page markers",
    )
    rules = [rule for rule in RULES if rule.name not in inside]
    result = clean_documents(frame(text), rules)
    taken = result.log[result.log["action"].isin(["removed", "kept apart"])]
    assert (taken["n"] == taken["text"].str.len()).all()
    left = characters(result.documents.loc["d0", "text"] + "".join(taken["text"]))
    assert left == characters(text)


def characters(text):
    """Return the sorted visible characters of a text."""
    return sorted(
        character for character in text if not character.isspace() and character not in "\ufeff\u200b"
    )


def test_characters_stay_in_their_order():
    raw = f"首页\n{A}\n打印\n{B}"
    left = cleaned(raw)
    at = 0
    for character in left:
        at = raw.index(character, at) + 1


def test_the_log_is_sorted_and_the_same_twice():
    documents = frame(f"打印\n首页\n{A}\n動(dòng)力", f"首页\n{B}")
    log = clean_documents(documents).log
    assert log["doc_id"].tolist() == sorted(log["doc_id"])
    pd.testing.assert_frame_equal(log, clean_documents(documents).log)


def test_rules_are_named_in_the_log():
    assert clean_documents(frame(f"首页\n{A}")).log["rule"].tolist() == ["chrome: controls"]


@pytest.mark.parametrize(
    ("title", "head", "cleaned"),
    [
        ("某县 农村 改厕 方案", "某县 农村 改厕 方案", "某县农村改厕方案"),
        ("修路 架桥 村村通车", "别的标题", "修路 架桥 村村通车"),
    ],
)
def test_a_title_cut_into_words_is_closed_as_the_text_is(title, head, cleaned):
    body = "全县 推进 农村 改厕 ， 今年 改厕 三千 座 ， 群众 办事 更 方便 ， 村里 路灯 都 亮 了 。"
    texts = read_texts([f"{head}\n{body}"]).assign(title=[title])
    assert clean_documents(texts).documents["title"].tolist() == [cleaned]
