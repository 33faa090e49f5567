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
        ("村村通¹⁾工程，“三改”⁽²⁾工程", "村村通工程，“三改”工程"),
        ("各村改厕※，“一件事”※上线。", "各村改厕，“一件事”上线。"),
        ("村村通^[3]工程，村村 [4] 点灯，改厕^5，水井^[6]12口。", "村村通工程，村村点灯，改厕，水井12口。"),
    ],
)
def test_marks_of_footnotes_go(text: str, expected: str) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "县政发〔2〕号",
        "带※号的指标为约束性指标，凡标※的项目先办。",
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


def test_plain_digits_behind_terms_that_a_list_at_the_end_explains_go() -> None:
    notes = "名词解释：\n1.村村通：指通到各村的路。\n2.“一张网”：指一个平台。"
    lines = read_lines(f"推进村村通1建设，“一张网”2上线，修路12里，村村通2期。\n{notes}")
    assert remove_note_marks(lines).lines[0].text == "推进村村通建设，“一张网”上线，修路12里，村村通2期。"
    bare = read_lines("推进村村通1建设。\n1.村村通：指通到各村的路。")
    assert remove_note_marks(bare).lines == bare
