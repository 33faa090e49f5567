"""Terms of themes in the text: which places count, which do not, and where they stand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import segment
from analysis.corpus import DOCUMENT_COLUMNS
from analysis.errors import DataFileError, InputError
from analysis.keywords import THEME_HIT_TYPES, attention, theme_hits
from analysis.lexicon import themes


def terms_of(corpus, *terms):
    return theme_hits(corpus, {"题": terms})["term"].tolist()


@pytest.mark.parametrize(
    ("text", "terms", "found"),
    [
        ("巩固脱贫攻坚成果。", ["脱贫攻坚"], ["脱贫攻坚"]),  # a part of the word 脱贫攻坚成果
        ("提高科技创新能力。", ["科技创新"], ["科技创新"]),  # a word and a part of the next: 科技, 创新能力
        ("持续优化营商环境。", ["优化营商环境"], ["优化营商环境"]),  # several words
        ("发展产业链和产业。", ["产业", "产业链"], ["产业链", "产业"]),  # the longest where they overlap
        ("绿色低碳产业链长", ["链长", "产业链"], ["产业链"]),  # the first where they overlap
        ("人民生活更好。", ["民生"], []),  # the end of a word and the beginning of the next
        ("帮助企业解难。", ["助企"], []),
        ("惠民生的事，民生实事。", ["民生"], ["民生", "民生"]),  # 惠民, 生: begins in a word, ends with one
        ("地表水环境质量。", ["水环境"], ["水环境"]),  # three characters are hardly there by chance
        ("AI赋能，发展AIGC，用AI。", ["AI"], ["AI", "AI"]),
        ("建成15G网络、5G基站。", ["5G"], ["5G"]),
        ("主题教育和基础教育。", ["教育", "-主题教育"], ["教育"]),
        ("主题教育和基础教育。", ["教育"], ["教育", "教育"]),
        ("😀𠮷林产业。", ["产业"], ["产业"]),
    ],
)
def test_what_counts(corpus_of, text, terms, found):
    corpus = corpus_of([text], ["甲市"])
    assert terms_of(corpus, *terms) == found
    assert attention(corpus, {"题": terms})["n"].tolist() == [len(found)]


def test_a_term_by_chance_hides_no_other(corpus_of):
    # 助企 in 帮助企业 is none, so that 企业 counts, which begins inside of it.
    assert terms_of(corpus_of(["帮助企业解难。"], ["甲市"]), "助企", "企业") == ["企业"]


def test_themes_do_not_know_of_each_other(corpus_of):
    corpus = corpus_of(["发展产业链。"], ["甲市"])
    hits = theme_hits(corpus, {"链": ["产业链"], "业": ["产业"], "也": ["产业"]})
    assert hits[["theme", "term", "start", "end"]].to_numpy().tolist() == [
        ["业", "产业", 2, 4], ["也", "产业", 2, 4], ["链", "产业链", 2, 5],
    ]  # fmt: skip


def test_place_sentence_and_line(corpus_of):
    corpus = corpus_of(["一句。\n民生和产业。再谈产业。", "产业。"], ["乙市", "甲市"], [2021, 2022])
    hits = theme_hits(corpus, {"民": ["民生"], "产": ["产业"]})
    assert list(hits.columns) == list(THEME_HIT_TYPES)
    assert hits.drop(columns="source").to_numpy().tolist() == [
        ["d0", "乙市", 2021, "民", "民生", "民生和产业。", 4, 6, 2],
        ["d0", "乙市", 2021, "产", "产业", "民生和产业。", 7, 9, 2],
        ["d0", "乙市", 2021, "产", "产业", "再谈产业。", 12, 14, 2],
        ["d1", "甲市", 2022, "产", "产业", "产业。", 0, 2, 1],
    ]
    assert hits["source"].tolist() == ["0.txt", "0.txt", "0.txt", "1.txt"]


def test_columns_do_not_depend_on_hits(corpus):
    some, none = theme_hits(corpus), theme_hits(corpus, {"空": ["没有"], "无": ["也没有"]})
    assert len(none) == 0
    assert none.dtypes.to_dict() == some.dtypes.to_dict() == theme_hits(corpus, {}).dtypes.to_dict()


@given(
    st.lists(st.lists(st.text("产业链民生𠮷A1", min_size=1, max_size=3), min_size=1, max_size=4), max_size=3)
)
def test_hits_are_the_terms_and_do_not_overlap(corpus_of, lists):
    corpus = HYPOTHESIS_CORPUS
    lexicon = {str(number): terms for number, terms in enumerate(lists)}
    hits = theme_hits(corpus, lexicon)
    texts = corpus.documents["text"]
    for hit in hits.itertuples():
        assert texts[hit.doc_id][hit.start : hit.end] == hit.term
        assert hit.term in lexicon[hit.theme]
    for _, mine in hits.groupby(["doc_id", "theme"]):
        assert (mine["start"].to_numpy()[1:] >= mine["end"].to_numpy()[:-1]).all()
    if lexicon:
        table = attention(corpus, lexicon)
        counted = hits.groupby(["theme", "city"]).size().to_dict()
        assert {(r.theme, r.group): r.n for r in table.itertuples() if r.n} == counted


def frame(texts):
    table = pd.DataFrame(
        {"text": texts, "city": ["甲市", "乙市"], "source": "a.txt", "source_line": 1},
        index=pd.Index(["a", "b"], name="doc_id"),
    )
    return table.reindex(columns=list(DOCUMENT_COLUMNS)).astype({"year": "Int64"})


HYPOTHESIS_CORPUS = segment(frame(["产业链A1民生𠮷产业链，人民生活。\n1A产业A", "民生民生产业业链产业链"]))


def test_the_order_of_documents_does_not_matter(corpus):
    turned = segment(corpus.documents.iloc[::-1])
    last_first = theme_hits(turned)
    order = [doc_id for doc_id in turned.documents.index if doc_id in set(last_first["doc_id"])]
    assert last_first["doc_id"].unique().tolist() == order
    by_place = ["doc_id", "start", "end", "theme"]
    pd.testing.assert_frame_equal(
        *(hits.sort_values(by_place, ignore_index=True) for hits in (last_first, theme_hits(corpus)))
    )
    pd.testing.assert_frame_equal(attention(turned), attention(corpus))


@pytest.mark.parametrize("words", ["教育", [""], ["-"], [" "], [1], None, {"教育": 1}])
def test_a_theme_is_a_list_of_words(corpus, words):
    with pytest.raises(InputError, match="'题' must be a list of words"):
        theme_hits(corpus, {"题": words})


@pytest.mark.parametrize("text", ["", "题 = '教育'", "题 = ['-']", "题 = [' ']", "题 = [1]"])
def test_a_file_of_themes_has_lists_of_words(tmp_path, text):
    path = tmp_path / "themes.toml"
    path.write_text(text.replace("题", '"题"'), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"themes\.toml: "):
        themes(path)


def test_attention_needs_a_theme(corpus, dtm):
    assert theme_hits(corpus, {}).empty
    for source in (corpus, dtm):
        with pytest.raises(InputError, match="no theme"):
            attention(source, {})


def test_the_themes_of_the_project_hold_no_word_twice():
    for terms in themes().values():
        assert not {term for term in terms if not term.startswith("-")} & {
            term.removeprefix("-") for term in terms if term.startswith("-")
        }


def test_words_of_documents(corpus, dtm):
    np.testing.assert_array_equal(corpus.n_words.to_numpy(), dtm.sizes)


def test_names_of_offices_are_no_talk_of_a_theme(corpus_of):
    said = "发展改革部门会同工业和信息化主管部门、住房和城乡建设局办理，教育行政部门配合。"
    found = theme_hits(corpus_of([said + "深化改革，办好教育，发展工业。"], ["甲市"]))
    assert found["term"].tolist() == ["改革", "教育", "工业"]


def test_offices_are_known_by_how_they_end_in_themes_of_ones_own_too(corpus_of):
    said = "（责任单位：市农业农村委、市医疗保障局、市大数据局；口岸物流办牵头，科技创新委配合。）"
    themes = {"三农": ["农业农村"], "医": ["医疗"], "数": ["数据"], "外": ["口岸"], "科": ["科技"]}
    assert theme_hits(corpus_of([said], ["甲市"]), themes).empty
    talk = "优化教育布局，办好教育部署，口岸办理提速，打开工业发展局面，农业农村优先，委托科技机构。"
    themes = {"全": ["教育", "口岸", "工业", "农业农村", "科技"]}
    assert len(theme_hits(corpus_of([talk], ["甲市"]), themes)) == 6
    assert len(theme_hits(corpus_of(["大数据局挂牌。"], ["甲市"]), {"数": ["大数据局"]})) == 1
