"""How tables are laid out, where the user states it: by options and in the list of texts."""

import io

import openpyxl
import pandas as pd
import pytest

from analysis import read_corpus, read_folder
from analysis.errors import InputError
from analysis.load.form import TableForm, form_columns, pages_asked
from analysis.load.items import Unreadable

TOLD = ["本市推进港口扩建，优化营商环境，完善公共服务。", "本市加快河道治理，建设美丽乡村，增进民生福祉。"]


def texts(folder, **form) -> list[str]:
    return read_folder(folder, form=TableForm(**form)).documents["text"].tolist()


def xlsx(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "parquet", "dta"])
def test_the_text_column_is_the_one_named(ending, tmp_path) -> None:
    rows = [["正文", "材料"], ["摘要。", TOLD[0]], ["摘要。", TOLD[1]]]
    frame = pd.DataFrame(rows[1:], columns=rows[0])
    path = tmp_path / f"a.{ending}"
    if ending == "csv":
        frame.to_csv(path, index=False)
    elif ending == "xlsx":
        path.write_bytes(xlsx(rows))
    elif ending == "json":
        frame.to_json(path, orient="records", force_ascii=False)
    elif ending == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_stata(path, write_index=False, version=118)
    assert texts(tmp_path, text_column="材料") == TOLD


ODS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)
SHEETS = {
    "xls": (
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet>"
        "<Table>{}</Table></Worksheet></Workbook>",
        "<Row>{}</Row>",
        "<Cell><Data>{}</Data></Cell>",
    ),
    "fods": (
        f"<?xml version='1.0'?><office:document {ODS}><office:body><office:spreadsheet><table:table>{{}}"
        "</table:table></office:spreadsheet></office:body></office:document>",
        "<table:table-row>{}</table:table-row>",
        "<table:table-cell><text:p>{}</text:p></table:table-cell>",
    ),
    "htm": ("<html><body><table>{}</table></body></html>", "<tr>{}</tr>", "<td>{}</td>"),
    "xml": ("<?xml version='1.0'?><all>{}</all>", "<row>{}</row>", "{}"),
}
"""How workbooks that are text, tables of pages and rows in XML write a table, its rows and its cells."""


@pytest.mark.parametrize("ending", SHEETS)
def test_the_text_column_and_the_header_row_are_those_named_in_every_kind_of_table(ending, tmp_path) -> None:
    table, row, cell = SHEETS[ending]
    rows = [["汇总表"], ["市", "正文", "材料"], ["甲市", "摘要。", TOLD[0]], ["乙市", "摘要。", TOLD[1]]]
    if ending == "xml":  # whose names are those of the elements
        named = [
            [f"<{name}>{told}</{name}>" for name, told in zip(rows[1], one, strict=True)] for one in rows[2:]
        ]
        whole = table.format("".join(row.format("".join(cells)) for cells in named))
    else:
        whole = table.format("".join(row.format("".join(map(cell.format, cells))) for cells in rows))
    (tmp_path / f"a.{ending}").write_text(whole, encoding="utf-8")
    assert texts(tmp_path, text_column="材料") == TOLD
    if ending != "xml":
        assert texts(tmp_path, text_column="材料", header_row=2) == TOLD


def test_a_column_that_is_missing_is_named_with_those_there_are(tmp_path) -> None:
    (tmp_path / "a.csv").write_text(f"城市,正文\n甲市,{TOLD[0]}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no column 材料 .found: 城市, 正文"):
        read_folder(tmp_path, form=TableForm(text_column="材料"))


@pytest.mark.parametrize(
    ("name", "mark"), [("tab", "\t"), ("bar", "|"), ("^", "^"), ("space", " "), ("#", "#")]
)
def test_the_delimiter_is_the_one_named(name, mark, tmp_path) -> None:
    whole = "\n".join(mark.join(row) for row in (["城市", "正文"], ["甲市", TOLD[0]], ["乙市", TOLD[1]]))
    (tmp_path / "a.csv").write_text(whole, encoding="utf-8")
    assert texts(tmp_path, delimiter=name) == TOLD


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_header_is_in_the_row_named(ending, tmp_path) -> None:
    rows = [
        ["正文", "城市"],
        ["下表为整理结果，说明如下：列名在第四行。", ""],
        [],
        ["原始材料", "正文"],
        [TOLD[0], "甲"],
    ]
    path = tmp_path / f"a.{ending}"
    if ending == "csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        path.write_bytes(xlsx(rows))
    assert texts(tmp_path, header_row=4, text_column="原始材料") == TOLD[:1]


def test_rows_that_agree_in_the_columns_named_are_one_document(tmp_path) -> None:
    rows = ["城市,年份,段,正文"]
    rows += [
        f"{city},{year},{k},{TOLD[k]}"
        for city in ("柳州市", "桂林市")
        for year in (2022, 2023)
        for k in (0, 1)
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    found = read_folder(tmp_path, form=TableForm(document_by="city,年份"))
    assert found.documents["text"].tolist() == ["\n".join(TOLD)] * 4
    assert found.documents[["city", "year"]].to_numpy().tolist() == [
        ["柳州市", 2022], ["柳州市", 2023], ["桂林市", 2022], ["桂林市", 2023],
    ]  # fmt: skip
    assert "8 rows were joined into 4 documents" in found.files["warnings"].iloc[0]


def test_the_list_of_texts_states_it_for_one_table_alone(tmp_path) -> None:
    (tmp_path / "a.csv").write_text(f"城市#材料\n柳州市#{TOLD[0]}\n柳州市#{TOLD[1]}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"城市,正文\n桂林市,{TOLD[0]}\n", encoding="utf-8")
    (tmp_path / "documents.csv").write_text(
        "file,text_column,分隔符,文档列,region\na.csv,材料,#,城市,南\n", encoding="utf-8"
    )
    documents = read_folder(tmp_path).documents
    assert documents["text"].tolist() == ["\n".join(TOLD), TOLD[0]]
    assert documents["region"].tolist()[:1] == ["南"]
    assert not {"text_column", "delimiter", "document_by"} & {*documents.columns}


@pytest.mark.parametrize(
    ("stated", "table"),
    [
        ("delimiter,header_row,text_column\na.txt,^,3,材料", "导出：一\n人：二\n地市^年份^材料\n{}"),
        ("delimiter\na.txt,^", "地市^年份^详情\n{}"),
        ("text_column\na.txt,材料", "地市^年份^材料\n{}"),
    ],
)
def test_a_table_called_a_text_is_one_where_its_form_is_stated(stated, table, tmp_path) -> None:
    rows = f"柳州市^2020^{TOLD[0]}\n桂林市^2021^{TOLD[1]}\n"
    (tmp_path / "a.txt").write_text(table.format(rows), encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"标题\n{TOLD[0]}", encoding="utf-8")
    (tmp_path / "documents.csv").write_text(f"file,{stated}\n", encoding="utf-8")
    documents = read_folder(tmp_path).documents
    assert documents["text"].tolist() == [*TOLD, f"标题\n{TOLD[0]}"]
    assert documents["city"].tolist()[:2] == ["柳州市", "桂林市"]


def test_prose_is_no_table_for_options_meant_for_others(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(f"通知\n{TOLD[0]}\n{TOLD[1]}", encoding="utf-8")
    assert len(texts(tmp_path, text_column="材料", delimiter="，")) == 1


def test_a_header_row_that_is_no_number_is_refused(tmp_path) -> None:
    (tmp_path / "a.csv").write_text(f"城市,正文\n柳州市,{TOLD[0]}\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(TOLD[1], encoding="utf-8")
    (tmp_path / "documents.csv").write_text("file,header_row\na.csv,first\n", encoding="utf-8")
    reading = read_folder(tmp_path)
    assert reading.documents["text"].tolist() == TOLD[1:]
    assert reading.files.set_index("file").loc["a.csv", "reason"].startswith("the header row stated")


def test_read_corpus_takes_the_same_options(tmp_path) -> None:
    (tmp_path / "a.csv").write_text(f"城市|材料\n柳州市|{TOLD[0]}\n", encoding="utf-8")
    prepared = read_corpus(tmp_path, text_column="材料", delimiter="bar", header_row=1, document_by="城市")
    assert prepared.reading.documents["text"].tolist() == TOLD[:1]


def test_names_are_compared_as_those_of_tables_are() -> None:
    assert TableForm(text_column="Full Text").text_in(["full_text", "b"]) == "full_text"
    assert form_columns(["File", "Text Column", "表头行"]) == {
        "text_column": "Text Column",
        "header_row": "表头行",
    }
    with pytest.raises(Unreadable):
        TableForm(document_by="甲,乙").keys_in(["甲"])


@pytest.mark.parametrize(
    ("pages", "places"),
    [("", [0, 1, 2, 3]), ("2", [1]), ("1-2,4", [0, 1, 3]), ("3-", [2, 3]), ("-2", [0, 1]), ("4,9", [3])],
)
def test_pages_asked_for(pages: str, places: list[int]) -> None:
    assert pages_asked(pages, 4) == places


@pytest.mark.parametrize(
    ("pages", "code"), [("5-9", "no_such_pages"), ("two", "bad_pages"), ("-", "bad_pages")]
)
def test_pages_that_are_none_are_refused(pages: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        pages_asked(pages, 4)
    assert refused.value.reason.code == code
