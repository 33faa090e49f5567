import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.slogans import parallel_runs
from analysis.slogans.finder.kinds import frame_of, kind_of, template_of
from analysis.slogans.finder.model import slogan_model
from analysis.slogans.finder.proposals import fits, shared_in_order
from analysis.slogans.finder.search import candidates_of
from analysis.slogans.finder.segments import chains, merged
from analysis.slogans.finder.unseparated import unseparated_runs

FOUND = [
    ("我们要着力稳就业、稳企业、稳预期。", ["稳就业", "稳企业", "稳预期"]),
    ("全市上下转方式、调结构、增动能，成效明显。", ["转方式", "调结构", "增动能"]),
    ("做到决心不动摇、力度不减弱、步伐不停顿。", ["决心不动摇", "力度不减弱", "步伐不停顿"]),
    ("推动产业智能化、绿色化、融合化发展。", ["智能化", "绿色化", "融合化"]),
    ("要打产业集群牌、打绿色发展牌、打乡村振兴牌。", ["打产业集群牌", "打绿色发展牌", "打乡村振兴牌"]),
    ("加强普惠性、基础性、兜底性民生建设。", ["普惠性", "基础性", "兜底性"]),
    ("坚持政策为大、项目为王、环境为本。", ["政策为大", "项目为王", "环境为本"]),
    ("建设“山净、水净、路净”的“三净”村庄。", ["山净", "水净", "路净"]),
]


@pytest.mark.parametrize(("text", "limbs"), FOUND)
def test_a_slogan_is_found_with_its_ends_cut(text, limbs):
    (run,) = parallel_runs(text)
    assert [limb.text for limb in run.limbs] == limbs
    assert (run.start, run.end) == (text.index(limbs[0]), text.index(limbs[-1]) + len(limbs[-1]))
    assert 0 < run.score <= 1
    assert f"{len(limbs)} limbs" in run.reason


@pytest.mark.parametrize(
    "text",
    [
        "重点发展机械、化工、轻工等产业。",
        "包括教育、医疗、养老等领域。",
        "全年投资增长5%、消费增长6%、出口增长7%。",
        "新建张村、李村、王村三座水库。",
        "今天天气很好。",
        "",
    ],
)
def test_a_list_is_no_slogan(text):
    assert parallel_runs(text) == []


def test_the_threshold_is_respected():
    text = "我们要着力稳就业、稳企业、稳预期。"
    (run,) = parallel_runs(text)
    assert parallel_runs(text, threshold=run.score + 0.001) == []


LIMB = st.text(alphabet="稳就业企预期转方式调结构增动能绿色化“”", min_size=1, max_size=6)
TEXT = st.lists(st.tuples(LIMB, st.sampled_from("、，；。 和\n")), max_size=12).map(
    lambda parts: "".join(itertools.chain.from_iterable(parts))
)


@settings(max_examples=60)
@given(TEXT)
def test_limbs_copy_the_text_in_order_and_do_not_overlap(text):
    runs = parallel_runs(text, threshold=0.05)
    for run in runs:
        assert len(run.limbs) >= 3
        assert all(text[limb.start : limb.end] == limb.text for limb in run.limbs)
        assert all(a.end <= b.start for a, b in itertools.pairwise(run.limbs))
        assert (run.start, run.end) == (run.limbs[0].start, run.limbs[-1].end)
    assert all(a.end <= b.start for a, b in itertools.pairwise(runs))


@pytest.mark.parametrize(
    ("limbs", "fit"),
    [
        (["稳就业", "稳企业", "稳预期"], True),
        (["减负", "稳岗", "扩就业"], True),
        (["减负", "稳岗", "扩大就业"], False),
        (["加强城市管理工作", "推进绿化", "创建园林"], False),
        (["打产业集群牌", "打绿色牌", "打乡村振兴牌"], True),
        (["好", "坏", "中"], False),
    ],
)
def test_lengths_that_fit(limbs, fit):
    assert fits(limbs) is fit


@pytest.mark.parametrize(
    ("limbs", "kind", "template", "frame"),
    [
        (["难点", "痛点", "堵点"], "slot nouns", "□点", "…点"),
        (["打产业牌", "打绿色牌", "打乡村牌"], "frame", "打□□牌", "打…牌"),
        (["以经济为中心", "以发展为主题", "以改革为动力"], "frame", "以□□为□□", "以…为…"),
        (["转方式", "调结构", "增动能"], "verb-object", "verb-object 3", "…"),
        (["水清", "岸绿", "景美"], "subject-predicate", "subject-predicate 2", "…"),
        (["减负", "稳岗", "扩就业"], "verb-object", "verb-object 2-3", "…"),
    ],
)
def test_kinds_templates_and_frames(limbs, kind, template, frame):
    assert kind_of(limbs) == kind
    assert template_of(limbs, kind) == template
    assert frame_of(limbs) == frame


def test_shared_characters_in_order():
    assert shared_in_order(["以甲为乙", "以丙为丁"]) == 2
    assert shared_in_order(["甲为以乙", "以丙为丁"]) == 1
    assert shared_in_order(["甲乙", "丙丁"]) == 0


def test_pieces_know_their_quotation_marks():
    text = "推进“强主线、守底线、立标线”工作"
    (chain,) = chains(text)
    assert [text[piece.start : piece.end] for piece in chain] == ["推进“强主线", "守底线", "立标线”工作"]
    assert text[chain[0].opened :][:3] == "强主线"
    assert text[: chain[2].closed][-3:] == "立标线"


def test_pieces_between_commas_may_hold_the_mark_of_lists():
    text = "要坚持求真、务实，坚持创新、开放，坚持节俭、清廉，努力做好工作"
    (chain,) = chains(text)
    wider = merged(text, chain)
    assert [text[piece.start : piece.end] for piece in wider] == [
        "要坚持求真、务实", "坚持创新、开放", "坚持节俭、清廉", "努力做好工作",
    ]  # fmt: skip
    assert [piece.n_han for piece in wider] == [7, 6, 6, 6]
    assert ["坚持求真务实", "坚持创新开放", "坚持节俭清廉"] in [item.limbs for item in proposed(text)]
    (plain,) = chains("转方式、调结构、增动能")
    assert merged("转方式、调结构、增动能", plain) == []


def proposed(text):
    return candidates_of(
        text, replace(slogan_model(), early_threshold=float("-inf"), passing_threshold=float("-inf"))
    )


@pytest.mark.parametrize(
    ("text", "limbs"),
    [
        ("打造共建共治共享格局", ["共建", "共治", "共享"]),
        ("坚持互信互利互助", ["互信", "互利", "互助"]),
        ("提升凝聚力创造力战斗力", ["凝聚力", "创造力", "战斗力"]),
    ],
)
def test_runs_without_marks(text, limbs):
    (run,) = unseparated_runs(text)
    assert [limb.text for limb in run.limbs] == limbs
    assert run.form == "unseparated"


@pytest.mark.parametrize("text", ["哈哈哈哈哈哈", "一个一点一些", "市区市县市内", "共建共建共建"])
def test_what_is_no_run_without_marks(text):
    assert unseparated_runs(text) == []
