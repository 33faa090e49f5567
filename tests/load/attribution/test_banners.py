import pytest

from analysis import read_folder
from analysis.load.attribution.banners import shared_banners

HEADS = ("柳州市修通村道", "桂林市点亮路灯", "梧州市改好水厕", "北海市清理河塘", "玉林市扩建学校")


def rows(banner: str, heads=HEADS, origin: str = "page") -> list[dict]:
    return [
        {
            "file": f"{i}",
            "title": banner,
            "title_from": origin,
            "text": f"今天是某日\n{banner}\n{head}\n路通了。",
        }
        for i, head in enumerate(heads)
    ]


def test_a_line_above_different_headlines_is_a_banner() -> None:
    assert shared_banners(rows("山水之间 一网通览")) == {"山水之间 一网通览", "今天是某日"}


@pytest.mark.parametrize(
    "told",
    [
        rows("政府工作报告"),
        rows("关于修路的通知"),
        rows("山水之间", HEADS[:3]),
        rows("山水之间", HEADS[:1] * 5),
        rows("山水之间", origin="table"),
        rows("山水之间", ["（2020年1月5日）"] * 5),
    ],
)
def test_other_titles_are_none(told: list[dict]) -> None:
    assert shared_banners(told) == frozenset()


def test_lines_below_a_banner_that_all_texts_have_are_none_either() -> None:
    told = [
        {**row, "text": f"山水之间\n畅游某城 品味某城\n{head}\n路通了。"}
        for row, head in zip(rows("山水之间"), HEADS, strict=True)
    ]
    assert shared_banners(told) == {"山水之间", "畅游某城 品味某城"}


def test_texts_below_a_banner_have_their_own_titles_and_places(tmp_path) -> None:
    for i, head in enumerate(HEADS):
        text = f"山水之间　一网通览\n{head}\n　　{head[:3]}推进乡村建设，路通了，灯也亮了。"
        (tmp_path / f"{i}.txt").write_text(text, encoding="utf-8")
    documents = read_folder(tmp_path).documents
    assert documents["title"].tolist() == [*HEADS]
    assert documents["city"].tolist() == [head[:3] for head in HEADS]
