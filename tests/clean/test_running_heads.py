import pytest

from analysis.clean.lines import join_continued
from analysis.clean.records import read_lines
from analysis.clean.rules import RULES

[pages_removed] = [rule.apply for rule in RULES if rule.name == "page numbers"]

BODY = (
    "过去一年，全市上下坚持稳中求进，统筹推进稳增长、促改革、调结构、惠民生各项工作，地区生产总值增长百分之六，居民收入稳步提高。",
    "产业结构不断优化，新增规上工业企业一百二十家，高新技术企业数量翻了一番，茶叶、柑橘等特色农业形成规模，乡村旅游蓬勃兴起。",
    "城市品质持续提升，老旧小区改造惠及八千户居民，新建改造公园二十五个，河道治理初见成效，孩子上学不再蹚水，夜里出门也有灯。",
    "民生保障更加有力，新增城镇就业三万人，城乡低保标准提高百分之八，建成普惠托育机构四十家，养老服务站点覆盖全部街道社区。",
)
TURNS = {
    "periodical": ["某州市人民政府公报 2023年第4期"] * 3,
    "name": ["某州市“十四五”水利发展规划"] * 3,
    "numbers": ["某州市水利规划  2", "某州市水利规划  3", "某州市水利规划  4"],
    "page and name": [f"— {n} —\n某州市“十四五”水利发展规划" for n in (1, 2, 3)],
    "name and pages": [f"某州市水利规划\n第 {n} 页 共 4 页" for n in (1, 2, 3)],
}


def with_turns(turns, at):
    """Return the paragraphs, cut at a place by what stands at the turn of a page."""
    parts = [f"{one[:at]}\n{turn}\n{one[at:]}" for one, turn in zip(BODY, turns, strict=False)]
    return "\n".join([*(part + one for part, one in zip(parts, BODY[::-1], strict=False)), BODY[-1]])


@pytest.mark.parametrize("turns", TURNS.values(), ids=TURNS)
def test_running_heads_that_cut_a_sentence_go(turns):
    given = with_turns(turns, 45)
    outcome = pages_removed(read_lines(given))
    told = [line for turn in turns for line in turn.split("\n")]
    assert sorted(entry.text for entry in outcome.entries) == sorted(told)
    assert [line.text for line in join_continued(outcome.lines)] == with_turns([""] * 3, 45).replace(
        "\n\n", ""
    ).split("\n")


STAYS = {
    "a refrain": "\n".join(f"{one}\n柳江水长流，家乡好风光" for one in BODY),
    "a heading": "\n".join(f"{one}{one}\n工作目标" for one in BODY),
    "years": "\n".join(f"{one}{one}\n{2020 + n}年工作回顾" for n, one in enumerate(BODY)),
    "boxes": "\n".join(f"{one}{one}\n专栏 {n}" for n, one in enumerate(BODY)),
    "a link": "\n".join(f"{one}{one}会上，\n某州市水务局\n作了汇报，大家反响热烈。" for one in BODY),
    "a title in brackets": "\n".join(f"{one}{one}印发了《\n某州市水利规划\n》。" for one in BODY),
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_what_recurs_in_a_text_and_is_its_own_stays(text):
    outcome = pages_removed(read_lines(text))
    assert [line.text for line in outcome.lines] == text.split("\n")
