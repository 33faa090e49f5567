import pytest

from analysis.load.gate.precut import rejoined

SENTENCE = "全县 推进 改革 ， 聚焦 企业 的 堵点 ， 增长 6.5 % 。 优化 营商 环境 ， 加快 《 规划 》 实施 。"
WORDS = SENTENCE.split(" ")


@pytest.mark.parametrize(
    ("between", "tags"),
    [
        ("/", ()),
        ("｜", ()),
        (" ", ("/n", "/w")),
        (" ", ("_n", "_x")),
        (" ", ("/NN", "/PU")),
        ("  ", ("/vn", "/wp")),
    ],
)
def test_words_are_joined_again(between: str, tags: tuple[str, ...]) -> None:
    words = [word + tags[word in "，。《》"] for word in WORDS] if tags else WORDS
    joined, n_marks = rejoined(between.join(words))
    assert joined == "".join(WORDS)
    assert n_marks >= len(WORDS) - 1


@pytest.mark.parametrize("text", [
    "破堵点/疏痛点/解难点，每吨/公里、元/平方米，市/县/区三级联动，推进“放管服”改革，打造一流营商环境。",
    "企业/个人/机构",
    "http://a.b/c/d/e/f/g/h/i/j 见网站。",
])  # fmt: skip
def test_other_strokes_stay(text: str) -> None:
    assert rejoined(text) == (text, 0)
