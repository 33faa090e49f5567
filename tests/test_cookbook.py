"""The cookbook: twenty tasks, each at most three lines, and every one of them runs."""

import re
from pathlib import Path

TEXT = (Path(__file__).parents[1] / "docs" / "cookbook.md").read_text(encoding="utf-8")
PRELUDE, *TASKS = re.findall(r"```python\n(.*?)```", TEXT, re.S)


def test_there_are_twenty_tasks_of_three_lines_at_most():
    assert len(TASKS) == 20
    assert max(len(task.strip().splitlines()) for task in TASKS) <= 3


def test_every_task_runs():
    names: dict[str, object] = {}
    exec(PRELUDE, names)
    for task in TASKS:
        exec(task, names)
    assert len(names["of_cleaned"]) == 4
    assert names["of_sklearn"].terms == ("扩建", "治理", "港口", "黄河")
    assert set(names["keywords"]["group"]) == {"东部", "西部"}
    assert set(names["of_both"]["group"]) == {
        "青岛市 · 2022",
        "青岛市 · 2023",
        "兰州市 · 2022",
        "兰州市 · 2023",
    }
    assert "改革" not in names["fewer"].terms
    assert "黄河治理" in names["with_terms"].vocabulary
    assert names["merged"].shape == (4, 5)
    assert names["merged"]["数字"].gt(0).tolist() == [False, True, False, True]
    assert names["lines"]["city"].tolist() == ["青岛市", "兰州市"]
    assert len(names["patterned"]) == 2
    assert names["qingdao"].documents["city"].unique().tolist() == ["青岛市"]
    assert len(names["recent"]) == 2
    assert len(names["kept"]) == 4
