import pytest

from analysis.clean.characters import undouble, unify_characters
from analysis.clean.records import read_lines


def texts(rule, text: str) -> list[str]:
    return [line.text for line in rule(read_lines(text)).lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⾼⽔平", "高水平"),
        ("⻓江、⻢⻋、⻛⻩、⺠⽣", "长江、马车、风黄、民生"),
        ("\uf967\uf9dd", "不隆" if False else "\u4e0d\u5229"),
        ("到𝟐𝟎𝟐𝟓年，建成𝟑𝟎座", "到2025年，建成30座"),
        ("发展АI和СPU，建设5Ꮆ", "发展AI和CPU，建设5Ꮆ"),
        ("推进改革､扩大开放｡", "推进改革、扩大开放。"),
        ("﹁一网通办﹂改革︐服务更近︒", "「一网通办」改革，服务更近。"),
        ("某政发﹝2017﹞6号﹕", "某政发〔2017〕6号："),
        ("⒈修路丶点灯⒉改厕", "1.修路、点灯2.改厕"),
        ("治\U000e0100水，柳\ufe00州", "治水，柳州"),
    ],
)
def test_look_alikes_become_the_character_they_are_drawn_like(text: str, expected: str) -> None:
    assert texts(unify_characters, text) == [expected]


@pytest.mark.parametrize("text", ["①㈠，（５Ｇ）", "Газ、ΔX、Α角", "〇二三", "朱镕基、喆堃"])
def test_other_characters_stay(text: str) -> None:
    assert texts(unify_characters, text) == [text]


def test_doubled_lines_are_undoubled_and_said() -> None:
    outcome = undouble(read_lines("农农村村改改厕厕工工作作\n一一、、22001199年年\n全县推进改厕。"))
    assert [line.text for line in outcome.lines] == ["农村改厕工作", "一、2019年", "全县推进改厕。"]
    assert [entry.n for entry in outcome.entries] == [1, 1]


@pytest.mark.parametrize(
    ("heading", "once"),
    [
        ("第第第三三三章章章  修修修路路路", "第三章  修路"),
        ("第第三三章章　修修路路", "第三章　修路"),
        ("修修修路路路通通通车车车", "修路通车"),
    ],
)
def test_headings_are_undoubled_across_blanks_in_an_ordinary_text(heading: str, once: str) -> None:
    outcome = undouble(read_lines(f"全县推进改厕。\n{heading}\n高高兴兴上学，22日22时启动。"))
    assert [line.text for line in outcome.lines] == ["全县推进改厕。", once, "高高兴兴上学，22日22时启动。"]
    assert [entry.n for entry in outcome.entries] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "高高兴兴、干干净净、踏踏实实",
        "……………………",
        "1122334455",
        "红红火火过大年",
        "2200亿元",
        "高高兴兴 快快乐乐 平平安安",
        "方方面面",
    ],
)
def test_words_that_repeat_their_characters_stay(text: str) -> None:
    assert texts(undouble, text) == [text]


@pytest.mark.parametrize("times", [3, 4])
def test_characters_set_oftener_stand_once(times: int) -> None:
    title = "全县修路通车工程"
    lines = read_lines("".join(c * times for c in title) + "\n村村通车。")
    assert [line.text for line in undouble(lines).lines] == [title, "村村通车。"]
