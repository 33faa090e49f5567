"""The demonstration corpus keeps its promises: marked as written, and with the slogans and dirt it names."""

import re
from pathlib import Path

import docx
import pandas as pd
import pytest

from analysis import clean_documents, find_slogans, read_folder, segment
from analysis.clean import Cleaning

SAMPLE = Path(__file__).parents[1] / "analysis" / "data" / "sample"
DATA = Path(__file__).parent / "data"
HAN = re.compile(r"[㐀-䶿一-鿿]")


def read_csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


MANIFEST = read_csv(SAMPLE / "documents.csv")
SLOGANS = read_csv(DATA / "sample_slogans.csv")
ORIGINALS = sorted((DATA / "sample_clean").iterdir())


def clean_text(file: str) -> str:
    """The text of a sample file without its damage."""
    original = DATA / "sample_clean" / f"{Path(file).stem}.txt"
    return (original if original.exists() else SAMPLE / file).read_text(encoding="utf-8")


def test_every_file_stands_in_the_manifest_and_is_marked_as_written_for_demonstration() -> None:
    files = {path.name for path in SAMPLE.iterdir()} - {"documents.csv", "README.md"}
    assert set(MANIFEST["file"]) == files
    assert len(files) == 24
    assert set(MANIFEST["note"]) == {
        "为演示而写，非真实文件 · Written for demonstration; not a real document"
    }


def test_about_half_of_the_cities_and_dates_are_left_to_be_inferred() -> None:
    assert 8 <= (MANIFEST["city"] == "").sum() <= 18
    assert 8 <= (MANIFEST["date"] == "").sum() <= 16


@pytest.mark.parametrize("file", MANIFEST["file"])
def test_each_text_has_between_700_and_1500_han_characters(file: str) -> None:
    assert 700 <= len(HAN.findall(clean_text(file))) <= 1500


@pytest.mark.parametrize("file", MANIFEST["file"])
def test_each_planted_phrase_stands_as_often_as_it_is_listed(file: str) -> None:
    text = clean_text(file)
    listed = SLOGANS.loc[(SLOGANS["file"] == file) & (SLOGANS["text"] != ""), "text"].value_counts()
    assert {phrase: text.count(phrase) for phrase in listed.index} == listed.to_dict()


def test_the_limbs_of_a_run_stand_in_its_text_in_order() -> None:
    runs = SLOGANS[(SLOGANS["layer"] == "parallel") & (SLOGANS["text"] != "")]
    for run in runs.itertuples():
        limbs = str(run.limbs).split("|")
        assert len(limbs) >= 3
        assert re.search(".*?".join(map(re.escape, limbs)), str(run.text)), run.text


def test_the_dirty_files_are_dirty() -> None:
    def raw(file: str) -> str:
        return (SAMPLE / file).read_text(encoding="utf-8")

    assert raw("yichang_jiangbian.txt").count("傍晚,江风把茶香吹得很远") == 2
    assert "當(dāng)前" in raw("lz_huanghe_2022.txt")
    assert raw("泉州市_2023.txt").startswith("政 府 工 作 报 告\n")
    assert (SAMPLE / "无锡市_2021.txt").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "泉州市2021年" in (SAMPLE / "泉州市_2021.txt").read_bytes().decode("gb18030")
    assert "当前位置：" in raw("海湾治理专题.html")
    lines = [paragraph.text for paragraph in docx.Document(str(SAMPLE / "wuxi_2022_zhengce.docx")).paragraphs]
    assert [line[0] for line in lines if re.match(r"\d、", line)] == ["1", "2", "3", "4", "5"]
    assert sum(not re.search("[。：]$", line) for line in lines) > len(lines) / 2


@pytest.fixture(scope="module")
def cleaned() -> Cleaning:
    return clean_documents(read_folder(SAMPLE).documents)


@pytest.fixture(scope="module")
def hits(cleaned) -> pd.DataFrame:
    """The slogans found in the sample, each with the name of its file."""
    found = find_slogans(segment(cleaned.documents, cleaned.paragraphs))
    return found.assign(file=[Path(source).name for source in found["source"]])


def test_the_dirty_files_have_eleven_originals() -> None:
    assert len(ORIGINALS) == 11


@pytest.mark.parametrize("original", ORIGINALS, ids=lambda path: path.stem)
def test_cleaning_gives_the_original_back_and_loses_no_paragraph(cleaned, original: Path) -> None:
    [doc_id] = [at for at, file in cleaned.documents["source"].items() if Path(file).stem == original.stem]
    assert cleaned.documents.loc[doc_id, "text"].split() == original.read_text(encoding="utf-8").split()
    assert (cleaned.paragraphs["doc_id"] == doc_id).sum() >= 5


@pytest.mark.parametrize(("layer", "found", "of"), [("parallel", 147, 158), ("numeric", 26, 27)])
def test_the_finder_hits_the_planted_phrases_exactly(hits, layer: str, found: int, of: int) -> None:
    """Floors, not aims: the numbers of the finder as it is."""
    planted = SLOGANS[(SLOGANS["layer"] == layer) & (SLOGANS["text"] != "")]
    assert len(planted) == of
    pairs = set(zip(hits["file"], hits["text"], strict=True))
    assert sum(pair in pairs for pair in zip(planted["file"], planted["text"], strict=True)) >= found


def test_the_limbs_of_a_planted_run_are_found_with_it(hits) -> None:
    planted = SLOGANS[SLOGANS["layer"] == "parallel"].merge(hits, on=["file", "text"])
    n_limbs = planted["limbs"].str.split("|").str.len()
    assert (n_limbs == planted["n_limbs"]).mean() > 0.97


def test_lists_that_are_no_slogans_are_passed_over(hits) -> None:
    lists = SLOGANS[SLOGANS["layer"] == "not"]
    pairs = set(zip(hits["file"], hits["text"], strict=True))
    assert sum(pair in pairs for pair in zip(lists["file"], lists["text"], strict=True)) <= 2
    known = set(zip(SLOGANS["file"], SLOGANS["text"], strict=True))
    assert sum(pair not in known for pair in pairs) <= 17


def test_points_that_are_scattered_over_a_sentence_are_not_lost_to_a_doubtful_run(hits) -> None:
    points = hits[hits["family"] == "X点"].set_index("file")["form"]
    assert points["yichang_jiangbian.txt"] == points["qz_haisi.txt"] == "loose"
