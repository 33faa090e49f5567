from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.load import read_folder
from analysis.load.manifest import Manifest, read_manifest

TEXT = "现在，我代表市人民政府报告工作。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_manifests_of_spreadsheets_are_read(put, encoding: str) -> None:
    manifest = read_manifest(put("documents.csv", "文件,城市,备注\n./子/甲.txt,柳州,演示\n", encoding))
    assert manifest is not None
    assert manifest.stated == {"子/甲.txt": {"city": "柳州", "note": "演示"}}
    assert manifest.notes() == ("演示",)


def test_rows_may_name_a_path_a_name_an_archive_or_one_article(put) -> None:
    manifest = read_manifest(
        put("documents.csv", "file,city\na/x.txt,甲\ny.txt,乙\np.zip,丙\nz.txt,丁\nz.txt#2,戊\n")
    )
    assert manifest is not None
    cities = [manifest.row(*key).get("city") for key in (
        ("a/x.txt", 1), ("b/x.txt", 1), ("b/y.txt", 1), ("p.zip/q.txt", 1), ("z.txt", 1), ("z.txt", 2),
    )]  # fmt: skip
    assert cities == ["甲", None, "乙", "丙", "丁", "戊"]


def test_faulty_rows_are_named(put) -> None:
    put("x.txt", TEXT)
    put("empty.txt", "")
    put("documents.csv", "file,city\n,柳州\nx.txt,柳州\nx.txt,桂林\nempty.txt,桂林\ngone.txt,桂林\n")
    reading = read_folder(
        put("documents.csv", "file,city\n,柳州\nx.txt,柳州\nx.txt,桂林\nempty.txt,\ngone.txt,\n").parent
    )
    row = reading.files.set_index("file").loc["documents.csv"]
    assert row["warnings"].split("; ")[0] == "line 2 names no file and was skipped"
    assert row["warnings"].split("; ")[1].startswith("line 4 lists x.txt again")
    assert row["warnings"].endswith("gone.txt is listed, but there is no such file")
    assert "empty.txt" not in row["warnings"]
    assert reading.documents["city"].tolist() == ["柳州市"]


def test_cells_that_are_not_understood_are_named_with_their_row(put) -> None:
    """Row 2 has no such city, 3 no such day, 4 a year that nobody reaches, 5 a city of another province."""
    rows = [
        "甲.txt,江西,赣洲市,,",
        "乙.txt,四川,绵阳,2021-02-30,",
        "丙.txt,,大同,,3021",
        "丁.txt,四川省,赣州市,,2021",
        "戊.txt,吉林,吉林市,,2021",
    ]
    for name in "甲乙丙丁戊":
        put(f"{name}.txt", TEXT + name)
    reading = read_folder(put("documents.csv", "\n".join(["file,province,city,date,year", *rows])).parent)
    said = reading.files.set_index("file").loc["documents.csv", "warnings"].split("; ")
    assert len(said) == len([one for one in said if one]) > 3
    for part in ("name no known city (“赣洲市”)", "row 5, 四川省，赣州市", "(the first: row 3, 2021-02-30)",
                 "(the first: row 4, 3021)"):  # fmt: skip
        assert any(part in one for one in said), (part, said)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf\r\n"])
def test_an_empty_list_is_passed_over_and_told(put, data) -> None:
    folder = put("甲.txt", TEXT).parent
    (folder / "documents.csv").write_bytes(data)
    reading = read_folder(folder)
    assert len(reading.documents) == 1
    assert (
        reading.files.set_index("file").loc["documents.csv", "warnings"] == "it is empty and was passed over"
    )


def test_a_table_of_texts_may_be_called_documents(put) -> None:
    reading = read_folder(put("documents.csv", "file,city,text\nx,柳州,正文\n").parent)
    assert reading.files["status"].tolist() == ["read"]
    assert reading.documents["city_from"].tolist() == ["table"]


def test_a_manifest_elsewhere(put, tmp_path: Path) -> None:
    put("texts/x.txt", TEXT)
    manifest = put("list.csv", "file,province,district,year\nx.txt,浙江省,龙湾区,2020\n")
    documents = read_folder(tmp_path / "texts", manifest).documents
    assert documents.iloc[0][["city", "district", "province", "year"]].tolist() == [
        "温州市",
        "龙湾区",
        "浙江省",
        2020,
    ]
    assert documents.iloc[0][["city_from", "district_from", "province_from", "year_from"]].tolist() == [
        "district", "manifest", "manifest", "manifest",
    ]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), [
    (None, "cannot be read"), ("a,b\n1,2\n", "no column `file`"), (b"\x89PNG" + bytes(99), "is not a table"),
])  # fmt: skip
def test_a_manifest_that_is_given_must_be_one(put, content: str | bytes | None, said: str) -> None:
    path = put("x.txt", TEXT).parent / "list.csv"
    if content is not None:
        put("list.csv", content)
    with pytest.raises(InputError, match=said):
        read_folder(path.parent / "x.txt", path)


def test_unknown_places_of_the_manifest_stand_as_they_are(put) -> None:
    put("x.txt", TEXT)
    documents = read_folder(put("documents.csv", "file,city,province\nx.txt,高新区,某省\n").parent).documents
    assert documents[["city", "province", "city_from"]].iloc[0].tolist() == ["高新区", "某省", "manifest"]


def test_invalid_bytes_in_the_manifest_are_named_by_line(put) -> None:
    put("x.txt", TEXT)
    rows = "file,city,note\n" + "x.txt,柳州,一条很长的备注，写给后来的人看\n" + "y.txt,桂林,备注\n" * 20
    broken = rows.encode() + b"z.txt,\xff\xfe,a\n"
    manifest = read_manifest(put("documents.csv", broken))
    assert manifest is not None
    assert manifest.stated["x.txt"]["city"] == "柳州"
    assert [
        (said.code, said.values["line"]) for said in manifest.warnings if said.code == "broken_bytes"
    ] == [("broken_bytes", 23)]


def test_a_manifest_that_cannot_be_decoded_names_the_first_bad_line(put) -> None:
    path = put("documents.csv", b"file,city\nx.txt,a\ny.txt," + b"\xff\x80\xfe\x81" * 9 + b"\n")
    with pytest.raises(InputError, match=r"line 3 is not valid text.*UTF-8 or GB18030"):
        read_manifest(path)


def test_a_manifest_without_a_column_of_files_asks_for_it(put) -> None:
    put("x.txt", TEXT)
    reading = read_folder(put("documents.csv", "城市,年份\n柳州,2020\n").parent)
    row = reading.files.set_index("file").loc["documents.csv"]
    assert row["status"] == "skipped"
    assert "no column `file`" in row["reason"]
    assert "城市, 年份" in row["reason"]
    assert len(reading.documents) == 1


@pytest.mark.parametrize(
    ("listed", "texts"),
    [
        ("source;city\n子\\a.txt;柳州市\n子\\b.txt;绵阳市\n", "子/a.txt 子/b.txt"),
        ("id,city\n1,柳州市\n2,绵阳市\n", "1.txt 2.txt"),
    ],
)
def test_a_column_whose_cells_name_files_beside_the_list_is_that_of_files(
    put, listed: str, texts: str
) -> None:
    for name in texts.split():
        put(name, TEXT)
    documents = read_folder(put("documents.csv", listed).parent).documents
    assert documents["city"].tolist() == ["柳州市", "绵阳市"]


def test_files_may_be_listed_without_their_ending(put) -> None:
    put("甲/a.txt", TEXT)
    put("documents.csv", "file,city\na,柳州市\nb,桂林市\n")
    put("b.html", f"<p>{TEXT}</p>")
    reading = read_folder(put("b.txt", TEXT).parent)
    assert reading.documents["city"].dropna().tolist() == ["柳州市"]
    told = "".join(reading.files["warnings"])
    assert "b is listed, but there is no such file" in told
    assert "a is listed" not in told


@pytest.mark.parametrize("name", ["D:\\资料\\a.txt", "A.TXT", " ａ.txt", "./x/../a.txt", "A"])
def test_files_listed_as_another_computer_has_them(name: str) -> None:
    manifest = Manifest({name.replace("\\", "/"): {"city": "柳州市"}})
    assert manifest.meant_by(["a.txt", "b.txt"]).stated == {"a.txt": {"city": "柳州市"}}
    assert manifest.meant_by(["x/a.txt", "y/a.txt"]).stated == manifest.stated
