"""The text of pages of unknown make, and what stands around it; the pages are ours."""

import pytest

from analysis.load.html.box import main_text
from analysis.load.html.tree import parse_page

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


@pytest.mark.parametrize(
    "around",
    [
        '<div class="a1"><span>踩</span><input><span>85.7%</span></div>',
        '<div class="a2"><img><p>手机上看</p></div>',
        '<ul class="a3"><li>市民提交</li><li>2023-05-19 08:30 派单</li></ul>',
        '<div class="a4"><b>周某</b> 首席评论员 2020-06-15</div>',
        f'<div class="a5"><i>同栏</i>{LINK}</div>',
        "<table><tr><th>答复单位</th><td>某局</td><th>时间</th><td>2023-05-22 17:05</td></tr></table>",
        "<div>系列之一</div>",
    ],
)
def test_boxes_without_running_text_go_by_what_they_hold(around: str) -> None:
    assert text(f"<div><h1>一则消息</h1><div>{TEXT}</div>{around}</div>") == PROSE


def test_boxes_that_may_be_the_texts_stay() -> None:
    signed = "<div>某州市人民政府</div><div>2023年6月5日</div><div>（联系人：王某，电话5551200）</div>"
    signed = f'<div>感谢支持！</div>{signed}<div><a href="x">1.清单.doc</a></div>'
    inside = f"<div><img><i>修好的路</i></div>{TEXT}{signed}"
    kept = [
        "修好的路",
        *PROSE,
        "感谢支持！",
        "某州市人民政府",
        "2023年6月5日",
        "（联系人：王某，电话5551200）",
        "1.清单.doc",
    ]
    assert text(f"<div>{inside}</div>") == kept


def test_what_stands_above_the_headline_goes_but_the_number_of_a_document() -> None:
    tree, parsed = parse_page(
        "<html><body><div><b>岭上快报</b><div>政发〔2023〕7号</div><p>修路点灯记</p>"
        f"<p>讯</p>{TEXT}</div></body></html>"
    )
    assert main_text(tree, parsed, "修路点灯记").split("\n") == [
        "政发〔2023〕7号",
        "修路点灯记",
        "讯",
        *PROSE,
    ]


def test_links_behind_the_last_sentence_of_a_paragraph_go() -> None:
    links = '<span><a href="/c">案例 3</a><a href="/d">释义</a></span>'
    assert text(f'<p>{PROSE[0]}{links}</p><p>{PROSE[1]}见<a href="/a">清单</a></p>') == [
        PROSE[0],
        f"{PROSE[1]}见清单",
    ]


@pytest.mark.parametrize(
    ("heading", "box", "kept"),
    [
        ("<h2>一、回顾<a>编辑</a></h2>", "section", "一、回顾"),
        ("<div><h2>回顾</h2><span>[<a href='x'>编辑</a>]</span></div>", "section", "回顾"),
        ("<h2>全县修路</h2>", "section", ""),
        ("<h3>要闻</h3>", "div", ""),
    ],
)
def test_the_heading_above_the_only_section_is_kept(heading: str, box: str, kept: str) -> None:
    prose = "全县修通村道三百里，路灯都亮了，夜里出门不再摸黑。"
    inner = "".join(f"<p>{prose}</p>" for _ in range(4))
    page = f"<body><h1>全县修路</h1><div>{heading}<{box}>{inner}</{box}></div></body>"
    tree, parsed = parse_page(page)
    assert main_text(tree, parsed, "全县修路").split("\n") == [kept] * bool(kept) + [prose] * 4


def test_a_notice_of_one_paragraph_is_read_by_its_box() -> None:
    whole = PROSE[1] + PROSE[2]
    notice = f"<p>{whole}</p><p>意见请寄市民路一号。</p><p>某州市水务局</p>"
    comments = "<h4>有话讲</h4><ul><li><b>市民一</b><p>建议免费停车。</p></li></ul>"
    page = f"<ul><li>状态：已截止</li></ul><div><h2>公告</h2>{notice}</div><section>{comments}</section>"
    assert text(page) == ["公告", whole, "意见请寄市民路一号。", "某州市水务局"]
