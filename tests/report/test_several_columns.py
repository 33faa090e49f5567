"""Groups of several columns, and stop words of one's own, through the whole of a report."""

import re
from html import unescape

import pandas as pd
import pytest

from analysis import (
    count_terms,
    findings,
    fit_or_explain,
    fit_topics,
    read_texts,
    segment,
    topic_contrast,
    topic_prevalence,
)
from analysis.claims.claim import told
from analysis.report import make_report

QUICK = {"lang": "en", "date": "2026-01-01", "cache": None}
WORDS = {"青岛市": "港口扩建，港口航线，港口贸易。", "兰州市": "黄河治理，黄河生态，黄河文化。"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("own") / "texts"
    place.mkdir()
    rows = ["file,city,year"]
    for city, words in WORDS.items():
        for year in (2022, 2023):
            for number in range(2):
                name = f"{city}_{year}_{number}.txt"
                text = f"{words}改革创新。推动质量变革、效率变革、动力变革。第{number}批，{year}年。\n"
                (place / name).write_text(text * 12, encoding="utf-8")
                rows.append(f"{name},{city},{year}")
    (place / "documents.csv").write_text("\n".join(rows), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    stop = folder.parent / "stop.txt"
    stop.write_text("港口\n黄河\n", encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    return make_report(folder, out, by="city,year", stopwords=stop, copies="all", **QUICK)


def plain(page) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


def test_every_table_of_groups_is_of_the_pairs(made):
    pairs = {f"{city} · {year}" for city in WORDS for year in (2022, 2023)}
    for name in ("corpus", "keywords", "attention", "slogan_rates"):
        table = pd.read_csv(made.parent / "tables" / f"{name}.csv")
        assert set(table["group"]) == pairs, name
    distances = pd.read_csv(made.parent / "tables" / "distances.csv")
    assert set(distances["group"]) == pairs


def test_sentences_name_the_grouping_in_words(made):
    said = plain(made)
    assert "city,year" not in said.partition("settings")[0]
    assert "grouped by city and year into 4 groups" in said


def test_stop_words_given_are_no_keywords_and_the_method_says_so(made):
    keywords = set(pd.read_csv(made.parent / "tables" / "keywords.csv")["term"])
    assert keywords.isdisjoint({"港口", "黄河"})
    assert {"航线", "治理"} <= keywords
    assert "(2 of them chosen for this study) were left out" in plain(made)
    settings = pd.read_csv(made.parent / "tables" / "settings.csv").set_index("setting")["value"]
    assert settings["n_own_stopwords"] == "2"
    assert settings["option.stopwords"].startswith("stop.txt")


def corpus_of_pairs():
    texts, cities, years = [], [], []
    for city, words in WORDS.items():
        for year in (2022, 2023):
            texts += [f"{words}改革创新。" * 60 + f"第{number}批。" for number in range(6)]
            cities += [city] * 6
            years += [year] * 6
    return segment(read_texts(texts, city=cities, year=years))


def test_claims_are_made_of_pairs():
    corpus = corpus_of_pairs()
    claims = findings(corpus, ["city", "year"])
    assert {claim.group for claim in claims if claim.group} <= {
        f"{city} · {year}" for city in WORDS for year in (2022, 2023)
    }
    assert [claim.group for claim in findings(corpus, "city,year")] == [claim.group for claim in claims]
    said = " ".join(told(claim, "city,year", "zh") for claim in claims)
    assert "city,year" not in said


def test_topics_are_measured_in_pairs():
    corpus = corpus_of_pairs()
    dtm = count_terms(corpus, unit="paragraph")
    model = fit_topics(dtm, 2, min_documents=1, max_share=1.0)
    prevalence = topic_prevalence(model, "city,year")
    assert sorted(prevalence["group"].unique()) == [
        "兰州市 · 2022", "兰州市 · 2023", "青岛市 · 2022", "青岛市 · 2023",
    ]  # fmt: skip
    assert prevalence.groupby("group")["prevalence"].sum().round(6).eq(1).all()
    contrast = topic_contrast(model, "青岛市 · 2022", "兰州市 · 2022", by=["city", "year"])
    assert len(contrast) == 2
    topics = fit_or_explain(dtm, corpus, "city,year", 2)
    assert topics.model is None or set(topics.prevalence["group"]) == set(prevalence["group"])
