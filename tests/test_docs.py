"""The reference that `make docs` makes of the docstrings holds every public name."""

import re
import warnings
from pathlib import Path

import pytest

import analysis

MAKEFILE = (Path(__file__).parents[1] / "Makefile").read_text(encoding="utf-8")


def test_every_public_name_is_described():
    pdoc = pytest.importorskip("pdoc", reason="pdoc (the extra `docs`) is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pdoc does not know how to say `pd.Series[int]`
        loaded = {name: getattr(analysis, name) for name in analysis.__all__}
        module = pdoc.doc.Module(analysis)
        members = {name: member.docstring for name, member in module.members.items()}
    assert set(analysis.__all__) <= set(members)
    paths = ["SAMPLE", "SAMPLE_CODINGS"]  # a path has no docstring of its own
    assert [name for name in loaded if not members[name]] == paths
    shown = pdoc.docstrings.numpy(members["kwic"])
    for heading in ("Parameters", "Returns", "Raises", "Examples"):
        assert re.search(rf"^#+ {heading}", shown, re.M)


def test_make_docs_reads_numpy_docstrings():
    assert re.search(r"^docs: .*\n\t\$\(BIN\)/pdoc -d numpy .*-o build/docs analysis$", MAKEFILE, re.M)
