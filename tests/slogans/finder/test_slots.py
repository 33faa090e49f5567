import pytest

from analysis.errors import DataFileError
from analysis.lexicon import Family, families
from analysis.slogans import slot_runs
from analysis.slogans.finder.runs import variant_key
from analysis.slogans.finder.scattered import spread_runs

FAMILIES = families()

SPELLINGS = [
    ("我们要寻“难点” 聚“痛点” 破“堵点”，", ["寻“难点”", "聚“痛点”", "破“堵点”"], "adjacent"),
    ("寻“难点”聚“痛点”破“堵点”", ["寻“难点”", "聚“痛点”", "破“堵点”"], "adjacent"),
    ("切实寻难点、聚痛点、破堵点。", ["寻难点", "聚痛点", "破堵点"], "adjacent"),
    ("破堵点，解难点，疏痛点", ["破堵点", "解难点", "疏痛点"], "adjacent"),
    ("围绕难点、痛点、堵点，逐项", ["难点", "痛点", "堵点"], "adjacent"),
    ("一批痛点难点堵点问题", ["痛点", "难点", "堵点"], "unseparated"),
    ("寻难点聚痛点破堵点", ["寻难点", "聚痛点", "破堵点"], "unseparated"),
    ("疏堵点 解难点 消痛点", ["疏堵点", "解难点", "消痛点"], "adjacent"),
    ("要打通“堵点”、接通“断点”、疏解“痛点”", ["打通“堵点”", "接通“断点”", "疏解“痛点”"], "adjacent"),
    ("痛点、难点和堵点", ["痛点", "难点", "堵点"], "adjacent"),
    ("先寻出“难点”、再聚焦“痛点”，方能真正破解“堵点”", ["难点", "痛点", "堵点"], "loose"),
    ("让获得感、幸福感、安全感更足", ["获得感", "幸福感", "安全感"], "adjacent"),
    ("强“主线”守“底线”立“标线”", ["强“主线”", "守“底线”", "立“标线”"], "adjacent"),
]


@pytest.mark.parametrize(("text", "limbs", "form"), SPELLINGS)
def test_every_spelling_of_a_family(text, limbs, form):
    (run,) = slot_runs(text, FAMILIES)
    assert [limb.text for limb in run.limbs] == limbs
    assert run.form == form
    assert all(text[limb.start : limb.end] == limb.text for limb in run.limbs)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("约定如下：先找出一批“难点”，再盯住几处“痛点”，最后打通几个“堵点”，每月碰头一次。",
         "先找出一批“难点”，再盯住几处“痛点”，最后打通几个“堵点”"),
        ("事情办完，“难点”少了、“痛点”轻了、连“堵点”也活了。", "“难点”少了、“痛点”轻了、连“堵点”也活了"),
        ("让各族群众获得感成色更足、幸福感更可持续、安全感更有保障。",
         "获得感成色更足、幸福感更可持续、安全感更有保障"),
        ("对企业和群众普遍反映强烈的“难点”，逐一牢牢抓住“痛点”，直奔“堵点”的根子。",
         "“难点”，逐一牢牢抓住“痛点”，直奔“堵点”"),
    ],
)  # fmt: skip
def test_a_loose_run_takes_in_what_its_clauses_have_alike(text, whole):
    (run,) = slot_runs(text, FAMILIES)
    assert run.form == "loose"
    assert text[run.start : run.end] == whole


def test_the_first_limb_is_as_long_as_the_second_though_its_slot_word_is_longer():
    (run,) = slot_runs("必须稳住基本面、打开新局面、绘好新画面。", FAMILIES)
    assert [limb.text for limb in run.limbs] == ["稳住基本面", "打开新局面", "绘好新画面"]


@pytest.mark.parametrize(
    "text",
    [
        "两个难点和一个堵点",
        "难点在这里。痛点在那里。堵点在别处。",
        "重点、支点、拐点",
        "痛点、难点、痛点",
        "全市共有三个热点，解决了许多问题，群众反映良好，干部信心更足，企业家们也纷纷表示愿意扩大投资，于是难点少了",
    ],
)
def test_what_is_no_slogan_of_a_family(text):
    assert slot_runs(text, FAMILIES) == []


def test_variants_do_not_depend_on_order_or_marks():
    keys = {
        variant_key(slot_runs(text, FAMILIES)[0].limbs) for text in ("痛点、难点、堵点", "“堵点”“痛点”“难点”")
    }
    assert keys == {"堵点/痛点/难点"}


def laid_out(lines):
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    return "\n".join(lines), [(at, at + len(line)) for at, line in zip(starts, lines, strict=True)]


def test_a_family_spread_over_three_paragraphs():
    lines = ["——治水先找“难点”。", "——治气要看“痛点”。", "——治土须破“堵点”。", "别的话。"]
    text, bounds = laid_out(lines)
    (run,) = spread_runs(text, bounds, FAMILIES)
    assert (run.form, [limb.text for limb in run.limbs]) == ("spread", ["难点", "痛点", "堵点"])
    assert spread_runs(text, bounds[:2], FAMILIES) == []
    assert spread_runs(*laid_out([lines[0], lines[3], lines[1], lines[2]]), FAMILIES) == []
    again = spread_runs(*laid_out([lines[0], *lines[:3]]), FAMILIES)
    assert [[limb.start for limb in run.limbs] for run in again] == [[19, 31, 43]]


def test_families_with_words_in_common_are_found_each_for_itself():
    short = Family("点", words=("难", "堵", "痛"), anchors=("难", "堵", "痛"))
    longer = Family("点子", words=("难点", "堵点", "痛点"), anchors=("难点", "堵点", "痛点"))
    text = "难点、堵点、痛点"
    both = slot_runs(text, [short, longer])
    assert both == slot_runs(text, [longer, short])
    assert [run for run in both if run.family == "点子"] == slot_runs(text, [longer])
    assert [run for run in both if run.family == "点"] == slot_runs(text, [short])
    assert {run.family: [limb.text for limb in run.limbs] for run in both} == {
        "点": ["难", "堵", "痛"],
        "点子": ["难点", "堵点", "痛点"],
    }


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[[family]]\nname = \n", "line 2"),
        ('[[family]]\nname = "X点"\n', "line 1.*must have one of"),
        (
            '[[family]]\nname = "X点"\nending = "点"\n\n[[family]]\nname = "X点"\nending = "面"\n',
            "line 5.*twice",
        ),
        ('[[family]]\nname = "X点"\nwords = ["难点"]\nanchors = ["堵点"]\n', "line 1.*堵点.*not among"),
        ('[[family]]\nname = "X点"\nwords = ["难点", "难点"]\n', "难点.*twice"),
        ('[[family]]\nname = "X点"\nfrme = "点"\n', "unknown key 'frme'"),
        ("a = 1\n", "only"),
    ],
)
def test_a_faulty_file_of_families_names_place_and_fault(tmp_path, content, fault):
    path = tmp_path / "families.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        families(path)


def test_a_missing_file_of_families(tmp_path):
    with pytest.raises(DataFileError, match="no such file"):
        families(tmp_path / "none.toml")
