"""Dumps of databases as text."""

import pytest

from analysis.load.form import TableForm
from analysis.load.items import Unreadable
from analysis.load.tables.sql_dumps import read_dump
from analysis.load.text import Decoded

ROWS = [
    ("柳州市", "2021-03-05", "河塘要管好，\n岸边要种树；谁管谁负责。"),
    ("张掖市", "2022-04-06", "他说：“修路'修桥'；(先修路),再修桥);”大家都说好。"),
]


def quoted(cell: str, is_mysql: bool) -> str:
    marked = cell.replace("'", "\\'").replace("\n", "\\r\\n") if is_mysql else cell.replace("'", "''")
    return f"'{marked}'"


def inserted(row: tuple[str, ...], is_mysql: bool = False, mark: str = "") -> str:
    return "(" + ", ".join(mark + quoted(cell, is_mysql) for cell in row) + ")"


CREATED = """/*
 Some tool
*/
SET NAMES utf8mb4;
CREATE TABLE `policy`  (
  `city` varchar(20) CHARACTER SET utf8mb4 DEFAULT NULL COMMENT '城市,名',
  `pub_date` date, `content` longtext,
  PRIMARY KEY (`city`) USING BTREE
);
"""
COPIED = "SET a = 0;\nCOPY public.policy (city, pub_date, content) FROM stdin;\n"


@pytest.mark.parametrize(
    "dump",
    [
        CREATED + "".join(f"INSERT INTO `policy` VALUES {inserted(row, True)};\n" for row in ROWS),
        "-- x\nINSERT INTO `policy` (`city`, `pub_date`, `content`) VALUES\n"
        + ",\n".join(inserted(row, True) for row in ROWS) + ";",
        "BEGIN TRANSACTION;\ninsert into policy(city, pub_date, content) values "
        + ",".join(map(inserted, ROWS)) + ";",
        "USE [x]\nGO\n" + "".join(
            f"INSERT [dbo].[policy] ([city], [pub_date], [content]) VALUES {inserted(row, mark='N')}\nGO\n"
            for row in ROWS
        ).replace("N'2021-03-05'", "CAST(N'2021-03-05' AS Date)"),
        COPIED + "".join("\t".join(row).replace("\n", "\\n") + "\n" for row in ROWS) + "\\.\nSELECT 1;\n",
    ],
)  # fmt: skip
def test_rows_of_a_dump_are_texts(dump: str) -> None:
    found = read_dump(Decoded(dump, "utf-8", ()))
    assert found is not None
    assert [item.stated["city"] for item in found.items] == [row[0] for row in ROWS]
    assert [item.stated["date"] for item in found.items] == [row[1] for row in ROWS]
    assert [item.text for item in found.items] == [row[2] for row in ROWS]


def test_of_several_tables_that_with_texts_is_read_and_two_such_are_to_be_named() -> None:
    cities = "INSERT INTO city (id, name) VALUES (1, '柳州市');\n"
    texts = "".join(f"INSERT INTO {t} (city, text) VALUES ('柳州市', '{t}要修好。');\n" for t in ("a", "b"))
    one = read_dump(Decoded(cities + texts.split("\n")[0], "utf-8", ()))
    assert one is not None
    assert [(said.code, said.values["found"]) for said in one.warnings] == [("table_chosen", "city")]
    with pytest.raises(Unreadable, match="several_tables"):
        read_dump(Decoded(cities + texts, "utf-8", ()))
    named = read_dump(Decoded(cities + texts, "utf-8", ()), TableForm(table="b"))
    assert named is not None
    assert [item.text for item in named.items] == ["b要修好。"]


def test_what_is_no_dump_is_none() -> None:
    for text in ("使用说明\nINSERT INTO a", "Use it well.\n", "Begin here.\nUpdate the list.\n"):
        assert read_dump(Decoded(text, "utf-8", ())) is None


GOOD, OTHER = (f"({n},'{city}','{city}修路三百里。')" for n, city in ((1, "柳州市"), (3, "青岛市")))
HEAD = "CREATE TABLE t (id int, city text, content text);\n"


@pytest.mark.parametrize(
    "odd",
    [
        "(2,'张掖市他说'好'的修路三百里。')",
        "(2,'张掖市','他说'好'的。')",
        "(2,'张掖市','it's here')",
        "(2,'张掖市修路三百里。')",
        "(2,'张掖市','修路。',4)",
    ],
)
@pytest.mark.parametrize("between", [",\n", ";\nINSERT INTO t VALUES "])
def test_rows_that_cannot_be_taken_apart_are_counted_and_named_by_their_line(odd: str, between: str) -> None:
    dump = f"{HEAD}INSERT INTO t VALUES {between.join((GOOD, odd, OTHER))};\n"
    found = read_dump(Decoded(dump, "utf-8", ()))
    assert found is not None
    assert [item.stated["city"] for item in found.items] == ["柳州市", "青岛市"]
    assert [(one.code, dict(one.values)) for one in found.warnings] == [
        ("dump_rows", {"count": 1, "lines": "3"})
    ]


def test_a_dump_that_is_cut_off_and_lines_of_copy_without_a_cell_are_told() -> None:
    cut = read_dump(Decoded(f"{HEAD}INSERT INTO t VALUES {GOOD},\n(2,'张掖市','修路", "utf-8", ()))
    copied = COPIED + "柳州市\t2021-03-05\t修路三百里。\n" + 4 * "桂林市\t修路。\n"
    short = read_dump(Decoded(copied, "utf-8", ()))
    assert cut is not None
    assert short is not None
    assert len(cut.items) == len(short.items) == 1
    assert cut.warnings[0].values == {"count": 1, "lines": "3"}
    assert short.warnings[0].values == {"count": 4, "lines": "4, 5, 6 ..."}


def test_a_dump_none_of_whose_rows_can_be_read_is_refused() -> None:
    for statement in ("INSERT INTO t VALUES (1,'柳州市');", "INSERT INTO t SET city='柳州市';"):
        with pytest.raises(Unreadable) as refused:
            read_dump(Decoded(HEAD + statement, "utf-8", ()))
        assert refused.value.reason == ("bad_dump", {"count": 1, "lines": "2"})


def test_rows_of_a_table_whose_columns_no_statement_names_are_known_by_their_look() -> None:
    texts = [f"{city}" + "修通村道三百里，路灯都亮了，" * 4 for city in ("柳州市", "张掖市")]
    dump = "".join(f"INSERT INTO t VALUES ({text[:2]!r}, 2021, {text!r});\n" for text in texts)
    found = read_dump(Decoded(dump, "utf-8", ()))
    assert found is not None
    assert [(item.text, item.stated["city"], item.stated["year"]) for item in found.items] == [
        (text, text[:2], "2021") for text in texts
    ]
