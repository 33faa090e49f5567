"""What the section on slogans says, and that its numbers are those of the sentences behind them."""

import pandas as pd
import pytest

from analysis.cli import main
from analysis.report import context_of, slogan_section
from analysis.report.parts import Data, Link, Table, walk
from analysis.report.render import evidence_of
from analysis.report.sections.slogan_tables import users
from analysis.slogans import find_slogans, slogan_summary, slogan_variants, varied_families, verdict_table

TEXTS = [
    "干部寻难点、聚痛点、破堵点。让获得感、幸福感、安全感更足。落实“三农”政策。",
    "大家疏堵点、解难点、消痛点。着力稳就业、稳企业、稳预期。落实“三农”政策。",
    "围绕痛点、难点、堵点发力。让获得感、幸福感、安全感更足。",
]


@pytest.fixture
def made(corpus_of):
    corpus = corpus_of(TEXTS, ["甲市", "乙市", "丙市"], [2021, 2022, 2023])
    return corpus, context_of(corpus), find_slogans(corpus)


def section(corpus, context, hits, reference=None):
    summary = slogan_summary(hits, corpus, context.by, reference=reference)
    return slogan_section(context, summary, verdict_table(hits))


def frames(section):
    return {part.name: part.frame for part in walk(section) if isinstance(part, Table | Data)}


def test_shared_own_and_inherited_are_told_apart(made):
    hits = made[2]
    with_reference = section(*made, hits[hits["text"] == "稳就业、稳企业、稳预期"])
    statuses = frames(with_reference)["slogan_profile"]["status"]
    assert statuses.value_counts().to_dict() == {"own": 3, "shared": 2, "inherited": 1}
    html = with_reference._repr_html_()
    assert "6 处口号中，有 1 处（16.7%，共 1 种）" in html
    assert "每个城市都不足三篇文本" in html
    assert "沿用（种）" in html
    assert "沿用（种）" not in section(*made)._repr_html_()


def test_every_number_opens_as_many_sentences(made):
    corpus, context, _ = made
    shown = section(*made)
    keys = evidence_of([shown], corpus, context).counts
    links = [part for part in walk(shown) if isinstance(part, Link)]
    assert {part.key for part in links} == set(keys)
    counts = [(keys[part.key], int(part.text)) for part in links if part.text.isdigit()]
    assert len(counts) > 15
    assert all(n == told for n, told in counts)


def test_the_file_of_verdicts_can_be_filled_in(made):
    shown = section(*made)
    assert "--verdicts" in shown._repr_html_()
    table = frames(shown)["slogan_verdicts"]
    assert not table["verdict"].any()
    assert table["variant"].is_unique
    assert table["n"].sum() == len(made[2])


def test_a_timeline_needs_three_years(made, corpus_of):
    assert "历年变化" in section(*made)._repr_html_()
    corpus = corpus_of(TEXTS, ["甲市", "乙市", "丙市"], [2021, 2022, 2022])
    assert "历年变化" not in section(corpus, context_of(corpus), find_slogans(corpus))._repr_html_()


def test_many_groups_have_no_column_each(corpus_of):
    corpus = corpus_of(TEXTS * 5, [f"城{i:02}市" for i in range(15)])
    shown = section(corpus, context_of(corpus), find_slogans(corpus))
    by_kind = next(part for part in walk(shown) if getattr(part, "name", "") == "slogans_by_kind")
    assert list(by_kind.body.columns) == ["kind", "n", "n_groups"]
    assert len(by_kind.frame.columns) == 16, "the data file has them all"


def test_no_slogans_at_all(corpus_of):
    corpus = corpus_of(["没有口号。", "也没有。"], ["甲市", "乙市"])
    context = context_of(corpus, "city", "en")
    html = section(corpus, context, find_slogans(corpus))._repr_html_()
    assert "No parallel slogans were found" in html
    assert "No city has three documents" not in html, "of what is not there no interval is missed"


def test_parallel_runs_without_numeric_formulas(corpus_of):
    corpus = corpus_of(TEXTS[2:], ["甲市"])
    shown = section(corpus, context_of(corpus), find_slogans(corpus))
    assert len(frames(shown)["slogans"]) == 2
    assert "slogan_formulas" in frames(shown)


def test_families_that_vary_come_first(corpus_of):
    variants = slogan_variants(find_slogans(corpus_of(TEXTS, ["甲市", "乙市", "丙市"])))
    assert varied_families(variants) == ["X点"]


def test_of_many_users_the_first_are_named(made):
    context = made[1]
    assert users(context, ["甲", "乙"]) == "甲、乙"
    assert users(context, [f"城{i}" for i in range(10)]).endswith("城7等（共 10 个）")


def test_reference_and_verdicts_reach_the_report_from_the_command_line(tmp_path, capsys):
    texts, central, out = tmp_path / "texts", tmp_path / "central", tmp_path / "out"
    for folder in (texts, central):
        folder.mkdir()
    for city in ("柳州市", "中山市"):
        texts.joinpath(f"{city}_2023.txt").write_text("\n".join(TEXTS[:2]), encoding="utf-8")
    central.joinpath("国务院_2023.txt").write_text("要着力稳就业、稳企业、稳预期。", encoding="utf-8")
    verdicts = tmp_path / "verdicts.csv"
    verdicts.write_text("verdict,kind,variant\nreject,numeric,三农\n", encoding="utf-8")
    options = [
        "--sections",
        "slogans",
        "--copies",
        "all",
        "--reference",
        central,
        "--verdicts",
        verdicts,
        "--out",
        out,
        "--quiet",
    ]
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
