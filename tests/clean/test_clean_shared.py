"""What cleaning must get right in the real texts beside the project; skipped where they are not there."""

import csv
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.clean import clean_documents, duplicate_groups

SHARED = Path(__file__).parents[3] / "shared" / "corpora"
MARKS = Path(__file__).parents[1] / "data" / "provincial_chrome.csv"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no real texts at {SHARED}")

SAME = str.maketrans("“”‘’,:;?!()", "\"\"''，：；？！（）")


def documents(texts):
    rows = [
        {"title": None, "publisher": None, "source": name, "source_line": 1, "text": text}
        for name, text in texts.items()
    ]
    return pd.DataFrame(rows, index=pd.Index(list(texts), name="doc_id"))


def read(folder):
    return documents(
        {path.name: path.read_text(encoding="utf-8") for path in sorted((SHARED / folder).glob("*.txt"))}
    )


def alike(text):
    """Return a text without spaces and with quotation marks and punctuation of one kind."""
    return re.sub(r"[ \u3000]", "", text.translate(SAME))


@pytest.fixture(scope="module")
def seeds():
    return clean_documents(read("seeds"))


def expected():
    path = SHARED / "seeds" / "expected.json"
    table = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [(name, wanted) for name, wanted in table.items() if name.endswith(".txt")]


@pytest.mark.parametrize(("name", "wanted"), expected())
def test_seeds(seeds, name, wanted):
    text = alike(seeds.documents.loc[name, "text"])
    assert {phrase: text.count(alike(phrase)) for phrase in wanted["once"]} == dict.fromkeys(
        wanted["once"], 1
    )
    assert [phrase for phrase in wanted["never"] if alike(phrase) in text] == []
    damaged = seeds.log[(seeds.log["doc_id"] == name) & (seeds.log["rule"] == "damage")]
    assert len(damaged) == seeds.documents.loc[name, "damaged"] == len(wanted.get("damaged", []))


def test_damaged_places_of_the_seeds_are_shown(seeds):
    shown = seeds.log.loc[seeds.log["rule"] == "damage", "text"].tolist()
    assert len(shown) == 2
    assert "永不服" in shown[0]
    assert "確?" in shown[1]


@pytest.fixture(scope="module")
def reports():
    raw = read("city_reports_2024")
    return raw, clean_documents(raw)


def size(texts):
    return sum(len(re.sub(r"\s", "", text)) for text in texts)


def test_clean_reports_lose_next_to_nothing(reports):
    raw, result = reports
    assert size(result.documents["text"]) >= 0.9995 * size(raw["text"])
    # All that is removed are 21 page numbers in one of them.
    assert result.log.loc[result.log["action"] == "removed", "text"].tolist() == []


def test_the_report_under_two_names_is_found(reports):
    groups = duplicate_groups(reports[1].documents)
    assert groups[["doc_id", "kind"]].to_numpy().tolist() == [
        ["台州市_2024.txt", "identical"],
        ["襄阳市_2024.txt", "identical"],
    ]


def test_page_furniture_of_provincial_reports_goes_and_the_body_stays():
    csv.field_size_limit(10**8)
    marks = pd.read_csv(MARKS)
    texts = {}
    for name in marks["file"].unique():
        with (SHARED / "provincial_reports_2026_raw" / name).open(encoding="utf-8-sig", newline="") as file:
            texts[name] = next(csv.DictReader(file))["full_text"]
    result = clean_documents(documents({f"{name}.txt": text for name, text in texts.items()}))
    removed = result.log[result.log["action"] == "removed"]
    marked = found = body = lost = 0
    for name, text in texts.items():
        spans = marks.loc[marks["file"] == name, ["first_line", "last_line"]].to_numpy()
        furniture = {line for first, last in spans for line in range(first, last + 1)} - {0}
        gone = set(removed.loc[removed["doc_id"] == f"{name}.txt", "first_line"])
        lines = dict(enumerate(text.split("\n"), 1))
        marked += len(furniture)
        found += len(furniture & gone)
        body += sum(len(line) for number, line in lines.items() if number not in furniture)
        lost += sum(len(line) for number, line in lines.items() if number in gone - furniture)
    assert marked == 191
    assert found >= 0.98 * marked
    assert lost <= 0.0005 * body
