"""Labels of topics: nouns of their own, or those of a file."""

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import TopicModel
from analysis.errors import DataFileError, KoujingWarning
from analysis.topics import label_topics


def test_labels_are_nouns_of_their_own(named):
    assert label_topics(named).tolist() == ["港口·航运·码头", "茶叶·旅游·景区"]


def test_words_that_name_no_subject_are_no_labels():
    terms = ["时期", "粮食", "良好开局", "Public", "5G", "目标", "domain", "基站"]
    other = [f"词{i}" for i in range(16)]
    rows = [[8, 4, 7, 0, 0, 6, 0, 0], [0, 0, 0, 9, 5, 0, 8, 4]]
    rows = [[*row, *([3] * 8 + [0] * 8)[:: 1 - 2 * i]] for i, row in enumerate(rows)]
    topic_terms = pd.DataFrame(rows, columns=[*terms, *other]) + 0.1
    model = TopicModel(
        topic_terms.div(topic_terms.sum(axis=1), axis=0).set_axis([1, 2]),
        pd.DataFrame([[1.0, 0.0], [0.0, 1.0]], columns=[1, 2]),
        pd.DataFrame({"doc_id": ["a", "b"]}),
        np.array([10, 10]),
    )
    first, second = (label.split("·") for label in label_topics(model))
    assert first[0] == "粮食"
    assert second[:2] == ["5G", "基站"]
    assert not {"时期", "良好开局", "目标", "Public", "domain"} & {*first, *second}


def test_labels_of_a_file_win(named, tmp_path):
    path = tmp_path / "labels.toml"
    path.write_text('[[topic]]\nlabel = "海港"\nterms = ["港口", "航运"]\n', encoding="utf-8")
    assert label_topics(named, path).tolist() == ["海港", "茶叶·旅游·景区"]
    path.write_text('[[topic]]\nlabel = "茶旅"\nnumber = 2\n', encoding="utf-8")
    assert label_topics(named, path).tolist() == ["港口·航运·码头", "茶旅"]
    path.write_text('[[topic]]\nlabel = "石油"\nterms = ["石油"]\n', encoding="utf-8")
    with pytest.warns(KoujingWarning, match="entry 1 .石油.: no topic has 石油"):
        label_topics(named, path)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[[topic]\n", "not TOML"),
        ("[labels]\n", "only .*topic.* tables are expected"),
        ("[[topic]]\nlabel = 'a'\n", "entry 1: `label` .* and either `terms`"),
        ("[[topic]]\nlabel = ''\nnumber = 1\n", "entry 1: `label`"),
        ("[[topic]]\nlabel = 'a'\nnumber = 1\nterms = ['b']\n", "entry 1: `label`"),
    ],
)
def test_faults_of_a_file_of_labels(named, tmp_path, content, fault):
    path = tmp_path / "labels.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        label_topics(named, path)
    with pytest.raises(DataFileError, match="no such file"):
        label_topics(named, tmp_path / "none.toml")
