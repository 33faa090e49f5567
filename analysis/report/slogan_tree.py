"""The slogans as a tree that a reader opens: families, variants, groups, years, sentences; with verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .parts import Link, Part, link


@dataclass(frozen=True, eq=False, repr=False)
class SloganTree(Part):
    """All slogans to be looked through and judged; the page builds it from the places of its links.

    Attributes
    ----------
    verdicts : DataFrame
        The result of `verdict_table`: the order in which variants are judged, and earlier verdicts.
    """

    verdicts: pd.DataFrame

    @property
    def rows(self) -> list[list[Any]]:
        """Verdict, kind, variant, family and text of each variant, the least certain first."""
        columns = ["verdict", "kind", "variant", "family", "text"]
        return [list(row) for row in self.verdicts[columns].fillna("").itertuples(index=False, name=None)]

    @property
    def inner(self) -> tuple[Link, ...]:
        """A link that names what the tree branches by, so that the page has it for every hit."""
        found = self.verdicts[self.verdicts["n"].notna()].head(1)
        named = found[["kind", "family", "variant"]].fillna("").itertuples(index=False, name=None)
        return tuple(
            link("slogans", variant, kind=kind, family=family, variant=variant)
            for kind, family, variant in named
        )
