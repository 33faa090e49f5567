"""Charts are data: what they show can be read, and compared with the tables, without a browser."""

import hashlib
import json
import re
import tomllib

import numpy as np
import pandas as pd
import pytest

from analysis.colors import MANY, ONE_COLOR, PALETTE, group_colors
from analysis.compare import distances
from analysis.errors import ChoiceError
from analysis.keywords import attention, theme_hits
from analysis.report.chart import Chart
from analysis.report.chart_data import chart_data
from analysis.report.charts.keywords import attention_dots
from analysis.report.charts.similarity import MOST, N_FARTHEST, N_NEAREST, distance_map
from analysis.report.charts.slogans import formula_grid, rate_dots
from analysis.report.context import Context, context_of
from analysis.report.filling import fill
from analysis.report.parts import note, said, walk
from analysis.report.scripts import VENDOR, chart_script
from analysis.slogans import slogan_rates

HOSTILE = "</script><script>alert(1)</script>"
RATES = pd.DataFrame({
    "group": ["甲市", "乙市", "丙市"], "n": [3, 0, 12345], "rate_per_10k": [1.23456789, 0.0, np.nan],
    "low": [-np.inf, 0.0, np.nan], "high": [np.inf, 0.5, np.nan], "share": [0.5, 0.25, 0.25],
})  # fmt: skip
ENCODING = {"x": "rate_per_10k", "low": "low", "high": "high", "y": "group", "color": "group", "n": "n"}


def rates(**more):
    return Chart("rates", "ranks", RATES, ENCODING, said("x"), opens=("runs", {"group": "group"}), **more)


def column(data, name):
    """Return the values of a column, as the browser reads them."""
    values = data["columns"][name]
    return [values["words"][at] for at in values["at"]] if isinstance(values, dict) else values


def test_a_chart_tells_its_rows_formats_and_headings():
    data = chart_data(
        rates(tips=("share",)), Context(groups=("乙市", "丙市", "甲市"), provinces={"甲市": "某省"})
    )
    assert column(data, "group") == ["甲市", "乙市", "丙市"]
    assert column(data, "rate_per_10k") == [1.23457, 0, None], "six digits; unknown is empty, not 0"
    assert column(data, "low") == ["-inf", 0, None]
    assert column(data, "high") == ["inf", 0.5, None]
    assert data["formats"]["share"] == {"percent": True, "decimals": 1}
    assert data["formats"]["n"] == {"percent": False, "decimals": 0}
    assert data["formats"]["rate_per_10k"]["decimals"] == 1
    assert data["labels"]["group"] == "城市"
    assert data["labels"]["rate_per_10k"] == "每万词"
    assert data["opens"] == ["runs", [["group", "group"]]]
    assert data["provinces"] == {"甲市": "某省"}
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_headings_of_its_own_and_in_english():
    labels = {"rate_per_10k": "rate_per_10k_han", "n": note("columns.rate_of", group="甲")}
    data = chart_data(rates(labels=labels), Context(lang="en"))
    assert data["labels"]["rate_per_10k"] == "Per 10,000 characters"
    assert data["labels"]["n"] == "甲, per 10,000 words"
    assert data["labels"]["group"] == "City"


def test_only_marks_with_something_behind_them_open_sentences():
    assert [link.key for link in walk(rates()) if hasattr(link, "where")] == [
        "runs:group=甲市",
        "runs:group=丙市",
    ]
    assert rates().opens is not None


@pytest.mark.parametrize(
    ("kind", "encoding", "fault"),
    [
        ("ranks", {"x": "rate", "y": "n"}, r"'rates' encodes columns that its data lack: \['rate'\]"),
        ("pies", {"x": "n"}, "`kind` parameter of `Chart` must be one of 'ranks'"),
        ("ranks", {"z": "n"}, "`encoding` parameter of `Chart` must be one of 'x'"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(kind, encoding, fault):
    with pytest.raises(ChoiceError, match=fault):
        Chart("rates", kind, RATES, encoding, said("x"))


def test_a_group_has_one_colour_and_too_many_have_the_same():
    few = [f"城{i}市" for i in range(MANY)]
    assert list(group_colors(few).values()) == list(PALETTE)
    assert group_colors(few[::-1]) == group_colors(few)
    many = [*few, "另市"]
    assert set(group_colors(many).values()) == {ONE_COLOR}
    assert chart_data(rates(), Context(groups=tuple(few)))["colors"] == group_colors(few)
    assert chart_data(rates(), Context(groups=tuple(many)))["colors"] == {}


def test_names_from_documents_cannot_leave_their_data():
    frame = pd.DataFrame({"group": [HOSTILE], "n": [1]})
    chart = Chart("bad", "ranks", frame, {"x": "n", "y": "group"}, note("page.said", text=HOSTILE))
    html = fill(chart, Context())
    assert html.count("<script") == 1
    found = re.search(r'class="chart-data">(.*?)</script>', html, re.S)[1]
    assert column(json.loads(found), "group") == [HOSTILE]
    assert "&lt;/script&gt;" in html, "the words for those who do not see it"


def test_a_chart_shows_itself_in_a_notebook_with_all_it_needs():
    html = rates()._repr_html_()
    assert html.count("<figure") == 1
    assert chart_script() in html
    assert 'class="chart-words"' in html
    assert not re.search(r"""(src|href)=["']?https?:""", html.replace(chart_script(), ""))


def test_attention_is_drawn_as_the_table_has_it(corpus):
    context, table, hits = context_of(corpus), attention(corpus), theme_hits(corpus)
    data = chart_data(attention_dots(context, table), context)
    assert data["encoding"]["panel"] == "theme", "side by side: there are few groups"
    assert column(data, "n") == table["n"].tolist()
    assert sum(column(data, "n")) == len(hits)
    known = table["rate_per_10k"]
    assert column(data, "rate_per_10k") == pytest.approx(known.tolist(), rel=1e-5, nan_ok=True)
    many = context_of(corpus)
    object.__setattr__(many, "groups", tuple(f"城{i}市" for i in range(MANY + 1)))
    assert attention_dots(many, table).encoding["choose"] == "theme", "one at a time"


def test_rates_of_slogans_are_those_of_the_table(corpus):
    context = context_of(corpus)
    hits = pd.DataFrame({
        "doc_id": ["甲1", "甲1", "乙1"], "start": [0, 6, 0], "end": [5, 9, 5], "text": ["甲、乙"] * 3,
        "kind": ["verb-object"] * 3, "family": ["verb-object 2"] * 3, "variant": ["v"] * 3, "tier": "sure",
    })  # fmt: skip
    table = slogan_rates(hits, corpus)
    total = table[(table["kind"] == "all") & (table["family"] == "all")]
    data = chart_data(rate_dots(context, total), context)
    assert dict(zip(column(data, "group"), column(data, "n"), strict=True)) == {
        "丙州市": 0,
        "乙州市": 1,
        "甲州市": 2,
    }
    assert data["labels"]["rate_per_10k"] == "每万汉字"


def test_formulas_are_rows_of_few_groups_and_columns_of_many():
    rows = [
        (f"口号{i}", f"城{g}市", 2, 2 if i < 2 else 1) for i in range(5) for g in range(2 if i < 2 else 1)
    ]
    table = pd.DataFrame(rows, columns=["formula", "group", "n", "n_groups"])
    few = formula_grid(Context(groups=("城0市", "城1市")), table)
    assert few.encoding["y"] == "formula"
    assert few.frame["formula"].unique().tolist() == [f"口号{i}" for i in range(5)], "shared ones first"
    many = formula_grid(Context(groups=tuple(f"城{i}市" for i in range(MANY + 1))), table)
    assert many.encoding["x"] == "formula"
    assert many.frame["formula"].unique().tolist() == ["口号0", "口号1"], "only what several share"


def test_of_many_groups_the_nearest_and_the_farthest_are_drawn(dtm):
    n = MOST + 1
    names = [f"城{i:02}市" for i in range(n)]
    table = pd.DataFrame(
        [(a, b, abs(i - j) / n) for i, a in enumerate(names) for j, b in enumerate(names)],
        columns=["group", "other", "distance"],
    ).reindex(columns=distances(dtm, by="city").columns)
    few = distance_map(table[table["group"].isin(names[:3]) & table["other"].isin(names[:3])], names[:3])
    assert few.kind == "grid"
    many = distance_map(table, names)
    assert many.encoding["choose"] == "group"
    first = many.frame[many.frame["group"] == "城00市"]
    assert first["other"].tolist() == [*names[1 : 1 + N_NEAREST], *names[n - N_FARTHEST :]]
    assert first["distance"].is_monotonic_increasing


def test_the_library_is_the_one_that_was_vendored():
    told = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
    code = (VENDOR / told["file"]).read_bytes()
    assert hashlib.sha256(code).hexdigest() == told["sha256"]
    assert not re.search(rb"\beval\(|new Function|</script|<!--|https?://(?!www\.w3\.org)", code)
    licences = (VENDOR / "LICENSE").read_text(encoding="utf-8")
    for package in told["package"]:
        assert package["license"] in {"ISC", "MIT", "BSD-3-Clause"}
        assert f"{package['name']} {package['version']} ({package['license']})" in licences
        assert package["integrity"].startswith("sha512-")
    assert {"@observablehq/plot", "d3-scale"} <= {package["name"] for package in told["package"]}
