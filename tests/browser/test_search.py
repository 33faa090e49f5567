"""The search box over all sentences, and the sentences behind every number, as a reader works them."""

import re

import pytest

from analysis.corpus import Corpus
from analysis.lexicon import occurrences, read_query
from analysis.prepare import read_corpus
from analysis.report import SAMPLE


@pytest.fixture(scope="session")
def address(sample_report) -> str:
    return sample_report.as_uri()


@pytest.fixture(scope="session")
def corpus(report_cache) -> Corpus:
    from analysis.cache import kept_in

    with kept_in(report_cache):
        return read_corpus(SAMPLE, "one").corpus


def asked(tab, query: str, other: str = "") -> int:
    """Search, and return the total."""
    tab.fill("#q-other", other)
    tab.fill("#q", query)
    tab.wait_for_function("asked => document.getElementById('q-said').dataset.asked === asked", arg=query)
    return int(tab.locator("#q-total").inner_text().replace(",", ""))


def sentences(corpus: Corpus) -> list[str]:
    return corpus.sentences()["text"].tolist()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("港口", lambda all_: sum(one.count("港口") for one in all_)),
        ("環境", lambda all_: sum(one.count("环境") for one in all_)),
        ("港口|创新", lambda all_: sum(one.count("港口") + one.count("创新") for one in all_)),
        ("港口 或 港口", lambda all_: sum(one.count("港口") for one in all_)),
        ("发展 港口", lambda all_: sum("发展" in one and "港口" in one for one in all_)),
        ("港口 AND 航", lambda all_: sum("航" in one and "港口" in one for one in all_)),
        ('"港口 航"', lambda all_: 0),
        ("，", lambda all_: sum(one.count("，") for one in all_)),
        ("/[一二三]个/", lambda all_: sum(len(re.findall("[一二三]个", one)) for one in all_)),
        ("/^[^，]+$/", lambda all_: sum("，" not in one for one in all_)),
    ],
)
def test_totals_are_those_of_the_corpus(standing, corpus, query, expected):
    assert asked(standing.tab, query) == expected(sentences(corpus))


@pytest.mark.parametrize(
    "query",
    [
        "发展 NOT 经济",
        "发展 NOT 经济 港口 | 航",
        "(发展 | 建设) NOT (港口 | 经济)",
        "（发展 ｜ 建设） 產業",
        "发展 ~3 (经济 | 产业)",
        "(港口 | 航) NEAR/19 (建设 | 货 | 线)",
        "企业 ~19 办 | 港口 ~9 航 ~60 线",
        "(港口 or 航) near/19 (建设 or 货 or 线) Not 经济",
        "（一）",
        '发展 非 "经济"',
        "发展 发展",
    ],
)
def test_a_query_finds_on_the_page_what_a_rule_finds(standing, corpus, query):
    n = sum(len(read_query(query).places(occurrences(one))) for one in sentences(corpus))
    assert asked(standing.tab, query) == n
    assert n > 0


@pytest.mark.parametrize("query", ["港口 NEAR/8", "港口 |", "NOT", "(港口 |", "港口)", "港口 NOT", '"港口 |'])
def test_a_query_that_is_not_finished_is_no_fault(standing, query):
    assert asked(standing.tab, query) >= 0


def test_a_word_is_a_token(standing, corpus):
    tab = standing.tab
    n = int((corpus.tokens()["token"] == "发展").sum())
    assert 0 < n < sum(one.count("发展") for one in sentences(corpus))
    assert asked(tab, "=发展") == n


def test_near_means_within_so_many_characters(standing, corpus):
    tab = standing.tab
    near = re.compile("(?=(?:港口.{0,9}航|航.{0,9}港口))")
    assert asked(tab, "港口 ~9 航") == sum(len(near.findall(one)) for one in sentences(corpus)) > 0
    assert asked(tab, "港口 NEAR/60 航") > asked(tab, "港口 NEAR/3 航")


def test_groups_rates_places_and_sentences_agree(opened, address, corpus):
    tab = opened(address).tab
    total = asked(tab, "港口", "改革")
    rows = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in tab.locator("#q-groups tbody tr").all()
    }
    documents = corpus.documents
    assert set(rows) == set(documents["city"].dropna())
    assert sum(int(cells[0]) for cells in rows.values()) == total
    for city, (n, rate, other, _, _) in rows.items():
        texts = documents.loc[documents["city"] == city, "text"]
        assert int(n) == texts.str.count("港口").sum()
        assert int(other) == texts.str.count("改革").sum()
        han = corpus.n_han[texts.index].sum()
        assert rate == f"{10_000 * int(n) / han:.1f}"
    years = tab.locator("#q-years tbody tr")
    assert [row.locator("th").inner_text() for row in years.all()] == ["2021", "2022", "2023"]
    assert sum(int(row.locator("td").first.inner_text()) for row in years.all()) == total
    assert tab.locator("#q-list mark").all_inner_texts() == ["港口"] * total
    assert re.search(r"\d{4}.*\.\w+, 第 \d+ 行", tab.locator("#q-list cite").first.inner_text())
    assert tab.locator("#q-groups .barcode path.query-0").count() == len(rows)


def test_the_state_is_in_the_address(opened, address):
    tab = opened(address).tab
    all_ = asked(tab, "港口")
    tab.select_option("nav.contents select", "青岛市")
    here = int(tab.locator("#q-total").inner_text())
    assert 0 < here < all_
    assert tab.locator("#q-groups tbody tr:visible").count() == 1
    assert tab.url.endswith("#q=%E6%B8%AF%E5%8F%A3&city=%E9%9D%92%E5%B2%9B%E5%B8%82")
    again = opened(address + "#q=港口&city=青岛市").tab
    again.locator("#q-total").wait_for()
    assert int(again.locator("#q-total").inner_text()) == here
    assert again.locator("nav.contents select").input_value() == "青岛市"
    assert all("青岛市" in text for text in again.locator("#q-list cite").all_inner_texts())
    again.fill("#q", "")
    assert "q=" not in again.url
    assert not again.locator("#q-results").is_visible()


@pytest.mark.parametrize("query", ["/((/", "/[/", "/a{2,1}/"])
def test_a_broken_expression_is_named(standing, query):
    standing.tab.fill("#q", "")
    standing.tab.get_by_text("不是一个完整的正则表达式").wait_for(state="hidden")
    standing.tab.fill("#q", query)
    standing.tab.get_by_text("不是一个完整的正则表达式").wait_for()
    assert standing.complaints == []


def test_an_expression_that_takes_for_ever_is_stopped_and_the_page_goes_on(opened, address):
    page = opened(address)
    page.tab.fill("#q", "/(.+)+(.+)+(.+)+=/")
    page.tab.get_by_text("已经停止").wait_for(timeout=20_000)
    assert asked(page.tab, "/港口/") == asked(page.tab, "港口")
    assert page.complaints == []


@pytest.mark.parametrize(
    "query", ["</script><img src=x onerror=alert(1)>", "%", "&city=<b>", '"', "=", "|", "~3", "\u200b", "{n}"]
)
def test_any_query_is_only_text(opened, standing, query):
    standing.tab.fill("#q", query)
    standing.tab.wait_for_timeout(200)
    again = opened(standing.tab.url)
    again.tab.wait_for_timeout(200)
    for one in (standing, again):
        assert one.complaints == []
        assert one.asked == []
        assert one.tab.locator("img[src=x], #search b").count() == 0


def test_a_broken_address_is_no_fault(opened, address):
    page = opened(address + "#q=%E6%A&city=<img src=x onerror=alert(1)>")
    page.tab.wait_for_timeout(200)
    assert page.complaints == []
    assert page.tab.locator("#q").input_value() == ""


def test_every_number_opens_as_many_sentences_as_python_counts(chart, sample_report, unpacked):
    stored = unpacked(sample_report.read_text(encoding="utf-8"))
    tab = chart("terms")[0].tab  # its lists are numbers that are in no table
    found = tab.evaluate(
        """async () => {
          const corpus = await koujing.corpus();
          const keys = new Set([...document.querySelectorAll("button.ev")].map((one) => one.dataset.key));
          return Object.fromEntries([...keys].map((key) => [key, corpus.places(key)]));
        }"""
    )
    assert len(found) > 50
    assert {key: [tuple(place) for place in places] for key, places in found.items()} == {
        key: stored.places(key) for key in found
    }


@pytest.mark.parametrize(
    "query",
    ["<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</script><script>alert(1)</script>",
     "/<img src=x onerror=alert(1)>|港口/", "/(港+)+$/", "/[/", "constructor", "__proto__", "{n}",
     "javascript:alert(1)", "%00%ff", "\u202e港口"],
)  # fmt: skip
def test_hostile_queries_stay_text_in_box_list_and_address(opened, standing, address, query):
    page = standing
    page.tab.fill("#q-other", "")
    page.tab.fill("#q", "")
    page.tab.locator("#q-results").wait_for(state="hidden")
    page.tab.fill("#q", query)
    page.tab.locator("#q-said").filter(has_text=re.compile(".")).wait_for()
    page.tab.fill("#q-other", query)
    page.tab.wait_for_timeout(100)
    assert page.tab.locator("main img, main svg[onload], #q-said *:not(strong)").count() == 0
    assert page.tab.url.startswith(f"{address}#q=")
    again = opened(page.tab.url + "&city=" + "%3Cimg%20src=x%20onerror=alert(1)%3E")
    again.tab.locator("#q-said").filter(has_text=re.compile(".")).wait_for()
    assert again.tab.input_value("#q") == query
    assert again.tab.locator("main img, nav img").count() == 0
    assert page.complaints == again.complaints == []
    assert page.asked == again.asked == []
