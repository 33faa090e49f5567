"""A wrong call is answered by one sentence: what was given, what is wanted, and the call that makes it."""

import inspect

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import Corpus, DocTermMatrix
from analysis.errors import ChoiceError, InputError, KindError, KoujingError
from tests.wrong_calls import PAGE, answers, page

FRAME = pd.DataFrame({"content": ["港口。"], "city": ["青岛市"]})
TEXT = FRAME.rename(columns={"content": "text"})
OF_MATRIX = "{name} takes a DocTermMatrix, not a Corpus: {name}(count_terms(corpus))."
OF_CORPUS = "{name} takes a Corpus, not a DocTermMatrix: pass the corpus that the dtm was made from."
OF_MODEL = "{name} takes a TopicModel, not a DocTermMatrix: {name}(fit_topics(dtm, n_topics=8))."

CALLS = [
    *(
        (name, "corpus", (), OF_MATRIX)
        for name in ("tf_idf", "keyness_by", "distances", "fit_topics", "dispersion")
    ),
    ("keyness", "corpus", ("甲州市",), OF_MATRIX),
    ("shift", "corpus", ("甲州市", "乙州市"), OF_MATRIX),
    *((name, "dtm", ("改革",), OF_CORPUS) for name in ("kwic", "collocates", "positions")),
    *((name, "dtm", (), OF_CORPUS) for name in ("find_slogans", "theme_hits", "panel", "segmentation_audit")),
    ("count_terms", "dtm", (), OF_CORPUS),
    *((name, "dtm", (), OF_MODEL) for name in ("topic_prevalence", "top_terms", "topic_trend")),
    ("tf_idf", TEXT, (), "not a DataFrame: tf_idf(count_terms(segment(documents)))."),
    ("tf_idf", FRAME, (), 'tf_idf(count_terms(segment(read_frame(frame, text="...")))).'),
    ("tf_idf", ["港口。"], (), "not a list: tf_idf(count_terms(segment(read_texts(texts))))."),
    ("tf_idf", "texts/", (), "not the text 'texts/': tf_idf(count_terms(segment(read_documents(folder))))."),
    ("tf_idf", None, (), "tf_idf takes a DocTermMatrix, not None."),
    ("tf_idf", 3, (), "tf_idf takes a DocTermMatrix, not an int."),
    (
        "count_terms",
        TEXT,
        (),
        "count_terms takes a Corpus, not a DataFrame: count_terms(segment(documents)).",
    ),
    ("count_terms", ["港口。"], (), "count_terms(segment(read_texts(texts)))."),
    ("kwic", TEXT, ("港口",), "kwic(segment(documents))."),
    ("kwic", {"a": "港口。"}, ("港口",), "not a dict: kwic(segment(read_texts(texts)))."),
    ("find_slogans", "texts/", (), "find_slogans(segment(read_documents(folder)))."),
    ("top_terms", "corpus", (), "top_terms(fit_topics(count_terms(corpus), n_topics=8))."),
    (
        "segment",
        ["港口。"],
        (),
        "segment takes a DataFrame of documents, not a list: segment(read_texts(texts)).",
    ),
    ("segment", "corpus", (), "segment(corpus.documents)."),
    (
        "segment",
        "dtm",
        (),
        "segment takes a DataFrame of documents, not a DocTermMatrix: pass the documents that",
    ),
    ("clean_documents", "corpus", (), "clean_documents(corpus.documents)."),
    ("clean_documents", ["港口。"], (), "clean_documents(read_texts(texts))."),
    ("read_frame", ["港口。"], (), "read_frame takes a DataFrame of documents, not a list"),
    (
        "read_texts",
        FRAME,
        (),
        "read_texts takes a list or dict of texts, not a DataFrame: read_frame(frame).",
    ),
    (
        "keyword_bars",
        "dtm",
        (),
        "the table that tf_idf returns, not a DocTermMatrix: keyword_bars(tf_idf(dtm)).",
    ),
    ("keyword_bars", FRAME, (), "a DataFrame without the column `group`: keyword_bars(tf_idf(dtm))."),
    ("keyness_dots", "dtm", (), "keyness_dots(keyness(dtm, target))."),
    ("attention_dots", "corpus", (), "attention_dots(attention(corpus))."),
    ("distance_map", "dtm", ([],), "distance_map(distances(dtm))."),
    ("mds_map", "dtm", (), "mds_map(distances(dtm))."),
    ("farthest", "corpus", (), "farthest(distances(dtm))."),
    ("topic_bars", "dtm", (), "topic_bars(top_terms(model))."),
    ("prevalence_dots", "dtm", (), "prevalence_dots(topic_prevalence(model))."),
    ("slogan_formulas", "corpus", (), "slogan_formulas(find_slogans(corpus))."),
    ("slogan_profile", "dtm", (), "slogan_profile(find_slogans(corpus))."),
    ("keyness_measures", "corpus", ("甲州市",), OF_MATRIX),
    ("readability", "dtm", (), OF_CORPUS),
    ("top", "dtm", (), "top takes the table that tf_idf returns, not a DocTermMatrix: top(tf_idf(dtm))."),
    ("write_panel", "corpus", ("panel",), "write_panel(panel(corpus))."),
    ("kwic", "corpus", (2035,), 'not 2035: kwic(corpus, "港口").'),
    (
        "kwic",
        "corpus",
        ("港口", "5"),
        "`width` parameter of `kwic` must be a whole number of at least 0; not '5'.",
    ),
    ("collocates", "corpus", ("港口", 2.0), "must be a whole number of at least 1; not 2.0."),
    ("collocates", "corpus", (None,), 'a word or phrase, not None: collocates(corpus, "港口").'),
    ("tf_idf", "dtm", (None,), '`by` is a column or several columns, not None: by="city".'),
    ("keyness", "dtm", (None,), 'None names none: keyness(dtm, "柳州市").'),
    ("keyness", "dtm", ([],), '[] names none: keyness(dtm, "柳州市").'),
    ("keyness", "dtm", (np.array([True] * 6),), "not a condition; make it a column and name that in `by`."),
    ("attention", "corpus", (["港口"],), "a dictionary of lists of words or a file of them, not a list"),
    ("attention", "corpus", (FRAME,), "a dictionary of lists of words or a file of them, not a DataFrame"),
    ("count_terms", "corpus", (["改革", None],), "`stopwords` must be words, and None is none."),
    ("segment", TEXT, (None, ["黄河治理", 2035]), "`userdict` must be words, and 2035 is none."),
    ("typical_sentences", "corpus", ("city", ["港口"]), "typical_sentences(corpus, by, keyness_by(dtm))."),
    ("fit_topics", "dtm", ("8",), "`n_topics` parameter of `fit_topics` must be a whole number"),
]


KEYWORDS = [
    (lambda c, d: d.select(5), "`terms` must be words, and 5 is none"),
    (lambda c, d: analysis.fit_topics(d, 2, max_share="x"), "must be from 0 to 1; not 'x'"),
    (lambda c, d: analysis.keyness(d, "甲州市", c), "a group or a DocTermMatrix: count_terms(reference)"),
    (lambda c, d: analysis.coded_by_terms(analysis.coding_units(c), "pmc"), "takes a Codebook, not a str"),
    (lambda c, d: analysis.panel(c, slogans=c), "panel(corpus, slogans=find_slogans(corpus))."),
    (lambda c, d: analysis.panel(c, topics=d), "panel takes a TopicModel, not a DocTermMatrix"),
    (lambda c, d: analysis.keyness(d, "甲州市", n_permutations=1.5), "must be a whole number"),
    (lambda c, d: d.trim(min_n="5"), "`min_n` parameter of `trim` must be a whole number"),
    (lambda c, d: Corpus.from_tokens([["港口"]], ["甲"]), "takes a DataFrame of documents, not a list"),
]


@pytest.mark.parametrize(("call", "answer"), KEYWORDS, ids=range(len(KEYWORDS)))
def test_so_does_a_wrong_argument(call, answer, corpus: Corpus, dtm: DocTermMatrix):
    with pytest.raises(KindError) as fault:
        call(corpus, dtm)
    assert answer in str(fault.value)


def test_too_small_a_number_is_told(corpus: Corpus, dtm: DocTermMatrix):
    with pytest.raises(ChoiceError, match="`window` parameter of `collocates` must be a whole number of at"):
        analysis.collocates(corpus, "港口", window=0)
    with pytest.raises(ChoiceError, match="at least 0; not -1"):
        analysis.top(analysis.tf_idf(dtm), -1)
    with pytest.raises(InputError, match="The theme 'a' must be a list of words, none of them empty; not"):
        analysis.attention(corpus, {"a": []})
    with pytest.raises(InputError, match="both are '甲州市'"):
        analysis.shift(dtm, "甲州市", "甲州市")


def test_what_users_of_pandas_try_works(corpus: Corpus, dtm: DocTermMatrix):
    assert "甲1" in corpus
    assert "丁1" not in corpus
    assert list(corpus[1:3].documents.index) == ["甲2", "乙1"]
    assert list(corpus[lambda d: d["year"] == 2021].documents.index) == ["甲1", "乙1", "丙1"]
    assert dtm.select("港口").terms == ("港口",)
    for year in (2021, np.int64(2021), 2021.0, "2021"):
        assert analysis.keyness(dtm, year, by="year", min_n=1)["size_target"].iloc[0] == dtm.sizes[::2].sum()
    assert analysis.attention(corpus, pd.Series({"港": ["港口"]}))["n"].sum() == 4
    assert set(analysis.shift(dtm, 2021, 2022, by="year")["a"]) == {"2021"}


def test_the_page_of_wrong_calls_says_what_the_package_says():
    found = answers()
    assert len(found) >= 120
    assert [call for call, answer in found.items() if answer == "(no error)"] == []
    assert [call for call, answer in found.items() if "\n" in answer or len(answer) > 400] == []
    assert PAGE.read_text(encoding="utf-8") == page(found), "write it again: python -m tests.wrong_calls"


GIVEN = {
    "corpus": "corpus",
    "source": "corpus",
    "dtm": "dtm",
    "target": "甲州市",
    "a": "甲州市",
    "b": "乙州市",
}
GIVEN |= {"term": "港口", "documents": "documents", "hits": "hits", "group": "甲州市"}
WITH_BY = [
    name
    for name in analysis.__all__
    if inspect.isfunction(function := getattr(analysis, name))
    and (wanted := inspect.signature(function).parameters).get("by") is not None
    and all(p.name in GIVEN for p in wanted.values() if p.default is p.empty and p.kind is not p.VAR_KEYWORD)
    and name not in ("make_report", "fit_or_explain", "usable_grouping")
]


NUMBERS = [
    (name, parameter)
    for name in analysis.__all__
    if inspect.isfunction(function := getattr(analysis, name))
    and (wanted := inspect.signature(function).parameters)
    and all(p.name in GIVEN for p in wanted.values() if p.default is p.empty and p.kind is not p.VAR_KEYWORD)
    for parameter, p in wanted.items()
    if type(p.default) is int and parameter != "n_jobs" and name not in ("make_report", "fit_or_explain")
]


@pytest.mark.parametrize(("name", "parameter"), NUMBERS)
def test_no_number_is_counted_with_that_is_none(name, parameter, corpus, dtm, documents, hits):
    made = {"corpus": corpus, "dtm": dtm, "documents": documents, "hits": hits}
    function = getattr(analysis, name)
    wanted = inspect.signature(function).parameters
    given = {p.name: GIVEN[p.name] for p in wanted.values() if p.default is p.empty or p.name == "target"}
    given = {key: made.get(one, one) for key, one in given.items()}
    given |= {key: "港口" for key in ("node", "pattern") if key in wanted}
    for wrong in ("5", -1, 2.5):
        with pytest.raises((ChoiceError, KindError), match=f"`{parameter}` parameter of `{name}`"):
            function(**given, **{parameter: wrong})


def test_many_numbers_are_tried():
    assert len(NUMBERS) >= 30


@pytest.mark.parametrize("name", WITH_BY)
@pytest.mark.parametrize("by", ["colour", ["city", "colour"], 3, ["city", 3]])
def test_a_wrong_grouping_is_told_by_the_function_that_was_called(name, by, corpus, dtm, documents, hits):
    made = {"corpus": corpus, "dtm": dtm, "documents": documents, "hits": hits}
    function = getattr(analysis, name)
    given = [GIVEN[p.name] for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    with pytest.raises(KoujingError) as fault:
        function(*(made.get(one, one) for one in given), by=by)
    assert f"`{name}`" in str(fault.value) or str(fault.value).startswith(f"{name}:")


@pytest.fixture(scope="module")
def hits():
    return analysis.find_slogans(analysis.segment(analysis.read_texts(["提升质量、效率、动力。"])))


def test_many_functions_are_tried_with_a_wrong_grouping():
    assert len(WITH_BY) >= 20


def test_there_are_forty_and_more():
    assert len(CALLS) >= 40


@pytest.mark.parametrize(("name", "given", "more", "answer"), CALLS, ids=lambda value: str(value)[:24])
def test_a_wrong_call_teaches(name, given, more, answer, corpus: Corpus, dtm: DocTermMatrix):
    value = {"corpus": corpus, "dtm": dtm}.get(given, given) if isinstance(given, str) else given
    with pytest.raises(KindError) as fault:
        getattr(analysis, name)(value, *more)
    told = str(fault.value)
    assert answer.format(name=name) in told
    assert isinstance(fault.value, KoujingError)
    assert "\n" not in told


@pytest.mark.parametrize("wrong", ["5", -1, 2.5])
@pytest.mark.parametrize(
    ("call", "parameter"),
    [
        (lambda corpus, dtm, n: analysis.keyness_by(dtm, min_n=n), "min_n"),
        (lambda corpus, dtm, n: analysis.collocates(corpus, "改革", min_n=n), "min_n"),
        (lambda corpus, dtm, n: analysis.segmentation_audit(corpus, min_documents=n), "min_documents"),
        (lambda corpus, dtm, n: analysis.text_reuse(corpus, min_length=n), "min_length"),
        (lambda corpus, dtm, n: analysis.typical_sentences(
            corpus, "city", analysis.tf_idf(dtm), n), "n"),
        (lambda corpus, dtm, n: analysis.adoption(analysis.first_uses(corpus, "改革"), n), "min_adopters"),
        (lambda corpus, dtm, n: analysis.distances(dtm, n_permutations=n), "n_permutations"),
        (lambda corpus, dtm, n: analysis.fit_topics(dtm, 2, seed=n), "seed"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else "",
)  # fmt: skip
def test_a_number_that_is_none_is_refused_and_not_counted_from_the_end(corpus, dtm, call, parameter, wrong):
    with pytest.raises((ChoiceError, KindError), match=f"`{parameter}`"):
        call(corpus, dtm, wrong)
