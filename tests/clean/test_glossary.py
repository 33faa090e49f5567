import pytest

from analysis.clean.glossary import keep_glossary_apart
from analysis.clean.records import read_lines

BODY = "\n".join(["我们坚持以人民为中心，统筹发展和安全，办好民生实事，推动经济社会发展取得新的成绩。"] * 4)
ITEMS = "1.“一网通办”：指群众办事进一张网、跑一次门。\n2.“三个清单”：指任务清单、责任清单、问题清单。"

HEADINGS = [
    "名词解释",
    "附件：名词解释",
    "《政府工作报告》名词解释",
    "2024年政府工作报告有关名词解释",
    "附件2  有关用语说明",
    "名词注释",
    "名 词 解 释",
    "注释：",
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_explanations_at_the_end_are_kept_apart(heading):
    lines, entries = keep_glossary_apart(read_lines(f"{BODY}\n{heading}\n{ITEMS}"))
    assert "\n".join(line.text for line in lines) == BODY
    assert [entry.text for entry in entries] == [heading, *ITEMS.split("\n")]
    assert {entry.action for entry in entries} == {"kept apart"}


def test_numbered_notes_at_the_end_need_no_heading():
    notes = (
        "[1]双碳：碳达峰与碳中和。\n[2]两山：绿水青山与金山银山。\n[3]四好农村路：建好、管好、护好、运营好。"
    )
    lines, entries = keep_glossary_apart(read_lines(f"{BODY}\n{notes}"))
    assert "\n".join(line.text for line in lines) == BODY
    assert len(entries) == 3


KEPT = [
    f"名词解释\n{ITEMS}\n{BODY}",
    f"{BODY}\n名词解释\n{BODY}",
    f"{BODY}\n{ITEMS}",
    f"{BODY}\n（一）加强工作\n（二）改进作风",
]


@pytest.mark.parametrize("given", KEPT)
def test_other_endings_stay(given):
    lines, entries = keep_glossary_apart(read_lines(given))
    assert "\n".join(line.text for line in lines) == given
    assert entries == []
