"""The title that the metadata of a PDF state."""

import io

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from pylopdf_fonts_zh_cn import sans_path

from analysis.load.items import Bounds
from analysis.load.pdf.read import read_pdf
from analysis.load.pdf.title import Stated, title_in

TITLE = "关于加快港口扩建的意见"
TEXT = f"港政发〔2021〕3号\n{TITLE}\n各区政府：港口要扩建。"


@pytest.mark.parametrize(
    ("stated", "by_browser", "text", "title"),
    [
        (TITLE, False, TEXT, TITLE),
        (TITLE, False, TEXT.replace("港口扩建", "\n港口扩建", 1), TITLE),
        ("关于 加快港口扩建的意见", False, TEXT, "关于 加快港口扩建的意见"),
        (TITLE, False, f"全市落实《{TITLE}》，港口要扩建。", ""),  # within a sentence
        ("关于表彰先进单位的决定", False, TEXT, ""),  # of the document that served as a pattern
        ("关于表彰先进单位的决定", True, TEXT, ""),  # of a column
        ("港口扩建：各区政府要加快", True, TEXT, "港口扩建：各区政府要加快"),
        ("港州市人民政府门户网站", True, TEXT, ""),
        ("港口扩建", True, TEXT, ""),
        ("", True, TEXT, ""),
    ],
)
def test_which_titles_are_believed(stated, by_browser, text, title):
    assert title_in(Stated(stated, by_browser), text) == title


@pytest.mark.parametrize(
    ("creator", "stated", "title"),
    [
        ("Mozilla/5.0 (X11) Chrome/120.0", f"{TITLE}_港州市人民政府", TITLE),
        ("Mozilla/5.0 (X11) Chrome/120.0", "各区加快港口扩建|港州在线", "各区加快港口扩建"),
        ("WPS", "定稿终版说明材料汇总", None),
        ("WPS", TITLE, TITLE),
    ],
)
def test_the_metadata_of_a_file(creator, stated, title):
    figure = Figure(figsize=(5, 2))
    FigureCanvasPdf(figure)
    font = FontProperties(fname=str(sans_path()))
    figure.text(0.1, 0.8, TITLE, fontproperties=font)
    figure.text(0.1, 0.3, "各区要加快港口扩建。", fontproperties=font)
    file = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure.savefig(file, format="pdf", metadata={"Title": stated, "Creator": creator, "Producer": "x"})
    (item,) = read_pdf(file.getvalue(), Bounds()).items
    assert item.stated.get("title") == title
