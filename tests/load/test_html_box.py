"""The text of pages of unknown make, and what stands around it; the pages are ours."""

import pytest

from analysis.load.html_box import main_text
from analysis.load.tree import parse_page

PROSE = [
    "市政务服务中心把申请合并为一张表，群众少跑了路，企业少交了材料。",
    "各县区到村里听取意见，共收到建议三十条，已答复二十条；其余的按月答复。",
    "年底前，全市的老旧管网改造完毕，居民用水、用气有保障。",
]
TEXT = "".join(f"<p>{line}</p>" for line in PROSE)
LINK = '<a href="/x">园区企业召开现场会</a>'


def text(source: str) -> list[str]:
    tree, parsed = parse_page(f"<html><body>{source}</body></html>")
    return main_text(tree, parsed).split("\n")


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<footer><p>某州网编</p>{}</footer>",
        '<div class="s-right"><h4>最热</h4>{}</div>',
        '<div class="box-share"><span>传给：</span><b>微友</b></div>',
        "<ul><li>{0}</li><li>{0}</li></ul>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(around: str) -> None:
    beside = around.format(LINK)
    assert text(f"{beside}<div><h1>标题</h1><div>{TEXT}</div>{beside}</div>{beside}") == PROSE


def test_what_stands_in_the_box_of_the_text_is_left_out() -> None:
    inside = f'<div class="news-share">传给微友</div>{TEXT}<p>{LINK}</p><p>{LINK}</p>'
    assert text(f"<div>{inside}</div>") == PROSE


def test_annexes_signature_and_a_link_amid_the_text_stay() -> None:
    first, *rest = (f"<p>{line}</p>" for line in PROSE)
    end = '<p><a href="/a.doc">附件：任务分工表</a></p><p>某州市人民政府</p>'
    assert text(f"<div>{first}<p>{LINK}</p>{''.join(rest)}{end}</div>") == [
        PROSE[0],
        "园区企业召开现场会",
        *PROSE[1:],
        "附件：任务分工表",
        "某州市人民政府",
    ]


def test_a_text_in_two_boxes_stays_whole() -> None:
    assert (
        text(f"<div><div><p>{PROSE[0]}</p></div><div><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div></div>") == PROSE
    )


def test_a_text_in_a_box_called_side_stays() -> None:
    assert text(f'<div class="side">{TEXT}</div>') == PROSE


def test_cells_of_old_pages_are_boxes() -> None:
    cell = f"<table><tr><td>{'<br>'.join(PROSE)}</td></tr></table>"
    page = f"<table><tr><td>{LINK}<br>{LINK}</td><td>{cell}</td></tr></table>"
    assert text(page) == PROSE
