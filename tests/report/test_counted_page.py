"""The page of a folder of counts: numbers of all texts, sentences of a sample, and said which is which."""

import json
import re

import pandas as pd
import pytest

from analysis import SAMPLE, count_tables, keyness_by, make_counted_report, open_counted, read_folder, tf_idf
from analysis.cli import main
from analysis.errors import ChoiceError, KindError
from analysis.report.context import context_of

pytest.importorskip("duckdb", reason="DuckDB (the extra `parquet`) is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The demonstration corpus as a table, counted with its texts."""
    documents = read_folder(SAMPLE).documents
    path = tmp_path_factory.mktemp("table") / "texts.jsonl"
    rows = documents[["city", "province", "year", "title", "text"]]
    rows.to_json(path, orient="records", lines=True, force_ascii=False)
    return count_tables(path, path.parent / "counted", texts=True)


@pytest.fixture(scope="module")
def page(folder, tmp_path_factory):
    """Its page, in English, from six of its texts."""
    out = tmp_path_factory.mktemp("page")
    return make_counted_report(
        open_counted(folder), out, lang="en", n_texts=6, n_topics=2, title="Six of all"
    )


def test_numbers_are_of_all_texts(page, folder):
    counted, tables = open_counted(folder), page.parent / "tables"

    def read(name):
        return pd.read_csv(tables / f"{name}.csv", encoding="utf-8-sig")

    sizes = read("corpus").set_index("group")
    groups = pd.read_csv(folder / "groups.csv", encoding="utf-8-sig").set_index("group")
    for name in ("n_documents", "n_han", "n_words"):
        assert sizes[name].tolist() == groups[name].tolist()
    assert len(sizes) > 3
    ranked = keyness_by(counted, seed=1).groupby("group", sort=False).head(200)
    assert read("keyness")["term"].tolist() == ranked["term"].tolist()
    assert read("keyness")["n_target"].tolist() == ranked["n_target"].tolist()
    assert read("keywords")["n"].tolist() == tf_idf(counted)["n"].tolist()
    rates = pd.read_csv(folder / "slogan_rates.csv", encoding="utf-8-sig")
    found = read("slogan_rates").query("kind == 'all'").set_index("group")["size"]
    assert found.to_dict() == rates.query("kind == 'all'").set_index("group")["size"].to_dict()


def test_the_page_says_what_is_of_a_sample(page, folder):
    text = page.read_text(encoding="utf-8")
    n_all = open_counted(folder).documents["city"].notna().sum()
    assert f"are of all {n_all} texts" in text
    assert "are of 6 of them, drawn at random from each group alike" in text
    assert "Six of all" in text
    anchors = re.findall(r'<h2 id="([a-z]+)"', text)
    assert anchors == ["corpus", "keywords", "topics", "slogans", "method"]
    assert (page.parent / "compare_cities.xlsx").stat().st_size > 10_000
    assert not re.search(r"(?:src|href)=\"https?://(?!doi)", text)


def test_the_same_page_again_and_another_for_another_seed(page, folder, tmp_path):
    def made(name, seed):
        counted = open_counted(folder)
        return make_counted_report(
            counted, tmp_path / name, lang="en", n_texts=6, n_topics=2, title="Six of all", seed=seed
        ).read_bytes()

    assert made("a", 1) == page.read_bytes()
    assert made("b", 2) != page.read_bytes()


def test_the_command_takes_a_folder_of_counts(folder, tmp_path, capsys):
    assert main(["report", str(folder), "--out", str(tmp_path / "out"), "--n-topics", "2"]) == 0
    text = (tmp_path / "out" / "compare_cities.html").read_text(encoding="utf-8")
    assert "只依据按组抽取的" in text
    assert capsys.readouterr().out.strip().endswith("compare_cities.html")


@pytest.mark.parametrize(
    ("option", "said"),
    [(["--copies", "all"], "--copies was settled when it was counted"),
     (["--sections", "keywords"], "--sections needs the texts themselves")],
)  # fmt: skip
def test_options_that_it_cannot_have_are_refused(folder, tmp_path, capsys, option, said):
    assert main(["report", str(folder), "--out", str(tmp_path / "out"), *option]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_other_things_are_refused(folder, tmp_path):
    with pytest.raises(KindError, match=r"make_counted_report\(open_counted\(folder\), out\)"):
        make_counted_report(folder, tmp_path)
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert "texts" not in settings["counting"]
    with pytest.raises(ChoiceError, match="must be one of"):
        make_counted_report(open_counted(folder), tmp_path, by="colour")


def test_the_groups_are_those_of_all_texts(folder):
    counted = open_counted(folder)
    assert context_of(counted).groups == tuple(sorted(counted.documents["city"].dropna().unique()))
