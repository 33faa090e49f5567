"""The kind of a run, its template and its construction."""

import pytest

from analysis.slogans.families import construction
from analysis.slogans.finder.kinds import KINDS, kind_of, kind_words, template_of

# (limbs, kind, template, construction)
RUNS = [
    ("寻难点 聚痛点 破堵点", "verb-object", "V+□点", "X点"),
    ("难点 痛点 堵点", "slot nouns", "□点", "X点"),
    ("打通堵点 接通断点 疏解痛点", "verb-object", "V+□点", "X点"),
    ("稳就业 稳企业 稳预期", "verb-object", "稳□□", "稳X"),
    ("补短板 强弱项 固底板", "verb-object", "verb-object 3", ""),
    ("减负 稳岗 扩就业", "verb-object", "verb-object 2-3", ""),
    ("扎实推进改革 持续扩大开放 不断优化环境", "verb-object", "verb-object 6", ""),
    ("水清 岸绿 河畅 景美", "subject-predicate", "subject-predicate 2", ""),
    ("决心不动摇 力度不减弱 步伐不停顿", "frame", "□□不□□", "X不Y"),
    ("产业集聚 结构优化 质效提升", "subject-predicate", "subject-predicate 4", ""),
    ("发展方式转变 经济结构优化 增长动力转换", "subject-predicate", "subject-predicate 6", ""),
    ("以人民为中心 以发展为主题 以改革为动力", "frame", "以□□为□□", "以X为Y"),
    ("打产业牌 打绿色生态牌 打乡村振兴牌", "frame", "打…牌", "打X牌"),
    ("更加积极 更加开放 更加有效", "frame", "更加□□", "更加X"),
    ("不松劲 不懈怠 不停步", "frame", "不□□", "不X"),
    ("引得进 留得住 用得好", "frame", "□得□", "X得Y"),
    ("给基层减负 为实干撑腰 向发展聚力", "frame", "frame 5", ""),
    ("责任意识 效率意识 担当意识", "slot nouns", "□□意识", "X意识"),
    ("学习型 服务型 创新型", "slot nouns", "□□型", "X型"),
    ("目录库 储备库 实施库", "slot nouns", "□□库", "X库"),
    ("执行者 行动派 实干家", "slot nouns", "slot nouns 3", ""),
    ("创新 协调 绿色 开放 共享", "two characters", "two characters 2", ""),
    ("政治坚定 作风过硬 业务精通", "subject-predicate", "subject-predicate 4", ""),
    ("攻坚克难 久久为功 埋头苦干", "four characters", "four characters 4", ""),
    ("忠诚 干净 担当", "two characters", "two characters 2", ""),
    ("窄马路 密路网 小街区", "other", "other 3", ""),
    ("严格控制用水总量 全面提高利用效率 着力保护河湖生态", "verb-object", "verb-object 8", ""),
]


@pytest.mark.parametrize(("words", "kind", "template", "built"), RUNS)
def test_kind_template_and_construction(words, kind, template, built):
    limbs = words.split()
    assert kind_of(limbs) == kind
    assert template_of(limbs, kind) == template
    assert construction(limbs) == built


def test_the_order_of_limbs_changes_no_kind():
    for words, *_ in RUNS:
        limbs = words.split()
        assert kind_of(limbs[::-1]) == kind_of(limbs) in KINDS


def test_the_word_lists_are_disjoint_where_they_must_be():
    words = kind_words()
    assert words.nominal <= words.verbs
    assert not words.manner & words.prepositions
    assert all(len(word) <= 2 for word in words.verbs | words.states | words.manner)
