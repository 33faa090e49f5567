"""What nearly all rows of a table have at their edges is of the site they were copied from."""

import pandas as pd
import pytest

from analysis.clean import clean_documents
from analysis.clean.row_edges import shared_edges

WORDS = ("港口", "茶园", "河道", "学校", "公路", "医院", "夜市", "林场", "菜场", "水库")


def own(word: str) -> str:
    return f"今年以来，全市{word}建设稳步推进，完成投资十亿元。明年继续办好{word}。"


def left(head: str, foot: str, n: int = 3) -> set[str]:
    """Return what is left of a row whose text is that of the first word."""
    texts = [head + own(word) + foot for word in WORDS[:n]]
    (start, end) = shared_edges(texts)[0]
    return {line for line in texts[0][start:end].replace(own(WORDS[0]), "\n").split("\n") if line}


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("禾风新闻网·要闻\n", "\n看禾风，知天下\n（爆料请找小禾，有奖哦）"),
        ("禾风在线 ", "更多精彩，尽在禾风在线"),
        ("首页\n禾风视窗 第12期\n", ""),
    ],
)
def test_lines_and_parts_of_lines_that_all_rows_have_are_none_of_theirs(head: str, foot: str) -> None:
    assert not left(head, foot)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("各县区人民政府，市直各单位：\n", "\n特此通知。"),
        ("", "本办法自发布之日起施行，有效期五年。"),
        ("全市建设推进情况\n", "\n继续办好全市投资"),
        ("全市建设·投资\n", ""),
        ("关注民生　服务发展\n", "\n谱写更加精彩的篇章"),
        ("攻坚·突破·奋进\n", "\n让禾风走向世界"),
        ("解放思想｜创新求变\n", "\n共建祖国南疆屏障网"),
        ("上年工作回顾\n", "\n奋力谱写崭新篇章"),
        ("对标一流　追赶超越\n", "\n本办法自发布之日起施行"),
        ("坚守为民初心 ", "\n寻难点、聚痛点、破堵点"),
        ("【政策背景】\n", "\n联系人：综合科"),
        ("尊敬的居民朋友：\n", "\n感谢您的支持与配合！"),
        ("#文明禾风# ", "\n为建设共富先行区而努力奋斗！"),
        ("为了 ", ""),
        ("禾风讯（记者 王某 摄影）", ""),
    ],
)
def test_forms_headings_tags_and_labels_of_texts_stay(head: str, foot: str) -> None:
    texts = [head + own(word) + foot for word in WORDS[:3]]
    assert shared_edges(texts) == [(0, len(text)) for text in texts]


def test_two_rows_and_copies_of_one_teach_nothing() -> None:
    assert left("禾风新闻网·要闻\n", "", n=2) == {"禾风新闻网·要闻"}
    same = ["禾风新闻网\n" + own("港口")] * 5
    assert shared_edges(same) == [(0, len(text)) for text in same]


def test_edges_of_two_sites_in_a_table_and_of_all_but_one_row_go_and_are_logged() -> None:
    rows = [
        {
            "source": "报.csv",
            "city": "乙市" if k % 2 else "甲市",
            "title": f"{word}报道",
            "text": ("蓝湾之声\n" if k % 2 else "鲜稻传媒\n") + own(word),
        }
        for k, word in enumerate(WORDS)
    ]
    frame = pd.DataFrame(rows, index=[f"报#{k}" for k in range(len(rows))])
    cleaned = clean_documents(frame)
    assert cleaned.documents["text"].tolist() == [own(word) for word in WORDS]
    assert cleaned.log["text"].tolist() == ["鲜稻传媒", "蓝湾之声"] * 5
    assert set(cleaned.log["rule"]) == {"learnt furniture"}
    stranger = frame.assign(city="甲市", text=["云上\n临川视窗\n" + own(word) for word in WORDS])
    stranger.loc["报#4", "text"] = own("公路")
    assert clean_documents(stranger).documents["text"].tolist() == [own(word) for word in WORDS]
