"""A report with every option: each of them has its effect on what lies there at the end."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis import (
    SAMPLE,
    clean_documents,
    count_terms,
    fit_topics,
    keyness_by,
    read_folder,
    segment,
    topic_prevalence,
)
from analysis.cache import contents
from analysis.cli import main
from analysis.keywords.groups import written_terms

INHERITED, REJECTED, WHOLE = "以水定城、以水定地、以水定绿", "减报表、减会议、减台账", "政府工作报告"
ENGINE = "tomotopy" if find_spec("tomotopy") else "gensim"
YEARS = {"2021", "2022", "2023"}
THEMES = {"航运": ["港口", "航线", "码头"], "生态": ["绿色", "污染", "生态"]}


@pytest.fixture(scope="module")
def plain(sample_report) -> Path:
    """The report of the demonstration corpus with no option but the seed, 3."""
    return sample_report.parent


@pytest.fixture(scope="module")
def place(tmp_path_factory, plain) -> Path:
    """The demonstration corpus with one text twice, and a file for each option that names one."""
    place = tmp_path_factory.mktemp("options")
    texts = Path(shutil.copytree(SAMPLE, place / "texts"))
    shutil.copy(texts / "遵义市_2021.txt", texts / "遵义市_2021_又.txt")
    (place / "council").mkdir()
    (place / "council" / "国务院_2019.txt").write_text(
        f"全国要坚持{INHERITED}，推进改革开放。", encoding="utf-8"
    )
    (place / "own.txt").write_text(f"{WHOLE}\n", encoding="utf-8")
    themes = "".join(f'"{theme}" = {terms!r}\n'.replace("'", '"') for theme, terms in THEMES.items())
    (place / "own.toml").write_text(themes, encoding="utf-8")
    (place / "labels.toml").write_text(
        '[[topic]]\nlabel = "The first of all"\nnumber = 1\n', encoding="utf-8"
    )
    verdicts = table(plain, "slogan_verdicts")
    verdicts["verdict"] = (verdicts["text"] == REJECTED).map({True: "reject", False: ""})
    verdicts.to_csv(place / "verdicts.csv", index=False)
    return place


@pytest.fixture(scope="module")
def made(place) -> Path:
    """Its report with every option."""
    out = place / "made"
    options = {
        "by": "year", "lang": "en", "n-topics": 3, "seed": 9, "copies": "all", "title": "Ports & towns",
        "date": "2026-01-31", "sections": "corpus,keywords,topics,slogans,cities",
        "topic-engine": ENGINE,
        "topic-labels": place / "labels.toml", "reference": place / "council",
        "verdicts": place / "verdicts.csv", "userdict": place / "own.txt", "themes": place / "own.toml",
        "cache": place / "kept", "out": out,
    }  # fmt: skip
    typed = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    assert main(["report", str(place / "texts"), *typed, "--quiet"]) == 0
    return out


@pytest.fixture(scope="module")
def corpus(place):
    """The corpus of that report."""
    cleaned = clean_documents(read_folder(place / "texts").documents)
    return segment(cleaned.documents, cleaned.paragraphs, userdict=place / "own.txt")


def table(out: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(out / "tables" / f"{name}.csv", encoding="utf-8-sig")


def same(table: pd.DataFrame, expected: pd.DataFrame, columns: list[str], keys: list[str]) -> None:
    one, two = (
        frame.astype(dict.fromkeys(keys, str)).sort_values(keys, ignore_index=True)[[*keys, *columns]]
        for frame in (table, expected)
    )
    pd.testing.assert_frame_equal(one, two, check_dtype=False, rtol=1e-9)


def test_by(made):
    assert set(table(made, "keywords")["group"].astype(str)) == YEARS
    for name in (
        "attention",
        "keyness",
        "topic_prevalence",
        "slogan_rates",
        "slogan_profile",
        "typical_sentences",
    ):
        assert set(table(made, name)["group"].astype(str)) <= YEARS, name


def test_language_title_and_date(made):
    html = (made / "compare_cities.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert "<h1>Ports &amp; towns</h1>" in html
    assert re.search(r"<time datetime=.2026-01-31.>", html)
    assert "The first of all" in html


def test_sections(made, plain):
    html, whole = ((out / "compare_cities.html").read_text(encoding="utf-8") for out in (made, plain))
    for name in ("corpus", "keywords", "topics", "slogans", "cities", "similarity"):
        assert f'id="{name}"' in whole
        assert (f'id="{name}"' in html) == (name != "similarity")


def test_copies(made, plain, corpus):
    assert corpus.n_documents == 25
    assert table(made, "attention").groupby("group")["n_documents"].first().sum() == 25
    assert table(plain, "attention").groupby("group")["n_documents"].first().sum() == 24


def test_the_seed_of_keyness(made, corpus):
    terms = keyness_by(count_terms(corpus), by="year", seed=9)
    other = keyness_by(count_terms(corpus), by="year", seed=1)
    assert not terms["p_permutation"].equals(other["p_permutation"])
    same(table(made, "keyness"), written_terms(terms), ["p_permutation"], ["group", "term"])


def test_number_seed_and_engine_of_topics(made, plain, corpus):
    settings = table(made, "settings").set_index("setting")["value"]
    assert (settings["n_topics"], settings["engine"], settings["seed"]) == ("3", ENGINE, "9")
    paragraphs = count_terms(corpus, unit="paragraph")
    model = fit_topics(paragraphs, 3, seed=9, engine=ENGINE, restarts=int(settings["restarts"]))
    expected = topic_prevalence(model, by="year")
    same(table(made, "topic_prevalence"), expected, ["prevalence", "low", "high"], ["topic", "group"])
    assert table(plain, "topic_prevalence")["topic"].max() != 3


def test_reference_and_verdicts(made, plain):
    def slogans(out):
        return set(table(out, "slogans")["text"])

    assert slogans(plain) - slogans(made) == {REJECTED}
    status = [
        table(out, "slogan_profile").set_index("text").loc[INHERITED, "status"] for out in (made, plain)
    ]
    assert status == ["inherited", "own"]


def test_dictionary_and_themes(made, plain):
    assert WHOLE in set(table(made, "keywords")["term"])
    assert WHOLE not in set(table(plain, "keywords")["term"])
    assert set(table(made, "attention")["theme"]) == set(THEMES)


def test_the_cache_is_where_it_was_named(made, place):
    assert contents(place / "kept").n_entries > 0


def test_every_option_stands_among_the_settings_and_in_the_notebook(made, place):
    settings = table(made, "settings").set_index("setting")["value"]
    stated = {key.removeprefix("option."): value for key, value in settings.items() if "option." in key}
    assert {key: value for key, value in stated.items() if "(" not in value} == {
        "by": "year", "lang": "en", "n_topics": "3", "seed": "9", "copies": "all", "title": "Ports & towns",
        "date": "2026-01-31", "sections": "corpus,keywords,topics,slogans,cities", "topic_engine": ENGINE,
        "reference": "council",
    }  # fmt: skip
    files = {key: value.split(" ")[0] for key, value in stated.items() if "(" in value}
    assert files == {
        "topic_labels": "labels.toml", "verdicts": "verdicts.csv", "userdict": "own.txt", "themes": "own.toml"
    }  # fmt: skip
    notebook = nbformat.read(made / "compare_cities.ipynb", as_version=4)
    given = "\n".join(cell.source for cell in notebook.cells if cell.get("id") == "given")
    for value in ("year", "en", 3, 9, "all", "Ports & towns", "2026-01-31", str(place / "labels.toml")):
        assert re.search(rf"= {re.escape(repr(value))}$", given, re.M), value
