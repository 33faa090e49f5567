"""Counting in batches: the numbers of reading all at once, whatever the batches and whoever works."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis import (
    clean_documents,
    count_tables,
    count_terms,
    distinct,
    find_slogans,
    keyness_by,
    read_counts,
    read_folder,
    segment,
    slogan_rates,
)
from analysis.batch import run
from analysis.errors import ChoiceError, InputError, KoujingWarning, OutputError
from analysis.files import PART


def at_once(path, by="city", copies="one"):
    cleaned = clean_documents(read_folder(path).documents)
    documents = distinct(cleaned.documents) if copies == "one" else cleaned.documents
    corpus = segment(documents, cleaned.paragraphs)
    dtm = count_terms(corpus)
    hits = find_slogans(corpus)
    return dtm, keyness_by(dtm, by), hits, slogan_rates(hits, corpus, by)


def same(found, expected):
    """Compare to the last bit; texts that are missing have one form in Parquet."""
    types = expected.dtypes.to_dict()
    pd.testing.assert_frame_equal(
        found.astype(types).where(found.notna(), None).astype(types), expected, check_exact=True
    )


def check(out, path, by="city", copies="one"):
    dtm, ranked, hits, rates = at_once(path, by, copies)
    counted = read_counts(out)
    assert counted.terms == dtm.terms
    assert (counted.counts != dtm.counts).nnz == 0
    assert counted.sizes.tolist() == dtm.sizes.tolist()
    assert dict(counted.settings) == dict(dtm.settings)
    pd.testing.assert_frame_equal(counted.units, dtm.units)
    same(pd.read_parquet(out / "keyness.parquet"), ranked)
    same(pd.read_parquet(out / "slogans.parquet"), hits)
    written = pd.read_csv(out / "slogan_rates.csv", encoding="utf-8-sig", dtype={"group": str})
    pd.testing.assert_frame_equal(written, rates, check_dtype=False, rtol=1e-9)


@pytest.mark.parametrize("size", [1, 4, 100])
@pytest.mark.parametrize("kind", ["gaps", "parquet"])
def test_results_are_those_of_reading_all_at_once(request, tmp_path, kind, size):
    path = request.getfixturevalue(kind)
    out = count_tables(path, tmp_path / "out", batch_size=size)
    check(out, path)
    assert [path.name for path in out.glob(".*")] == [".koujing"]


def test_rows_stay_in_their_order(rows, tmp_path, monkeypatch):
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows, *rows]), encoding="utf-8"
    )
    monkeypatch.setattr("analysis.store.sql.ROWS", 3)
    out = count_tables(path, tmp_path / "out", batch_size=5, copies="all")
    check(out, path, copies="all")
    ids = pd.read_parquet(out / "slogans.parquet")["doc_id"].tolist()
    assert ids == ["many", *(f"many#{n}" for n in range(2, 13))]


def test_hand_counted(broken, tmp_path):
    out = count_tables(broken, tmp_path / "out", batch_size=3)
    terms = pd.read_parquet(out / "group_terms.parquet").set_index(["group", "term"])
    assert terms.loc[("甲州市", "港口")].tolist() == [4, 2]
    assert terms.loc[("丙州市", "芯片")].tolist() == [4, 2]
    whole = pd.read_parquet(out / "terms.parquet").set_index("term")
    assert whole.loc["创新"].tolist() == [4, 4]
    groups = pd.read_csv(out / "groups.csv", encoding="utf-8-sig").set_index("group")
    assert groups.loc["乙州市", "n_documents"] == 2
    assert groups.loc["乙州市", "n_slogans"] == 2
    assert groups["n_documents"].sum() == 6


def test_rows_that_cannot_be_used_are_named_with_reasons(broken, tmp_path):
    out = count_tables(broken, tmp_path / "out", batch_size=2, lang="zh")
    skipped = pd.read_csv(out / "skipped.csv", encoding="utf-8-sig")
    skipped = skipped.astype({"line": "Int64", "row": "Int64"})
    assert skipped.astype(object).where(skipped.notna(), None).values.tolist() == [
        ["notices.jsonl.gz", 2, None, "该行不是 JSON 对象"],
        ["notices.jsonl.gz", 7, None, "该行不是 UTF-8 编码；请将文件另存为 UTF-8"],
        ["notices.jsonl.gz", 8, None, "该行不是 JSON 对象"],
        ["notices.jsonl.gz", None, 2, "该行没有正文"],
    ]
    again = count_tables(broken, tmp_path / "again", batch_size=50, lang="zh")
    assert (again / "skipped.csv").read_bytes() == (out / "skipped.csv").read_bytes()
    documents = pd.read_parquet(out / "documents.parquet")
    assert documents["row"].tolist() == [1, 3, 4, 5, 6, 7]
    assert documents["doc_id"].tolist() == ["notices", *(f"notices#{n}" for n in range(2, 7))]


def test_a_result_that_cannot_be_replaced_leaves_the_others_and_the_next_run_mends_it(lines, tmp_path):
    options = {"slogans": False, "n_permutations": 0}
    out = count_tables(lines, tmp_path / "out", batch_size=1, **options)
    before = {path: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    (out / "keyness.csv").unlink()
    (out / "keyness.csv").mkdir()
    with pytest.raises(OutputError, match=r"keyness\.csv: cannot be written"):
        count_tables(lines, out, batch_size=3, **options)
    (out / "keyness.csv").rmdir()
    assert all(path.read_bytes() == old for path, old in before.items() if path.name != "keyness.csv")
    count_tables(lines, out, batch_size=3, **options)
    assert len(list((out / "counts").iterdir())) == 2
    assert (
        read_counts(out).counts.sum()
        == read_counts(count_tables(lines, tmp_path / "b", **options)).counts.sum()
    )
    assert [path.name for path in out.glob(".*")] == [".koujing"]


def test_what_is_to_be_said_of_a_document_is_said(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [{"district": "鼓楼区", "text": "优化服务。"}, {"city": "柳州市", "text": "优化服务。"}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    out = count_tables(path, tmp_path / "out", batch_size=1, lang="zh", slogans=False, copies="all")
    said = pd.read_parquet(out / "documents.parquet")["warnings"]
    assert said[0] == read_folder(path, lang="zh").files.loc[0, "warnings"]
    assert "可能指多个地方" in said[0]
    assert pd.isna(said[1])


def test_a_family_grows_from_all_batches(lines, tmp_path):
    out = count_tables(lines, tmp_path / "out", batch_size=1)
    hits = pd.read_parquet(out / "slogans.parquet")
    assert hits.loc[hits["text"] == "转方式、调结构、增动能", "family"].nunique() == 1
    assert len(hits) == 6
    assert hits["line"].tolist() == [1, 2, 3, 4, 5, 6]


def test_a_folder_of_tables_and_other_files(lines, parquet, rows, tmp_path):
    folder = tmp_path / "tables"
    (folder / "b").mkdir(parents=True)
    (folder / "a.jsonl").write_bytes(lines.read_bytes())
    (folder / "b" / "c.parquet").write_bytes(parquet.read_bytes())
    for copies in ("one", "all"):
        check(count_tables(folder, tmp_path / "out", batch_size=4, copies=copies), folder, copies=copies)
    (folder / "notes.docx").write_bytes(b"PK\x03\x04 and no more")
    out = count_tables(folder, tmp_path / "more", slogans=False)
    assert pd.read_csv(out / "skipped.csv")["source"].tolist() == ["notes.docx"]
    assert pd.read_csv(out / "groups.csv")["n_slogans"].isna().all()
    assert (
        pd.read_parquet(out / "documents.parquet")["source"].tolist() == ["a.jsonl"] * 6 + ["b/c.parquet"] * 6
    )


def test_copies_are_named_and_counted_once_or_all(tmp_path):
    texts = {
        "甲州市": ["港口扩建，改革创新。", "茶叶贸易。", "\u200b"],
        "乙州市": ["港口 扩建，改革创新。", "茶叶贸易。", "芯片贸易。\n茶叶贸易。", "\u200b"],
    }
    path = tmp_path / "a.jsonl"
    rows = [{"city": city, "text": text} for city, mine in texts.items() for text in mine]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    once = count_tables(path, tmp_path / "one", batch_size=2)
    documents = pd.read_parquet(once / "documents.parquet").set_index("doc_id")
    assert documents["same_as"].dropna().to_dict() == {"a#3": "a", "a#4": "a#2"}
    assert pd.read_csv(once / "skipped.csv")["row"].tolist() == [3, 7]
    assert pd.read_csv(once / "groups.csv")["n_documents"].tolist() == [1, 2]
    assert pd.read_parquet(once / "terms.parquet").set_index("term")["n"].to_dict() == {
        "创新": 1, "扩建": 1, "改革": 1, "港口": 1, "芯片": 1, "茶叶": 2, "贸易": 3,
    }  # fmt: skip
    assert read_counts(once).units.index.tolist() == ["a", "a#2", "a#5"]
    every = count_tables(path, tmp_path / "all", batch_size=2, copies="all")
    assert pd.read_parquet(every / "documents.parquet")["same_as"].notna().sum() == 2
    assert pd.read_parquet(every / "terms.parquet").set_index("term").loc["贸易", "n"] == 4
    assert read_counts(every).counts.shape == (5, 7)


def test_slogans_of_copies_are_counted_once(rows, tmp_path):
    path = tmp_path / "a.jsonl"
    twice = [rows[0], *rows, rows[3]]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in twice), encoding="utf-8")
    for copies, lines in (("one", [1, 3, 4, 5, 6, 7]), ("all", [1, 2, 3, 4, 5, 6, 7, 8])):
        for size in (2, 100):
            out = count_tables(path, tmp_path / "out", batch_size=size, copies=copies)
            check(out, path, copies=copies)
            assert pd.read_parquet(out / "slogans.parquet")["line"].tolist() == lines


def test_without_divisions_all_but_p_and_q_agree(lines, tmp_path):
    out = count_tables(lines, tmp_path / "out", "year", n_permutations=0, batch_size=2)
    _, ranked, _, _ = at_once(lines, "year")
    same(pd.read_parquet(out / "keyness.parquet"), ranked)  # three documents on a side: no test in either
    assert json.loads((out / "settings.json").read_text("utf-8"))["keyness"].startswith("No p or q")


@pytest.mark.parametrize("held", [20_000_000, 40])
def test_groups_large_enough_are_tested_alike(tmp_path, monkeypatch, held):
    monkeypatch.setattr("analysis.store.counted.HELD", held)
    path = tmp_path / "many.jsonl"
    drawn = np.random.default_rng(5)
    words = ["港口", "茶叶", "芯片", "改革", "创新", "贸易"]
    with path.open("w", encoding="utf-8") as file:
        for n in range(24):
            text = "，".join(drawn.choice(words, size=drawn.integers(5, 20))) + "。"
            city = ["甲州市", "乙州市", None, "丙州市"][n % 4]
            file.write(json.dumps({"city": city, "text": text}, ensure_ascii=False) + "\n")
    out = count_tables(path, tmp_path / "out", batch_size=5)
    check(out, path)
    assert pd.read_parquet(out / "keyness.parquet")["p_permutation"].notna().all()


def test_a_batch_without_words_and_a_text_of_which_nothing_is_left(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "2024"}\n{"text": "港口 扩建"}\n{"text": "\\u200b"}\n', encoding="utf-8")
    with pytest.warns(KoujingWarning, match="No document has a value in `city`"):
        out = count_tables(path, tmp_path / "out", batch_size=1)
    assert pd.read_parquet(out / "documents.parquet")["n_words"].tolist() == [2]
    assert pd.read_csv(out / "skipped.csv")["row"].tolist() == [1, 3]  # as when all is read at once
    assert pd.read_parquet(out / "terms.parquet")["term"].tolist() == ["扩建", "港口"]
    assert pd.read_parquet(out / "keyness.parquet").empty


def test_goes_on_where_it_was_interrupted(lines, tmp_path, monkeypatch):
    done = []

    def failing(piece, settings, folder, cache):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(piece.number)
        return work(piece, settings, folder, cache)

    work = run.work
    monkeypatch.setattr(run, "work", failing)
    with pytest.raises(KeyboardInterrupt):
        count_tables(lines, tmp_path / "out", batch_size=2)
    read = []
    monkeypatch.setattr(run, "work", work)
    monkeypatch.setattr("analysis.batch.work.process_batch", lambda *a: read.append(1) or process(*a))
    from analysis.batch.process import process_batch as process

    check(count_tables(lines, tmp_path / "out", batch_size=2), lines)
    assert len(read) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"city": "x"}\n', "no text column"),
        ('{"text": " "}\n', "nothing in it is a text"),
    ],
)
def test_tables_that_cannot_be_counted(tmp_path, content, message):
    path = tmp_path / "a.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        count_tables(path, tmp_path / "out")


def test_what_a_killed_process_was_writing_is_no_result(lines, tmp_path, monkeypatch):
    def left(parts, *rest):
        for part in parts:
            (next(tmp_path.glob("out/.parts-*")) / "counts" / f"{PART}0123").touch()
            yield part

    monkeypatch.setattr(run, "_shown", left)
    count_tables(lines, tmp_path / "out", slogans=False)
    assert {one.suffix for one in (tmp_path / "out" / "counts").iterdir()} == {".parquet"}


def test_results_are_not_written_among_texts(lines, tmp_path):
    """They would be read from then on in place of the texts; what is hidden is no text."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / ".DS_Store").touch()
    count_tables(lines, texts, slogans=False)
    count_tables(lines, texts, slogans=False)
    other = tmp_path / "other"
    other.mkdir()
    (other / "柳州市_2023.txt").write_text("全市推进治水。", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds other files \(柳州市_2023\.txt\)"):
        count_tables(lines, other, slogans=False)
    assert [one.name for one in other.iterdir()] == ["柳州市_2023.txt"]


def test_parameters_are_checked_before_any_work(lines, tmp_path, monkeypatch):
    for bad in ({"by": "colour"}, {"engine": "spark"}, {"lang": "fr"}, {"copies": "two"}):
        with pytest.raises(ChoiceError):
            count_tables(lines, tmp_path / "out", **bad)
    with pytest.raises(InputError, match="no such file"):
        count_tables(lines, tmp_path / "out", userdict=tmp_path / "none.txt")
    with pytest.raises(InputError, match="holds no counts"):
        read_counts(tmp_path)
    monkeypatch.setattr(run, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"koujing\[parquet\]"):
        count_tables(lines, tmp_path / "out")
