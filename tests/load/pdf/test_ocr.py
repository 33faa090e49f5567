"""Scanned pages and images: what is recognised, how surely, and what is said without the extra `ocr`."""

import io
from functools import cache

import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from analysis import read_folder
from analysis.load.items import Bounds, Unreadable, message, recogniser
from analysis.load.pdf import ocr
from analysis.load.pdf import read as pdf
from analysis.load.pdf.ocr import Piece, Recognised, page_of
from analysis.load.read import read_bytes

LINES = ["柳港市优化营商环境方案", "全市聚焦企业办事的堵点难点，", "2023年新增市场主体3.5万户。"]
OTHER = ["第二页：让数据多跑路，", "让群众少跑腿。"]
needs_extra = pytest.mark.skipif(not recogniser(), reason="the extra `ocr` is not installed")


def drawn(lines: list[str]) -> Image.Image:
    folder = next(iter(pylopdf_fonts_zh_cn.__path__))
    font = ImageFont.truetype(f"{folder}/NotoSansSC-Regular.otf", 34)
    image = Image.new("L", (900, 120 + 70 * len(lines)), 255)
    for k, line in enumerate(lines):
        ImageDraw.Draw(image).text((60, 60 + 70 * k), line, font=font, fill=0)
    return image


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    whole = io.BytesIO()
    image.save(whole, kind, **more)
    return whole.getvalue()


@cache
def scan() -> bytes:
    return saved(drawn(LINES), "PDF", save_all=True, append_images=[drawn(OTHER)])


@needs_extra
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_an_image_is_read_and_marked(kind) -> None:
    content = read_bytes(saved(drawn(LINES), kind), f"a.{kind.lower()}", Bounds())
    assert content.items[0].text.split("\n") == LINES
    assert content.format == "image (ocr)"
    assert content.items[0].further["ocr_pages"] == "1"
    assert float(content.items[0].further["ocr_confidence"]) > 0.9
    assert [said.code for said in content.warnings] == ["ocr_pages"]


@needs_extra
def test_a_scanned_pdf_among_other_texts(tmp_path) -> None:
    (tmp_path / "柳州市_2023.pdf").write_bytes(scan())
    (tmp_path / "桂林市_2023.txt").write_text("桂林市推进文旅深度融合。", encoding="utf-8")
    reading = read_folder(tmp_path)
    documents = reading.documents.set_index("city")
    assert documents.loc["柳州市", "text"].split("\n") == [*LINES, *OTHER]
    assert documents.loc["柳州市", "ocr_pages"] == "1,2"
    assert documents["ocr_pages"].isna()["桂林市"]
    warned = reading.files.set_index("file")["warnings"]
    assert "2 scanned pages was recognised" in warned["柳州市_2023.pdf"]


@needs_extra
def test_only_the_scanned_pages_of_a_mixed_file_are_recognised(make_pdf) -> None:
    whole = pypdfium2.PdfDocument(make_pdf("Report of the city"))
    whole.import_pages(pypdfium2.PdfDocument(scan()), pages=[1])
    kept = io.BytesIO()
    whole.save(kept)
    content = read_bytes(kept.getvalue(), "a.pdf", Bounds())
    assert content.items[0].text.split("\n") == ["Report of the city", *OTHER]
    assert content.items[0].further["ocr_pages"] == "2"


def test_a_picture_with_a_head_beside_it_is_no_page_of_text(make_pdf) -> None:
    document = pypdfium2.PdfDocument(scan())
    assert pdf._is_pictured(document, 0, ["某州公报", "7"])
    assert not pdf._is_pictured(document, 0, ["某州公报" * 8])
    assert not pdf._is_pictured(pypdfium2.PdfDocument(make_pdf("Report")), 0, ["某州公报"])
    kept, said = pdf._readable([["全县修路。"], ["某州公报"]], [0, 1], {1})
    assert kept == [["全县修路。"], ["某州公报"]]
    assert said == (message("pages_without_text", count=1, page=2),)


@needs_extra
def test_an_empty_page_has_no_text() -> None:
    with pytest.raises(Unreadable) as fault:
        read_bytes(saved(Image.new("L", (400, 300), 255), "PNG"), "a.png", Bounds())
    assert fault.value.reason == message("no_text_in_image")


@pytest.mark.parametrize(
    ("data", "code"), [(scan, "no_text_layer"), (lambda: saved(drawn(LINES), "PNG"), "image")]
)
def test_without_the_extra_it_is_refused_with_the_command(data, code) -> None:
    with pytest.raises(Unreadable) as fault:
        read_bytes(data(), "a", Bounds(ocr=""))
    assert fault.value.reason.code == code


def test_a_damaged_image_is_refused() -> None:
    with pytest.raises(Unreadable) as fault:
        read_bytes(b"\x89PNG\r\n\x1a\n" + bytes(90), "a.png", Bounds(ocr="any"))
    assert fault.value.reason.code == "damaged"


def test_pieces_of_a_line_are_joined_and_unsure_ones_left_out() -> None:
    pieces = [
        Piece(300, 12, 500, 40, "难点。", 0.9),
        Piece(0, 10, 280, 42, "堵点", 1.0),
        Piece(0, 60, 280, 92, "??", 0.3),
    ]
    assert page_of(pieces) == Recognised(["堵点 难点。"], pytest.approx((2 + 3 * 0.9) / 5), 1)
    assert page_of([]) == Recognised([], 0.0)


def test_two_columns_are_read_one_after_the_other_between_head_and_foot() -> None:
    left = [Piece(0, 100 + 40 * k, 400, 130 + 40 * k, f"左{k}", 1.0) for k in range(5)]
    right = [Piece(450, 102 + 40 * k, 850, 132 + 40 * k, f"右{k}", 1.0) for k in range(5)]
    head, foot = Piece(200, 20, 700, 60, "题", 1.0), Piece(200, 400, 700, 430, "脚", 1.0)
    mixed = [piece for pair in zip(left, right, strict=True) for piece in pair]
    lines = page_of([foot, *mixed, head]).lines
    assert lines == ["题", *(f"左{k}" for k in range(5)), *(f"右{k}" for k in range(5)), "脚"]


def test_low_confidence_is_flagged() -> None:
    columns, said = ocr.marks(
        [Recognised(["一二三四"], 0.7, 2), Recognised([], 0.0), Recognised(["五六"], 1.0)], [3, 4, 5]
    )
    assert columns == {"ocr_pages": "3,5", "ocr_confidence": "0.800"}
    assert [(one.code, one.values["count"]) for one in said] == [
        ("ocr_pages", 2),
        ("ocr_low", 1),
        ("ocr_unsure", 2),
    ]
