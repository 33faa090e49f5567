import pytest

from analysis.load.items import Bounds, Unreadable
from analysis.load.read import read_bytes


def page(title: str, *versions: str, inner: str = "<ns>0</ns>") -> str:
    told = "".join(f"<revision><text>{one}</text></revision>" for one in versions)
    return f"<page><title>{title}</title>{inner}{told}</page>"


def export(*pages: str) -> bytes:
    head = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="zh"><siteinfo/>'
    return f"{head}{''.join(pages)}</mediawiki>".encode()


def test_articles_of_an_export_are_documents() -> None:
    text = (
        "{{header|title=修路|author=[[某县人民政府]]|year=2008}}"
        "{{头|title=修路\n|前={{空}}}}\n== 一、修路 ==\n&lt;!-- 注 --&gt;"
        "&#39;&#39;&#39;村村&#39;&#39;&#39;通车&lt;ref&gt;见表&lt;/ref&gt;。\n* [[点灯|灯]]亮。\n[[分类:路]]"
    )
    content = read_bytes(
        export(
            page("修路", "旧稿。", text),
            page("点灯", "灯都亮了。"),
            page("路", "#重定向 [[修路]]"),
            page("灯", "略。", inner='<ns>0</ns><redirect title="点灯"/>'),
            page("Template:头", "头", inner="<ns>10</ns>"),
        ),
        "a.xml",
        Bounds(),
    )
    assert [(item.stated["title"], item.text) for item in content.items] == [
        ("修路", "一、修路\n村村通车。\n灯亮。"),
        ("点灯", "灯都亮了。"),
    ]
    assert (content.items[0].stated["publisher"], content.items[0].stated["year"]) == ("某县人民政府", "2008")
    assert [one.values["count"] for one in content.warnings if one.code == "wiki_pages_left"] == [3]


def test_tables_notes_and_pictures_of_a_page() -> None:
    text = (
        "{| class=a\n|+ 表\n! 市 !! 里\n|-\n| style=x | 柳州 || 三百\n|}\n"
        ":&lt;poem&gt;点灯&lt;/poem&gt;&lt;ref name=a/&gt;"
        "&lt;ref&gt;见[[表]]&lt;b&gt;一&lt;/b&gt;&lt;/ref&gt;。\n[[File:a.jpg|图[[路]]说]]"
        "-{zh-hans:灯;zh-hant:燈}-亮。"
    )
    (item,) = read_bytes(export(page("修路", text)), "a.xml", Bounds()).items
    assert item.text == "表\n市\t里\n柳州\t三百\n点灯。\n灯亮。"


def test_an_export_without_articles_is_refused() -> None:
    with pytest.raises(Unreadable) as raised:
        read_bytes(export(page("路", "#REDIRECT [[修路]]")), "a.xml", Bounds())
    assert raised.value.reason.code == "no_articles"
