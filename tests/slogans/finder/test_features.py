"""What the finder's trees ask for is there to be told: no feature is lost on the way."""

from dataclasses import fields

import numpy as np
import pytest

from analysis import SAMPLE, clean_documents, parallel_runs, read_folder
from analysis.slogans.finder.forest import Forest
from analysis.slogans.finder.model import slogan_model

DIGITS = (
    "全年新建公园12个、新增路灯100盏、新开公交8条，群众满意。"
    "我们转方式、调结构、增动能，建设5G基站3万个。"
    "坚持抓项目、促投资、稳增长、扩大开放等工作，坚持强基础、补短板、提质量，改善住房、医疗、养老等条件。"
)
"""What does not stand in the demonstration corpus: digits in limbs and beside them, 等 after a run."""


@pytest.fixture(scope="module")
def asked():
    """The features that each forest of the model was given for the demonstration corpus."""
    seen: dict[int, list[np.ndarray]] = {}
    sums = Forest.sums

    def noted(self, features, *more, **named):
        seen.setdefault(id(self), []).append(np.asarray(features))
        return sums(self, features, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Forest, "sums", noted)
        for text in (*clean_documents(read_folder(SAMPLE).documents).documents["text"], DIGITS):
            parallel_runs(text)
    return {forest: np.vstack(parts) for forest, parts in seen.items()}


FORESTS = [
    field.name for field in fields(slogan_model()) if isinstance(getattr(slogan_model(), field.name), Forest)
]


@pytest.mark.parametrize("name", FORESTS)
def test_no_feature_that_a_tree_asks_for_is_the_same_for_all_runs(asked, name):
    forest = getattr(slogan_model(), name)
    features = asked[id(forest)]
    wanted = np.unique(forest.feature[forest.feature >= 0])
    assert len(wanted) > 20
    assert wanted.max() < features.shape[1]
    same = [forest.features[i] for i in wanted if (features[:, i] == features[0, i]).all()]
    assert same == []
