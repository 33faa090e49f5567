"""Lexical weights: added up by hand."""

import pytest

from analysis.slogans.finder.lexical_weights import LexicalWeights, lexical_terms, limb_terms
from analysis.slogans.finder.model import slogan_model
from analysis.slogans.finder.search import candidates_of

TEXT = "我们要着力强链条、补链条、延链条工作。"
WEIGHTS = {
    "first 强": 0.3,
    "head 补链": 0.06,
    "tail 链条": 0.1,
    "length 3": 0.02,
    "in 条": 0.3,
    "shared tail 链条": 0.25,
    "mark 、": 0.5,
    "before 着力": 0.07,
    "closing 工作": -0.4,
    "mark after 工": 0.01,
}


@pytest.fixture
def items():
    found = candidates_of(TEXT, slogan_model())
    return [item for item in found if item.limbs == ["强链条", "补链条", "延链条"]]


def test_terms_of_a_limb():
    assert list(limb_terms("补齐短板")) == [
        ("first 补", 1.0), ("last 板", 1.0), ("head 补齐", 1.0), ("tail 短板", 1.0), ("length 4", 1.0),
        ("in 补", 0.5), ("in 齐", 0.5), ("in 短", 0.5), ("in 板", 0.5), ("inner 齐短", 1.0),
    ]  # fmt: skip


def test_a_run_scores_the_mean_of_its_limbs_and_what_they_share(items):
    # Limbs: 0.3 and 0.06 in one of three, 0.1 + 0.02 + 2/3 * 0.3 in each.
    of_limbs = (0.3 + 0.06) / 3 + 0.1 + 0.02 + 0.2
    around = 0.25 + 0.5 + 0.07 - 0.4 + 0.01
    assert LexicalWeights(0.05, WEIGHTS).score(TEXT, items) == pytest.approx([0.05 + of_limbs + around])


def test_the_score_is_what_the_terms_add_up_to(items):
    weights = slogan_model().lexical_weights
    (item,) = items
    expected = weights.base + sum(
        share * weights.weights.get(term, 0.0) for term, share in lexical_terms(TEXT, item).items()
    )
    assert weights.score(TEXT, items) == pytest.approx([expected])
    assert len(weights.weights) > 1000


def test_nothing_known_scores_the_base(items):
    assert LexicalWeights(0.2, {}).score(TEXT, items).tolist() == [0.2]
    assert len(LexicalWeights(0.2, {}).score(TEXT, [])) == 0
