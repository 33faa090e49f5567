import pytest

from analysis.clean.records import read_lines
from analysis.clean.widths import join_widths

PARAGRAPHS = [
    "过去一年，全市上下坚持稳中求进，统筹推进稳增长、促改革、调结构、惠民生各项工作，地区生产总值增长百分之六，"
    "居民收入稳步提高，城乡面貌持续改善，群众的获得感不断增强。",
    "产业结构不断优化。新增规上工业企业一百二十家，高新技术企业数量翻了一番，茶叶、柑橘等特色农业形成规模，"
    "乡村旅游蓬勃兴起，农村集体经济收入普遍增长，县域发展各具特色。",
    "城市品质持续提升，老旧小区改造惠及八千户居民，新建改造公园二十五个，河道治理初见成效，“口袋公园”就在家门口，"
    "夜里出门也有灯。",
]
NO_BEGINNING = "，。、；：”"


def broken(paragraph, width, indent="", moved=0):
    """Break a paragraph; punctuation opens a line (0), takes a character down with it (-1) or hangs (1)."""
    rest, lines = indent + paragraph, []
    while rest:
        n = width
        while moved and n < len(rest) and rest[n] in NO_BEGINNING:
            n += moved
        lines.append(rest[:n])
        rest = rest[n:]
    return "\n".join(lines)


def joined(text):
    outcome = join_widths(read_lines(text))
    return [line.text for line in outcome.lines], outcome.entries


@pytest.mark.parametrize("moved", [0, -1, 1])
@pytest.mark.parametrize(("indent", "glue"), [("　　", "\n"), ("", "\n\n"), ("　　", "\n\n")])
@pytest.mark.parametrize("width", [10, 12, 15, 20, 38])
def test_paragraphs_are_whole_again(width, indent, glue, moved):
    given = ["一、工作回顾", *PARAGRAPHS, "二、工作安排", PARAGRAPHS[1]]
    lines, entries = joined(glue.join(broken(one, width, indent, moved) for one in given))
    assert lines == given
    assert {(entry.rule, entry.action) for entry in entries} == {("fixed widths", "changed")}


@pytest.mark.parametrize(
    "heading",
    ["（二）加快补齐城乡建设和公共服务的短板", "二、工作安排", "（2）加快补齐城乡建设和公共服务的短板"],
)
def test_a_heading_as_long_as_the_lines_stays_where_those_numbered_alike_stand_alone(heading):
    other = (
        "（一）守住底线" if "（二）" in heading else "一、工作回顾" if "、" in heading else "（1）守住底线"
    )
    given = [other, PARAGRAPHS[0], heading, PARAGRAPHS[1]]
    assert (
        joined("\n".join(broken(one, len(heading) if len(heading) > 15 else 20) for one in given))[0] == given
    )


def test_a_full_line_that_ends_a_sentence_goes_on_without_a_sign_of_a_paragraph():
    text = "路修好了，灯也亮了，孩子们上学不再蹚水过河。" + PARAGRAPHS[0]
    assert joined(broken(text, 22))[0] == [text]
    assert joined(broken(text, 22).replace("过河。\n", "过河。\n2023年安排\n"))[0][1] == "2023年安排"


def test_a_full_line_that_ends_a_sentence_ends_a_paragraph_where_each_has_one():
    given = [
        *PARAGRAPHS,
        "路修好了，灯也亮了，孩子们上学不再蹚水过河，老人们夜里出门也放了心，村里又添喜。",
        PARAGRAPHS[0],
    ]
    given[2] = given[2].replace("；", "，")
    assert len(given[3]) == 40
    lines = joined("\n".join(broken(one.replace("。", "，", one.count("。") - 1), 20) for one in given))[0]
    assert lines == [one.replace("。", "，", one.count("。") - 1) for one in given]


LISTS = [
    "补短板、强弱项、固底板\n修公路、架桥梁、通水电\n办学校、建医院、兴文化\n治污水、栽树木、护湿地\n促就业、保供应、稳物价",
    "床前看月光满屋子都是\n疑是地上霜铺了一层白\n举头望明月挂在山那边\n低头思故乡不知在何方\n醒来已天亮不见旧人影",
    "春风吹过山坡，花开了。\n夏雨落在田野，苗绿了。\n秋月照着谷场，粮满了。\n冬雪盖住屋檐，年到了。\n四季转了一圈，人老了。",
    "\n".join(
        f"（{n}）加强{name}建设，提升服务水平"
        for n, name in zip("一二三四五", ("道路", "桥梁", "学校", "医院", "公园"), strict=True)
    ),
]


@pytest.mark.parametrize("text", LISTS)
def test_lists_and_verses_of_equal_length_stay(text):
    assert joined(text) == (text.split("\n"), [])
