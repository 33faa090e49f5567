"""References to other policy texts: what is one, whose it is, and which are the same."""

import pandas as pd
import pytest

from analysis import citations, cited_texts, read_texts, segment
from analysis.errors import DataFileError, KindError
from analysis.reuse import CITATION_TYPES
from analysis.reuse.citation_words import citation_words
from analysis.reuse.citations import references
from analysis.reuse.document_numbers import document_numbers
from analysis.reuse.titles import titles

WORDS = citation_words()


def found_in(text, city="港州市", province="海东省"):
    return references(text, WORDS, city, province)


@pytest.mark.parametrize(
    "text",
    [
        "国办发〔2020〕1号", "国办发﹝2020﹞1号", "国办发[2020]1号", "国办发(2020)1号", "国办发（2020）1号",
        "国办发【2020】1号", "国办发〔2020〕 1 号", "国办发 ( 2020 ) 1 号", "国办发〔２０２０〕１号",
        "国办发〔2020]1号", "国办发［2020］第1号", "国办发2020〕1号",
        "国办发〔2020〕01号", "国办发〔2020年〕1号",
    ],
)  # fmt: skip
def test_spellings_of_numbers(text):
    [number] = document_numbers(f"请按照{text}办理。", WORDS)
    assert number.name == "国办发〔2020〕1号"
    assert number.year == 2020
    assert f"请按照{text}办理。"[number.start : number.end] == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("现就引进符合浙政发〔2009〕58号的人才", "浙政发〔2009〕58号"),
        ("贴息标准参照浙财农字(2004)15号执行", "浙财农字〔2004〕15号"),
        ("国家发展和改革委员会令第39号", "国家发展和改革委员会令第39号"),
        ("《办法》（财政部令第七号）", "财政部令第7号"),
        ("由中华人民共和国主席令第四十八号公布", "主席令第48号"),
        ("国务院令第一百零五号", "国务院令第105号"),
        ("见交通运输部令2021年第3号", "交通运输部令2021年第3号"),
        ("按商务部公告2021年第1号", "商务部公告2021年第1号"),
        ("根据国发2018年22号文", "国发〔2018〕22号"),
        ("依据国发〔2021〕29 文件", "国发〔2021〕29号"),
        ("落实国办函\n〔2020〕\n 1 2 号", "国办函〔2020〕12号"),
        ("由杭州市人民政府令第8号公布", "杭州市人民政府令第8号"),
        ("见杭州市第十届人大常委会公告第8号", "杭州市第十届人大常委会公告第8号"),
        ("经湘政办发〔2020〕46号", "湘政办发〔2020〕46号"),
        ("依据苏文旅发〔2020〕3号", "苏文旅发〔2020〕3号"),
        ("如政发〔2019〕3号", "如政发〔2019〕3号"),
        ("国经贸企改〔2000〕12号", "国经贸企改〔2000〕12号"),
        ("意见》锡（委发 ( 2020 ) 20 号）", "锡委发〔2020〕20号"),
    ],
)
def test_what_precedes_is_cut_to_the_code(text, name):
    assert [number.name for number in document_numbers(text, WORDS)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "建成3号码头", "2020年5号台风", "港州路〔东〕12号", "完成（2020）年度第1号", "发〔2020〕1号",
        "建发2019年5号楼", "房产证〔2020〕第3号", "卫证字〔2020〕第3号", "招标公告第3号",
    ],
)  # fmt: skip
def test_other_numbers_are_none(text):
    assert document_numbers(text, WORDS) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("港政发〔2017〕4、5号", "4 5"),
        ("港政发〔2017〕4号、5号和16号文件", "4 5 16"),
        ("港政发〔2017〕4号、5号线", "4"),
    ],
)
def test_several_numbers_of_one_code(text, numbers):
    found = document_numbers(f"按照{text}。", WORDS)
    assert [n.name for n in found] == [f"港政发〔2017〕{one}号" for one in numbers.split()]


def test_orders_of_the_city_itself_are_those_that_others_name_in_full():
    texts = ["市政府令第5号仍然有效。", "依照杭州市人民政府令第5号办理。", "市政府令第5号废止。"]
    found = citations(segment(read_texts(texts, city=["杭州市", "宁波市", "宁波市"])))
    assert found["cited"].tolist() == ["杭州市人民政府令第5号"] * 2 + ["宁波市人民政府令第5号"]
    assert found["issuer"].tolist() == ["杭州市"] * 2 + ["宁波市"]


def test_titles_that_begin_with_an_office_of_the_city_itself_are_its_own():
    """The rules of two cities are two texts; those of 铜陵市 are named in full by others."""
    texts = [
        "修订《市政府工作规则》。",
        "修订《市政府工作规则》。学习《铜陵市政府工作规则》。",
        "《市委关于海洋经济的决定》《省财政厅关于渔船补贴的通知》《市场准入负面清单》《市委托服务办法》。",
    ]
    cities, provinces = ["铜陵市", "随州市", "青岛市"], ["安徽省", "湖北省", "山东省"]
    found = citations(segment(read_texts(texts, city=cities, province=provinces)))
    assert found["cited"].tolist() == [
        "铜陵市政府工作规则",
        "随州市政府工作规则",
        "铜陵市政府工作规则",
        "青岛市委关于海洋经济的决定",
        "山东省财政厅关于渔船补贴的通知",
        "市场准入负面清单",
        "市委托服务办法",
    ]
    assert found["level"].tolist()[:5] == ["city", "city", "city", "city", "province"]


def test_the_number_under_which_a_text_was_made_public_is_its_own():
    text = "2013年3月5日杭州市人大常委会公告第4号公布\n《规定》（2019年3月1日市政府令第3号公布）。"
    assert [one.kind for one in found_in(text)] == ["title", "number"]


def test_a_kind_alone_is_named_with_who_issued_it():
    text = "贯彻党的二十届三中全会通过的《决定》和省委《决定》。"
    assert [(one.name, one.issuer) for one in found_in(text)] == [
        ("党的二十届三中全会《决定》", "中共中央"), ("海东省委《决定》", "海东省委"),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n", " \n　　", "\n\n"])
@pytest.mark.parametrize(
    "name",
    [
        "国办发〔2020〕1号", "柳政发〔2021〕19号", "财税〔2016〕36号", "发改投资〔2021〕1009号",
        "建办质函〔2022〕3号", "财政部令第57号", "杭州市人民政府令第5号",
        "宁波市人民代表大会常务委员会公告第12号",
    ],
)  # fmt: skip
def test_a_number_broken_over_a_line_end_is_one(name, gap):
    for at in range(1, len(name)):
        text = f"供水照旧，按照{name[:at]}{gap}{name[at:]}文件办理。"
        [found] = document_numbers(text, WORDS)
        assert (found.name, text[found.start : found.end]) == (name, name[:at] + gap + name[at:])


@pytest.mark.parametrize(
    "above",
    ["供水方案", "港州市发展改革委", "港州市人民政府文件", "第一章　总则", "二是加强宣传", "全面深化改革"],
)
@pytest.mark.parametrize(
    "name", ["港政发〔2017〕4号", "发改投资〔2020〕3号", "政办发〔2020〕3号", "教办〔2020〕3号"]
)
def test_a_number_below_a_line_of_its_own_is_not_put_together_with_it(above, name):
    assert [number.name for number in document_numbers(f"{above}\n{name}\n各县：", WORDS)] == [name]


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("《港州市供水条例》", True), ("《供水办法（试行）》", True),
        ("《关于供水的若干意见（2021年修订）》", True), ("《供水管理标准2.0版》", True),
        ("《关于修改〈供水条例〉的决定》", True),
        ("《关于修改《供水条例》的决定》", True), ("《宪法修正案》", True), ("《政府工作报告》", True),
        ("《渔业三十六条》", True), ("《稳增长28条》", True), ("《关于预算执行的报告》", True),
        ("《第二十条》", False),
        ("《港州日报》", False), ("《渔港往事》", False), ("《卫生许可证》", False), ("《水乡书法》", False),
        ("《邻里调解工作法》", False), ("《港州发展报告》", False), ("《治水责任书》", False),
    ],
)  # fmt: skip
def test_titles_of_policy_texts(title, is_one):
    text = f"落实{title}。"
    assert [text[t.start : t.end] for t in titles(text, WORDS)] == ([title] if is_one else [])


def test_a_missing_mark_takes_nothing_with_it():
    text = "学习《供水条例，落实《排水条例》。"
    assert [t.name for t in titles(text, WORDS)] == ["排水条例"]


@pytest.mark.parametrize(("text", "names"), [
    ("贯彻习近平总书记视察海东重要讲话、重要指示精神", ["视察海东重要讲话重要指示"]),
    ("学习习近平总书记重要讲话和重要指示批示精神", ["重要讲话重要指示批示"]),
    ("习近平总书记考察海东重要讲话精神和考察山西重要指示精神", ["考察海东重要讲话", "考察山西重要指示"]),
    ("习近平总书记重要讲话和历次考察海东重要指示", ["重要讲话", "历次考察海东重要指示"]),
    ("牢记总书记对海东工作的重要指示", ["对海东工作的重要指示"]),
    ("落实习近平总书记关于“稳住产业，守住耕地”等重要指示", ["关于“稳住产业，守住耕地”等重要指示"]),
    ("习近平总书记来海东考察，会议认为这次讲话十分重要", []),
])  # fmt: skip
def test_speeches_of_one_occasion_are_one_text_and_those_of_two_are_two(text, names):
    assert [one.name.removeprefix("习近平总书记") for one in found_in(text)] == names


def test_a_kind_alone_is_the_one_text_of_that_kind_named_before():
    given = "按照《海东市供水若干意见》办理。《意见》提出目标。"
    assert [one.name for one in found_in(given)] == ["海东市供水若干意见"] * 2
    two = "按照《海东市供水若干意见》和《海东市治水意见》办理。《意见》提出目标。"
    assert [one.name for one in found_in(two)][2] == "意见"
    draft = "《海东市供水条例（草案）》提请审议。《条例（草案）》共八章。"
    assert [one.name for one in found_in(draft)] == ["海东市供水条例（草案）"] * 2


def test_reports_and_speeches():
    text = "深入学习党的二十大报告和党的二十大精神，贯彻习近平总书记视察海东重要讲话精神。"
    report, speech = found_in(text)
    assert (report.kind, report.name, report.year, report.level) == (
        "report",
        "党的二十大报告",
        2022,
        "centre",
    )
    assert (speech.kind, speech.name, speech.issuer) == ("speech", "习近平总书记视察海东重要讲话", "习近平")
    assert speech.verb == "贯彻"


def test_issuers_and_levels():
    cases = {
        "国务院办公厅关于促进渔业发展的意见": ("国务院办公厅", "centre"),
        "中华人民共和国渔业法": ("全国人民代表大会", "centre"),
        "中华人民共和国渔港条例": ("国务院", "centre"),
        "财政部关于渔业补贴的通知": ("财政部", "ministry"),
        "浙江省渔业管理办法": ("浙江省", "province"),
        "宁波市渔业条例": ("宁波市", "city"),
        "中共浙江省委关于制定渔业规划的建议": ("浙江省委", "province"),
        "中共宁波市委员会关于渔业的决定": ("宁波市委", "city"),
        "渔业条例": ("", ""),
    }
    for name, told in cases.items():
        [one] = found_in(f"《{name}》")
        assert (one.issuer, one.level) == told, name
    [one] = found_in("国务院《渔业条例》")
    assert (one.issuer, one.level) == ("国务院", "centre")
    [one] = found_in("省委印发《渔业意见》")
    assert (one.issuer, one.level) == ("海东省委", "province")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("国发", ("国务院", "centre")), ("财税", ("财政部 税务总局", "ministry")),
        ("浙政发", ("浙江省人民政府", "province")), ("浙政办发", ("浙江省人民政府办公厅", "province")),
        ("杭政办函", ("杭州市人民政府办公厅", "city")), ("港政发", ("港州市人民政府", "city")),
        ("湖委发", ("", "")),
    ],
)  # fmt: skip
def test_issuers_of_numbers(code, told):
    [one] = found_in(f"按照{code}〔2021〕3号办理")
    assert (one.issuer, one.level) == told


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("根据《渔业法》、《港口法》和《供水条例》，制定本条例。", ["根据"] * 3),
        ("贯彻落实《渔业意见》，制定《渔业方案》。", ["贯彻落实", "制定"]),
        ("本条例自公布之日起施行。《供水条例》同时废止。", ["废止"]),
        ("根据《渔业法》办理。《供水条例》公布了。", ["根据", ""]),
    ],
)
def test_verbs(text, verbs):
    assert [one.verb for one in found_in(text)] == verbs


def test_a_number_and_a_short_title_are_the_text_they_stand_for():
    text = {
        "a": "落实《港州市渔港更新方案》（港政发〔2021〕3号，以下简称《方案》）。《方案》提出目标。",
        "b": "按照港政发[2021]3号，修订《方案》。",
    }
    found = citations(segment(read_texts(text, city=["港州市", "山州市"])))
    assert found["cited"].tolist() == ["港州市渔港更新方案"] * 5 + ["方案"]
    assert found["repeats"].tolist() == [False, True, True, False, False, False]
    assert found["kind"].tolist() == ["title", "number", "title", "title", "number", "title"]
    assert found["year"].tolist()[:5] == [2021] * 5
    assert found["level"].tolist()[:5] == ["city"] * 5
    for row in found.itertuples():
        assert text[row.doc_id][row.start : row.end] == row.text


def test_a_short_title_stands_for_the_text_it_was_introduced_for_however_many_of_its_kind_are_named():
    text = (
        "落实《国务院关于渔业的意见》（以下简称《意见》）。《港州市关于渔港的意见》废止。《意见》提出目标。"
    )
    names = [one.name for one in found_in(text)]
    assert names == [
        "国务院关于渔业的意见",
        "国务院关于渔业的意见",
        "港州市关于渔港的意见",
        "国务院关于渔业的意见",
    ]


def test_versions_and_the_name_of_the_state_make_no_other_text():
    text = "《中华人民共和国渔业法》《渔业法》《渔业法（2013年修正）》"
    assert len({one.key for one in found_in(text)}) == 1


def test_the_number_at_the_head_of_a_text_is_its_own():
    assert found_in("港州市人民政府文件\n港政发〔2021〕3 号\n关于渔港的通知。") == []


def test_which_texts_each_city_cites():
    texts = {
        "a": "落实国发〔2020〕1号，国发〔2020〕1号提出目标。", "b": "落实国发〔2020〕1号。",
        "c": "制定《供水条例》。起草《建议》，落实党的二十届四中全会《决定》。",
    }  # fmt: skip
    corpus = segment(read_texts(texts, city=["东市", "东市", "西市"], year=[2023, 2021, 2022]))
    table = cited_texts(citations(corpus), corpus)
    assert table.astype(object).where(table.notna(), None).values.tolist() == [
        ["东市", "国发〔2020〕1号", "centre", "国务院", 2020, 3, 2, 1.0, 2021, 1],
        ["西市", "供水条例", None, None, None, 1, 1, 1.0, 2022, None],
        ["西市", "党的二十届四中全会《决定》", "centre", "中共中央", None, 1, 1, 1.0, 2022, None],
    ]


@pytest.mark.parametrize("title", ["意见", "纲要（草案）", "实施方案", "规划纲要", "工作方案（试行）"])
def test_texts_that_are_called_by_a_kind_alone_are_nobodys(title):
    corpus = segment(read_texts([f"按照《{title}》办理。"], city=["东市"]))
    found = citations(corpus)
    assert found["cited"].tolist() == [title]
    assert cited_texts(found, corpus).empty


def test_no_references():
    corpus = segment(read_texts(["渔港。"], city=["东市"]))
    found = citations(corpus)
    assert list(found.columns) == list(CITATION_TYPES)
    assert len(found) == 0
    assert len(cited_texts(found, corpus)) == 0


def test_wrong_calls(tmp_path, monkeypatch):
    with pytest.raises(KindError, match="citations takes a Corpus"):
        citations("港州")
    with pytest.raises(KindError, match=r"cited_texts\(citations\(corpus\)\)"):
        cited_texts(pd.DataFrame({"a": [1]}), segment(read_texts(["渔港。"], city=["东市"])))
    (tmp_path / "citations.toml").write_text("kinds = 3\n", encoding="utf-8")
    monkeypatch.setattr("analysis.reuse.citation_words.DATA", tmp_path)
    with pytest.raises(DataFileError, match=r"citations\.toml: "):
        citation_words.__wrapped__()
