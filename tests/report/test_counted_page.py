"""The page of a folder of counts: that of its texts, or of all numbers and a sample that it names."""

import re

import pandas as pd
import pytest

from analysis import (
    SAMPLE,
    SAMPLE_CODINGS,
    count_tables,
    find_slogans,
    keyness_by,
    make_report,
    open_counted,
    open_texts,
    read_corpus,
)
from analysis.cli import main
from analysis.errors import InputError, KoujingWarning
from analysis.keywords.groups import written_terms
from analysis.report.coded import coded_texts

pytest.importorskip("duckdb", reason="DuckDB (the extra `parquet`) is not installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The demonstration corpus, counted with its texts."""
    return count_tables(SAMPLE, tmp_path_factory.mktemp("counted"), texts=True, lang="zh")


@pytest.fixture(scope="module")
def page(folder, report_cache, tmp_path_factory):
    """Its page, of all its texts, with the seed of `sample_report`."""
    return make_report(folder, tmp_path_factory.mktemp("page"), seed=3, cache=report_cache, quiet=True)


@pytest.fixture(scope="module")
def sampled(folder, tmp_path_factory):
    """Some sections of its page in English, of ten of its texts where texts are needed, by the command."""
    out = tmp_path_factory.mktemp("sampled")
    options = ["--lang", "en", "--n-texts", "10", "--n-topics", "2", "--title", "Ten of all", "--sections",
               "corpus,keywords,topics,slogans,reuse", "--quiet", "--no-cache"]  # fmt: skip
    assert main(["report", str(folder), "--out", str(out), *options]) == 0
    return out / "compare_cities.html"


def table(page, name):
    return pd.read_csv(page.parent / "tables" / f"{name}.csv", encoding="utf-8-sig")


def findings(page):
    return re.search(r'<h2 id="findings">.*?<h2 ', page.read_text(encoding="utf-8"), re.DOTALL)[0]


def test_the_page_of_a_store_is_that_of_its_texts(page, sample_report):
    written = {path.name for path in (sample_report.parent / "tables").iterdir()}
    mine = {path.name: path.read_bytes() for path in (page.parent / "tables").iterdir()}
    assert written - set(mine) == {"cleaning.csv"}, "what cleaning changed is not kept"
    differing = {name for name in mine if mine[name] != (sample_report.parent / "tables" / name).read_bytes()}
    assert differing == {"files.csv"}
    assert findings(page) == findings(sample_report)
    files, others = table(page, "files"), table(sample_report, "files").query("status == 'read'")
    assert files["file"].tolist() == others["file"].tolist()
    assert files["city_from"].tolist() == others["city_from"].tolist()


def test_numbers_are_of_all_texts_and_sentences_of_the_sample(sampled, page, folder):
    for name in ("corpus", "keywords", "attention", "slogan_rates", "slogans", "reuse_shares"):
        assert table(sampled, name).equals(table(page, name)), name
    counted = ["theme", "n", "n_types"]
    assert table(sampled, "themes")[counted].equals(table(page, "themes")[counted])
    ranked = written_terms(keyness_by(open_counted(folder), seed=1))
    assert table(sampled, "keyness")["term"].tolist() == ranked["term"].tolist()
    shares = table(sampled, "topic_prevalence")
    assert shares[shares["topic"] == 1]["n_documents"].sum() == 24
    assert shares.groupby("group")["prevalence"].sum().round(6).eq(1).all()
    assert table(sampled, "theme_hits")["doc_id"].nunique() <= 10


def test_codings_are_of_all_texts_whatever_is_sampled(folder):
    reading, _, corpus, whole = open_texts(folder, n_texts=3)
    drawn, memory = (
        coded_texts(texts, SAMPLE_CODINGS, "instruments") for texts in (whole, read_corpus(SAMPLE).corpus)
    )
    assert (corpus.n_documents, len(reading.documents)) == (3, 24)
    assert drawn.units["unit"].nunique() == memory.units["unit"].nunique() > 50
    assert drawn.n_lost == memory.n_lost == 0
    pd.testing.assert_frame_equal(drawn.shares, memory.shares)
    assert drawn.shares["share"].notna().any()


def test_the_page_says_what_is_of_a_sample(sampled, page):
    text, whole = (one.read_text(encoding="utf-8") for one in (sampled, page))
    assert "Numbers are of all 24 texts" in text
    assert "fitted on 10 of them, drawn at random from each group alike" in text
    assert "themes other than those counted" in text
    assert "the shares are those of all 24 texts" in text
    assert "Ten of all" in text
    assert "Search the sentences of the 10 texts drawn" in text
    assert "None of these sentences is in the 10 texts drawn." in text
    sections = ["findings", "corpus", "keywords", "topics", "slogans", "reuse", "method"]
    assert re.findall(r'<h2 id="([a-z]+)"', text) == sections
    assert {*re.findall(r'<h2 id="([a-z]+)"', whole)} == {*sections, "similarity", "cities"}
    assert "抽取" not in whole
    assert "在全部句子里搜索" in whole


@pytest.mark.parametrize(
    ("option", "said"),
    [({"copies": "all"}, "--copies was settled when it was counted"),
     ({"document_by": "city"}, "--document-by was settled when it was counted")],
)  # fmt: skip
def test_options_that_it_cannot_have_are_refused(folder, tmp_path, option, said):
    with pytest.raises(InputError, match=said):
        make_report(folder, tmp_path / "out", **option)
    assert not (tmp_path / "out").exists()


def test_texts_in_memory_have_no_sample(tmp_path):
    with pytest.raises(InputError, match="--n-texts is for a folder that"):
        make_report(SAMPLE, tmp_path / "out", n_texts=3)


def test_what_a_folder_of_counts_lacks_is_said(tmp_path):
    (tmp_path / "青岛市_2022.txt").write_text("青岛市加快港口扩建。", encoding="utf-8")
    place = count_tables(
        tmp_path / "青岛市_2022.txt", tmp_path / "bare", slogans=False, n_permutations=0, texts=False
    )
    with pytest.raises(InputError, match=r"the texts were not kept; count again without --no-texts"):
        open_texts(place)
    with pytest.raises(InputError, match="slogans were not looked for; count again without --no-slogans"):
        find_slogans(open_counted(place))


def test_a_page_that_cannot_be_made_fails_before_anything_is_computed(tmp_path, capsys):
    (tmp_path / "青岛市_2022.txt").write_text("青岛市加快港口扩建。", encoding="utf-8")
    bare, terms = (
        count_tables(
            tmp_path / "青岛市_2022.txt", tmp_path / name, slogans=False, n_permutations=0, texts=kept
        )
        for name, kept in (("bare", False), ("terms", True))
    )
    with pytest.raises(InputError, match=r"count again without --no-texts"):
        make_report(bare, tmp_path / "out", sections=("corpus",))
    with pytest.raises(InputError, match=r"needs them: --sections corpus,keywords"):
        make_report(terms, tmp_path / "out", sections=("corpus", "keywords", "slogans", "cities"))
    assert not (tmp_path / "out").exists()
    assert make_report(terms, tmp_path / "out", sections=("corpus", "keywords"), quiet=True).exists()


def test_a_folder_of_counts_without_cities_is_sampled_by_what_there_is(tmp_path):
    for year in (2021, 2022):
        (tmp_path / f"{year}.txt").write_text(f"{year}年加快港口扩建。", encoding="utf-8")
    with pytest.warns(KoujingWarning, match="No document has a value in `city`"):
        place = count_tables(tmp_path, tmp_path / "counted", n_permutations=0, texts=True)
    assert open_texts(place).corpus.n_documents == 2
