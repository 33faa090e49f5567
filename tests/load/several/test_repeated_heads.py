"""Several texts in one file whose heads repeat alike, or below the list of their titles."""

import pytest

from analysis.load.several.listed_heads import listed_texts, paper_of
from analysis.load.several.repeated_heads import repeated_texts

BODY = [
    "　　河道由各县分段管护，沟渠由各村清理，不得占河填水。",
    "　　路灯坏了三日内修好，村道塌方当日清走，谁修谁管。",
] * 2
OTHER = [
    "　　老井由各乡镇修好，水质每季度查一次，名册贴在村口。",
    "　　种粮的人由县里发给补助，撂荒的地三年内复耕完毕。",
] * 2
TITLES = ("甲市河道管护办法", "甲市老井修缮方案")
DAYS = ("2021年3月2日", "2021年5月16日")


def two(*heads: list[str]) -> str:
    return "\n".join([*heads[0], *BODY, *heads[1], *OTHER])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([TITLES[0], f"（{DAYS[0]}）"], [TITLES[1], f"（{DAYS[1]}）"]),
        (["【第1篇】", TITLES[0], DAYS[0]], ["【第2篇】", TITLES[1], DAYS[1]]),
        (
            ["文件一", TITLES[0], "甲政发〔2021〕3号", DAYS[0]],
            ["文件二", TITLES[1], "甲政发〔2021〕5号", DAYS[1]],
        ),
        ([f"【{TITLES[0]}】", DAYS[0]], [f"【{TITLES[1]}】", DAYS[1]]),
        ([f"1.{TITLES[0]}", DAYS[0]], [f"2.{TITLES[1]}", DAYS[1]]),
        (["甲市文件选编", TITLES[0], DAYS[0]], ["=" * 20, TITLES[1], DAYS[1]]),
        (
            ["http://www.example.gov.cn/1.html", TITLES[0], DAYS[0]],
            ["http://www.example.gov.cn/2.html", TITLES[1], DAYS[1]],
        ),
        ([TITLES[0]], ["- - - - - -", TITLES[1]]),
        ([f"# {TITLES[0]}", ""], [f"# {TITLES[1]}", ""]),
        (
            [TITLES[0], f"（{DAYS[0]}甲市人民政府令第3号公布）"],
            [TITLES[1], f"（{DAYS[1]}甲市人民政府令第5号公布）"],
        ),
        (
            [
                "甲市人民政府令",
                "第3号",
                f"《{TITLES[0]}》已经同意，现予公布。",
                "市长　某某",
                DAYS[0],
                TITLES[0],
            ],
            [
                "甲市人民政府令",
                "第5号",
                f"《{TITLES[1]}》已经同意，现予公布。",
                "市长　某某",
                DAYS[1],
                TITLES[1],
            ],
        ),
        (
            [f"{TITLES[0]}  甲政发〔2021〕3号", f"发布部门 : 甲市人民政府  发布日期 : {DAYS[0]}"],
            [f"{TITLES[1]}  甲政发〔2021〕5号", f"发布部门 : 甲市人民政府  发布日期 : {DAYS[1]}"],
        ),
    ],
)
def test_texts_are_parted_where_their_heads_repeat_alike(first: list[str], second: list[str]) -> None:
    items, said = repeated_texts(two(first, second))
    assert [item.stated["title"] for item in items] == [*TITLES]
    dated = any(day in line for day in DAYS for line in first + second)
    assert [item.stated.get("date") for item in items] == (
        ["2021-03-02", "2021-05-16"] if dated else [None] * 2
    )
    assert [one.code for one in said] == ["collection_parted"]
    assert all(line.strip() in items[0].text for line in BODY)
    assert OTHER[0].strip() in items[1].text


def test_what_a_data_base_states_below_a_title_is_kept_apart() -> None:
    heads = [
        [title, f"【发布部门】甲市人民政府 【发布日期】{day}"]
        for title, day in zip(TITLES, DAYS, strict=True)
    ]
    items, _ = repeated_texts(two(*heads))
    assert items[0].stated["publisher"] == "甲市人民政府"
    assert "【" not in items[0].text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["# 基本情况和主要做法", ""], ["# 存在问题和下步打算", ""]),
        (["# 一、总体要求和工作目标", ""], ["# 二、重点任务和保障措施", ""]),
        (["甲市白皮书", "持续修好农村公路"], ["=" * 20, "持续清理河道沟渠"]),
        (["甲市纲要", "第一篇　立足新阶段修好村道"], ["第二篇　各县分段管护河道沟渠"]),
        ([TITLES[0], *BODY, "附件1", TITLES[1]], ["附件2", "甲市村道塌方抢修预案"]),
        (["1.持续修好农村公路"], ["2.持续清理河道沟渠"]),
        ([TITLES[0], f"（{DAYS[0]}）", f"现印发《{TITLES[1]}》。"], [TITLES[1], f"（{DAYS[1]}）"]),
        ([TITLES[0], f"（{DAYS[0]}）"], ["附：", TITLES[1], f"（{DAYS[1]}）"]),
        (["甲市大事记", "2021年3月2日"], ["2021年5月16日"]),
        ([TITLES[0], DAYS[0]], [TITLES[0], DAYS[1]]),
        ([*BODY, TITLES[0], DAYS[0]], [TITLES[1], DAYS[1]]),
    ],
)
def test_headings_annexes_and_titles_within_one_text_part_nothing(
    first: list[str], second: list[str]
) -> None:
    assert repeated_texts(two(first, second)) == ([], ())


def test_items_of_a_list_with_its_own_title_are_told_or_stay() -> None:
    items, said = repeated_texts(
        "甲市二〇二一年修路大事\n" + two(*([t, d] for t, d in zip(TITLES, DAYS, strict=True)))
    )
    assert not items
    assert [one.code for one in said] == ["perhaps_several"]
    heads = [[title, "责任单位：水利局  办理时限：三日"] for title in TITLES]
    assert repeated_texts(two(*heads)) == ([], ())


@pytest.mark.parametrize("head", ["第一篇　{}", "【{}】"])
def test_titles_without_a_day_are_told(head: str) -> None:
    items, said = repeated_texts(two(*([head.format(title)] for title in TITLES)))
    assert not items
    assert [one.code for one in said] == ["perhaps_several"]


def test_blank_lines_between_titled_texts_are_told() -> None:
    items, said = repeated_texts(two([TITLES[0]], ["", "", "", TITLES[1]]))
    assert not items
    assert [one.code for one in said] == ["perhaps_several"]


def test_texts_below_the_list_of_their_titles_are_parted() -> None:
    front = ["甲市政报", "目　录", f"{TITLES[0]}（3）", f"{TITLES[1]}……9"]
    items = listed_texts("\n".join(front) + "\n" + two([TITLES[0]], [TITLES[1]]))
    assert [item.stated["title"] for item in items] == [*TITLES]
    assert items[1].line == len(front) + len(BODY) + 2
    attached = [
        "甲市政府通知",
        "各县：",
        "现印发给你们",
        f"附件：1.{TITLES[0]}",
        f"2.{TITLES[1]}",
        "甲市政府",
        DAYS[0],
    ]
    assert listed_texts("\n".join(attached) + "\n" + two([TITLES[0]], [TITLES[1]])) == []
    headings = ("持续修好农村公路", "持续清理河道沟渠")
    contents = "\n".join(["目录", *headings]) + "\n" + two(*([one] for one in headings))
    assert listed_texts(contents) == []


def test_articles_of_a_newspaper_have_its_name_and_day() -> None:
    headings = ("河道沟渠有人管", "村口老井又出水")
    page = ["甲州日报", "2021年3月2日 星期二", "第A2版：要闻", "标题导航", *headings]
    items = listed_texts("\n".join(page) + "\n" + two(*([one] for one in headings)))
    assert [item.stated["date"] for item in items] == ["2021-03-02"] * 2
    assert paper_of(["甲州日报数字报-2021年3月2日"]) == {"publisher": "甲州日报", "date": "2021-03-02"}
