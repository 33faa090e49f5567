"""The tree of slogans: opened, judged by key and by button, and saved as the file that is read next time."""

import json

import pytest

from analysis.slogans import read_verdicts


@pytest.fixture
def tree(opened, sample_report):
    page = opened(sample_report.as_uri())
    place = page.tab.locator(".slogan-tree")
    place.evaluate("one => { while ((one = one.parentElement)) one.open = true; }")
    place.locator(".tree-list > details").first.wait_for()
    yield place
    assert page.complaints == []


def test_counts_of_families_variants_groups_and_years_agree(tree):
    family = tree.locator(".tree-list > details").first
    family.locator("summary").first.click()
    family.locator(".variant").first.wait_for()
    n, n_variants = map(int, family.locator("> summary .count").inner_text().split(" · "))
    variants = family.locator(".variant")
    assert variants.count() == n_variants > 1
    counts = [int(one) for one in family.locator(".variant > .count").all_inner_texts()]
    assert sum(counts) == n
    first = variants.first
    first.locator("summary").click()
    first.locator("li .count").first.wait_for()
    years = first.locator("li .count").all_inner_texts()
    assert sum(int(year.split(": ")[-1]) for told in years for year in told.split(" · ")) == counts[0]
    first.locator("> .ev").click()
    dialog = tree.page.locator("#sentences")
    dialog.locator("mark").first.wait_for()
    assert dialog.locator("mark").count() == counts[0]


def test_verdicts_by_key_and_button_are_saved_as_they_are_read(tree, tmp_path):
    family = tree.locator(".tree-list > details").first
    family.locator("summary").first.click()
    variants = family.locator(".variant")
    variants.first.wait_for()
    names = [
        tuple(json.loads(one)) for one in variants.evaluate_all("all => all.map(v => v.dataset.variant)")
    ]
    keyboard = tree.page.keyboard
    variants.nth(0).focus()
    keyboard.press("a")
    keyboard.press("r")
    variants.nth(0).get_by_text("撤销").click()
    assert variants.nth(1).get_attribute("data-verdict") == "reject"
    with tree.page.expect_download() as saving:
        tree.get_by_text("保存判定（1 条）").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    assert file.name == "slogan_verdicts.csv"
    assert read_verdicts(file) == {names[1]: "reject"}
