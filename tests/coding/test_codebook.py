"""Codebooks: those of the project are sound, and faults in a user's own are named with their line."""

import pytest

from analysis import read_codebook
from analysis.errors import ChoiceError, DataFileError
from analysis.options import CODEBOOKS


@pytest.mark.parametrize("name", CODEBOOKS)
def test_the_codebooks_that_come_with_the_project_are_complete(name):
    book = read_codebook(name)
    assert book.sources
    assert all(code.definition for code in book.codes)
    assert len(book.leaves) >= 10
    assert [code.name for code in book.leaves if not (code.yes and code.no)] == []
    named = [code.name for code in book.codes]
    assert all(code.parent in ("", *named) for code in book.codes)


def test_names_that_typing_does_not_tell_apart_are_refused(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text('[[code]]\nname = "A1"\n[[code]]\nname = "ａ 1"\n', encoding="utf-8")
    with pytest.raises(
        DataFileError, match=r"book\.toml: line 3: the codes 'A1' and 'ａ 1' are the same but"
    ):
        read_codebook(path)
    with pytest.raises(DataFileError, match=r"instrument: no such file; with the project come instr"):
        read_codebook("instrument")


def test_the_tree():
    book = read_codebook("instruments")
    assert book.exclusive
    assert book.path("税收优惠") == ("环境型", "税收优惠")
    assert [code.name for code in book.codes if not code.parent] == ["供给型", "环境型", "需求型"]
    assert {code.name for code in book.leaves} & {"供给型", "环境型", "需求型"} == set()
    assert book.table().set_index("code").loc["资金投入", "parent"] == "供给型"
    with pytest.raises(ChoiceError, match="'收费'"):
        book.path("收费")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "holds no code"),
        ('title = "t"\n[[code]]\nname = "a"\n\n[[code]]\nname = "a"\n', "line 5: the code 'a' occurs twice"),
        ('[[code]]\nname = ""\n', "line 1: the code has no `name`"),
        ('\n[[code]]\nname = "a"\ncolour = "red"\n', "line 2: the code 'a' has the unknown key 'colour'"),
        ('[[code]]\nname = "a"\nparent = "b"\n', "line 1: the code 'a' has the parent 'b', which is no code"),
        ('[[code]]\nname = "a"\nparent = "b"\n[[code]]\nname = "b"\nparent = "a"\n', "is its own ancestor"),
        ('[[code]]\nname = "a"\nyes = "one"\n', "line 1: in the code 'a' `yes` must be a list of texts"),
        ('[[code]]\nname = "a + b"\n', "line 1: a code's name may not hold"),
        ('title = "t"\nunit = "word"\n[[code]]\nname = "a"\n', "line 2: `unit` must be one of sentence"),
        ('exclusive = 1\n[[code]]\nname = "a"\n', "line 1: `exclusive` must be true or false"),
        ('units = "word"\n[[code]]\nname = "a"\n', "line 1: unknown key 'units'"),
        ('sources = "one"\n[[code]]\nname = "a"\n', "line 1: `sources` must be a list of texts"),
        ("[[code]\n", "not TOML"),
    ],
)
def test_faults_are_named_with_their_line(tmp_path, content, told):
    path = tmp_path / "book.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError) as fault:
        read_codebook(path)
    assert told in str(fault.value)
    assert str(path) in str(fault.value)
