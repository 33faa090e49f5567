"""A panel has a row for each cell, counted by hand, and says nothing where there is no text."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import (
    attention,
    count_terms,
    find_slogans,
    fit_topics,
    panel,
    read_frame,
    read_texts,
    segment,
    write_panel,
)
from analysis.cli import main
from analysis.errors import ChoiceError, InputError, KoujingWarning
from analysis.keywords.panel import PANEL_COLUMNS


@pytest.fixture(scope="module")
def gappy(documents):
    """Without 乙2: no text of 乙州市 in 2022."""
    return segment(documents.drop("乙2"))


def test_cells_counted_by_hand(gappy):
    table = panel(gappy, terms=["改革", "港口"])
    assert table.columns.tolist() == ["city", "year", *PANEL_COLUMNS]
    told = table.set_index(["city", "year", "item"])
    # 甲1: 港口 3 times in 6 words; 甲2: 港口 1, 改革 1 in 4; 乙1: 改革 1 in 6; 丙2: 改革 1 in 4.
    assert told.loc[("甲州市", 2021, "港口"), ["n", "size", "n_documents"]].tolist() == [3, 6, 1]
    assert told.loc[("甲州市", 2021, "港口"), "rate_per_10k"] == 5000
    assert told.loc[("甲州市", 2021, "改革"), ["n", "rate_per_10k"]].tolist() == [0, 0]
    assert told.loc[("甲州市", 2022, "改革"), ["n", "size", "rate_per_10k"]].tolist() == [1, 4, 2500]
    assert told.loc[("乙州市", 2021, "改革"), ["n", "size"]].tolist() == [1, 6]


def test_absent_cells_are_missing_and_not_zero(gappy):
    table = panel(gappy, terms=["改革"]).set_index(["city", "year"])
    assert len(table) == 6
    absent = table.loc[("乙州市", 2022)]
    assert absent["n_documents"] == 0
    assert absent[["n", "size", "rate_per_10k", "low", "high", "interval", "n_documents_with"]].isna().all()
    assert table.drop(("乙州市", 2022))["n"].notna().all()
    assert len(panel(gappy, terms=["改革"], complete=False)) == 5


def test_themes_are_those_of_attention(corpus):
    themes = {"开放": ["港口", "航线"], "创新": ["改革", "创新"]}
    counted = panel(corpus, themes=themes, by="city")
    expected = attention(corpus, themes, by="city").sort_values("group", kind="stable")
    for column in ("n", "size", "rate_per_10k", "n_documents"):
        assert counted[column].tolist() == expected[column].tolist()
    assert counted["item"].tolist() == ["开放", "创新"] * 3


def test_intervals_need_three_documents(documents):
    corpus = segment(documents.assign(region=["x"] * 4 + ["y"] * 2))
    table = panel(corpus, terms=["改革"], by="region").set_index("region")
    assert table.loc["x", "interval"] == "score"
    assert table.loc["x", "low"] < table.loc["x", "rate_per_10k"] < table.loc["x", "high"]
    assert table.loc["y", ["low", "high", "interval"]].isna().all()


def test_slogans_are_counted_by_kind():
    text = "全市上下转方式、调结构、增动能。"
    corpus = segment(pd.DataFrame({"text": [text, "港口扩建。"], "city": ["甲", "乙"], "year": [2021, 2021]}))
    hits = find_slogans(corpus)
    table = panel(corpus, slogans=hits)
    assert table.loc[table["item"] == "all", "n"].tolist() == [0, 1]
    assert table.loc[table["item"] == "all", "size"].tolist() == [4, 13]
    tiers = panel(corpus, slogans=hits.assign(tier="possible"))
    assert tiers.loc[tiers["item"] == "sure", "n"].tolist() == [0, 0]
    tiers = panel(corpus, slogans=hits.assign(tier="sure"))
    assert tiers.loc[tiers["item"] == "sure", "n"].tolist() == [0, 1]
    with pytest.raises(InputError, match="another corpus: this one has no document 1"):
        panel(
            segment(pd.DataFrame({"text": ["港口。"]}, index=["z"])),
            slogans=hits.assign(doc_id="1"),
            by="text",
        )


def test_topics_give_their_tokens(corpus):
    with pytest.warns(KoujingWarning, match="with so few"):
        model = fit_topics(count_terms(corpus, unit="paragraph"), 2, min_documents=1)
    table = panel(corpus, topics=model)
    cells = table.groupby(["city", "year"])
    assert np.allclose(cells["n"].sum(), cells["size"].first().astype(float))
    assert table["size"].sum() == 2 * model.sizes.sum()


def test_a_column_that_is_not_there(corpus):
    with pytest.raises(ChoiceError, match="'colour'"):
        panel(corpus, by=["city", "colour"])
    with pytest.raises(InputError, match=r"value in all of the columns city \(6\), province \(0\)"):
        panel(corpus, by=["city", "province"])
    with pytest.raises(InputError, match="no term to count"):
        panel(corpus, terms=[])


def test_written_and_read_again(gappy, tmp_path):
    table = panel(gappy, terms=["改革"])
    place = write_panel(table, tmp_path / "out", "zh")
    stata = pd.read_stata(place / "panel.dta")
    assert stata["city"].tolist() == table["city"].tolist()
    assert stata["n"].isna().tolist() == table["n"].isna().tolist()
    assert stata["rate_per_10k"].dropna().tolist() == table["rate_per_10k"].dropna().tolist()
    with pd.io.stata.StataReader(place / "panel.dta") as reader:
        labels = reader.variable_labels()
    assert labels["city"] == "城市"
    assert all(labels.values())
    assert pd.read_csv(place / "panel.csv")["n"].isna().sum() == 1
    assert len(pd.read_excel(place / "panel.xlsx")) == 6


def test_command(tmp_path, capsys):
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, words in (("a", "港口扩建，港口贸易。"), ("b", "黄河治理。")):
        (texts / f"{name}.txt").write_text(words, encoding="utf-8")
    (texts / "documents.csv").write_text(
        "file,city,year\na.txt,青岛市,2021\nb.txt,兰州市,2022\n", encoding="utf-8"
    )
    (tmp_path / "themes.toml").write_text('"开放" = ["港口"]\n', encoding="utf-8")
    asked = ["panel", str(texts), "--themes", str(tmp_path / "themes.toml"), "--out", str(tmp_path / "out")]
    assert main([*asked, "--quiet"]) == 0
    table = pd.read_csv(tmp_path / "out" / "panel.csv")
    assert table["city"].tolist() == ["兰州市", "兰州市", "青岛市", "青岛市"]
    assert table["n_documents"].tolist() == [0, 1, 1, 0]
    assert table["n"].fillna(-1).tolist() == [-1, 0, 2, -1]
    assert main([*asked, "--by", "city,colour"]) == 2
    assert "'colour'" in capsys.readouterr().err


def test_command_of_a_folder_of_counts(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    Path("texts/table.csv").write_text("city,text\n青岛市,港口扩建，港口贸易。\n兰州市,黄河治理。\n", "utf-8")
    assert main(["count", "texts", "--out", "counts", "--texts", "--no-slogans", "--quiet"]) == 0
    asked = ["--terms", "港口", "--by", "city", "--quiet"]
    assert main(["panel", "counts", *asked]) == main(["panel", "texts", *asked]) == 0
    of_counts, of_texts = (Path(f"reports/{name}-panel/panel.csv") for name in ("counts", "texts"))
    assert of_counts.read_bytes() == of_texts.read_bytes()
    assert pd.read_csv(of_counts)["n"].tolist() == [0, 2]
    for command in (["panel", "counts", *asked, "--copies", "all"], ["audit", "counts"], ["check", "counts"],
                    ["count", "counts", "--out", "again"]):  # fmt: skip
        assert main(command) == 2
    told = capsys.readouterr().err.splitlines()
    assert "--copies was settled when it was counted" in told[0]
    assert all("counts: holds the results of `koujing count`, not texts" in line for line in told[1:])


def test_columns_called_like_those_of_a_panel():
    texts = read_texts(
        ["港口，港口。", "港口。", "黄河。"], kind=["甲", "乙", "甲"], place=["b", "a", "b"], n=[1, 1, 2]
    )
    table = panel(segment(texts), terms=["港口"], by=["kind", "place"])
    assert table[["kind_given", "place", "kind", "n", "n_documents"]].fillna(-1).to_numpy().tolist() == [
        ["乙", "a", "term", 1.0, 1],
        ["乙", "b", "term", -1.0, 0],
        ["甲", "a", "term", -1.0, 0],
        ["甲", "b", "term", 2.0, 2],
    ]
    by_n = panel(segment(texts), terms=["港口"], by="n")
    assert by_n[["n_given", "n", "size"]].astype(float).to_numpy().tolist() == [
        [1.0, 3.0, 3.0],
        [2.0, 0.0, 1.0],
    ]


def test_groups_of_texts_and_numbers_of_a_newcomers_frame(tmp_path):
    texts = read_texts(
        ["港口，港口。", "港口。", "黄河。", "港口。"], city=["甲", "乙", "甲", "乙"],
    )  # fmt: skip
    texts = texts.assign(region=[1, "东", "1", 2.0], x=[np.inf, -np.inf, np.nan, 1.5])
    corpus = segment(texts)
    one = panel(corpus, terms=["港口"], by="region")
    assert one[["region", "n", "n_documents"]].to_numpy().tolist() == [["1", 2, 2], ["2", 1, 1], ["东", 1, 1]]
    both = panel(corpus, terms=["港口"], by=["city", "region"])
    assert both[["city", "region", "n_documents"]].to_numpy().tolist() == [
        ["乙", "1", 0], ["乙", "2", 1], ["乙", "东", 1], ["甲", "1", 2], ["甲", "2", 0], ["甲", "东", 0],
    ]  # fmt: skip
    pd.testing.assert_frame_equal(
        panel(corpus, terms=["港口"], by=["city", "city"]), panel(corpus, terms=["港口"], by="city")
    )
    write_panel(panel(corpus, terms=["港口"], by="x"), tmp_path / "panel")
    assert np.isnan(pd.read_stata(tmp_path / "panel" / "panel.dta")["x"]).sum() == 2


def test_names_that_stata_does_not_allow(tmp_path):
    """Read again: no two the same, what they were called in the labels, values as they were."""
    frame = pd.DataFrame({"text": ["港口。", "港口，港口。"], "a b": [1, 2], "a-b": [2, 1], "if": ["x", "y"],
                          "2nd": [True, None], "级" * 33: ["上", "下"]})  # fmt: skip
    table = panel(segment(read_frame(frame, text="text")), terms=["港口"], by=list(frame)[1:], complete=False)
    write_panel(table, tmp_path)
    with pd.read_stata(tmp_path / "panel.dta", iterator=True) as file:
        labels, read = file.variable_labels(), file.read()
    assert read.columns[:5].tolist() == ["a_b", "a_b_2", "_if", "_2nd", "级" * 32]
    assert [labels[name] for name in read.columns[:4]] == ["a b", "a-b", "if", "2nd"]
    assert read.iloc[0, :4].tolist() == [1, 2, "x", 1]
    assert len(read) == 1, "a document without one of the values is in no cell"


def test_times_and_ranges_are_written(tmp_path):
    frame = pd.DataFrame({
        "text": ["港口。", "港口，港口。"], "cut": pd.cut([1, 2], [0, 1, 2]),
        "zone": pd.to_datetime(["2022-01-01 00:00", "2022-01-02 08:00"]).tz_localize("Asia/Shanghai"),
    })  # fmt: skip
    write_panel(
        panel(segment(read_frame(frame, text="text")), terms=["港口"], by=["zone", "cut"], complete=False),
        tmp_path,
    )
    for read in (pd.read_excel(tmp_path / "panel.xlsx"), pd.read_stata(tmp_path / "panel.dta")):
        assert read.iloc[:, 0].tolist() == ["2022-01-01", "2022-01-02 08:00:00+08:00"]
        assert read.iloc[:, 1].tolist() == ["(0, 1]", "(1, 2]"]
