"""A file that the user names and that cannot be read is named in one sentence."""

import pytest

from analysis.errors import DataFileError, KoujingWarning
from analysis.lexicon import read_text, read_toml, userdict


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none", "no such file."),
        ("folder", "is a folder; name a file."),
        ("binary", "not UTF-8 (byte 1); save it as UTF-8."),
        ("x" * 300, "cannot be read (File name too long)."),
        ("a\0b", "cannot be read (embedded null byte)."),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, said):
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"a\xff")
    with pytest.raises(DataFileError) as fault:
        read_text(tmp_path / name)
    assert str(fault.value) == f"{tmp_path / name}: {said}"


def test_brackets_without_end(tmp_path):
    (tmp_path / "a.toml").write_text("x = " + "[" * 5_000)
    with pytest.raises(DataFileError, match="not TOML"):
        read_toml(tmp_path / "a.toml")


def test_a_word_longer_than_any(tmp_path):
    (tmp_path / "own.txt").write_text("堵点\n" + "长" * 101, encoding="utf-8")
    with pytest.warns(KoujingWarning, match="at most 100 characters .* passed over: line 2"):
        assert userdict(tmp_path / "own.txt") == ["堵点"]
