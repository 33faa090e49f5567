"""The end of the page: the method in words, measured quality, references."""

import pandas as pd

from analysis.counts import count_terms, group_sizes
from analysis.report import context_of
from analysis.report.citation import method_paragraph, references
from analysis.report.filling import fill
from analysis.report.sections.method import quality_parts
from analysis.segmentation import segment


def corpus():
    texts = {
        "甲1": "港口，航线不断延伸，集装箱运量居全国前列。\n今年的工作要从实际出发，一步一步往前走。",
        "甲2": "港口集装箱航线建设情况汇报材料之三\n港口建设提速，新开集装箱航线十二条，港口更忙。\n港口。",
        "乙1": "茶园面积扩大，茶农收入稳步增加，茶叶远销海外。",
    }
    documents = pd.DataFrame(
        [
            {"city": name[0] + "市", "text": text, "source": f"{name}.txt", "source_line": 1}
            for name, text in texts.items()
        ],
        index=pd.Index(list(texts), name="doc_id"),
    )
    columns = ["district", "province", "year", "date", "title", "publisher"]
    return segment(documents.assign(**dict.fromkeys(columns)))


def paragraph(settings, lang="zh"):
    sizes = group_sizes(corpus(), count_terms(corpus()))
    return method_paragraph(context_of(corpus(), "city", lang), sizes, settings)


def test_the_method_names_what_the_numbers_depend_on():
    settings = {"userdict": "abc", "n_stopwords": 7}
    text = paragraph({**settings, "n_topics": 5, "seed": 3})
    assert "2 个城市的 3 篇文本" in text
    assert "自带词典 abc" in text
    assert "主题数为 5，随机种子为 3" in text
    assert "主题数" not in paragraph(settings)
    assert paragraph(settings, "en").startswith("We compared 3 texts, ")


def test_measured_quality_is_shown_where_it_was_measured():
    context = context_of(corpus())
    assert quality_parts(context, {}) == []
    measured = {
        "limbs": {"f1": 0.871, "low": 0.85, "high": 0.89, "precision": 0.86, "recall": 0.88},
        "numeric": {"f1": 0.93, "precision": 0.94, "recall": 0.92, "n": 700},
        "breakdown": [
            {"by": "separator", "value": "、", "n": 500, "f1": 0.9, "precision": 0.9, "recall": 0.9}
        ],
    }
    html = "".join(fill(part, context) for part in quality_parts(context, measured))
    assert "F1 0.871（95% 区间 0.850—0.890）" in html
    assert "共 700 处" in html
    assert "<td>分隔</td><td>、</td>" in html
    assert ">0.900</td>" in html


def test_references_are_whole_entries():
    text = references()
    assert "VERSION" not in text
    entries = text.split("\n@")
    assert len(entries) == 11
    assert all(entry.count("{") == entry.count("}") for entry in entries)
