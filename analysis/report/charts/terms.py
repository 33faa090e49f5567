"""Terms of two groups against each other."""

from __future__ import annotations

import pandas as pd

from ..chart import Chart
from ..context import Context
from ..parts import note


def term_scatter(context: Context, rates: pd.DataFrame) -> Chart:
    """Return the rates of terms in two groups, or in one and all the others, that the reader chooses.

    Parameters
    ----------
    context : Context
        The context of the report.
    rates : DataFrame
        The result of `term_rates`.
    """
    sizes = {str(group): int(size) for group, size in rates.groupby("group")["size"].first().items()}
    return Chart(
        "terms",
        "terms",
        rates,
        {"text": "term", "y": "group", "n": "n"},
        note("charts.terms_alt", n=int(rates["term"].nunique()), groups=len(sizes)),
        read=note("charts.read_terms"),
        opens=("terms", {"term": "term", "group": "group"}),
        labels={"n": "n"},
        settings={"sizes": sizes, "fixed": True, "rate": context.column("rate_per_10k")},
    )
