# ruff: noqa: E501
import pytest

from analysis.load.html.read import columns_of_page
from analysis.load.items import Bounds, Unreadable
from analysis.load.read import read_bytes
from analysis.load.several.exports import exported_records, front_matter
from analysis.load.several.law_blocks import block_of


def test_the_records_of_a_cnki_export_are_documents() -> None:
    one = "SrcDatabase-来源库: 报纸\nTitle-题名: {0}\nSource-报纸名称: 某县日报\nPubTime-发表时间: 2019-03-0{1}\nSummary-摘要: 全县推进{0}，建管并重。\n"
    text = one.format("改厕", 4) + "\n" + one.format("点灯", 5)
    items = read_bytes(text.encode(), "a.txt", Bounds()).items
    assert [(item.text, item.line, dict(item.stated)) for item in items] == [
        ("全县推进改厕，建管并重。", 1, {"title": "改厕", "publisher": "某县日报", "date": "2019-03-04"}),
        ("全县推进点灯，建管并重。", 7, {"title": "点灯", "publisher": "某县日报", "date": "2019-03-05"}),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Reference Type: Newspaper Article\nTitle: {0}\nPubTime: 2019-03-0{1}\n",
        "Title：{0}\nPubTime：2019-03-0{1}\n",
    ],
)
def test_records_with_bare_english_labels_are_documents(head: str) -> None:
    one = head + "Author: 甲\nSource: 某县日报\nAbstract: 全县推进{0}，\n建管并重。\nPages: 第02版\nDOI: \n"
    items = exported_records("\n".join(one.format(*of) for of in (("改厕", 4), ("点灯", 5), ("修路", 6))))[0]
    assert [(item.text, dict(item.stated)) for item in items] == [
        (
            f"全县推进{name},\n建管并重。".replace(",", "，"),
            {"title": name, "publisher": "某县日报", "date": f"2019-03-0{day}"},
        )
        for name, day in (("改厕", 4), ("点灯", 5), ("修路", 6))
    ]


def test_a_record_with_bare_labels_and_no_abstract_is_counted() -> None:
    one = "Reference Type: Newspaper Article\nTitle: {0}\nSource: 某县日报\nPages: 2\n"
    items, n_empty, _ = exported_records(
        one.format("改厕") + "\n" + one.format("点灯") + "Abstract: 全县点灯。\n"
    )
    assert ([item.text for item in items], n_empty) == (["全县点灯。"], 1)


@pytest.mark.parametrize(
    "text",
    [
        "Title: 改厕\nURL: a\nSource: 某县日报\nAbstract: 全县推进改厕。\n",
        "Reference Type: 报\nAuthor: 甲\nYear: 2019\n全县推进改厕。\n",
    ],
)
def test_other_lines_with_english_labels_are_no_records(text: str) -> None:
    assert exported_records(text) == ([], 0, 0)


@pytest.mark.parametrize(
    "one",
    [
        "[{1}]\n【篇名】{0}\n【作者】甲\n【刊名】某县学报\n【年,卷(期)】2019,(0{1})\n【摘要】全县推进{0}，建管并重。\n【DOI】10.1/{1}\n",
        "题名：{0}\n作者：甲\n来源：某县学报\n年：2019\n关键词：县\n摘要：全县推进{0}，建管并重。\n",
        "【题　名】{0}\n【作　者】甲\n【年　份】2019\n【文　摘】全县推进{0}，建管并重。\n",
        "文献类型：报纸\n题名：{0}\n作者：甲\n来源：某县日报\n发表时间：2019-03-05\n摘要：全县推进{0}，建管并重。\n",
        "来源库：报纸\n题名：{0}\n发表时间：2019-03-05\n页码：2\n摘要：全县推进{0}，建管并重。\n",
        "题名: {0}\n来源: 某县日报\n发表时间: 2019-03-05\n摘要: 全县推进{0}，建管并重。\n",
        "{1}. 篇名：{0}\n刊名：某县学报\n年份：2019\n机构：某县\n全文：\n全县推进{0}，建管并重。\n",
    ],
)
def test_records_of_papers_with_labels_in_chinese(one: str) -> None:
    text = one.format("改厕", 4) + "\n" + one.format("点灯", 5)
    items = exported_records(text)[0]
    assert [(item.text.strip(), item.stated["title"], item.stated["date"][:4]) for item in items] == [
        ("全县推进改厕，建管并重。", "改厕", "2019"), ("全县推进点灯，建管并重。", "点灯", "2019"),
    ]  # fmt: skip
    head = "标题：改厕\n来源：某县\n日期：2019-03-04\n\n全县推进改厕，建管并重。"
    assert "建管并重" in read_bytes(head.encode(), "a.txt", Bounds()).items[0].text


def test_abstracts_of_articles_in_journals_are_refused_and_told_beside_full_texts() -> None:
    one = "RT Journal Article\nT1 {0}研究\nJF 某某学刊\nYR 2021\nK1 村道\nAB 本文以某省十县为样本，看{0}的做法。\n"
    whole = one.replace("某某学刊", "某县日报")
    with pytest.raises(Unreadable) as fault:
        read_bytes((one.format("修路") + "\n" + one.format("点灯")).encode(), "a.txt", Bounds())
    assert (fault.value.reason.code, fault.value.reason.values["count"]) == ("abstracts", 2)
    mixed = read_bytes((one.format("修路") + "\n" + whole.format("点灯")).encode(), "a.txt", Bounds())
    assert [(said.code, said.values["count"]) for said in mixed.warnings] == [("some_abstracts", 1)]
    assert (
        read_bytes((whole.format("修路") + "\n" + whole.format("点灯")).encode(), "a.txt", Bounds()).warnings
        == ()
    )


@pytest.mark.parametrize(
    "rows",
    [
        "发文机关\t某县人民政府\n文号\t某政发〔2020〕3号\n发文日期\t2020-09-10\n时效性\t现行有效",
        "发文机关\t某县人民政府\t文号\t某政发〔2020〕3号\n发文日期\t2020-09-10\t时效性\t现行有效",
        "发文机关：\n某县人民政府\n文号：\n某政发〔2020〕3号\n发文日期：\n2020-09-10\n时效性：\n现行有效",
    ],
)
def test_the_fields_of_a_data_base_in_a_table_are_kept_as_columns(rows: str) -> None:
    text = (
        f"威科先行\n某县农村改厕办法\n{rows}\n各镇人民政府：\n全县推进改厕，建管并重。\n下载日期：2023-05-06"
    )
    content = read_bytes(text.encode(), "a.txt", Bounds())
    (item,) = content.items
    assert dict(item.stated) == {
        "title": "某县农村改厕办法",
        "publisher": "某县人民政府",
        "date": "2020-09-10",
    }
    assert dict(item.further) == {"文号": "某政发〔2020〕3号", "时效性": "现行有效"}
    assert [one for one in item.text.split("\n") if one][:2] == ["某县农村改厕办法", "各镇人民政府："]
    assert [one.code for one in content.warnings] == ["law_block"]
    told = text.replace("时效性", "发布机构")
    assert "文号" in read_bytes(told.encode(), "a.txt", Bounds()).items[0].text


def test_the_block_of_a_legal_data_base_is_kept_as_columns() -> None:
    text = "关于改厕的通知\n【发布部门】 某县人民政府\n【发文字号】 某政发〔2019〕3号\n【发布日期】 2019.03.04\n【时效性】 现行有效\n\n全县推进改厕，建管并重。"
    (item,) = read_bytes(text.encode(), "a.txt", Bounds()).items
    assert dict(item.stated) == {"title": "关于改厕的通知", "publisher": "某县人民政府", "date": "2019-03-04"}
    assert dict(item.further) == {"发文字号": "某政发〔2019〕3号", "时效性": "现行有效"}


def test_fields_in_brackets_one_after_the_other() -> None:
    text = "改厕办法\n【制定机关】某县政府 【公布日期】2020.09.10 【时效性】有效\n全县推进改厕，建管并重。"
    (item,) = read_bytes(text.encode(), "a.txt", Bounds()).items
    assert (item.stated["date"], dict(item.further)) == ("2020-09-10", {"时效性": "有效"})


def test_the_block_of_a_data_base_written_with_colons() -> None:
    text = "改厕办法\n颁布单位：\t某县人民政府\t文号：\t某政规〔2020〕3号\n颁布时间：\t2020-09-10\t时效状态：\t部分失效\n全县推进改厕，建管并重。"
    (item,) = read_bytes(text.encode(), "a.txt", Bounds()).items
    assert dict(item.stated) == {"title": "改厕办法", "publisher": "某县人民政府", "date": "2020-09-10"}
    assert dict(item.further) == {"文号": "某政规〔2020〕3号", "时效状态": "部分失效"}
    (item,) = read_bytes(text.replace("时效状态", "发布机构").encode(), "a.txt", Bounds()).items
    assert item.further == {}


def test_a_block_half_in_brackets_below_the_path_and_the_title() -> None:
    fields = "【法宝引证码】 CLI.14.1\n制定机关： 某县人民政府\n发文字号： 某政发〔2020〕3号\n公布日期： 2020.09.10\n时效性： 现行有效\n专题分类： 农村"
    text = f"某某法宝\n法律法规 > 规章\n某县农村改厕办法\n{fields}\n各镇人民政府：\n全县推进改厕，建管并重。"
    (item,) = read_bytes(text.encode(), "a.txt", Bounds()).items
    assert dict(item.stated) == {
        "title": "某县农村改厕办法",
        "publisher": "某县人民政府",
        "date": "2020-09-10",
    }
    assert dict(item.further) == {
        "发文字号": "某政发〔2020〕3号",
        "时效性": "现行有效",
        "专题分类": "农村",
        "法宝引证码": "CLI.14.1",
    }


def test_the_block_on_a_saved_page_is_kept_as_columns() -> None:
    told = {
        "发布部门": "某县人民政府",
        "发文字号": "某政发〔2020〕3号",
        "发布日期": "2020.09.10",
        "时效性": "现行有效",
    }
    rows = "".join(f"<li><b>{name}：</b><span>{value}</span></li>" for name, value in told.items())
    body = "<p>全县推进改厕，建管并重，年底以前完成，完成以后报县里备案。</p>" * 4
    page = f"<html><head><title>关于改厕的通知</title></head><body><ul>{rows}</ul><div>{body}</div></body></html>"
    (item,) = read_bytes(page.encode(), "a.html", Bounds()).items
    assert (item.stated["publisher"], item.stated["date"]) == ("某县人民政府", "2020-09-10")
    assert dict(item.further) == {"发文字号": "某政发〔2020〕3号", "时效性": "现行有效"}
    assert columns_of_page(page) == ["发文字号", "时效性"]
    assert "时效性" not in item.text


def test_headings_in_brackets_are_no_block() -> None:
    (item,) = read_bytes(
        "【改厕】\n建管并重。\n【点灯】\n路灯亮了。\n【修路】\n路通了。".encode(), "a.txt", Bounds()
    ).items
    assert (item.stated, item.further) == ({}, {})


def test_the_title_of_a_page_of_a_data_base_stands_above_its_english_one() -> None:
    body = "全县今年修通村道三百里，点亮路灯五千盏，群众夜里出门不再摸黑。"
    text = (
        "某县人民政府关于修路的通知\nNotice of the County\n【法宝引证码】 CLI.12.1\n【发布部门】 某县人民政府\n"
        f"【时效性】 现行有效\n收藏 下载\n某县人民政府关于修路的通知\n{body}\n某县人民政府\n时效性：现行有效\n"
    )
    assert block_of(text)[0]["title"] == "某县人民政府关于修路的通知"


def test_the_template_at_the_head_of_a_page_of_a_wiki_states_title_and_year() -> None:
    for head in (
        "{{header2\n|title=修路的报告\n|year=2008\n}}",
        "{{Header|标题=修路的报告|年=2008|notes=[http://a.b c]}}",
    ):
        stated, below = front_matter(f"{head}\n修路。")
        assert stated == {"title": "修路的报告", "year": "2008"}
        assert below.endswith("修路。")
    assert front_matter("{{注|title=甲}}修路。") == ({}, "{{注|title=甲}}修路。")


def test_a_journal_is_parted_from_year_and_issue_and_labels_from_blanks() -> None:
    body = "全县今年修通村道三百里，点亮路灯五千盏。"
    record = "【题　名】{}\n【作　者】某某\n【出　处】某学刊. 2019(4).-33-38\n【文　摘】" + body
    items = exported_records("\n\n".join(map(record.format, ("修路", "点灯"))))[0]
    assert [(item.stated["publisher"], item.stated["date"]) for item in items] == [("某学刊", "2019")] * 2
    copied = f"【文献号】1-233\n【原文出处】某州日报\n【原刊期号】20220506\n【标    题】修路\n【作    者】某某\n【正    文】\n{body}"
    (item,) = exported_records(copied)[0]
    assert (item.stated, item.text.strip()) == (
        {"title": "修路", "publisher": "某州日报", "date": "2022-05-06"},
        body,
    )


def test_front_matter_in_the_two_ways_of_notes() -> None:
    for mark, sign in (("---", ": "), ("+++", " = ")):
        fields = [
            f'title{sign}"修路的报告"',
            f"date{sign}2022-03-05",
            f"city{sign}柳州市",
            f"draft{sign}false",
        ]
        stated, below = front_matter("\n".join([mark, *fields, mark, "", "修路。"]))
        assert stated == {"title": "修路的报告", "date": "2022-03-05", "city": "柳州市"}
        assert below == "\n" * 7 + "修路。"
    assert front_matter("+++\n修路 = 便民\n+++\n点灯。")[0] == {}
