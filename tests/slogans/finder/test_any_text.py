"""Any text can be searched: no fault, offsets inside the text, and each limb the text at its place."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.lexicon import families
from analysis.slogans import find_slogans, numeric_formulas, parallel_runs
from analysis.slogans.finder.document import document_runs
from analysis.slogans.finder.slots import slot_runs
from analysis.slogans.finder.unseparated import unseparated_runs

QUOTATION_MARKS = "“”‘’「」『』〝〞〟\"'«»‹›„‚"
SEPARATORS = "、，；：。！？,;:!?.…—–－-·•/|~～ \u3000\t\n\r\u2028\u2029\x85"
BRACKETS = "（）()《》〈〉【】〔〕[]{}［］｛｝＜＞<>"
ODD = (
    "\x00\x07\x1b\x7f\u200b\u200e\u202e\ufeff\ufffd\ufffe\uffff\ue000\U000f0000\U0010ffff"
    "\u0301\u20dd\u3099\U0001f600\U00020000\U0002a6d6㐀䶿〇々ー０９Ｎ％%＋+①Ⅳ"
)
NUMERALS = "一二两三四五六七八九十百零双多0123456789NX个大项条类批"
KNOWN = (
    "转方式、调结构、增动能", "难点、痛点、堵点", "寻“难点”、聚“痛点”、破“堵点”", "获得感、幸福感、安全感",
    "共建共治共享", "小事不出村、大事不出镇", "“四个意识”", "“1+N”", "一企一策",
    "搬迁一批、改造一批、关停一批等“三个一批”",
    "以经济为中心、以发展为主题、以改革为动力", "“三净”（山净、水净、路净）", "两个维护", "等“五美”",
    "坚持求真、务实，坚持创新、开放，坚持节俭、清廉", "会议强调，“", "和、与、及、并且、以及",
)  # fmt: skip
HAN = "稳就业企预期转方式调结构增动能绿色化智能融合点难痛堵力度性感量等的和与及并以"
PART = st.one_of(
    st.sampled_from(KNOWN),
    st.text(HAN, min_size=1, max_size=5),
    st.text(QUOTATION_MARKS, min_size=1, max_size=3),
    st.text(SEPARATORS, min_size=1, max_size=3),
    st.text(BRACKETS, min_size=1, max_size=3),
    st.text(NUMERALS, min_size=1, max_size=4),
    st.text(ODD, min_size=1, max_size=2),
    st.text(max_size=3),
)
WHOLE = st.lists(PART, max_size=25).map("".join)


def cut(parts: tuple[str, int, int]) -> str:
    text, start, end = parts
    return text[start % (len(text) + 1) :][: end % (len(text) + 1)]


TEXT = st.one_of(WHOLE, st.tuples(WHOLE, st.integers(0, 400), st.integers(0, 400)).map(cut))
FAMILIES = families()


def check(text: str) -> None:
    """Search a text in every way and hold what is found against it."""
    halves = [(0, len(text) // 2), (len(text) // 2, len(text))]
    found = {
        "parallel": parallel_runs(text),
        "all candidates": parallel_runs(text, threshold=0.0),
        "numeric": numeric_formulas(text),
        "unseparated": unseparated_runs(text),
        "slots": slot_runs(text, FAMILIES),
        "document": document_runs(text, halves, FAMILIES, couplets=True),
    }
    for runs in found.values():
        for run in runs:
            assert 0 <= run.start < run.end <= len(text)
            assert all(text[limb.start : limb.end] == limb.text for limb in run.limbs)
            if run.kind == "numeric":
                assert run.template == text[run.start : run.end]
            elif run.form == "loose":  # takes in what its clauses have in common
                assert run.start <= run.limbs[0].start < run.limbs[-1].end <= run.end
            else:
                assert (run.start, run.end) == (run.limbs[0].start, run.limbs[-1].end)
                assert all(a.end <= b.start for a, b in itertools.pairwise(run.limbs))
    for name in ("parallel", "all candidates", "numeric", "unseparated"):
        assert all(a.end <= b.start for a, b in itertools.pairwise(found[name])), name


@settings(max_examples=120, deadline=None)
@given(TEXT)
@example("……会议强调，“")
@example("会议强调，“‘")
@example("转方式、调结构、“")
@example("“、”、“”、‘’，")
@example("转方式、调结构、增动能、“”")
@example("双")
@example("“四")
@example("难点、痛点、堵点“")
@example("难点、痛点、堵点难点、痛点、堵点难点、痛点、堵点")
def test_any_text_can_be_searched(text):
    check(text)


@pytest.mark.parametrize("mark", [*QUOTATION_MARKS, *SEPARATORS, *BRACKETS, *ODD])
@pytest.mark.parametrize("known", KNOWN[:4])
def test_a_text_may_be_cut_beside_any_mark(known, mark):
    for text in (known + mark, mark + known, f"强调，{mark}", known[:-1] + mark, f"{known}{mark}，{mark}"):
        check(text)


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(WHOLE, min_size=1, max_size=3))
def test_hits_hold_the_text_at_their_place(corpus_of, texts):
    corpus = corpus_of(["天气很好。", *texts], ["甲市"] * (len(texts) + 1))
    hits = find_slogans(corpus, couplets=True)
    cleaned = corpus.documents["text"]
    for hit in hits.itertuples():
        text = cleaned[hit.doc_id]
        assert 0 <= hit.start < hit.end <= len(text)
        if hit.form != "spread":
            assert text[hit.start : hit.end] == hit.text
