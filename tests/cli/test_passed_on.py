"""Every option that may be typed reaches the work it is meant for, each in its own place."""

import inspect
import re
from importlib import import_module

import pytest

from analysis.cli import main

REPORT = {
    "--out": ("elsewhere", "out"), "--by": ("year", "by"), "--lang": ("en", "lang"),
    "--sections": ("keywords,slogans", "sections"), "--n-topics": ("5", "n_topics"),
    "--topic-engine": ("tomotopy", "topic_engine"), "--topic-labels": ("labels.toml", "topic_labels"),
    "--seed": ("9", "seed"), "--copies": ("all", "copies"), "--reference": ("council", "reference"),
    "--stopwords": ("stop.txt", "stopwords"),
    "--verdicts": ("verdicts.csv", "verdicts"), "--userdict": ("own.txt", "userdict"),
    "--n-texts": ("100", "n_texts"),
    "--themes": ("own.toml", "themes"), "--cache": ("kept", "cache"), "--no-cache": (None, "cache"),
    "--text-column": ("材料", "text_column"), "--delimiter": ("tab", "delimiter"),
    "--header-row": ("3", "header_row"), "--document-by": ("city,year", "document_by"),
    "--table": ("notices", "table"), "--pages": ("1-3,5", "pages"),
    "--codings": ("codes", "codings"), "--codebook": ("own.toml", "codebook"),
    "--figures": ("svg", "figures"), "--jobs": ("2", "jobs"),
    "--title": ("港口", "title"), "--date": ("2026-01-31", "date"), "--quiet": (None, "quiet"),
}  # fmt: skip
COUNT = {
    "--out": ("elsewhere", "out"), "--by": ("year", "by"), "--copies": ("all", "copies"),
    "--no-slogans": (None, "slogans"), "--userdict": ("own.txt", "userdict"), "--no-texts": (None, "texts"),
    "--themes": ("own.toml", "themes"), "--batch-size": ("7", "batch_size"),
    "--engine": ("dask", "engine"), "--jobs": ("3", "jobs"), "--scheduler": ("tcp://a:1", "scheduler"),
    "--permutations": ("99", "n_permutations"), "--seed": ("9", "seed"), "--cache": ("kept", "cache"),
    "--text-column": ("材料", "text_column"), "--delimiter": ("tab", "delimiter"),
    "--header-row": ("3", "header_row"), "--table": ("notices", "table"), "--pages": ("1-3,5", "pages"),
    "--document-by": ("city,year", "document_by"),
    "--no-cache": (None, "cache"), "--lang": ("en", "lang"), "--quiet": (None, "progress"),
}  # fmt: skip
"""An option, a value that is not its default, and the name of the argument that gets it."""

TARGETS = {"report": "analysis.report.make_report", "count": "analysis.batch.count_tables"}
CASES = [("report", *case) for case in REPORT.items()] + [("count", *case) for case in COUNT.items()]
IDS = [f"{command} {option}" for command, option, _ in CASES]


@pytest.fixture
def called(monkeypatch, tmp_path, capsys):
    """Run a command with a stand-in for its work, and return what that was called with."""

    def run(command: str, *arguments: str) -> dict[str, str]:
        module, name = TARGETS[command].rsplit(".", 1)
        real, got = getattr(import_module(module), name), {}

        def note(*given, **named):
            bound = inspect.signature(real).bind(*given, **named)
            bound.apply_defaults()
            flat = {**bound.arguments, **bound.arguments.get("options", {})}
            got.update({key: str(value) for key, value in flat.items() if key != "options"})
            page = tmp_path / "page.html"
            page.touch()
            return page if command == "report" else tmp_path

        with monkeypatch.context() as patch:
            patch.setattr(TARGETS[command], note)
            patch.setattr("analysis.cli.summary.summary", lambda *_: "")
            assert main([command, *arguments]) == 0
        return got

    return run


def typed(option: str, value: str | None) -> list[str]:
    return [option] if value is None else [option, value]


@pytest.mark.parametrize("command", ["report", "count"])
def test_every_option_that_help_names_is_tried(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    named = set(re.findall(r"^  (?:-o(?: DIR)?, )?(--[a-z-]+)", capsys.readouterr().out, re.M))
    assert named - {"--config", "--help"} == set(REPORT if command == "report" else COUNT)


@pytest.mark.parametrize(("command", "option", "case"), CASES, ids=IDS)
def test_an_option_changes_its_argument_and_no_other(called, command, option, case):
    value, name = case
    given = ["texts", "--out", "out"] if option != "--out" else ["texts"]
    before = called(command, *["texts", "--out", "out"])
    after = called(command, *given, *typed(option, value))
    changed = {key for key in before if before[key] != after[key]}
    assert changed - {"no_cache"} == {name}
    if value is None:
        assert {before[name], after[name]} == {"True", "False"} or after[name] == "None"
    else:
        assert after[name] == {"keywords,slogans": "('keywords', 'slogans')", "svg": "('svg',)"}.get(
            value, value
        )


NUMBERS = {"--n-topics", "--n-texts", "--seed", "--header-row", "--jobs"}


@pytest.mark.parametrize("option", REPORT)
def test_an_option_of_a_file_is_one_that_is_typed(called, tmp_path, option):
    value, _ = REPORT[option]
    key = option[2:].replace("-", "_")
    written = "true" if value is None else str(value) if option in NUMBERS else f'"{value}"'
    config = tmp_path / "koujing.toml"
    config.write_text(f'folder = "texts"\n{key} = {written}\n', encoding="utf-8")
    paths = {
        "--out",
        "--topic-labels",
        "--reference",
        "--verdicts",
        "--userdict",
        "--stopwords",
        "--themes",
        "--cache",
        "--codings",
        "--codebook",
    }
    if option in paths:
        value = str(tmp_path / str(value))
    by_file = called("report", "--config", str(config))
    by_hand = called("report", str(tmp_path / "texts"), *typed(option, value))
    assert by_file == by_hand
