import pytest

from analysis.load.gate.bilingual import without_other_script, without_translation

LINES = ["全县修路。", "“村村”点灯。", "家家通车。"]
ENGLISH = [
    "All roads of the county are built.",
    '"Every village" now has its lamps.',
    "Cars reach each and every house.",
]


@pytest.mark.parametrize("form", ["{zh}\t{en}", "{en}\t{zh}", "{zh} {en}", "{zh} ||| {en}", "{en}{zh}"])
def test_english_beside_each_line_is_left_out(form: str) -> None:
    text = "\n".join(form.format(zh=zh, en=en) for zh, en in zip(LINES, ENGLISH, strict=True))
    assert without_translation(text) == ("\n".join(LINES), [0, 1, 2])


def test_english_below_each_line_is_left_out() -> None:
    text = "\n".join(f"{zh}\n{en}" for zh, en in zip(LINES, ENGLISH, strict=True))
    assert without_translation(text) == ("\n\n".join(LINES) + "\n", [1, 3, 5])


@pytest.mark.parametrize(
    "text",
    [
        "全县修路。\nAll roads of the county are built.\n点灯。\n通车。\n清塘。",
        "推广 Windows 系统。\n接入 5G\n使用 APP\n建设 CIM",
        "\n".join([*LINES * 3, "参考 The roads of the county and their lamps"]),
    ],
)
def test_english_in_a_chinese_text_stays(text: str) -> None:
    assert without_translation(text) == (text, [])


@pytest.mark.parametrize(
    "other", ["شەھەر يول ياسايدۇ.", "གྲོང་ཁྱེར་ལམ་བཟོ།", "ᠬᠣᠲᠠ ᠵᠠᠮ ᠪᠠᠷᠢᠨᠠ", "도시는 길을 놓는다."]
)
def test_lines_in_another_script_below_each_line_are_left_out(other: str) -> None:
    text = "\n".join(f"{zh}\n{other}" for zh in LINES)
    assert without_other_script(text) == ("\n\n".join(LINES) + "\n", [1, 3, 5])


@pytest.mark.parametrize(
    "text", ["全县修路。\nشەھەر يول ياسايدۇ.", "شەھەر\n" * 9 + "修路。\n" * 3, "修路α。\n" * 5]
)
def test_what_is_no_chinese_text_with_a_translation_stays(text: str) -> None:
    assert without_other_script(text) == (text, [])
