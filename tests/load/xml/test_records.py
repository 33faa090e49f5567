"""Records in XML by repetition, and the sections of JSON."""

import pytest

from analysis.load.items import Unreadable
from analysis.load.tables.json_rows import records_in
from analysis.load.xml.files import read_xml, root_name

LINES = {"甲市": "河道由各县分段管护，不得占河填水。", "乙市": "老井由各乡镇修好，水质每季度查一次。"}
YEARS = {"甲市": "2019", "乙市": "2020"}


def body(city: str, tag: str = "para") -> str:
    return f"<{tag}>{LINES[city] * 2}</{tag}><{tag}>{city}{LINES[city] * 2}</{tag}>"


def records(form: str) -> str:
    whole = "".join(
        form.format(c=c, y=YEARS[c], t=f"{c}修路护路办法", b=body(c), d=body(c, "段")) for c in LINES
    )
    return f"<corpus>{whole}</corpus>"


@pytest.mark.parametrize(
    "form",
    [
        '<doc city="{c}" year="{y}"><title>{t}</title>{b}</doc>',
        '<text city="{c}" date="{y}-03-02" title="{t}">{b}</text>',
        '<篇 城市="{c}" 年份="{y}"><标题>{t}</标题>{d}</篇>',
        "<article><meta><title>{t}</title><city>{c}</city><year>{y}</year></meta><body>{b}</body></article>",
        "<doc><title>{t}</title><date>{y}</date><city>{c}</city><paras>{b}</paras></doc>",
        '<file><info city="{c}" year="{y}"/><head><title>{t}</title></head>{b}</file>',
    ],
)
def test_elements_that_repeat_and_say_whose_they_are_are_records(form: str) -> None:
    items = read_xml(records(form), "corpus").items
    assert [item.stated["city"] for item in items] == [*LINES]
    assert [item.stated.get("year", item.stated.get("date", ""))[:4] for item in items] == [*YEARS.values()]
    assert [item.text.split("\n") for item in items] == [
        [LINES[c] * 2, c + LINES[c] * 2] for c in LINES
    ]  # without title


@pytest.mark.parametrize(
    "form",
    [
        '<text place="{c}" date="{y}-03-02"><head>{t}</head>{b}</text>',
        '<text n="1"><h1>{t}</h1><info where="{c}" year="{y}"/>{b}</text>',
        '<d a="{c}" b="{t}" c="{y}-03-02">{b}</d>',
        '<row><field name="city">{c}</field><field name="title">{t}</field><field name="pub_date">{y}-03-02'
        '</field><field name="html">{b}</field></row>',
        '<speech><meta name="city" value="{c}"/><meta name="title" value="{t}"/>'
        '<meta name="year" value="{y}"/>{b}</speech>',
        '<TEI><head><title>{t}</title><pubPlace>{c}</pubPlace><date when="{y}-03-02"/></head>{b}</TEI>',
    ],
)
def test_what_names_do_not_tell_the_words_of_all_records_do(form: str) -> None:
    cities = {"柳州市": "甲市", "张掖市": "乙市"}
    whole = records(form)
    for real, made in cities.items():
        whole = whole.replace(made, real)
    items = read_xml(whole, "corpus").items
    assert [item.stated["city"] for item in items] == [*cities]
    assert [item.stated["title"] for item in items] == [f"{city}修路护路办法" for city in cities]
    assert [item.stated.get("year", item.stated.get("date", ""))[:4] for item in items] == [*YEARS.values()]
    assert all("修路护路" not in item.text for item in items)


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("<title>甲市两年大事记</title>", '<event date="{y}-03-02"><head>{c}修路护路大事</head>{b}</event>'),
        ("", '<part year="{y}"><head>{c}修路护路成绩</head>{b}</part>'),
        ("<h1>两市修路护路规划</h1>", '<part region="{c}"><h2>{c}修路护路任务</h2>{b}</part>'),
    ],
)
def test_parts_of_one_text_are_no_records_though_they_have_days_or_places(head: str, part: str) -> None:
    items = read_xml(records(part).replace("<corpus>", f"<corpus>{head}"), "corpus").items
    assert len(items) == 1
    assert all(LINES[c] * 2 in items[0].text for c in LINES)


def test_a_short_place_that_two_records_leave_unsure_is_no_title() -> None:
    whole = records('<text place="{c}" date="{y}-03-02"><head>{c}修路护路办法</head>{b}</text>')
    whole = whole.replace("甲市", "张掖").replace("乙市", "平凉")
    items = read_xml(whole, "corpus").items
    assert [item.stated["title"] for item in items] == ["张掖修路护路办法", "平凉修路护路办法"]


def test_a_day_and_a_place_make_a_record_without_a_title_and_xml_need_not_be_declared() -> None:
    form = '<text place="柳州市" date="{y}-03-02"><head>第{y}期</head>{b}</text>'
    whole = records(form)
    assert [item.stated["date"] for item in read_xml(whole, "corpus").items] == ["2019-03-02", "2020-03-02"]
    assert (root_name(whole, "xml"), root_name(whole, "txt")) == ("corpus", None)
    assert root_name("<div><p>柳州市</p></div>", "xml") is None


def test_what_systems_of_sites_export_is_read_though_it_is_one_document() -> None:
    document = "<D><P><DOCTITLE>甲市办法</DOCTITLE><DOCRELTIME>2020-03-08 10:00:00</DOCRELTIME>"
    document += f"<DOCHTMLCON><![CDATA[{body('甲市')}]]></DOCHTMLCON></P></D>"
    (item,) = read_xml(f"<WCM>{document}</WCM>", "wcm").items
    assert item.stated["title"] == "甲市办法"
    assert item.stated["date"].startswith("2020-03-08")
    assert LINES["甲市"] in item.text


def test_chapters_are_no_records() -> None:
    chapters = "".join(f"<part year='{y}'><head>工作{y}</head>{body(c)}</part>" for c, y in YEARS.items())
    assert len(read_xml(f"<report>{chapters}</report>", "report").items) == 1
    with pytest.raises(Unreadable):
        read_xml("<list><entry city='甲市' title='办法'/></list>", "list")


def test_sections_of_json_have_their_headings_and_all_their_paragraphs() -> None:
    parts = [
        {"heading": "一、修路", "paragraphs": ["甲。", "乙。"]},
        {"title": "二、护路", "sections": [{"name": "（一）", "paras": ["丙。"]}]},
    ]
    (row,) = records_in([{"title": "办法", "city": "甲市", "sections": parts}])
    assert row["text"] == ["一、修路", "甲。", "乙。", "二、护路", "（一）", "丙。"]


def test_what_stands_beside_the_sections_of_a_text_in_records_within_it_is_stated() -> None:
    parts = [{"text": LINES["甲市"]}, {"text": LINES["乙市"]}]
    nested = {"meta": {"city": "甲市"}, "body": {"title": "甲市修路办法", "paragraphs": parts}}
    beside = {"title": "甲市修路办法", "attrs": {"city": "甲市"}, "sections": parts}
    for record, text in ((nested, "body"), (beside, "text")):
        (row,) = records_in([record])
        assert (row["title"], row["city"]) == ("甲市修路办法", "甲市")
        assert [line for line in row[text] if line] == [*LINES.values()]
