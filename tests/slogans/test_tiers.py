"""Sure and likely hits, and orders of groups that turn between them."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import KindError
from analysis.slogans import HIT_TYPES, ORDER_TYPES, TIERS, find_slogans, order_holds, slogan_order
from analysis.slogans.finder.model import slogan_model
from analysis.slogans.finder.parallel import parallel_runs

TEXT = (
    "全市上下转方式、调结构、增动能。推行“五美”经验，增强“四个意识”。坚持共建共治共享，疏通难点、痛点、堵点。"
)


def test_each_hit_has_a_tier_by_what_found_it(corpus_of):
    hits = find_slogans(corpus_of([TEXT], ["甲市"])).set_index("text")["tier"]
    assert set(hits) == set(TIERS)
    assert hits.to_dict() == {
        "转方式、调结构、增动能": "sure", "五美": "likely", "四个意识": "sure", "共建共治共享": "likely",
        "难点、痛点、堵点": "sure",
    }  # fmt: skip


def test_a_run_is_sure_from_the_threshold_of_the_model_on(monkeypatch):
    text = "全市上下转方式、调结构、增动能。"
    (run,) = parallel_runs(text)
    model = slogan_model()
    assert model.threshold < model.sure_threshold <= run.score < 1
    for sure, tier in ((run.score - 0.001, "sure"), (run.score + 0.001, "likely")):
        changed = type(model)(**{**vars(model), "sure_threshold": sure})
        monkeypatch.setattr("analysis.slogans.finder.parallel.slogan_model", lambda changed=changed: changed)
        assert parallel_runs(text)[0].tier == tier


def placed(corpus_of, n_all, n_sure, layer="slogan"):
    """Hits of 甲市 and 乙市, two texts of 100 characters: so many in all, so many of them sure."""
    corpus = corpus_of(["好" * 100, "好" * 100], ["甲市", "乙市"])
    rows = [
        {"doc_id": f"d{at}", "kind": "numeric" if layer == "numeric" else "other", "form": "adjacent",
         "tier": "sure" if k < sure else "likely"}
        for at, (n, sure) in enumerate(zip(n_all, n_sure, strict=True)) for k in range(n)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(HIT_TYPES)), corpus


@pytest.mark.parametrize("layer", ["slogan", "numeric"])
def test_an_order_that_turns_is_seen_to_turn(corpus_of, layer):
    order = slogan_order(*placed(corpus_of, (5, 3), (1, 2), layer))
    assert list(order.columns) == list(ORDER_TYPES)
    rows = order[order["layer"] == layer].set_index("group")
    assert rows["rate_per_10k"].to_dict() == {"甲市": 500, "乙市": 300}
    assert rows["sure_per_10k"].to_dict() == {"甲市": 100, "乙市": 200}
    assert rows["rank"].to_dict() == {"甲市": 1, "乙市": 2}
    assert rows["rank_sure"].to_dict() == {"甲市": 2, "乙市": 1}
    assert not order_holds(order, layer, "甲市", "乙市")
    assert order_holds(order, "numeric" if layer == "slogan" else "slogan", "甲市", "乙市"), "0 and 0 in both"


@pytest.mark.parametrize(
    ("n_all", "n_sure", "holds"),
    [((5, 3), (2, 1), True), ((3, 5), (1, 2), True), ((5, 3), (2, 2), False), ((4, 4), (2, 2), True)],
)
def test_an_order_holds_when_both_tiers_agree(corpus_of, n_all, n_sure, holds):
    order = slogan_order(*placed(corpus_of, n_all, n_sure))
    assert order_holds(order, "slogan", "甲市", "乙市") is holds
    assert order_holds(order, "slogan", "乙市", "甲市") is holds


def test_a_group_without_characters_has_no_place(corpus_of):
    corpus = corpus_of(["好" * 10, "abc"], ["甲市", "乙市"])
    order = slogan_order(find_slogans(corpus), corpus).set_index(["layer", "group"])
    assert np.isnan(order.loc[("slogan", "乙市"), "rate_per_10k"])
    assert pd.isna(order.loc[("slogan", "乙市"), "rank"])
    assert not order_holds(order.reset_index(), "slogan", "甲市", "乙市")


def test_loose_runs_are_in_no_order(corpus_of):
    hits, corpus = placed(corpus_of, (2, 1), (2, 1))
    loose = slogan_order(hits.assign(form="loose"), corpus)
    assert loose["n"].sum() == 0


def test_a_table_without_tiers_is_refused_by_name(corpus_of):
    hits, corpus = placed(corpus_of, (1, 1), (1, 1))
    with pytest.raises(KindError, match="tier"):
        slogan_order(hits.drop(columns="tier"), corpus)
