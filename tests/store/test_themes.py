"""Themes in a folder of counts: those it was counted with, of all texts and without them."""

import re
import shutil

import pandas as pd

from analysis import attention, count_tables, open_counted, panel
from analysis.claims import theme_counts
from analysis.report import themed_texts


def test_the_project_s_themes_are_counted_with_the_texts(counted, corpus, tmp_path):
    """In batches of four, with texts and without."""
    place = shutil.copytree(
        counted.folder, tmp_path / "without texts", ignore=shutil.ignore_patterns("texts")
    )
    kept = open_counted(place)
    assert not kept.has_texts
    for by in ("city", "year", "kind"):
        expected = attention(corpus, by=by)
        assert expected["n"].sum() > 100
        for source in (counted, kept):
            found = attention(source, by=by)
            pd.testing.assert_frame_equal(found, expected, check_exact=True)
            assert found.attrs == expected.attrs
            assert found.attrs["absent"]
    pd.testing.assert_frame_equal(panel(kept, by="kind"), panel(corpus, by="kind"), check_exact=True)
    at_hand = themed_texts(corpus, corpus)
    themed = themed_texts(kept, corpus[:5])
    assert themed.source is kept
    assert len(themed.hits) < len(at_hand.hits)
    found, expected = (one.totals.set_index(["theme", "term"])["n"].sort_index() for one in (themed, at_hand))
    pd.testing.assert_series_equal(found, expected)
    by_text = theme_counts(corpus, at_hand.hits).counts
    pd.testing.assert_frame_equal(themed.counts, by_text, check_names=False)
    assert themed_texts(kept, corpus[:5], {"航运": ["港口"]}).source is not kept
    noted = place / "settings.json"
    noted.write_text(re.sub('"themes": {.*?}', '"themes": "a hash"', noted.read_text(), flags=re.S))
    assert open_counted(place).themes is None  # an older folder


def test_one_s_own_themes_are_counted_with_the_texts(sample_table, corpus, tmp_path):
    """A rule, an exception, and terms in Traditional script and in quotation marks; batches of five."""
    asked = {
        "航運": ["港口", "碼頭", "“航线”"],
        "生态": ["绿色", "-绿色通道", "生态 NEAR/9 保护"],
        "无": ["没有此词"],
    }
    place = count_tables(
        sample_table,
        tmp_path / "own",
        slogans=False,
        batch_size=5,
        n_permutations=0,
        themes=asked,
        texts=False,
    )
    kept = open_counted(place)
    assert not kept.has_texts
    assert kept.themes["航運"] == ("港口", "码头", "航线")
    expected = attention(corpus, asked)
    assert expected.groupby("theme")["n"].sum().to_dict() == {"航運": 29, "生态": 21, "无": 0}
    for found in (attention(kept), attention(kept, asked)):
        pd.testing.assert_frame_equal(found, expected, check_exact=True)
        assert found.attrs == {"absent": {"无": ["没有此词"]}}
    pd.testing.assert_frame_equal(
        panel(kept, by="kind"), panel(corpus, themes=asked, by="kind"), check_exact=True
    )
    themed = themed_texts(kept, corpus[:5])
    assert themed.source is kept
    assert themed.totals["n"].sum() == expected["n"].sum()
    assert set(themed.hits["theme"]) == {"航運", "生态"}
