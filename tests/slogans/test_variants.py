"""Variants of a family: which there are, whose they are, and how they differ."""

import pandas as pd
import pytest

from analysis.slogans import VARIANT_TYPES, find_slogans, slogan_profile, slogan_variants
from analysis.slogans.variants import relation


def test_three_spellings_are_one_family_with_three_variants(corpus_of):
    texts = [
        "干部寻难点、聚痛点、破堵点。再次寻难点、聚痛点、破堵点。又聚痛点、破堵点、寻难点。",
        "大家疏堵点 解难点 消痛点。",
        "围绕痛点、难点、堵点发力。",
    ]
    hits = find_slogans(corpus_of(texts, ["甲市", "乙市", "丙市"], [2021, 2022, 2023]))
    variants = slogan_variants(hits)
    assert list(variants.columns) == list(VARIANT_TYPES)
    columns = ["family", "text", "relation", "n", "n_orders", "groups", "first_year"]
    assert variants[columns].to_numpy().tolist() == [
        ["X点", "寻难点、聚痛点、破堵点", "leader", 3, 2, "甲市", 2021],
        ["X点", "痛点、难点、堵点", "subset", 1, 1, "丙市", 2023],
        ["X点", "疏堵点 解难点 消痛点", "substitution", 1, 1, "乙市", 2022],
    ]


@pytest.mark.parametrize(
    ("leader", "variant", "said"),
    [
        ("甲乙/丙丁/戊己", "甲乙/丙丁/戊己", "leader"),
        ("甲乙/丙丁/戊己/庚辛", "甲乙/丙丁/戊己", "subset"),
        ("甲乙/丙丁/戊己", "甲乙/丙丁/戊己/庚辛", "superset"),
        ("甲乙/丙丁/戊己", "甲乙/丙丁/子丑", "substitution"),
        ("破堵点/寻难点/聚痛点", "堵点/痛点/难点", "subset"),
        ("堵点/痛点/难点", "破堵点/寻难点/聚痛点", "superset"),
        ("破堵点/寻难点/聚痛点", "消痛点/疏堵点/解难点", "substitution"),
        ("新产业/新模式/新动能", "新人才/新平台/新天地", "construction"),
    ],
)
def test_relations(leader, variant, said):
    assert relation(leader, variant) == said


def test_no_hits_no_variants(corpus_of):
    none = find_slogans(corpus_of(["没有口号。"], ["甲市"]))
    assert slogan_variants(none).dtypes.astype(str).to_dict() == VARIANT_TYPES
    numeric = find_slogans(corpus_of(["坚决做到“两个维护”。"], ["甲市"]))
    assert numeric["kind"].tolist() == ["numeric"]
    assert slogan_variants(numeric).dtypes.astype(str).to_dict() == VARIANT_TYPES


def test_a_profile_names_the_model_of_an_adapted_formula(corpus_of):
    def hits(text):
        return find_slogans(corpus_of([text], ["甲市"]))

    mine = hits("着力稳就业、稳企业、稳市场。大家转方式、调结构、增动能。实现水清、岸绿、景美。")
    reference = hits("着力稳就业、稳企业、稳预期。大家增动能、转方式、调结构。")
    profile = slogan_profile(mine, reference=reference).set_index("text")
    assert profile["status"].to_dict() == {
        "稳就业、稳企业、稳市场": "own", "转方式、调结构、增动能": "inherited", "水清、岸绿、景美": "own",
    }  # fmt: skip
    assert profile.loc["稳就业、稳企业、稳市场", "model"] == "稳企业/稳就业/稳预期"
    assert pd.isna(profile.loc["转方式、调结构、增动能", "model"])
    assert pd.isna(profile.loc["水清、岸绿、景美", "model"])
