"""Nothing that a user or the catalogue of texts says is taken for HTML: every piece of both is marked up.

The package is copied, each text of the catalogue gets an element of its own, and so does all that stands in
a folder of texts: names of files and places, titles, notes, words, themes, labels. No such element may be
found in the page.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

import analysis
from analysis import SAMPLE

SAID, GIVEN = "<u>", "<i>"
QUOTE = "\" onclick='x' "

SAFE = re.compile(r"(\S+)\s*\|\s*safe\b")
"""What a template marks as HTML."""


class Elements(HTMLParser):
    """Counts elements, and keeps attributes and the text that shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def hostile(value):
    """Return a table of the catalogue with an element after each text."""
    if isinstance(value, dict):
        return {key: hostile(part) for key, part in value.items()}
    return f"{value}{SAID}" if isinstance(value, str) and value else value


def as_toml(table: dict) -> str:
    lines = []
    for section, texts in table.items():
        lines.append(f"[{section}]")
        lines += [f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(text, ensure_ascii=False)}"
                  for key, text in texts.items()]  # fmt: skip
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """A copy of the package whose catalogue of texts holds markup."""
    home, root = tmp_path_factory.mktemp("package"), Path(analysis.__file__).parent
    shutil.copytree(root, home / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    if (notebooks := root.parent / "notebooks").is_dir():
        shutil.copytree(notebooks, home / "notebooks")
    for path in (home / "analysis" / "data").glob("messages.*.toml"):
        path.write_text(as_toml(hostile(tomllib.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def page(package, tmp_path_factory) -> str:
    """The page that this copy makes of texts that hold markup."""
    place = tmp_path_factory.mktemp("hostile")
    texts = place / "texts"
    texts.mkdir()
    rows = ["file,city,title,publisher,date,note"]
    for number, source in enumerate(sorted(SAMPLE.glob("*_20??.txt"))):
        city, year = f"{source.stem[:2]}{GIVEN}", source.stem[-4:]
        content = source.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("gb18030")
        name = f"{number}<i>&'.txt" if os.name == "posix" else f"{number}&'.txt"
        bad = f"{GIVEN}打通{GIVEN}堵点、难点、痛点，{QUOTE}坚持<i>港口</i>发展。\n"
        (texts / name).write_text(f"{text}\n{bad}{'又一年。' * number}", encoding="utf-8")
        cells = (
            name,
            city,
            f"报告{GIVEN}{QUOTE}",
            f"日报{GIVEN}",
            f"{year}-01-0{number % 9 + 1}",
            f"注{GIVEN}",
        )
        rows.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    (texts / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (texts / f"坏{GIVEN}.xyz").write_bytes(bytes(range(256)))
    files = {"themes": f'"{GIVEN}航运{GIVEN}" = ["港口", "发展", "工作"]\n',
             "topic-labels": f'[[topic]]\nlabel = "{GIVEN}名"\nnumber = 1\n',
             "userdict": "情况报告\n"}  # fmt: skip
    given = [
        "--title",
        f"题{GIVEN}",
        "--by",
        "city",
        "--n-topics",
        "3",
        "--quiet",
        "--no-cache",
    ]
    for option, content in files.items():
        (place / f"{option}<i>.toml").write_text(content, encoding="utf-8")
        given += [f"--{option}", str(place / f"{option}<i>.toml")]
    out = place / "out"
    subprocess.run(
        [sys.executable, "-m", "analysis.cli", "report", str(texts), "--out", str(out), *given],
        env={**os.environ, "PYTHONPATH": str(package)}, cwd=place, check=True,
    )  # fmt: skip
    return (out / "compare_cities.html").read_text(encoding="utf-8")


def test_no_template_marks_anything_as_safe_but_the_style_and_the_script():
    templates = (Path(analysis.__file__).parent / "report" / "templates").glob("*.j2")
    marked = {
        (path.name, word) for path in templates for word in SAFE.findall(path.read_text(encoding="utf-8"))
    }
    assert marked == {(page, word) for page in ("page.html.j2", "live.html.j2") for word in ("css", "script")}


def test_no_text_is_taken_for_html(page):
    found = Elements(re.sub(r"(<script[^>]*>).*?</script>", r"\1</script>", page, flags=re.S))
    assert {"table", "h2", "figure"} <= found.tags
    assert not {"i", "u"} & found.tags
    assert not {name for name in found.attributes if name.startswith("on")}
    assert found.text.count(SAID) > 300
    assert found.text.count(GIVEN) > 100


def test_nothing_is_escaped_twice(page):
    assert html.escape(html.escape(SAID)) not in page
    assert html.escape(html.escape(GIVEN)) not in page


def test_what_the_script_reads_is_data(page, unpacked):
    """Inside a script element the end of one would be its end; the texts in it are JSON, with no bracket."""
    data = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.S).group(1)
    assert "<" not in data
    assert SAID in str(json.loads(data))
    assert GIVEN in str(unpacked(page).data)
