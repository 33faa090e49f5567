# ruff: noqa: E501
"""Furniture behind the last sentence of a paragraph; the texts are ours."""

import pytest

from analysis import clean_documents, read_texts
from analysis.clean.glued import without_glued

BODY = "各区都要修路，各镇都要铺石，年底以前完成。"


@pytest.mark.parametrize("tail", [
    "上一篇：市里开会 下一篇：市里植树", " 上一篇:无下一篇:市里植树", "[上一篇]市里开会[下一篇]没有了", "上一条：会议　　下一条：植树",
    "相关阅读：市里开会 市里植树", "【相关链接】市里开会 | 市里植树", "延伸阅读>>市里开会>>市里植树", "推荐阅读：1.市里开会 2.市里植树", "热门文章|市里开会|市里植树", "相关稿件：《市里开会》图解：市里植树",
    "分享到：微信 微博", "扫描二维码分享到微信",
    "猜你喜欢 市里开会 市里植树", "相关新闻：市里开会(2021-03-01)", "（责任编辑：王乙）上一篇：市里开会",
])  # fmt: skip
def test_links_behind_a_sentence_go_on_any_line(tail: str) -> None:
    assert without_glued(BODY + tail, is_last=True) == BODY
    if "编辑" not in tail:
        assert without_glued(BODY + tail) == BODY


@pytest.mark.parametrize(
    "tail",
    [
        "责任编辑：王乙",
        "（作者：王乙）",
        "记者：王乙　摄影：李丁",
        "本文来自某市发布，转载请注明出处。",
        "【打印本页】【关闭窗口】",
        "（完）",
        "版权所有：市政府",
    ],
)
def test_buttons_and_credits_go_behind_the_last_sentence_only(tail: str) -> None:
    assert without_glued(BODY + tail, is_last=True) == BODY
    assert without_glued(BODY + tail) == BODY + tail
    cleaned = clean_documents(read_texts([f"修路的决定\n{BODY}\n{BODY[:-1]}，完成以后报市里。{tail}"]))
    assert cleaned.documents["text"].iloc[0].endswith("完成以后报市里。")
    assert cleaned.log["rule"].tolist() == ["glued"]


@pytest.mark.parametrize("text", [
    "上一篇是修路，下一篇是铺石。", BODY + "相关部门：要加强协调。", BODY + "上一篇文章已作说明，下一篇再说。",
    "延伸阅读空间，办好推荐阅读活动。", BODY + "相关阅读：组织读书会，开展讲座。", BODY + "附件：1.路线 2.石料",
    BODY + "立即加入志愿服务队伍。",
    BODY + "扫码支付全覆盖",
])  # fmt: skip
def test_sentences_about_reading_stay(text: str) -> None:
    assert without_glued(text, is_last=True) == text


def test_only_the_last_line_loses_its_credits() -> None:
    lines = [f"{BODY}（作者：王乙）", f"{BODY[:-1]}，完成以后报市里。（作者：王乙）"]
    cleaned = clean_documents(read_texts(["\n".join(lines)])).documents["text"].iloc[0]
    assert cleaned.split("\n") == [lines[0], lines[1].removesuffix("（作者：王乙）")]


def test_the_editor_in_brackets_behind_a_sentence_goes_anywhere() -> None:
    assert without_glued("年底前完工。（责任编辑：李小明 HN66）") == "年底前完工。"
    assert without_glued("年底前完工。（责任单位：市水利局）") == "年底前完工。（责任单位：市水利局）"
