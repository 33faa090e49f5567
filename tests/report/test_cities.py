import pandas as pd

from analysis.report.citation import method_paragraph, references
from analysis.report.page import Page
from analysis.report.sections.cities import _marked
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


def test_marks_are_put_and_text_is_escaped():
    assert _marked("港口<b>航线", ["港口", "航线"]) == "<mark>港口</mark>&lt;b&gt;<mark>航线</mark>"
    assert _marked("高质量发展", ["发展", "质量发展"]) == "高<mark>质量发展</mark>"


def test_the_method_names_what_the_numbers_depend_on():
    page = Page(corpus())
    text = method_paragraph(page, {"userdict": "abc", "n_stopwords": 7}, {"n_topics": 5, "seed": 3})
    assert "2 个城市的 3 篇文本" in text
    assert "自带词典 abc" in text
    assert "主题数为 5，随机种子为 3" in text
    assert "主题数" not in method_paragraph(page, {"userdict": "abc", "n_stopwords": 7})
    english = method_paragraph(Page(corpus(), lang="en"), {"userdict": "abc", "n_stopwords": 7})
    assert english.startswith("We compared 3 texts, ")


def test_references_are_whole_entries():
    text = references()
    assert "VERSION" not in text
    entries = text.split("\n@")
    assert len(entries) == 10
    assert all(entry.count("{") == entry.count("}") for entry in entries)
