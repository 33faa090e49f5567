"""The page for coding, worked as a coder does: by keyboard alone, saved, and taken up again."""

import csv

import pytest

from analysis import coding_sheet, read_codebook, read_codings, read_texts, segment, write_sheets
from analysis.errors import KoujingWarning

BOOK = read_codebook("instruments")


@pytest.fixture
def sheet():
    texts = {"a": "发放补贴。天晴了。管网改造。", "b": "发放贷款。看了看水质。走了走。"}
    return coding_sheet(segment(read_texts(texts, city=["柳州市", "青岛市"])), BOOK, n=6, repeated=0.2)


def test_the_page_is_worked_by_keyboard_alone(tmp_path, sheet, opened):
    write_sheets(tmp_path, sheet, BOOK, ["甲"])
    view = opened((tmp_path / "coding.html").as_uri(), accept_downloads=True)
    tab = view.tab
    keys = {
        button.split(" ")[1]: button.split(" ")[0]
        for button in tab.locator("#codes button").all_inner_texts()
    }
    first, second = sheet["text"].tolist()[:2]
    assert tab.locator("#text").inner_text().strip() == first.strip()
    tab.keyboard.press(keys["资金投入"])
    assert "名字" in tab.locator("#status").inner_text()  # nothing is coded by nobody
    assert not tab.locator("#guide dd").first.is_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    assert BOOK.leaves[0].definition in tab.locator("#guide dd").first.inner_text()
    tab.keyboard.press("k")
    tab.keyboard.type("乙")
    tab.keyboard.press("Enter")
    tab.keyboard.press(keys["资金投入"])
    assert tab.locator("#text").inner_text().strip() == second.strip()
    tab.keyboard.press("-")
    tab.keyboard.press("Backspace")
    tab.keyboard.press(keys["金融支持"])
    tab.keyboard.press("n")
    tab.keyboard.type("=要再看")
    tab.keyboard.press("Escape")
    assert tab.locator("#done").inner_text() == f"2 / {len(sheet)}"
    with tab.expect_download() as saved:
        tab.keyboard.press("Shift+S")
    saved.value.save_as(tmp_path / saved.value.suggested_filename)
    assert saved.value.suggested_filename == "乙.csv"
    rows = list(csv.reader((tmp_path / "乙.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [
        ["number", "codes", "note"],
        ["1", "资金投入", ""],
        ["2", "金融支持", ""],
        ["3", "", "'=要再看"],
    ]
    with pytest.warns(KoujingWarning, match="rows are not coded"):
        found = read_codings(tmp_path)
    assert found["code"].tolist() == ["资金投入", "金融支持"]
    assert view.asked == []
    tab.reload()
    tab.keyboard.press("k")
    tab.keyboard.type("乙")
    tab.keyboard.press("Enter")
    assert tab.locator("#done").inner_text() == f"2 / {len(sheet)}"
    # The last unit first: the next is one left out before it, and at the end the page says that all are done.
    for _ in sheet.index:
        tab.keyboard.press("ArrowRight")
    for _ in range(len(sheet) - 2):
        tab.keyboard.press("-")
    assert tab.locator("#done").inner_text() == f"{len(sheet)} / {len(sheet)}"
    assert "全部做完" in tab.locator("#status").inner_text()
    assert view.complaints == []


def test_a_saved_file_is_taken_up_again(tmp_path, sheet, opened):
    playwright = pytest.importorskip("playwright.sync_api")
    write_sheets(tmp_path, sheet, BOOK, ["甲"])
    (tmp_path / "丙.csv").write_text(
        'number,codes,note\r\n2,"金融支持","说,""好"""\r\n', encoding="utf-8-sig"
    )
    tab = opened((tmp_path / "coding.html").as_uri()).tab
    tab.locator("#resume").set_input_files(tmp_path / "丙.csv")
    playwright.expect(tab.locator("#done")).to_contain_text("1 /")
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#note").input_value() == '说,"好"'
    assert tab.locator('[aria-pressed="true"]').count() == 1
    (tmp_path / "丁.csv").write_text("number,codes,note\r\n99,金融支持,\r\n", encoding="utf-8")
    tab.locator("#resume").set_input_files(tmp_path / "丁.csv")
    playwright.expect(tab.locator("#status")).to_contain_text("不是本页保存的")
