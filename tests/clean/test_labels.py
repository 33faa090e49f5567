from analysis.clean.labels import remove_labels
from analysis.clean.quotes import match_quotes
from analysis.clean.records import read_lines


def test_labels_near_the_beginning_go_and_words_stay() -> None:
    text = "=====\n标题：关于改厕的通知\n正文：\n全县推进改厕。\n内容丰富，形式多样。\n-----"
    outcome = remove_labels(read_lines(text))
    assert [line.text for line in outcome.lines] == [
        "关于改厕的通知",
        "全县推进改厕。",
        "内容丰富，形式多样。",
    ]
    assert [(entry.action, entry.text) for entry in outcome.entries] == [
        ("removed", "====="), ("changed", "标题："), ("removed", "正文："), ("removed", "-----"),
    ]  # fmt: skip


def test_labels_of_a_summary_go_and_those_of_a_script_stay() -> None:
    text = "核心提示：小站点办大事。\n【摘要】改革三年记。\n【导语】入夜，灯亮了。"
    kept = [line.text for line in remove_labels(read_lines(text)).lines]
    assert kept == ["小站点办大事。", "改革三年记。", "【导语】入夜，灯亮了。"]
    script = "【正文】入夜，灯亮了。\n【同期声】村民：不摸黑了。\n【正文】全县点灯五千盏。"
    assert [line.text for line in remove_labels(read_lines(script)).lines] == script.split("\n")


def test_buttons_for_editing_behind_headings_go() -> None:
    text = "起因[编辑]\n水价[编辑 | 编辑源代码]\n成效播报编辑\n报社来了新编辑"
    assert [line.text for line in remove_labels(read_lines(text)).lines] == [
        "起因", "水价", "成效", "报社来了新编辑",
    ]  # fmt: skip
    wiki = "起因编辑\n天旱。\n水价编辑\n涨了。\n成效编辑本段\n好。"
    assert [line.text for line in remove_labels(read_lines(wiki)).lines][::2] == ["起因", "水价", "成效"]
    jobs = "招聘编辑\n总编辑\n责任编辑\n县里修了路。"
    assert [line.text for line in remove_labels(read_lines(jobs)).lines] == jobs.split("\n")


def quotes(text: str) -> str:
    return match_quotes(read_lines(text)).lines[0].text


def test_halves_of_quotation_marks_that_do_not_match_are_put_right() -> None:
    assert quotes('寻“难处“、补”短板”、补“弱项"') == "寻“难处”、补“短板”、补“弱项”"


def test_marks_that_match_or_cannot_be_told_stay() -> None:
    for text in ("寻“难处”、补“短板”", '寻"难处"', "他说：“一件。", "“" + "路" * 70 + "“"):
        assert quotes(text) == text
