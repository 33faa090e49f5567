"""Every option is a field, and all that asks for options has each of them under its one name."""

import ast
import inspect
import json
import tomllib

import pytest

from analysis import make_report
from analysis.cli.config import config_template, read_config
from analysis.cli.parser import SHORT, parsers
from analysis.errors import ChoiceError
from analysis.options import LANGUAGES, OPTIONS, SECTIONS, ReportOptions, about, asked
from analysis.report import notebook_path

CHANGING = {name for name, option in OPTIONS.items() if about(option).changes}


def test_make_report_has_every_option_with_its_default_and_its_help():
    parameters = inspect.signature(make_report).parameters
    assert {name: parameter.default for name, parameter in parameters.items()} == {
        name: option.default for name, option in OPTIONS.items()
    }
    for option in OPTIONS.values():
        assert about(option).en[1:] in inspect.getdoc(make_report)


def test_the_command_line_has_every_option_with_its_default():
    report = parsers()[1]
    actions = {action.dest: action for action in report._actions}
    assert set(actions) - {"help", "config"} == set(OPTIONS)
    for name, option in OPTIONS.items():
        assert actions[name].default == option.default
        assert about(option).en in actions[name].help
        assert actions[name].option_strings in ([], [*SHORT.get(name, ()), f"--{name.replace('_', '-')}"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_states_every_option_and_is_read_as_the_defaults(lang, tmp_path):
    text = config_template(lang)
    assert set(tomllib.loads(text)) == {"folder", "out", "lang"}
    file = tmp_path / "koujing.toml"
    file.write_text(
        "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines()), "utf-8"
    )
    stated = read_config(file)
    assert set(stated) == set(OPTIONS)
    for name, option in OPTIONS.items():
        assert (about(option).zh if lang == "zh" else about(option).en) in text
        if not about(option).example and name != "lang":
            assert stated[name] == option.default


@pytest.mark.parametrize("name", ["compare_cities", "corpus", "keywords", "slogans", "topics"])
def test_notebooks_call_parameters_by_the_names_of_options(name):
    book = json.loads(notebook_path(name).read_text(encoding="utf-8"))
    [cell] = [cell for cell in book["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    names = {node.id for node in ast.walk(ast.parse("".join(cell["source"]))) if isinstance(node, ast.Name)}
    assert not names & {"labels", "engine", "lexicon", "language", "dictionary"}
    if name == "compare_cities":
        assert CHANGING - {"sections"} <= names


def test_what_was_asked_is_what_results_depend_on():
    options = ReportOptions(folder="texts", themes="own.toml", quiet=True, date="")
    found = dict(asked(options))
    assert set(found) == {
        "by", "lang", "sections", "n_topics", "topic_engine", "seed", "copies", "themes"
    }  # fmt: skip
    assert found["sections"] == SECTIONS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"n_topics": 1}, "`n_topics` parameter of `make_report`: must be at least 2, not 1."),
        ({"n_topics": "many"}, "'many' is not a whole number"),
        ({"seed": -1}, "must be at least 0"),
        ({"seed": 1.5}, "'1.5' is not a whole number"),
        ({"seed": True}, "'True' is not a whole number"),
        ({"lang": "fr"}, "`lang` parameter of `make_report`: must be one of 'zh', 'en'; not 'fr'."),
        ({"copies": "two"}, "must be one of 'one', 'all'"),
        ({"topic_engine": "lda"}, "must be one of 'gensim', 'tomotopy'"),
        ({"sections": ["slogan"]}, "unknown section 'slogan'"),
        ({"sections": []}, "name at least one of corpus"),
        ({"date": "soon"}, "'soon' is not a date"),
        ({"quiet": 1}, "must be true or false"),
    ],
)
def test_a_value_that_an_option_does_not_take(given, said):
    with pytest.raises(ChoiceError, match=said.replace("(", r"\(")):
        ReportOptions(**given)


def test_values_come_in_one_form():
    options = ReportOptions(sections=["slogans", "keywords"], n_topics="auto", date="2026-01-31")
    assert (options.sections, options.n_topics) == (("keywords", "slogans"), "auto")
    with pytest.raises(TypeError, match="lexicon"):
        make_report("texts", "out", lexicon="x.toml")
