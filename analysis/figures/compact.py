"""The same drawing in fewer bytes: a page holds a dozen of them, with letters drawn as paths."""

from __future__ import annotations

import re

HEAD = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.S)
UNUSED_ID = re.compile(
    r' id="(?:figure|axes|patch|text|line2d|xtick|ytick|matplotlib\.axis|legend|\w*Collection|AxesImage)_\d+"'
)
GLYPH = re.compile(r'<path id="(?P<id>[^"]+)" d="(?P<d>[^"]+)" transform="scale\(0\.015625\)"/>')
NUMBER = re.compile(r"(?<![\w#.-])-?\d+\.\d{3,}")
SCALE = re.compile(r"(scale\([^)]*\))")
STEP = re.compile(r"([MLQCz])([^MLQCz]*)")


def compact(svg: str) -> str:
    """Return matplotlib's SVG without the parts that browsers do not draw.

    Headers, unreferenced names and spaces between tags are removed; coordinates keep two decimals; glyphs
    get short names and relative steps.

    Parameters
    ----------
    svg : str
        The output of `savefig`.
    """
    svg = UNUSED_ID.sub("", HEAD.sub("", svg))
    names: dict[str, str] = {}
    svg = GLYPH.sub(lambda found: _glyph(found, names), svg)
    svg = re.sub(r'xlink:href="#([^"]+)"', lambda m: f'xlink:href="#{names.get(m[1], m[1])}"', svg)
    parts = SCALE.split(svg)
    parts[::2] = [NUMBER.sub(_rounded, part) for part in parts[::2]]
    svg = re.sub(r"\s+", " ", "".join(parts))
    return re.sub(r"> <", "><", svg).strip() + "\n"


def _rounded(found: re.Match[str]) -> str:
    text = f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _glyph(found: re.Match[str], names: dict[str, str]) -> str:
    short = names.setdefault(found["id"], f"g{len(names):x}")
    return f'<path id="{short}" d="{relative(found["d"])}" transform="scale(0.015625)"/>'


def relative(path: str) -> str:
    """Convert a path of whole numbers to relative coordinates.

    Parameters
    ----------
    path : str
        Steps `M`, `L`, `Q`, `C`, `z` in absolute coordinates.
    """
    steps, here, begun = [], (0, 0), (0, 0)
    for command, numbers in STEP.findall(path):
        if command == "z":
            steps.append("z")
            here = begun
            continue
        values = [int(value) for value in numbers.split()]
        moved = [value - here[at % 2] for at, value in enumerate(values)]
        steps.append(command.lower() + " ".join(map(str, moved)).replace(" -", "-"))
        here = (values[-2], values[-1])
        begun = here if command == "M" else begun
    return "".join(steps)
