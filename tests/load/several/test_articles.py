from analysis.load.several.articles import article_starts, split_articles

LONG = (
    "这一天，全市上下动员起来，清理河道、整治庭院、栽种花草，干部群众一起动手，"
    "村容村貌焕然一新，大家都说日子越过越舒心，下一步还要接着干。"
)
PAGE = f"""绿水长流
市领导调研河道治理工作

本报记者 张三

{LONG}
干事创业——实干是立身之本
{LONG}
通化市公布今年河道整治安排
{LONG}

某县乡村环境整治见成效
本报讯(记者 李四)近日，{LONG}

东丰县:一条小路的变迁
王五
{LONG}
{LONG}"""


def test_a_newspaper_page_is_split_at_its_headlines() -> None:
    items = split_articles(PAGE)
    assert [item.stated["title"] for item in items] == [
        "市领导调研河道治理工作",
        "通化市公布今年河道整治安排",
        "某县乡村环境整治见成效",
        "东丰县:一条小路的变迁",
    ]
    assert [item.line for item in items] == [1, 9, 12, 15]
    lines = PAGE.split("\n")
    for item in items:
        assert item.text.split("\n") == lines[item.line - 1 : item.line - 1 + len(item.text.split("\n"))]
    assert "".join("".join(item.text.split()) for item in items) == "".join(PAGE.split())


def test_one_byline_makes_one_article() -> None:
    text = f"市领导调研河道治理工作\n本报记者 张三\n{LONG}\n某县环境整治见成效\n{LONG}"
    assert len(split_articles(text, 5)) == 1
    assert split_articles(text, 5)[0].line == 5


def test_a_report_with_headings_is_one_article() -> None:
    text = (
        f"某市政府工作报告\n各位代表：\n一、工作回顾\n{LONG}\n全市经济稳中有进\n{LONG}\n二、工作安排\n{LONG}"
    )
    assert len(split_articles(text)) == 1


def test_a_page_scraped_twice_is_not_two_articles() -> None:
    once = f"市领导调研河道治理工作\n本报记者 张三\n{LONG}\n"
    assert len(article_starts((once + once).split("\n"))) == 1


def test_a_plan_that_speaks_of_grids_is_no_newspaper() -> None:
    plan = "\n".join(
        f"第{i}项任务和要求\n国家电网公司配合推进农村社区电网建设、用电服务，建管并重，群众得了实惠，办事也更方便。"
        for i in "一二三四"
    )
    assert len(split_articles(plan)) == 1
    page = "\n".join(
        f"全县改厕工作见成效\n某县日报讯（记者 李四）{'建管并重，群众得了实惠。' * 8}"
        if i
        else f"村里的路灯都亮了\n本报讯 {'夜里出门不再摸黑。' * 9}"
        for i in range(2)
    )
    assert len(split_articles(page)) == 2
