"""PDF files with and without running heads and feet."""

from __future__ import annotations

import random

from benchmarks.reading.made import Made, Notice, Right, notice
from benchmarks.reading.pdf_files import Placed, pdf_of


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
