"""Segmentation loses nothing, and keeps its dictionary to itself."""

import jieba
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import DOCUMENT_COLUMNS
from analysis.errors import DataFileError, InputError, KoujingWarning
from analysis.lexicon import stopword_groups, stopwords, userdict
from analysis.segmentation import segment, split_paragraphs, split_sentences, tokenizer


def frame(*texts: str) -> pd.DataFrame:
    rows = [{"text": text, "source": f"{i}.txt", "source_line": 1} for i, text in enumerate(texts)]
    made = pd.DataFrame(rows, index=pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id"))
    return made.reindex(columns=list(DOCUMENT_COLUMNS))


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("一句。两句！三句？", ["一句。", "两句！", "三句？"]),
        ("他说：“好。”我们走。", ["他说：“好。”", "我们走。"]),
        ("没有句号", ["没有句号"]),
        ("（真的吗？！）是的……完", ["（真的吗？！）", "是的……", "完"]),
        ("一；二，三：四。", ["一；二，三：四。"]),
        ("", []),
    ],
)
def test_sentences(paragraph, sentences):
    assert split_sentences(paragraph) == sentences


@given(st.text(alphabet="改革，。！？”’）…abc 1\t》难点", max_size=60))
def test_sentences_joined_are_the_paragraph(text):
    assert "".join(split_sentences(text)) == text


def test_tokens_are_the_words_written_into_the_texts(corpus, texts):
    tokens = corpus.tokens()
    for doc_id, (_, _, text) in texts.items():
        assert tokens.loc[tokens["doc_id"] == doc_id, "token"].tolist() == text.split()


def test_token_table(corpus):
    tokens = corpus.tokens()
    assert list(tokens.columns) == ["doc_id", "paragraph", "sentence", "position", "token", "start"]
    row = tokens[(tokens["doc_id"] == "丙1") & (tokens["token"] == "创新")].iloc[0]
    assert (row["paragraph"], row["sentence"], row["position"], row["start"]) == (1, 1, 1, 13)


def test_sentence_table(corpus):
    sentences = corpus.sentences()
    mine = sentences[sentences["doc_id"] == "甲1"]
    assert mine["text"].tolist() == ["港口扩建。", "港口航线，港口贸易。"]
    assert mine["start"].tolist() == [0, 5]
    assert mine["end"].tolist() == [5, 15]


@settings(max_examples=60)
@given(
    st.lists(st.text(alphabet="营商环境改革开放，。\n 12ab𠀀痛点！+#.%", max_size=50), min_size=1, max_size=4)
)
def test_lossless(texts):
    documents = frame(*texts)
    if not any(text.strip() for text in texts):
        with pytest.raises(InputError):
            segment(documents)
        return
    corpus = segment(documents)
    for row in corpus.tokens().itertuples():
        text = documents.loc[row.doc_id, "text"]
        assert text[row.start : row.start + len(row.token)] == row.token
    tokens = corpus.tokens()
    for doc_id, text in documents["text"].items():
        joined = "".join(tokens.loc[tokens["doc_id"] == doc_id, "token"])
        assert joined == "".join(line for line in text.split("\n") if line.strip())


def test_punctuation_keeps_words_apart():
    words = segment(frame("改革，开放")).tokens()["token"].tolist()
    assert words == ["改革", "，", "开放"]


def test_policy_terms_stay_whole_and_jieba_itself_is_untouched():
    text = "打通堵点，优化营商环境，推行一网通办"
    ours = segment(frame(text)).tokens()["token"].tolist()
    assert {"堵点", "营商环境", "一网通办"} <= set(ours)
    jieba.initialize()
    assert "一网通办" not in jieba.lcut(text)
    assert "一网通办" not in jieba.dt.user_word_tag_tab


def test_own_dictionary(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("# mine\n甲乙丙丁工程\n", encoding="utf-8")
    corpus = segment(frame("实施甲乙丙丁工程"), userdict=own)
    assert "甲乙丙丁工程" in corpus.vocabulary
    assert corpus.settings["own_userdict"] != ""
    assert "甲乙丙丁工程" not in segment(frame("实施甲乙丙丁工程")).vocabulary


def test_a_dictionary_edited_between_two_calls_is_read_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("KOUJING_CACHE", str(tmp_path / "cache"))
    own = tmp_path / "own.txt"
    text = "甲乙丙丁工程，戊己庚辛工程"
    found = []
    for term in ("甲乙丙丁工程", "戊己庚辛工程"):
        own.write_text(term, encoding="utf-8")
        found.append({*segment(frame(text), userdict=own).vocabulary} & {*text.split("，")})
    assert found == [{"甲乙丙丁工程"}, {"戊己庚辛工程"}]


def test_fault_in_own_dictionary_names_file_and_line(tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("好词\n一 词\n", encoding="utf-8")
    with pytest.warns(KoujingWarning, match=r"own\.txt: one word .*a line .* passed over: line 2: '一 词'"):
        corpus = segment(frame("好词"), userdict=own)
    assert corpus.vocabulary.tolist() == ["好词"]
    with pytest.raises(DataFileError, match=r"none\.txt: no such file"):
        segment(frame("好词"), userdict=tmp_path / "none.txt")


def test_every_bundled_word_is_one_token():
    cut = tokenizer().lcut
    assert [word for word in userdict() if len(cut(word)) > 1] == []
    whole = stopwords() - stopword_groups()["shards"]
    assert [word for word in sorted(whole) if len(cut(word)) > 1] == []


def test_lines_are_numbered_from_source_line():
    documents = frame("\n一段\n\n二段")
    documents["source_line"] = 5
    table = split_paragraphs(documents)
    assert table["first_line"].tolist() == [6, 8]
    assert table["start"].tolist() == [1, 5]


def test_empty_document_between_others():
    corpus = segment(frame("改革。", "", "开放。"))
    assert corpus.document_ptr.tolist() == [0, 1, 1, 2]
    assert corpus.tokens()["doc_id"].tolist() == ["d0", "d0", "d2", "d2"]
    assert corpus.sentence_documents.tolist() == [0, 2]


def test_input_is_not_changed(documents):
    before = documents.copy()
    corpus = segment(documents)
    corpus.documents.loc[:, "city"] = "X"
    pd.testing.assert_frame_equal(documents, before)
    with pytest.raises(ValueError, match="read-only"):
        corpus.token_ids[0] = 1


@pytest.mark.parametrize(
    "office",
    [
        "工信局",
        "住建局",
        "人社局",
        "大数据局",
        "文旅局",
        "医保局",
        "行政审批局",
        "卫健委",
        "经信局",
        "自然资源局",
        "数据局",
        "住建委",
        "发展改革委",
    ],
)
@pytest.mark.parametrize("level", "市县区州")
def test_offices_are_words_after_their_level(office, level):
    assert office in tokenizer().lcut(f"由{level}{office}牵头")


@pytest.mark.parametrize("text", ["发展改革委员会", "打破数据局限", "交通运输局部"])
def test_offices_are_not_cut_out_of_what_is_longer(text):
    assert not {"发展改革委", "数据局", "交通运输局"} & set(tokenizer().lcut(text))


@pytest.mark.parametrize("term", ["大数据", "大健康", "新基建", "县域经济", "适老化改造", "河湖长制"])
def test_terms_of_common_parts_are_words(term):
    assert tokenizer().lcut(f"加快{term}发展") == ["加快", term, "发展"]
