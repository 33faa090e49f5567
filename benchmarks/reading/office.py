"""Word documents and workbooks."""

from __future__ import annotations

import io
import random

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def parts(draw: random.Random, number: int) -> Made:
    """Return a Word document with parts seldom seen, or one that is no text: a form, a codebook."""
    one = notice(draw, headings=True)
    held = docx.Document()
    form = number % 9
    lines, around = list(one.lines), []

    def put(xml: str) -> None:
        held.element.body.insert(len(held.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    if form in (0, 1):
        names = (
            ("城市", "年份", "标题", "发文字号", "采集人", "采集日期"),
            ("变量名", "含义", "取值", "city", "城市", "文字"),
        )[form]
        held.add_paragraph(("政策文本采集表", "编码手册")[form])
        width = (2, 3)[form]
        table = held.add_table(rows=6 if form == 0 else 3, cols=width)
        for i in range(6 if form == 0 else 9):
            row, column = (i, 0) if form == 0 else divmod(i, 3)
            table.cell(row, column).text = names[i % 6]
    elif form == 2:
        held.add_paragraph("各地文件选登")
        of = [notice(draw) for _ in range(3)]
        table = held.add_table(rows=4, cols=3)
        cells = [("城市", "标题", "正文"), *((f"{n.city}市", n.title, "\n".join(n.lines)) for n in of)]
        for i, row in enumerate(cells):
            for j, text in enumerate(row):
                table.cell(i, j).text = text
        data = io.BytesIO()
        held.save(data)
        texts = [n.right._replace(date=None) for n in of]
        return Made(f"{number:04}.docx", data.getvalue(), texts, [])
    else:
        held.add_paragraph(one.title)
        for i, line in enumerate(one.lines):
            if i == 1 and form == 3:
                around = ["删去的这一句不算数。"]
                put(_run(line) + f"<w:del><w:r><w:delText>{around[0]}</w:delText></w:r></w:del>")
            elif i == 1 and form == 4:
                around = ["此处存疑待查。"]
                put(_run(line) + _run(around[0], "<w:vanish/>"))
            elif i == 1 and form == 5:
                n = draw.randint(1, 20)
                field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
                told = f"<w:r><w:instrText>eq \\o\\ac(○,{n})</w:instrText></w:r>"
                put(field.format("begin") + told + field.format("end") + _run(line))
                lines[1] = chr(0x2460 + n - 1) + line
            elif i == 1 and form == 6:
                box = f"<w:txbxContent><w:p>{_run(line)}</w:p></w:txbxContent>"
                shape = f'<v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{box}</v:textbox>'
                put(f"<w:r><w:pict>{shape}</w:pict></w:r>")
            elif i == 1 and form == 7:
                table = held.add_table(rows=1, cols=2)
                inner = table.cell(0, 0).add_table(rows=1, cols=2)
                inner.cell(0, 0).text, inner.cell(0, 1).text = line, "内格"
                table.cell(0, 1).text = "外格"
            elif i == 1:
                put(f"<w:ins>{_run(line)}</w:ins>")
            else:
                held.add_paragraph(line)
    data = io.BytesIO()
    held.save(data)
    texts = [] if form < 2 else [one.right._replace(lines=lines, date=None)]
    return Made(f"{number:04}.docx", data.getvalue(), texts, around)
