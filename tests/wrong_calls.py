"""Wrong calls as people make them, and the page that shows their answers (`python -m tests.wrong_calls`).

The answers are those that the package gives, so the page is read before it is kept; a test compares it.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from analysis.errors import KoujingError

PAGE = Path(__file__).parents[1] / "docs" / "wrong-calls.md"

PRELUDE = """import numpy as np
import pandas as pd
from analysis import *

frame = pd.DataFrame({"content": ["港口扩建。", "黄河治理。"], "place": ["青岛市", "兰州市"]})
texts = ["提升质量、效率、动力。港口扩建，改革创新。", "黄河治理，改革创新。"] * 5
documents = read_texts(texts, city=["青岛市", "兰州市"] * 5, year=[2022] * 5 + [2023] * 5)
corpus = segment(documents)
dtm = count_terms(corpus)
hits = find_slogans(corpus)
keywords = tf_idf(dtm)
prepared = read_corpus(SAMPLE)
"""

CALLS: dict[str, str] = {
    "Texts that are in memory": """
segment(frame)
segment(texts)
segment(texts[0])
segment(corpus)
segment(dtm)
segment(documents, documents)
segment(prepared)
clean_documents(texts)
clean_documents(corpus)
clean_documents(pd.concat([documents, documents[['city']]], axis=1))
gate(pd.concat([documents, documents[['city']]], axis=1))
read_frame(texts)
read_frame({"text": texts})
read_frame("texts.csv")
read_frame(frame, text="body")
read_frame(frame, text="content", city="青岛市")
read_frame(frame, text="content", city=["青岛市", "兰州市"])
read_frame(frame.rename(columns={"content": "x", "place": "y"}))
read_frame(pd.concat([frame, frame]), text="content")
read_frame(pd.concat([frame, frame], axis=1), text="content")
read_frame(frame.pivot(columns="place"))
read_frame(frame.assign(content=1), text="content")
read_frame(frame.assign(content=[["港口", "扩建"], ["黄河"]]), text="content")
read_texts(texts[0])
read_texts(frame)
read_texts([["港口", "扩建"], ["黄河"]])
read_texts([("a", "港口。"), ("b", "黄河。")])
read_texts(texts, city=["青岛市"])
read_texts(texts, city={"青岛市", "兰州市"})
read_texts(set(texts))
read_documents(texts)
read_documents(frame)
read_corpus(documents)
""",
    "Tokens and counts of other tools": """
Corpus.from_tokens("港口 扩建")
Corpus.from_tokens(["港口 扩建", "黄河 治理"])
Corpus.from_tokens(["港口", "扩建"])
Corpus.from_tokens([["港口", 2024]])
Corpus.from_tokens([[[["港口"]]]])
Corpus.from_tokens([["港口", ["扩建"]]])
Corpus.from_tokens([["港口"], ["黄河"]], frame.head(1))
Corpus.from_tokens({"a": ["港口"]}, frame)
Corpus.from_tokens([["港口"]], ["青岛市"])
Corpus.from_tokens(pd.DataFrame({"word": ["港口"]}))
Corpus.from_tokens(pd.DataFrame({"tokens": [["港口"]]}))
Corpus.from_tokens(corpus)
DocTermMatrix.from_counts(np.eye(2))
DocTermMatrix.from_counts(np.eye(2) / 3, ["港口", "黄河"])
DocTermMatrix.from_counts(np.eye(2), ["港口", "港口"])
DocTermMatrix.from_counts(np.eye(2), "港口")
DocTermMatrix.from_counts(frame)
DocTermMatrix.from_counts(np.eye(2), ["港口", "黄河"], ["青岛市", "兰州市"])
Corpus(texts)
Corpus(frame)
Corpus([["港口", "扩建"]])
Corpus()
DocTermMatrix(corpus)
DocTermMatrix(np.eye(2))
TopicModel(dtm)
TopicModel(corpus)
""",
    "The wrong noun": """
count_terms(texts)
count_terms(documents)
count_terms(dtm)
count_terms(prepared)
tf_idf(corpus)
tf_idf(documents)
tf_idf(frame)
tf_idf(texts)
tf_idf("texts/")
tf_idf(None)
keyness(corpus, "青岛市")
keyness_by(corpus)
keyness_measures(corpus, "青岛市")
shift(corpus, "青岛市", "兰州市")
distances(corpus)
dispersion(corpus)
standing_out(corpus)
group_sizes(dtm, corpus)
attention(texts)
attention(dtm, ["港口"])
kwic(dtm, "港口")
kwic(documents, "港口")
kwic("港口", corpus)
kwic(corpus, 2035)
kwic(corpus, None)
collocates(dtm, "港口")
positions(dtm, "港口")
theme_hits(dtm)
readability(dtm)
diversity(dtm)
panel(dtm)
panel(corpus, slogans=corpus)
panel(corpus, topics=dtm)
write_panel(corpus, "panel")
term_marks(dtm, ["港口"])
fit_topics(corpus)
choose_topics(corpus)
top_terms(dtm)
top_terms(corpus)
topic_prevalence(dtm)
topic_trend(dtm)
label_topics(dtm)
topic_map(dtm)
typical_paragraphs(corpus, dtm)
find_slogans(dtm)
find_slogans(texts)
parallel_runs(texts)
text_reuse(dtm)
citations(documents)
findings(dtm)
coding_sheet(corpus, "instruments")
""",
    "Tables and arguments that are exchanged": """
slogan_rates(corpus, hits)
slogan_rates(hits, dtm)
slogan_timeline(corpus)
slogan_timeline(hits, corpus)
slogan_profile(dtm)
slogan_formulas(corpus)
slogan_order(corpus, hits)
first_uses(corpus, 3)
term_marks(corpus, 3)
slogan_summary(corpus, hits)
closed_runs(corpus)
varied_families(hits)
top(dtm)
top(keywords, "港口")
headline_terms(keywords, {})
mds_map(dtm)
farthest(corpus)
recommendation(dtm)
keyword_bars(dtm)
keyword_bars(frame)
keyness_dots(keywords)
attention_dots(corpus)
distance_map(dtm, ["青岛市"])
topic_bars(corpus)
prevalence_dots(keywords)
rate_dots(keywords)
rate_timeline(hits)
formula_timeline(hits)
adoption_steps(hits)
variant_bars(hits)
doubted(documents)
""",
    "Groups, numbers, words": """
tf_idf(dtm, by="region")
tf_idf(dtm, by=["city", "region"])
tf_idf(dtm, by="district")
tf_idf(dtm, by=None)
tf_idf(dtm, by=["city", 2023])
tf_idf(dtm, by={"city", "year"})
keyness(corpus)
keyness(dtm)
kwic(dtm)
kwic(corpus)
collocates(corpus)
keyness(dtm, "柳州市")
keyness(dtm, None)
keyness(dtm, [])
keyness(dtm, "青岛市", "青岛市")
shift(dtm, "青岛市", "青岛市")
panel(corpus, terms=["港口"], by="region")
slogan_rates(hits, corpus, by="region")
fit_topics(dtm, "8")
collocates(corpus, "港口", window=0)
collocates(corpus, "港口", window=2.5)
kwic(corpus, "港口", width="5")
top(keywords, -1)
slogan_timeline(hits, 0)
dtm.trim(min_n="5")
count_terms(corpus, stopwords=["改革", None])
count_terms(corpus, stopwords="stopwords.txt")
segment(documents, userdict=["黄河治理", 2035])
attention(corpus, {"开放": "港口"})
""",
    "Parts of a corpus": """
corpus["柳州市"]
corpus["青岛"]
corpus[["text1", "text1"]]
corpus[[True, False]]
corpus[{"city": "青岛市"}]
corpus[None]
corpus.where(city="青岛")
corpus.where(region="东部")
corpus.where(city="青岛市", year=2024)
corpus.where(year=lambda year: 2022)
dtm["港口"]
dtm["柳州市"]
dtm.where(city="柳州市")
dtm.group("region")
""",
}


def answers() -> dict[str, str]:
    """Return what the package answers to each call; what is no error of ours is shown as it is."""
    names: dict[str, Any] = {}
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(PRELUDE, names)
        for call in "".join(CALLS.values()).split("\n"):
            if call:
                try:
                    eval(call, names)
                    found[call] = "(no error)"
                except KoujingError as fault:
                    found[call] = str(fault)
    return found


def page(found: dict[str, str]) -> str:
    """Return the page: a table of calls and answers for each kind."""
    parts = [
        "# Wrong calls and their answers\n\nA wrong call is answered by a sentence that says what was given, "
        "what is wanted, and which call makes the one from the other. "
        f"Here are {len(found)} of them, after\n\n"
        f"```python\n{PRELUDE}```\n\n"
        "`python -m tests.wrong_calls` writes this page; a test compares it with what the package says.\n"
    ]
    for kind, calls in CALLS.items():
        parts.append(f"\n## {kind}\n\n| call | answer |\n|---|---|\n")
        for call in filter(None, calls.split("\n")):
            answer = found[call].replace("|", "\\|").replace("<", "&lt;")
            parts.append(f"| `{call}` | {answer} |\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(answers()), encoding="utf-8")
