"""Which of 300 policy terms, listed by hand, the segmenter keeps whole, and which of 100 others.

Offices are tested after 市, 县, 区, 州 and 省 (市|工信局), the other terms in three short frames; a term is
whole when it is one word in every frame, with or without the 市 before an office.

    python -m benchmarks.terms [DICTIONARY]

compares the project's dictionary with another, such as that of an earlier commit.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.lexicon import userdict
from analysis.segmentation import Cutter

LIST = Path(__file__).with_name("terms.txt")
APART = Path(__file__).with_name("terms_apart.txt")
"""A hundred others, written before the segmenter was tried on them, and never used to mend its dictionary."""

FRAMES = ("加快{}发展。", "推进全市{}工作，", "{}、")
LEVELS = "市县区州省"


def terms() -> tuple[list[str], list[str]]:
    """Return the offices and the other terms."""
    _, offices, policy = LIST.read_text(encoding="utf-8").split("# ")[1:]
    return offices.split()[1:], policy.split()[1:]


def cut_terms(cutter: Cutter) -> tuple[list[str], list[str]]:
    """Return the offices and the other terms that are split somewhere."""
    offices, policy = terms()

    def whole(office: str, level: str) -> bool:
        return bool({office, level + office} & set(cutter.lcut(f"由{level}{office}牵头。")))

    return (
        [office for office in offices if not all(whole(office, level) for level in LEVELS)],
        cut_among(cutter, policy),
    )


def cut_among(cutter: Cutter, terms: list[str]) -> list[str]:
    """Return the terms that are split in one of the frames."""
    return [term for term in terms if not all(term in cutter.lcut(frame.format(term)) for frame in FRAMES)]


def main() -> None:
    """Print how many are whole, and which are split."""
    dictionaries = {"project": userdict()}
    if len(sys.argv) > 1:
        dictionaries = {sys.argv[1]: userdict(Path(sys.argv[1])), **dictionaries}
    offices, policy = terms()
    for name, words in dictionaries.items():
        cut_offices, cut_policy = cut_terms(Cutter(words))
        print(
            f"{name}: offices whole {len(offices) - len(cut_offices)} of {len(offices)}, other terms whole "
            f"{len(policy) - len(cut_policy)} of {len(policy)}; cut: {' '.join([*cut_offices, *cut_policy])}"
        )
        apart = APART.read_text(encoding="utf-8").split("\n", 1)[1].split()
        cut = cut_among(Cutter(words), apart)
        print(f"{name}: of {len(apart)} terms apart whole {len(apart) - len(cut)}; cut: {' '.join(cut)}")


if __name__ == "__main__":
    main()
