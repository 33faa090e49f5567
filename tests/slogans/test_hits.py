import pandas as pd
import pytest

from analysis.errors import ChoiceError, DocumentSkipped, Fault, InputError
from analysis.slogans import HIT_TYPES, RATE_TYPES, find_slogans, slogan_rates
from analysis.slogans.finder.document import document_runs


def test_a_hit_is_traceable_to_file_line_and_sentence(corpus_of):
    text = "今天天气很好。\n第一句话。干部寻难点、聚痛点、破堵点。末句。"
    hits = find_slogans(corpus_of([text], ["甲市"], [2024]))
    assert list(hits.columns) == list(HIT_TYPES)
    (hit,) = hits.to_dict("records")
    assert text[hit["start"] : hit["end"]] == hit["text"] == "寻难点、聚痛点、破堵点"
    assert hit["sentence"] == "干部寻难点、聚痛点、破堵点。"
    assert (hit["doc_id"], hit["city"], hit["year"], hit["source"], hit["line"]) == (
        "d0",
        "甲市",
        2024,
        "0.txt",
        2,
    )
    assert (hit["family"], hit["variant"], hit["n_limbs"]) == ("X点", "寻难点/破堵点/聚痛点", 3)
    assert (hit["form"], hit["separator"]) == ("adjacent", "、")


def test_hits_come_in_the_order_of_the_documents_and_of_the_text(corpus_of):
    texts = [f"第{i}句。落实“三农”政策，破难点、痛点、堵点。" for i in range(11)]
    hits = find_slogans(corpus_of(texts, ["甲市"] * 11))
    assert hits["doc_id"].tolist() == [f"d{i}" for i in range(11) for _ in range(2)]  # d10 not before d2
    assert (
        hits["start"].to_numpy().reshape(11, 2)[:, 0] < hits["start"].to_numpy().reshape(11, 2)[:, 1]
    ).all()


def test_no_hit_gives_the_same_columns_and_types(corpus_of):
    some = find_slogans(corpus_of(["难点、痛点、堵点"], ["甲市"]))
    none = find_slogans(corpus_of(["没有口号。"], ["甲市"]))
    assert len(none) == 0
    pd.testing.assert_series_equal(some.dtypes, none.dtypes)


def test_rates_by_hand(corpus_of):
    # 甲市: 20 Han characters, 1 hit: 500 in 10,000.
    corpus = corpus_of(["难点、痛点、堵点" + "好" * 14, "好" * 10], ["甲市", "乙市"])
    rates = slogan_rates(find_slogans(corpus), corpus, "city").set_index(["group", "kind", "family"])
    assert len(rates) == 2 * 3
    row = rates.loc[("甲市", "slot nouns", "X点")]
    assert (row["n"], row["n_types"], row["n_documents"], row["size"]) == (1, 1, 1, 20)
    assert row["rate_per_10k"] == pytest.approx(500)
    assert row[["low", "high", "interval"]].isna().all()
    zero = rates.loc[("乙市", "slot nouns", "X点")]
    assert (zero["n"], zero["rate_per_10k"]) == (0, 0)
    assert rates.loc[("甲市", "all", "all"), "n"] == rates.loc[("甲市", "slot nouns", "all"), "n"] == 1


def test_kinds_add_up_and_only_frequent_families_have_rows(corpus_of):
    texts = [
        "难点、痛点、堵点。让获得感、幸福感、安全感更足。",
        "难点、痛点、堵点。落实“三农”政策。",
        "没有口号。",
    ]
    corpus = corpus_of(texts, ["甲市", "甲市", "乙市"])
    rates = slogan_rates(find_slogans(corpus), corpus, n_families=1)
    kinds = rates[(rates["family"] == "all") & (rates["kind"] != "all")]
    total = rates[rates["kind"] == "all"].set_index("group")["n"]
    assert total.to_dict() == {"甲市": 3, "乙市": 0}
    parallel, numeric = kinds[kinds["kind"] != "numeric"], kinds[kinds["kind"] == "numeric"]
    assert parallel.groupby("group")["n"].sum().to_dict() == total.to_dict()
    assert numeric.set_index("group")["n"].to_dict() == {"甲市": 1, "乙市": 0}
    families = rates[rates["family"] != "all"]
    assert families[["group", "kind", "family", "n", "n_documents"]].to_numpy().tolist() == [
        ["乙市", "numeric", "numeric", 0, 0],
        ["乙市", "slot nouns", "X点", 0, 0],
        ["甲市", "numeric", "numeric", 1, 1],
        ["甲市", "slot nouns", "X点", 2, 2],
    ]
    assert len(slogan_rates(find_slogans(corpus), corpus, n_families=None)) > len(rates)


def test_rates_stay_small_with_many_groups_and_families(corpus_of):
    cities = [f"城{i}市" for i in range(100)]
    corpus = corpus_of(["难点、痛点、堵点。"] * 100, cities)
    hits = find_slogans(corpus)
    many = pd.concat([hits.assign(family=f"f{k}", variant=f"v{k}") for k in range(500)], ignore_index=True)
    rates = slogan_rates(many, corpus)
    assert len(rates) == 100 * (2 + 60)


def test_rates_with_three_documents_or_more_have_intervals_over_them(corpus_of):
    texts = ["难点、痛点、堵点" + "好" * (10 * k) for k in range(1, 6)]
    corpus = corpus_of(texts, ["甲市"] * 5)
    hits = find_slogans(corpus)
    one, two = slogan_rates(hits, corpus), slogan_rates(hits, corpus)
    pd.testing.assert_frame_equal(one, two)
    row = one[one["family"] == "all"].iloc[0]
    assert row["interval"] == "score"
    assert row["rate_per_10k"] == pytest.approx(5 / 180 * 10_000)
    assert row["low"] < row["rate_per_10k"] < row["high"]


def test_rates_without_hits_and_bad_groupings(corpus_of):
    corpus = corpus_of(["没有口号。"], ["甲市"])
    rates = slogan_rates(find_slogans(corpus), corpus)
    assert list(rates.columns) == list(RATE_TYPES)
    assert rates["family"].tolist() == ["all"]
    with pytest.raises(ChoiceError, match="`by`"):
        slogan_rates(find_slogans(corpus), corpus, "town")
    with pytest.raises(InputError, match="year"):
        slogan_rates(find_slogans(corpus), corpus, "year")


def test_a_document_that_cannot_be_searched_is_named_and_the_others_are_searched(corpus_of, monkeypatch):
    texts = ["我们转方式、调结构、增动能。", "这一篇要出错。", "破解难点、打通堵点、消除痛点。"]
    corpus = corpus_of(texts, ["甲市", "乙市", "丙市"])
    whole = find_slogans(corpus)
    assert whole.attrs["faults"] == []

    def broken(text, *rest, ahead):
        if "出错" in text:
            raise IndexError("string index out of range")
        return document_runs(text, *rest)

    monkeypatch.setattr("analysis.slogans.located.document_runs", broken)
    with pytest.warns(DocumentSkipped, match="d1: left out, because the search for slogans in it failed"):
        hits = find_slogans(corpus)
    assert hits.attrs["faults"] == [Fault("d1", "slogans", "IndexError: string index out of range")]
    pd.testing.assert_frame_equal(hits, whole)
    assert hits["doc_id"].unique().tolist() == ["d0", "d2"]


def test_a_text_without_a_stop_does_not_stand_in_each_of_its_hits(corpus_of):
    text = "落实“三农”政策，" * 2_000
    hits = find_slogans(corpus_of([text], ["甲市"]))
    assert len(hits) == 2_000
    assert hits["sentence"].str.len().max() <= 2_000
    assert all(hit.text in hit.sentence for hit in hits.itertuples())
    short = "落实“三农”政策，" * 100
    assert find_slogans(corpus_of([short], ["甲市"]))["sentence"].unique().tolist() == [short]
