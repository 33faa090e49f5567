"""What the page says of topics that do not recur."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.report.parts import note
from analysis.report.sections.topics import _stability, _words


@pytest.mark.parametrize(
    ("unstable", "key", "tone"),
    [
        (frozenset(), "topics.stable", "intro"),
        (frozenset({1}), "topics.unstable", "intro"),
        (frozenset({1, 2, 3, 4}), "topics.none_stable", "notice"),
    ],
)
def test_what_is_said_of_topics_that_do_not_recur(unstable, key, tone):
    model = SimpleNamespace(stability=pd.Series([0.9, 0.9, 0.9, 0.5]))
    topics = SimpleNamespace(labels=dict.fromkeys(range(1, 5), "港口"), unstable=unstable, model=model)
    said = _stability(topics, {"threshold": 0.6, "restarts": 3})
    assert (said.key, said.tone) == (key, tone)
    if key == "topics.none_stable":
        assert "--n-topics 2" in said._repr_html_()


def test_of_topics_of_a_single_text_nothing_is_said_to_recur():
    model = SimpleNamespace(stability=pd.Series([float("nan")] * 4))
    topics = SimpleNamespace(labels=dict.fromkeys(range(1, 5), "港口"), unstable=frozenset(), model=model)
    said = _stability(topics, {"threshold": 0.6, "restarts": 3})
    assert (said.key, said.tone) == ("topics.untested", "notice")
    assert "只有一篇文本，无法重抽" in said._repr_html_()


@pytest.mark.parametrize(
    ("names", "told"), [(3, "几乎处处都有，3 个是所比较地方的名称，"), (0, "几乎处处都有，均不计入。")]
)
def test_no_names_left_out_are_not_counted(names, told):
    sizes = dict.fromkeys(("n_units", "n_terms", "n_terms_counted", "n_terms_rare", "n_terms_common"), 5)
    model = SimpleNamespace(settings={**sizes, "n_terms_names": names, "restarts": 3}, stability=None)
    similar = pd.DataFrame({"topic": [], "other": [], "overlap": [], "near_duplicate": pd.Series(dtype=bool)})
    topics = SimpleNamespace(
        model=model, everywhere=model, similar=similar, labels={1: "港口"}, unstable=frozenset()
    )
    assert told in _words(topics)[0]._repr_html_()


def test_a_year_stands_apart_from_the_word_before_it():
    assert (
        "图中没有列出的 1994 年、1995 年，"
        in note("notes.standing_others", groups=("1994 年", "1995 年"))._repr_html_()
    )
