import pytest

from analysis.load.attribution.headlines import is_headline
from analysis.load.attribution.page import Page, read_page
from analysis.load.attribution.plain import plain_copy


def page(text: str) -> Page:
    return read_page(plain_copy(text).split("\n"))


def test_a_scraped_news_page() -> None:
    found = page(
        "网站支持IPv6\n\n啃“硬骨头” 蹚“深水区”\n——系列报道之二\n"
        "信息来源: 柳州日报 发布日期: 2021-08-24 11:10 【字体:\n\n正文开始。"
    )
    assert found.title == "啃“硬骨头” 蹚“深水区”"
    assert found.publisher == "柳州日报"
    assert found.date == "2021-08-24"


def test_a_page_in_traditional_script_with_glosses() -> None:
    found = page(
        "無障礙版 登錄\n您當(dāng)前的位置: >\n\n齊心協(xié)力整治河涌\n\n"
        "信息來源:本網(wǎng) 發(fā)布日期:2023-02-01 分享:\n正文。"
    )
    assert found == ("齐心协力整治河涌", None, "2023-02-01", None, None, None, (), ())


def test_labels_and_values_on_their_own_lines() -> None:
    found = page(
        "当前位置：\n首页\n>\n2026年某省政府工作报告\n发表时间：\n2026-02-09 09:45:30\n"
        "来源：\n某省日报客户端\n阅读量：\n"
    )
    assert (found.title, found.publisher, found.date) == (
        "2026年某省政府工作报告",
        "某省日报客户端",
        "2026-02-09",
    )


@pytest.mark.parametrize(("text", "signed", "signer"), [
    ("标题\n正文。\n某市人民政府\n2020年1月10日\n附件说明", "2020-01-10", "某市人民政府"),
    ("标题\n正文。\n某市人民政府办公厅\n二〇二〇年一月十日", "2020-01-10", "某市人民政府办公厅"),
    ("标题\n正文。\n2020年1月10日", "2020-01-10", None),
    ("标题\n2020年1月10日\n2021年1月10日", None, None),
    ("标题\n——2024年2月2日在某市第五届人民代表大会第五次会议上", "2024-02-02", None),
    ("（2024年2月2日在某市第五届人民代表大会第五次会议上）", "2024-02-02", None),
    ("标题\n——二〇二四年二月二日在某市第五届\n人民代表大会第五次会议上", "2024-02-02", None),
    ("标题\n（2024年2月\n2日在某市第五届人民代表大会第五次会议\n上）", "2024-02-02", None),
    ("（2024年2月2日某市第五届人大常委会\n第五次会议通过）", "2024-02-02", None),
    ("标题\n2024年2月2日在全市修路。\n第五次会议上通报", None, None),
    ("某条例\n1998年9月1日某市第九届人大常委会第三次会议通过\n2018年8月2日某市第五届人大常委会第八次会议修订"
     "\n2018年9月2日某省第五届人大常委会第七次会议批准\n2019年1月1日起施行", "2018-09-02", None),
    ("某条例\n（1998年9月1日某市人大常委会第三次会议通过　根据2010年11月5日某市人大常委会第二次会议"
     "《关于修改某条例的决定》修正）", "2010-11-05", None),
    ("关于召开会议的决定\n（2024年1月5日某市人大常委会第九次会议通过）\n定于2024年2月2日召开第四次会议。",
     "2024-01-05", None),
    ("某条例\n2015年12月30日某省人大常委会第二次会议批准\n2016年1月13日某市人大常委会公告第5号公布",
     "2016-01-13", None),
    ("标题\n某市人民政府\n二О二四年二月二日", "2024-02-02", "某市人民政府"),
    ("8月23日", None, None),
])  # fmt: skip
def test_signatures_and_sessions(text: str, signed: str | None, signer: str | None) -> None:
    found = page(text)
    assert (found.signed, found.signer) == (signed, signer)


@pytest.mark.parametrize(("text", "title"), [
    ("某市人民政府办公厅\n关于印发方案的通知\n各区：", "某市人民政府办公厅关于印发方案的通知"),
    ("省政府办公厅关于印发\n省政府立法计划的通知\n各市：", "省政府办公厅关于印发省政府立法计划的通知"),
    ("某府办〔2011〕6号\n印发应急管理工作计划的通知\n各区：", "印发应急管理工作计划的通知"),
    ("《某市：绿水青山.docx》由会员分享，可在线阅读", "某市：绿水青山"),
    ("今天是：2023年5月3日 星期三\n某县今年修路点灯", "某县今年修路点灯"),
    ("各位代表：\n现在，我代表市人民政府报告工作。", None),
    ("春天来了，万物生长。", None),
])  # fmt: skip
def test_titles(text: str, title: str | None) -> None:
    assert page(text).title == title


@pytest.mark.parametrize(("text", "year"), [
    ("某府办〔2011〕6号\n通知", 2011),
    ("锡委办发 ( 2020 ) 19 号\n通知", 2020),
    ("根据《意见》（国发〔2014〕25号），", None),
])  # fmt: skip
def test_own_numbers_of_documents(text: str, year: int | None) -> None:
    assert page(text).number_year == year


def test_plain_copies_keep_the_lines_and_leave_simplified_text_alone() -> None:
    text = "乾隆年间(qián)\n著名"
    assert plain_copy(text) == "乾隆年间\n著名"
    assert plain_copy("龍灣區(qū)召開\n大會").split("\n") == ["龙湾区召开", "大会"]


@pytest.mark.parametrize(("line", "yes"), [
    ("推动高质量发展", True), ("正文结束。", False), ("来源：柳州日报", False), ("各位代表：", False),
    ("首页 > 要闻", False), ("牵头单位：县交通局", False),
    ("资金来源：县级财政", False), ("分享到微信", False), ("甲乙", False),
    ("修路点灯,清塘种树.各县都要抓好", False), ("转方式,调结构,增动能", False), ("推动5.0版,用好AI", True),
    ("（三）新城建设成效显现", False), ("一、工作回顾", False), ("2021-08-24", False),
])  # fmt: skip
def test_headlines(line: str, yes: bool) -> None:
    assert is_headline(line) is yes


def test_the_title_below_the_data_lines_of_a_post() -> None:
    page = read_page(
        [
            "来源: 某州发布",
            "作者: 某州发布",
            "原文链接: https://example.org/a",
            "某州：以“软环境”见长",
            "点击蓝字",
        ]
    )
    assert (page.title, page.publisher) == ("某州：以“软环境”见长", "某州发布")


def test_the_head_of_an_article_of_a_newspaper_in_a_data_base() -> None:
    page = read_page(
        ["某州日报/2023年/3月/5日/第003版", "要闻", "全县修路点灯", "本报记者 某人", "全县今年修路。"]
    )
    assert (page.title, page.publisher, page.date) == ("全县修路点灯", "某州日报", "2023-03-05")


def test_the_account_of_a_post_is_its_publisher() -> None:
    lines = [
        "全县修路点灯",
        "原创 小编 某县发布",
        "2023年04月05日 18:30 某地",
        "全县今年修路三百里。",
        "来源：某州日报",
    ]
    page = read_page(lines)
    assert (page.publisher, page.date) == ("某县发布", "2023-04-05")
    assert read_page([lines[0], lines[1], *lines[3:]]).publisher == "某州日报"


def test_no_headline_stands_below_running_text() -> None:
    text = "今年以来，全县修路三百里，点灯五千盏，群众夜里出门不再摸黑，都说好。"
    assert read_page(["全县修路点灯", text, "村里要办的事", "来源：某州日报"]).title == "全县修路点灯"
    assert read_page(["修路点灯，办到心上", "某县发布", text, "来源：某州日报"]).title == "修路点灯，办到心上"


def test_fields_of_a_list_of_tasks_are_not_those_of_a_page() -> None:
    fields = ["责任单位：县交通局", "经费来源：县级财政", "完成时间：2021年12月31日"]
    found = page("\n".join(["某县民生实事清单", "一、修路三十里", *fields, "二、点灯", *fields]))
    assert (found.title, found.publisher, found.date) == ("某县民生实事清单", None, None)


def test_a_label_glued_to_a_publisher_is_not_part_of_it() -> None:
    line = "发布机构：某县水务局成文日期：2021-02-25"
    assert read_page(["全县修路", line, "全县今年修路。"]).publisher == "某县水务局"


def test_a_time_of_day_shows_the_date_of_posting() -> None:
    head = ["全县修路", "原创 小编 某地发布 2023-03-05 18:30 发表于广西", "全县今年修路。"]
    assert read_page(head).date == "2023-03-05"
    for line in (
        "某州日报 2023-03-05",
        "发布于 2023-03-05T09:00:00+08:00",
        "2023年3月5日 某县融媒",
        "2023-03-05　星期日　某州日报讯",
        "某州日报 2023年3月5日（周日）",
        "2023-03-05 09:15　来源：某州日报",
        "来源：某州日报　2023年3月5日",
        "2023/3/5 8:00 作者：小编",
        "2023.3.5",
        "（2023-03-05）",
    ):
        assert read_page(["全县修路", line, "全县今年修路。"]).date == "2023-03-05"
    assert read_page(["全县修路", "会议于2023年3月5日召开，9:30开始。", "全县修路。"]).date is None


@pytest.mark.parametrize(("lines", "title"), [
    (["全县坚持修路，全力推进通村，聚焦出行的难点，持续改善路况，加快建", "设新村。"], None),
    (["这一年，全县修通村道、点亮路灯，群众出行", "不再摸黑，孩子们上学不再蹚水，老人看病更"], None),
    (["这一年，全县修通村道、点亮路灯，群众出行", "融媒体中心"], "这一年，全县修通村道、点亮路灯，群众出行"),
    (["修通村道\t交通局牵头\t年底前"], None),
    (["全 县 人 民 政 府 文 件", "县政发〔2023〕5号", "全县人民政府关于印发", "修路方案的通知"],
     "全县人民政府关于印发修路方案的通知"),
])  # fmt: skip
def test_titles_of_pdf_pages(lines: list[str], title: str | None) -> None:
    assert read_page(lines).title == title


def test_a_headline_below_an_invisible_line_or_with_its_end_on_the_next_is_whole() -> None:
    assert read_page(["\u200b", "政府工作报告", "各位代表：", "现在报告工作。"]).title == "政府工作报告"
    assert read_page(["政府工作报", "告", "各位代表：", "现在报告工作。"]).title == "政府工作报告"
    assert read_page(["路灯改造实施", "方案", "各街道都要修灯。"]).title == "路灯改造实施方案"
    assert read_page(["路灯亮了夜路", "张三", "各街道都要修灯。"]).title == "路灯亮了夜路"


def test_titles_and_signatures_set_wide_are_read() -> None:
    lines = [
        "某\u2002县\u2002人\u2002民\u2002政\u2002府\u2002关\u2002于\u2002修\u2002路\u2002的",
        "通\u2003知",
    ]
    page = read_page([*lines, "各镇：", "全县修路。", "某　县　人　民　政　府", "2 0 1 9 年 3 月 5 日"])
    assert (page.title, page.signer, page.signed) == (
        "某县人民政府关于修路的通知",
        "某县人民政府",
        "2019-03-05",
    )


def test_a_notice_that_passes_another_one_on_has_not_its_day() -> None:
    own, passed = (
        ["某县人民政府转发国务院文件的通知", "各镇：", "请执行。"],
        ["请执行。", "国 务 院", "二〇〇〇年六月二十四日"],
    )
    page = read_page([*own, "二〇〇〇年七月六日", "国务院关于修路的通知", *passed])
    assert (page.signed, page.signer) == (None, None)
    assert read_page(["国务院关于修路的通知", *passed]).signed == "2000-06-24"


def test_offices_that_sign_a_text_are_told() -> None:
    lines = [
        "关于修路的通知",
        "各县：",
        "请修路。",
        "甲市人民政府",
        "2021年3月5日",
        "关于点灯的通知",
        "乙市人民政府",
        "2021年4月6日",
    ]
    assert read_page(lines).signers == ("甲市人民政府", "乙市人民政府")
