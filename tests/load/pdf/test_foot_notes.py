import pytest

from analysis.load.pdf.foot_notes import without_foot_notes

NOTES = ["①指村里的路。", "②指村里的灯，"]


@pytest.mark.parametrize("rule", ["——————", "  ________ ", "----------"])
@pytest.mark.parametrize("end", ["- 1 -", "第 1 页 共 2 页", "\f"])
def test_notes_at_the_foot_of_a_page_go_behind_the_text(rule: str, end: str) -> None:
    text = f"全县修村道①三里，装路灯②五\n{rule}\n{NOTES[0]}\n{NOTES[1]}\n共五盏。\n{end}\n盏，都亮了。"
    left, notes = without_foot_notes(text)
    assert left.split("\n") == [
        "全县修村道三里，装路灯五", "", "", "", "", end, "盏，都亮了。", NOTES[0], f"{NOTES[1]}共五盏。",
    ]  # fmt: skip
    assert len(notes) == 2


def test_the_number_of_a_page_may_stand_in_brackets() -> None:
    left, notes = without_foot_notes("全县修村道*三里，装\n____\n______\n* 村道：村里的路。\n〔1〕\n路灯。")
    assert left == "全县修村道三里，装\n____\n\n\n〔1〕\n路灯。\n* 村道：村里的路。"
    assert notes == ["* 村道：村里的路。"]


def test_marks_of_stars_are_told_apart() -> None:
    left, _ = without_foot_notes(
        "推进“双减”*，落实“河长制”**。\n* 双减：减负。\n** 河长制：河长。\n- 2 -\n完。"
    )
    assert left.split("\n")[0] == "推进“双减”，落实“河长制”。"


def test_notes_right_above_the_number_of_a_page() -> None:
    left, notes = without_foot_notes("全县修村道[1]三里。\n[1] 村道：村里的路。\n1\n全县点灯。")
    assert left == "全县修村道三里。\n\n1\n全县点灯。\n[1] 村道：村里的路。"
    assert notes == ["[1] 村道：村里的路。"]


@pytest.mark.parametrize(
    "text",
    [
        "办三件事：\n①修路。\n②点灯。\n- 1 -\n③改厕。",
        "按照①修路，②点灯安排：\n①修路三里。\n②点灯五盏。\n- 1 -\n完。",
        "全县修路。\n————————\n（1）修路。\n- 1 -\n点灯。",
        "全县修路。\n——————\n附件",
        "全县修村道*三里。\n——————\n* 村道：村里的路。\n　　全县点灯。\n　　全县改厕。",
    ],
)
def test_items_of_lists_stay(text: str) -> None:
    assert without_foot_notes(text) == (text, [])
