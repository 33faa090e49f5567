"""Faults put into the code one at a time: each must make a test fail.

Run from the project: `make mutants`, or `python -m benchmarks.mutants [ROOM ...] [--fault WORDS]`. The table
is `mutants.toml`, grouped by room. The working tree is never touched: in copies of it, one fault at a time is
inserted, its tests are run until the first failure, and the file is restored.

Mutation tools were considered first. cosmic-ray 8 makes 40,663 mutants of `analysis/`: at ten seconds each,
that is five days of CPU time, and most are in error messages or are no faults at all. mutmut 3 changes
Python functions only, by the same kind of rules. Neither knows the faults that matter here, which are
omissions: a seed or an option that is not passed on, a rate with another denominator, a rule, a stop word or
a word list missing from a data file, a template that does not escape. So the table holds faults
chosen by hand, each with the tests that must detect it.

An entry whose text is not found exactly once is an error: when code moves, its entry must be updated.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("mutants.toml")
KILLED, SURVIVED, BROKEN = "killed", "survived", "broken"
AT_ONCE = 2
PATIENCE = 900
"""Timeout in seconds for the tests of one fault; a fault that makes them hang counts as killed."""

TOLD = {10: SURVIVED, 11: KILLED}
"""The meaning of exit codes; any other, such as that of a process that never started, means nothing."""

# Libraries (except those that pytest wants to load itself) are imported once, which takes longer than most
# tests; each run of tests is a fork of that process.
PROCESSES = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
LIBRARIES = [
    "gensim.models",
    "jieba",
    "matplotlib.pyplot",
    "opencc",
    "pandas",
    "pytest",
    "scipy.stats",
    "sklearn.decomposition",
    "statsmodels.api",
]

NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info", "reports")


@dataclass(frozen=True)
class Mutant:
    """A fault.

    Attributes
    ----------
    room, fault : str
        Its room, and a short description.
    file, text, new : str
        The file, a text that occurs in it once, and its replacement.
    tests : tuple of str
        Test files, at least one of which must fail.
    equivalent : str
        For an equivalent mutant, why no test can fail.
    """

    room: str
    fault: str
    file: str
    text: str
    new: str
    tests: tuple[str, ...]
    equivalent: str = ""


def read_mutants(path: Path = TABLE) -> list[Mutant]:
    """Read the faults in a table; those without their own tests get those of their room."""
    rooms = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Mutant(room=room, **{"tests": tuple(table["tests"]), **one, **_tuple(one)})
        for room, table in rooms.items()
        for one in table.get("fault", [])
    ]


def _tuple(one: dict[str, object]) -> dict[str, tuple[str, ...]]:
    tests = one.get("tests")
    return {"tests": tuple(tests)} if isinstance(tests, list) else {}


def unusable(mutant: Mutant, root: Path = ROOT) -> str:
    """Return why a fault cannot be inserted into a tree, or an empty string."""
    path = root / mutant.file
    if not path.is_file():
        return f"{mutant.file}: no such file"
    n = path.read_text(encoding="utf-8").count(mutant.text)
    if n != 1:
        return f"{mutant.file}: the text occurs {n} times: {mutant.text!r}"
    if mutant.text == mutant.new:
        return f"{mutant.file}: nothing would change: {mutant.text!r}"
    missing = [test for test in mutant.tests if not (root / test).exists()]
    return f"no such tests: {', '.join(missing)}" if missing or not mutant.tests else ""


def run_tests(tree: Path, tests: Sequence[str]) -> str:
    """Return the outcome of tests: `survived` if all passed, `killed` if one failed or they timed out."""
    run = PROCESSES.Process(target=_run, args=(tree, list(tests)))
    run.start()
    run.join(PATIENCE)
    if run.is_alive():
        run.kill()
        run.join()
        return KILLED
    return TOLD.get(run.exitcode or 0, BROKEN)


def _run(tree: Path, tests: list[str]) -> None:
    """Run tests in a child process that imports the project from the tree."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        import pytest

        os.chdir(tree)
        os.environ |= {"PYTHONPATH": str(tree), "KOUJING_CACHE": ""}
        sys.path.insert(0, str(tree))
        ended = 10 + int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
    except BaseException:
        ended = 9
    # A clean exit would wait for joblib's idle workers, which live for five minutes.
    if "joblib" in sys.modules:
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(kill_workers=True)
    os._exit(ended)


def tried(mutant: Mutant, tree: Path) -> str:
    """Insert a fault into a copy of the tree, run its tests, and restore the file."""
    path = tree / mutant.file
    before = path.read_bytes()
    _written(path, before.decode("utf-8").replace(mutant.text, mutant.new).encode("utf-8"))
    try:
        return run_tests(tree, mutant.tests)
    finally:
        _written(path, before)


def _written(path: Path, content: bytes) -> None:
    """Write a file with a later timestamp, so that Python sees that its bytecode is stale."""
    later = path.stat().st_mtime + 2
    path.write_bytes(content)
    os.utime(path, (later, later))


def outcomes(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, str, float]]:
    """Yield each fault with its outcome and the seconds taken, as they finish."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(AT_ONCE):
            trees.put(Path(shutil.copytree(ROOT, Path(place) / f"{number}" / "tree", ignore=NOT_COPIED)))

        def work(mutant: Mutant) -> tuple[Mutant, str, float]:
            tree, began = trees.get(), time.perf_counter()
            try:
                return mutant, tried(mutant, tree), time.perf_counter() - began
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in as_completed([pool.submit(work, mutant) for mutant in mutants]):
                yield done.result()


def failing(mutants: Sequence[Mutant]) -> list[str]:
    """Return the rooms whose tests fail without any fault: there, a failure would mean nothing."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        tree = Path(shutil.copytree(ROOT, Path(place) / "tree", ignore=NOT_COPIED))
        tests: dict[str, set[str]] = {}
        for mutant in mutants:
            tests.setdefault(mutant.room, set()).update(mutant.tests)
        return [room for room, files in tests.items() if run_tests(tree, sorted(files)) != SURVIVED]


def main(rooms: Sequence[str], words: str, check: bool) -> int:
    """Try the faults of some rooms, print each outcome, and return 1 if any survived."""
    if hasattr(PROCESSES, "set_forkserver_preload"):
        PROCESSES.set_forkserver_preload(LIBRARIES)
    mutants = [m for m in read_mutants() if (not rooms or m.room in rooms) and words in m.fault]
    if faults := [reason for mutant in mutants if (reason := unusable(mutant))]:
        print(*faults, sep="\n", file=sys.stderr)
        return 2
    if check and (rooms_failing := failing(mutants)):
        print(
            f"The tests fail without any fault; fix that first: {', '.join(rooms_failing)}", file=sys.stderr
        )
        return 2
    counts: dict[str, int] = {}
    for mutant, outcome, seconds in outcomes(mutants):
        if outcome == SURVIVED and mutant.equivalent:
            outcome = "equivalent"
        counts[outcome] = counts.get(outcome, 0) + 1
        print(f"{mutant.room:<14}{outcome:<11}{seconds:>6.1f} s  {mutant.fault}", flush=True)
        if outcome == "equivalent":
            print(f"{'':<33}  {mutant.equivalent}")
    print(f"\n{len(mutants)} faults: " + ", ".join(f"{n} {name}" for name, n in sorted(counts.items())))
    return int(bool({SURVIVED, BROKEN} & set(counts)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="rooms of the table (default: all)")
    parser.add_argument(
        "--fault", default="", metavar="WORDS", help="only faults whose description contains these words"
    )
    parser.add_argument("--unchecked", action="store_true", help="do not run the tests without a fault first")
    asked = parser.parse_args()
    sys.exit(main(asked.rooms, asked.fault, not asked.unchecked))
