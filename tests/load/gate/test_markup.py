import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.load.gate import markup
from analysis.load.gate.markup import BREAK, without_markup
from analysis.load.gate.printed import printed_list


def lines(text: str) -> list[str]:
    bare = without_markup(text).text.replace(BREAK, "\n")
    return [line.strip(" \u3000\xa0") for line in bare.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>修路</p><p style='text-indent:2em'>点灯</p>", ["修路", "点灯"]),
        ("<DIV>修路<BR/>点灯</DIV><!-- 注\n释 --><o:p></o:p>", ["修路", "点灯"]),
        (
            "修路<sup>2</sup>、点灯<sup><a href='#'>[3]</a></sup>，五平方米<sup>2</sup>",
            ["修路、点灯，五平方米2"],
        ),
        ("[caption id='a' align='x']村道[/caption]修路[gallery ids='1,2']", ["村道修路"]),
        ("<span lang=EN-US>修</span><b>路</b>", ["修路"]),
        ("<style>p{color:red}</style>修路<script>if(a<b){}</script>", ["修路"]),
        ("<table><tr><td>修路</td><td>点灯</td></tr></table>", ["修路\t点灯"]),
        ("[<div><p>修路</p>, <p>点灯</p></div>]", ["修路", "点灯"]),
        ("&nbsp;&nbsp;修路&mdash;&mdash;&ldquo;点灯&rdquo;&#12289;&#x6539;厕", ["修路——“点灯”、改厕"]),
        ("&amp;nbsp;修路&amp;lt;p&amp;gt;点灯", ["修路", "点灯"]),
        ("修路&nbsp点灯", ["修路 点灯"]),
        ("修路_x000D_\n点灯_x000A_改厕", ["修路", "点灯", "改厕"]),
        (r"['\u3000\u3000修路。', '\u3000\u3000点灯。\xa0']", ["修路。", "点灯。"]),
        (r"\u3000\u3000修路。\xa0点灯。", ["修路。 点灯。"]),
        (r"修路。\n点灯。\r\n改厕", ["修路。", "点灯。", "改厕"]),
        (
            "[b]村道[/b]\\r\\n\\u3000\\u3000修路。\\r\\n[img]a.jpg[/img]\\r\\n\\u3000点灯。",
            ["村道", "修路。", "点灯。"],
        ),
        ("[p]修路。[/p][p][size=3]点灯。[/size][/p][p]{{gallery id=12}}[/p]", ["修路。", "点灯。"]),
        ("修路。{{< figure src='a.jpg' >}}{% include nav.html %}点灯。", ["修路。点灯。"]),
        (
            "# 修路\n![灯](http://a.cn/1.png)\n**点灯**，[改厕](https://a.cn)\n> 引语\n- 一件\n---",
            ["修路", "点灯，改厕", "引语", "一件"],
        ),
        (
            "# 修路\n[ 甲县 ](javascript:a\\(0\\))\n__ _\n_2020年_ _某省_\n**点灯**\n\\- END -\n1\\. 改厕",
            ["修路", "甲县", "2020年 某省", "点灯", "1. 改厕"],
        ),
        (
            "# 修路\n![][灯]\n~~旧路~~ *点灯*了，见 <https://a.cn/x>。\n- [x] 改厕\n- [ ] 修渠\n九&ge;八",
            ["修路", "旧路 点灯了，见 。", "改厕", "修渠", "九≥八"],
        ),
        ("| 事 | 数 |\n|---|---|\n| 修路 | **3** |", ["事\t数", "修路\t3"]),
    ],
)
def test_markup_goes_and_the_words_stay(text: str, expected: list[str]) -> None:
    assert lines(text) == expected
    assert without_markup(text).found


@pytest.mark.parametrize(
    "text",
    [
        "增长率<3%，占比>50%；a<b且c>d",
        "《关于修路的通知》<附件>",
        "AT&T公司、R&D投入；P&G",
        "- 一件\n- 两件\n> 首页",
        "附件_1_甲，END 为止",
        "路径 C:\\news\\table",
        "2*3*4=24，星级**",
        "第[1]条，见附件[2](略)",
        "['不是清单",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert without_markup(text) == (text, ())


def test_the_lines_of_the_source_keep_their_numbers() -> None:
    text = "<p>甲</p><p>乙</p>\n<div\n class='a'>丙</div>\n丁"
    assert without_markup(text).text.split("\n")[3] == "丁"


def test_lists_as_programs_print_them() -> None:
    assert printed_list("['甲', \"乙\"]") == ["甲", "乙"]
    assert printed_list(str("修路".encode())) == ["修路"]
    assert printed_list("['甲', 1]") is None
    assert printed_list('"甲\\n乙"') == ["甲\n乙"]
    assert printed_list('"甲"') is None
    assert printed_list("[__import__('os')]") is None


@given(st.text(alphabet="修路，。<>&;pb/!*[]()#_x0Dn\\ \n'", max_size=60))
def test_any_text_comes_through_and_a_second_time_nothing_more_is_broken(text: str) -> None:
    bare = without_markup(text).text
    assert bare.count("修") <= text.count("修")
    assert without_markup(text) == without_markup(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- 甲 <script>修路--> 点灯</script>", " 点灯</script>"),
        ("<style>甲</STYLE >修路<!-- 乙", "修路<!-- 乙"),
        ("<script>修路<style>甲</style>点灯", "<script>修路点灯"),
        ("<!-->修路<!-->点灯", "点灯"),
        ("<![CDATA[修路]]>", "修路"),
    ],
)
def test_only_what_is_closed_is_silent(text: str, expected: str) -> None:
    assert without_markup(text).text == expected


@pytest.mark.parametrize("start", ["<!--", "<script>", "<style a=1>", "<xml>"])
def test_a_missing_end_is_searched_for_once(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []

    class Counting:
        def search(self, text: str, at: int) -> None:
            searched.append(at)

    monkeypatch.setattr(markup, "_SILENT_END", {kind: Counting() for kind in markup._SILENT_END})
    found: list[str] = []
    assert markup._without_silent(start * 300 + "修路", found) == start * 300 + "修路"
    assert (len(searched), found) == (1, [])


def test_marks_of_forums_and_records_as_programs_print_them() -> None:
    post = "[b]全县修路[/b]\n[color=red]村村[/color]通车。[img]http://a.b/c.png[/img]"
    assert without_markup(post).text == "全县修路\n村村通车。"
    assert without_markup("{'id': 1, 'content': '全县修路。'}").text == "全县修路。"
    assert without_markup("见附件[1]和表[/]。").text == "见附件[1]和表[/]。"


def test_files_in_base64_go_where_a_text_stands_beside_them() -> None:
    encoded, text = "iVBORw0K" * 40, "县里修了三百里村道，路灯亮了，夜里出门不再摸黑，老人说好。"
    source = f"{text}\n![图](data:image/png;base64,{encoded})\n{text}\n{encoded}\n{text}"
    assert [line for line in without_markup(source).text.replace(BREAK, "\n").split("\n") if line] == [
        text
    ] * 3
    assert without_markup(encoded).text == encoded
    lines = "\n".join(f"  {encoded[:76]}" for _ in range(4))
    assert without_markup(f"{text}\n{lines}\n{text}").text.split() == [text, text]
