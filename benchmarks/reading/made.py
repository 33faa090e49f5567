"""Random files as people have them, each with what its right reading is."""

from __future__ import annotations

import random
from typing import NamedTuple

from benchmarks.furniture.texts import CITIES, HEADS

SUBJECTS = (
    "做好汛期安全生产工作", "加快农村公路养护", "改造城市老旧管网", "促进青年就业", "规范集贸市场管理",
    "推进节水型城市建设", "开展造林绿化", "提升社区养老服务", "发展冷链物流", "保护古树名木",
)  # fmt: skip
OFFICES = (
    "人民政府办公室", "人民政府", "教育局", "发展和改革委员会", "住房和城乡建设局", "应急管理局",
)  # fmt: skip
NUMERALS = "〇一二三四五六七八九"
WHO = (
    "县区", "园区", "乡镇", "市农业部门", "供电企业", "街道", "城建部门", "学校", "卫生院", "水利站",
    "合作社", "老城社区",
)  # fmt: skip
WHERE = (
    "沿江片区", "高铁站前", "山区各村", "老工业区", "海岛", "北部丘陵", "城中村", "新城", "口岸",
    "水库周边",
)  # fmt: skip
DONE = (
    "改造", "新建", "修缮", "清理", "增设", "检测", "移栽", "收储", "翻新", "接通", "登记", "疏浚",
)  # fmt: skip
THINGS = (
    "供水管道", "停车泊位", "乡村教室", "灌溉水渠", "古桥", "充电设施", "危旧房屋", "公交站台", "防护林带",
    "冷藏仓库", "养老床位", "污水泵站", "步行栈道", "茶园", "渔船码头", "消防通道", "图书角", "路灯",
    "晒谷场", "桑园",
)  # fmt: skip
UNITS = ("处", "座", "公里", "亩", "个", "批")
ENDS = (
    "，年内交付使用", "，资金由市县分担", "，进度按月公布", "，居民参与验收", "，比上年多出一成",
    "，由专班负责", "，图纸已经审定", "，汛期之前完工",
)  # fmt: skip


class Right(NamedTuple):
    """What a text is: its lines, and title, city, day and year where a reader can tell them."""

    lines: list[str]
    title: str | None = None
    city: str | None = None
    date: str | None = None
    year: str | None = None


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
