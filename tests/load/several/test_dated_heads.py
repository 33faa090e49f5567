import pytest

from analysis.load.several.collected import collected_texts
from analysis.load.several.dated_heads import dated_heads

BODY = "为了把村道修到户，各县要逐段验收，年底前完成三百里。"
TITLES = ("关于修好村道的若干措施", "关于管好河塘的若干措施", "全市食堂开张")


@pytest.mark.parametrize(
    "head",
    [
        "{}\n（2021年2月3日）", "{}\n2021-02-03", "{}\n发布日期：2021-02-03　来源：市政府",
        "【{}】\n2021年2月3日", "1.{}\n2021-02-03",
        "第一篇　{}\n2021-02-03", "http://a.cn/1\n{}\n2021-02-03 10:21", "=====\n{}\n2021-02-03",
    ],
)  # fmt: skip
def test_titles_with_a_day_each_are_told(head: str) -> None:
    text = "\n".join(f"{head.format(title)}\n{BODY}" for title in TITLES[:2])
    items, said = collected_texts(text)
    assert items == []
    assert [(one.code, one.values["count"]) for one in said] == [("perhaps_several", 2)]


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLES[0]}\n2021-02-03\n{BODY}\n甲市人民政府办公室\n2021年2月3日",
        f"{TITLES[0]}\n2021-02-03\n{BODY}\n{TITLES[0]}\n2021-02-03\n{BODY}",
        f"{TITLES[0]}\n2021-02-03\n{BODY}\n{TITLES[1]}\n{BODY}",
        f"{TITLES[0]}\n2021-02-03\n一、修路\n{TITLES[1]}\n2021-02-03\n{BODY}",
        f"{TITLES[0]}\n2021-02-03\n{BODY}\n甲市农业和水利局\n2021年2月3日\n{BODY}\n乙县住房和建设局\n2021年2月5日",
    ],
)
def test_one_title_and_signatures_are_one_text(text: str) -> None:
    assert dated_heads(text) == ()
