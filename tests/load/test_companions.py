import pytest

from analysis.load.companions import check_companion
from analysis.load.items import Content, Item, Unreadable
from analysis.load.lists import check_list

HOW = "本数据由课题组采集，字段含义见下表，使用时请注明来源。"
POLICY = "各县要把村道修到户，年底前完成三百里，逐段验收。"


def content(text: str) -> Content:
    return Content((Item(text),), "text")


@pytest.mark.parametrize(
    "name",
    [
        "使用说明.txt", "README.docx", "readme_cn.txt", "数据来源及下载说明.docx", "采集日志.txt",
        "免责声明.txt", "00_必看.txt", "【必读】使用说明（2022）.txt", "引用格式.txt", "字段说明.html",
        "说明.txt", "爬虫运行日志.txt",
    ],
)  # fmt: skip
def test_notes_on_the_texts_beside_them_are_left_out(name: str) -> None:
    with pytest.raises(Unreadable) as fault:
        check_companion(content(HOW), f"甲市/{name}")
    assert fault.value.reason.code == "notes_on_texts"


@pytest.mark.parametrize(
    "name", ["甲市_2020.txt", "规划编制说明.txt", "关于条例草案的说明.txt", "数据.txt", "办事须知.txt"]
)
def test_texts_of_other_names_or_words_stay(name: str) -> None:
    assert check_companion(content(POLICY), name).warnings == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("项目清单.txt", "柳州市重大项目清单\n一、基础设施类\n新修村道两条，由住建局牵头，每季更新进展。"),
        ("更新日志.txt", "柳州市老城更新日志\n全年改好老旧小区一百二十个，图纸在社区公示。"),
        (
            "数据说明.txt",
            "柳州市统计局关于人口数据的说明\n数据来源于抽样调查，从一月起采集。\n2021年6月1日",
        ),
        ("使用说明.txt", "关于用好村道的说明\n各县要照此编码建档，用 Excel 造册，一处不漏。"),
        ("购买须知.txt", "共有产权住房购买须知\n申请家庭应当具有户籍，材料在网上下载后填写。"),
        ("使用说明.txt", POLICY),
    ],
)
def test_texts_of_offices_stay_whatever_their_names(name: str, text: str) -> None:
    assert check_companion(content(text), name).items == content(text).items


def test_what_may_be_a_note_is_flagged() -> None:
    more = HOW + "Excel 打开时编码选 UTF-8，压缩包解压后放在一个文件夹。"
    assert [one.code for one in check_companion(content(more), "课题数据包使用须知.txt").warnings] == [
        "perhaps_notes"
    ]
    row = Content((Item(HOW, asked=("city",)),), "csv")
    assert check_companion(row, "使用说明.csv") is row


@pytest.mark.parametrize(
    "lines",
    [
        [f"甲市修好村道办法之{k} 2022-0{k}-10" for k in range(1, 7)],
        [f"[2022-0{k}-10] 甲市修好村道办法之{k}" for k in range(1, 7)],
        [line for k in range(1, 7) for line in (f"甲市修好村道办法之{k}", f"0{k}-10")],
    ],
)
def test_a_list_of_titles_with_days_is_no_text(lines: list[str]) -> None:
    whole = ["当前位置：首页", *lines, "首页 上一页 1 2 3 下一页 尾页"]
    with pytest.raises(Unreadable) as fault:
        check_list(content("\n".join(whole)))
    assert (fault.value.reason.code, fault.value.reason.values["count"]) == ("list_of_titles", 6)
    assert check_list(content("\n".join([*whole, POLICY])))
    assert check_list(content("\n".join(lines[:4])))
    assert check_list(content("\n".join(["甲市2022年大事记", *lines])))


@pytest.mark.parametrize(
    "told", ["找到约 128 条结果（用时0.03秒）", "搜索到相关记录共 36 条记录", "共有12篇相关文档"]
)
def test_what_a_search_found_is_no_text(told: str) -> None:
    hits = [
        line
        for k in range(1, 5)
        for line in (f"甲市修好村道办法之{k}", "...各村要修路，各镇要铺石。路...", f"http://a.cn/{k}.html")
    ]
    with pytest.raises(Unreadable) as fault:
        check_list(content("\n".join(["站内搜索", told, *hits, "下一页"])))
    assert fault.value.reason.code == "list_of_titles"
    assert check_list(content("\n".join(["站内搜索", told, *hits, POLICY])))
    assert check_list(content("\n".join(["站内搜索", *hits])))
    assert check_list(
        content("\n".join(["督查中共找到问题 12 条信息。", POLICY, "各村要修路……", "各镇要铺石……"]))
    )


def test_a_list_of_telephone_numbers_is_no_text() -> None:
    lines = [f"{name}\t0772-281200{k}" for k, name in enumerate(("办公室", "财政局", "教育局", "民政局"))]
    with pytest.raises(Unreadable) as fault:
        check_list(content("\n".join(["单位\t电话", *lines])))
    assert fault.value.reason.code == "list_of_phones"
    assert check_list(content("\n".join([*lines, POLICY])))
    assert check_list(content("\n".join([f"村道{k}里\t{k}00万元" for k in range(9)])))


@pytest.mark.parametrize(
    "text",
    [
        "编码手册\n变量名\t含义\t取值\ncity\t城市\t文字\nyear\t年份\t数字",
        "编码表\n| 代码 | 类目 | 定义 | 示例 |\n| A1 | 供给 | 提供 | 拨款 |\n| A2 | 环境 | 影响 | 减税 |",
    ],
)
def test_a_codebook_is_no_text(text: str) -> None:
    with pytest.raises(Unreadable) as fault:
        check_companion(content(text), "a.docx")
    assert fault.value.reason.code == "notes_on_texts"
    assert check_companion(content(f"柳州市人民政府关于统计口径的通知\n{text}"), "a.docx").items


@pytest.mark.parametrize(
    ("text", "is_form"),
    [
        (
            "申请表\n姓名：________ 单位：________\n电话：__________\n申请人：　　　　　年　　月　　日",
            True,
        ),
        ("环保标语：\n山青水绿\n消防标语：\n小心火烛\n交通标语：\n一慢二看", False),
        ("环保标语：　　山青水绿\n消防标语：　　小心火烛\n交通标语：　　一慢二看", False),
        ("任务清单\n□ 新建幼儿园九所\n☑ 开办食堂二十家\n□ 改造管网", False),
        ("时间：  2021年10月8日\n地点：  政务中心三楼\n第一项：  听取汇报", False),
        ("登记表\n姓名：　　　性别：\n电话：　　　单位：\n□是 □否", True),
        ("登记表\n姓名：\n电话：\n□ 同意 □ 不同意", True),
        ("柳州市通知\n各县区：\n请填写________，月底前报送。\n电话：", False),
        ("要点\n修路三百里\n点灯五千盏\n姓名：____", False),
    ],
)
def test_a_form_with_places_to_be_filled_in_is_no_text(text: str, is_form: bool) -> None:
    if is_form:
        with pytest.raises(Unreadable, match="blank_form"):
            check_list(content(text))
    else:
        assert check_list(content(text)).warnings == ()
