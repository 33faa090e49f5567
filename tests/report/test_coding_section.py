"""The section on coding: shares beside their agreement, warnings, what is open, the PMC index, the page."""

import pandas as pd
import pytest

from analysis import coding_sheet, make_report, read_codebook, report, write_sheets
from analysis.errors import InputError
from analysis.report.parts import Link, Note, Table, walk

BOOK = """
title = "簿"
exclusive = false
[[code]]
name = "供给"
[[code]]
name = "建设"
parent = "供给"
terms = ["建"]
[[code]]
name = "资金"
rules = ["资金 NOT 无"]
"""

TEXTS = {
    "甲": "新建港口。拨付资金。今天天晴。修建学校。",
    "乙": "建成公园。无资金。风平浪静。百花盛开。",
    "丙": "建设车站。拨付资金。安排资金。春暖花开。",
}


@pytest.fixture
def corpus(corpus_of):
    return corpus_of(list(TEXTS.values()), [f"{name}市" for name in TEXTS])


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def coded_by(corpus, wrong=()):
    """Return codings of every sentence: of one coder by what it says, and of another with some errors."""
    sentences = corpus.sentences()
    rows = []
    for doc_id, start, text in sentences[["doc_id", "start", "text"]].itertuples(index=False, name=None):
        codes = [
            code for code, word in (("建设", "建"), ("资金", "资金")) if word in text and "无" not in text
        ]
        unit = f"{doc_id}:{start}"
        rows += [(unit, "A", code) for code in codes or [""]]
        rows += [(unit, "B", code) for code in (["资金"] if text in wrong else codes or [""])]
    return pd.DataFrame(rows, columns=["unit", "coder", "code"])


CITIES = {"甲": "兰州市", "乙": "青岛市", "丙": "遵义市"}


def section(corpus, tmp_path, book, table, by="city", lang="zh"):
    path = tmp_path / "codings.csv"
    table.to_csv(path, index=False)
    coded = report.coded_texts(corpus, path, book, by, n_resamples=20)
    return coded, report.coding_section(report.context_of(corpus, by, lang), coded, corpus)


def tables(shown):
    return {part.name: part for part in shown.parts if isinstance(part, Table)}


def notes(shown):
    return {part.key: part for part in shown.parts if isinstance(part, Note)}


def test_shares_stand_beside_their_agreement_and_open_their_sentences(corpus, tmp_path, book):
    coded, shown = section(corpus, tmp_path, book, coded_by(corpus))
    whole = tables(shown)["coding_codes"].body
    assert whole["code"].tolist() == ["供给", "供给 › 建设", "资金"]
    assert whole["share_units"].tolist() == pytest.approx([4 / 12, 4 / 12, 3 / 12])
    assert whole["alpha"].tolist() == [1, 1, 1]
    assert whole["share_corrected"].tolist() == pytest.approx([4 / 12, 4 / 12, 3 / 12])
    by_group = tables(shown)["coding_shares"].body.set_index(["group", "code"])["share_units"]
    assert by_group["甲市", "供给 › 建设"] == 0.5
    assert by_group["丙市", "资金"] == 0.5
    assert notes(shown).keys() == {"notes.coding_book"}
    places = shown.places["coding"]
    links = [part for part in walk(shown) if isinstance(part, Link)]
    for link in links:
        where = dict(link.where)
        found = places[places["code"] == where["code"]]
        if "group" in where:
            found = found[
                found["doc_id"].map(coded.units.set_index("doc_id")["group"].to_dict()) == where["group"]
            ]
        assert link.text in ("", str(len(found)))
        assert len(found)


def test_a_code_on_which_coders_differ_is_marked_and_named(corpus, tmp_path, book):
    wrong = {"新建港口。", "修建学校。", "今天天晴。", "风平浪静。", "百花盛开。", "建成公园。"}
    _, shown = section(corpus, tmp_path, book, coded_by(corpus, wrong))
    told = notes(shown)
    assert told["notes.coding_apart"].tone == "alarm"
    assert set(told["notes.coding_weak"].values["codes"]) == {"供给", "建设", "资金"}
    assert told["notes.coding_open"].values["n"] == 6
    assert tables(shown)["coding_codes"].body["code"].str.contains("α 不足").all()
    chart = next(part for part in shown.parts if part.is_chart)
    assert chart.names["code"]["资金"] == "资金（α 不足）"
    parted = tables(shown)["coding_disagreements"].body
    assert {link.text for link in parted["text"]} == wrong
    assert {link.text for link in parted["B"]} == {"资金"}
    assert (parted["decision"] == "").all()


def test_where_coders_differ_every_cell_opens_its_sentences(corpus, tmp_path, book):
    wrong = {"新建港口。", "修建学校。", "今天天晴。"}
    codings = coded_by(corpus, wrong).assign(round=1)
    again = codings[codings["coder"] == "B"].head(4).assign(code="资金", round=2)  # hidden duplicates
    _, shown = section(corpus, tmp_path, book, pd.concat([codings, again]))
    texts = corpus.documents["text"]

    def opened(link):
        found = shown.places[link.kind]
        for column, value in link.where:
            found = found[found[column] == value]
        return {texts[row.doc_id][row.start : row.end] for row in found.itertuples()}

    parted = tables(shown)["coding_disagreements"].body
    assert [opened(link) for link in parted["text"]] == [{link.text} for link in parted["text"]]
    assert "-" in parted["A"].tolist()
    for link in parted["B"]:
        assert opened(link) == {"新建港口。", "修建学校。", "今天天晴。", "拨付资金。", "安排资金。"}
    confused = tables(shown)["coding_confusion"]
    assert confused.frame[["code_one", "code_other", "n"]].to_numpy().tolist() == [
        ["-", "-", 4], ["-", "资金", 1], ["建设", "建设", 2], ["建设", "资金", 2], ["资金", "资金", 3],
    ]  # fmt: skip
    body = confused.body
    assert body["code_one"].tolist() == ["A：建设", "A：-"]
    assert [opened(link) for link in body["n_coded"]] == [{"新建港口。", "修建学校。"}, {"今天天晴。"}]
    assert [link.text for link in body["n_coded"]] == ["2", "1"]
    assert {link for link in walk(shown) if isinstance(link, Link)} >= {*body["n_coded"], *parted["text"]}


def test_one_coder_is_not_believed(corpus, tmp_path, book):
    table = coded_by(corpus)
    _, shown = section(corpus, tmp_path, book, table[table["coder"] == "A"])
    assert notes(shown)["notes.coding_alone"].tone == "alarm"
    assert "alpha" not in tables(shown)["coding_codes"].body
    assert not {"coding_agreement", "coding_disagreements"} & set(tables(shown))


def test_a_coder_of_everything_is_a_machine(corpus, tmp_path, book):
    table = coded_by(corpus)
    units = list(dict.fromkeys(table["unit"]))
    some = table[(table["coder"] == "B") | table["unit"].isin(units[:2] + units[4:7] + units[8:10])]
    coded, shown = section(corpus, tmp_path, book, some)
    assert set(coded.codings["coder"]) == {"A"}
    assert coded.machine.set_index(["code", "coefficient"])["value"]["资金", "krippendorff_alpha"] == 1
    assert coded.units["weight"].tolist() == pytest.approx([2] * 2 + [4 / 3] * 3 + [2] * 2)
    whole = tables(shown)["coding_codes"].body.set_index("code")
    assert whole.loc["资金", "share_corrected"] == pytest.approx(3 / 12)


def test_units_that_are_not_in_the_texts_are_left_out_and_counted(corpus, corpus_of, tmp_path, book):
    # The last sentence of a text has changed, and so has its place.
    changed = [text.replace("拨付", "拨出了") for text in TEXTS.values()]
    other = corpus_of(changed, [f"{one}市" for one in TEXTS], [2024] * 3)
    sheet = coding_sheet(corpus, read_codebook(book), 100, repeated=0)
    folder = tmp_path / "coding"
    write_sheets(folder, sheet, read_codebook(book), ["A"])
    (folder / "A.xlsx").unlink()
    numbers = sheet["number"]
    (folder / "A.csv").write_text(
        "number,codes,note\n" + "".join(f"{number},-,\n" for number in numbers), encoding="utf-8"
    )
    coded = report.coded_texts(other, folder, book, n_resamples=0)
    assert coded.n_lost == 2 + 2 + 1 + 1  # after it in two texts, and itself
    shown = report.coding_section(report.context_of(other, "city", "en"), coded, other)
    assert notes(shown)["notes.coding_lost"].values["n"] == coded.n_lost
    assert coded.corrected is None, "half of the units were never in the sample"
    assert "notes.coding_moved" in notes(shown)


def test_a_sample_drawn_by_city_tells_years_apart(corpus_of, tmp_path, book):
    corpus = corpus_of(list(TEXTS.values()), [f"{one}市" for one in TEXTS], [2023, 2024, 2024])
    coded, _ = section(corpus, tmp_path, book, coded_by(corpus), "year")
    shares = coded.shares.set_index(["group", "code"])["share"]
    assert shares["2023", "资金"] == pytest.approx(1 / 4)
    assert shares["2024", "资金"] == pytest.approx(2 / 8)
    folder = tmp_path / "coding"
    write_sheets(folder, coding_sheet(corpus, read_codebook(book), 9, repeated=0), read_codebook(book), ["A"])
    (folder / "A.xlsx").unlink()
    sheet = pd.read_csv(folder / "sheet.csv", encoding="utf-8-sig")
    codes = ["资金" if "资金" in text else "-" for text in sheet["text"]]
    lines = [f"{number},{code},\n" for number, code in zip(sheet["number"], codes, strict=True)]
    (folder / "A.csv").write_text("number,codes,note\n" + "".join(lines), encoding="utf-8")
    by_year = report.coded_texts(corpus, folder, book, "year", n_resamples=0)
    assert set(by_year.shares["group"]) == {"all", "2023", "2024"}
    assert set(by_year.units["group"]) == {"2023", "2024"}
    sheet["has"] = sheet["text"].str.contains("资金")
    mine = sheet[sheet["year"] == 2024]
    share = by_year.shares.set_index(["group", "code"])["share"]["2024", "资金"]
    assert share == pytest.approx((mine["weight"] * mine["has"]).sum() / mine["weight"].sum())


def test_the_seed_reaches_the_intervals(corpus, tmp_path, book):
    table = coded_by(corpus, {"新建港口。"})
    path = tmp_path / "codings.csv"
    table.to_csv(path, index=False)
    made = [report.coded_texts(corpus, path, book, seed=seed, n_resamples=20).measured for seed in (1, 1, 2)]
    pd.testing.assert_frame_equal(made[0], made[1])
    assert not made[0].equals(made[2])


def test_what_cannot_be_used_is_named(corpus, tmp_path, book):
    with pytest.raises(InputError, match="no such folder; check the path"):
        report.coded_texts(corpus, tmp_path / "codings.csv")
    (tmp_path / "codings.csv").write_text("unit,coder,code\n", encoding="utf-8")
    with pytest.raises(InputError, match="which codebook"):
        report.coded_texts(corpus, tmp_path / "codings.csv")
    with pytest.raises(InputError, match="no column 'coder'"):
        section(corpus, tmp_path, book, pd.DataFrame({"unit": ["a"], "code": ["x"]}))
    with pytest.raises(InputError, match=r"'A' gave '.*' the code '水', which is not in the codebook"):
        section(corpus, tmp_path, book, coded_by(corpus).replace({"code": {"资金": "水"}}))
    with pytest.raises(InputError, match="nothing that was coded is in the texts"):
        section(corpus, tmp_path, book, pd.DataFrame({"unit": ["z:0"], "coder": ["A"], "code": ["资金"]}))


MAINS = "".join(f'[[code]]\nname = "V{at}"\n[[code]]\nname = "v{at}"\nparent = "V{at}"\n' for at in range(9))


def test_the_grades_of_the_codebook_are_those_of_the_report(corpus, tmp_path):
    book = tmp_path / "pmc.toml"
    grades = '[grades]\n"好" = 6\n"一般" = 0\n'
    book.write_text(f'unit = "document"\nexclusive = false\n{grades}{MAINS}', encoding="utf-8")
    rows = [
        (f"{doc_id}:0", "A", f"v{one}")
        for at, doc_id in enumerate(corpus.documents.index)
        for one in range(3 * at + 1)
    ]
    _, shown = section(
        corpus, tmp_path, book, pd.DataFrame(rows, columns=["unit", "coder", "code"]), lang="en"
    )
    table = tables(shown)["pmc"].body
    assert dict(zip(table["PMC"], table["grade"], strict=True)) == {1: "一般", 4: "一般", 7: "好"}


@pytest.mark.parametrize("agreed", [True, False])
def test_the_pmc_index_is_drawn_only_where_coders_agree(corpus, tmp_path, agreed):
    book = tmp_path / "pmc.toml"
    book.write_text(f'unit = "document"\nexclusive = false\n{MAINS}', encoding="utf-8")
    rows = []
    for at, doc_id in enumerate(corpus.documents.index):
        for coder in "AB":
            n = 3 * at if agreed or coder == "A" else 6 - 3 * at
            rows += [(f"{doc_id}:0", coder, f"v{one}") for one in range(n)] or [(f"{doc_id}:0", coder, "")]
    _, shown = section(
        corpus, tmp_path, book, pd.DataFrame(rows, columns=["unit", "coder", "code"]), lang="en"
    )
    table = tables(shown)["pmc"].body
    assert set(table["PMC"]) == {0, 3, 6}
    assert set(table["grade"]) == {"low", "excellent"}
    drawn = [part for part in shown.parts if part.is_chart and part.name == "pmc"]
    assert len(drawn) == agreed
    assert ("notes.pmc_not_drawn" in notes(shown)) == (not agreed)
    if agreed:
        cells = drawn[0].frame.set_index(["group", "variable"])["value"]
        assert cells["乙市", "V2"] == 1
        assert cells["乙市", "V3"] == 0


def test_the_report_has_the_section_in_both_languages(tmp_path, book):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{CITIES[name]}_2024.txt").write_text(text, encoding="utf-8")
    from analysis import read_corpus

    coded_by(read_corpus(folder).corpus).to_csv(tmp_path / "codings.csv", index=False)
    for lang, said in (("zh", "编码员的一致程度"), ("en", "How far coders agree")):
        page = make_report(
            folder, tmp_path / lang, lang=lang, sections=("corpus",), quiet=True, no_cache=True,
            codings=tmp_path / "codings.csv", codebook=book,
        )  # fmt: skip
        text = page.read_text(encoding="utf-8")
        assert said in text
        assert 'id="coding"' in text
        table = pd.read_csv(page.parent / "tables" / "coding_codes.csv")
        assert table["n_units"].unique().tolist() == [12]
    with pytest.raises(InputError, match="which codebook"):
        make_report(folder, tmp_path / "no", quiet=True, codings=tmp_path / "codings.csv")
