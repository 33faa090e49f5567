import re

import pytest

import analysis
from analysis.cli import main


def test_the_version_is_the_same_everywhere(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"koujing {analysis.__version__}\n"
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.?\w+)?", analysis.__version__)
