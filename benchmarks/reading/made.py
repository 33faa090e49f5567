"""Random files as people have them, each with what its right reading is."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from typing import NamedTuple

from analysis.lexicon import places as all_places
from benchmarks.furniture.texts import CITIES, HEADS
from benchmarks.reading.pdf_files import Placed, pdf_of

SUBJECTS = (
    "做好汛期安全生产工作",
    "加快农村公路养护",
    "改造城市老旧管网",
    "促进青年就业",
    "规范集贸市场管理",
    "推进节水型城市建设",
    "开展造林绿化",
    "提升社区养老服务",
    "发展冷链物流",
    "保护古树名木",
)
OFFICES = ("人民政府办公室", "人民政府", "教育局", "发展和改革委员会", "住房和城乡建设局", "应急管理局")
NUMERALS = "〇一二三四五六七八九"
WHO = (
    "县区",
    "园区",
    "乡镇",
    "市农业部门",
    "供电企业",
    "街道",
    "城建部门",
    "学校",
    "卫生院",
    "水利站",
    "合作社",
    "老城社区",
)
WHERE = (
    "沿江片区",
    "高铁站前",
    "山区各村",
    "老工业区",
    "海岛",
    "北部丘陵",
    "城中村",
    "新城",
    "口岸",
    "水库周边",
)
DONE = ("改造", "新建", "修缮", "清理", "增设", "检测", "移栽", "收储", "翻新", "接通", "登记", "疏浚")
THINGS = (
    "供水管道",
    "停车泊位",
    "乡村教室",
    "灌溉水渠",
    "古桥",
    "充电设施",
    "危旧房屋",
    "公交站台",
    "防护林带",
    "冷藏仓库",
    "养老床位",
    "污水泵站",
    "步行栈道",
    "茶园",
    "渔船码头",
    "消防通道",
    "图书角",
    "路灯",
    "晒谷场",
    "桑园",
)
UNITS = ("处", "座", "公里", "亩", "个", "批")
ENDS = (
    "，年内交付使用",
    "，资金由市县分担",
    "，进度按月公布",
    "，居民参与验收",
    "，比上年多出一成",
    "，由专班负责",
    "，图纸已经审定",
    "，汛期之前完工",
)


class Right(NamedTuple):
    """What a text is: its lines, and of title, city and day what a reader can tell; None is not asked."""

    lines: list[str]
    title: str | None = None
    city: str | None = None
    date: str | None = None


class Made(NamedTuple):
    """A file: its name and bytes, the texts in it, and lines that belong to none of them."""

    file: str
    data: bytes
    texts: list[Right]
    around: list[str]


class Notice(NamedTuple):
    """A notice of an office: its place, title, number, day and lines."""

    city: str
    office: str
    title: str
    number: str
    day: tuple[int, int, int]
    lines: list[str]

    @property
    def right(self) -> Right:
        """What a reader can tell of it."""
        year, month, day = self.day
        return Right(self.lines, self.title, f"{self.city}市", f"{year}-{month:02}-{day:02}")


def lines_of(draw: random.Random, headings: bool = False) -> list[str]:
    """Return the lines of a text, no two of which are alike; among them headings, if these are wanted."""

    def clause() -> str:
        return (f"{draw.choice(WHO)}在{draw.choice(WHERE)}{draw.choice(DONE)}{draw.choice(THINGS)}"
                f"{draw.randint(3, 990)}{draw.choice(UNITS)}{draw.choice(ENDS)}")  # fmt: skip

    lines = []
    for _ in range(draw.randint(6, 13)):
        if headings and draw.random() < 0.3:
            lines.append(draw.choice(HEADS))
        lines.append(
            "".join(f"{clause()}{draw.choice('。；。')}" for _ in range(draw.randint(1, 4)))[:-1] + "。"
        )
    return list(dict.fromkeys(lines))


def notice(draw: random.Random, headings: bool = False) -> Notice:
    """Return a notice, with headings in it if these are wanted."""
    city, day = draw.choice(CITIES), (draw.randint(2008, 2024), draw.randint(1, 12), draw.randint(1, 28))
    office = f"{city}市{draw.choice(OFFICES)}"
    kind = draw.choice(("的通知", "的意见", "的实施意见", "的紧急通知"))
    number = f"{city[0]}{draw.choice(('政办发', '政发', '教字'))}〔{day[0]}〕{draw.randint(1, 90)}号"
    title = f"{office}关于{draw.choice(SUBJECTS)}{kind}"
    return Notice(city, office, title, number, day, lines_of(draw, headings))


def spelled(day: tuple[int, int, int], draw: random.Random) -> str:
    """Return a day in one of the ways in which pages state it."""
    y, m, d = day
    ways = (f"{y}-{m:02}-{d:02}", f"{y}年{m}月{d}日", f"{y}年{m:02}月{d:02}日", f"{y}/{m}/{d}",
            f"{y}.{m:02}.{d:02}", f"{y} 年 {m} 月 {d} 日", f"[{y}-{m:02}-{d:02}]")  # fmt: skip
    return draw.choice(ways)


def in_chinese(day: tuple[int, int, int]) -> str:
    """Return a day in Chinese numerals, as below signatures."""

    def two(n: int) -> str:
        tens = "" if n < 10 else "十" if n < 20 else NUMERALS[n // 10] + "十"
        return tens + (NUMERALS[n % 10] if n % 10 else "")

    return f"{''.join(NUMERALS[int(digit)] for digit in str(day[0]))}年{two(day[1])}月{two(day[2])}日"


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


def pdf_text(draw: random.Random, one: Notice) -> list[list[Placed]]:
    """Return the pages of a notice without heads and feet: wrapped lines of one size below a title."""
    size = draw.choice((10.5, 12, 14, 16))
    lead, most = size * draw.choice((1.5, 1.8, 2.0)), int(455 // size)
    pages: list[list[Placed]] = [[]]
    y = 760.0
    large = size * draw.choice((1.2, 1.5))
    wide = int(455 // large)
    for at in range(0, len(one.title), wide):
        part = one.title[at : at + wide]
        pages[-1].append(Placed(297 - len(part) * large / 2, y, large, part))
        y -= large * 1.6
    for line in one.lines:
        whole = "　　" + line
        for at in range(0, len(whole), most):
            if y < 90:
                pages.append([])
                y = 760.0
            pages[-1].append(Placed(70, y, size, whole[at : at + most]))
            y -= lead
    return pages


def sound_pdf(draw: random.Random, number: int) -> Made:
    """Return a PDF that has nothing but a text."""
    one = notice(draw, headings=True)
    texts = [Right(one.lines, one.title, f"{one.city}市")]
    return Made(f"{number:04}.pdf", pdf_of(pdf_text(draw, one)), texts, [])


def headed_pdf(draw: random.Random, number: int) -> Made:
    """Return a PDF with running heads and feet: alike, by turns, with numbers, or as browsers print."""
    one = notice(draw, headings=True)
    pages, around = pdf_text(draw, one), []
    name = draw.choice((f"{one.city}市人民政府公报", f"{one.city}年鉴", one.title, "政策文件汇编"))
    way, first = draw.randrange(5), draw.randint(1, 200)
    for at, page in enumerate(pages):
        n = first + at
        printed = f"{one.day[0]}/{one.day[1]}/{one.day[2]} 09:41"
        head, foot = (
            ([(70, name)], [(290, str(n))]),
            ([(70, f"{n}　{name}")] if at % 2 else [(380, f"部门文件　{n}")], []),
            ([(70, name), (470, f"{one.day[0]}年")], [(260, f"第 {at + 1} 页 共 {len(pages)} 页")]),
            ([(70, printed), (260, name)], [(70, "http://www.example.gov.cn/zwgk/1024.html"),
                                            (500, f"{at + 1}/{len(pages)}")]),
            ([], [(270, f"— {n} —")]),
        )[way]  # fmt: skip
        for x, text in head:
            page.insert(0, Placed(x, 800, 9, text))
        page += [Placed(x, 40, 9, text) for x, text in foot]
        around += [text for _, text in (*head, *foot) if text != one.title and not text.isdecimal()]
    texts = [Right(one.lines, one.title, f"{one.city}市")]
    return Made(f"{number:04}.pdf", pdf_of(pages), texts, around)


SPELLINGS = ("{city}", "{short}", "{province}{city}", "{province}/{city}", "{province} {short}",
             "{short}（{province}）", "{city}人民政府", "中共{city}委", "{city}发改委", "{province}-{city}",
             "{city}，{province}", " {city} ", "“{city}”", "{city}。", "{city}本级", "<td>{city}</td>",
             "{city}&nbsp;", "{city}（含县）", "中国{province}{city}", "{city}1")  # fmt: skip


def cells(draw: random.Random, number: int) -> Made:
    """Return a table of texts whose column of cities is spelled in one way."""
    places = all_places()
    is_city = (places["level"] == "city") & (places["name"] != places["province"])
    cities = places[is_city & places["name"].str.endswith("市")]
    way, rows, texts = SPELLINGS[number % len(SPELLINGS)], [], []
    for place in draw.sample(list(cities.itertuples()), 20):
        lines = lines_of(draw)
        cell = way.format(city=place.name, short=place.name[:-1], province=place.province)
        rows.append((cell, str(draw.randint(2010, 2024)), "\n".join(lines)))
        texts.append(Right(lines, None, place.name))
    held = io.StringIO()
    csv.writer(held).writerows([("城市", "年份", "正文"), *rows])
    return Made(f"{number:04}.csv", held.getvalue().encode(), texts, [])


KINDS: dict[str, Callable[[random.Random, int], Made]] = {
    "copied pages": copied, "official documents": official, "several texts": several,
    "PDF": sound_pdf, "PDF with heads and feet": headed_pdf, "cells of cities": cells,
}  # fmt: skip
