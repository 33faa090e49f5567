"""The table of faults does not rot: each can still be put in, and names tests that are there."""

from collections import Counter

import pytest

from benchmarks.mutants import KILLED, SURVIVED, Mutant, read_mutants, run_tests, tried, unusable

MUTANTS = read_mutants()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.room}: {mutant.fault}")
def test_a_fault_can_be_put_in_and_its_tests_are_there(mutant):
    assert unusable(mutant) == ""


def test_the_table_is_large_and_each_fault_has_a_name_of_its_own():
    assert len(MUTANTS) >= 60
    assert max(Counter((mutant.room, mutant.fault) for mutant in MUTANTS).values()) == 1


def test_a_fault_is_found_out_or_not_and_the_file_is_put_back(tmp_path):
    (tmp_path / "room.py").write_text("TWO = 1 + 1\n", encoding="utf-8")
    (tmp_path / "test_room.py").write_text("import room\ndef test_two():\n    assert room.TWO == 2\n")

    def fault(text, new):
        return Mutant("room", "", "room.py", text, new, ("test_room.py",))

    assert tried(fault("1 + 1", "1 + 2"), tmp_path) == KILLED
    assert tried(fault("1 + 1", "3 - 1"), tmp_path) == SURVIVED
    assert (tmp_path / "room.py").read_text(encoding="utf-8") == "TWO = 1 + 1\n"
    assert "occurs 2 times" in unusable(fault("1", "2"), tmp_path)
    assert "occurs 0 times" in unusable(fault("3", "2"), tmp_path)
    assert "no such file" in unusable(Mutant("room", "", "no.py", "1", "2", ("test_room.py",)), tmp_path)
    assert "no such tests" in unusable(Mutant("room", "", "room.py", "TWO", "2", ("no.py",)), tmp_path)


def test_tests_that_leave_idle_workers_do_not_keep_a_run_waiting(tmp_path, monkeypatch):
    # joblib's workers idle for 300 seconds before they end by themselves; a timeout counts as killed.
    monkeypatch.setattr("benchmarks.mutants.PATIENCE", 120)
    (tmp_path / "test_room.py").write_text(
        "from joblib import Parallel, delayed\n"
        "def test_room():\n"
        "    assert Parallel(n_jobs=2)(delayed(abs)(n) for n in (-1, 2)) == [1, 2]\n"
    )
    assert run_tests(tmp_path, ["test_room.py"]) == SURVIVED
