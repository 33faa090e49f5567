"""The fast way of cutting gives the words that jieba gives, whatever the text."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lexicon import userdict
from analysis.segmentation import Cutter

SHARED = Path(__file__).parents[3] / "shared" / "corpora"
TERMS = ("堵点", "营商环境", "一网通办", "5G基站", "AI", "经济", "改革开放")

TEXTS = [
    "打通堵点，优化营商环境，推行一网通办。",
    "增长5.5%、占比下降0.3个百分点，PM2.5浓度31微克/立方米",
    "建设“1+N”体系和C++、C#、AT&T实验室，R&D投入占2.8%。",
    "5G基站3.2万个，AI+制造，AIGC，B2B，G60科创走廊",
    "全角１２３ＡＢＣ与㐀㙟𠀀𬭚等罕见字，龥鿖",
    "邓小平理论_三个代表-科学发展观&新时代#话题#",
    "",
    " \t\n\r\n　",
    "。。。……!!!",
    "习近平到访某某村，张伟民、李晓燕陪同",
]


@pytest.fixture(scope="module")
def cutters() -> tuple[Cutter, Cutter]:
    return Cutter(TERMS), Cutter(TERMS, fast=False)


@pytest.mark.parametrize("text", TEXTS)
def test_the_words_are_those_of_jieba(cutters, text):
    fast, plain = cutters
    assert fast.cut(text) == plain.cut(text)


@settings(max_examples=300)
@given(
    st.text(
        st.one_of(
            st.sampled_from(
                "改革开放营商环境堵点推进高质量发展的了在是和三五十年月日经济AIG5c+#&._%- ，。“”\n㐀𠀀龥"
            ),
            st.characters(codec="utf-8"),
        ),
        max_size=60,
    )
)
def test_any_text_is_cut_as_jieba_cuts_it(cutters, text):
    fast, plain = cutters
    words = fast.cut(text)
    assert words == plain.cut(text)
    assert "".join(words) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由市住建局负责", "由/市/住建局/负责"),
        ("报县大数据中心", "报/县/大数据中心"),
        ("经省财政厅同意", "经/省/财政厅/同意"),
        ("由市场决定，由市长主持", "由/市场/决定/，/由/市长/主持"),
    ],
)
def test_a_preposition_is_no_word_with_the_level_of_an_office(text, words):
    for cutter in (Cutter(userdict()), Cutter(userdict(), fast=False)):
        assert "/".join(cutter.cut(text)) == words


def test_a_term_of_the_user_stays_even_so():
    assert Cutter(["住建局", "由市"]).cut("由市住建局") == ["由市", "住建局"]


def test_terms_count_as_in_jieba():
    plain = jieba.Tokenizer()
    plain.initialize()
    for term in TERMS:
        plain.add_word(term)
    cutter = Cutter(TERMS)
    assert {term: cutter.FREQ[term] for term in TERMS} == {term: plain.FREQ[term] for term in TERMS}
    assert cutter.lcut("推行一网通办") == ["推行", "一网通办"] == list(plain.cut("推行一网通办"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real texts are not beside the project")
@pytest.mark.parametrize("folder", ["seeds", "city_reports_2024", "state_council"])
def test_real_texts_are_cut_as_jieba_cuts_them(folder):
    fast, plain = Cutter(userdict()), Cutter(userdict(), fast=False)
    for path in sorted((SHARED / folder).glob("*.txt"))[:3]:
        text = path.read_text(encoding="utf-8", errors="replace")[:20_000]
        assert fast.cut(text) == plain.cut(text)


def test_a_damaged_dictionary_in_the_temporary_folder_is_made_anew(tmp_path, monkeypatch):
    expected = Cutter()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "jieba.cache").write_bytes(b"no dictionary")
    assert Cutter().FREQ == expected.FREQ
    assert (tmp_path / "jieba.cache").stat().st_size > 1e6
