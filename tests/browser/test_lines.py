"""Lines over years in a browser."""

import pandas as pd
import pytest

from analysis.report.chart import Chart
from analysis.report.parts import said


@pytest.mark.parametrize(
    ("years", "lines"),
    [
        ([2001, 2002, 2003, 2011, 2012], 2),  # eight years have no text
        ([2001, 2003, 2005, 2007], 1),
        ([2001, 2002, 2004, 2005], 1),
        ([2001, 2002, 2003, 2011], 2),  # the last is a point alone
    ],
)
def test_years_without_texts_are_not_drawn_over(opened, tmp_path, years, lines):
    rates = pd.DataFrame({"group": years, "rate_per_10k": [float(at + 1) for at in range(len(years))]})
    chart = Chart("years", "lines", rates, {"x": "group", "y": "rate_per_10k"}, said("words"))
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{chart._repr_html_()}", encoding="utf-8")
    figure = opened(file.as_uri()).tab.locator("#fig-years")
    figure.locator(".mark").first.wait_for()
    assert figure.locator("[data-part='line'] path").count() == lines
    assert figure.locator(".mark").count() == len(years)
