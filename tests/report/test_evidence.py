"""Every link has its sentences, as many as it says."""

import pandas as pd
import pytest

from analysis.report.context import context_of
from analysis.report.evidence import CAP, CAP_EVERYWHERE, Evidence
from analysis.report.parts import link


def found(corpus, *links, by="city", **places):
    return Evidence(corpus, context_of(corpus, by), links, places)


def shown(evidence, key):
    data = evidence.data()
    n, hits = data["keys"][key]
    return n, [(data["sentences"][s][2][a:b], data["sentences"][s][2]) for s, a, b in hits]


def test_terms_of_a_group(corpus):
    one = link("terms", "港口", term="港口", group="甲州市")
    n, hits = shown(found(corpus, one), one.key)
    assert n == 4
    assert [hit for hit, _ in hits] == ["港口"] * 4
    assert [sentence for _, sentence in hits] == [
        "港口扩建。",
        "港口航线，港口贸易。",
        "港口航线，港口贸易。",
        "港口贸易，改革创新。",
    ]


def test_terms_of_all_groups_and_terms_that_do_not_occur(corpus):
    here, nowhere = link("terms", "创新", term="创新"), link("terms", "没有", term="没有")
    evidence = found(corpus, here, nowhere)
    assert shown(evidence, here.key)[0] == 4
    assert nowhere.key not in evidence.keys


def test_of_many_places_every_document_is_heard_first(corpus_of):
    texts = ["港口。" * 30, "港口。"]
    one, all_ = link("terms", "港口", term="港口", group="甲市"), link("terms", "港口", term="港口")
    evidence = found(corpus_of(texts, ["甲市", "甲市"]), one, all_)
    assert (evidence.keys[one.key].n, len(evidence.keys[one.key].listed)) == (31, CAP)
    assert len(evidence.keys[all_.key].listed) == CAP_EVERYWHERE
    data = evidence.data()
    heard = {data["sentences"][place[0]][0] for place in data["keys"][one.key][1]}
    assert heard == {0, 1}


def test_document_and_line(corpus):
    one = link("terms", "设计", term="设计")
    data = found(corpus, one).data()
    document, line, _ = data["sentences"][data["keys"][one.key][1][0][0]]
    assert data["documents"][document] == ["丙州市", "", "2021", "丙1.txt"]
    assert line == 1


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
    assert shown(evidence, of_kind.key) == (1, [("芯片创新", "芯片创新！")])
    # A place that runs over a sentence is cut at its end.
    assert shown(evidence, of_variant.key) == (2, [("扩建。", "港口扩建。"), ("芯片创新", "芯片创新！")])
    assert elsewhere.key not in evidence.keys


def test_of_a_theme_each_sentence_stands_once_and_every_term_is_heard(corpus):
    hits = pd.DataFrame(
        {"doc_id": ["甲1"] * 4, "term": ["港口", "港口", "航线", "港口"], "theme": "港",
         "start": [0, 5, 7, 10], "end": [2, 7, 9, 12]}
    )  # fmt: skip
    one = link("themes", 4, theme="港", group="甲州市")
    n, listed = shown(found(corpus, one, themes=hits), one.key)
    assert n == 4
    assert sorted(sentence for _, sentence in listed) == ["港口扩建。", "港口航线，港口贸易。"]


@pytest.mark.parametrize("by", ["city", "year"])
def test_documents_stand_under_the_group_of_the_report(corpus, by):
    one = link("terms", "设计", term="设计")
    [document] = found(corpus, one, by=by).data()["documents"]
    assert document[0] == {"city": "丙州市", "year": "2021"}[by]
