# ruff: noqa: E501
import json

import pytest

from analysis.load.html import read as html
from analysis.load.html import tree
from analysis.load.html.read import read_html
from analysis.load.items import Unreadable, message
from analysis.load.text import Decoded

BODY = (
    "本市推进河道治理，干部群众一起动手，清淤泥、栽花草、护岸线，"
    "水清了，岸绿了，景美了，来河边散步的人一天比一天多。"
)


def read(source: str):
    (item,) = read_html(Decoded(source, "utf-8", ())).items
    return item


def test_the_main_text_of_a_government_page() -> None:
    item = read(f"""<html><head><title>河道治理见成效_某市人民政府网</title>
        <meta name="ContentSource" content="柳州日报"><meta name="PubDate" content="2021-08-24 11:10"></head>
        <body><div class="nav"><a>首页</a> &gt; <a>要闻</a></div><h1>河道治理见成效</h1>
        <div class="TRS_Editor"><style>p{{}}</style><p>　　{BODY}</p><p>第二段<br>换行</p>
        <table><tr><td>指标</td><td>数值</td></tr></table><script>alert(1)</script></div>
        <div>分享至：微信</div></body></html>""")
    assert item.text == f"　　{BODY}\n第二段\n换行\n指标\t数值"
    assert dict(item.stated) == {"title": "河道治理见成效", "publisher": "柳州日报", "date": "2021-08-24"}
    assert (item.origin, item.line) == ("page", 1)


def test_labels_on_the_page_where_there_is_no_meta() -> None:
    item = read(f"""<html><head><title>治理见成效 - 某网</title></head><body><div>打印</div>
        <h2>治理见成效</h2><p>来源：桂林日报　时间：2020-03-04 10:00</p>
        <div id="zoom"><p>{BODY}</p></div></body></html>""")
    assert dict(item.stated) == {"title": "治理见成效", "publisher": "桂林日报", "date": "2020-03-04"}
    assert item.text == BODY


def test_an_unknown_page_goes_through_the_extractor() -> None:
    paragraphs = "".join(f"<p>{BODY}{i}</p>" for i in range(4))
    item = read(
        f"<html><body><ul><li>首页</li><li>要闻</li></ul><section>{paragraphs}</section></body></html>"
    )
    assert item.text.split("\n") == [f"{BODY}{i}" for i in range(4)]


def test_a_script_written_out_is_text_and_stays_inert() -> None:
    item = read(
        f'<html><body><div id="zoom"><p>{BODY}&lt;script&gt;alert(1)&lt;/script&gt;</p></div></body></html>'
    )
    assert item.text == f"{BODY}<script>alert(1)</script>"


@pytest.mark.parametrize("source", ["<html></html>", "<html><body><script>文字</script></body></html>"])
def test_pages_without_text(source: str) -> None:
    with pytest.raises(Unreadable):
        read(source)


def test_a_page_that_cannot_be_parsed_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    class Parser:
        def LexborHTMLParser(self, source: str) -> None:
            raise RuntimeError("Can't parse HTML.")

    monkeypatch.setattr(tree, "library", lambda name: Parser())
    with pytest.raises(Unreadable) as fault:
        html.read_html(Decoded("<html>", "utf-8", ()))
    assert fault.value.reason == message("damaged", format="html", fault="RuntimeError")


def test_what_no_reader_sees_is_left_out_and_said() -> None:
    content = read_html(
        Decoded(
            f"""<html><body><div id="zoom"><p>{BODY}</p><p style="DISPLAY : none">租房 招聘</p>
            <div style="position:absolute;left:-9999px">棋牌</div><p hidden>广告</p><span style="font-size:0px">暗字</span>
            <p style="font-size:0.9em;left:-2px">看得见</p></div></body></html>""",
            "utf-8",
            (),
        )
    )
    assert content.items[0].text == f"{BODY}\n看得见"
    assert [(said.code, said.values["count"]) for said in content.warnings] == [("hidden_text", 4)]


def test_words_struck_out_are_left_out_and_said() -> None:
    page = f'<html><body><div id="zoom"><p>{BODY}</p><p>各县区和有关单位推行<del>旧</del><s>废</s><ins>新</ins>办法，群众少跑了许多路。</p></div>'
    content = read_html(Decoded(page, "utf-8", ()))
    assert content.items[0].text == f"{BODY}\n各县区和有关单位推行新办法，群众少跑了许多路。"
    assert [(said.code, said.values["count"]) for said in content.warnings] == [("hidden_text", 2)]


def test_a_text_that_a_script_uncovers_stays() -> None:
    item = read(
        f'<html><body><div id="js_content" style="visibility: hidden; opacity: 0">{BODY}</div></body></html>'
    )
    assert item.text == BODY


def test_readings_above_characters_are_no_text() -> None:
    item = read(
        f'<html><body><div id="zoom"><p>{BODY}<ruby>砥<rp>(</rp><rt>dǐ</rt><rp>)</rp></ruby><ruby>砺<rt>lì</rt></ruby>'
        "</p></div></body></html>"
    )
    assert item.text == f"{BODY}砥砺"


def test_date_and_account_of_a_page_of_wechat() -> None:
    page = f"""<html><head><meta property="og:title" content="河道治理见成效"></head><body><a id="js_name"> 某县发布 </a>
        <div id="js_content">{BODY}<p>来源：县委宣传部</p></div><script>var ct = "1551664800"; var nickname = "别的";</script></body></html>"""
    assert dict(read(page).stated) == {
        "title": "河道治理见成效",
        "publisher": "某县发布",
        "date": "2019-03-04",
    }


def test_a_table_saved_as_a_page() -> None:
    content = read_html(
        Decoded(
            f"""<html><body><table><tr><td colspan="3">各县报告</td></tr><tr><th>城市</th><th>年份</th><th>正文</th></tr><tr><td colspan="3">（一）各年</td></tr>
            <tr><td rowspan="2">柳州市</td><td>2019</td><td>{BODY}</td></tr><tr><td>2020</td><td><p>路通了。</p><p>灯亮了。</p></td></tr>
            </table></body></html>""",
            "utf-8",
            (),
        )
    )
    assert [(item.stated["city"], item.stated["year"], item.text) for item in content.items] == [
        ("柳州市", "2019", BODY), ("柳州市", "2020", "路通了。\n灯亮了。"),
    ]  # fmt: skip


def test_hidden_menus_are_left_out_without_a_word() -> None:
    menu = '<ul style="display:none"><li>要闻</li><li>安全退出 我的收藏</li></ul>'
    content = read_html(
        Decoded(
            f'<html><body><div>{menu}登录</div><div id="zoom"><p>{BODY}</p></div></body></html>', "utf-8", ()
        )
    )
    assert content.items[0].text == BODY
    assert content.warnings == ()


def test_a_page_without_a_title_is_called_by_its_only_heading() -> None:
    paragraphs = "<p>各区都要修路，各镇都要铺石，年底以前完成，完成以后报市里备案。</p>" * 3
    content = read_html(Decoded(f"<body><h1>街巷点灯</h1>{paragraphs}</body>", "utf-8", ()))
    assert content.items[0].stated["title"] == "街巷点灯"


def test_a_text_in_a_script_is_read_from_there() -> None:
    words = "路修好了，灯也亮了，夜里出门不再摸黑。"
    inner = json.dumps({"title": "修路", "content": f"<p>{words * 4}</p><p>完工。</p>"}, ensure_ascii=False)
    for data in (inner, json.dumps({"state": inner}), json.dumps({"state": inner}, ensure_ascii=False)):
        page = f"<html><body><div id=app>正在加载</div><script>window.a={data};</script></body></html>"
        content = read_html(Decoded(page, "utf-8", ()))
        assert content.items[0].text == f"{words * 4}\n完工。"
        assert [one.code for one in content.warnings] == ["text_in_script"]


def test_a_page_that_shows_its_text_is_read_without_its_scripts() -> None:
    words = "路修好了，灯也亮了，夜里出门不再摸黑。"
    page = f"<html><body><p>{words * 12}</p><script>a={json.dumps({chr(116): words * 20})}</script></body></html>"
    assert read_html(Decoded(page, "utf-8", ())).items[0].text == words * 12


@pytest.mark.parametrize("headline", ["<font size=5><b>{}</b></font>", "<div class='title'>{}</div>"])
def test_a_title_that_names_the_site_gives_way_to_the_headline(headline: str) -> None:
    for title in ("某州市人民政府门户网站", "无标题文档", "首页"):
        page = f"<title>{title}</title><body>{headline.format('关于修路的通知')}<p>{BODY}</p></body>"
        assert read(f"<html>{page}</html>").stated["title"] == "关于修路的通知"


def test_bytes_saved_as_entities_are_kept_for_the_gate_to_mend() -> None:
    entities = "".join(f"&#{byte};" for byte in BODY.encode("gb18030"))
    assert read(f"<html><body><p>{entities}</p></body></html>").text == BODY.encode("gb18030").decode(
        "latin-1"
    )


def test_what_a_wiki_puts_beside_its_text_goes_and_its_headings_stay() -> None:
    heading = '<div class="t"><h2>改水</h2><a href="#">播报</a><a href="#">编辑</a></div>'
    page = (
        '<div class="toc noprint"><p class="hatnote">目录</p></div><table class="infobox"><tr><td>1998年</td></tr></table>'
        f'<div>{heading}<p>{BODY}<sup class="reference">[1]</sup></p><p>渠通了，{BODY}</p></div>'
    )
    assert read(f"<html><body>{page}</body></html>").text.split("\n") == ["改水", BODY, f"渠通了，{BODY}"]


def test_what_a_server_says_above_a_page_is_no_text() -> None:
    page = f"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html><body><p>{BODY}</p></body></html>"
    assert read(page).text == BODY


def test_banners_that_begin_the_title_and_names_of_kinds_of_pages_are_no_titles() -> None:
    office, title = "某县人民政府", "某县人民政府关于修路的通知"
    head = f"<html><head><title>{title}_{office}</title></head><body><h2>{office}</h2><h1>{title}</h1>"
    assert read(f"{head}<div id=zoom>{BODY}</div>").stated["title"] == title
    told = "请在2022年6月9日前提出意见。"
    for title_ in (f"{office} 通知公告 {title}", "某县公报 2021年第3期", f"首页 {title}"):
        head = f"<html><head><title>{title_}</title></head><body><div>{office}</div><h3>{title}</h3>"
        heading = head.replace("h3", "h2") if "期" in title_ else head
        assert read(f"{heading}<div id=zoom>{BODY}</div>").stated["title"] == title
    head = f"<html><head><title>意见征集详情 - 某县</title></head><body><h2>{title}</h2><p>{told}</p>"
    item = read(f"{head}<div id=zoom>{BODY}<p>2022年5月10日</p></div>")
    assert (item.stated["title"], item.stated["date"]) == (title, "2022-05-10")


@pytest.mark.parametrize(
    "headline",
    [
        '<span id="lblTitle">{}</span>',
        "<center><strong>{}</strong></center>",
        "<p align=center><b>{}</b></p>",
        '<p style="text-align:center"><strong>{}</strong></p>',
    ],
)
def test_a_headline_in_the_middle_is_the_title_of_a_page_called_after_its_office(headline: str) -> None:
    source = "<html><head><title>某县水务局网站</title></head><body><div id=zoom>{}<br>{}</div></body></html>"
    item = read(source.format(headline.format("关于做好防汛工作的通知"), BODY))
    assert (item.stated["title"], item.stated["publisher"]) == ("关于做好防汛工作的通知", "某县水务局")


def test_a_page_that_asks_for_a_password_and_says_no_more_is_no_text() -> None:
    form = "<form><h3>统一认证</h3><input name=u><input type=password><a>找回口令</a><button>进入</button></form>"
    with pytest.raises(Unreadable, match="error_page"):
        read(f"<html><body>{form}</body></html>")
    assert BODY in read(f"<html><body>{form}<div id=zoom>{f'<p>{BODY}</p>' * 6}</div></body></html>").text


def test_a_page_of_a_paper_states_its_name_headline_and_day() -> None:
    head = "<html><head><title>某州日报数字报-村村修路灯亮</title></head><body><td>2021年05月06日 星期四</td>"
    stated = read(f"{head}<div>第A02版：要闻</div><div id=zoom><p>{BODY}</p></div></body></html>").stated
    assert dict(stated) == {"title": "村村修路灯亮", "publisher": "某州日报", "date": "2021-05-06"}
