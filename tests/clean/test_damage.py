import pytest

from analysis.clean.damage import damaged_places, flag_damage
from analysis.clean.records import read_lines

DAMAGED = [
    ("群众满意度\ufffd\ufffd提升", 1),
    ("攻堅克?shù)木?，再創佳績", 1),
    ("切实确?！抓一件成一件”。", 1),
    ("加快建設(shè項目落地", 1),
    ("永不停\ue086歇", 1),
    ("环境质量锟斤拷持续改善", 1),
    ("全市完成□□项目建设", 1),
    ("前半句\ufffd正常的内容很长很长，后半句又\ufffd了", 2),
]


@pytest.mark.parametrize(("text", "n"), DAMAGED)
def test_damaged_places_are_counted(text, n):
    assert len(damaged_places(text)) == n


SOUND = [
    "如何破解这一难题?关键在创新。",
    "你准备好了吗?我们出发!",
    "强弱(shè)项",
    "PM2.5浓度下降，a? b",
    "□是 □否",
    "动能转换（见第3页）",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_flagged(text):
    assert damaged_places(text) == []


def test_the_text_stays_and_the_log_shows_the_place():
    given = "干部永不停?shù)木?，奋勇向前"
    lines, entries = flag_damage(read_lines(given, first_line=4))
    assert [line.text for line in lines] == [given]
    assert [(e.rule, e.action, e.n, e.first_line) for e in entries] == [("damage", "flagged", 1, 4)]
    assert "永不停" in entries[0].text
