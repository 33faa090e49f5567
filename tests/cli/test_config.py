"""`--config koujing.toml`: every fault is named with file, line and remedy; what is typed wins."""

import pandas as pd
import pytest

from analysis.cli import main
from analysis.cli.parser import parsed, parsers
from analysis.errors import DataFileError
from analysis.options import SECTIONS


@pytest.fixture
def config(tmp_path):
    def write(text: str):
        path = tmp_path / "koujing.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_options_come_from_the_file(config, tmp_path):
    path = config(
        'folder = "texts"\nby = "year"\nn_topics = "auto"\nseed = 3\nquiet = true\n'
        'sections = ["slogans", "keywords"]\n'
    )
    options = parsed(["report", "--config", str(path)])
    assert options.folder == str(tmp_path / "texts")
    assert (options.by, options.n_topics, options.seed, options.quiet) == ("year", "auto", 3, True)
    assert options.sections == ("keywords", "slogans")
    assert options.lang == "zh", "what the file does not state is as ever"


def test_what_is_typed_wins(config):
    path = config('folder = "texts"\nby = "year"\nlang = "en"\nn_topics = 5\n')
    options = parsed(["report", "mine", "--by", "city", "--n-topics", "9", "--config", str(path)])
    assert (options.folder, options.by, options.n_topics, options.lang) == ("mine", "city", 9, "en")


def test_absolute_paths_stay(config, tmp_path):
    path = config(f'folder = "{(tmp_path / "x").as_posix()}"\nverdicts = "v.csv"\n')
    options = parsed(["report", "--config", str(path)])
    assert options.folder == str(tmp_path / "x")
    assert options.verdicts == str(tmp_path / "v.csv")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('n_topcs = 8', ": line 1: unknown option `n_topcs`. Did you mean `n_topics`? Options are"),
        ('\n# a\ncolour = 1', ": line 3: unknown option `colour`. Options are "),
        ('[report]\nby = "city"', ": line 1: unknown option `report`."),
        ('config = "x"', ": line 1: unknown option `config`."),
        ('help = true', ": line 1: unknown option `help`."),
        ('n_topics = 1', ": line 1: `n_topics`: must be at least 2, not 1."),
        ('n_topics = "many"', ": line 1: `n_topics`: 'many' is not a whole number."),
        ('n_topics = 8.5', ': line 1: `n_topics` must be a whole number or "auto", not 8.5.'),
        ('n_topics = true', ': line 1: `n_topics` must be a whole number or "auto", not true.'),
        ('seed = "1"', ': line 1: `seed` must be a whole number, not "1".'),
        ('seed = -1', ": line 1: `seed`: must be at least 0, not -1."),
        ('quiet = "yes"', ': line 1: `quiet` must be true or false, not "yes".'),
        ('quiet = 1', ": line 1: `quiet` must be true or false, not 1."),
        ('by = 2023', ": line 1: `by` must be a text in quotes, not 2023."),
        ('lang = "fr"', ': line 1: `lang` must be one of "zh", "en"; not "fr".'),
        ('copies = "two"', ': line 1: `copies` must be one of "one", "all"; not "two".'),
        ('sections = ["slogan"]', ": line 1: `sections`: unknown section 'slogan': choose from corpus,"),
        ('sections = []', ": line 1: `sections`: name at least one of corpus,"),
        ('date = "soon"', ": line 1: `date`: 'soon' is not a date in the form YYYY-MM-DD."),
        ('topic_engine = "lda"', ': line 1: `topic_engine` must be one of "gensim", "tomotopy"; not "lda".'),
        ('sections = [1]', ": line 1: `sections` must be a list of texts, not [1]."),
        ('reference = ""', ": line 1: `reference` is empty; give a path or delete the line."),
        ('by = city', ": not TOML: "),
        ('by = "city"\nby = "year"', ": not TOML: "),
    ],
)  # fmt: skip
def test_faults_are_named(config, text, fault, capsys):
    path = config(text)
    assert main(["report", "texts", "--config", str(path)]) == 2
    said = capsys.readouterr().err
    assert f"koujing: {path}{fault}" in said
    assert len(said.splitlines()) == 1


def test_files_that_cannot_be_read(tmp_path, capsys):
    assert main(["report", "--config", str(tmp_path / "no.toml")]) == 2
    assert "no.toml: no such file" in capsys.readouterr().err
    (tmp_path / "gbk.toml").write_bytes('by = "城市"'.encode("gb18030"))
    with pytest.raises(DataFileError, match=r"gbk\.toml: not UTF-8 \(byte 6\)"):
        parsed(["report", "--config", str(tmp_path / "gbk.toml")])


@pytest.mark.parametrize("written", ["2026-01-31", '"2026-01-31"'])
def test_a_day_is_a_day_or_a_text(config, written):
    path = config(f'folder = "x"\ndate = {written}\ntopic_labels = "own.toml"\n')
    options = parsed(["report", "--config", str(path)])
    assert options.date == "2026-01-31"
    assert options.topic_labels == str(path.parent / "own.toml")


def test_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "a.toml").write_bytes(b'\xef\xbb\xbfby = "year"\n')
    assert parsed(["report", "x", "--config", str(tmp_path / "a.toml")]).by == "year"


def test_no_folder_anywhere(config, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["report", "--config", str(config('by = "year"'))])
    assert stop.value.code == 2
    assert "FOLDER (or `folder` in the file of --config)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("slogans", ("slogans",)),
        ("slogans, keywords,", ("keywords", "slogans")),
        (",".join(SECTIONS), SECTIONS),
    ],
)
def test_sections_in_the_order_of_the_report(typed, chosen):
    assert parsed(["report", "x", "--sections", typed]).sections == chosen
    assert parsers()[1].get_default("sections") == SECTIONS


@pytest.mark.parametrize("typed", ["slogan", "", "keywords,method"])
def test_sections_that_do_not_exist(typed, capsys):
    with pytest.raises(SystemExit):
        parsed(["report", "x", "--sections", typed])
    assert "choose from corpus" in (said := capsys.readouterr().err) or "name at least one" in said


def test_report_of_two_sections_by_configuration(config, tmp_path, capsys):
    texts = tmp_path / "texts"
    texts.mkdir()
    for city in ("柳州市", "中山市"):
        (texts / f"{city}_2024.txt").write_text("打通堵点、破解难点、消除痛点。发展经济。", encoding="utf-8")
    (tmp_path / "own.txt").write_text("发展经济\n", encoding="utf-8")
    path = config(
        'folder = "texts"\nout = "out"\nquiet = true\n'
        'sections = ["corpus", "slogans"]\nuserdict = "own.txt"\n'
    )
    assert main(["report", "--config", str(path), "--seed", "4"]) == 0
    html = (tmp_path / "out" / "compare_cities.html").read_text(encoding="utf-8")
    for name in ("findings", "corpus", "slogans", "method"):
        assert f'<h2 id="{name}">' in html
    for name in ("keywords", "topics", "similarity"):
        assert f'<h2 id="{name}">' not in html
    settings = pd.read_csv(tmp_path / "out" / "tables" / "settings.csv").set_index("setting")["value"]
    assert settings["option.sections"] == "corpus,slogans"
    assert settings["option.seed"] == "4"
    assert settings["option.userdict"].startswith("own.txt (")
    assert str(tmp_path) not in html
    assert not (tmp_path / "out" / "tables" / "keywords.csv").exists()
