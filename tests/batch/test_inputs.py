"""Databases, texts in files of their own and zips of them are counted as they are read at once."""

import json
import os
import sqlite3
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analysis import count_tables, open_counted, read_corpus
from analysis.counts import count_terms
from analysis.errors import ChoiceError, InputError
from analysis.load.stream.source import find_tables


@pytest.fixture
def folder(rows, tmp_path):
    """Six texts in four files of their own, a table of one text and a database of one text."""
    place = tmp_path / "texts"
    (place / "b").mkdir(parents=True)
    for number, row in enumerate(rows[:4]):
        path = place / ("b" if number % 2 else "") / f"{row['city']}-{row['year']}-{number}.txt"
        path.write_text(row["text"], encoding="utf-8")
    pd.DataFrame(rows[4:5]).to_csv(place / "m.csv", index=False)
    connection = sqlite3.connect(place / "z.db")
    connection.execute("CREATE TABLE notices (city, year, title, text)")
    connection.execute("INSERT INTO notices VALUES (:city, :year, :title, :text)", rows[5])
    connection.commit()
    connection.close()
    (place / "documents.csv").write_text("file,publisher\nm.csv,\nb,某某办公室\n", encoding="utf-8")
    return place


def counted(place, out, **options):
    return open_counted(count_tables(place, out, n_permutations=0, **options))


def zipped(folder, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.name != "documents.csv":
                archive.write(file, file.relative_to(folder).as_posix())
    return path


@pytest.mark.parametrize("batch_size", [2, 100])
def test_a_folder_of_files_is_counted_as_it_is_read_at_once(folder, tmp_path, batch_size):
    found = counted(folder, tmp_path / "out", batch_size=batch_size, texts=True)
    read = read_corpus(folder).corpus
    names = ["city", "year", "publisher", "title", "source"]
    pd.testing.assert_frame_equal(found.documents[names], read.documents[names])
    assert found.matrix().counts.toarray().tolist() == count_terms(read).counts.toarray().tolist()
    assert found.documents["city_from"].dropna().tolist() == ["table"] * 2
    assert set(found.documents["publisher"]) == {"某某办公室", None}
    drawn = found.sample(6, by="source")
    assert drawn.documents["text"].tolist() == read.documents["text"].tolist()
    lines = ["first_line", "last_line"]
    assert drawn.paragraphs[lines].to_numpy().tolist() == read.paragraphs[lines].to_numpy().tolist()
    assert len(found.hits) == 6
    assert pd.read_csv(found.folder / "skipped.csv").empty


def test_a_zip_is_counted_as_its_folder(folder, tmp_path):
    (folder / "documents.csv").unlink()
    plain = counted(folder, tmp_path / "out")
    packed = counted(zipped(folder, tmp_path / "a.zip"), tmp_path / "packed")
    assert packed.documents["source"].tolist() == [f"a.zip/{name}" for name in plain.documents["source"]]
    assert packed.totals.equals(plain.totals)
    assert packed.documents["source"].tolist() == sorted(
        read_corpus(tmp_path / "a.zip").corpus.documents["source"]
    )
    assert not (packed.folder / ".unpacked").exists()


def test_a_zip_in_a_folder_is_read_file_by_file(folder, tmp_path):
    (tmp_path / "all" / "b").mkdir(parents=True)
    zipped(folder, tmp_path / "all" / "b" / "a.zip")
    (tmp_path / "all" / "z.txt").write_text("全面推进乡村振兴，渔港扩建。", encoding="utf-8")
    found = counted(tmp_path / "all", tmp_path / "found")
    expected = read_corpus(tmp_path / "all").corpus.documents
    assert found.documents["source"].tolist() == expected["source"].tolist()
    assert len(list((found.folder / "counts").iterdir())) > 2  # its tables are batches of their own
    assert not (found.folder / ".unpacked").exists()


def test_a_zip_with_a_password_is_refused_and_a_damaged_member_is_skipped(folder, tmp_path):
    path = zipped(folder, tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    for info in infos:
        data[info.header_offset + 6] |= 1
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    (tmp_path / "locked.zip").write_bytes(data)
    with pytest.raises(InputError, match="password"):
        count_tables(tmp_path / "locked.zip", tmp_path / "out")
    data = bytearray(path.read_bytes())
    whole = next(
        info for info in infos if info.filename.endswith("2020-0.txt") or info.filename.endswith("-0.txt")
    )
    data[whole.header_offset + 30 + len(whole.filename.encode()) + 5] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(data)
    found = counted(tmp_path / "damaged.zip", tmp_path / "out")
    assert found.n_documents == 5
    [skipped] = pd.read_csv(found.folder / "skipped.csv")["source"]
    assert skipped == f"damaged.zip/{whole.filename}"


def test_what_cannot_be_read_is_skipped_with_its_file_and_reason(folder, tmp_path):
    (folder / "a.docx").write_bytes(b"PK\x03\x04 and no more")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "README.md").write_text("# 说明", encoding="utf-8")
    found = counted(folder, tmp_path / "out")
    skipped = pd.read_csv(found.folder / "skipped.csv")
    assert skipped["source"].tolist() == ["a.docx", "empty.txt"]
    assert skipped["reason"].str.contains("damaged|truncated|empty").all()
    assert found.n_documents == 6


def test_of_several_tables_one_must_be_named(folder, tmp_path):
    connection = sqlite3.connect(folder / "z.db")
    connection.execute("CREATE TABLE other (x)")
    connection.commit()
    connection.close()
    with pytest.raises(InputError, match=r"several tables \(notices, other\)"):
        count_tables(folder / "z.db", tmp_path / "out")
    assert counted(folder / "z.db", tmp_path / "out", table="notices").n_documents == 1
    with pytest.raises(InputError, match=r"no column 正文 \(found: city, year, title, text\)"):
        count_tables(folder / "z.db", tmp_path / "out", table="notices", text_column="正文")


def test_what_is_kept_of_files_is_found_again_until_one_of_them_changes(folder, tmp_path, monkeypatch):
    from analysis.batch import work

    done = []
    real = work.process_files
    monkeypatch.setattr(
        work, "process_files", lambda files, *more: done.append(len(files)) or real(files, *more)
    )
    for number in range(3):
        if number == 2:
            [path] = folder.glob("b/*-1.txt")
            path.write_text("港口扩建。", encoding="utf-8")
        found = counted(folder, tmp_path / "out", batch_size=2, cache=tmp_path / "cache")
    assert done == [2, 2, 2]
    assert "港口" in found.terms


def test_adjacent_files_are_listed_together_and_tables_stand_in_their_place(folder):
    tables, refused = find_tables(Path(os.path.relpath(folder)))
    assert all(
        Path(path).is_absolute() for table in tables for path, _ in (table.files or [(table.path, "")])
    )
    assert [len(table.files) or table.source for table in tables] == [2, "m.csv", "z.db", 2]
    assert [source for source, _ in refused] == ["documents.csv"]


def test_rows_whose_text_stands_under_another_name_are_counted_and_told(tmp_path) -> None:
    rows = [
        {"city": "青岛市", "content": "港口扩建，贸易增长。"},
        {"city": "兰州市", "正文": "黄河治理，植树护岸。", "level": "市"},
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    place = count_tables(tmp_path, tmp_path / "counts", slogans=False, lang="en")
    documents = pd.read_parquet(place / "documents.parquet")
    assert documents["city"].tolist() == ["青岛市", "兰州市"]
    assert "taken from column 正文" in documents["warnings"][1]
    assert json.loads(documents["further"][1]) == {"level": "市"}


def test_columns_of_workbooks_are_grouped_by(tmp_path):
    place = tmp_path / "in"
    place.mkdir()
    texts = ["港口扩建，港口贸易。", "黄河治理，改革创新。"]
    frame = pd.DataFrame({"city": ["青岛市", "兰州市"], "类型": ["甲", "乙"], "text": texts})
    frame.to_excel(place / "a.xlsx", index=False)
    out = count_tables(place, tmp_path / "out", "类型", slogans=False, n_permutations=0)
    assert pd.read_csv(out / "groups.csv")["group"].tolist() == ["乙", "甲"]
    with pytest.raises(ChoiceError, match="'source', '类型'; not '类别'"):
        count_tables(place, tmp_path / "other", "类别", slogans=False, n_permutations=0)
    assert not (tmp_path / "other").exists()


def test_a_note_below_a_table_is_no_text_and_listed(rows, tmp_path):
    (tmp_path / "in").mkdir()
    noted = [*rows, {"text": "制表人：王某"}, {"text": "共6条"}]
    pd.DataFrame(noted).to_csv(tmp_path / "in" / "m.csv", index=False)
    found = counted(tmp_path / "in", tmp_path / "out")
    assert len(found.documents) == 6
    skipped = pd.read_csv(found.folder / "skipped.csv")
    assert skipped["row"].tolist() == [7, 8]
    assert "制表人：王某" in skipped["reason"][0]
