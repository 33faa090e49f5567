"""Word documents and workbooks."""

from __future__ import annotations

import io
import random

import docx
import openpyxl

from benchmarks.furniture.texts import CITIES
from benchmarks.reading.made import Made, Right, in_chinese, lines_of, notice

HEADERS = (
    ("城市", "年份", "正文"), ("地区", "年度", "全文"), ("city", "year", "text"), ("地市", "年", "报告内容"),
)  # fmt: skip


def document(draw: random.Random, number: int) -> Made:
    """Return a Word document with a head and a foot on each page, perhaps a table and a signature."""
    one = notice(draw, headings=True)
    held = docx.Document()
    part = held.sections[0]
    head = draw.choice(("", f"{one.city}市人民政府文件", "内部资料", one.title))
    part.header.paragraphs[0].text = head
    part.footer.paragraphs[0].text = draw.choice(("", "第 1 页", "— 1 —"))
    title = held.add_paragraph(one.title) if draw.random() < 0.6 else held.add_heading(one.title, level=1)
    title.alignment = 1
    if draw.random() < 0.6:
        held.add_paragraph(one.number)
    lines = list(one.lines)
    at = draw.randint(1, len(lines)) if draw.random() < 0.5 else None
    for i, line in enumerate(one.lines):
        held.add_paragraph(line)
        if i + 1 == at:
            cells = [[f"{draw.choice(CITIES)}{row}{column}号项目" for column in range(3)] for row in range(3)]
            table = held.add_table(rows=3, cols=3)
            for row, words in enumerate(cells):
                for column, word in enumerate(words):
                    table.cell(row, column).text = word
            lines += [word for row in cells for word in row]
    y, m, d = one.day
    held.add_paragraph(one.office).alignment = 2
    held.add_paragraph(draw.choice((f"{y}年{m}月{d}日", in_chinese(one.day)))).alignment = 2
    data = io.BytesIO()
    held.save(data)
    around = [head] if head not in ("", one.title) else []
    return Made(f"{number:04}.docx", data.getvalue(), [one.right._replace(lines=lines)], around)


def workbook(draw: random.Random, number: int) -> Made:
    """Return a workbook: cities merged over their years, perhaps a title above and a note below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = draw.choice(("Sheet1", "政府工作报告", "数据"))
    top = [["各市政府工作报告汇总"], []][: draw.choice((0, 1, 2))]
    for row in top:
        sheet.append(row)
    sheet.append([*(("序号",) if draw.random() < 0.4 else ()), *HEADERS[number % len(HEADERS)]])
    first = sheet.max_column - 2
    texts, around = [], []
    for city in draw.sample(CITIES, 3):
        years = sorted(draw.sample(range(2010, 2025), draw.randint(1, 3)))
        begin = sheet.max_row + 1
        for n, year in enumerate(years):
            lines = lines_of(draw)
            cell = f"{city}市" if not n else None
            value = draw.choice((year, str(year), f"{year}年"))
            sheet.append([*([len(texts) + 1] if first > 1 else []), cell, value, "\n".join(lines)])
            texts.append(Right(lines, None, f"{city}市", year=str(year)))
        if len(years) > 1:
            sheet.merge_cells(start_row=begin, end_row=sheet.max_row, start_column=first, end_column=first)
    if draw.random() < 0.5:
        around = ["注：数据由各市报送，未经审计。"]
        sheet.append(around)
    data = io.BytesIO()
    book.save(data)
    return Made(f"{number:04}.xlsx", data.getvalue(), texts, around)
