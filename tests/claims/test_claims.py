"""Claims: what is said, hedged and left unsaid, on counts that can be checked by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis import find_slogans, read_texts, segment
from analysis.claims import Claim, DocumentCounts, chosen, findings, rate_claims, told
from analysis.claims.counts import formula_counts
from analysis.claims.findings import alike_claims, with_leading
from analysis.claims.spread import spread_claims
from analysis.claims.terms import first_terms, term_claims
from analysis.lexicon import messages
from analysis.stats import log_ratio_interval, rate_ratio_interval


def measured(counts, exposure, per=10_000):
    ids = [f"d{i}" for i in range(len(exposure))]
    return DocumentCounts(pd.DataFrame(counts, index=ids), pd.Series(exposure, index=ids), per)


def labels(*groups):
    return pd.Series(groups, index=[f"d{i}" for i in range(len(groups))], dtype=object)


def test_two_groups_of_six_are_tested_and_told_without_a_hedge():
    counts = {"theme": [40, 41, 39, 42, 38, 40, 10, 11, 9, 12, 8, 10]}
    found = rate_claims(
        "theme", "keywords", measured(counts, [4000] * 12), labels(*"甲甲甲甲甲甲乙乙乙乙乙乙")
    )
    assert [(c.group, c.direction, c.tested) for c in found] == [("乙", "less", True), ("甲", "more", True)]
    more = found[1]
    assert (more.facts["rate"], more.facts["rate_other"], more.facts["n"]) == (100.0, 25.0, 240)
    assert more.bound < 2  # log2 of four times as often, less its doubt
    assert told(more, "city", "zh") == (
        "甲谈“theme”议题明显多于乙：每万词 100 次（95% 区间 95—105），乙每万词 25 次。"
    )


def test_of_three_groups_one_too_small_to_be_spoken_of_the_other_is_named():
    counts = measured({"theme": [90, 10, 5]}, [5000, 5000, 500])
    found = rate_claims("theme", "keywords", counts, labels("甲", "乙", "丙"))
    assert {claim.facts["only"] for claim in found} == {"甲", "乙"}
    assert "less prominent in 乙 than in 甲: " in told(found[0], "city", "en")
    assert "than in 2021: " in told(found[0], "year", "en").replace("甲", "2021")


def test_one_document_each_is_described_and_not_tested():
    found = rate_claims("theme", "keywords", measured({"t": [90, 10]}, [5000, 5000]), labels("甲", "乙"))
    assert [claim.tested for claim in found] == [False, False]
    assert told(found[1], "city", "zh").startswith("就这些文本而言，")
    assert told(found[1], "city", "en").startswith("In these texts")


def test_a_theme_that_is_but_one_term_names_it_and_is_not_told_twice():
    """Of 40 mentions in 甲 32 are 湿地: four fifths. Of the theme's own name nothing would be added."""
    theme = Claim("theme", "keywords", "甲", "more", 1.0, evidence=("theme", "环境", "甲"),
                  facts={"name": "环境", "rate": 40.0, "rate_other": 4.0, "others": 3, "n": 40})  # fmt: skip
    terms = pd.Series(["湿地"] * 32 + ["治水"] * 8)
    led = with_leading(theme, terms)
    assert told(led, "city", "zh").endswith("40 次提及中有 32 次是“湿地”。")
    assert told(led, "city", "en").endswith(" Of 40 mentions 32 are “湿地”.")
    only = with_leading(theme, terms.iloc[:32])
    assert told(only, "city", "zh").endswith("32 次提及都是“湿地”。")
    assert told(only, "city", "en").endswith(" All 32 mentions are “湿地”.")
    assert with_leading(theme, terms.iloc[1:]) is theme
    assert with_leading(theme, pd.Series(["环境"] * 40)) is theme
    assert with_leading(theme, terms.iloc[:0]) is theme
    term = Claim("term", "keywords", "甲", "several", 0.9, evidence=("term", "湿地", "甲"))
    assert chosen([term, led]) == [led]
    assert chosen([term, theme]) == [theme, term]


def test_what_most_use_is_told_of_groups_that_are_long_enough(shared_hits):
    assert spread_claims(shared_hits, n_groups=9)[0].facts["groups"] == 9
    said_by_all = "全市寻难点、聚痛点、破堵点。"
    short = segment(read_texts([said_by_all] * 4, city=list("甲乙丙丁")))
    long = segment(
        read_texts([said_by_all + "渔船改造。" * 500] * 4 + ["茶园。" * 1000], city=list("甲乙丙丁戊"))
    )
    for corpus, said in ((short, []), (long, [("shared", 4, 5)])):
        found = findings(corpus, hits=find_slogans(corpus))
        assert [(one.kind, one.facts["n_groups"], one.facts["groups"]) for one in found] == said


def test_bursts_of_one_document_are_no_difference_of_the_group():
    counts = {"t": [300, 2, 1, 2, 1, 2, 1, 2, 1, 2]}
    found = rate_claims("theme", "keywords", measured(counts, [4000] * 10), labels(*"甲甲甲甲甲乙乙乙乙乙"))
    assert found
    assert not any(claim.tested for claim in found)


def test_what_one_document_of_three_does_stands_out_less_than_what_all_do():
    said = {}
    for name, mine in {"one": [60, 0, 0], "all": [20, 20, 20]}.items():
        counts = measured({"t": [*mine, 1, 2, 1, 2, 1, 2, 1]}, [3000] * 10)
        found = rate_claims("theme", "keywords", counts, labels(*"甲甲甲乙乙乙丙丙丙丁"), n_permutations=9)
        (said[name],) = [claim for claim in found if claim.group == "甲"]
    assert not any(claim.tested for claim in said.values())
    apart = rate_ratio_interval([60, 0, 0], [3000] * 3, [1, 2, 1, 2, 1, 2, 1], [3000] * 7)
    assert said["one"].bound == pytest.approx(float(apart[0]))
    assert said["all"].bound > 2  # log2 of fourteen times as often, less its doubt


def test_small_groups_are_neither_told_nor_compared():
    counts = {"t": [50, 10, 400]}
    whole = rate_claims("theme", "keywords", measured(counts, [5000, 5000, 900]), labels(*"甲乙丙"))
    alone = rate_claims("theme", "keywords", measured({"t": [50, 10]}, [5000, 5000]), labels("甲", "乙"))
    assert [(c.group, c.facts) for c in whole] == [(c.group, c.facts) for c in alone]


def test_bound_is_that_of_an_interval_for_all_groups_and_measures_together():
    found = rate_claims(
        "theme", "k", measured({"t": [90, 10], "u": [20, 20]}, [5000, 5000]), labels("甲", "乙")
    )
    low, _ = log_ratio_interval(90, 10, 5000, 5000, n_tests=4)
    assert [claim.bound for claim in found if claim.group == "甲"] == [pytest.approx(float(low))]


def test_no_difference_no_claim():
    assert not rate_claims("theme", "k", measured({"t": [20, 20]}, [5000, 5000]), labels("甲", "乙"))


STANDING = {
    "group": "甲州市", "term": "港口", "kind": "term", "n": 30, "n_other": 2, "rate": 30.0,
    "rate_other": 0.5, "n_documents": 3, "documents": 4, "n_documents_other": 2, "documents_other": 12,
    "n_groups_other": 1, "groups_other": 3, "log_ratio": 5.0, "bound": 2.5, "p": np.nan, "rank": 1,
    "n_written": 2,
}  # fmt: skip


def standing(**changed):
    return pd.DataFrame([STANDING | changed])


def test_headline_terms_of_groups_with_enough_words():
    two = pd.concat([standing(), standing(term="航线", rank=2), standing(group="乙州市")])
    found = term_claims(two, {"甲州市": 5000, "乙州市": 500})
    assert [(claim.kind, claim.group, claim.facts["term"]) for claim in found] == [("term", "甲州市", "港口")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"n": 0, "n_written": 0, "n_groups_other": 3, "n_other": 116, "n_documents_other": 11},
         "就这些文本而言，甲州市没有提到“港口”，其余 3 个城市都提到，共 116 次（12 篇中有 11 篇）。"),
        ({"n": 0, "n_written": 0, "n_groups_other": 3, "n_other": 116, "documents_other": 3},
         "就这些文本而言，甲州市没有提到“港口”，其余 3 个城市都提到，共 116 次。"),
        ({"n": 2, "rate": 1.5, "n_written": 2, "n_groups_other": 3, "rate_other": 20.4},
         "就这些文本而言，甲州市很少提“港口”：只有 2 次，每万词 1.5 次；其余 3 个城市都提到，合计每万词 20 次。"),  # noqa: E501
    ],
)  # fmt: skip
def test_what_a_group_avoids(changed, sentence):
    found = term_claims(standing(kind="avoided", **changed), {"甲州市": 5000})
    assert [told(claim, "city", "zh") for claim in found] == [sentence]


def test_the_only_other_group_is_named_with_its_terms():
    (claim,) = term_claims(standing(groups_other=1), {"甲州市": 5000, "乙州市": 4000})
    assert "明显多于乙州市：" in told(claim, "city", "zh")
    (claim,) = term_claims(standing(groups_other=2), {"甲州市": 5000, "乙州市": 4000})
    assert "乙州市" not in told(claim, "city", "zh")


@pytest.mark.parametrize(
    ("changed", "zh", "en"),
    [
        ({"n_other": 0, "n_written": 0}, "；其余 3 个城市都没有用过。", "; never in the other 3 cities."),
        ({"n_other": 0, "n_written": 0, "groups_other": 1}, "；另一个城市没有用过。",
         "; never in the other city."),
        ({"n_other": 0, "n_written": 4}, "；其余 3 个城市只在更长的词语里用到，共 4 次。",
         "; in the other 3 cities it stands only within longer words, 4 times in all."),
        ({"n_documents": 2, "documents": 2}, "30 次（两篇都有），每万词 30 次，其余合计每万词 0.5 次。",
         "30 times (in both documents), 30 per 10,000 words against 0.5 in those taken together."),
        ({"n_documents": 4}, "30 次（4 篇都有），每万词 30 次，其余合计每万词 0.5 次。",
         "30 times (in all 4 documents), 30 per 10,000 words against 0.5 in those taken together."),
        ({"groups_other": 1},
         "明显多于另一个城市：30 次（4 篇中有 3 篇），每万词 30 次，另一个城市每万词 0.5 次。",
         "30 times (in 3 of 4 documents), 30 per 10,000 words against 0.5 there."),
    ],
)  # fmt: skip
def test_what_only_one_group_uses_and_the_others_are_worded_by_their_number(changed, zh, en):
    (claim,) = term_claims(standing(**changed), {"甲州市": 5000})
    assert told(claim, "city", "zh").endswith(zh)
    assert told(claim, "city", "en").endswith(en)


@pytest.mark.parametrize(
    ("changed", "told"),
    [({}, 1), ({"n_written": 1}, 0), ({"n_groups_other": 5}, 0),
     ({"n_groups_other": 4, "groups_other": 4}, 0), ({"n_groups_other": 38, "groups_other": 40}, 1)],
)  # fmt: skip
def test_of_what_only_its_own_interval_speaks_for_a_plain_fact_is_told(changed, told):
    row = {"kind": "seldom", "n": 0, "n_written": 0, "n_groups_other": 6, "groups_other": 6, **changed}
    claims = term_claims(standing(**row), {"甲州市": 5000})
    assert [claim.kind for claim in claims] == ["avoided"] * told
    assert not any(claim.tested for claim in claims)


def test_the_second_term_is_claimed_and_measured_where_the_first_may_not_be_told():
    row = {"kind": "seldom", "n": 0, "n_written": 0, "n_groups_other": 6, "groups_other": 6}
    both = [standing(**row, term="港口", rank=1).assign(n_written=1), standing(**row, term="航线", rank=2)]
    words, sizes = pd.concat(both, ignore_index=True), {"甲州市": 5000}
    assert first_terms(words, sizes)["term"].tolist() == ["航线"]
    counts = measured({"航线": [0, 9]}, [5000, 5000])
    (claim,) = term_claims(words, sizes, counts, labels("甲州市", "乙州市"))
    assert claim.facts["term"] == "航线"


def test_what_is_avoided_as_a_word_but_stands_in_longer_ones_is_counted_so():
    row = {"kind": "avoided", "n": 0, "rate": 0.0, "n_written": 2, "n_groups_other": 3, "rate_other": 20.4}
    (claim,) = term_claims(standing(**row), {"甲州市": 5000})
    assert "很少提“港口”：只有 2 次，每万词 4.0 次；其余 3 个城市都提到" in told(claim, "city", "zh")


@pytest.fixture
def shared_hits():
    return pd.DataFrame(
        {"text": "甲、乙、丙", "variant": "甲、乙、丙", "family": "甲乙丙", "kind": "other",
         "form": "adjacent", "tier": "sure", "group": ["A", "B", "C"],
         "year": pd.array([2019, 2020, 2021], dtype="Int64"),
         "sentence": "甲、乙、丙。", "doc_id": list("abc"), "source": "x", "line": 1}
    )  # fmt: skip


def test_spread_names_the_first_user_when_there_is_one(shared_hits):
    (claim,) = spread_claims(shared_hits)
    assert (claim.kind, claim.facts["first"], claim.facts["year"]) == ("spread", "A", "2019")
    tied = shared_hits.assign(year=pd.array([2019, 2019, 2021], dtype="Int64"))
    assert spread_claims(tied)[0].kind == "shared_all"
    other = tied.head(1).assign(group="D", text="丁、戊、己", variant="丁、戊、己")
    assert spread_claims(pd.concat([tied, other]))[0].kind == "shared"


def test_what_is_spread_is_chosen_by_sure_hits_and_all_are_counted(shared_hits):
    weak = shared_hits.assign(tier="possible", text="丁、戊、己", variant="丁、戊、己")
    weak = pd.concat([weak, weak.head(1).assign(group="D")])
    strong = pd.concat([shared_hits, shared_hits.head(1).assign(group="D", tier="possible")])
    (claim,) = spread_claims(pd.concat([weak, strong]))
    assert (claim.facts["name"], claim.facts["n_groups"], claim.facts["n"]) == ("甲、乙、丙", 4, 4)
    assert spread_claims(weak) == []


def test_a_formula_in_every_document_of_a_group_is_told_though_its_hits_are_few():
    # 20 hits against 3: too few for an exact interval of 400 formulas, but by document a plain difference.
    rng = np.random.default_rng(3)
    counts = {f"f{i}": rng.permutation([1] * 6 + [0] * 34) for i in range(400)}
    counts["f0"] = np.array([1] * 20 + [1] * 3 + [0] * 17)
    found = rate_claims(
        "formula",
        "slogans",
        measured(counts, [8000] * 40),
        labels(*"甲" * 20, *"乙" * 20),
        {"f0": "一、二、三"},
    )
    assert [(claim.group, claim.tested) for claim in found] == [("乙", True), ("甲", True)]


def test_tested_claims_come_first_and_kinds_take_turns():
    claims = [
        Claim("term", "k", "甲", bound=5.0), Claim("term", "k", "乙", bound=4.0),
        Claim("term", "k", "丙", bound=3.9), Claim("theme", "k", "甲", bound=0.5, p=0.01),
        Claim("slogan", "s", "甲", bound=0.4), Claim("slogan", "s", "乙", bound=0.2),
        Claim("term", "k", "甲", bound=4.9),
    ]  # fmt: skip
    assert [(c.kind, c.group) for c in chosen(claims)] == [
        ("theme", "甲"), ("term", "甲"), ("term", "乙"), ("slogan", "甲")
    ]  # fmt: skip
    assert [c.kind for c in chosen(claims, most=3)] == ["theme", "term", "slogan"]


def test_nothing_is_told_twice():
    more = Claim("theme", "k", "甲", "more", 2.0, evidence=("theme", "产业", "甲"))
    mirror = Claim("theme", "k", "乙", "less", 1.9, evidence=("theme", "产业", "乙"))
    other = Claim("theme", "k", "乙", "less", 1.0, evidence=("theme", "民生", "乙"))
    dense = Claim("slogan", "s", "甲", "more", 1.0, evidence=("slogan", "slogan", "甲"))
    sparse = Claim("slogan", "s", "乙", "less", 0.9, evidence=("slogan", "slogan", "乙"))
    assert chosen([more, mirror, other]) == [more, other]
    assert chosen([dense, sparse]) == [dense]
    among = [Claim("slogan", "s", c.group, c.direction, c.bound, facts={"others": 4}, evidence=c.evidence)
             for c in (dense, sparse)]  # fmt: skip
    assert chosen(among) == among


@pytest.mark.parametrize(
    ("p", "difference", "said"),
    [(0.01, -0.02, True), (0.2, -0.02, False), (0.01, 0.02, False), (np.nan, np.nan, False)],
)
def test_provinces(p, difference, said):
    row = {"n_within": 9, "n_between": 40, "within": 0.04, "between": 0.06, "difference": difference, "p": p}
    found = alike_claims(pd.DataFrame([row]))
    assert [told(claim, "city", "zh") for claim in found] == (
        [
            "同省的城市用词更相近：同省的 9 对平均相差 0.040，"
            "不同省的 40 对平均相差 0.060（篇幅和段落话题造成的差别已扣除；0 为没有差别）。"
        ]
        if said
        else []
    )


def test_a_likeness_that_nobody_would_see_is_no_finding():
    row = {"n_within": 320, "n_between": 1035, "within": 0.0, "between": 0.004, "p": 0.005}
    assert alike_claims(pd.DataFrame([{**row, "difference": -0.004}])) == []
    assert len(alike_claims(pd.DataFrame([{**row, "between": 0.005, "difference": -0.005}]))) == 1


def test_a_distance_that_is_not_corrected_is_not_called_so():
    row = {"n_within": 9, "n_between": 40, "within": 0.6, "between": 0.7, "difference": -0.1, "p": 0.01,
           "measured": "distance"}  # fmt: skip
    (claim,) = alike_claims(pd.DataFrame([row]))
    assert "篇幅的影响没有扣除" in told(claim, "city", "zh")
    assert "not taken off" in told(claim, "city", "en")


def test_nothing_is_said_of_a_text_that_the_gate_doubts(corpus_of):
    corpus = corpus_of(["港口。" * 1500, "茶叶。" * 1500, "发展。" * 1500], ["甲市", "乙市", "丙市"])
    # What names the theme is quoted, though another sentence has more words of it.
    terms, said = (
        ["码头"] * 299 + ["港口"],
        ["码头泊位扩建，码头航线增加。"] * 299 + ["港口航线增加，码头扩建完成。"],
    )
    hits = pd.DataFrame(
        {"doc_id": [corpus.documents.index[0]] * 300, "theme": "港", "term": terms, "sentence": said,
         "source": "x", "line": 1}
    )  # fmt: skip
    given = {"themed": hits, "theme_names": {"港": "港"}}
    (claim,) = findings(corpus, **given)
    assert (claim.group, claim.example["text"]) == ("甲市", "港口航线增加，码头扩建完成。")
    assert repr(findings(corpus, **given, n_jobs=2)) == repr([claim])  # p is missing, and equals nothing
    gated = pd.DataFrame({"kind": ["misattributed"], "doc_id": [corpus.documents.index[0]]})
    assert not findings(corpus, gated=gated, **given)
    assert findings(corpus, gated=gated.assign(kind="unbroken"), **given)


def test_themes_counted_in_all_texts_are_tested_there(corpus_of):
    """Of the sample only one city writes of ports; of all texts none does more than another."""
    corpus = corpus_of(["港口。" * 1500, "茶叶。" * 1500, "发展。" * 1500], ["甲市", "乙市", "丙市"])
    hits = pd.DataFrame({"doc_id": [corpus.documents.index[0]] * 300, "theme": "港", "term": "港口",
                         "sentence": "港口。", "source": "x", "line": 1})  # fmt: skip
    given = {"themed": hits, "theme_names": {"港": "港"}}
    everywhere = pd.DataFrame({"港": [300, 300, 300]}, index=corpus.documents.index)
    assert findings(corpus, **given)
    assert not findings(corpus, **given, themed_everywhere=everywhere)
    (claim,) = findings(corpus, **given, themed_everywhere=everywhere.assign(港=[0, 300, 0]))
    assert claim.group == "乙市"


def test_by_year_the_plan_of_the_time_is_no_finding(corpus_of):
    corpus = corpus_of(["港口。" * 1500, "茶叶。" * 1500], ["甲市", "乙市"], years=[1986, 1996])
    plans = pd.concat([standing(group="1986", term="七五"), standing(group="1996", term="九五计划")])
    assert findings(corpus, "year", words=plans) == []
    assert len(findings(corpus, "year", words=plans.assign(term="港口"))) == 1
    by_city = standing(group="甲市", term="七五")
    assert findings(corpus, words=by_city) == []  # nor of cities whose texts are of other years
    corpus = corpus_of(["港口。" * 1500, "茶叶。" * 1500], ["甲市", "乙市"], years=[1986, 1986])
    assert len(findings(corpus, words=by_city)) == 1


def test_both_languages_have_every_sentence():
    zh, en = messages("zh")["claims"], messages("en")["claims"]
    assert zh.keys() == en.keys()
    for key, sentence in zh.items():
        fields = {name.split("}")[0] for name in sentence.split("{")[1:]}
        asked = {name.split("}")[0].removesuffix("_times") for name in en[key].split("{")[1:]}
        assert fields >= asked - {"by", "groups_by"}, key


def test_what_exceeds_chance_is_not_told_as_less_than_nothing():
    row = {"n_within": 9, "n_between": 40, "within": -0.001, "between": 0.02, "difference": -0.021, "p": 0.01}
    (claim,) = alike_claims(pd.DataFrame([row]))
    assert "平均相差 0.000，" in told(claim, "city", "zh")


def test_a_theme_of_few_texts_is_not_said_to_be_used_less_by_those_who_have_no_such_text():
    rest = [0, 1] * 6
    few = {"t": [0, 0, 1, 0, 0, 1, 400, *rest[:6], 390, *rest[:6]]}
    groups = labels(*"甲" * 6, *"乙" * 7, *"丙" * 7)
    found = rate_claims("theme", "keywords", measured(few, [4000] * 20), groups)
    assert [(claim.group, claim.direction) for claim in found if claim.group == "甲"] == []
    many = {"t": [0, 0, 1, 0, 0, 1, *[60, 50] * 7]}
    found = rate_claims("theme", "keywords", measured(many, [4000] * 20), groups, n_permutations=9)
    assert ("甲", "less") in [(claim.group, claim.direction) for claim in found]
    empty = measured({"t": [*many["t"], 0, 0]}, [4000] * 20 + [0, 0])
    found = rate_claims(
        "theme", "keywords", empty, labels(*"甲" * 6, *"乙" * 7, *"丙" * 7, "甲", "乙"), n_permutations=9
    )
    assert ("甲", "less") in [(claim.group, claim.direction) for claim in found], "texts without a word"


def test_of_many_formulas_the_most_frequent_are_compared_whatever_the_groups(corpus_of, monkeypatch):
    said = ["甲乙丙", "丁戊己", "庚辛壬"]
    hits = pd.DataFrame(
        {"doc_id": doc_id, "text": text, "variant": text, "kind": "numeric", "form": ""}
        for at, text in enumerate(said)
        for doc_id in ["d0", "d1", "d2"] * (2 + at)
    )
    documents = corpus_of(["港口。"] * 3, ["甲市", "乙市", "丙市"])
    hits["doc_id"] = hits["doc_id"].map(dict(zip(["d0", "d1", "d2"], documents.documents.index, strict=True)))
    counts, texts = formula_counts(documents, hits)
    assert list(counts.counts) == sorted(said)
    monkeypatch.setattr("analysis.claims.counts.MOST_VALUES", 6)
    monkeypatch.setattr("analysis.claims.counts.FEWEST_FORMULAS", 1)
    counts, texts = formula_counts(documents, hits)
    assert list(counts.counts) == sorted(said[1:])
    assert list(texts) == sorted(said[1:])
