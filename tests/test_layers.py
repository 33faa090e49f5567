"""Who may import whom: the floors of the house, read from the source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

ROOT = Path(analysis.__file__).parent

FLOORS = {
    1: {
        "cache",
        "checks",
        "colors",
        "corpus",
        "engines",
        "errors",
        "explained",
        "extremes",
        "files",
        "imports",
        "kinds",
        "lexicon",
        "options",
        "remedies",
        "spreadsheet",
        "stats",
    },
    2: {"clean", "counts", "load", "prepare", "segmentation"},
    3: {"coding", "compare", "concordance", "keywords", "reuse", "slogans", "topics"},
    4: {"figures"},
    5: {"claims"},
    6: {"store"},
    7: {"batch", "explore", "report"},
    8: {"cli"},
}
"""The rooms that there are, as in the table of floors."""

FLOOR = {name: floor for floor, rooms in FLOORS.items() for name in rooms}

MAY = {
    1: FLOORS[1],
    2: FLOORS[1],
    3: FLOORS[1] | {"counts", "segmentation"},
    4: FLOORS[1],
    5: FLOORS[1] | FLOORS[3],
    6: set(FLOOR) - FLOORS[6] - FLOORS[7] - FLOORS[8],
    7: set(FLOOR) - FLOORS[7] - FLOORS[8],
    8: set(FLOOR),
}

ALSO = {"prepare": {"clean", "load", "segmentation"}}
"""What a room may import of its own floor: `prepare` is the way through the second in one call."""

NOT_YET: set[tuple[str, str]] = set()
"""Arrows that still point the wrong way; a test fails when one of them is gone and still listed."""

CIRCLES_LEFT: set[frozenset[str]] = set()
"""Circles that are still to be opened; likewise."""

ONLY = {
    "ahocorasick_rs": {"lexicon"},
    "matplotlib": {"figures"},
    "jieba": {"segmentation"},
    "rjieba": {"segmentation"},
    "gensim": {"topics"},
    "tomotopy": {"topics"},
    "rapidfuzz": {"reuse"},
    "duckdb": {"store", "load"},  # the second reads files of texts that are databases
}
NOT_ON_IMPORT = {"matplotlib", "jieba", "gensim", "tomotopy", "sklearn", "pandas", "jinja2", "trafilatura"}


def modules() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return absolute dotted names of everything a file imports, also inside functions."""
    package = ["analysis", *path.relative_to(ROOT).parts[:-1]]
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names |= {f"{stem}.{alias.name}" for alias in node.names}
    return names


def wanted_of(path: Path) -> set[str]:
    """Return the other rooms a file imports, from the package itself too."""
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("analysis.")}
    return ours - {room(path), "__version__"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_keep_to_the_floors(path):
    mine = room(path)
    assert mine in FLOOR, f"{path.name}: give the room {mine!r} a floor"
    wrong = {
        name
        for name in wanted_of(path) - MAY[FLOOR[mine]] - ALSO.get(mine, set())
        if (mine, name) not in NOT_YET
    }
    assert not wrong, f"{mine} (floor {FLOOR[mine]}) imports {sorted(wrong)}"


def test_no_arrow_is_excused_that_is_gone():
    arrows = {(room(path), name) for path in modules() for name in wanted_of(path)}
    assert arrows >= NOT_YET, f"take {sorted(NOT_YET - arrows)} out of NOT_YET"


def test_no_circle_of_files():
    found = circles(graph())
    assert found == CIRCLES_LEFT, [sorted(circle) for circle in found ^ CIRCLES_LEFT]


def test_circles_are_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {frozenset("bc")}
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == set()
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"a"}}) == {frozenset("abcd")}


def graph() -> dict[str, set[str]]:
    """Return which files import which, also inside functions and for type checking only.

    What is taken from a package counts as taken from its `__init__`.
    """
    files = {name_of(path): path for path in modules()}
    return {
        mine: {
            target
            for name in imported(path)
            if (target := file_named(name, files)) is not None and target != mine
        }
        for mine, path in files.items()
    }


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def file_named(name: str, files: dict[str, Path]) -> str | None:
    """Return the file that `analysis.room.file.thing` is taken from, itself a file or a thing in one."""
    parts = name.split(".")[1:] if name.startswith("analysis.") else []
    for end in (len(parts), len(parts) - 1):
        if end > 0 and ".".join(parts[:end]) in files:
            return ".".join(parts[:end])
    return None


def circles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return the sets of files of which each imports the others, directly or by way of them."""
    reached = {file: reachable(graph, file) for file in graph}
    return {
        frozenset(other for other in reached[file] if file in reached[other])
        for file in graph
        if file in reached[file]
    }


def reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for file in graph[waiting.pop()] - found:
            found.add(file)
            waiting.append(file)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_libraries_that_have_one_door(path):
    tops = {name.split(".")[0] for name in imported(path)}
    foreign = {library: home for library, home in ONLY.items() if library in tops and room(path) not in home}
    assert not foreign, f"{path.name} imports what only {foreign} may"


def test_every_room_has_a_floor_and_every_floor_has_only_rooms_that_exist():
    assert {room(path) for path in modules()} == set(FLOOR)


@pytest.mark.parametrize(
    "name",
    [
        "__init__",
        "cli/__init__",
        "cli/__main__",
        "cli/parser",
        "cli/config",
        "cli/commands",
        "options",
        "kinds",
        "errors",
        "explained",
        "checks",
        "remedies",
    ],
)
def test_command_line_imports_nothing_heavy(name):
    tree = ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))
    top_level = {
        name.split(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        )
    }
    assert not top_level & NOT_ON_IMPORT


def test_importing_the_package_loads_nothing_heavy():
    code = f"import sys, analysis; print(sorted({NOT_ON_IMPORT!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]"]


def test_every_public_name_can_be_imported():
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    assert callable(analysis.segment)
