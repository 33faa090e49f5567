"""Every public function is given wrong things as optional arguments: none answers with a raw error."""

import inspect
import pickle
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.errors import ChoiceError, DataFileError, KindError, KoujingError, KoujingWarning
from analysis.explained import kinds_in
from analysis.reuse import CURVE_TYPES

CURVE = ("港口", 2022, 2022, 0, 2022, 4, 1, 0.25, 0.05, 0.8)

TEXTS = ["提升质量、效率、动力。港口扩建，改革创新。", "黄河治理，改革创新。提升质量、效率、动力。"] * 3

WRONG = {
    "text": "frob", "list": ["x"], "number": -1, "table": pd.DataFrame({"x": [1]}), "nothing": None,
}  # fmt: skip

DRAWN = ("text", "list")
"""What figures are given: drawing one takes longer than most results."""

RIGHT = {
    "agreement": lambda m: (m["codings"],),
    "self_agreement": lambda m: (pd.concat([m["codings"].assign(round=i) for i in (1, 2)]),),
    "alike_within": lambda m: (m["distances"], {"青岛市": "a", "兰州市": "b"}),
    "axis_terms": lambda m: (m["dtm"],),
    "career_breaks": lambda m: (analysis.careers(m["corpus"], "港口"),),
    "cited_texts": lambda m: (analysis.citations(m["corpus"]), m["corpus"]),
    "choice_lines": lambda m: (m["choice"],), "recommendation": lambda m: (m["choice"],),
    "fit_topics": lambda m: (m["paragraphs"], 2),
    "code_shares": lambda m: (m["codings"].query("coder == 'a'"), m["sheet"]),
    "decided_codings": lambda m: (m["codings"],),
    "coded_by_model": lambda m: (m["units"], m["codings"], m["book"]),
    "coded_by_rules": lambda m: (m["units"], {"港": "港口"}),
    "coded_by_terms": lambda m: (m["units"], m["book"]), "coding_sheet": lambda m: (m["corpus"], m["book"]),
    "collocate_dots": lambda m: (analysis.collocates(m["corpus"], "改革", min_n=1),),
    "disagreements": lambda m: (m["codings"],),
    "distance_map": lambda m: (m["distances"], ["青岛市", "兰州市"]), "mds_map": lambda m: (m["distances"],),
    "distance_points": lambda m: (m["map"],), "formula_grid": lambda m: (m["formulas"], ["青岛市", "兰州市"]),
    "diversity_dots": lambda m: (analysis.diversity(m["corpus"]), m["corpus"].documents["city"]),
    "formula_timeline": lambda m: (m["timeline"],),
    "headline_terms": lambda m: (m["standing"], analysis.term_marks(m["corpus"], m["standing"]["term"])),
    "keyness_dots": lambda m: (analysis.keyness_by(m["dtm"], min_n=1),),
    "keyword_changes": lambda m: (m["dtm"], m["dtm"]), "fit_or_explain": lambda m: (m["paragraphs"], 2),
    "parallel_runs": lambda m: (TEXTS[0],), "pmc_index": lambda m: (m["pmc"], m["pmc book"]),
    "pmc_surface": lambda m: (analysis.pmc_index(m["pmc"], m["pmc book"]), m["pmc"]["unit"].iloc[0], "a"),
    "prevalence_dots": lambda m: (m["prevalence"],), "read_frame": lambda m: (pd.DataFrame({"text": TEXTS}),),
    "rate_dots": lambda m: (m["rates"],), "read_codebook": lambda m: ("pmc",),
    "read_texts": lambda m: (TEXTS,),
    "adoption_steps": lambda m: (m["curves"],),
    "rate_timeline": lambda m: (analysis.slogan_rates(m["hits"], m["corpus"], by="year"),),
    "shift_bars": lambda m: (analysis.shift(m["dtm"], "青岛市", "兰州市"),),
    "slogan_order": lambda m: (m["hits"], m["corpus"]), "slogan_formulas": lambda m: (m["hits"],),
    "top": lambda m: (m["keywords"],), "surface_cells": lambda m: (m["surface"],),
    "term_barcode": lambda m: (analysis.positions(m["corpus"], "港口"),),
    "term_marks": lambda m: (m["corpus"], ["港口"]), "term_rates": lambda m: (m["dtm"], m["keywords"]),
    "themes": lambda m: (), "measured_quality": lambda m: (),
    "topic_bars": lambda m: (m["topics"],),
    "topic_quality": lambda m: (m["model"], m["paragraphs"]),
    "topic_points": lambda m: (analysis.topic_map(m["model"]),),
    "trend_lines": lambda m: (analysis.topic_prevalence(m["model"], by="year"),),
    "keyness": lambda m: (m["dtm"], "青岛市"),
    "keyness_measures": lambda m: (m["dtm"], "青岛市"), "kwic": lambda m: (m["corpus"], "港口"),
    "collocates": lambda m: (m["corpus"], "港口"),
    "typical_paragraphs": lambda m: (m["model"], m["corpus"]),
    "typical_sentences": lambda m: (m["corpus"], "city", m["keywords"]),
    "variant_bars": lambda m: (m["variants"],), "varied_families": lambda m: (m["variants"],),
    "write_panel": lambda m: (analysis.panel(m["corpus"]), "out"),
    "write_sheets": lambda m: ("sheets", m["sheet"], m["book"], ["a", "b"]),
    "write_verdicts": lambda m: (m["hits"], "verdicts.csv"),
}  # fmt: skip
"""Calls that are right, where the names of the arguments do not say them."""

MEASURES = ("npmi", "c_v", "exclusivity", "diversity", "held_out", "score")

NAMED = {"target": "青岛市", "a": "青岛市", "b": "兰州市", "group": "青岛市", "other": "兰州市", 
         "uses": "港口", "node": "港口", "pattern": "港口", "term": "港口"}  # fmt: skip

SLOW = {
    "topic_stability",
    "choose_topics",
    "make_report",
    "count_tables",
    "open_texts",
    "read_counts",
    "read_corpus",
    "read_documents",
    "read_folder",
}
"""What reads a folder or fits topics for every call; their options are checked by tests of their own."""

FUNCTIONS = [
    name for name in analysis.__all__
    if inspect.isfunction(function := getattr(analysis, name)) and name not in SLOW
    and any(
        p.default is not p.empty for p in inspect.signature(function).parameters.values()
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def made():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        documents = analysis.read_texts(TEXTS, city=["青岛市", "兰州市"] * 3, year=[2022] * 3 + [2023] * 3)
        corpus = analysis.segment(documents)
        dtm = analysis.count_terms(corpus)
        paragraphs = analysis.count_terms(corpus, unit="paragraph")
        model = analysis.fit_topics(paragraphs, n_topics=2)
        book = analysis.read_codebook("instruments")
        units = analysis.coding_units(corpus)
        code = book.codes[0].name
        codings = pd.DataFrame([
            (unit, coder, code) for unit in units["unit"] for coder in ("a", "b")
        ], columns=["unit", "coder", "code"])  # fmt: skip
        marks = pd.DataFrame([
            (unit, coder, code.name) for unit in ("x", "y") for coder in ("a", "b")
            for code in analysis.read_codebook("pmc").codes if code.parent
        ], columns=["unit", "coder", "code"])  # fmt: skip
        choice = pd.DataFrame({"n_topics": [2], "recommended": [True], "stability": [0.9]})
        choice = choice.assign(**dict.fromkeys(MEASURES, 0.5))
        hits, pmc = analysis.find_slogans(corpus), analysis.read_codebook("pmc")
        surface = analysis.pmc_surface(analysis.pmc_index(marks, pmc), "x", "a")
        surface.attrs["alpha"] = 0.9
        timeline = pd.DataFrame(
            {"period": ["2022"] * 2, "formula": ["质量、效率、动力"] * 2, "year": [2022, 2023]}
        )
        timeline = timeline.assign(
            first_year=2022, last_year=2023, kind="parallel run", score=1.0, n=2, n_sure=2
        )
        distances = analysis.distances(dtm)
        return {
            "documents": documents, "corpus": corpus, "dtm": dtm, "paragraphs": paragraphs,
            "model": model, "book": book, "units": units, "codings": codings, "distances": distances,
            "map": analysis.mds_map(distances), "sheet": analysis.coding_sheet(corpus, book),
            "hits": hits, "source": corpus, "frame": documents, "keywords": analysis.tf_idf(dtm),
            "reuse": analysis.text_reuse(corpus, min_length=8), "attention": analysis.attention(corpus),
            "first": analysis.first_uses(corpus, "港口"), "choice": choice,
            "curves": pd.DataFrame([CURVE], columns=list(CURVE_TYPES)),
            "prevalence": analysis.topic_prevalence(model), "topics": analysis.top_terms(model),
            "standing": analysis.standing_out(dtm), "rates": analysis.slogan_rates(hits, corpus),
            "variants": analysis.slogan_variants(hits), "formulas": analysis.slogan_formulas(hits),
            "pmc book": pmc, "pmc": marks, "surface": surface, "timeline": timeline.assign(n_documents=2),
        }  # fmt: skip


def right(name, made):
    """Return arguments with which a function works, the optional ones left out."""
    if name in RIGHT:
        return RIGHT[name](made)
    wanted = inspect.signature(getattr(analysis, name)).parameters.values()
    return tuple((NAMED | made)[p.name] for p in wanted if p.default is p.empty)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_optional_argument_is_told(name, made, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    function = getattr(analysis, name)
    given = right(name, made)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        function(*given)
    parameters = inspect.signature(function).parameters
    for at, parameter in enumerate(parameters.values()):
        if parameter.default is parameter.empty or parameter.kind is parameter.VAR_KEYWORD:
            continue
        for kind in DRAWN if "ax" in parameters or "lang" in parameters else WRONG:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    function(*given[:at], **{parameter.name: WRONG[kind]})
                except KoujingError as fault:
                    told = str(fault)
                else:
                    told = ""
                plt.close("all")
            assert "\n" not in told
            assert len(told) < 400, (parameter.name, kind)


def test_nearly_all_functions_are_tried():
    assert len(FUNCTIONS) >= 100


TOLD = [
    (
        lambda m: analysis.find_slogans(m["corpus"], verdicts=7),
        "find_slogans: `verdicts` must be a dictionary",
    ),
    (lambda m: analysis.find_slogans(m["corpus"], verdicts={"x": "accept"}), "'x' is no such pair"),
    (
        lambda m: analysis.slogan_profile(m["hits"], reference=WRONG["table"]),
        "the table `reference` has no column",
    ),
    (
        lambda m: analysis.reuse_sources(m["reuse"], m["corpus"], "texts"),
        "`reference` must be a Corpus or None, not the text",
    ),
    (
        lambda m: analysis.topic_points(analysis.topic_map(m["model"]), labels={9: "a"}),
        "`labels` has nothing for",
    ),
    (lambda m: analysis.attention_dots(m["attention"], ax=3), "`ax` must be an Axes of matplotlib or None"),
    (
        lambda m: analysis.count_terms(m["corpus"], min_length=np.eye(2)),
        "must be a whole number of at least 0",
    ),
    (lambda m: analysis.tf_idf(m["dtm"], names="no"), "tf_idf: `names` must be True or False, not the text"),
    (lambda m: analysis.diversity(m["corpus"], window=WRONG["table"]), "`window` parameter of `diversity`"),
]


@pytest.mark.parametrize(("call", "answer"), TOLD, ids=range(len(TOLD)))
def test_the_answer_names_the_argument_and_what_is_wanted(call, answer, made):
    with pytest.raises(KindError) as fault:
        call(made)
    assert answer in str(fault.value)


@pytest.mark.parametrize("wrong", [0, "2", 1.5, True, None, -2])
def test_a_number_of_processes_is_checked(wrong, made):
    for call in (analysis.fit_topics, analysis.topic_stability):
        with pytest.raises((KindError, ChoiceError), match=f"`n_jobs` parameter of `{call.__name__}`"):
            call(made["paragraphs"], 2, n_jobs=wrong)
    with pytest.raises((KindError, ChoiceError), match="`n_jobs` parameter of `choose_topics`"):
        analysis.choose_topics(made["paragraphs"], [2], n_jobs=wrong)
    with pytest.raises((KindError, ChoiceError), match="`n_jobs` parameter of `keyness_by`"):
        analysis.keyness_by(made["dtm"], n_jobs=wrong)
    for threaded in (analysis.standing_out, analysis.distances):
        with pytest.raises((KindError, ChoiceError), match=f"`n_jobs` parameter of `{threaded.__name__}`"):
            threaded(made["dtm"], n_jobs=wrong)
    with pytest.raises((KindError, ChoiceError), match="`n_jobs` parameter of `text_reuse`"):
        analysis.text_reuse(made["corpus"], n_jobs=wrong)


@pytest.mark.parametrize("parameter", ["stopwords", "userdict"])
def test_a_word_taken_for_a_file_is_told_how_to_be_given(parameter, made):
    call = {"stopwords": analysis.count_terms, "userdict": analysis.segment}[parameter]
    of = made["corpus"] if parameter == "stopwords" else made["documents"]
    with pytest.raises(DataFileError, match=rf"^发展: no such file; if .*: {parameter}=\['发展'\]"):
        call(of, **{parameter: "发展"})
    with pytest.raises(DataFileError, match=r"^发展.txt: no such file\.$"):
        call(of, **{parameter: "发展.txt"})


def test_what_is_no_fault_of_an_argument_is_raised_as_it_is(made):
    with pytest.raises(TypeError, match="unexpected keyword") as fault:
        analysis.tf_idf(made["dtm"], colour="red")
    assert not isinstance(fault.value, KoujingError)
    assert pickle.loads(pickle.dumps(analysis.tf_idf)) is analysis.tf_idf


def test_annotations_are_read():
    assert kinds_in("Mapping[str, Sequence[str] | None] | pd.DataFrame | None") == [
        "Mapping",
        "DataFrame",
        "None",
    ]
    assert kinds_in("SizedTexts | None") == ["Corpus", "Counted", "None"]
    assert kinds_in("Any") == kinds_in("inspect._empty") == []


def test_no_pair_of_groups_shares_a_passage(made):
    apart = analysis.segment(analysis.read_texts(["港口扩建。", "黄河治理。"], city=["青岛市", "兰州市"]))
    assert analysis.reuse_pairs(analysis.text_reuse(apart, min_length=8), apart).empty


def test_warnings_name_the_line_of_the_user(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(99))
    (tmp_path / "own.txt").write_text("没有一个词 在这里吗 四个五个\n", encoding="utf-8")
    documents = analysis.read_texts(TEXTS[:1])
    for call in (
        lambda: analysis.read_documents(tmp_path),
        lambda: analysis.segment(documents, userdict=tmp_path / "own.txt"),
        lambda: analysis.read_frame(pd.DataFrame({"text": ["港口。"], "year": ["x"]})),
    ):
        with pytest.warns(KoujingWarning) as told:
            call()
        assert {warning.filename for warning in told} == {__file__}
