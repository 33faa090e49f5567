"""What an earlier run wrote is no text, wherever it lies below the folder that is read."""

import pandas as pd

from analysis.cli import main
from analysis.files import staged, write_table, write_whole
from analysis.load import read_folder

PAGE = '<html><head><meta name="generator" content="koujing"></head><body><p>推进港口扩建。</p></body></html>'


def test_documents_are_the_same_with_results_among_the_texts(tmp_path):
    (tmp_path / "柳州市_2023.txt").write_text("打通堵点，破解难点，发展经济。", encoding="utf-8")
    before = read_folder(tmp_path).documents
    for place in (tmp_path, tmp_path / "out" / "deep"):
        with staged(place) as draft:
            write_table(draft / "tables" / "kwic.csv", pd.DataFrame({"text": ["推进港口扩建。"]}))
            write_whole(draft / "compare_cities.html", PAGE)
    (tmp_path / "saved copy.html").write_text(PAGE, encoding="utf-8")
    reading = read_folder(tmp_path, lang="en")
    pd.testing.assert_frame_equal(reading.documents, before)
    skipped = reading.files[reading.files["status"] == "skipped"]
    assert sorted(skipped["file"]) == [
        "compare_cities.html", "out/deep/compare_cities.html", "out/deep/tables/kwic.csv",
        "saved copy.html", "tables/kwic.csv",
    ]  # fmt: skip
    assert set(skipped["reason"]) == {"it is a result of an earlier run of koujing, not a text"}


def test_cleaned_texts_are_read_when_they_are_named_and_passed_over_otherwise(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "柳州市_2023.txt").write_text("打通堵点，破解难点，发展经济。", encoding="utf-8")
    assert main(["clean", str(texts), "--out", str(texts / "cleaned"), "--quiet"]) == 0
    assert list(read_folder(texts).documents["source"]) == ["柳州市_2023.txt"]
    assert list(read_folder(texts / "cleaned").documents["source"]) == ["texts/柳州市_2023.txt"]


def test_texts_are_not_cleaned_into_their_own_folder(tmp_path, capsys):
    (tmp_path / "documents.csv").write_text("file,city\na.txt,柳州市\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("打通堵点。", encoding="utf-8")
    assert main(["clean", str(tmp_path), "--out", str(tmp_path), "--quiet"]) == 2
    assert "is the folder of the source texts" in capsys.readouterr().err
    assert "柳州市" in (tmp_path / "documents.csv").read_text(encoding="utf-8")
