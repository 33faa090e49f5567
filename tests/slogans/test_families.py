import pandas as pd
import pytest

from analysis.errors import ChoiceError
from analysis.lexicon import families
from analysis.slogans import (
    PROFILE_TYPES,
    SPREAD_TYPES,
    find_slogans,
    slogan_profile,
    slogan_spread,
)
from analysis.slogans.families import family_names, grown_families, named_family, with_families
from analysis.slogans.finder.runs import Limb, Run

FAMILIES = families()


def run_of(*words, template="verb-object 3"):
    limbs = tuple(Limb(5 * i, 5 * i + len(word), word) for i, word in enumerate(words))
    return Run(0, limbs[-1].end, limbs, "verb-object", template)


@pytest.mark.parametrize(
    ("words", "family"),
    [
        (["寻“难点”", "聚“痛点”", "破“堵点”"], "X点"),
        (["获得感", "幸福感", "安全感"], "X感"),
        (["绿色化", "智能化", "融合化"], "X化"),
        (["以学铸魂", "以学增智", "以学正风"], ""),
        (["以人民为中心", "以发展为主题", "以改革为动力"], "以X为Y"),
        (["打产业牌", "打绿色牌", "打乡村牌"], "打X牌"),
        (["幼有所育", "学有所教", "老有所养"], "X有所Y"),
        (["稳就业", "稳企业", "稳预期"], "稳X"),
        (["转方式", "调结构", "增动能"], ""),
        (["宜林则林", "宜草则草", "宜荒则荒"], "宜X则X"),
        (["应收尽收", "应检尽检", "能保尽保"], "应X尽X"),
        (["年年有进步", "月月有亮点", "天天有变化"], "年年X"),
        (["想干事", "会干事", "干成事"], ""),
        (["不敢腐", "不能腐", "不想腐"], "不敢不能不想"),
        (["引得进", "留得住", "用得好"], "X得Y"),
    ],
)
def test_named_families(words, family):
    assert named_family(run_of(*words), FAMILIES) == family


def test_families_grow_from_two_limbs_in_common():
    runs = [
        run_of("稳增长", "促改革", "调结构"),
        run_of("促改革", "稳增长", "惠民生"),
        run_of("惠民生", "促改革", "防风险"),
        run_of("说实话", "办实事", "求实效"),
        run_of("稳增长", "促改革", "调结构"),
    ]
    leader = "稳增长、促改革、调结构"
    assert grown_families(runs) == [
        leader,
        leader,
        "惠民生、促改革、防风险",
        "说实话、办实事、求实效",
        leader,
    ]
    assert grown_families([]) == []


def test_order_subset_and_substitution_are_one_family():
    leader = ["稳增长", "促改革", "调结构", "惠民生"]
    others = [
        leader[::-1],
        leader[:3],
        ["稳增长", "促改革", "调结构", "防风险"],
        ["扩内需", "促消费", "惠民生"],
    ]
    names = grown_families([run_of(*words) for words in (leader, leader, *others)])
    assert names == ["、".join(leader)] * 5 + ["扩内需、促消费、惠民生"]


def test_rare_families_become_those_of_their_construction_or_kind():
    runs = [
        run_of("新产业", "新模式", "新动能"), run_of("新领域", "新赛道", "新空间"),
        run_of("新人才", "新平台", "新天地"),
        run_of("强龙头", "补链条", "兴业态"), run_of("痛点", "难点", "堵点"),
    ]  # fmt: skip
    assert [run.family for run in with_families(runs, FAMILIES)] == ["新X"] * 3 + ["verb-object", "X点"]
    assert with_families([], FAMILIES) == []


def test_counted_once_or_one_by_one_runs_have_the_same_families():
    runs = [
        run_of("稳增长", "促改革", "调结构"), run_of("促改革", "稳增长", "惠民生"),
        run_of("调结构", "促改革", "稳增长"), run_of("新领域", "新赛道", "新空间"),
        run_of("强龙头", "补链条", "兴业态"), run_of("痛点", "难点", "堵点"),
    ]  # fmt: skip
    counts = [1, 3, 2, 3, 2, 1]
    each = family_names([run for run, n in zip(runs, counts, strict=True) for _ in range(n)], FAMILIES)
    names = family_names(runs, FAMILIES, counts)
    assert [name for name, n in zip(names, counts, strict=True) for _ in range(n)] == each
    assert names[0] == names[1] == "促改革、稳增长、惠民生"
    assert names[3:] == ["新领域、新赛道、新空间", "verb-object", "X点"]
    assert family_names(runs, FAMILIES)[3] == "verb-object"


HITS = [
    ("甲市", 2021, "a"), ("甲市", 2022, "a"), ("甲市", 2022, "b"),
    ("乙市", 2022, "a"), ("乙市", 2023, "c"), ("乙市", None, "c"),
]  # fmt: skip


def hits_of(rows):
    table = pd.DataFrame(rows, columns=["city", "year", "variant"])
    table["year"] = table["year"].astype("Int64")
    return table.assign(
        kind="frame",
        family="f",
        text=table["variant"] + "!",
        tier="sure",
        doc_id=[f"d{i}" for i in table.index],
    )


def test_profile_tells_own_shared_and_inherited():
    reference = hits_of([("国务院", 2020, "c")])
    profile = slogan_profile(hits_of(HITS), "city", reference)
    assert list(profile.columns) == list(PROFILE_TYPES)
    rows = profile[["group", "variant", "n", "n_groups", "status", "first_year"]].to_numpy().tolist()
    assert rows == [
        ["乙市", "c", 2, 1, "inherited", 2023],
        ["乙市", "a", 1, 2, "shared", 2022],
        ["甲市", "a", 2, 2, "shared", 2021],
        ["甲市", "b", 1, 1, "own", 2022],
    ]


@pytest.mark.parametrize(
    ("variant", "model"),
    [
        ("c/d/x/y", "a/b/c/d/e"),  # two limbs in common, and half of the shorter one's four
        ("a/x/y", None),  # one limb
        ("a/b/c/x/y", "a/b/c/d/e"),
        ("a/b/m/n/o/p", "a/b/m"),  # the one with more in common; half of three is two
        ("c/d/x/y/z", None),  # less than half of five
        ("a/b/c/d/e", None),  # inherited itself
    ],
)
def test_a_model_has_two_limbs_and_half_of_the_shorter_one_in_common(variant, model):
    reference = hits_of([("国务院", 2020, "a/b/c/d/e"), ("国务院", 2020, "a/b/m")])
    [row] = slogan_profile(hits_of([("甲市", 2021, variant)]), "city", reference).itertuples()
    assert (None if pd.isna(row.model) else row.model) == model


def test_spread_counts_years_and_users():
    hits = hits_of(HITS)
    hits.loc[hits["variant"].eq("a") & hits["year"].eq(2022) & hits["city"].eq("甲市"), "tier"] = "likely"
    spread = slogan_spread(hits)
    assert spread["n_sure"].tolist() == [1, 1, 1, 1]
    assert list(spread.columns) == list(SPREAD_TYPES)
    rows = spread[["variant", "year", "n", "n_groups", "n_groups_so_far", "first"]].to_numpy().tolist()
    assert rows == [
        ["a", 2021, 1, 1, 1, True],
        ["a", 2022, 2, 2, 2, False],
        ["b", 2022, 1, 1, 1, True],
        ["c", 2023, 1, 1, 1, True],
    ]


def test_empty_profiles_have_the_same_columns_and_types(corpus_of):
    none = find_slogans(corpus_of(["没有口号。"], ["甲市"]))
    assert slogan_profile(none).dtypes.astype(str).to_dict() == PROFILE_TYPES
    assert slogan_spread(none).dtypes.astype(str).to_dict() == SPREAD_TYPES
    with pytest.raises(ChoiceError, match="`by`"):
        slogan_profile(none, "town")


def test_numeric_formulas_are_a_layer_of_their_own(corpus_of):
    text = "坚持增强“四个意识”、坚定“四个自信”、做到“两个维护”。落实“三农”政策。"
    hits = find_slogans(corpus_of([text], ["甲市"]))
    numeric = hits[hits["kind"] == "numeric"]
    assert numeric["variant"].tolist() == ["四个意识", "四个自信", "两个维护", "三农"]
    assert (numeric["start"].to_numpy()[1:] >= numeric["end"].to_numpy()[:-1]).all(), "no character twice"
    assert numeric["n_numeric"].eq(0).all()
    assert hits["n_numeric"].sum() in (0, 3), "and counted in the run they stand in, if there is one"
