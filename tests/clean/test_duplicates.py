import numpy as np
import pandas as pd
import pytest

from analysis.clean import distinct, duplicate_groups
from analysis.clean.duplicates import text_hash
from analysis.errors import ChoiceError

COLUMNS = {"group": "int64", "doc_id": "str", "overlap": "float64", "kind": "str"}


def frame(**texts):
    return pd.DataFrame({"text": pd.Series(texts, dtype="str")}).rename_axis("doc_id")


def random_text(n, seed):
    rng = np.random.default_rng(seed)
    return "".join(chr(code) for code in rng.integers(0x4E00, 0x5E00, n))


def test_identical_and_near_documents_form_groups():
    base, other = random_text(2000, 1), random_text(2000, 2)
    near = base[:1000] + "改" + base[1001:]
    groups = duplicate_groups(
        frame(a=other, b=base, c=random_text(2000, 3), d=base[:900] + "\n " + base[900:], e=near)
    )
    assert groups[["group", "doc_id", "kind"]].to_numpy().tolist() == [
        [1, "b", "identical"],
        [1, "d", "identical"],
        [1, "e", "near"],
    ]
    # One changed character changes 4 of 1,997 shingles in each text: 1,993 shared of 2,001.
    assert groups["overlap"].tolist() == [1.0, 1.0, pytest.approx(1993 / 2001)]


def test_overlap_below_the_limit_makes_no_group():
    base = random_text(1000, 4)
    part = base[:850] + random_text(150, 5)
    assert duplicate_groups(frame(a=base, b=part)).empty
    assert len(duplicate_groups(frame(a=base, b=part), near=0.6)) == 2
    with pytest.raises(ChoiceError, match=r"between 0\.6 and 1; not 0\.2"):
        duplicate_groups(frame(a=base), near=0.2)


def test_groups_are_numbered_by_their_first_documents():
    one, two = random_text(300, 6), random_text(300, 7)
    groups = duplicate_groups(frame(z=two, y=one, x=one, w=two))
    assert groups[["group", "doc_id"]].to_numpy().tolist() == [[1, "z"], [1, "w"], [2, "y"], [2, "x"]]


@pytest.mark.parametrize("texts", [{}, {"a": "", "b": ""}, {"a": None, "b": "短"}])
def test_no_groups_have_the_same_columns(texts):
    groups = duplicate_groups(frame(**texts))
    assert groups.empty
    assert groups.dtypes.astype(str).to_dict() == COLUMNS


def test_short_texts_are_compared_too():
    assert duplicate_groups(frame(a="短", b="短"))["kind"].tolist() == ["identical", "identical"]


def test_distinct_keeps_the_first_of_identical_texts():
    texts = ["同一份报告。", "另一份报告。", "同一份 报告。", "", ""]
    documents = pd.DataFrame({"text": texts, "city": list("abcde")}, index=list("vwxyz"))
    assert distinct(documents).index.tolist() == ["v", "w", "y", "z"]
    assert list(distinct(documents).columns) == ["text", "city"]


@pytest.mark.parametrize(
    ("text", "same"),
    [("港口 扩建\n改革", True), ("港口扩建改革", True), ("港口扩建，改革", False), ("", False)],
)
def test_equal_texts_share_a_hash_blanks_aside(text, same):
    assert (text_hash(text) == text_hash("港口扩建　改革")) is same


def test_a_text_of_blanks_has_no_hash():
    assert [text_hash(text) for text in ("", " \n\u3000")] == ["", ""]
    assert len(text_hash("港口")) == 32


def test_a_crowd_of_near_copies_is_one_group_without_comparing_all_pairs(monkeypatch):
    base = random_text(200, 6)
    texts = [f"{base}{number}" for number in range(400)]
    calls = []
    compared = np.intersect1d
    monkeypatch.setattr(np, "intersect1d", lambda *given, **more: calls.append(0) or compared(*given, **more))
    found = duplicate_groups(frame(**{f"d{number:03}": text for number, text in enumerate(texts)}))
    assert found["doc_id"].tolist() == [f"d{number:03}" for number in range(400)]
    assert set(found["group"]) == {1}
    assert set(found["kind"]) == {"near"}
    assert found["overlap"].between(0.8, 1, inclusive="left").all()
    assert len(calls) < len(texts) * (len(texts) - 1) / 20


def test_two_crowds_stay_apart():
    bases = {name: random_text(200, seed) for seed, name in enumerate("ab", 7)}
    texts = {f"{name}{number}": f"{base}{number}" for number in range(60) for name, base in bases.items()}
    found = duplicate_groups(frame(**texts))
    assert found.groupby("group")["doc_id"].agg(lambda ids: {one[0] for one in ids}).tolist() == [
        {"a"},
        {"b"},
    ]
    assert found["group"].value_counts().tolist() == [60, 60]
