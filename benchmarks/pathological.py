"""Ten texts that make careless code slow, at any length: `python -m benchmarks.pathological [STEP ...]`.

Prints for each text the seconds that each step takes at 10,000 to 160,000 characters, and the exponent of
their growth; 1 is linear. Named steps are in `STEPS`; others can be measured with `measure`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice, product

import numpy as np

SIZES = (10_000, 20_000, 40_000, 80_000, 160_000)
LIMIT = 1.1
"""Maximum exponent allowed."""
SHORTEST = 0.05
"""Seconds below which timings are mostly noise; such texts have no exponent."""
CHARS = "稳促保调增强优破解聚寻抓建扩提补防惠转治业企需产链质效能民生环境市场改革创新发展安全绿色城乡"
OPENING, CLOSING = "（《〈【［「『“‘", "）》〉】］」』”’"


def _filled(parts: Sequence[str], length: int) -> str:
    """Return the parts repeated, truncated at exactly `length` characters."""
    whole = "".join(parts)
    return (whole * (length // len(whole) + 1))[:length]


def repeated_limb(length: int) -> str:
    """Return one limb repeated: 难点、难点、难点、."""
    return _filled(["难点、"], length)


def alternating_limbs(length: int) -> str:
    """Return slot words and other limbs alternately, in one sentence: 难点、痛点、堵点、."""
    return _filled(["难点、", "痛点、", "堵点、", "稳就业，", "稳企业，", "稳预期，"], length)


def only_marks(length: int) -> str:
    """Return only separators, stops and dashes."""
    return _filled(list("、，；。！？：…—·"), length)


def only_quotation_marks(length: int) -> str:
    """Return only quotation marks, opening ones first."""
    half = length // 2
    return _filled(list('“‘"「『'), half) + _filled(list('”’"」』'), length - half)


def digits_and_counters(length: int) -> str:
    """Return digits and 个: what numeric formulas are made of."""
    return _filled(["1个", "23个", "4个5", "十个一"], length)


def nested_brackets(length: int) -> str:
    """Return brackets of all kinds, opened in the first half and closed in the second."""
    half = length // 2
    return _filled(list(OPENING), half) + _filled(list(CLOSING[::-1]), length - half)


def known_formulas(length: int) -> str:
    """Return well-known numeric formulas, one after the other."""
    return _filled(["“四个意识”", "两个维护", "“三农”、", "一企一策", "“1+N”"], length)


def no_mark(length: int) -> str:
    """Return Han characters, including conjunctions, without any punctuation."""
    chars = cycle(a + b for a, b in product(CHARS + "和与及并", CHARS[::-1]))
    return "".join(islice(chars, length // 2 + 1))[:length]


def different_limbs(length: int) -> str:
    """Return limbs of three characters, hardly any of them repeated, in one sentence."""
    limbs = cycle(f"{a}{b}{c}、" for a, b, c in product(CHARS, CHARS[::-1], CHARS[::3]))
    return "".join(islice(limbs, length // 4 + 1))[:length]


def mixed(length: int) -> str:
    """Return ninety characters from each of the others in turn."""
    others = [make(90) for name, make in TEXTS.items() if name != "mixed"]
    return _filled(others, length)


TEXTS: Mapping[str, Callable[[int], str]] = {
    "repeated limb": repeated_limb,
    "alternating limbs": alternating_limbs,
    "only marks": only_marks,
    "only quotation marks": only_quotation_marks,
    "digits and counters": digits_and_counters,
    "nested brackets": nested_brackets,
    "known formulas": known_formulas,
    "no mark": no_mark,
    "different limbs": different_limbs,
    "mixed": mixed,
}
"""The ten texts: each takes a length in characters and returns exactly that many."""

LINES: Mapping[str, Callable[[int], str]] = {
    "page markers": lambda n: _filled(
        [f"{k % 300}、推进全市重点项目建设，加快\n" for k in range(n // 18 + 1)], n
    ),
    "numbers in a line": lambda n: _filled([f"推进项目，加快发展{k % 400}、" for k in range(n // 11 + 1)], n),
    "blank lines": lambda n: "发展" + _filled(["\n"], n - 4) + "经济",
    "blanks": lambda n: "发展" + _filled([" "], n - 4) + "经济",
    "short lines": lambda n: _filled(["一、推进\n"], n),
    "wrapped lines": lambda n: _filled(["全市上下坚持稳中求进工作总基调，统筹推进各项工作，经济发展\n"], n),
    "rows of a table": lambda n: _filled(
        [f"指标{k % 97}\t{k}\t{k * 7 % 1000}%\n" for k in range(n // 12 + 1)], n
    ),
    "repeated paragraphs": lambda n: _filled(["推进治水工作，完善河长制，建设美丽河湖。\n"], n),
    "glosses never closed": lambda n: _filled(["动(dòng"], n),
    "set wide": lambda n: _filled(["政 府 工 作 "], n),
}
"""Ten more for reading and cleaning, which are sensitive to lines, blanks and brackets."""


def seconds(function: Callable[[str], object], text: str) -> float:
    """Return the CPU time that a function takes on a text."""
    start = time.process_time()
    function(text)
    return time.process_time() - start


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the slope of log seconds over log characters; NaN when even the longest text takes no time."""
    if times[-1] < SHORTEST:
        return float("nan")
    kept = [(n, t) for n, t in zip(sizes, times, strict=True) if t > SHORTEST / 10]
    if len(kept) < 2:
        return float("nan")
    n, t = np.log(np.array(kept)).T
    return float(np.polyfit(n, t, 1)[0])


def measure(
    functions: Mapping[str, Callable[[str], object]],
    sizes: Sequence[int] = SIZES,
    texts: Mapping[str, Callable[[int], str]] = TEXTS,
) -> list[tuple[str, str, list[float], float]]:
    """Print and return text, step, seconds at each size and exponent, for each step on each text."""
    rows = []
    print(f"{'text':22s} {'step':18s} " + " ".join(f"{n:>9,}" for n in sizes) + "  exponent")
    for name, make in texts.items():
        for step, function in functions.items():
            function(make(1_000))
            times = [seconds(function, make(n)) for n in sizes]
            slope = exponent(sizes, times)
            rows.append((name, step, times, slope))
            told = " ".join(f"{t:9.3f}" for t in times)
            mark = "  too steep" if slope > LIMIT else ""
            print(f"{name:22s} {step:18s} {told}  {slope:8.2f}{mark}", flush=True)
    return rows


def find_slogans(text: str) -> object:
    """Search a text as the only document and only paragraph of a corpus."""
    from analysis.lexicon import families
    from analysis.slogans.finder.document import document_runs

    return document_runs(text, [(0, len(text))], families(), couplets=True)


def read_text(text: str) -> object:
    """Read a plain text and attribute it to a place."""
    from analysis.load.assemble import FileRead, documents_of
    from analysis.load.items import Bounds, Content
    from analysis.load.read import read_file

    found = [(name, value) for name, value in read_file(text.encode(), "a.txt", Bounds())]
    return [documents_of(FileRead(name, value), None) for name, value in found if isinstance(value, Content)]


def read_page(text: str) -> object:
    """Read a web page that contains this text."""
    from analysis.load.items import Bounds
    from analysis.load.read import read_file

    data = f"<html><body><h1>标题</h1><div>{text}</div></body></html>".encode()
    return list(read_file(data, "a.html", Bounds()))


def clean(text: str) -> object:
    """Clean one text."""
    import pandas as pd

    from analysis.clean import clean_documents

    return clean_documents(pd.DataFrame({"text": [text]}, index=pd.Index(["a"], name="doc_id")))


def segment(text: str) -> object:
    """Segment one text, as it is, into sentences and words."""
    from analysis.segmentation.segment import cut_document

    return cut_document(text, [(0, len(text))])


STEPS: Mapping[str, Callable[[str], object]] = {
    "read_text": read_text,
    "read_page": read_page,
    "clean": clean,
    "segment": segment,
    "find_slogans": find_slogans,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"of {', '.join(STEPS)}; all by default")
    chosen = parser.parse_args(arguments).steps or list(STEPS)
    measure({name: STEPS[name] for name in chosen}, texts={**TEXTS, **LINES})


if __name__ == "__main__":
    main()
