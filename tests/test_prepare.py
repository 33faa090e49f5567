"""From a folder to a corpus in one call."""

import pytest

from analysis.errors import ChoiceError, InputError
from analysis.prepare import read_corpus

TEXT = "打通堵点，破解难点，消除痛点。"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("柳州市_2023", TEXT), ("柳州市_2023_转载", TEXT), ("中山市_2024", "发展茶叶经济。")):
        tmp_path.joinpath(f"{name}.txt").write_text(text, encoding="utf-8")
    tmp_path.joinpath("空.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_a_text_that_stands_twice_counts_once_or_twice(folder):
    once, twice = read_corpus(folder), read_corpus(folder, copies="all")
    assert (once.corpus.n_documents, twice.corpus.n_documents) == (2, 3)
    assert len(once.cleaned.documents) == len(once.reading.documents) == 3, "the copy is read and cleaned"
    assert twice.corpus.documents["city"].tolist() == once.reading.documents["city"].tolist()


def test_further_terms_stay_whole_and_files_are_explained_in_the_language_asked_for(folder):
    plain, whole = read_corpus(folder), read_corpus(folder, userdict=["发展茶叶"], lang="zh")
    assert "发展茶叶" not in plain.corpus.vocabulary
    assert "发展茶叶" in whole.corpus.vocabulary
    reasons = [set(made.reading.files["reason"].dropna()) - {""} for made in (plain, whole)]
    assert all(reasons)
    assert reasons[0] != reasons[1]


def test_bad_input_is_said_plainly(tmp_path):
    with pytest.raises(ChoiceError, match="`copies` parameter of `read_corpus` must be one of 'one', 'all'"):
        read_corpus(tmp_path, copies="two")
    with pytest.raises(InputError):
        read_corpus(tmp_path / "nowhere")


def test_results_show_their_sizes_in_a_notebook(folder):
    prepared = read_corpus(folder)
    said = repr(prepared)
    assert "\n" not in said
    assert len(said) < 250
    for frame in (prepared.reading.documents, prepared.cleaned.paragraphs, prepared.cleaned.log):
        assert f"{len(frame)} " in said
