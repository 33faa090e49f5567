"""Every number has its sentences, and nothing in them is ever run."""

import json

import pandas as pd
import pytest

from analysis.report.evidence import Evidence


@pytest.fixture
def evidence(corpus):
    return Evidence(corpus, "city")


def shown(evidence, key):
    data = json.loads(evidence.to_json())
    n, hits = data["keys"][key]
    return n, [(data["sentences"][s][2][a:b], data["sentences"][s][2]) for s, a, b in hits]


def test_terms_of_a_group(evidence):
    [key] = evidence.add_terms(pd.DataFrame({"term": ["港口"], "group": ["甲州市"]}))
    n, hits = shown(evidence, key)
    assert n == 4
    assert [hit for hit, _ in hits] == ["港口"] * 4
    assert [sentence for _, sentence in hits] == [
        "港口扩建。",
        "港口航线，港口贸易。",
        "港口航线，港口贸易。",
        "港口贸易，改革创新。",
    ]


def test_terms_of_all_groups_and_terms_that_do_not_occur(evidence):
    keys = evidence.add_terms(pd.DataFrame({"term": ["创新", "没有"]}))
    assert shown(evidence, keys[0])[0] == 4
    assert keys[1] not in json.loads(evidence.to_json())["keys"]


def test_cap_takes_from_every_document_first(evidence):
    [key] = evidence.add_terms(pd.DataFrame({"term": ["港口"]}), cap=2)
    n, hits = shown(evidence, key)
    assert n == 4
    assert [sentence for _, sentence in hits] == ["港口扩建。", "港口贸易，改革创新。"]


def test_document_and_line(evidence):
    [key] = evidence.add_terms(pd.DataFrame({"term": ["设计"]}))
    data = json.loads(evidence.to_json())
    document, line, _ = data["sentences"][data["keys"][key][1][0][0]]
    assert data["documents"][document] == ["丙州市", "", "2021", "丙1.txt"]
    assert line == 1


def test_slogan_hits(evidence):
    hits = pd.DataFrame({"doc_id": ["丙1"], "start": [11], "end": [15]})
    evidence.add_hits("s", hits)
    assert shown(evidence, "s") == (1, [("芯片创新", "芯片创新！")])


def test_hit_that_runs_over_a_sentence_is_cut_at_its_end(evidence):
    evidence.add_hits("s", pd.DataFrame({"doc_id": ["甲1"], "start": [2], "end": [9]}))
    assert shown(evidence, "s") == (1, [("扩建。", "港口扩建。")])


def test_json_cannot_close_the_script(documents):
    from analysis.segmentation import segment

    hostile = documents.iloc[:1].assign(text="</script><script>alert(1)</script>改革", title="<b>")
    evidence = Evidence(segment(hostile), "city")
    evidence.add_terms(pd.DataFrame({"term": ["改革"]}))
    text = evidence.to_json()
    assert "<" not in text
    assert "</script>" in json.loads(text)["sentences"][0][2]
