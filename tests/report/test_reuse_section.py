"""The section on who copies whom, and the command that makes a page of it."""

import re

import pandas as pd
import pytest

from analysis import read_texts, segment
from analysis.cli import main
from analysis.report import context_of, reuse_section, reused_texts
from analysis.report.charts.reuse import cited_grid, reuse_matrix
from analysis.report.parts import Data, Link, Table, walk

PLAN = "全面推进港城更新行动，三年改造老旧码头四十二处，新建滨海步道一百二十公里，让老街坊推窗见海。"
OWN = {
    "a": "渔船换新机，鱼市搬新家。", "b": "茶山修新路，茶农开网店。", "c": "矿坑变公园，矿工学新艺。",
}  # fmt: skip
CITES = pd.DataFrame(
    [("东市", "甲", 2), ("东市", "乙", 1), ("东市", "丙", 1), ("西市", "甲", 1), ("西市", "乙", 1),
     ("西市", "丙", 1), ("南市", "丁", 5)], columns=["group", "cited", "n"],
).assign(n_documents=1)  # fmt: skip
CITED = "落实《国务院关于促进渔业发展的意见》（国发〔2013〕11号）。"


@pytest.fixture(scope="module")
def corpus():
    texts = {
        "a": OWN["a"] + PLAN + CITED, "c": OWN["c"],
        "b": OWN["b"] + PLAN.replace("港城", "山城") + "按照国发〔2013〕11号办理。",
    }  # fmt: skip
    years = [2020, 2022, 2021]
    return segment(
        read_texts(texts, city=["东市", "南市", "西市"], province=["海省", None, "海省"], year=years)
    )


@pytest.fixture(scope="module", params=["zh", "en"])
def section(request, corpus):
    context = context_of(corpus, "city", request.param)
    reference = segment(read_texts({"r": OWN["c"]}, year=[2019]))
    return reuse_section(context, reused_texts(corpus, reference, terms=["茶农"], min_length=10), corpus)


def tables(section):
    return {part.name: part for part in walk(section) if isinstance(part, Table)}


def test_tables_show_what_was_put_there(section):
    shown = tables(section)
    shares = shown["reuse_shares"].body.set_index("group")
    assert shares.loc["南市", "share_inherited"] == 1
    assert shares["n_documents"].tolist() == [1, 1, 1]
    assert shares.loc["东市", "share_same_province"] > 0.5
    passages = shown["reuse_passages"].body
    assert passages["group"].tolist() == ["东市", "南市"]
    assert passages["other"].tolist() == ["西市", "r"]
    assert "〔港〕城" in passages["text"][0]
    assert "〔山〕城" in passages["text_other"][0]
    cited = shown["cited_texts"].body.iloc[0]
    assert (cited["cited"].text, cited["n_groups"], cited["n"]) == ("国务院关于促进渔业发展的意见", 2, 2)
    sources = shown["reuse_sources"].body
    assert sources.values.tolist()[0][:2] in (["南市", "r"], ["西市", "东市"])
    assert shown["adoption"].frame["n_adopters"].tolist() == [1]


@pytest.mark.parametrize(("provinces", "kinds"), [([None, None], None), (["海省", "山省"], ["elsewhere"])])
def test_what_is_not_known_of_the_texts_has_no_column(provinces, kinds):
    """Without dates no text is earlier, without reference none inherited, without places none elsewhere."""
    texts = {"a": OWN["a"] + OWN["c"] + PLAN, "b": OWN["b"] + CITED + PLAN}
    corpus = segment(read_texts(texts, city=["东市", "西市"], province=provinces))
    section = reuse_section(context_of(corpus, "city", "zh"), reused_texts(corpus, min_length=10), corpus)
    shown = tables(section)
    assert "reuse_sources" not in shown
    assert "share_inherited" not in shown["reuse_shares"].body
    assert ("share_same_province" in shown["reuse_shares"].body) is (kinds is not None)
    passages = shown["reuse_passages"].body
    assert (passages["kind"].tolist() if "kind" in passages else None) == kinds


def test_each_passage_and_citation_opens_its_sentences(section, corpus):
    from analysis.report.render import evidence_of

    links = [part for part in walk(section) if isinstance(part, Link)]
    counts = evidence_of([section], corpus, section.context).counts
    assert {link.kind for link in links} == {"reuse", "cited", "shared"}
    assert all(link.key in counts for link in links)
    first = next(link for link in links if link.kind == "reuse")
    assert counts[first.key] == 2, "both texts of the passage"


def test_shares_are_a_chart_of_the_kind_chosen_whose_dots_open_what_was_counted(section):
    """Nothing is common stock or a near copy; 南市 alone is inherited, 东市 and 西市 share within 海省."""
    chart = next(
        part for part in walk(section) if getattr(part, "name", "") == "reuse_shares" and part.is_chart
    )
    shares = chart.frame.set_index(["kind", "group"])["share"]
    assert list(dict.fromkeys(chart.frame["kind"])) == ["same province", "inherited", "own"]
    assert shares["inherited", "南市"] == 1
    assert shares["inherited", "东市"] == 0
    assert shares["same province"].index.tolist() == ["东市", "西市"], "南市 has no neighbour"
    assert {one.key for one in chart.inner} == {
        "shared:kind=inherited|group=南市",
        "shared:kind=same province|group=东市",
        "shared:kind=same province|group=西市",
    }
    assert section.places["shared"]["kind"].tolist() == ["same province", "inherited", "same province"]


def test_what_is_usual_is_said_of_five_groups():
    """Of 丁市 all stands in the reference; of 甲市 and 乙市 42 letters in the other, 10 nowhere else."""
    own = [
        "渔船换新机，鱼市搬新家。",
        "茶山修新路，茶农开网店。",
        "矿坑变公园，矿工学新艺。",
        "",
        "桥头建新市，老店挂新匾。",
    ]
    texts = [PLAN + own[0], PLAN + own[1], own[2], CITED, own[4]]
    cities = [f"{name}市" for name in "甲乙丙丁戊"]
    corpus = segment(read_texts(texts, city=cities))
    reference = segment(read_texts([CITED]))
    for lang, median, same in (
        ("zh", "中位数为 19.2%", "丁市的文字有三分之一以上"),
        ("en", "is 19.2%;", "the text of 丁市"),
    ):
        context = context_of(corpus, "city", lang)
        said = reuse_section(context, reused_texts(corpus, reference, min_length=10), corpus).parts[0]
        assert median in said.values["text"]
        assert same in said.values["text"]
    few = segment(read_texts(texts[:4], city=cities[:4]))
    first = reuse_section(context_of(few), reused_texts(few, reference, min_length=10), few).parts[0]
    assert "text" not in getattr(first, "values", {})


def test_texts_cited_by_several_groups_are_a_grid_of_which_each_cell_opens_its_references(section):
    """Three texts are cited in 东市 and 西市, the first twice in 东市; 南市 cites none of them."""
    assert cited_grid(section.context, CITES[CITES["cited"] != "丙"]) is None
    grid = cited_grid(section.context, CITES)
    cells = grid.frame.set_index(["group", "cited"])["n"].unstack()
    assert cells.columns.tolist() == ["丙", "乙", "甲"]
    assert cells.loc["东市"].tolist() == [1, 1, 2]
    assert cells.loc["西市"].tolist() == [1, 1, 1]
    assert "南市" not in cells.index
    assert grid.frame["cited"].iloc[0] == "甲", "the one cited most comes first"
    assert {link.key for link in grid.inner} == {
        f"cited:cited={cited}|group={group}" for group in ("东市", "西市") for cited in "甲乙丙"
    }


def test_html_in_both_languages(section):
    html = section._repr_html_()
    assert ("谁在沿用谁" if section.context.lang == "zh" else "Who copies whom") in html


def test_all_tables_have_their_data(section):
    names = {part.name for part in walk(section) if isinstance(part, Data)}
    assert names == {"citations", "adoption_curves"}


def test_command(tmp_path, capsys):
    for name, text in {"东市": PLAN, "西市": PLAN}.items():
        (tmp_path / "texts").mkdir(exist_ok=True)
        body = f"{OWN['a' if name == '东市' else 'b']}{text}{CITED}"
        (tmp_path / "texts" / f"{name}.txt").write_text(body, encoding="utf-8")
    (tmp_path / "texts" / "documents.csv").write_text(
        "file,city,year\n东市.txt,青岛市,2021\n西市.txt,兰州市,2022\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    args = ["reuse", str(tmp_path / "texts"), "--out", str(out), "--lang", "en", "--terms", "步道", "--quiet"]
    assert main(args) == 0
    first = (out / "reuse.html").read_bytes()
    assert b"Who copies whom" in first
    linked = re.findall(r'href="([^#"][^"]*)"', first.decode("utf-8"))
    assert [name for name in linked if not (out / name).is_file()] == []
    found = pd.read_csv(out / "tables" / "reuse.csv")
    assert len(found) == 2
    assert (out / "tables" / "adoption.csv").is_file()
    assert main(args) == 0
    assert (out / "reuse.html").read_bytes() == first, "same input, same bytes"
    assert main(["reuse", str(tmp_path / "texts"), "--reference", str(tmp_path / "none")]) == 2
    assert "no such folder; check the path of --reference" in capsys.readouterr().err


def test_command_takes_tables_as_they_are_laid_out(tmp_path):
    rows = ["地市;说明", f"青岛市;{OWN['a']}{PLAN}", f"兰州市;{OWN['b']}{PLAN}"]
    (tmp_path / "a.csv").write_text("\n".join(rows), encoding="utf-8")
    args = ["reuse", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"]
    assert main([*args, "--text-column", "说明", "--delimiter", "semicolon"]) == 0
    assert len(pd.read_csv(tmp_path / "out" / "tables" / "reuse.csv")) == 2


def test_only_cities_are_ordered_by_province(corpus):
    read = {}
    for by in ("city", "year"):
        pairs = reused_texts(corpus, None, by, min_length=10).pairs
        read[by] = reuse_matrix(context_of(corpus, by), pairs).read.values["ordered"]
    assert read == {"city": "；按省份排列", "year": ""}


def test_a_folder_of_no_known_city_is_compared_by_file(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in OWN.items():
        (folder / f"{name}.txt").write_text(text + PLAN, encoding="utf-8")
    assert main(["reuse", str(folder), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert "改按文件比较" in (tmp_path / "out" / "reuse.html").read_text(encoding="utf-8")
