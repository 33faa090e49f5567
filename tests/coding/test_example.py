"""The worked example of docs/coding.md: its steps run, and its figures are those of the codings beside it."""

import re
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest

from analysis import SAMPLE_CODINGS, agreement, disagreements, read_codings, self_agreement
from analysis.errors import KoujingWarning
from analysis.report import coded_texts

DOCS = Path(__file__).parents[2] / "docs"
STEPS = re.findall(r"```python\n(.*?)```", (DOCS / "coding.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def codings():
    return read_codings(SAMPLE_CODINGS)


def test_the_figures_of_the_coders(codings):
    found = agreement(codings)
    alpha = found[found["coefficient"] == "krippendorff_alpha"].set_index("code")
    assert alpha.loc["all", ["value", "low", "high"]].round(3).tolist() == [0.854, 0.773, 0.914]
    assert alpha["n_units"].unique().tolist() == [200]
    shown = {"法规管制": 0.945, "策略措施": 0.875, "基础设施": 0.754, "公共服务": 0.614}
    assert alpha["value"].round(3)[list(shown)].to_dict() == shown
    own = self_agreement(codings, 0)
    percent = own[(own["code"] == "all") & (own["coefficient"] == "percent")]
    assert percent[["coder", "value", "n_units"]].to_numpy().tolist() == [["乙", 1.0, 20], ["甲", 1.0, 20]]


def test_every_disagreement_was_decided(codings):
    decided = pd.read_csv(SAMPLE_CODINGS / "decisions.csv", encoding="utf-8-sig", dtype=str)
    parted = disagreements(codings)
    assert decided[["unit", "甲", "乙"]].sort_values("unit").to_numpy().tolist() == (
        parted[["unit", "甲", "乙"]].sort_values("unit").to_numpy().tolist()
    )
    assert decided["decision"].notna().all()


def test_the_steps_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(STEPS[0], names)
    written = pd.read_csv(tmp_path / "coding" / "sheet.csv", encoding="utf-8-sig")
    kept = pd.read_csv(SAMPLE_CODINGS / "sheet.csv", encoding="utf-8-sig")
    assert written[["number", "unit", "repeats"]].equals(kept[["number", "unit", "repeats"]])
    for name in ("甲", "乙"):
        (tmp_path / "coding" / f"{name}.xlsx").unlink()
        shutil.copy(SAMPLE_CODINGS / f"{name}.csv", tmp_path / "coding")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", KoujingWarning)
        for step in STEPS[1:]:
            exec(step, names)
    units = names["units"]
    assert len(units) == 837
    # In the report, too, although a tenth of the sheet's rows come twice: the figures of the last table.
    coded = coded_texts(names["corpus"], SAMPLE_CODINGS, "instruments", n_resamples=0)
    rows = coded.corrected.set_index(["group", "code"]).loc["all"]
    assert rows.loc["供给型", ["share", "low", "high"]].round(3).tolist() == [0.087, 0.048, 0.125]
