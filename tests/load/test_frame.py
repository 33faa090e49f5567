"""A frame, a list or a dictionary of one's own becomes documents in one call."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analysis import Corpus, clean_documents, count_terms, kwic, read_frame, read_texts, segment
from analysis.corpus import DOCUMENT_COLUMNS
from analysis.errors import InputError, KindError, KoujingWarning

FRAME = pd.DataFrame(
    {"content": ["港口扩建。", "黄河治理。"], "地市": ["青岛市", "兰州市"], "region": ["东部", "西部"]}
)


def test_names_of_tables_are_known_and_further_columns_stay():
    documents = read_frame(FRAME)
    assert documents["city"].tolist() == ["青岛市", "兰州市"]
    assert documents.columns.tolist() == [*DOCUMENT_COLUMNS, "region"]
    assert documents["city_from"].tolist() == ["table", "table"]
    assert documents.index.tolist() == ["0", "1"]
    assert documents.index.name == "doc_id"
    assert FRAME.columns.tolist() == ["content", "地市", "region"], "the frame of the user is not changed"


def test_the_provinces_of_known_cities_are_added_where_none_is_stated():
    documents = read_frame(FRAME.assign(地市=["青岛市", "甲地"]))
    assert documents["province"].tolist() == ["山东省", None]
    assert documents["province_from"].tolist() == ["city", None]
    stated = read_frame(FRAME.assign(province=["齐鲁", None]))
    assert stated["province"].tolist() == ["齐鲁", None], "what is stated stays, and what is not stays empty"
    assert stated["province_from"].tolist() == ["table", None]


def test_a_city_spelled_in_several_ways_is_one_and_told():
    with pytest.warns(KoujingWarning, match=r"柳州, 柳州市 became 柳州市\.$"):
        documents = read_frame(FRAME.assign(地市=["柳州市", "柳州"]))
    assert documents["city"].tolist() == ["柳州市", "柳州市"]
    assert documents["province"].tolist() == ["广西壮族自治区"] * 2


def test_cells_of_cities_get_one_name_and_what_is_no_city_stays():
    cells = ["柳　州", "450200", "广西柳州", "Liuzhou", "柳州市", "桂林", "甲地", "a", "齐鲁", None]
    texts = [f"我们修路{n}里。" for n in range(10)]
    with pytest.warns(KoujingWarning, match="450200, Liuzhou, 广西柳州, 柳　州, 柳州市 became 柳州市"):
        documents = read_frame(pd.DataFrame({"text": texts, "city": cells}))
    assert documents["city"].tolist() == ["柳州市"] * 5 + ["桂林", "甲地", "a", "齐鲁", None]
    assert documents["province"].tolist() == ["广西壮族自治区"] * 6 + [None] * 4


def test_codes_of_cities_become_names():
    with pytest.warns(KoujingWarning, match="450300 became 桂林市"):
        documents = read_frame(pd.DataFrame({"text": ["我们修路。", "我们点灯。"], "city": [450200, 450300]}))
    assert documents["city"].tolist() == ["柳州市", "桂林市"]


def test_named_columns_go_before_known_ones_and_rename():
    frame = FRAME.assign(text="别的", area=["a", "b"])
    documents = read_frame(frame, text="content", city="area", tier="region")
    assert documents["text"].tolist() == ["港口扩建。", "黄河治理。"]
    assert documents["city"].tolist() == ["a", "b"]
    assert documents["tier"].tolist() == ["东部", "西部"]
    assert documents["text_given"].tolist() == ["别的", "别的"]


@pytest.mark.parametrize(
    ("cells", "dates", "years"),
    [
        (["2023-02-01", "2024/1/5"], ["2023-02-01", "2024-01-05"], [2023, 2024]),
        (["2023年2月1日", "二〇二四年一月"], ["2023-02-01", "2024-01"], [2023, 2024]),
        (pd.to_datetime(["2023-02-01", None]), ["2023-02-01", None], [2023, pd.NA]),
        ([dt.date(2023, 2, 1), 2024], ["2023-02-01", "2024"], [2023, 2024]),
    ],
)
def test_dates_in_any_form_give_the_year(cells, dates, years):
    documents = read_frame(FRAME.assign(day=cells), date="day")
    assert documents["date"].tolist() == dates
    assert documents["year"].tolist() == years
    assert documents["year"].dtype == "Int64"


@pytest.mark.parametrize("years", [[2021, 2022], [2021.0, 2022.0], ["2021", "2022年"], ["二〇二一年", 2022]])
def test_years_in_any_form(years):
    assert read_frame(FRAME.assign(year=years))["year"].tolist() == [2021, 2022]


def test_what_is_no_date_or_year_is_named():
    with pytest.warns(KoujingWarning, match=r"no date .* of 1;"):
        assert read_frame(FRAME.assign(date=["2023", "soon"]))["date"].tolist() == ["2023", None]
    with pytest.warns(KoujingWarning, match="row 0 holds no year"):
        assert read_frame(FRAME.assign(year=["2021—2025年", 2022]))["year"].tolist() == [pd.NA, 2022]
    with pytest.warns(KoujingWarning, match="row 0 holds no year"):
        assert read_frame(FRAME.assign(year=["soon", 2022.0]))["year"].tolist() == [pd.NA, 2022]


@pytest.mark.parametrize(
    ("index", "ids"),
    [
        (pd.RangeIndex(2), ["0", "1"]),
        ([7, 3], ["7", "3"]),
        ([2.0, 3.0], ["2", "3"]),
        (pd.to_datetime(["2023-02-01", "2023-02-02"]), ["2023-02-01", "2023-02-02"]),
        (pd.MultiIndex.from_tuples([("甲", 2021), ("甲", 2022)]), ["甲/2021", "甲/2022"]),
        (["a b", "一"], ["a b", "一"]),
    ],
)
def test_labels_are_kept_as_ids(index, ids):
    frame = FRAME.set_axis(pd.Index(index), axis=0)
    corpus = segment(read_frame(frame))
    assert corpus.documents.index.tolist() == ids
    assert corpus.n_words.tolist() == [2, 2]
    cleaned = clean_documents(read_frame(frame))
    assert segment(cleaned.documents, cleaned.paragraphs).n_words.to_dict() == dict.fromkeys(ids, 2)


def test_ids_that_repeat_or_are_missing_are_refused_by_name():
    with pytest.raises(InputError, match="the id 0 occurs more than once"):
        read_frame(pd.concat([FRAME, FRAME.head(1)]))
    with pytest.raises(InputError, match="the id 东部 occurs more than once"):
        read_frame(FRAME.assign(region="东部"), doc_id="region")
    with pytest.raises(InputError, match="row 2 has no id"):
        read_frame(FRAME.assign(region=["东部", None]), doc_id="region")


def test_cells_that_are_no_text_are_empty_or_named():
    cells = ["港口。", None, np.nan, pd.NA, "", 5, 2.5, ["a"], "半\ud83d字"]
    with pytest.warns(KoujingWarning) as told:
        documents = read_frame(pd.DataFrame({"text": cells}))
    assert documents["text"].tolist() == ["港口。", *[""] * 7, "半\ufffd字"]
    said = [str(warning.message) for warning in told]
    assert "the rows 5, 6, 7 hold no text but float, int, list" in said[0]
    assert "the row 8 holds lone surrogates" in said[1]


def test_a_column_without_any_text_is_refused():
    with pytest.raises(InputError, match="no cell of the column `text` holds a text; they hold float"):
        read_frame(pd.DataFrame({"text": [1.0, 2.0]}))


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(InputError, match=r"no column 'place' \(city\); it has content, 地市, region"):
        read_frame(FRAME, city="place")
    with pytest.raises(InputError, match="no column is called text, full_text"):
        read_frame(FRAME.rename(columns={"content": "x"}))


def test_a_list_is_numbered_and_a_mapping_named():
    documents = read_texts(["港口。", "黄河。"], city=["青岛市", "兰州市"], year=2023, region=["东", "西"])
    assert documents.index.tolist() == ["text1", "text2"]
    assert documents[["city", "year", "region"]].to_numpy().tolist() == [
        ["青岛市", 2023, "东"],
        ["兰州市", 2023, "西"],
    ]
    named = read_texts({1: "港口。", 2: "黄河。"}, city={2: "兰州市"}, date="2023-05-01")
    assert named["city"].tolist() == [None, "兰州市"]
    assert named.index.tolist() == ["1", "2"]
    assert named["year"].tolist() == [2023, 2023]
    assert read_texts(pd.Series(["港口。"], index=["x"])).index.tolist() == ["x"]
    assert read_texts(word for word in ["港口。"])["text"].tolist() == ["港口。"]


def test_wrong_calls_of_read_texts():
    with pytest.raises(KindError, match=r"not a str: read_texts\(\[text\]\)"):
        read_texts("港口。")
    with pytest.raises(KindError, match=r"not a DataFrame: read_frame\(frame\)"):
        read_texts(FRAME)
    with pytest.raises(InputError, match="2 texts, but 1 values of `city`"):
        read_texts(["a", "b"], city=["c"])


def test_neither_city_nor_year_is_needed():
    corpus = segment(read_texts(["港口扩建。", "黄河治理。"]))
    assert repr(corpus) == "<Corpus: 2 documents, 0 cities, 6 tokens>"
    assert count_terms(corpus).terms == ("扩建", "治理", "港口", "黄河")
    assert kwic(corpus, "港口")["right"].tolist() == ["扩建。"]
    assert len(corpus._repr_html_()) > 0


def test_segment_takes_a_plain_frame_or_says_what_it_wants():
    plain = pd.DataFrame({"text": ["港口扩建。"], "region": ["东部"]})
    assert segment(plain).documents["region"].tolist() == ["东部"]
    with pytest.raises(InputError, match=r'a column `text`; .*read_frame\(frame, text="content"\)'):
        segment(FRAME)
    with pytest.raises(InputError, match="all documents are empty"):
        segment(pd.DataFrame({"text": [None, ""]}))
    assert isinstance(segment(plain.set_axis([5], axis=0)), Corpus)


def test_levels_of_an_index_that_tables_know_are_columns():
    frame = pd.DataFrame(
        {"content": ["港口扩建。", "茶叶采摘。"], "城市": ["青岛市", "遵义市"], "tier": ["甲", "乙"]}
    )
    documents = read_frame(frame.assign(年份=[2020, 2021]).set_index(["城市", "年份"]))
    assert documents[["city", "year"]].to_numpy().tolist() == [["青岛市", 2020], ["遵义市", 2021]]
    assert documents.index.tolist() == ["青岛市/2020", "遵义市/2021"]
    assert read_frame(frame.set_index("城市"))["city"].tolist() == ["青岛市", "遵义市"]
    assert "tier" not in read_frame(frame.set_index("tier")), (
        "a single index of any other name only names the texts"
    )
    assert read_frame(frame.set_index(["tier", "城市"]))["tier"].tolist() == ["甲", "乙"]


@pytest.mark.parametrize(
    ("key", "stated"),
    [
        ("柳州市_2024", ("柳州市", "广西壮族自治区", 2024)), ("兰州2021", ("兰州市", "甘肃省", 2021)),
        ("贵州省2020", (None, "贵州省", 2020)), ("a", (None, None, None)), ("2021", (None, None, None)),
        ("关于柳州市港口的若干意见", (None, None, None)),
    ],
)  # fmt: skip
def test_a_key_that_is_little_but_a_place_and_a_year_states_them(key, stated):
    documents = read_texts({key: "港口扩建。"}).astype(object)
    row = documents.where(documents.notna(), None).iloc[0]
    assert (row["city"], row["province"], row["year"]) == stated
    assert row["city_from"] == ("name" if stated[0] else None)
    assert read_texts({key: "港口扩建。"}, city="青岛市", year=2019)[
        ["city", "year"]
    ].to_numpy().tolist() == [["青岛市", 2019]]


def test_values_by_id_are_never_taken_by_order():
    texts = pd.Series(["港口。", "黄河。", "茶叶。"], index=list("abc"))
    told = read_texts(texts, city=pd.Series({"b": "乙市", "a": "甲市"}))["city"]
    assert told.where(told.notna(), None).tolist() == ["甲市", "乙市", None]
    with pytest.warns(KoujingWarning, match="no text is called d"):
        told = read_texts(texts, city=pd.Series(["乙市", "丙市", "丁市"], index=list("bcd")))["city"]
    assert told.where(told.notna(), None).tolist() == [None, "乙市", "丙市"]
    by_order = read_texts(list(texts), city=pd.Series(["甲市", "乙市", "丙市"], index=[5, 7, 9]))["city"]
    assert by_order.tolist() == ["甲市", "乙市", "丙市"]


def test_a_column_asked_for_by_another_name_is_not_overwritten():
    frame = pd.DataFrame({"text": ["港口。"], "地区": ["东部"], "region": ["华东"]})
    assert read_frame(frame, region="地区")[["region", "region_given"]].values.tolist() == [["东部", "华东"]]


def test_tables_of_other_libraries_and_ids_beside_texts_are_answered_with_the_call():
    table = pytest.importorskip("pyarrow").table({"text": ["港口。"]})
    with pytest.raises(KindError, match=r"not a Table: read_frame\(table.to_pandas\(\)"):
        read_frame(table)
    with pytest.raises(InputError, match=r"read_texts\(dict\(zip\(ids, texts\)\)\)"):
        read_texts(["港口。"], doc_id=["a"])


@pytest.mark.parametrize("cell", ["23-1-5", "23/1/5", "23.1.5", "1-2"])
def test_a_day_in_two_digits_is_no_year(cell):
    with pytest.warns(KoujingWarning, match="row 0 holds no year in `year`"):
        frame = read_frame(pd.DataFrame({"text": ["港口。"], "year": [cell]}))
    assert frame["year"].isna().all()
