"""Passages that texts share, in texts whose reuse is known because it was put there."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import read_texts, segment, text_reuse
from analysis.errors import ChoiceError, KindError
from analysis.reuse.characters import characters_of
from analysis.reuse.grams import shared_grams
from analysis.reuse.matches import chains, exact_matches
from analysis.reuse.passages import KINDS, REUSE_TYPES, covered, longest

PLAN = (
    "全面推进港城更新行动，三年改造老旧码头四十二处，新建滨海步道一百二十公里，让老街坊推窗见海、出门进园。"
)
ALTERED = (
    "会议要求：全面推进山城更新行动，两年改造老旧车站三十七处，新建滨江步道一百二十公里，"
    "让老街坊推窗见江、出门进园。"
)
FILLERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def corpus_of(texts, cities, provinces=None, **more):
    n = len(texts)
    named = {str(at): text for at, text in enumerate(texts, 1)}
    return segment(read_texts(named, city=cities, province=provinces or [None] * n, **more))


def padded(text, seed):
    """The text between characters that no other text has in this order."""
    rng = np.random.default_rng(seed)
    before, after = ("".join(rng.choice(list(FILLERS), 60)) for _ in range(2))
    return f"{before}。{text}{after}。"


def shown(corpus, found):
    texts = corpus.documents["text"]
    return [texts[row.doc_id][row.start : row.end] for row in found.itertuples()]


def test_a_passage_is_found_to_the_character_in_both_directions():
    corpus = corpus_of([padded(PLAN, 1), padded(PLAN, 2)], ["甲州市", "乙州市"])
    found = text_reuse(corpus)
    assert list(found.columns) == list(REUSE_TYPES)
    assert shown(corpus, found) == [PLAN.rstrip("。")] * 2
    assert found["n_characters"].tolist() == [46, 46] == [sum(c.isalnum() for c in PLAN)] * 2
    assert found["similarity"].tolist() == [1, 1]
    assert found["doc_id_other"].tolist() == found["doc_id"].tolist()[::-1]
    assert found["kind"].tolist() == ["other", "other"]


def test_exchanged_names_and_numbers_do_not_end_a_passage():
    corpus = corpus_of([padded(PLAN, 1), padded(ALTERED, 2)], ["甲州市", "乙州市"])
    [first, _] = shown(corpus, found := text_reuse(corpus))
    assert first == PLAN.rstrip("。")
    # Of 46 characters 山, 两, 车站, 三十七 (for 四十二: 十 stays), 江 twice are others: 8.
    assert found["similarity"].round(4).tolist() == [round(38 / 46, 4)] * 2


def test_offsets_are_those_of_the_text_with_its_blanks_and_punctuation():
    corpus = corpus_of(["（一）" + PLAN.replace("，", " ，\n"), PLAN], ["甲州市", "乙州市"])
    for row in text_reuse(corpus).itertuples():
        mine = corpus.documents["text"][row.doc_id][row.start : row.end]
        assert mine[0] == "全"
        assert mine[-1] == "园"


def test_kinds():
    texts = [padded(PLAN, n) for n in range(4)] + [padded(PLAN, 5) + padded(PLAN, 6)]
    cities = ["甲州市", "甲州市", "乙州市", "丙州市", "丁州市"]
    provinces = ["东省", "东省", "东省", None, None]
    found = text_reuse(corpus_of(texts, cities, provinces))
    kinds = found.drop_duplicates(["doc_id", "doc_id_other"]).set_index(["doc_id", "doc_id_other"])["kind"]
    assert kinds["1", "2"] == kinds["2", "1"] == "same group"
    assert kinds["2", "3"] == kinds["3", "2"] == "same province"
    assert kinds["1", "4"] == "other"
    assert kinds["4", "5"] == "other", "unknown provinces are not the same one"
    assert kinds["5", "5"] == "same document"
    assert set(kinds) <= set(KINDS)


def test_near_copies_and_texts_of_the_reference():
    corpus = corpus_of([PLAN, PLAN + "并报市人大。", padded(PLAN, 3)], ["甲州市", "乙州市", "丙州市"])
    reference = segment(read_texts({"r": PLAN}, year=[2020]))
    found = text_reuse(corpus, reference)
    kinds = found.set_index(["doc_id", "doc_id_other"])["kind"]
    assert kinds["1", "2"] == kinds["2", "1"] == "near copy"
    assert [kinds[doc_id, "r"] for doc_id in "123"] == ["inherited"] * 3
    assert "r" not in set(found["doc_id"])


def test_a_later_text_of_the_reference_is_no_source():
    corpus = corpus_of([PLAN, PLAN], ["甲州市", "乙州市"], year=[2019, 2021])
    found = text_reuse(corpus, segment(read_texts({"r": PLAN}, year=[2020])))
    kinds = found.set_index(["doc_id", "doc_id_other"])["kind"]
    assert kinds["1", "r"] == "in a later reference"
    assert kinds["2", "r"] == "inherited"


def test_which_is_earlier():
    when = ["2021-03-01", "2021-03-02", "2021-03-02", None, None]
    years = [2021, 2021, 2021, 2022, None]
    corpus = corpus_of([padded(PLAN, n) for n in range(5)], list("甲乙丙丁丁"), date=when, year=years)
    earlier = text_reuse(corpus).set_index(["doc_id", "doc_id_other"])["earlier"]
    assert earlier["1", "2"] == "this"
    assert earlier["2", "1"] == "other"
    assert earlier["2", "3"] == "unknown", "equal dates"
    assert earlier["3", "4"] == "this", "a year is enough when the years differ"
    assert earlier["1", "5"] == "unknown"


def test_what_most_groups_have_is_common_stock():
    texts = [padded(PLAN, n) for n in range(6)]
    found = text_reuse(corpus_of(texts, list("甲乙丙丁戊己")))
    assert set(found["kind"]) == {"common stock"}
    assert found["doc_id_other"].isna().all()
    assert found["n_characters"].tolist() == [46] * 6
    assert "common stock" not in set(text_reuse(corpus_of(texts[:4], list("甲乙丙丁")))["kind"]), (
        "four groups"
    )
    one_city = text_reuse(corpus_of(texts, ["甲"] * 6))
    assert set(one_city["kind"]) == {"same group"}, "many texts of one group are no common stock"


def test_long_stock_is_inherited_if_the_reference_has_it():
    long = PLAN + "推广渔港三权分置的办法，把海上养殖与岸上加工连成一条链。"
    found = text_reuse(corpus_of([padded(long, n) for n in range(6)], list("甲乙丙丁戊己")),
                       segment(read_texts({"r": long}, year=[2020])))  # fmt: skip
    assert found["kind"].value_counts().to_dict() == {"inherited": 6, "common stock": 6}


def test_two_cities_whose_text_is_the_reference():
    text = padded(PLAN, 1) + padded(ALTERED, 2)
    found = text_reuse(corpus_of([text, text], ["甲", "乙"]), segment(read_texts({"r": text})))
    inherited = found[found["kind"] == "inherited"].drop_duplicates("doc_id")
    assert inherited["n_characters"].tolist() == [sum(c.isalnum() for c in text)] * 2


def test_phrases_repeated_in_a_text_stay_few_rows():
    corpus = corpus_of(["、".join(["加快建设滨海步道"] * 300)] * 2, ["甲", "乙"])
    assert len(text_reuse(corpus)) < 60


@pytest.mark.parametrize("texts", [["", "。。"], ["海", "海"], ["全面推进港城更新"] * 2])
def test_short_and_empty_texts_have_none(texts):
    found = text_reuse(corpus_of(texts, ["甲", "乙"]))
    assert len(found) == 0
    assert found.dtypes.astype(str).to_dict() == REUSE_TYPES


def test_order_of_texts_does_not_matter():
    texts = {"a": padded(PLAN, 1), "b": padded(ALTERED, 2), "c": padded(PLAN[:30], 3)}
    cities = {"a": "甲", "b": "乙", "c": "丙"}
    tables = [
        text_reuse(segment(read_texts({key: texts[key] for key in order}, city=[cities[k] for k in order])))
        for order in ("abc", "cab")
    ]
    keys = ["doc_id", "start", "doc_id_other", "start_other"]
    pd.testing.assert_frame_equal(*(t.sort_values(keys, ignore_index=True) for t in tables))


def test_wrong_calls():
    corpus = corpus_of([PLAN], ["甲"])
    with pytest.raises(ChoiceError, match="`min_length` parameter of `text_reuse` must be 8 or more; not 3"):
        text_reuse(corpus, min_length=3)
    with pytest.raises(ChoiceError, match="`max_share`"):
        text_reuse(corpus, max_share=0)
    with pytest.raises(ChoiceError, match="`by` parameter of `text_reuse`"):
        text_reuse(corpus, by="region")
    with pytest.raises(KindError, match="text_reuse takes a Corpus"):
        text_reuse(corpus.documents)
    with pytest.raises(KindError, match="text_reuse takes a Corpus"):
        text_reuse(corpus, reference=["海"])


@given(st.lists(st.text("甲乙丙。，", max_size=40), min_size=1, max_size=4))
def test_exact_matches_are_those_a_plain_search_finds(texts):
    n = 3
    pool = characters_of(texts)
    grams = shared_grams(pool, np.arange(len(texts)), 1.0, n)
    a, b, length = exact_matches(pool, grams, len(texts), n)
    codes = pool.codes.tolist()
    for x, y, reach in zip(a.tolist(), b.tolist(), length.tolist(), strict=True):
        assert reach >= n
        assert codes[x : x + reach] == codes[y : y + reach]
        assert len({*pool.texts_of(np.array([x, x + reach - 1]))}) == 1
    strings = pool.strings(pool.ptr[:-1], pool.ptr[1:])
    for i, one in enumerate(strings):
        for j in range(i + 1, len(strings)):
            common = any(one[at : at + n] in strings[j] for at in range(len(one) - n + 1))
            assert common == bool(((pool.texts_of(a) == i) & (pool.texts_of(b) == j)).any())


def test_chains_end_where_the_texts_part():
    pool = characters_of(["甲" * 200, "乙" * 200])
    a, b, n = np.array([10, 30, 150]), np.array([210, 231, 351]), np.array([8, 8, 12])
    bounds = [part.tolist() for part in chains(pool, a, b, n)]
    assert sorted(zip(*bounds, strict=True)) == [(10, 38, 210, 239), (150, 162, 351, 363)]


def test_the_index_may_have_any_name_and_values():
    frame = read_texts({"x": padded(PLAN, 1), "y": padded(PLAN, 2)}, city=["甲", "乙"]).rename_axis("first")
    frame.index = pd.Index([3, 1], name="id")
    assert text_reuse(segment(frame))["doc_id"].tolist() == ["3", "1"]


def test_a_passage_within_a_longer_one_of_the_same_texts_is_left_out():
    """Texts 1 and 2: one within another in both, the same twice, one within another in the first only."""
    found = np.array([
        [1, 2, 10, 40, 110, 140, 30], [1, 2, 12, 38, 112, 138, 26], [1, 2, 10, 40, 110, 140, 30],
        [1, 2, 12, 38, 312, 338, 26], [1, 3, 12, 38, 112, 138, 26], [1, 2, 10, 30, 110, 130, 20],
    ])  # fmt: skip
    kept = [[1, 2, 10, 40, 110, 140, 30], [1, 2, 12, 38, 312, 338, 26], [1, 3, 12, 38, 112, 138, 26]]
    assert longest(found).tolist() == kept
    assert longest(found[:0]).tolist() == []


def test_what_passages_cover_together_is_counted_once():
    found = np.array([
        [0, 1, 0, 30, 5, 35, 30], [0, 1, 20, 50, 70, 100, 30], [0, 1, 25, 40, 200, 215, 15],
        [0, 1, 90, 95, 0, 5, 5], [0, 2, 10, 20, 0, 10, 10], [1, 2, 0, 7, 0, 7, 7],
    ])  # fmt: skip
    assert covered(found).tolist() == [55, 55, 55, 55, 10, 7]
