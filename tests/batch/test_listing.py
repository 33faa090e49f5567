"""The list of texts states things of whole tables, as when all is read at once."""

import warnings

import pandas as pd
import pytest

from analysis import count_tables, read_folder
from analysis.errors import KoujingWarning

LIST = "file,city,year\na.jsonl,柳州市,2020\nc.parquet,,2019\n"


@pytest.fixture
def folder(lines, parquet, tmp_path):
    place = tmp_path / "tables"
    (place / "b").mkdir(parents=True)
    (place / "a.jsonl").write_bytes(lines.read_bytes())
    (place / "b" / "c.parquet").write_bytes(parquet.read_bytes())
    return place


def counted(place, out, **options):
    out = count_tables(place, out, slogans=False, n_permutations=0, **options)
    return pd.read_parquet(out / "documents.parquet").set_index("doc_id"), pd.read_csv(out / "skipped.csv")


def test_what_is_stated_of_a_table_holds_for_its_rows(folder, tmp_path):
    (folder / "documents.csv").write_text(LIST, encoding="utf-8")
    found, skipped = counted(folder, tmp_path / "out", batch_size=4)
    assert found["city"].tolist() == ["柳州市"] * 6 + ["甲州市"] * 2 + ["乙州市"] * 2 + ["丙州市"] * 2
    assert found["year"].tolist() == [2020] * 6 + [2019] * 6
    assert found["city_from"].tolist() == ["manifest"] * 6 + ["table"] * 6
    assert skipped.empty
    read = read_folder(folder).documents
    for name in ("city", "year", "title", "city_from", "year_from"):
        assert found[name].tolist() == read[name].tolist()


def test_a_list_beside_a_single_table(folder, tmp_path):
    (folder / "documents.csv").write_text(LIST, encoding="utf-8")
    found, _ = counted(folder / "a.jsonl", tmp_path / "out")
    assert set(found["city"]) == {"柳州市"}


@pytest.mark.parametrize(
    ("line", "lang", "said"),
    [
        ("a.jsonl#3,甲州市,", "en", r"1 of its rows refer to single rows of tables \(a\.jsonl#3\)"),
        ("c.parquet#1,甲州市,", "zh", r"有 1 行针对表格中的某一行（c\.parquet#1）"),
        ("z.jsonl,甲州市,", "en", "z.jsonl"),
    ],
)
def test_what_is_not_used_of_the_list_is_said(folder, tmp_path, line, lang, said):
    (folder / "documents.csv").write_text(f"{LIST}{line}\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match=said):
        found, _ = counted(folder, tmp_path / "out", lang=lang)
    assert found["year"].tolist() == [2020] * 6 + [2019] * 6


def test_another_list_is_another_run(folder, tmp_path):
    (folder / "documents.csv").write_text(LIST, encoding="utf-8")
    counted(folder, tmp_path / "out", cache=tmp_path / "cache")
    (folder / "documents.csv").write_text(LIST.replace("柳州市", "桂林市"), encoding="utf-8")
    found, _ = counted(folder, tmp_path / "out", cache=tmp_path / "cache")
    assert set(found["city"][:6]) == {"桂林市"}


def test_a_table_of_that_name_which_is_no_list_is_passed_over(folder, tmp_path):
    (folder / "documents.csv").write_text("title,date\nx,2020-01-01\n", encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, skipped = counted(folder, tmp_path / "out")
    assert skipped["source"].tolist() == ["documents.csv"]
