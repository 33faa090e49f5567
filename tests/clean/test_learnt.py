"""What many texts of one publisher have at their edges, and no other has, is the page's."""

import pandas as pd
import pytest

from analysis.clean import clean_documents
from analysis.clean.learnt import learn, without_learnt
from analysis.clean.records import read_lines

WORDS = ("港口", "茶园", "河道", "学校", "公路", "医院", "夜市", "林场")


def report(k: int) -> list[str]:
    word = WORDS[k]
    return [
        f"关于{word}的报道",
        "各位代表：",
        f"今年以来，{word}建设稳步推进，群众得到实惠。",
        f"下一步，继续办好{word}。",
    ]


def frame(pages: dict[str, list[list[str]]]) -> pd.DataFrame:
    rows = [
        {"doc_id": f"{site}{k}", "publisher": site, "source": f"{site}{k}.txt", "text": "\n".join(lines)}
        for site, texts in pages.items()
        for k, lines in enumerate(texts)
    ]
    return pd.DataFrame(rows).set_index("doc_id")


def page(k: int) -> list[str]:
    title, *body = report(k)
    return [title, f"甲城生活圈 第{k}期", *body, "甲城生活圈 天天陪你", "小编有话想对你讲"]


def test_lines_of_one_publishers_page_go_and_are_logged() -> None:
    cleaned = clean_documents(
        frame({"甲城网": [page(k) for k in range(8)], "乙城报": [report(k)[:3] for k in range(8)]})
    )
    texts = cleaned.documents["text"]
    assert [texts[f"甲城网{k}"].split("\n") for k in range(8)] == [report(k) for k in range(8)]
    gone = cleaned.log[cleaned.log["rule"] == "learnt furniture"]
    assert len(gone) == 24
    assert gone["text"].head(3).tolist() == ["甲城生活圈 第0期", "甲城生活圈 天天陪你", "小编有话想对你讲"]
    lines = cleaned.paragraphs.query("doc_id == '甲城网0'")["first_line"].tolist()
    assert lines == [1, 3, 4, 5]


@pytest.mark.parametrize(
    ("pages", "others"),
    [
        (4, 8),  # too few texts of the publisher
        (8, 4),  # too few others to tell its page from the form of all reports
        (8, 0),
    ],
)
def test_nothing_is_learnt_from_few_texts(pages: int, others: int) -> None:
    given = frame(
        {"甲城网": [page(k) for k in range(pages)], "乙城报": [report(k)[:3] for k in range(others)]}
    )
    assert "learnt furniture" not in set(clean_documents(given).log["rule"])


def test_what_another_publisher_has_too_is_no_furniture() -> None:
    shared = [[*report(k)[:3], "小编有话想对你讲"] for k in range(8)]
    given = frame({"甲城网": shared, "乙城报": shared})
    texts = clean_documents(given).documents["text"]
    assert all(text.endswith("小编有话想对你讲") for text in texts)


def test_how_reports_open_and_close_stays_though_one_publisher_alone_has_it() -> None:
    form = ["政府工作报告", "一、工作回顾", "谢谢大家", "某市人民政府办公室", "2024年1月5日", "此件公开发布"]
    texts = [("甲", read_lines("\n".join([*form[:2], f"推进{word}建设。", *form[2:]]))) for word in WORDS]
    texts += [("乙", read_lines(f"办好{word}。")) for word in WORDS]
    assert not learn(texts)["甲"]


def test_copies_of_a_text_count_once() -> None:
    texts = [("甲", read_lines("\n".join(page(0))))] * 9 + [
        ("乙", read_lines(f"办好{word}。")) for word in WORDS
    ]
    assert not learn(texts)["甲"]


def test_a_line_learnt_stays_within_the_text() -> None:
    lines = read_lines("标题\n栏目\n正文一。\n正文二。\n正文三。\n栏目\n正文四。\n栏目")
    kept, gone = without_learnt(lines, {"栏目"})
    assert [line.text for line in kept] == ["标题", "正文一。", "正文二。", "正文三。", "栏目", "正文四。"]
    assert [(entry.rule, entry.n, entry.first_line) for entry in gone] == [
        ("learnt furniture", 2, 2),
        ("learnt furniture", 2, 8),
    ]


def test_a_text_of_nothing_else_stays_whole() -> None:
    lines = read_lines("栏目\n栏目")
    assert without_learnt(lines, {"栏目"}) == (lines, [])


def test_a_line_that_opens_all_texts_of_a_folder_is_no_title() -> None:
    for banner in ("山水甲城 人人都爱", "山水甲城 与你同行"):
        given = frame({"甲城网": [[banner, *report(k)] for k in range(6)]}).assign(title=banner)
        cleaned = clean_documents(given)
        assert cleaned.documents["title"].tolist() == [report(k)[0] for k in range(6)]
        assert not cleaned.documents["text"].str.contains("山水").any()
    alike = frame({"甲城网": [["甲城年度回顾", "（二〇二〇年）", *report(k)[1:]] for k in range(6)]})
    assert clean_documents(alike).documents["text"].str.startswith("甲城年度回顾").all()


def test_several_lines_that_open_all_texts_go_together() -> None:
    opening = ["山水甲城资讯台", "畅游甲城　品味甲城", "甲城祝大家心情舒畅"]
    given = frame({"甲城网": [[*opening, *report(k)] for k in range(6)]}).assign(title=opening[0])
    cleaned = clean_documents(given).documents
    assert cleaned["title"].tolist() == [report(k)[0] for k in range(6)]
    assert cleaned["text"].str.startswith("关于").all()
