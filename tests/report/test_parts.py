"""Parts are data: they hold no HTML, and show themselves by the templates of the page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.errors import ChoiceError
from analysis.report.context import Context, context_of
from analysis.report.filling import TEMPLATES, fill
from analysis.report.parts import (
    Card,
    Cards,
    Copyable,
    Findings,
    Heading,
    Link,
    Quote,
    Section,
    Table,
    Told,
    link,
    note,
    notice,
    said,
    walk,
)

REPORT = Path(analysis.__file__).parent / "report"
HOSTILE = "<script>alert(1)</script>\"'&"


class Seen(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def shown(*parts, context=None, name="keywords"):
    return Seen(fill(Section(name, context or Context(), parts), context or Context()))


def test_there_is_no_html_in_the_code_and_nothing_is_escaped_by_hand():
    for path in sorted(REPORT.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"\bescape\(|Markup|</\w+>", code), path.name
    trusted = {
        name
        for path in sorted(TEMPLATES.glob("*.j2"))
        for name in re.findall(r"\{\{ (.*?) \| safe \}\}", path.read_text(encoding="utf-8"))
    }
    assert trusted == {"css", "script"}, "only our own style and script are put in as they are"


@pytest.mark.parametrize(
    "part",
    [
        said(HOSTILE),
        said(HOSTILE, "notice"),
        Heading(HOSTILE),
        Table(HOSTILE, pd.DataFrame({"group": [HOSTILE], HOSTILE: [HOSTILE]}), title=HOSTILE, fold=True),
        Table("t", pd.DataFrame({"term": [link("terms", HOSTILE, HOSTILE, 3, term=HOSTILE)]})),
        Table("t", pd.DataFrame({"own_formulas": [(link("runs", HOSTILE, variant=HOSTILE),) * 2]})),
        Findings((Told(HOSTILE, HOSTILE, link("terms", HOSTILE, HOSTILE, term=HOSTILE), HOSTILE),)),
        Copyable("x", HOSTILE),
        Quote(HOSTILE, ("alert",), HOSTILE, HOSTILE, 3),
        Cards((Card(HOSTILE, (said(HOSTILE),), (("own", (link("runs", HOSTILE, group=HOSTILE),)),
                                                ("topics", (said(HOSTILE),) * 2),
                                                ("sentences", (Quote(HOSTILE, (), HOSTILE, "", None),)))),)),
    ],
    ids=lambda part: type(part).__name__,
)  # fmt: skip
def test_what_a_document_says_stays_text(part):
    seen = shown(part)
    assert "script" not in {tag for tag, _ in seen.tags}
    assert not [name for _, attrs in seen.tags for name in attrs if name.startswith("on")]
    assert "<script>" in seen.text
    # Alone in a notebook it is shown by the same template.
    alone = Seen(part._repr_html_())
    assert "script" not in {tag for tag, _ in alone.tags}
    assert "<script>" in alone.text


def test_a_part_says_in_a_line_what_it_is():
    table = Table("rates", pd.DataFrame({"n": range(1000)}))
    assert repr(table) == "<Table rates>"
    assert repr(Section("keywords", Context(), (table,))) == "<Section keywords>"


def test_a_table_shows_numbers_by_column_and_keeps_what_they_are_sorted_by():
    frame = pd.DataFrame({"group": ["甲市"], "n": [12345], "prevalence": [0.1234], "term": ["港口"]})
    html = fill(Table("t", frame, columns=("group", "n", "prevalence")), Context())
    assert "<td>甲市</td>" in html
    assert '<td class="num" data-sort="12345">12,345</td>' in html
    assert '<td class="num" data-sort="0.1234">12.3%</td>' in html
    assert "港口" not in html
    assert '<tr data-group="甲市">' in html
    assert '<th scope="col">城市</th>' in html, "a group is called what is compared"
    assert '<th scope="col" class="num">次数</th>' in html


def test_headings_in_english_and_by_another_name():
    frame = pd.DataFrame({"group": ["甲"], "size": [1], "rate_a": [2.5]})
    labels = {"size": "size_han", "rate_a": note("columns.rate_of", group="甲市")}
    html = fill(Table("t", frame, labels=labels), Context(lang="en"))
    assert '<th scope="col">City</th>' in html
    assert ">Characters</th>" in html
    assert ">甲市, per 10,000 words</th>" in html


def test_long_tables_can_be_filtered():
    assert "data-filter" in fill(Table("t", pd.DataFrame({"n": range(16)})), Context())
    assert "data-filter" not in fill(Table("t", pd.DataFrame({"n": range(15)})), Context())


def test_no_two_tables_of_a_section_sound_the_same():
    table = Table("t", pd.DataFrame({"n": [1]}), title="numbers")
    names = [attrs["aria-label"] for _, attrs in shown(table, table).tags if attrs.get("role") == "region"]
    assert len(set(names)) == 2
    assert all(name.startswith("关键词") for name in names)


def test_links_are_found_wherever_they_stand():
    one, two, three = (link("runs", text, variant=text) for text in "甲乙丙")
    table = Table(
        "t", pd.DataFrame({"a": [one, "0"], "b": [(two,), ()], "c": [three, three]}), columns=("a", "b")
    )
    card = Card("甲市", (), (("own", (three,)),))
    section = Section("slogans", Context(), (table, Cards((card,))))
    assert [part for part in walk(section) if isinstance(part, Link)] == [one, two, three]
    html = section._repr_html_()
    assert html.count('data-key="runs:variant=甲"') == 1


def test_a_count_stands_behind_its_link():
    frame = pd.DataFrame(
        {
            "frequent": [
                (link("themes", "港口", n=1234, term="港口"), link("themes", "航线", n=1, term="航线"))
            ]
        }
    )
    shown = re.findall(r"</button>([^<]*)</span>([^<]*)", fill(Table("t", frame), Context()))
    assert shown == [("&nbsp;1,234", "、"), ("&nbsp;1", "")], "in one piece, which no line breaks"


def test_marked_terms_of_a_quote():
    assert Quote("港口和航线", ("港口", "航线"), "", "", None).pieces == (
        ("港口", True), ("和", False), ("航线", True)
    )  # fmt: skip
    longer = Quote("高质量发展", ("发展", "质量发展"), "", "", None)
    assert "".join(text for text, _ in longer.pieces) == "高质量发展"
    assert [text for text, marked in longer.pieces if marked] == ["质量发展"]


def test_notes_fill_their_gaps(corpus):
    context = context_of(corpus, "city", "en")
    html = fill(note("notes.keyness_some_untested", groups=("A", "B")), context)
    assert html.startswith('<p class="intro">With fewer than five documents')
    assert html.endswith("effect sizes only: A, B.</p>")
    assert '<p class="notice"><strong>' in fill(notice("warnings.topics_failed"), context)


def test_a_context_knows_its_groups(corpus):
    context = context_of(corpus, "year", "zh")
    assert context.groups == ("2021", "2022")
    assert context.labels["甲1"] == "2021"
    assert context.column("group") == "年份"
    with pytest.raises(ChoiceError):
        context_of(corpus, "mayor")
    with pytest.raises(ChoiceError):
        context_of(corpus, "city", "fr")
