"""Texts that share much of their wording with a text of another group."""

import random

import pandas as pd
import pytest

from analysis.claims.gate import gate
from analysis.claims.overlaps import clauses, length_of, overlapping

DIGITS = "零一二三四五六七八九"


def report(name, n=120):
    """Return a text of n sentences, each with two clauses of its own."""
    rng = random.Random(name)
    parts = ["".join(rng.choice(DIGITS) for _ in range(12)) for _ in range(2 * n)]
    return "".join(f"{one}，{other}。" for one, other in zip(parts[::2], parts[1::2], strict=True))


def noisy(text, share):
    rng = random.Random(0)
    return "".join("错" if one in DIGITS and rng.random() < share else one for one in text)


def overlaps(first, second, groups=("甲", "乙")):
    ids = ["a", "b"]
    return overlapping(pd.Series([first, second], ids), pd.Series(groups, ids))


def test_a_clause_counts_once_by_its_length():
    found = clauses("加快推进老港区搬迁改造，确保安全。加快推进老港区搬迁改造！")
    assert found == {"加快推进老港区搬迁改造"}
    assert length_of(found) == 11


def test_a_copy_with_wrong_characters_is_found():
    ((doc_id, share, other),) = overlaps(report("甲"), noisy(report("甲"), 0.05))
    assert {doc_id, other} == {"a", "b"}
    assert share == pytest.approx(0.95**12, abs=0.1)


def test_half_a_copy_is_found_and_named_with_the_other():
    half = report("甲")[: len(report("甲")) // 2] + report("乙")[len(report("乙")) // 2 :]
    ((doc_id, share, other),) = overlaps(report("甲", 240) + report("甲"), half)
    assert (doc_id, other) == ("b", "a")
    assert share == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("first", "second", "groups"),
    [
        (report("甲"), report("乙"), ("甲", "乙")),  # texts of their own
        (report("甲"), report("甲"), ("甲", "甲")),  # one group
        (
            report("甲"),
            report("乙", 84) + report("甲", 36),
            ("甲", None),
        ),  # three in ten, and one has no group
        (report("甲", 15), report("甲", 15), ("甲", "乙")),  # too short: 360 characters
        (report("甲"), report("乙", 110) + report("甲", 15), ("甲", "乙")),  # an eighth is shared
    ],
)
def test_what_is_no_overlap(first, second, groups):
    assert overlaps(first, second, groups) == []


@pytest.mark.parametrize("groups", [(None, None), ("甲", None)])
def test_texts_without_a_group_are_told_when_they_are_nearly_the_same(groups):
    first, second = report("甲"), noisy(report("甲"), 0.05)
    (found,) = overlaps(first, second, groups)
    assert {found[0], found[2]} == {"a", "b"}
    texts = pd.DataFrame({"city": groups, "text": [first, second]}, index=["a", "b"])
    pairs = pd.DataFrame({"group": [1, 1], "doc_id": ["a", "b"], "overlap": [0.9, 0.9], "kind": "near"})
    for duplicates, share in ((None, round(100 * found[1])), (pairs, 90)):
        gated = gate(texts, duplicates=duplicates).query("kind != 'excluded'")
        assert gated[["kind", "n"]].to_numpy().tolist() == [["twin", share]]


def test_common_property_is_no_overlap():
    ids = [f"t{i}" for i in range(13)]
    texts = pd.Series([report("公用") + report(i, 20) for i in ids], ids)
    assert overlapping(texts, pd.Series(ids, ids)) == []
    assert len(overlapping(texts[:12], pd.Series(ids, ids))) >= 11


def test_the_gate_tells_laws_that_follow_each_other_from_copies():
    law = "\n".join(f"第{one}条 {report(one, 20)}" for one in "一二三四五六")
    texts = pd.DataFrame(
        {"city": ["柳州市", "桂林市"], "text": ["柳州市\n" + law, "桂林市\n" + law]}, index=["a", "b"]
    )
    pairs = pd.DataFrame({"group": [1, 1], "doc_id": ["a", "b"], "overlap": [0.9, 0.9], "kind": "near"})
    found = gate(texts, duplicates=pairs)
    assert found[["kind", "doc_id", "n", "other"]].to_numpy().tolist() == [["overlap", "b", 90, "a"]]


def test_the_gate_tells_of_an_overlap_but_not_twice():
    texts = pd.DataFrame(
        {
            "city": ["柳州市", "桂林市"],
            "text": ["柳州" + report("甲", 200), "桂林" + noisy(report("甲", 200), 0.05)],
        },
        index=["a", "b"],
    )
    found = gate(texts)
    assert found["kind"].tolist() == ["overlap"]
    pairs = pd.DataFrame({"group": [1, 1], "doc_id": ["a", "b"], "overlap": [0.9, 0.9], "kind": "near"})
    assert gate(texts, duplicates=pairs)["kind"].tolist() == ["copy"]
