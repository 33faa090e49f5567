"""Programs are told by their lines, and by the ending of their names."""

import pytest

from analysis.load.gate.source_code import language_of


@pytest.mark.parametrize(("text", "ending", "code"), [
    ("print('修路')\n", "py", "program_text"),
    ("print('修路')\n", "txt", None),
    ("我们修路。\n我们点灯。\n", "py", None),
    ("import os\nimport sys\nprint('修路。')\n", "txt", "program_text"),
])  # fmt: skip
def test_programs_by_their_names(text, ending, code):
    found = language_of(text, ending)
    assert (found and found.code) == code
