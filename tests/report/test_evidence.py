"""Every link has its sentences, as many as it says."""

import pandas as pd
import pytest

from analysis.report.context import context_of
from analysis.report.evidence import CAP, Evidence
from analysis.report.parts import link


def found(corpus, *links, by="city", **places):
    return Evidence(corpus, context_of(corpus, by), links, places)


def shown(evidence, key):
    text = evidence.sentences["text"]
    shown = []
    for row in evidence.found[evidence.found["key"] == key].itertuples():
        around = "".join(text[row.sentence : row.last + 1])
        end = row.end - len(text[row.last])
        shown.append((around[row.start : end if end else None], around))
    return shown


def test_terms_of_a_group(corpus):
    one = link("terms", "港口", term="港口", group="甲州市")
    evidence = found(corpus, one)
    assert evidence.counts == {one.key: 4}
    assert shown(evidence, one.key) == [
        ("港口", "港口扩建。"),
        ("港口", "港口航线，港口贸易。"),
        ("港口", "港口航线，港口贸易。"),
        ("港口", "港口贸易，改革创新。"),
    ]


def test_terms_of_all_groups_and_terms_that_do_not_occur(corpus):
    here, nowhere = link("terms", "创新", term="创新"), link("terms", "没有", term="没有")
    assert found(corpus, here, nowhere).counts == {here.key: 4}
    assert found(corpus).counts == {}


def test_of_many_places_every_document_is_heard_first(corpus_of):
    texts = ["港口。" * 30, "港口。"]
    one, all_ = link("terms", "港口", term="港口", group="甲市"), link("terms", "港口", term="港口")
    evidence = found(corpus_of(texts, ["甲市", "甲市"]), one, all_)
    assert evidence.counts == {one.key: 31, all_.key: 31}
    first = evidence.first()
    assert first["key"].value_counts().to_dict() == {one.key: CAP, all_.key: CAP}
    assert set(first.loc[first["key"] == one.key, "document"]) == {0, 1}


def test_places_of_a_frame_by_any_of_its_columns_and_by_group(corpus):
    hits = pd.DataFrame(
        {
            "doc_id": ["丙1", "甲1"],
            "start": [11, 2],
            "end": [15, 9],
            "kind": ["a", "b"],
            "variant": ["x", "x"],
        }
    )
    of_kind = link("slogans", 1, kind="a", group="丙州市")
    of_variant = link("slogans", 2, variant="x")
    elsewhere = link("slogans", 1, kind="a", group="甲州市")
    evidence = found(corpus, of_kind, of_variant, elsewhere, slogans=hits)
    assert evidence.columns == {"slogans": ("kind", "variant")}
    assert evidence.counts == {of_kind.key: 1, of_variant.key: 2}
    assert shown(evidence, of_kind.key) == [("芯片创新", "芯片创新！")]
    # A place that runs over the end of a sentence has the next one, too.
    assert shown(evidence, of_variant.key) == [
        ("扩建。港口航线", "港口扩建。港口航线，港口贸易。"),
        ("芯片创新", "芯片创新！"),
    ]


@pytest.mark.parametrize(("by", "group"), [("city", "丙州市"), ("year", "2021")])
def test_groups_are_those_of_the_report(corpus, by, group):
    one = link("terms", "设计", term="设计", group=group)
    assert found(corpus, one, by=by).counts == {one.key: 1}
