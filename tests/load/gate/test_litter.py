# ruff: noqa: E501
import pytest

from analysis.load.gate.litter import without_litter

TEXT = "全县修通村道三百里，路灯都亮了。"


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (
            f"{TEXT}0 j& n8 X4 l! t- w2 q% m\n8 w\" Q# a7 c9 P8 N0 {{6 g'\nbbs.a.com\n{TEXT}",
            f"{TEXT}\n\n\n{TEXT}",
        ),
        (f"{TEXT}copyright dedecms\n{TEXT}（转载请注明来自某县网）", f"{TEXT}\n{TEXT}"),
        ("全县修路，本文来自织梦，路通了。", "全县修路，，路通了。"),
        ("全县修通村道【某某文库】三百里。（本文来源：某网 www.abc.com）", "全县修通村道三百里。"),
        (
            "全县修通【范文网 www.abc.com】村道三百里[abc.net]，w w w . abc . com路灯都亮了。(/abc/)\n请记住本站网址：www.abc.com，常来！",
            "全县修通村道三百里，路灯都亮了。\n",
        ),
        (f"{TEXT}\n更多范文请访问某网 www.abc.com 免费下载", TEXT),
        (f"{TEXT}www.abc.com\n内-容-来-自:某_网", f"{TEXT}\n"),
    ],
)
def test_litter_goes(given: str, left: str) -> None:
    text, found = without_litter(given)
    assert text == left
    assert found


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "修路 1 2 3 4 5 6 7 8 9 10",
        "A B C D E F G H 级路",
        "I n t h e y e a r 2023 全县修路",
        "登录政务网（www.abc.gov.cn）和【某县网 www.abc.gov.cn】查询。",
        "报名网址www.abc.gov.cn，电话12345。",
        "依托【互联网】和【一张网】平台，县（市、区）联动。",
        "项目编号 A1 B2 C3 D4，不得转载。",
    ],
)
def test_rows_of_numbers_and_letters_and_addresses_stay(text: str) -> None:
    assert without_litter(text) == (text, [])
