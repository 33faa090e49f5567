"""What is said first: alarms, claims with their links and examples, and what limits the comparison."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import read_texts, segment
from analysis.claims import Claim, gate
from analysis.report.context import Context, provinces
from analysis.report.findings import findings_section
from analysis.report.parts import Findings, Heading, Link, Note, walk
from analysis.report.words import family_label

FILES = pd.DataFrame({"status": ["read", "read", "skipped"]})
NO_COPIES = pd.DataFrame(columns=["group", "doc_id", "overlap", "kind"])
NOTHING = gate(pd.DataFrame({"city": ["甲市"], "text": ["甲市。" * 900]}))
LABELS = pd.Series(["甲市", "甲市", "乙市", None], index=["a", "b", "c", "d"], dtype=object)
CONTEXT = Context("city", "zh", ("乙市", "甲市"), LABELS)
CLAIM = Claim(
    "theme", "keywords", "甲市", "more", 1.0, 0.01, {"name": "产业", "rate": 30.4, "rate_other": 10.0},
    ("theme", "产业", "甲市"), {"text": "甲市发展产业。", "doc_id": "a", "source": "a.txt", "line": 3},
)  # fmt: skip


def sentences(section):
    (found,) = [part for part in section.parts if isinstance(part, Findings)]
    return found.sentences


def test_a_claim_has_its_link_its_section_and_an_example():
    told = sentences(findings_section(CONTEXT, [CLAIM], NOTHING, FILES.head(2), NO_COPIES))[0]
    assert told.sentence == "甲市谈“产业”议题明显多于其余城市：每万词 30 次，其余合计每万词 10 次。"
    assert told.section == "keywords"
    assert (told.opens.kind, told.opens.where) == ("themes", (("theme", "产业"), ("group", "甲市")))
    assert told.example == "例：“甲市发展产业。”（a.txt 第 3 行）"


def test_quotation_marks_inside_an_example_are_of_the_other_kind():
    quoting = replace(
        CLAIM, example={"text": "“村‘社’合一”好。", "doc_id": "a", "source": "a.txt", "line": 3}
    )
    told = sentences(findings_section(CONTEXT, [quoting], NOTHING, FILES.head(2), NO_COPIES))[0]
    assert told.example == "例：“‘村“社”合一’好。”（a.txt 第 3 行）"


def test_rows_of_a_table_are_named_by_their_titles_too():
    context = replace(CONTEXT, titles={"a": "《港口条例》", "b": "《港口办法》"})
    copies = pd.DataFrame({"group": 1, "doc_id": ["a", "b"], "overlap": 0.9, "kind": "near"})
    gated = pd.DataFrame([("overlap", "a", "甲市", 97, "b")], columns=list(NOTHING.columns))
    section = findings_section(context, [CLAIM], gated, FILES.head(2), copies)
    told = sentences(section)
    assert told[0].example == "例：“甲市发展产业。”（《港口条例》a.txt 第 3 行）"
    assert "：a《港口条例》 与 b《港口办法》。" in told[2].sentence
    alarm = next(part for part in section.parts if isinstance(part, Note))
    assert "：a《港口条例》（97% 同 b《港口办法》）。" in alarm.values["text"]


@pytest.mark.parametrize(
    ("evidence", "kind", "where"),
    [
        (("term", "港口", "甲市"), "terms", {"term": "港口", "group": "甲市"}),
        (("term", "港口", ""), "terms", {"term": "港口"}),
        (("slogan", "slogan", "甲市"), "runs", {"layer": "run", "group": "甲市"}),
        (("topic", "3", "甲市"), "topics", {"topic": "3", "group": "甲市"}),
        (("inherited", "inherited", "甲市"), "runs", {"status": "inherited", "group": "甲市"}),
        (("slogan", "甲、乙、丙", ""), "runs", {"formula": "甲、乙、丙"}),
        (("numeric", "numeric", "甲市"), "slogans", {"kind": "numeric", "group": "甲市"}),
    ],
)
def test_what_a_claim_opens(evidence, kind, where):
    claim = Claim("theme", "keywords", "甲市", "more", facts=CLAIM.facts, evidence=evidence)
    section = findings_section(CONTEXT, [claim], NOTHING, FILES, NO_COPIES)
    (opened,) = [part for part in walk(section) if isinstance(part, Link)]
    assert (opened.kind, dict(opened.where)) == (kind, where)


def test_nothing_to_say_is_said():
    told = sentences(findings_section(CONTEXT, [], NOTHING, FILES.head(2), NO_COPIES))
    assert told[0].sentence == "各城市之间没有大到可以下结论的差异。"


def test_limits_are_told_after_the_claims():
    copies = pd.DataFrame({"group": [1, 1], "doc_id": ["b", "x"], "overlap": 1.0, "kind": "identical"})
    hedged = replace(CLAIM, p=0.4)
    told = [one.sentence for one in sentences(findings_section(CONTEXT, [hedged], NOTHING, FILES, copies))]
    assert len(told) == 5
    told_tested = sentences(findings_section(CONTEXT, [CLAIM], NOTHING, FILES, copies))
    assert len(told_tested) == 4, "where something passed a test, it is not said that nothing can be tested"
    notes = [
        [
            part.key
            for part in findings_section(CONTEXT, [one], NOTHING, FILES, copies).parts
            if isinstance(part, Note)
        ]
        for one in (hedged, CLAIM)
    ]
    assert [one[-2:] for one in notes] == [
        ["claims.limits", "claims.described"],
        ["claims.limits", "claims.tested"],
    ]
    assert told[1] == "有 1 个文件没有读入，原因见“逐个文件”。"
    assert told[2] == "有 1 篇文本无法确定城市，未参与比较；可在 documents.csv 中注明。"
    assert "b 与 x" in told[3]
    assert "下列不单独参与比较：x" in told[3]
    assert told[4].startswith("每个城市最多只有 2 篇文本")


def test_alarms_stand_first():
    gated = gate(pd.DataFrame({"city": ["甲市"], "text": ["甲市推进工作" * 200]}, index=["a"]))
    section = findings_section(CONTEXT, [CLAIM], gated, FILES, NO_COPIES)
    assert isinstance(section.parts[0], Heading)
    assert isinstance(section.parts[1], Note)
    assert section.parts[1].tone == "alarm"
    assert "没有标点" in section.parts[1].values["text"]
    html = section._repr_html_()
    assert html.index("没有标点") < html.index("明显多于")
    assert 'class="notice alarm"' in html


def test_another_grouping_is_no_fault_of_the_texts():
    texts = pd.DataFrame(
        {"city": [None] * 2, "year": [2021, 2022], "text": ["甲市推进工作，成效明显。" * 200] * 2},
        index=["a", "b"],
    )
    gated = gate(texts, "year", asked="city").query("kind == 'regrouped'")
    section = findings_section(CONTEXT, [CLAIM], gated, FILES, NO_COPIES)
    assert not any(isinstance(part, Heading) for part in section.parts)
    assert isinstance(section.parts[0], Note)
    assert section.parts[0].tone == "notice"


@pytest.mark.parametrize(
    ("family", "lang", "label"),
    [
        ("verb-object 3", "zh", "动宾式（3 字）"),
        ("verb-object 3-4", "en", "verb-object, 3-4 characters"),
        ("parallel", "zh", "并列口号"),
        ("X点", "zh", "X点"),
    ],
)
def test_families_that_have_no_name_of_their_own(family, lang, label):
    assert family_label(family, lang) == label


def test_a_city_with_a_doubted_text_is_of_no_province():
    named = {"city": ["青岛市", "青岛市", "济南市"], "province": ["山东省"] * 3}
    texts = read_texts(["港口。", "茶叶。", "钢铁。"], **named)
    corpus = segment(texts)
    assert provinces(corpus) == {"青岛市": "山东省", "济南市": "山东省"}
    assert provinces(corpus, "city", {corpus.documents.index[1]}) == {"济南市": "山东省"}
    assert provinces(corpus, "year") == {}


@pytest.mark.parametrize(("p", "is_said"), [(0.31, True), (0.05, False), (float("nan"), False)])
def test_texts_on_matters_of_their_own_are_a_limit_of_what_is_found(p, is_said):
    columns = ["n_within", "n_between", "within", "between", "difference", "p", "measured"]
    subjects = pd.DataFrame([(20, 40, 0.1, 0.1, 0.0, p, "cosine")], columns=columns)
    for claims in ([CLAIM], []):
        section = findings_section(CONTEXT, claims, NOTHING, FILES.head(2), NO_COPIES, subjects)
        said = [one.sentence for one in sentences(section)]
        assert any("p = 0.31" in sentence for sentence in said) == (is_said and bool(claims))
