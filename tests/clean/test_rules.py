"""Each rule of cleaning is needed: without it the same text comes out otherwise."""

import pandas as pd
import pytest

from analysis.clean import RULES, clean_documents
from analysis.corpus import DOCUMENT_COLUMNS

A = (
    "全市上下坚持稳中求进工作总基调，统筹推进产业转型和城市更新，"
    "经济运行总体平稳，主要指标好于预期，群众生活持续改善。"
)
B = (
    "新建改造农村公路八十公里，治理水土流失面积六十平方公里，"
    "创建省级文明村镇十二个，乡村面貌焕然一新，农民收入稳步增加。"
)
GLOSSARY = "名词解释\n1.一网通办：指进一张网。\n2.三个清单：指三张单子。"
PAGES = (
    "全市上下坚持稳中求进，加快转型升级，统筹城乡发展，着力改善民生，"
    "经济社会保持平稳健康发展，主要指标好于预期，绿水青山就是金山",
    "银山的理念深入人心，生态环境持续改善，空气优良天数比例进一步提高，"
    "群众的获得感更加充实。项目建设全面提速，一批重点工程顺利开",
    "工，发展后劲不断增强。",
)

EXAMPLES = [
    ("damage", f"{A}\n永不停?shù)木?，向前。", f"{A}\n永不停?shù)木?，向前。"),
    ("invisible", "推进\u200b改革\ue000开放，稳中求进。", "推进改革开放，稳中求进。"),
    ("characters", "推进⾼质量发展，治︀水有⽅。", "推进高质量发展，治水有方。"),
    ("doubled", f"农农村村改改厕厕工工作作\n{A}", f"农村改厕工作\n{A}"),
    ("glosses", "推動(dòng)力(lì)量，發展經濟。", "推动力量，发展经济。"),
    ("width", "２０２３年ＧＤＰ增长５．２％，发展经济。", "2023年GDP增长5.2%，发展经济。"),
    ("labels", f"正文：\n{A}\n======\n{B}", f"{A}\n{B}"),
    ("contents", f"目 录\n一、修路……1\n二、点灯……3\n三、改厕……9\n{A}", A),
    ("note marks", f"推进农村[1]改厕，落实“六件事”①。{A}", f"推进农村改厕，落实“六件事”。{A}"),
    ("page numbers", f"{A}\n— 2 —\n{B}", f"{A}\n{B}"),
    ("fixed widths", "\n".join(f"{A}{B}"[i : i + 10] for i in range(0, len(A + B), 10)), A + B),
    ("glued", f"{A}\n{B}上一篇：修路 下一篇：点灯", f"{A}\n{B}"),
    ("spaces", "成 效 顯 著 ， 企 業 發 展 。", "成效显著，企业发展。"),
    ("quotes", f"寻“难处“、补”短板”。{A}", f"寻“难处”、补“短板”。{A}"),
    (
        "wide glosses",
        "項　 (xiàng)目　 (mù)由甲方　 (fang)承　 (chéng)擔，發展產業。",
        "项目由甲方承担，发展产业。",
    ),
    ("chrome", f"{A[:40]}\n打印本页\n{A[40:]}", A),
    ("script", "綠色發展，環境優美，人民滿意。", "绿色发展，环境优美，人民满意。"),
    ("page markers", f"{PAGES[0]}\n2、{PAGES[1]}\n3、{PAGES[2]}", "".join(PAGES)),
    ("wraps", f"{A[:40]}\n{A[40:]}\n{B}", f"{A}\n{B}"),
    ("after joining", f"{A[:30]}，深入推进（tuī jì\nn）改革，{B}", f"{A[:30]}，深入推进改革，{B}"),
    ("passage", f"甲市条例\n（2015年3月2日公布）\n第一条 {A}\n{B}", f"甲市条例\n第一条 {A}\n{B}"),
    ("repeats", f"{A}\n{B}\n{A}", f"{A}\n{B}"),
    ("glossary", f"{A}\n{B}\n{GLOSSARY}", f"{A}\n{B}"),
]
"""A rule, a text that needs it, and the text it leaves."""


def cleaned(text, rules=None, **columns):
    row = {"source": "a.txt", "source_line": 1, "text": text, **columns}
    documents = pd.DataFrame([row], index=pd.Index(["d"], name="doc_id"))
    return clean_documents(documents.reindex(columns=list(DOCUMENT_COLUMNS)), rules)


def outcome(result):
    """Return all that cleaning says of a text, so that no two rules pass for one."""
    documents = result.documents[["text", "glossary", "damaged", "title"]]
    return documents.to_csv(), result.log.to_csv(), result.paragraphs.to_csv()


def test_every_rule_has_an_example():
    assert [name for name, *_ in EXAMPLES] == [rule.name for rule in RULES]


@pytest.mark.parametrize(("name", "given", "expected"), EXAMPLES, ids=[name for name, *_ in EXAMPLES])
def test_without_the_rule_another_text_comes_out(name, given, expected):
    result = cleaned(given)
    assert result.documents.loc["d", "text"] == expected
    without = cleaned(given, [rule for rule in RULES if rule.name != name])
    assert outcome(result) != outcome(without)


@pytest.mark.parametrize(
    "name", [name for name, given, expected in EXAMPLES if name not in ("damage", "glossary")]
)
def test_what_a_rule_changed_is_in_the_log(name):
    [(given, expected)] = [(given, expected) for rule, given, expected in EXAMPLES if rule == name]
    log = cleaned(given).log
    assert given == expected or len(log)
    logged = {"after joining": "split glosses", "chrome": "chrome: controls"}.get(name, name)
    assert logged in set(log["rule"])


TITLES = [
    ("某市政府\u200b工作报告", "某市政府工作报告"),
    ("着力(lì)推(tuī)进(jìn)改革", "着力推进改革"),
    ("某區綠色發展報告", "某区绿色发展报告"),
    ("２０２３年报告", "2023年报告"),
    ("政 府 工 作 报 告", "政府工作报告"),
]


@pytest.mark.parametrize(("given", "expected"), TITLES)
def test_titles_and_publishers_are_cleaned_by_each_rule_that_may_touch_them(given, expected):
    row = cleaned(A, title=given, publisher=given).documents.loc["d"]
    assert (row["title"], row["publisher"]) == (expected, expected)
