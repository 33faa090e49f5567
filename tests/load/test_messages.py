import re
from pathlib import Path

import pytest

from analysis import lexicon
from analysis.errors import ChoiceError
from analysis.load.items import message
from analysis.load.messages import joined, worded

CODE = Path(__file__).parents[2] / "analysis"


def test_every_message_that_is_used_is_worded_and_every_wording_used() -> None:
    sources = {
        path.relative_to(CODE).as_posix(): path.read_text(encoding="utf-8")
        for room in ("load", "batch")
        for path in (CODE / room).rglob("*.py")
    }
    used = {
        code for text in sources.values() for code in re.findall(r'(?:message|Unreadable)\(\s*"(\w+)"', text)
    }
    used |= set(re.findall(r'Unreadable\("(\w+)" if', sources["load/pdf/read.py"])) | {"damaged", "notes"}
    used |= set(
        re.findall(
            r'(?::|\),) "(\w+)"', re.search(r"REFUSED = \{.*?\}", sources["load/read.py"], re.S).group()
        )
    )  # type: ignore[union-attr]
    used |= set(
        re.findall(r': "(\w+)"', re.search(r"FAULTS = \{.*?\}", sources["load/walk.py"], re.S).group())
    )  # type: ignore[union-attr]
    assert used == {code for code in lexicon.load_messages() if not code.startswith(("origin_", "step_"))}


def test_both_languages_have_the_same_gaps() -> None:
    for code, sentence in lexicon.load_messages().items():
        assert set(re.findall(r"{(\w+)}", sentence["en"])) == set(re.findall(r"{(\w+)}", sentence["zh"])), (
            code
        )


def test_sentences_are_joined_once_each() -> None:
    said = [message("empty"), message("broken_bytes", count=2, line=3, encoding="gb18030"), message("empty")]
    assert joined(said, "en") == (
        "the file is empty; 2 places are not valid gb18030 and were read as �, the first on line 3"
    )
    assert joined(said, "zh") == "文件是空的；有 2 处不符合 gb18030 编码，读作 �，第一处在第 3 行"
    assert worded(message("places_differ", origin="file name", other="甲", city="乙"), "zh").startswith(
        "文件名提到甲"
    )


def test_other_languages_are_refused() -> None:
    with pytest.raises(ChoiceError, match="'en', 'zh'"):
        worded(message("empty"), "fr")
