"""Every example in a docstring says what really comes out."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import analysis

PLACES = [module.name for module in pkgutil.walk_packages(analysis.__path__, "analysis.")]


def examples() -> list[doctest.DocTest]:
    # The command line's `__main__` would run; it has no examples.
    modules = [import_module(name) for name in PLACES if not name.endswith("__main__")]
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = {test.name: test for module in modules for test in finder.find(module) if test.examples}
    return [found[name] for name in sorted(found)]


@pytest.mark.parametrize("test", examples(), ids=lambda test: test.name.removeprefix("analysis."))
def test_example_is_true(test):
    told: list[str] = []
    test.globs = {}  # an example stands alone: it imports what it uses
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=told.append)
    assert runner.tries == len(test.examples)
    assert not told, "".join(told)


def test_main_functions_have_examples():
    with_example = {test.name.rpartition(".")[2] for test in examples()}
    main = {"read_folder", "segment", "count_terms", "tf_idf", "kwic", "parallel_runs", "numeric_formulas"}
    assert main <= with_example
