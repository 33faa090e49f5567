import pytest

from analysis.clean.lines import join_wraps, regimes
from analysis.clean.records import is_terminated, read_lines

P1 = (
    "过去一年，全市上下坚持稳中求进，统筹推进稳增长、促改革、调结构、惠民生各项工作，地区生产总值增长百分之六，"
    "居民收入稳步提高，城乡面貌持续改善，群众的获得感幸福感安全感不断增强，为今后发展打下坚实基础。"
)
P2 = (
    "产业结构不断优化，新增规上工业企业一百二十家，高新技术企业数量翻了一番，现代服务业增加值占比明显提升，"
    "茶叶、柑橘等特色农业形成规模，乡村旅游蓬勃兴起，农村集体经济收入普遍增长，县域发展各具特色。"
)


def texts(lines):
    return [line.text for line in lines]


def wrap(text, width, indent=""):
    text = indent + text
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


@pytest.mark.parametrize("width", [20, 27, 33, 40])
@pytest.mark.parametrize(("glue", "indent"), [("\n", "　　"), ("\n\n", "")])
def test_lines_of_one_width_are_joined(width, glue, indent):
    given = glue.join(["一、工作回顾", wrap(P1, width, indent), wrap(P2, width, indent), "二、工作安排"])
    lines, entries = join_wraps(read_lines(given))
    assert texts(lines) == ["一、工作回顾", P1, P2, "二、工作安排"]
    assert {entry.rule for entry in entries} == {"wraps"}


def test_joined_lines_keep_their_place():
    lines, entries = join_wraps(read_lines("一、工作回顾\n" + wrap(P1, 30), first_line=5))
    assert [(line.first, line.last) for line in lines] == [(5, 5), (6, 9)]
    assert (entries[0].first_line, entries[0].n) == (6, 3)
    assert entries[0].text.startswith(f"{P1[24:30]}⏎{P1[30:36]}｜")


def test_lines_of_a_screen_are_measured_in_columns():
    text = "ABC计划投入2023年度资金1500万元，" * 12 + "全部到位。"
    lines, columns = [""], 0
    for character in text:
        if columns >= 60 and character not in "，。":
            lines.append("")
            columns = 0
        lines[-1] += character
        columns += 1 if character.isascii() else 2
    assert texts(join_wraps(read_lines("\n".join(lines))).lines) == [text]


BROKEN = [
    (f"{P1[:60]}\n\n{P1[60:]}", [P1]),
    (f"{P1}要推广“全家动手\n\n、共同参与”的做法。", [f"{P1}要推广“全家动手、共同参与”的做法。"]),
    (f"会议印发了《\n某州市规划\n》，{P2}", [f"会议印发了《某州市规划》，{P2}"]),
    ("村里的志愿者打扫小分队，帮助因为\n\n年老体弱的住户打扫卫生。", None),
    ("（一）坚持创新驱动，全面提升产业能级\n\n加快建设现代化产业体系，推动转型升级。", None),
    ("高质量发展——创新是第一动力，协调是内生特点\n\n当城市遇见城市，便有了更多办法。", None),
    (f"{P1[:-1]}\n\n（二）推动改革", None),
    ("2018年3月1日第一次会议通过根据某决定修正\n\n2020年5月1日第二次会议修正", None),
]


@pytest.mark.parametrize(("given", "expected"), BROKEN)
def test_sentences_broken_by_a_page_are_joined_and_headings_are_not(given, expected):
    assert texts(join_wraps(read_lines(given)).lines) == (expected or [t for t in given.split("\n") if t])


def test_a_word_known_to_the_document_is_joined_across_the_break():
    other = "翠屏山下，翠屏村、翠屏桥、翠屏路都是新建的，游客说翠屏山好。"
    given = f"{other}\n\n游客们陆续来到新建成的翠\n\n屏山景区，感受乡村的变化。"
    assert texts(join_wraps(read_lines(given)).lines) == [
        other,
        "游客们陆续来到新建成的翠屏山景区，感受乡村的变化。",
    ]


def test_a_caption_in_a_sentence_is_set_after_it():
    caption = "市领导到企业调研。图为调研组在车间了解情况。"
    lines, entries = join_wraps(read_lines(f"{P1[:60]}\n\n{caption}\n\n{P1[60:]}"))
    assert texts(lines) == [P1, caption]
    assert [(line.first, line.last) for line in lines] == [(1, 5), (3, 3)]
    assert [(entry.rule, entry.n, entry.text) for entry in entries] == [
        ("wraps", 1, entries[0].text),
        ("captions", 1, caption),
    ]


@pytest.mark.parametrize(
    "given",
    [
        f"{P1}\n{P2}",
        "寻找方向\n凝聚力量\n奋力前行",
        "政府工作报告\n——2024年1月5日在某州市人民代表大会上\n市长 李明\n各位代表：",
        "第一条 为了保护环境，制定本条例。\n第二条 本条例适用于本市。",
    ],
)
def test_whole_lines_stay(given):
    assert texts(join_wraps(read_lines(given)).lines) == given.split("\n")


def test_lines_do_not_go_on_in_labels_that_come_again_and_again():
    """Four labels with a line of one width each: in wrapped text a short end with a colon stands but once."""
    duties = [
        "主持全面工作，负责渔港、码头",
        "负责茶园改造、水利、乡村邮路",
        "负责校舍修缮、文化、体育馆",
        "负责灯塔维护、航道、防汛站",
    ]
    given = [line for name, duty in zip("甲乙丙丁", duties, strict=True) for line in (f"某{name}：", duty)]
    lines, entries = join_wraps(read_lines("\n".join(given)))
    assert (texts(lines), entries) == (given, [])
    broken = wrap(P1 + "现将有关事项通知如下：", 30).split("\n")
    assert broken[-1].endswith("：")
    assert texts(join_wraps(read_lines("\n".join(broken)))[0]) == [P1 + "现将有关事项通知如下："]


def test_long_paragraphs_are_no_wrapped_text():
    assert regimes(read_lines("\n".join([P1 * 2] * 6))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成。", True),
        ("完成。”", True),
        ("如下：", True),
        ("（见附件）", True),
        ("“口号”", False),
        ("工作回顾", False),
        ("完成，", False),
    ],
)
def test_is_terminated(text, expected):
    assert is_terminated(text) is expected


def test_the_row_of_a_table_is_joined_to_no_line() -> None:
    text = (
        "组织技能培训四十场，帮助返乡人员就业，做好创业服务，办好招聘会，修好路灯三百盏\t人社局\t持续推\n"
        "进修路通车，孩子上学不再蹚水，路灯也亮了，夜里出门不再摸黑。"
    )
    assert len(join_wraps(read_lines(text)).lines) == 2
    assert len(join_wraps(read_lines(text.replace("\t", ""))).lines) == 1
