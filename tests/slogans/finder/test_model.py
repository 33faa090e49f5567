"""The model file: trees added up by hand, features by name, faults named."""

import json
import re

import numpy as np
import pytest

from analysis.errors import DataFileError
from analysis.lexicon import DATA
from analysis.slogans.finder.boundary import FIRST_FEATURES, LAST_FEATURES
from analysis.slogans.finder.features import CANDIDATE_FEATURES, candidate_features
from analysis.slogans.finder.forest import forest_of
from analysis.slogans.finder.limbs import LIMB_FEATURES, limb_table
from analysis.slogans.finder.model import FEATURES, MODEL_FILE, read_model, slogan_model
from analysis.slogans.finder.prefilter import PREFILTER_FEATURES, prefilter_features
from analysis.slogans.finder.search import candidates_of, proposals_of
from analysis.slogans.finder.words import slot_words

TEXT = "我们要着力稳就业、稳企业、稳预期，推动绿色化、智能化、融合化。"
STUMPS = {
    "features": ["length", "n_limbs"], "roots": [0, 3], "feature": [0, -1, -1, 1, -1, -1],
    "number": [1, 0.2, 0.6, 5, 1.0, 0.0], "jump": [2, 0, 0, 2, 0, 0], "base": 0.5, "divisor": 2,
}  # fmt: skip


def test_a_forest_adds_up_its_leaves():
    # Two stumps by hand: length <= 1 gives 0.2 else 0.6; n_limbs <= 5 gives 1.0 else 0.0; the mean, plus 0.5.
    forest = forest_of(STUMPS, ["length", "n_limbs"])
    rows = np.array([[0, 0], [2, 0], [1, 9]], dtype=np.float32)
    assert forest.predict(rows) == pytest.approx([1.1, 1.3, 0.6])
    assert forest.sums(rows, until=1) == pytest.approx([0.2, 0.6, 0.2])
    assert forest.sums(rows, first=1) == pytest.approx([1.0, 1.0, 0.0])
    assert forest.sums(rows, first=2).tolist() == [0, 0, 0]
    assert len(forest.predict(rows[:0])) == 0


@pytest.mark.parametrize(
    ("features", "said"),
    [
        (["length"], "it has 2 features, not 1"),
        (["length", "n_limbs", "range"], "it has 2 features, not 3"),
        (["n_limbs", "length"], "its feature 1 is 'length', not 'n_limbs'"),
        (["length", "range"], "its feature 2 is 'n_limbs', not 'range'"),
    ],
)
def test_a_forest_of_other_features_is_refused(features, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        forest_of(STUMPS, features)


@pytest.mark.parametrize(
    "broken",
    [
        {"feature": [0, -1, -1, 2, -1, -1]},
        {"jump": [2, 0, 0, 9, 0, 0]},
        {"jump": [0, 0, 0, 2, 0, 0]},
        {"jump": [2, 0, 0]},
        {"roots": [0, 6]},
        {"number": [1.0]},
    ],
)
def test_nodes_that_lead_nowhere_are_refused(broken):
    with pytest.raises(ValueError, match="do not hang together"):
        forest_of({**STUMPS, **broken}, ["length", "n_limbs"])


def test_features_have_names_and_the_arrays_their_columns():
    assert slogan_model().classifier.features == (*CANDIDATE_FEATURES, "lexical_weights")
    for names in FEATURES.values():
        assert len(set(names)) == len(names)
    assert len(LIMB_FEATURES) == 25
    sizes = [len(names) for names in (PREFILTER_FEATURES, FIRST_FEATURES, LAST_FEATURES, CANDIDATE_FEATURES)]
    assert sizes == [93, 52, 52, 118]
    found = candidates_of(TEXT, slogan_model())
    features = candidate_features(limb_table(), slot_words(), TEXT, found)
    assert features.shape == (len(found), len(CANDIDATE_FEATURES))
    of_run = dict(zip(CANDIDATE_FEATURES, features[0].tolist(), strict=True))
    assert found[0].limbs == ["稳就业", "稳企业", "稳预期"]
    expected = {
        "shape n_limbs": 3, "shape shortest": 3, "shape range": 0, "separators list_marks": 1,
        "sharing opening": 1, "sharing closing": 0, "frame usual_length": 1, "surroundings lead_length": 5,
        "surroundings comma_after": 1, "surroundings list_mark_before": 0, "mean repeated": 0,
    }  # fmt: skip
    assert {name: of_run[name] for name in expected} == expected
    proposals = proposals_of(TEXT)
    filtered = prefilter_features(limb_table(), TEXT, proposals)
    assert filtered.shape == (len(proposals), len(PREFILTER_FEATURES))


def changed(table, name, **values):
    return {**table, name: {**table[name], **values}}


@pytest.mark.parametrize("name", list(FEATURES))
def test_a_model_of_other_features_is_refused(name, tmp_path):
    table = json.loads((DATA / MODEL_FILE).read_text(encoding="utf-8"))
    names = table[name]["features"]
    path = tmp_path / "model.json"
    for other in ([*names[1:], names[0]], names[:-1], [*names, "further"]):
        path.write_text(json.dumps(changed(table, name, features=other)), encoding="utf-8")
        with pytest.raises(DataFileError, match=rf"model\.json: .*\({name}: its? .*feature"):
            read_model(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{}", "'prefilter' is missing"),
        ("[]", "list indices"),
        ("{", "Expecting property name"),
        (None, "No such file"),
    ],
)
def test_a_broken_model_is_named_with_its_fault(content, said, tmp_path):
    path = tmp_path / "model.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=f"model.json: .*{said}.*slogan_training"):
        read_model(path)
