"""Who may import whom: the floors of the house, read from the source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import analysis

ROOT = Path(analysis.__file__).parent

FLOOR = {
    "corpus": 1, "stats": 1, "extremes": 1, "lexicon": 1, "errors": 1, "options": 1, "cache": 1,
    "load": 2, "clean": 2, "segmentation": 2, "counts": 2,
    "keywords": 3, "topics": 3, "slogans": 3, "concordance": 3, "compare": 3, "reuse": 3,
    "figures": 4, "tables": 4,
    "batch": 5, "report": 5, "explore": 5, "cli": 5,
}  # fmt: skip
MAY = {
    1: {"corpus", "stats", "extremes", "lexicon", "errors", "options", "cache"},
    2: {"corpus", "stats", "extremes", "lexicon", "errors", "options", "cache"},
    3: {"corpus", "stats", "extremes", "lexicon", "errors", "options", "cache", "segmentation"},
    4: {"corpus", "stats", "extremes", "lexicon", "errors", "options", "cache"},
    5: set(FLOOR),
}
ONLY = {
    "ahocorasick_rs": "lexicon",
    "matplotlib": "figures",
    "jieba": "segmentation",
    "rjieba": "segmentation",
    "gensim": "topics",
    "tomotopy": "topics",
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


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_keep_to_the_floors(path):
    mine = room(path)
    assert mine in FLOOR, f"{path.name}: give the room {mine!r} a floor"
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("analysis.")}
    ours -= {mine, "__version__"}
    allowed = MAY[FLOOR[mine]]
    assert ours <= allowed, f"{mine} (floor {FLOOR[mine]}) imports {sorted(ours - allowed)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_libraries_that_have_one_door(path):
    tops = {name.split(".")[0] for name in imported(path)}
    foreign = {library: home for library, home in ONLY.items() if library in tops and room(path) != home}
    assert not foreign, f"{path.name} imports what only {foreign} may"


def test_every_room_is_a_module_of_the_package():
    found = {room(path) for path in modules()}
    assert found <= set(FLOOR)
    assert {
        "corpus",
        "load",
        "clean",
        "segmentation",
        "counts",
        "keywords",
        "topics",
        "slogans",
        "report",
    } <= found


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
        "errors",
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
