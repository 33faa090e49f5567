"""The whole way: a folder of texts in, one self-contained page out."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis.errors import InputError, KoujingError
from analysis.report import SAMPLE, make_report


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def attributes(self, tag: str, name: str) -> list[str]:
        return [attrs[name] for seen, attrs in self.seen if seen == tag and name in attrs]


@pytest.fixture(scope="session")
def page(sample_report) -> Path:
    return sample_report


@pytest.fixture(scope="session")
def tags(page) -> Tags:
    return Tags(page.read_text(encoding="utf-8"))


def test_nothing_is_requested(page, tags):
    sources = [
        value
        for tag, attrs in tags.seen
        for name, value in attrs.items()
        if name in ("src", "srcset", "data")
    ]
    assert sources == [], "charts are drawn from the data of the page"
    assert tags.attributes("link", "href") == []
    hrefs = [href for href in tags.attributes("a", "href") if not href.startswith("#")]
    assert len(hrefs) > 10
    assert all((page.parent / href).is_file() for href in hrefs), "files beside the page"
    assert {"compare_cities.xlsx", "tables/keywords.csv"} <= set(hrefs)
    style = re.search(r"<style>(.*?)</style>", page.read_text(encoding="utf-8"), re.S).group(1)
    assert "url(" not in style
    assert "@import" not in style


def test_contents_lead_to_the_sections(tags):
    anchors = [href[1:] for href in tags.attributes("a", "href") if href.startswith("#")]
    ids = [value for _, attrs in tags.seen if (value := attrs.get("id"))]
    assert {"findings", "corpus", "keywords", "topics", "slogans", "similarity", "method"} <= set(anchors)
    assert set(anchors) <= set(ids)
    assert len(ids) == len(set(ids))


def test_no_code_and_no_prompt(page):
    html = page.read_text(encoding="utf-8")
    assert "read_folder(" not in html
    assert "Out[" not in html
    assert "Traceback" not in html


def test_headings_are_in_order(tags):
    levels = [int(tag[1]) for tag, _ in tags.seen if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_demonstration_says_so(page):
    assert "为演示而写" in page.read_text(encoding="utf-8")


def chart_keys(html):
    """The keys that the marks of all charts open."""
    keys = set()
    for text in re.findall(r'class="chart-data">(.*?)</script>', html, re.S):
        chart = json.loads(text)
        if not chart["opens"]:
            continue
        columns = {
            name: [values["words"][at] for at in values["at"]] if isinstance(values, dict) else values
            for name, values in chart["columns"].items()
        }
        n_rows = len(next(iter(columns.values())))
        counts = columns[chart["encoding"]["n"]] if "n" in chart["encoding"] else [1] * n_rows
        chosen = columns.get(chart["encoding"].get("choose"), [None] * n_rows)
        for row in (row for row in range(n_rows) if counts[row]):
            kind, where = chart["also"].get(chosen[row]) or chart["opens"]
            keys.add(f"{kind}:" + "|".join(f"{name}={columns[column][row]}" for name, column in where))
    return keys


def test_every_link_leads_to_sentences(page, tags, unpacked):
    html = page.read_text(encoding="utf-8")
    stored = unpacked(html)
    keys = set(tags.attributes("button", "data-key")) | chart_keys(html)
    assert len(keys) > 50
    assert stored.data["all"]
    said: dict[tuple[int, ...], str] = {}
    for key in keys:
        places = stored.places(key)
        assert places, key
        for place in set(places) - set(said):
            said[place] = stored.said(*place)
        texts = [said[place] for place in places]
        assert all(text.strip("\n") == text != "" for text in texts)
        assert not key.startswith("terms:") or not any("\n" in text for text in texts), key


def test_every_number_on_the_page_opens_as_many_places(page, unpacked):
    html = page.read_text(encoding="utf-8")
    stored = unpacked(html)
    button = r'data-key="([^"]+)"[^>]*>([^<]*)</button>(?:&nbsp;([\d,]+))?'
    found = [(key, n or text) for key, text, n in re.findall(button, html)]
    numbers = {(key, int(n.replace(",", ""))) for key, n in found if re.fullmatch(r"[\d,]+", n)}
    assert len(numbers) > 100
    assert {(key, n): len(stored.places(key)) for key, n in numbers} == {(key, n): n for key, n in numbers}


def test_counts_of_keywords_are_those_of_their_sentences(page, unpacked):
    stored = unpacked(page.read_text(encoding="utf-8"))
    keywords = pd.read_csv(page.parent / "tables" / "keywords.csv", encoding="utf-8-sig")
    first = keywords.groupby("group").head(10)
    assert len(first) >= 60
    keys = first.apply(lambda row: f"terms:term={row.term}|group={row.group}", axis=1)
    assert [len(stored.places(key)) for key in keys] == first["n"].tolist()


def test_files_beside_the_page(page):
    names = sorted(
        path.relative_to(page.parent).as_posix() for path in page.parent.rglob("*") if path.is_file()
    )
    assert {
        "compare_cities.html",
        "tables/keywords.csv",
        "tables/slogans.csv",
        "compare_cities.xlsx",
        "compare_cities.ipynb",
    } <= set(names)
    assert not [name for name in names if ".koujing-" in name]
    for table in page.parent.glob("tables/*.csv"):
        assert table.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_notebook_beside_the_page_can_be_run_again(page):
    notebook = nbformat.read(page.with_suffix(".ipynb"), as_version=4)
    given = next(cell for cell in notebook.cells if cell.id == "given").source
    assert f"folder = {str(SAMPLE)!r}" in given
    assert "out =" not in given
    assert "seed = 3" in given
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert len(outputs) == 10, "the head, and each of nine sections"
    assert not [output for output in outputs if output.output_type in ("error", "stream")]


def test_each_city_has_a_page_of_its_own(page, tags):
    pages = [attrs["data-group"] for tag, attrs in tags.seen if tag == "details" and "data-group" in attrs]
    assert pages == ["无锡市", "泉州市", "青岛市", "宜昌市", "遵义市", "兰州市"], "as yearbooks list them"
    typical = pd.read_csv(page.parent / "tables" / "typical_sentences.csv", encoding="utf-8-sig")
    assert typical.groupby("group").size().eq(3).all()


def test_findings_lead_to_what_they_rest_on(tags):
    links = [attrs["href"][1:] for tag, attrs in tags.seen if tag == "a" and attrs.get("class") == "basis"]
    sections = {attrs["id"] for tag, attrs in tags.seen if tag == "h2" and "id" in attrs}
    assert 3 <= len(links) <= 12
    assert {"keywords", "slogans"} <= set(links) <= sections


def test_same_input_same_bytes_with_an_empty_cache_with_a_full_one_and_without_one(
    page, report_cache, tmp_path
):
    for place, cache in (("full", report_cache), ("none", None)):
        again = make_report(SAMPLE, tmp_path / place, seed=3, cache=cache)
        for path in sorted(page.parent.rglob("*")):
            if path.is_file():
                same = again.parent / path.relative_to(page.parent)
                assert same.read_bytes() == path.read_bytes(), (place, path.name)


def test_english_with_a_date_and_labels_for_topics(tmp_path, report_cache):
    labels = tmp_path / "labels.toml"
    entries = ('label = "The first"\nnumber = 1', 'label = "Of nothing"\nterms = ["琥珀梧桐"]')
    labels.write_text("".join(f"[[topic]]\n{entry}\n" for entry in entries), encoding="utf-8")
    given = {"seed": 3, "cache": report_cache, "date": "2026-01-31", "topic_labels": labels}
    html = make_report(SAMPLE, tmp_path, lang="en", **given).read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert '<time datetime="2026-01-31">Report dated 31 January 2026</time>' in html
    assert "1 The first" in html
    assert "match no topic and are not used: Of nothing." in html
    body = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    for words in (
        "What was compared",
        "Policy texts compared",
        "Findings",
        "Profiles",
        "How to cite",
    ):
        assert words in body
    for words in ("关键词", "本报告", "比较对象", "每万"):
        assert words not in body


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"date": "31.1.2026"}, "'31.1.2026' is not a date in the form YYYY-MM-DD"),
        ({"topic_engine": "lda"}, "must be one of 'gensim', 'tomotopy'; not 'lda'"),
        ({"topic_labels": "no.toml"}, "no.toml: no such file"),
        ({"sections": []}, "name at least one of corpus"),
    ],
)
def test_bad_parameters_are_told_before_anything_is_computed(tmp_path, given, fault):
    with pytest.raises(KoujingError, match=fault):
        make_report(SAMPLE, tmp_path / "out", **given)
    assert not list(tmp_path.iterdir())


def test_a_page_has_no_date_of_its_own(page):
    assert "<time" not in page.read_text(encoding="utf-8")


def test_one_city_with_one_short_text(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    folder.joinpath("柳州市_2023.txt").write_text("打通堵点，破解难点，消除痛点。" * 3, encoding="utf-8")
    html = make_report(folder, tmp_path / "out").read_text(encoding="utf-8")
    assert "只有一个城市" in html
    assert "未能拟合主题" in html


def test_hostile_texts_stay_text(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    script, formula = "</script><script>alert(1)</script>", '=HYPERLINK("http://x")堵点、难点、痛点。'
    bad = f"{script}\n{formula}\n<img src=x onerror=alert(1)>发展\n"
    for city in ("柳州市", "中山市"):
        folder.joinpath(f"{city}_<b>_2023.txt").write_text(bad * 40 + "改革" * 200, encoding="utf-8")
    page = make_report(folder, tmp_path / "out", n_topics=2)
    tags = Tags(page.read_text(encoding="utf-8"))
    assert not [attrs for _, attrs in tags.seen if any(name.startswith("on") for name in attrs)]
    assert not [attrs for tag, attrs in tags.seen if tag == "img" and not attrs["src"].startswith("data:")]
    scripts = [attrs for tag, attrs in tags.seen if tag == "script"]
    ours = [attrs.get("id") or attrs.get("class") for attrs in scripts]
    assert {*ours[:-4]} == {"chart-data"}
    assert ours[-4:] == ["packed-sentences", "chart-words", "words", None]


def test_no_city_at_all(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    folder.joinpath("a.txt").write_text("改革开放，推动发展。", encoding="utf-8")
    with pytest.raises(
        InputError, match=r"value in `district`.*documents\.csv.*another column: source \(1\)"
    ):
        make_report(folder, tmp_path / "out", by="district")
    assert not list((tmp_path / "out").rglob("*"))
