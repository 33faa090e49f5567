"""Tables of SQLite and DuckDB files: the one that is meant, its rows in order, and what is said otherwise."""

import os
import sqlite3

import pytest

from analysis import read_corpus, read_folder
from analysis.errors import InputError
from analysis.load.form import TableForm
from analysis.load.items import Unreadable
from analysis.load.tables.databases import database_kind, table_of

ROWS = [("柳州市", 2020, "港口扩建加快，航运贸易增长。"), ("桂林市", 2021, "黄河治理推进，水源保护加强。")]
KINDS = ("sqlite", "duckdb")


def connected(path, kind):
    if kind == "sqlite":
        return sqlite3.connect(path)
    return pytest.importorskip("duckdb").connect(str(path))


def made(path, kind, *more):
    connection = connected(path, kind)
    connection.execute('CREATE TABLE "notices ""a" (city VARCHAR, year INTEGER, text VARCHAR, more BLOB)')
    connection.executemany('INSERT INTO "notices ""a" VALUES (?, ?, ?, NULL)', ROWS)
    connection.execute('CREATE VIEW late AS SELECT * FROM "notices ""a" WHERE year > 2020')
    for statement in more:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_the_only_table_is_read_and_left_as_it_was(tmp_path, kind):
    path = made(tmp_path / "data.db", kind)
    before = path.read_bytes()
    assert database_kind(before) == kind
    found = read_folder(tmp_path).documents
    assert [tuple(row) for row in found[["city", "year", "text"]].to_numpy()] == ROWS
    assert found["city_from"].tolist() == ["table"] * 2
    assert os.listdir(tmp_path) == ["data.db"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", KINDS)
def test_several_tables_are_named(tmp_path, kind):
    made(tmp_path / "data.db", kind, "CREATE TABLE other (text VARCHAR)")
    with pytest.raises(InputError, match=r"several tables \(.*notices.*other\).*--table"):
        read_folder(tmp_path)
    with pytest.raises(InputError, match=r"no table missing \(found: .*other"):
        read_folder(tmp_path, form=TableForm(table="missing"))
    assert read_corpus(tmp_path, table='NOTICES "a').corpus.n_documents == 2
    assert read_corpus(tmp_path, table="late").reading.documents["city"].tolist() == ["桂林市"]
    (tmp_path / "documents.csv").write_text('file,数据表\ndata.db,"late"\n', encoding="utf-8")
    assert read_folder(tmp_path).documents["city"].tolist() == ["桂林市"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_only_table_with_a_column_of_texts_is_read_and_the_others_are_told(tmp_path, kind):
    made(tmp_path / "data.db", kind, "CREATE TABLE other (x INTEGER)")
    found = read_folder(tmp_path)
    assert found.documents["city"].tolist() == [row[0] for row in ROWS]
    assert "not read: other" in str(found.files.iloc[0]["warnings"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_column_that_there_is_not_is_said_with_those_that_there_are(tmp_path, kind):
    made(tmp_path / "data.db", kind)
    with pytest.raises(InputError, match=r"no column 正文 \(found: city, year, text, more\)"):
        read_folder(tmp_path, form=TableForm(text_column="正文"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("kept", [100, 5000])
def test_a_file_cut_off_is_damaged(tmp_path, kind, kept):
    path = made(tmp_path / "data.db", kind)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(Unreadable) as fault, table_of(path, kind) as table:
        list(table.rows)
    assert fault.value.reason.code in ("damaged", "locked")


def test_an_encrypted_file_is_locked(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    try:
        with duckdb.connect(config={"force_mbedtls_unsafe": "true"}) as connection:
            connection.execute(f"ATTACH '{tmp_path / 'a.duckdb'}' AS a (ENCRYPTION_KEY 'x')")
            connection.execute("CREATE TABLE a.notices (text VARCHAR)")
    except duckdb.Error:
        pytest.skip("this DuckDB does not encrypt")
    with pytest.raises(InputError, match="password"):
        read_folder(tmp_path)


def test_what_another_program_has_not_yet_written_into_the_file_is_read(tmp_path):
    path = tmp_path / "data.db"
    writing = sqlite3.connect(path)
    writing.execute("PRAGMA journal_mode = WAL")
    writing.execute("CREATE TABLE notices (text TEXT)")
    writing.execute("INSERT INTO notices VALUES ('港口扩建。')")
    writing.commit()
    with table_of(path, "sqlite") as table:
        assert (table.names, table.n_rows, list(table.rows)) == (["text"], 1, [{"text": "港口扩建。"}])
    writing.close()


def test_bytes_are_text_where_they_can_be(tmp_path):
    path = tmp_path / "data.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notices (text)")
    cells = [("港口".encode(),), (b"\xff",), (1.5,), (None,)]
    connection.executemany("INSERT INTO notices VALUES (?)", cells)
    connection.commit()
    connection.close()
    with table_of(path, "sqlite") as table:
        assert [row["text"] for row in table.rows] == ["港口", None, 1.5, None]
