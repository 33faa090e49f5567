"""The straightforward pipeline, as in tutorials: jieba, CountVectorizer, loops, gensim's LDA."""

from __future__ import annotations

import json
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jieba
import numpy as np
from gensim.corpora import Dictionary
from gensim.models import LdaModel
from sklearn.feature_extraction.text import CountVectorizer

from analysis.lexicon import stopwords

SERIES = re.compile(r"[一-鿿]{2,8}(?:[、，；][一-鿿]{2,8}){2,}")


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Record the CPU seconds that a stage takes, so that other programs on the machine do not count."""
    begin = time.process_time()
    yield
    seconds[stage] = time.process_time() - begin


def run(path: Path, by: str = "city", n_topics: int = 8) -> dict[str, float]:
    """Return the CPU seconds of each stage on a table of texts, one JSON object per line."""
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    stop = stopwords()
    seconds: dict[str, float] = {}
    with timed(seconds, "read"):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with timed(seconds, "clean"):
        texts = [re.sub(r"[ \t\u3000]+", "", row["text"]) for row in rows]
    with timed(seconds, "segment"):
        tokens = [[word for word in jieba.cut(text) if len(word) > 1 and word not in stop] for text in texts]
    with timed(seconds, "count"):
        vectorizer = CountVectorizer(tokenizer=str.split, token_pattern=None, lowercase=False)
        counts = vectorizer.fit_transform([" ".join(words) for words in tokens])
    with timed(seconds, "keyness"):
        keyness([row[by] for row in rows], tokens)
    with timed(seconds, "topics"):
        dictionary = Dictionary(tokens)
        bags = [dictionary.doc2bow(words) for words in tokens]
        LdaModel(bags, n_topics, dictionary, passes=10, random_state=1)
    with timed(seconds, "slogans"):
        found = [match[0] for text in texts for match in SERIES.finditer(text)]
        [text for text in found if len({len(limb) for limb in re.split("[、，；]", text)}) == 1]
    assert counts.shape[0] == len(rows)
    assert np.isfinite(sum(seconds.values()))
    return seconds


def keyness(groups: list[str], tokens: list[list[str]]) -> dict[str, list[tuple[float, str]]]:
    """Return the terms of each group, ranked by log-likelihood against all others."""
    by_group: dict[str, Counter[str]] = {}
    for group, words in zip(groups, tokens, strict=True):
        by_group.setdefault(group, Counter()).update(words)
    total: Counter[str] = Counter()
    for counter in by_group.values():
        total.update(counter)
    size = total.total()
    ranked = {}
    for group, counter in by_group.items():
        mine = counter.total()
        scores = []
        for term, n in counter.items():
            rest = total[term] - n
            expected, other = total[term] * mine / size, total[term] * (size - mine) / size
            g2 = 2 * (n * math.log(n / expected) + (rest * math.log(rest / other) if rest else 0))
            scores.append((g2, term))
        ranked[group] = sorted(scores, reverse=True)
    return ranked
