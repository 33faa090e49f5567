from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import DOCUMENT_COLUMNS
from analysis.errors import InputError, KoujingWarning
from analysis.load import read_documents, read_folder

REPORT = "各位代表：\n\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_folder_of_texts_becomes_documents_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b/柳州市_2023.txt", REPORT, "gb18030")
    write(tmp_path, "a/温州_2024.txt", "\n\n" + REPORT, "utf-8-sig")
    documents = read_documents(tmp_path)
    assert tuple(documents.columns) == DOCUMENT_COLUMNS
    assert documents.index.name == "doc_id"
    assert documents.index.tolist() == ["a/温州_2024", "b/柳州市_2023"]
    assert documents["city"].tolist() == ["温州市", "柳州市"]
    assert documents["province"].tolist() == ["浙江省", "广西壮族自治区"]
    assert documents["province_from"].tolist() == ["city", "city"]
    assert documents["year"].tolist() == [2024, 2023]
    assert documents["year"].dtype == "Int64"
    assert documents["source_line"].tolist() == [3, 1]
    assert documents["text"].tolist() == [REPORT.strip("\n")] * 2
    assert documents["date"].isna().all()
    assert documents["date_from"].isna().all()


def test_the_manifest_wins_cell_by_cell(tmp_path: Path) -> None:
    write(tmp_path, "柳州市_2023.txt", REPORT)
    write(tmp_path, "sub/x.txt", REPORT)
    write(
        tmp_path,
        "documents.csv",
        "file,city,date,title\n柳州市_2023.txt,,2022年3月5日,报告\nx.txt,桂林,,\n没有.txt,,,\n",
    )
    documents, files, _ = read_folder(tmp_path)
    assert documents["city"].tolist() == ["桂林市", "柳州市"]
    assert documents["city_from"].tolist() == ["manifest", "file name"]
    assert documents.loc["柳州市_2023", ["date", "date_from", "title", "title_from"]].tolist() == [
        "2022-03-05", "manifest", "报告", "manifest",
    ]  # fmt: skip
    row = files.set_index("file").loc["documents.csv"]
    assert row["status"] == "manifest"
    assert row["warnings"] == "没有.txt is listed, but there is no such file"


def test_skipped_files_are_counted_and_explained(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", REPORT)
    write(tmp_path, "empty.txt", "")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    write(tmp_path, "table.csv", "name,value\na,1\n")
    with pytest.warns(KoujingWarning, match="3 of 4 files were not read"):
        documents = read_documents(tmp_path)
    assert documents.index.tolist() == ["good"]
    files = read_folder(tmp_path, lang="zh").files.set_index("file")
    assert files["status"].to_dict() == {
        "empty.txt": "skipped", "good.txt": "read", "image.txt": "skipped", "table.csv": "skipped",
    }  # fmt: skip
    assert files.loc["empty.txt", "reason"] == "文件是空的"
    assert "name, value" in files.loc["table.csv", "reason"]


@pytest.mark.parametrize(("make", "said"), [
    (lambda path: path / "nowhere", "no such folder"),
    (lambda path: path, "the folder is empty"),
    (lambda path: write(path, "x.txt", "").parent, "none of its 1 files"),
])  # fmt: skip
def test_unusable_folders_are_named(tmp_path: Path, make, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_documents(make(tmp_path))


def test_a_single_file_is_a_folder_of_one(tmp_path: Path) -> None:
    path = write(tmp_path, "柳州市.txt", REPORT)
    write(tmp_path, "other.txt", REPORT)
    assert read_documents(path)["source"].tolist() == ["柳州市.txt"]


def test_names_of_documents_are_unique(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", REPORT)
    write(tmp_path, "a.jsonl", '{"text": "一"}\n{"text": "二", "city": "柳州"}\n')
    documents = read_documents(tmp_path)
    assert documents.index.tolist() == ["a.jsonl", "a.jsonl#2", "a.txt"]
    assert documents["source_line"].tolist() == [1, 2, 1]
    assert documents["city"].tolist()[1] == "柳州市"
    assert isinstance(documents, pd.DataFrame)


@pytest.mark.parametrize(("lang", "told"), [("zh", "读取: 100%"), ("en", "read: 100%")])
def test_progress_is_told_in_the_language_asked_for(tmp_path, capfd, lang, told):
    (tmp_path / "柳州市2023.txt").write_text("全市修路，村村通车。", encoding="utf-8")
    read_folder(tmp_path, progress=True, lang=lang)
    assert told in capfd.readouterr().err
