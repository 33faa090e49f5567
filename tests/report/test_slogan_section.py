"""What the section on slogans says, and that its numbers are those of the sentences behind them."""

import re

import pandas as pd
import pytest

from analysis.cli import main
from analysis.report import Page, quality_part, slogan_section
from analysis.report.sections.slogan_tables import users
from analysis.slogans import closed_runs, find_slogans, slogan_rates, slogan_variants, varied_families

TEXTS = [
    "干部寻难点、聚痛点、破堵点。让获得感、幸福感、安全感更足。落实“三农”政策。",
    "大家疏堵点、解难点、消痛点。着力稳就业、稳企业、稳预期。落实“三农”政策。",
    "围绕痛点、难点、堵点发力。让获得感、幸福感、安全感更足。",
]


@pytest.fixture
def made(corpus_of, tmp_path):
    corpus = corpus_of(TEXTS, ["甲市", "乙市", "丙市"], [2021, 2022, 2023])
    page = Page(corpus, out=tmp_path)
    hits = find_slogans(corpus)
    return page, hits, slogan_rates(closed_runs(hits), corpus)


def test_shared_own_and_inherited_are_told_apart(made, tmp_path):
    page, hits, rates = made
    reference = hits[hits["text"] == "稳就业、稳企业、稳预期"]
    html = slogan_section(page, hits, rates, reference).data
    profile = pd.read_csv(tmp_path / "tables" / "slogan_profile.csv", encoding="utf-8-sig")
    assert profile["status"].value_counts().to_dict() == {"own": 3, "shared": 2, "inherited": 1}
    assert "6 处口号中有 1 处（16.7%，1 种）" in html
    assert "每个城市都不足三篇文本" in html
    assert "沿用（种）" in html
    without = slogan_section(page, hits, rates).data
    assert "沿用（种）" not in without


def test_every_number_opens_as_many_sentences(made):
    page, hits, rates = made
    html = slogan_section(page, hits, rates).data
    links = re.findall(r'data-key="([^"]+)"[^>]*>(\d+)</button>', html)
    assert len(links) > 15
    keys = page.evidence._keys
    assert {key for key, _ in links} <= set(keys)
    assert all(keys[key][0] == int(n) for key, n in links)


def test_the_file_of_verdicts_can_be_filled_in(made, tmp_path):
    page, hits, rates = made
    html = slogan_section(page, hits, rates).data
    assert "--verdicts" in html
    table = pd.read_csv(tmp_path / "tables" / "slogan_verdicts.csv", encoding="utf-8-sig")
    assert table["verdict"].isna().all()
    assert table["variant"].is_unique
    assert table["n"].sum() == len(hits)


def test_a_timeline_needs_three_years(made, corpus_of):
    page, hits, rates = made
    assert "历年变化" in slogan_section(page, hits, rates).data
    corpus = corpus_of(TEXTS, ["甲市", "乙市", "丙市"], [2021, 2022, 2022])
    some = find_slogans(corpus)
    assert "历年变化" not in slogan_section(Page(corpus), some, slogan_rates(some, corpus)).data


def test_no_slogans_at_all(corpus_of):
    corpus = corpus_of(["没有口号。", "也没有。"], ["甲市", "乙市"])
    none = find_slogans(corpus)
    html = slogan_section(Page(corpus, lang="en"), none, slogan_rates(none, corpus)).data
    assert "No city has three documents" in html


def test_families_that_vary_come_first(corpus_of):
    variants = slogan_variants(find_slogans(corpus_of(TEXTS, ["甲市", "乙市", "丙市"])))
    assert varied_families(variants) == ["X点"]


def test_of_many_users_the_first_are_named(made):
    page = made[0]
    assert users(page, ["甲", "乙"]) == "甲、乙"
    assert users(page, [f"城{i}" for i in range(10)]).endswith("城7……（共 10 个）")


def test_measured_quality_is_shown_where_it_was_measured(made, tmp_path):
    page = made[0]
    assert quality_part(page, tmp_path / "none.toml").data == ""
    path = tmp_path / "quality.toml"
    path.write_text(
        "[limbs]\nf1 = 0.871\nlow = 0.85\nhigh = 0.89\nprecision = 0.86\nrecall = 0.88\n"
        "[numeric]\nf1 = 0.93\nprecision = 0.94\nrecall = 0.92\nn = 700\n"
        '[[breakdown]]\nby = "separator"\nvalue = "、"\nn = 500\nf1 = 0.9\nprecision = 0.9\nrecall = 0.9\n',
        encoding="utf-8",
    )
    html = quality_part(page, path).data
    assert "F1 0.871（95% 区间 0.850—0.890）" in html
    assert "共 700 处" in html
    assert "<td>分隔</td><td>、</td>" in html


def test_reference_and_verdicts_reach_the_report_from_the_command_line(tmp_path, capsys):
    texts, central, out = tmp_path / "texts", tmp_path / "central", tmp_path / "out"
    for folder in (texts, central):
        folder.mkdir()
    for city in ("柳州市", "中山市"):
        texts.joinpath(f"{city}_2023.txt").write_text("\n".join(TEXTS[:2]), encoding="utf-8")
    central.joinpath("国务院_2023.txt").write_text("要着力稳就业、稳企业、稳预期。", encoding="utf-8")
    verdicts = tmp_path / "verdicts.csv"
    verdicts.write_text("verdict,kind,variant\nreject,numeric,三农\n", encoding="utf-8")
    options = ["--copies", "all", "--reference", central, "--verdicts", verdicts, "--out", out, "--quiet"]
    assert main(["report", *map(str, [texts, *options])]) == 0
    tables = {
        name: pd.read_csv(out / "tables" / f"{name}.csv", encoding="utf-8-sig")
        for name in ("slogans", "slogan_profile", "slogan_verdicts")
    }
    assert "三农" not in set(tables["slogans"]["variant"])
    inherited = tables["slogan_profile"].query("status == 'inherited'")
    assert inherited["text"].tolist() == ["稳就业、稳企业、稳预期"] * 2
    judged = tables["slogan_verdicts"].dropna(subset="verdict")
    assert judged[["verdict", "variant"]].to_numpy().tolist() == [["reject", "三农"]]


def test_a_missing_file_of_verdicts_is_said_plainly(tmp_path, capsys):
    tmp_path.joinpath("柳州市_2023.txt").write_text(TEXTS[0], encoding="utf-8")
    options = ["--verdicts", tmp_path / "none.csv", "--out", tmp_path / "out", "--quiet"]
    assert main(["report", *map(str, [tmp_path, *options])]) == 2
    assert "none.csv: no such file" in capsys.readouterr().err
