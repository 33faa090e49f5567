"""Which sentence is quoted for a claim."""

import pandas as pd
import pytest

from analysis.claims import Claim
from analysis.claims.examples import Examples, clipped, with_examples

FIRST, SECOND, THIRD = (
    "港口扩建工程全部按期完工。",
    "港口贸易、港口航线都在增长。",
    "茶叶出口平稳，市场看好后市。",
)


@pytest.fixture
def examples(corpus_of):
    corpus = corpus_of([FIRST + SECOND, THIRD + "港口也要建设好，服务好。"], ["甲市", "乙市"])
    documents = corpus.documents.index
    labels = pd.Series(["甲市", "乙市"], index=documents, dtype=object)
    hits = pd.DataFrame(
        {
            "doc_id": [documents[0]] * 3, "sentence": [FIRST, SECOND, SECOND], "source": "a.txt", "line": 1,
            "measure": "产业",
        }
    )  # fmt: skip
    return Examples(corpus, labels, {"theme": hits})


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        (("theme", "产业", "甲市"), SECOND),  # most hits
        (("theme", "产业", "乙市"), None),
        (("theme", "民生", "甲市"), None),
        (("term", "茶叶", ""), THIRD),
        (("term", "港口", "乙市"), "港口也要建设好，服务好。"),
        (("distance", "", ""), None),
        ((), None),
    ],
)
def test_the_sentence_with_most_hits_in_the_group(examples, evidence, sentence):
    assert examples.of(Claim("theme", "keywords", evidence=evidence)).get("text") == sentence


def test_the_words_that_a_topic_is_named_by_come_before_others(corpus_of):
    """One of them is more than two that other topics share, even in a sentence that is too long to quote."""
    long = "码头" + "稳中求进，" * 20 + "航线加密。"
    corpus = corpus_of([FIRST + SECOND, THIRD, FIRST + long, long], ["甲市", "乙市", "丙市", "丁市"])
    documents = corpus.documents.index
    labels = pd.Series(["甲市", "乙市", "丙市", "丁市"], index=documents, dtype=object)
    hits = pd.DataFrame(
        {
            "doc_id": documents[[0, 0, 0, 1, 2, 2, 3]], "source": "a.txt", "line": 1, "measure": "1",
            "sentence": [FIRST, SECOND, SECOND, THIRD, FIRST, long, long], "term": "航线",
            "named": [True, False, False, False, False, True, False],
        }
    )  # fmt: skip
    found = Examples(corpus, labels, {"topic": hits})
    said = [found.of(Claim("topic", "topics", evidence=("topic", "1", city))) for city in labels]
    quoted = [one.get("text", "") for one in said]
    assert quoted[:2] == [FIRST, THIRD]
    assert quoted[2].startswith("…稳中求进，")
    assert quoted[2].endswith("航线加密。")
    assert quoted[3] == ""


def test_a_word_is_not_quoted_where_its_characters_meet_by_chance(corpus_of):
    first, second = "有关部门依法实施行政许可事项，公开办理结果。", "本条例自公布之日起施行，请各单位照办。"
    corpus = corpus_of([first + second, "港口扩建。"], ["甲市", "乙市"])
    labels = pd.Series(["甲市", "乙市"], index=corpus.documents.index, dtype=object)
    said = Examples(corpus, labels, {}).of(
        Claim("term", "keywords", "甲市", evidence=("term", "施行", "甲市"))
    )
    assert said["text"] == second


def test_an_example_that_is_there_is_kept(examples):
    mine = {"text": "自己的例子。"}
    given = [Claim("spread", "slogans", example=mine), Claim("term", "k", evidence=("term", "茶叶", ""))]
    assert [claim.example["text"] for claim in with_examples(given, examples)] == ["自己的例子。", THIRD]


def test_what_a_group_avoids_is_not_shown_by_a_sentence_of_another(examples):
    avoided = [Claim("avoided", "keywords", "甲市", evidence=("term", word, "")) for word in ("茶叶", "港口")]
    assert [claim.example.get("text") for claim in with_examples(avoided, examples)] == [None, SECOND]


def test_a_sentence_too_long_is_clipped_at_clauses_around_the_piece():
    slogan = "增信心、稳预期、促发展"
    long = "要" + "稳中求进，" * 20 + slogan + "，" + "再接再厉，" * 20 + "奋发有为。"
    found = clipped(long, slogan)
    assert slogan in found
    assert len(found) <= 92
    assert found.startswith("…稳中求进，")
    assert found.endswith("再接再厉，…")
    assert clipped("短句。", "短") == "短句。"
    alone = "甲" * 120
    assert clipped(alone, "甲甲") == alone, "a clause is never cut"
