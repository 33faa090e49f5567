"""What the page says of topics that do not recur."""

from types import SimpleNamespace

import pytest

from analysis.report.sections.topics import _stability


@pytest.mark.parametrize(
    ("unstable", "key", "tone"),
    [
        (frozenset(), "topics.stable", "intro"),
        (frozenset({1}), "topics.unstable", "intro"),
        (frozenset({1, 2, 3, 4}), "topics.none_stable", "notice"),
    ],
)
def test_what_is_said_of_topics_that_do_not_recur(unstable, key, tone):
    topics = SimpleNamespace(labels=dict.fromkeys(range(1, 5), "港口"), unstable=unstable)
    said = _stability(topics, {"threshold": 0.6, "restarts": 3})
    assert (said.key, said.tone) == (key, tone)
    if key == "topics.none_stable":
        assert "--n-topics 2" in said._repr_html_()
