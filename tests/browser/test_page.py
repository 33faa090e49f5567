"""The finished page in a browser: no request, no complaint, and everything on it works."""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from analysis.report import SAMPLE, make_report


def has_chinese_font() -> bool:
    """Say whether the machine has a font for the browser to write Chinese in."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":charset=53e3"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


@pytest.fixture(scope="session")
def address(sample_report) -> str:
    return sample_report.as_uri()


def reveal(element) -> None:
    """Open whatever is folded around an element."""
    element.evaluate("one => { while ((one = one.parentElement)) one.open = true; }")


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_it_asks_for_nothing_and_complains_of_nothing(opened, address, size):
    page = opened(address, viewport={"width": size[0], "height": size[1]})
    page.tab.locator("button.ev").first.click()
    page.tab.keyboard.press("Escape")
    assert page.asked == []
    assert page.complaints == []
    overflow = page.tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0


def test_a_number_opens_its_sentences_by_keyboard(opened, address):
    tab = opened(address).tab
    button = tab.locator("table[data-name='keywords'] button.ev").first
    reveal(button)
    button.focus()
    tab.keyboard.press("Enter")
    dialog = tab.locator("dialog#sentences")
    assert dialog.is_visible()
    marked = dialog.locator("mark").first.inner_text()
    assert marked == tab.locator("#sentences-title").inner_text()
    assert "行" in dialog.locator("cite").first.inner_text()
    tab.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_tables_sort_and_filter(opened, address):
    tab = opened(address).tab
    table = tab.locator("table[data-name='corpus']").first
    head = table.locator("th.num button").first
    head.click()
    numbers = [
        int(text.replace(",", "")) for text in table.locator("tbody td.num:nth-child(2)").all_inner_texts()
    ]
    assert numbers == sorted(numbers)
    assert table.locator("th[aria-sort=ascending]").count() == 1
    box = tab.locator("input.filter").first
    reveal(box)
    box.fill("泉州")
    rows = box.locator("xpath=../following-sibling::*[1]//tbody/tr")
    shown = [row.inner_text() for row in rows.all() if row.is_visible()]
    assert shown
    assert all("泉州" in text for text in shown)


def test_the_filter_by_city_holds_for_the_whole_page(opened, address):
    page = opened(address)
    tab = page.tab
    tab.select_option("nav.contents select", "青岛市")
    assert tab.locator("tr[data-group='泉州市']:visible").count() == 0
    assert tab.locator("tr[data-group='青岛市']").count() > 5
    assert [text.split("\n")[0] for text in tab.locator("details.group:visible h3").all_inner_texts()] == [
        "青岛市"
    ]
    assert "青岛市" in tab.locator("#only-hint").inner_text()
    assert "#city=" in tab.url
    again = opened(tab.url)
    assert again.tab.locator("details.group:visible").count() == 1
    assert again.tab.locator("nav.contents select").input_value() == "青岛市"
    again.tab.select_option("nav.contents select", "")
    assert again.tab.locator("details.group:visible").count() == 6
    assert not again.tab.locator("#only-hint").is_visible()


def test_a_section_can_be_linked_to(opened, address):
    tab = opened(f"{address}#slogans").tab
    tab.wait_for_timeout(2000)  # the page glides to the section
    assert abs(tab.evaluate("document.getElementById('slogans').getBoundingClientRect().top")) < 60


@pytest.fixture(scope="session")
def two(tmp_path_factory, report_cache) -> str:
    """A page in English of two groups."""
    folder = tmp_path_factory.mktemp("two")
    for path in SAMPLE.glob("*市_202*.txt"):
        if path.name.startswith(("青岛市", "泉州市")):
            shutil.copy(path, folder)
    sections = ("keywords", "slogans", "similarity", "cities")
    return make_report(folder, folder / "out", lang="en", cache=report_cache, sections=sections).as_uri()


@pytest.mark.parametrize(
    ("page", "scheme", "width"), [("address", "light", 1280), ("address", "dark", 390), ("two", "light", 390)]
)
def test_axe_finds_no_fault(opened, page, scheme, width, request):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    tab = opened(request.getfixturevalue(page), reduced_motion="reduce", **options).tab

    def faults(part="html"):
        found = axe.Axe().run(tab, {"include": [[part]]}).response["violations"]
        return [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found]

    assert faults() == []
    tab.fill("#q", "发展")
    tab.fill("#q-other", "港口")
    tab.locator("#q-other-total").wait_for()
    tab.locator("button.unfold").click()
    tab.locator(".tree-list summary").first.click()
    tab.wait_for_timeout(1500)  # the charts are drawn
    assert faults() == [], "with everything open, and a search"
    tab.locator(".ev:visible").first.click()
    tab.locator("#sentences-list li").first.wait_for()
    assert faults("#sentences") == [], "the rest of the page was looked at"


def test_headings_go_down_one_step_at_a_time(opened, address):
    tab = opened(address).tab
    levels = [
        int(name[1]) for name in tab.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => h.tagName)")
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(tab.locator("figure img").evaluate_all("all => all.map(i => i.alt.length > 15)"))


def test_it_prints(opened, address, tmp_path: Path):
    file = tmp_path / "page.pdf"
    page = opened(address)
    page.tab.pdf(path=str(file), format="A4")
    document = pypdfium2.PdfDocument(file)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert 3 <= len(document) <= 9, "what is open: findings and the main chart of each section"
    assert page.tab.locator("html.paper").count() == 0
    if not has_chinese_font():
        pytest.skip("the browser has no Chinese font: what it prints cannot be read back")
    for words in ("城市政策文本比较报告", "要点", "分项概览", "方法与参数", "纸面上是页面中展开的内容"):
        assert words in text
    for words in ("筛选本表", "跳到正文", "复制", "全部展开", "查看原句"):
        assert words not in text
    document.close()
    page.tab.get_by_role("button", name="全部展开").click()
    assert page.tab.locator("main details:not([open], .q-help, .tree-list details)").count() == 0
    page.tab.pdf(path=str(file), format="A4")
    document = pypdfium2.PdfDocument(file)
    assert 20 <= len(document) <= 60, "all of it"
    document.close()
    page.tab.get_by_role("button", name="全部收起").click()
    assert page.tab.locator("main details[open]").count() == 0


def test_nothing_from_a_document_is_executed_or_breaks_the_page(opened, tmp_path: Path):
    folder = tmp_path / "texts"
    folder.mkdir()
    script, formula = "</script><script>alert(1)</script>", '=HYPERLINK("http://x")难点、痛点、堵点。'
    bad = f"{script}\n{formula}\n<img src=x onerror=alert(1)>发展\n{'长' * 200}\n{'W' * 200}改革发展\n"
    for city in ("柳州市", "中山市"):
        folder.joinpath(f"{city}_<b>'&_2023.txt").write_text(bad * 20, encoding="utf-8")
    made = make_report(folder, tmp_path / "out", sections=["corpus", "keywords", "slogans"])
    page = opened(made.as_uri(), viewport={"width": 390, "height": 844})
    for button in page.tab.locator("button.ev:visible").all()[:5]:
        button.click()
        page.tab.keyboard.press("Escape")
    assert page.asked == []
    assert page.complaints == []
    assert page.tab.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_sheet_of_one_city_is_printed_alone(opened, address, tmp_path: Path):
    page = opened(address)
    page.tab.evaluate("() => { window.print = () => { window.asked = true; }; }")
    card = page.tab.locator("details.group[data-group='青岛市']")
    card.locator("summary").click()
    card.get_by_role("button", name="只打印这一页").click()
    assert page.tab.evaluate("window.asked")
    page.tab.emulate_media(media="print")
    seen = page.tab.locator("main > *").evaluate_all("all => all.filter(one => one.offsetHeight).length")
    assert seen == 2, "the head of the report and the profiles"
    shown = page.tab.locator("details.group h3").evaluate_all(
        "all => all.filter(one => one.offsetHeight).map(one => one.textContent)"
    )
    assert shown == ["青岛市"]
    file = tmp_path / "sheet.pdf"
    page.tab.pdf(path=str(file), format="A4")
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 1
    document.close()
    page.tab.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.tab.locator("body.sheet, details.printed").count() == 0
    assert page.complaints == []
