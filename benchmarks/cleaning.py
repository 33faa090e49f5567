"""Damage clean texts in known ways, clean them, and measure what was recovered.

Run with `python benchmarks/cleaning.py FOLDER [--seed N] [--documents N] [--chrome FILE]`, where FOLDER
holds clean texts (`.txt`, UTF-8, one document each). Prints one row per kind of damage:

- CER: character error rate against the original, without spaces and line breaks;
- CER with breaks: the same with line breaks counted, so that paragraphs wrongly joined or split show up;
- lines gone: share of the inserted lines (page furniture, duplicates) no longer in the text;
- seconds.

The damage is seeded. Inserted page lines come from FILE (one per line) or from the list below.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import opencc
import pandas as pd

from analysis.clean import clean_documents

LIMITS = {"undamaged": 0.0005, "all together": 0.005, "all, any order": 0.005}
LIMIT = 0.002

CHROME = (
    "首页",
    "首页 > 政务公开 > 政府工作报告",
    "您当前的位置：首页 > 新闻中心 > 本地要闻",
    "当前位置：网站首页 >> 市情概况",
    "【字体：大 中 小】",
    "字号：[大] [中] [小] 打印 关闭",
    "打印本页",
    "关闭窗口",
    "分享到：微信 微博 QQ空间",
    "扫一扫在手机打开当前页",
    "来源：某某日报 发布时间：2024-02-01 09:12",
    "发布日期：2023-01-15 浏览次数：1234",
    "信息来源：市政府办公室",
    "责任编辑：李四",
    "网站支持IPv6",
    "无障碍浏览",
    "长者助手",
    "登录 | 注册",
    "政务公开",
    "互动交流",
    "办事服务",
    "相关阅读",
    "上一篇：市长调研重点项目",
    "下一篇：没有了",
    "版权所有：某某市人民政府",
    "京ICP备05012345号-1",
    "主办：某某市人民政府办公室 承办：某某市大数据中心",
    "联系电话：0571-12345678",
    "举报电话：12345",
    "图片1.jpg",
    "郑重声明：转载请注明出处",
    "点击查看更多",
    "微信公众号",
    "网站地图",
    "【打印】【收藏】【关闭】",
    "浏览量：356",
    "返回顶部",
)
SYLLABLES = (
    "zhōng",
    "guó",
    "zhèng",
    "fǔ",
    "gōng",
    "zuò",
    "bào",
    "gào",
    "fā",
    "zhǎn",
    "jiàn",
    "shè",
    "rén",
    "mín",
    "qiáng",
    "lǜ",
    "nǚ",
    "huán",
    "jìng",
    "de",
    "le",
    "zhe",
    "shēng",
    "tài",
)

HELD = "，。、；：！？”）》"

Damage = Callable[[str, random.Random, list[str]], str]


def glosses(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Write the text in Traditional script, with pinyin after about every sixth character."""
    traditional = opencc.OpenCC("s2t").convert(text)
    out = []
    for character in traditional:
        out.append(character)
        if "一" <= character <= "鿿" and rng.random() < 0.16:
            out.append(f"({rng.choice(SYLLABLES)})")
    return "".join(out)


def page_markers(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Insert the page number in the middle of a sentence, once per page."""
    out, page, left = ["1、"], 1, rng.randint(350, 650)
    for a, b in zip(text, text[1:] + "\n", strict=True):
        out.append(a)
        left -= 1
        if left <= 0 and all("一" <= character <= "鿿" for character in (a, b)):
            page += 1
            out.append(f"\n{page}、")
            left = rng.randint(350, 650)
    return "".join(out)


def wraps(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Break lines at a fixed width, with paragraphs separated by nothing, an indent, or an empty line."""
    width = rng.choice([24, 30, 34, 38, 40, 45])
    style = rng.choice(["plain", "indent", "blank"])
    paragraphs = []
    for paragraph in text.split("\n"):
        indented = "　　" + paragraph if style == "indent" else paragraph
        paragraphs.append("\n".join(indented[i : i + width] for i in range(0, len(indented), width)))
    return ("\n\n" if style == "blank" else "\n").join(paragraphs)


def ragged_wraps(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Break lines anywhere from 20 to 60 characters, or by columns, with no mark at the start of a line."""
    ragged = rng.random() < 0.5
    width = rng.choice([60, 68, 76, 80, 90])
    lines = []
    for paragraph in text.split("\n"):
        line, columns, limit = "", 0, rng.randint(20, 60)
        for character in paragraph:
            full = len(line) >= limit if ragged else columns >= width and character not in HELD
            if full:
                lines.append(line)
                line, columns, limit = "", 0, rng.randint(20, 60)
            line += character
            columns += 2 if character >= "\u2010" else 1
        lines.append(line)
    return "\n".join(lines)


def page_breaks(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Break some sentences by an empty line, as newspapers do, and separate all paragraphs by one."""
    out = []
    for paragraph in text.split("\n"):
        if len(paragraph) > 120 and rng.random() < 0.4:
            at = rng.randint(45, len(paragraph) - 45)
            out += [paragraph[:at], paragraph[at:]]
        else:
            out.append(paragraph)
    return "\n\n".join(out)


def chrome(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Insert page furniture before, after and between the lines of the text."""
    lines = text.split("\n")
    for _ in range(max(6, len(lines) // 12)):
        at = rng.choice([0, len(lines), rng.randint(0, len(lines))])
        block = [rng.choice(CHROME_LINES) for _ in range(rng.randint(1, 3))]
        inserted.extend(block)
        lines[at:at] = block
    return "\n".join(lines)


def doubled(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Append a second copy of the whole text."""
    inserted.extend(text.split("\n"))
    return text + "\n" + text


def spaced(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Letterspace spans of six to forty characters, and whole headings."""
    out = []
    for paragraph in text.split("\n"):
        if len(paragraph) <= 30 and rng.random() < 0.3:
            out.append(" ".join(paragraph))
            continue
        i, parts = 0, []
        while i < len(paragraph):
            plain = rng.randint(60, 400)
            span = rng.randint(6, 40)
            parts.append(paragraph[i : i + plain])
            parts.append(" ".join(paragraph[i + plain : i + plain + span]))
            i += plain + span
        out.append("".join(parts))
    return "\n".join(out)


def all_together(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Apply every kind of damage to one text."""
    for damage in (page_markers, doubled, glosses, spaced, wraps, chrome):
        text = damage(text, rng, inserted)
    return text


def any_order(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Apply every kind of damage to one text, in a different random order for each text."""
    kinds = [page_markers, doubled, glosses, spaced, wraps, chrome]
    for damage in rng.sample(kinds, len(kinds)):
        text = damage(text, rng, inserted)
    return text


def undamaged(text: str, rng: random.Random, inserted: list[str]) -> str:
    """Return the text unchanged."""
    return text


KINDS: dict[str, Damage] = {
    "undamaged": undamaged,
    "glosses": glosses,
    "page markers": page_markers,
    "hard wraps": wraps,
    "ragged wraps": ragged_wraps,
    "page breaks": page_breaks,
    "page lines": chrome,
    "doubled": doubled,
    "spaced out": spaced,
    "all together": all_together,
    "all, any order": any_order,
}
CHROME_LINES: list[str] = list(CHROME)


def edits(a: str, b: str) -> int:
    """Return the Levenshtein distance of two strings, computed sentence by sentence where they agree."""
    left, right = re.split(r"(?<=[。；！？\n])", a), re.split(r"(?<=[。；！？\n])", b)
    total = 0
    for kind, i, j, k, m in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            total += _levenshtein("".join(left[i:j]), "".join(right[k:m]))
    return total


def _levenshtein(a: str, b: str) -> int:
    if not a or not b:
        return max(len(a), len(b))
    codes = np.array([ord(character) for character in b])
    row = np.arange(len(b) + 1)
    steps = np.arange(len(b) + 1)
    for i, character in enumerate(a, 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(character)))
        row = np.minimum.accumulate(np.concatenate([[i], best]) - steps) + steps
    return int(row[-1])


def squeeze(text: str, breaks: bool) -> str:
    """Return a text without spaces, and without line breaks unless `breaks` is true."""
    lines = [re.sub(r"\s+", "", line) for line in text.split("\n")]
    return ("\n" if breaks else "").join(line for line in lines if line)


def measure(texts: list[str], kind: str, seed: int, show: int = 0) -> dict[str, object]:
    """Return the row of the table for one kind of damage."""
    rng = random.Random(f"{seed} {kind}")
    inserted: list[list[str]] = [[] for _ in texts]
    damaged = [KINDS[kind](text, rng, lines) for text, lines in zip(texts, inserted, strict=True)]
    names = [f"{i}.txt" for i in range(len(texts))]
    frame = pd.DataFrame(
        {"title": None, "publisher": None, "source": names, "source_line": 1, "text": damaged}, index=names
    )
    began = time.perf_counter()
    cleaned = clean_documents(frame)
    seconds = time.perf_counter() - began
    wrong = wrong_breaks = kept = n_inserted = 0
    for text, result, lines in zip(texts, cleaned.documents["text"], inserted, strict=True):
        now = edits(squeeze(text, False), squeeze(result, False))
        if show and now:
            _show(squeeze(text, True), squeeze(result, True), show)
        wrong += now
        wrong_breaks += edits(squeeze(text, True), squeeze(result, True))
        before, after = _count(text), _count(result)
        n_inserted += len(lines)
        kept += sum(
            max(0, after.get(line, 0) - before.get(line, 0)) for line in {squeeze(x, False) for x in lines}
        )
    size = sum(len(squeeze(text, False)) for text in texts)
    return {
        "damage": kind,
        "CER %": 100 * wrong / size,
        "CER with breaks %": 100 * wrong_breaks / size,
        "lines gone %": 100 * (1 - kept / n_inserted) if n_inserted else None,
        "limit %": 100 * LIMITS.get(kind, LIMIT),
        "seconds": seconds,
    }


def _count(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in text.split("\n"):
        key = squeeze(line, False)
        found[key] = found.get(key, 0) + 1
    return found


def _show(a: str, b: str, most: int) -> None:
    left, right = re.split(r"(?<=[。；！？\n])", a), re.split(r"(?<=[。；！？\n])", b)
    for kind, i, j, k, m in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal" and most:
            most -= 1
            print(
                "  -",
                repr("".join(left[i:j]))[:200],
                "\n  +",
                repr("".join(right[k:m]))[:200],
                file=sys.stderr,
            )


def main() -> int:
    """Print the table; exit with 1 when a limit is exceeded."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=0, help="only the first N documents")
    parser.add_argument("--chrome", type=Path, help="page lines to insert, one per line")
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--show", type=int, default=0, help="print up to N differences per document")
    options = parser.parse_args()
    if options.chrome:
        CHROME_LINES[:] = [
            line for line in options.chrome.read_text(encoding="utf-8").split("\n") if line.strip()
        ]
    paths = sorted(options.folder.glob("*.txt"))[: options.documents or None]
    texts = [
        "\n".join(line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip())
        for path in paths
    ]
    rows = [measure(texts, kind, options.seed, options.show) for kind in options.kinds]
    table = pd.DataFrame(rows)
    print(f"{len(texts)} documents, {sum(map(len, texts)):,} characters, seed {options.seed}")
    print(table.to_string(index=False, float_format=lambda value: f"{value:.3f}"))
    missed = table[(table["CER %"] > table["limit %"]) | (table["lines gone %"] < 99)]
    print("all limits kept" if missed.empty else f"limits not kept: {', '.join(missed['damage'])}")
    return int(not missed.empty)


if __name__ == "__main__":
    sys.exit(main())
