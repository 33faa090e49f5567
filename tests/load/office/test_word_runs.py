# ruff: noqa: E501
"""What the runs of a Word document show, and what is told of those that show nothing."""

import io
import zipfile

import pytest

from analysis.load.items import Bounds, Content
from analysis.load.office.word import read_docx
from analysis.load.office.word_runs import ringed

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}/relationships" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


def document(body: str, **parts: tuple[str, str]) -> bytes:
    """The package of a document with this body, and parts of a kind each, by their identifiers."""
    held = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = f'<Relationship Id="{{}}" Type="{OFFICE}/relationships/{{}}" Target="{{}}"/>'
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    with zipfile.ZipFile(held, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        package.writestr(
            "_rels/.rels", relations.format(relation.format("a", "officeDocument", "word/document.xml"))
        )
        package.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        told = "".join(relation.format(name, what, f"{name}.xml") for name, (what, _) in parts.items())
        package.writestr("word/_rels/document.xml.rels", relations.format(told))
        for name, (_, part) in parts.items():
            package.writestr(f"word/{name}.xml", part)
    return held.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(body: str, **parts: tuple[str, str]) -> Content:
    return read_docx(document(body, **parts), Bounds())


def said(content: Content) -> dict[str, dict[str, object]]:
    return {one.code: dict(one.values) for one in content.warnings}


def field(*instructions: str, shown: str = "") -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in instructions)
    return (
        mark.format("begin")
        + told
        + mark.format("separate")
        + (run(shown) if shown else "")
        + mark.format("end")
    )


@pytest.mark.parametrize(
    ("instructions", "sign"),
    [
        ((r" eq \o\ac(○,1)",), "①"),
        ((r"eq \o\ac(", "○", ",20)"), "⑳"),
        ((r"EQ \o(○,\s\do 2(35))",), "㉟"),
        ((r"eq \o\ac(△,50)",), "㊿"),
        ((r"eq \o\ac(□,甲)",), "甲"),
        ((r"eq \f(1,2)",), ""),
        ((" PAGE ",), ""),
    ],
)
def test_characters_in_rings_that_fields_draw_are_shown(instructions: tuple[str, ...], sign: str) -> None:
    assert ringed("".join(instructions)) == sign
    assert read(f"<w:p>{field(*instructions)}{run('修路。')}</w:p>").items[0].text == f"{sign}修路。"


def test_numbers_of_a_symbol_font_are_shown_and_what_a_field_shows_stays() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
    body = f"<w:p>{sign.format('F082')}{run('修路。')}{sign.format('F04A')}{field('REF a', shown='三')}</w:p>"
    assert read(body).items[0].text == "②修路。三"


def test_hidden_text_and_tracked_deletions_are_left_out_and_told() -> None:
    style = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="S"><w:rPr><w:b/></w:rPr></w:style></w:styles>'
    )
    body = (
        f"<w:p>{run('修路。')}{run('存疑。', '<w:vanish/>')}{run('待查。', '<w:rStyle w:val=`H`/>')}"
        f"{run('点灯。', '<w:rStyle w:val=`S`/>')}{run('植树。', '<w:rStyle w:val=`H`/><w:vanish w:val=`0`/>')}"
        "<w:del><w:r><w:delText>拆桥。</w:delText></w:r></w:del><w:ins>" + run("架桥。") + "</w:ins></w:p>"
    ).replace("`", '"')
    content = read(body, s=("styles", style))
    assert content.items[0].text == "修路。点灯。植树。架桥。"
    assert said(content) == {"hidden_text": {"count": 2, "shown": "存疑。"}, "struck_out": {"count": 1}}


def test_the_words_of_a_diagram_stand_where_it_is_and_embedded_files_are_told() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    points = "".join(f"<a:p><a:r><a:t>{one}</a:t></a:r></a:p>" for one in ("先修路，", "再修桥。"))
    diagram = f'<d xmlns:a="{drawing}">{points}</d>'
    told = '<w:r><w:object><o:OLEObject ProgID="{}"/></w:object></w:r>'
    shown = '<w:r><w:drawing><dgm:relIds r:dm="d"/></w:drawing></w:r>'
    body = f"<w:p>{run('前文。')}{shown}</w:p><w:p>{run('后文。')}{told.format('Word.Document.12')}{told.format('Equation.3')}</w:p>"
    content = read(body, d=("diagramData", diagram))
    assert content.items[0].text.split("\n") == ["前文。", "先修路，", "再修桥。", "后文。"]
    assert said(content) == {"embedded_lost": {"count": 1}}
