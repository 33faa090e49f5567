import pytest

from analysis.load.attribution.official_heads import title_below_head
from analysis.load.attribution.page import read_page

BODY = "为了把村道修到户，各县要逐段验收，年底前完成三百里，所需的钱列入预算，专款专用。"
TITLE = "甲市交通运输局关于做好汛期和高温期间村道养护工作的紧急通知"


@pytest.mark.parametrize(
    "head",
    [
        ["特急", "甲安委办〔2020〕17号"],
        ["份号：000021", "甲 市 交 通 运 输 局 文 件", "甲交〔2022〕17号　　　签发人：林某", "━━━━━★━━━━━"],
        ["机密★1年", "甲交[2007]42号"],
        ["甲市人民政府公报"],
        ["甲市年鉴 2021"],
        ["甲市交通运输局文件", "────────"],
        ["000021", "＊＊＊＊＊＊"],
    ],
)
@pytest.mark.parametrize(
    "title",
    [
        [TITLE],
        ["甲市交通运输局", "关于做好汛期和高温期间村道养护工作的紧急通知"],
        ["　　甲市交通运输局", "　关于做好汛期和高温期间", "村道养护工作的紧急通知"],
        ["甲市交通运输局关于做好汛期和高温", "期间村道养护工作的紧急通知"],
    ],
)
def test_a_title_below_an_official_head_is_joined(head: list[str], title: list[str]) -> None:
    assert read_page([*head, *title, "各县交通运输局：", BODY]).title == TITLE
    assert read_page([*head, *title, BODY]).title == TITLE


def test_a_title_of_three_lines_below_an_office_alone() -> None:
    lines = ["甲市交通运输局", "关于做好汛期和高温期间", "村道养护工作的通知", "各县："]
    assert title_below_head(lines) == "甲市交通运输局关于做好汛期和高温期间村道养护工作的通知"


@pytest.mark.parametrize(
    "lines",
    [
        ["政府工作报告", "各位代表：", BODY],
        ["甲市国民经济和社会发展统计公报", "甲市统计局关于做好工作的通知", BODY],
        ["甲交〔2007〕42号", BODY],
        ["甲交〔2007〕42号", "各县：", BODY],
        ["关于修路", "的通知", BODY],
        [BODY, "────────", "修路办法"],
        ["甲市修路三年行动", "甲交〔2007〕42号", "一、总体规划"],
        ["甲市修路三年行动", "甲交〔2007〕42号", "重点改革措施", BODY],
        ["甲交〔2007〕42号", "第一部分 工作计划", BODY],
    ],
)
def test_without_a_head_or_without_the_end_of_a_title_there_is_none(lines: list[str]) -> None:
    assert title_below_head(lines) is None
