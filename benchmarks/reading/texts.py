"""Plain texts and pages: copied from browsers, official, several in one file, wrapped, in any encoding."""

from __future__ import annotations

import random

from analysis.lexicon import places as all_places
from benchmarks.reading.made import Made, Notice, Right, in_chinese, lines_of, notice, spelled

NAMES = (
    "{city}_{year}.txt", "{short}{year}.txt", "{year}{short}.txt", "{city}{year}年政府工作报告.txt",
    "{year}/{city}.txt", "{city}/{year}/报告.txt", "{code}_{year}.txt", "{province}/{short}/{year}年.txt",
    "{short}-{year}-03-05.txt", "{year}年3月5日{city}通知.txt", "（{short}）{year}.txt",
    "07.{city}{year}年.txt", "{province}{city}{year}.txt", "{year}/{province}/{short}.txt",
    "{city}政府工作报告（{year}年）.txt", "{short} {year} 最终版.txt", "{year}_{code}.txt",
    "{city}（{year}）(1).txt",
)  # fmt: skip
ENCODINGS = ("gb18030", "gbk", "utf-8-sig", "utf-16", "utf-16-le", "utf-8")


def copied(draw: random.Random, number: int) -> Made:
    """Return a page copied from a browser: menus, a line of day and source, the text, what is below."""
    one = notice(draw)
    hour = f" {draw.randint(0, 23):02}:{draw.randint(0, 59):02}"
    label = draw.choice(("发布时间：", "发布日期：", "时间：", "日期:", "更新时间：", "【发布时间】", ""))
    day = label + spelled(one.day, draw) + draw.choice(("", "", hour, f"{hour}:{draw.randint(0, 59):02}"))
    beside = (f"来源：{one.city}日报", "来源：本站", f"信息来源：{one.office}", "作者：张某", "浏览次数：128",
              "字号：大 中 小", "打印", "编辑：李某", f"{one.city}新闻网", "阅读 36")  # fmt: skip
    parts = [day, *draw.sample(beside, draw.randint(0, 3))]
    draw.shuffle(parts)
    byline = draw.choice(("  ", "　", " | ", "\t")).join(parts)
    menu = ("首页", "政务公开", "办事服务", "互动交流", f"走进{one.city}", "要闻动态", "专题专栏", "无障碍",
            "登录", "长者版", "网站地图", "设为首页")  # fmt: skip
    below = ("上一篇：没有了", "下一篇：关于做好放假安排的通知", "【打印本页】", "关闭窗口", "相关文件",
             "主办：市政府办公室", "扫一扫在手机打开当前页", "网站标识码：1100000001")  # fmt: skip
    above = [*draw.sample(menu, draw.randint(0, 10)), "当前位置：首页 > 政务公开 > 通知公告"]
    after = draw.sample(below, draw.randint(0, 5))
    indent = draw.choice(("", "　　"))
    lines = [*above, one.title, byline, *(indent + line for line in one.lines), *after]
    return Made(f"{number:04}.txt", "\n".join(lines).encode(), [one.right], [*above, byline, *after])


def official(draw: random.Random, number: int) -> Made:
    """Return an official document with its head, its signature and what is printed below."""
    one = notice(draw)
    marks = draw.sample(("000021", "特急", "机密★1年"), draw.randint(0, 2))
    head = [*marks, draw.choice((f"{one.office}文件", " ".join(f"{one.office}文件"))),
            draw.choice((one.number, f"{one.number}　　　签发人：林某")),
            *draw.sample(("────────────", "━━━━━★━━━━━"), draw.randint(0, 1))]  # fmt: skip
    cut = len(one.office) if draw.random() < 0.5 else len(one.office) + draw.randint(4, 7)
    title = [one.title] if draw.random() < 0.4 else [one.title[:cut], one.title[cut:]]
    pad = "　" * draw.choice((0, 0, 3, 6))
    y, m, d = one.day
    signed = draw.choice((f"{y}年{m}月{d}日", in_chinese(one.day)))
    foot = draw.sample(
        ("打字：王某　校对：李某　　共印200份", "（共印80份）", "校对：张某　　印数：150份"), 1
    )
    lines = [*head, *(pad + line for line in title), "各县（市、区）人民政府，市政府各部门：",
             *("　　" + line for line in one.lines), f"　　　　　　　{one.office}", f"　　　　　　　{signed}",
             "（此件公开发布）", *foot]  # fmt: skip
    return Made(f"{number:04}.txt", "\n".join(lines).encode(), [one.right], [*marks, *foot])


def several(draw: random.Random, number: int) -> Made:
    """Return two to five texts in one file, with heads of one kind."""
    of = [notice(draw) for _ in range(draw.randint(2, 5))]
    way = draw.randrange(6)

    def head(one: Notice, at: int) -> list[str]:
        y, m, d = one.day
        return (
            [one.title, one.number, "各县（市、区）人民政府："],
            [f"{one.office}文件", one.number, one.title, "各县（市、区）人民政府："],
            [one.title, f"（{y}年{m}月{d}日）"],
            [one.title, f"发布日期：{y}-{m:02}-{d:02}　来源：{one.city}日报"],
            [f"标题：{one.title}", f"时间：{y}年{m}月{d}日", "正文："],
            [f"【第{at + 1}篇】", one.title, f"{y}年{m}月{d}日"],
        )[way]

    lines = []
    for at, one in enumerate(of):
        y, m, d = one.day
        signed = [one.office, f"{y}年{m}月{d}日"] if way < 2 else []
        lines += [*head(one, at), *one.lines, *signed]
    if draw.random() < 0.5:
        marked = "".join(f"<p>{line}</p>\n" for line in lines)
        page = f"<html><head><meta charset='utf-8'><title>文件汇编</title></head><body>{marked}</body></html>"
        return Made(f"{number:04}.html", page.encode(), [one.right for one in of], [])
    return Made(f"{number:04}.txt", "\n".join(lines).encode(), [one.right for one in of], [])


def named(draw: random.Random, number: int) -> Made:
    """Return a text of which only the name of its file, or of its folder, tells place and year."""
    places = all_places()
    is_city = (places["level"] == "city") & (places["name"] != places["province"])
    place = draw.choice(list(places[is_city & places["name"].str.endswith("市")].itertuples()))
    year = str(draw.randint(2008, 2024))
    name = NAMES[number % len(NAMES)].format(
        city=place.name, short=place.name[:-1], province=place.province, code=place.code, year=year
    )
    lines = lines_of(draw)
    file = f"folder {number}/{name}"
    return Made(file, "\n".join(lines).encode(), [Right(lines, None, place.name, year=year)], [])


def encoded(draw: random.Random, number: int) -> Made:
    """Return a text in any encoding and with any line breaks."""
    one = notice(draw)
    text = draw.choice(("\n", "\r\n", "\r")).join([one.title, one.number, *one.lines])
    data = text.encode(ENCODINGS[number % len(ENCODINGS)])
    return Made(f"{number:04}.txt", data, [Right(one.lines, one.title, f"{one.city}市")], [])


def wrapped(draw: random.Random, number: int) -> Made:
    """Return a text as programs take it out of PDF: wrapped, with heads, numbers and feeds of pages."""
    one = notice(draw, headings=True)
    most, on_page = draw.randint(24, 40), draw.randint(18, 40)
    rows = [line for line in [one.title, *("　　" + line for line in one.lines)] for line in _cut(line, most)]
    head = draw.choice(([], [f"{one.city}市人民政府公报"], [one.title]))
    feed, counted = draw.random() < 0.4, draw.random() < 0.7
    lines: list[str] = []
    for page, at in enumerate(range(0, len(rows), on_page), 1):
        foot = [f"- {page} -"] if counted else []
        lines += [*(("\f" if feed and at else "") + line for line in head), *rows[at : at + on_page], *foot]
        if feed and at and not head:
            lines[-len(rows[at : at + on_page]) - len(foot)] = "\f" + rows[at]
    around = [line for line in head if line != one.title]
    text = "\n".join(lines).encode()
    return Made(f"{number:04}.txt", text, [Right(one.lines, one.title, f"{one.city}市")], around)


def _cut(line: str, most: int) -> list[str]:
    return [line[at : at + most] for at in range(0, len(line), most)]
