"""Any column groups, and several together; the user's own columns travel from the files to the results."""

import json

import pandas as pd
import pytest

from analysis import (
    attention,
    clean_documents,
    count_tables,
    count_terms,
    distances,
    find_slogans,
    fit_topics,
    keyness_by,
    kwic,
    positions,
    read_counts,
    read_folder,
    read_frame,
    segment,
    shift,
    slogan_formulas,
    slogan_profile,
    slogan_rates,
    slogan_spread,
    slogan_variants,
    tf_idf,
    theme_hits,
    topic_prevalence,
)
from analysis.corpus import DOCUMENT_COLUMNS, group_labels, usable_grouping
from analysis.corpus.documents import MOST_FILES, joined_names
from analysis.errors import ChoiceError, InputError, KindError, KoujingWarning
from analysis.report import make_report

REGION = {"甲1": "东部", "甲2": "东部", "乙1": "西部", "乙2": "西部", "丙1": None, "丙2": "西部"}
PAIRS = ["丙州市 · 2021", "丙州市 · 2022", "乙州市 · 2021", "乙州市 · 2022", "甲州市 · 2021", "甲州市 · 2022"]


@pytest.fixture(scope="module")
def own(documents):
    return segment(documents.assign(region=pd.Series(REGION)))


def test_several_columns_make_the_pairs_that_occur(own):
    labels = group_labels(own.documents, ["region", "year"])
    assert labels.tolist()[:2] == ["东部 · 2021", "东部 · 2022"]
    assert labels.isna().tolist() == [False, False, False, False, True, False]
    assert group_labels(own.documents, "region,year").equals(labels)
    assert group_labels(own.documents, "region , year").equals(labels)
    assert group_labels(own.documents, ["region"]).equals(group_labels(own.documents, "region"))


def test_a_column_with_a_comma_in_its_name_is_one_column(documents):
    frame = documents.assign(**{"city,year": "x"})
    assert group_labels(frame, "city,year").unique().tolist() == ["x"]


@pytest.mark.parametrize("by", ["colour", ["city", "colour"], "city,colour", []])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(own, by):
    with pytest.raises(ChoiceError, match=r"'city', .*'source', 'region'; not '(colour|)'"):
        group_labels(own.documents, by)


def test_columns_without_any_value_are_named(own):
    with pytest.raises(InputError, match="No document has a value in `province`"):
        group_labels(own.documents, ["city", "province"])


def test_a_matrix_of_pairs_keeps_counts_and_names_their_parts(own):
    dtm = count_terms(own)
    grouped = dtm.group(["city", "year"])
    assert grouped.units.index.tolist() == PAIRS
    assert grouped.unit == "city,year"
    assert grouped.units["city"].tolist() == [pair[:3] for pair in PAIRS]
    assert grouped.units["year"].tolist() == [2021, 2022] * 3
    assert grouped.counts.sum() == dtm.counts.sum()
    assert dtm.units["region"].dropna().to_dict() == {key: value for key, value in REGION.items() if value}


def test_every_result_takes_them(own):
    dtm = count_terms(own)
    assert sorted(tf_idf(dtm, ["city", "year"])["group"].unique()) == PAIRS
    assert set(keyness_by(dtm, "region", min_n=1)["group"]) == {"东部", "西部"}
    assert set(attention(own, {"a": ["改革"]}, ["city", "year"])["group"]) == set(PAIRS)
    assert len(distances(dtm, ["city", "year"], n_permutations=0)) == 36
    assert len(shift(dtm, PAIRS[0], PAIRS[1], ["city", "year"]))
    assert set(positions(own, "改革", "region")["group"]) == {"东部", "西部"}
    assert kwic(own, "港口")["region"].tolist() == ["东部"] * 4
    assert theme_hits(own, {"a": ["茶叶"]})["region"].unique().tolist() == ["西部"]
    with pytest.warns(KoujingWarning, match="with so few"):
        model = fit_topics(count_terms(own, unit="paragraph"), 2, min_documents=1)
    assert set(topic_prevalence(model, ["region", "year"])["group"]) == {
        "东部 · 2021", "东部 · 2022", "西部 · 2021", "西部 · 2022",
    }  # fmt: skip


def test_own_names_of_a_pair_are_left_out():
    frame = pd.DataFrame(
        {"text": ["青岛港口。", "兰州黄河。"], "city": ["青岛市", "兰州市"], "year": [2021, 2022]}
    )
    terms = tf_idf(count_terms(segment(frame)), ["city", "year"])["term"].tolist()
    assert terms == ["黄河", "港口"]


def test_slogans_by_a_column_of_ones_own():
    text = "全市上下转方式、调结构、增动能。"
    frame = pd.DataFrame(
        {"text": [text, text], "tier": ["一线", "二线"], "kind": ["a", "b"], "year": [2021, 2022]}
    )
    corpus = segment(frame)
    hits = find_slogans(corpus)
    assert hits["tier_given"].tolist() == ["一线", "二线"]
    assert hits["kind_given"].tolist() == ["a", "b"]
    assert set(slogan_formulas(hits, "tier")["group"]) == {"一线", "二线"}
    assert set(slogan_profile(hits, ["tier", "year"])["group"]) == {"一线 · 2021", "二线 · 2022"}
    assert slogan_spread(hits, "tier")["n_groups"].tolist() == [1, 1]
    assert slogan_variants(hits, "tier")["n_groups"].tolist() == [2]
    assert set(slogan_rates(hits, corpus, "tier,year")["group"]) == {"一线 · 2021", "二线 · 2022"}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "texts"
    place.mkdir()
    for name in ("a", "b"):
        (place / f"{name}.txt").write_text("港口扩建，港口贸易。\n", encoding="utf-8")
    rows = [{"正文": "黄河治理，改革创新。", "城市": "兰州市", "tier": 2, "city_from": "x", "empty": None}]
    (place / "c.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    listed = "file,city,year,tier,地区\na.txt,青岛市,2021,1,东部\nb.txt,无锡市,2022,1,\nc.jsonl,,2023,,西部\n"
    (place / "documents.csv").write_text(listed, encoding="utf-8")
    return place


def test_columns_of_the_list_and_of_tables_travel_from_files(folder):
    documents = read_folder(folder).documents
    assert documents["tier"].tolist() == ["1", "1", "2"]
    assert documents["地区"].tolist() == ["东部", None, "西部"]
    assert documents["city_from_given"].tolist() == [None, None, "x"]
    assert "empty" not in documents
    cleaned = clean_documents(documents)
    dtm = count_terms(segment(cleaned.documents, cleaned.paragraphs))
    assert dtm.group(["地区", "tier"]).units.index.tolist() == ["东部 · 1", "西部 · 2"]


def test_a_report_by_a_column_of_the_list(folder, tmp_path):
    quick = {"sections": ["corpus", "keywords"], "lang": "en"}
    page = make_report(folder, tmp_path / "out", by="地区,tier", **quick).read_text(encoding="utf-8")
    assert "东部 · 1" in page
    table = pd.read_csv(tmp_path / "out" / "tables" / "keywords.csv")
    assert set(table["group"]) == {"东部 · 1", "西部 · 2"}


def test_by_is_checked_before_anything_is_computed(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report.run.write_report", lambda *_: pytest.fail("computed"))
    with pytest.raises(ChoiceError, match="'tier', '地区', 'city_from_given', 'empty'; not 'colour'"):
        make_report(folder, tmp_path / "out", by="city,colour")


def test_batches_take_columns_of_tables_and_of_the_list(tmp_path):
    pytest.importorskip("pyarrow")
    rows = [
        {"text": "港口扩建，港口贸易。", "city": "青岛市", "tier": "一线", "n": 1},
        {"text": "黄河治理，改革创新。", "city": "兰州市", "tier": "二线", "n": 2},
    ]
    place = tmp_path / "in"
    place.mkdir()
    table = place / "t.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (place / "documents.csv").write_text("file,wave\nt.jsonl,3\n", encoding="utf-8")
    quick = {"n_permutations": 0, "slogans": False, "batch_size": 1}
    out = count_tables(place, tmp_path / "out", "wave,tier", cache=tmp_path / "cache", **quick)
    assert pd.read_csv(out / "groups.csv")["group"].tolist() == ["3 · 一线", "3 · 二线"]
    units = read_counts(out).units
    assert units[["tier", "n", "wave"]].to_numpy().tolist() == [["一线", "1", "3"], ["二线", "2", "3"]]
    with pytest.raises(ChoiceError, match="'source', 'n', 'tier', 'wave'; not 'colour'"):
        count_tables(place, tmp_path / "out", "colour", **quick)


def test_batches_name_a_wrong_grouping(tmp_path):
    pytest.importorskip("pyarrow")
    with pytest.raises(KindError, match="count_tables: `by` is a column or several columns, not None"):
        count_tables(tmp_path, tmp_path / "out", None)


def test_a_frame_groups_by_what_it_has():
    frame = pd.DataFrame(
        {"content": ["港口。", "黄河。", "港口。"], "treated": [True, False, True], "wave": [1.0, 2.0, None]}
    )
    corpus = segment(read_frame(frame, text="content"))
    assert group_labels(corpus.documents, "treated").tolist() == ["True", "False", "True"]
    assert group_labels(corpus.documents, "wave").dropna().tolist() == ["1", "2"]


@pytest.mark.parametrize(
    ("columns", "grouping"),
    [
        ({"city": ["甲市", "乙市", None], "year": [2021, 2022, 2023]}, "city"),
        ({"city": ["甲市", "甲市", None], "year": [2021, 2022, 2023]}, "year"),
        ({"city": ["甲市", "甲市", "甲市"], "district": ["丙区", "丁区", None]}, "district"),
        ({"city": ["甲市"] * 3, "source": ["t.csv"] * 3}, "city"),
        ({"year": [2021, 2022, 2023]}, "year"),
        ({"year": [2021, None, 2023]}, "year"),
        ({"year": [2021, None, None]}, "source"),
        ({"year": [2021, 2021, 2021]}, "source"),
        ({"province": ["海省", "海省", "山省"], "year": [2021, 2022, 2023]}, "province"),
        ({"source": ["t.csv", "t.csv", "t.csv"]}, "source"),
        ({"source": ["t.csv", "t.csv", "t.csv"], "province": ["海省"] * 3}, "province"),
        ({"source": [None, None, None]}, "city"),
    ],
)
def test_texts_of_no_known_city_are_grouped_by_what_they_differ_in(columns, grouping):
    documents = pd.DataFrame({"source": ["a", "b", "c"]} | columns)
    documents = documents.reindex(columns=[*DOCUMENT_COLUMNS])
    assert usable_grouping(documents) == grouping
    assert usable_grouping(documents, "district") == "district", "what was asked for is not changed"


@pytest.mark.parametrize(("n", "grouping"), [(8, "city"), (9, "province")])
def test_of_many_texts_few_of_known_cities_are_not_compared_by_city(n, grouping):
    columns = {
        "city": ["甲市", "乙市", *[None] * (n - 2)],
        "province": ["海省", "山省"] * (n // 2) + ["海省"] * (n % 2),
    }
    documents = pd.DataFrame(columns).reindex(columns=[*DOCUMENT_COLUMNS])
    assert usable_grouping(documents) == grouping


def test_texts_are_not_grouped_by_what_fewer_than_half_of_them_have():
    columns = {"source": [*"abcde"], "year": [2021, 2022, None, None, None]}
    documents = pd.DataFrame(columns).reindex(columns=[*DOCUMENT_COLUMNS])
    assert usable_grouping(documents) == "source"
    assert usable_grouping(documents.head(4)) == "year"


def test_too_many_files_are_not_compared_one_by_one():
    names = [f"{at}.txt" for at in range(MOST_FILES + 1)]
    documents = pd.DataFrame({"source": names}).reindex(columns=[*DOCUMENT_COLUMNS])
    assert usable_grouping(documents) == "city"
    assert usable_grouping(documents.head(MOST_FILES)) == "source"


@pytest.mark.parametrize(
    ("by", "joined"),
    [("year,year", "year"), ("city, year,city", "city,year"), (["city", "city"], "city"), ("a,b", "a,b")],
)
def test_a_column_named_twice_is_one(by, joined):
    assert joined_names("f", by) == joined
