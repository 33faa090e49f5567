import pytest

from analysis.clean.notes import remove_note_marks
from analysis.clean.records import read_lines


def one(text: str) -> str:
    return remove_note_marks(read_lines(text)).lines[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("农村[2]改厕", "农村改厕"),
        ("改厕〔3〕和点灯【注4】、修路［12］。", "改厕和点灯、修路。"),
        ("“一件事”①“两张网”②", "“一件事”“两张网”"),
        ("各区修路①，各镇铺石②。", "各区修路，各镇铺石。"),
        ("各区修了路。[1]各镇铺了石。[2-3]", "各区修了路。各镇铺了石。"),
        ("村村通³工程，“三改”*工程", "村村通工程，“三改”工程"),
        ("村村通^[3]工程，村村 [4] 点灯，改厕^5。", "村村通工程，村村点灯，改厕。"),
    ],
)
def test_marks_of_footnotes_go(text: str, expected: str) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县政发〔2〕号",
        "改厕：①选址②开工",
        "三百平方米²",
        "面积5km²",
        "面积5m^2，任务 [1]",
        "[1]说明",
        "[1]说明水源。[2]说明水价。",
        "任务如下。[1]修渠。[2]点灯。",
        "（2）改厕",
        "名单（3人）",
        "路线见图①，石料见表②。",
    ],
)
def test_other_marks_stay(text: str) -> None:
    assert one(text) == text


def test_a_circled_number_goes_behind_the_term_its_note_explains() -> None:
    lines = read_lines("建设湿地公园①一期，分为：①道路。\n①湿地公园：供人休憩的湿地。")
    assert [line.text for line in remove_note_marks(lines).lines] == [
        "建设湿地公园一期，分为：①道路。",
        "①湿地公园：供人休憩的湿地。",
    ]
