"""Frames and lists as people have them: every odd cell, column and label is read, or answered."""

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import Corpus, clean_documents, count_terms, read_frame, read_texts, segment, tf_idf
from analysis.errors import InputError, KindError, KoujingWarning

FRAME = pd.DataFrame({"text": ["港口。", "黄河。"], "city": ["青岛市", "兰州市"]})
HALF = "\ud83d"


def cells(*values: object) -> pd.Series:
    return pd.Series(list(values), dtype=object)


@pytest.mark.parametrize("function", [read_frame, segment, clean_documents])
def test_columns_of_several_levels_are_named_with_the_remedy(function):
    frame = FRAME.set_axis(pd.MultiIndex.from_tuples([("a", "text"), ("a", "city")]), axis=1)
    with pytest.raises(InputError, match=r"have 2 levels \(a_text, a_city\)") as fault:
        function(frame)
    assert function.__name__ in str(fault.value)
    remedy = str(fault.value).partition("Make them one: ")[2].rstrip(".")
    names = {"frame": frame}
    exec(remedy, names)
    assert names["frame"].columns.tolist() == ["a_text", "a_city"]


def test_columns_without_names_are_called_by_their_numbers():
    assert read_frame(pd.DataFrame([["港口。", "青岛市"]]), text=0, city=1)["city"].tolist() == ["青岛市"]


def test_a_column_twice_is_named():
    with pytest.raises(InputError, match=r"column city more than once. Keep the first: frame.loc"):
        read_frame(pd.concat([FRAME, FRAME[["city"]]], axis=1))


@pytest.mark.parametrize(
    ("value", "kind", "told"),
    [
        ({"青岛市", "兰州市"}, "set", "兰州市、青岛市"),
        (("青岛市", "兰州市"), "tuple", "青岛市、兰州市"),
        (["青岛市"], "list", "青岛市"),
        (np.array([1, 2]), "ndarray", "1、2"),
        ({"a": 1}, "dict", "a=1"),
    ],
)
@pytest.mark.parametrize("column", ["city", "region"])
def test_cells_of_several_values_are_one_group_and_told(value, kind, told, column):
    frame = FRAME.assign(**{column: cells(value, None)})
    with pytest.warns(KoujingWarning, match=f"row 0 holds {kind} in `{column}`, where one value is expected"):
        documents = read_frame(frame)
    assert documents[column].tolist() == [told, None]
    assert tf_idf(count_terms(segment(documents)), by=column)["group"].unique().tolist() == [told]


def test_half_characters_are_replaced_wherever_they_are():
    broken = {"text": cells(f"港口{HALF}。", "黄河。"), "city": cells(f"青{HALF}", "兰州市")}
    frame = pd.DataFrame({**broken, "region": cells("东", f"西{HALF}")})
    frame = frame.set_axis(pd.Index([f"a{HALF}", "b"], dtype=object), axis=0)
    with pytest.warns(KoujingWarning) as told:
        documents = read_frame(frame)
    assert documents.index.tolist() == ["a�", "b"]
    assert documents[["text", "city", "region"]].iloc[0].tolist() == ["港口�。", "青�", "东"]
    said = " ".join(str(warning.message) for warning in told)
    for place in (
        "a� holds lone surrogates,",
        "a� holds lone surrogates in `city`",
        "b holds lone surrogates in",
    ):
        assert place in said
    assert set(tf_idf(count_terms(segment(documents)), by="region")["group"]) == {"东", "西�"}
    with pytest.warns(KoujingWarning, match="row text1 holds lone surrogates in `city`"):
        assert read_texts(["港口"], city=[f"青{HALF}"])["city"].tolist() == ["青�"]


@pytest.mark.parametrize("blank", ["", "  ", "\u3000", None, np.nan, pd.NA, pd.NaT, "nan", "<NA>"])
def test_a_blank_is_no_group(blank):
    documents = read_frame(FRAME.assign(city=cells(blank, " 兰州市 "), region=cells(blank, " 西部")))
    assert documents["city"].tolist() == [None, "兰州市"]
    dtm = count_terms(segment(documents))
    assert dtm.labels("region").isna().tolist() == [True, False]
    assert tf_idf(dtm, by="region")["group"].unique().tolist() == ["西部"]
    assert tf_idf(dtm, by=["city", "region"])["group"].unique().tolist() == ["兰州市 · 西部"]
    assert read_frame(FRAME.assign(text=cells(blank, "黄河。")))["text"].str.strip().tolist() == [
        "",
        "黄河。",
    ]


def test_a_column_doc_id_labels_numbered_rows_and_only_these():
    named = FRAME.assign(doc_id=[7, 8.0])
    assert read_frame(named).index.tolist() == ["7", "8"]
    assert segment(named).documents.index.tolist() == ["7", "8"]
    assert "doc_id" not in segment(named).documents
    labelled = read_frame(named.set_axis(["x", "y"], axis=0))
    assert labelled.index.tolist() == ["x", "y"]
    assert labelled["doc_id_given"].tolist() == [7.0, 8.0]
    again = read_frame(read_frame(FRAME.set_axis(["x", "y"], axis=0)).reset_index())
    assert again.index.tolist() == ["x", "y"]
    with pytest.raises(InputError, match="the id 7 occurs more than once"):
        read_frame(named.assign(doc_id=7))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (FRAME["text"], "not a Series: read_texts(series)"),
        ({"text": ["a"]}, 'not a dict: read_frame(pd.DataFrame(rows), text="...")'),
        ([{"text": "a"}], 'not a list: read_frame(pd.DataFrame(rows), text="...")'),
        (["a"], "not a list: read_texts(texts)"),
        (np.array([["a"]]), "not an ndarray"),
        ("a.csv", "not a path: read_documents(folder) for files, read_frame(pd.read_csv(path))"),
        (type("DataFrame", (), {"__module__": "polars.dataframe"})(), "the DataFrame of polars: convert it"),
    ],
)
def test_what_is_no_frame_is_told(given, told):
    with pytest.raises(KindError) as fault:
        read_frame(given)
    assert told in str(fault.value)


@pytest.mark.parametrize("given", [["a", "b"], FRAME["city"], {"a": 1}])
def test_values_in_place_of_a_column_are_told(given):
    with pytest.raises(KindError, match=r"`city` is the name of a column, not .*frame.assign\(city=values\)"):
        read_frame(FRAME, city=given)


def test_a_level_of_the_labels_is_told():
    with pytest.raises(InputError, match=r"names the labels of the rows: read_frame\(frame.reset_index\(\)"):
        read_frame(FRAME.rename(columns={"city": "place"}).set_index("place"), city="place")


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([["港口", "。"]], "the first of these is a list: Corpus.from_tokens(tokens)"),
        ([{"text": "a"}], "is a dict: read_frame(pd.DataFrame(rows)"),
        ({"text": ["a"], "city": ["b"]}, "is a list"),
        ([("a", "港口")], "is a tuple: read_texts(dict(pairs))"),
        ([Path("a.txt")], "read_documents(folder)"),
        (Path("a.txt"), "not a PosixPath: read_documents(folder)"),
        ([b"a"], 'text.decode("utf-8")'),
        (b"a", "not bytes: read_texts([text])"),
        (None, "not None: read_texts([text])"),
    ],
)
def test_what_are_no_texts_is_told(texts, told):
    with pytest.raises(KindError) as fault:
        read_texts(texts)
    assert told.replace("PosixPath", type(Path()).__name__) in str(fault.value)


def test_values_beside_texts_are_matched_by_label_or_by_order():
    texts = {"a": "港口。", "b": "黄河。"}
    by_label = pd.Series(["兰州市", "青岛市"], index=["b", "a"])
    assert read_texts(texts, city=by_label)["city"].tolist() == ["青岛市", "兰州市"]
    assert read_texts(pd.Series(texts), city=by_label)["city"].tolist() == ["青岛市", "兰州市"]
    assert read_texts(list(texts.values()), city=by_label)["city"].tolist() == ["兰州市", "青岛市"]
    assert read_texts(texts, city=["青岛市", None], year=(2021, 2022))["year"].tolist() == [2021, 2022]
    with pytest.warns(KoujingWarning, match="no text is called z, which `city` has a value for"):
        assert read_texts(texts, city={"a": "青岛市", "z": "x"})["city"].tolist() == ["青岛市", None]
    with pytest.raises(KindError, match="`city` is a set, which has no order"):
        read_texts(texts, city={"a", "b"})
    with pytest.raises(InputError, match="no other column can be called `text`"):
        read_texts(texts, text=["x", "y"])


def test_nothing_is_told_of_plain_frames():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for frame in (FRAME, FRAME.astype("category"), FRAME.astype("string"), FRAME.astype(object)):
            assert len(segment(read_frame(frame))) == 2
    assert isinstance(segment(FRAME), Corpus)
