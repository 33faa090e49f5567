"""Reading a topic: its terms by three measures, its most typical paragraphs, a map."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial.distance import jensenshannon

from ..checks import check_kind, check_whole
from ..corpus import Corpus, TopicModel
from ..errors import InputError
from ..stats import FloatArray, classical_scaling
from .units import MIN_SIZE


def frex(topic_terms: FloatArray, weight: float = 0.5) -> FloatArray:
    """Return FREX: the harmonic mean of the ranks of a term's frequency and exclusivity in a topic.

    Parameters
    ----------
    topic_terms : ndarray, shape (n_topics, n_terms)
        Probabilities of terms.
    weight : float
        Weight of exclusivity, between 0 and 1.

    Returns
    -------
    ndarray, shape (n_topics, n_terms)
        Between 0 and 1; ranks are the shares of terms that are not greater.

    References
    ----------
    Bischof, J. and Airoldi, E. (2012). Summarizing topical content with word frequency and exclusivity.
    ICML 29; ranks as in stm's calcfrex.
    """
    n_terms = topic_terms.shape[1]
    own = topic_terms / topic_terms.sum(axis=0)
    exclusive, frequent = (
        pd.DataFrame(of).rank(axis=1, method="max").to_numpy() / n_terms for of in (own, topic_terms)
    )
    return np.asarray(1 / (weight / exclusive + (1 - weight) / frequent))


def lift(model: TopicModel) -> FloatArray:
    """Return the ratio of a term's probability in each topic to its mean over topics, weighted by share."""
    share = model.sizes @ model.unit_topics.to_numpy() / model.sizes.sum()
    terms = model.topic_terms.to_numpy()
    return np.asarray(terms / (share @ terms))


def top_terms(model: TopicModel, n: int = 10) -> pd.DataFrame:
    """List the first terms of each topic by probability, by FREX and by lift, side by side.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    n : int
        Number of terms per topic.

    Returns
    -------
    DataFrame
        `topic, rank, term, probability, frex_term, frex, lift_term, lift`, sorted by topic and rank (from 1);
        ties by term. The terms in one row share nothing but their rank: the most probable, the most frequent
        and exclusive (FREX), and the one with the highest lift (often rare words).

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, top_terms
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> sorted(top_terms(model, 3).query("topic == 1")["term"])
    ['港口', '航线', '贸易']
    """
    check_kind("top_terms", model, "TopicModel")
    check_whole("top_terms", "n", n)
    terms = model.topic_terms.columns.to_numpy(dtype=str)
    measures = (model.topic_terms.to_numpy(), frex(model.topic_terms.to_numpy()), lift(model))
    rows = []
    for i, topic in enumerate(model.topic_terms.index):
        orders = [np.lexsort((terms, -measure[i]))[:n] for measure in measures]
        for rank, places in enumerate(zip(*orders, strict=True), 1):
            pairs = [(terms[at], measure[i, at]) for at, measure in zip(places, measures, strict=True)]
            rows.append((topic, rank, *(value for pair in pairs for value in pair)))
    columns = ["topic", "rank", "term", "probability", "frex_term", "frex", "lift_term", "lift"]
    return pd.DataFrame(rows, columns=columns)


def typical_paragraphs(model: TopicModel, corpus: Corpus, n: int = 3) -> pd.DataFrame:
    r"""List the paragraphs that are most about each topic, with their source.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    corpus : Corpus
        The corpus it was fitted on.
    n : int
        Paragraphs per topic at most, each from a different document; only those in which no topic has more.

    Returns
    -------
    DataFrame
        `topic, rank, share, doc_id, paragraph, city, year, source, first_line, last_line, text`. Short
        paragraphs are merged as they were for fitting; `paragraph` is the first of them, the lines are those
        of the source file.

    Examples
    --------
    >>> from analysis import count_terms, fit_topics, read_texts, segment, typical_paragraphs
    >>> text = "港口航线贸易，港口航线。" * 9 + "\n" + "黄河治理生态，黄河治理。" * 9
    >>> corpus = segment(read_texts([text] * 12))
    >>> dtm = count_terms(corpus, unit="paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> typical_paragraphs(model, corpus, n=1)[["topic", "rank", "paragraph"]].shape
    (2, 3)
    """
    check_kind("typical_paragraphs", model, "TopicModel", second=corpus)
    check_whole("typical_paragraphs", "n", n)
    check_kind("typical_paragraphs", corpus, "Corpus")
    if "last_paragraph" not in model.units:
        raise InputError("Typical paragraphs need a model made by `fit_topics`.")
    # The very largest shares belong to very short units, which say little; half of all units are enough.
    large = np.flatnonzero(model.sizes >= min(MIN_SIZE, np.median(model.sizes)))
    units, found = model.units.iloc[large], []
    texts = corpus.documents["text"].to_dict()
    place = corpus.paragraphs.set_index(["doc_id", "paragraph"]).sort_index()
    largest = model.unit_topics.to_numpy()[large].max(axis=1, initial=0)
    for i, topic in enumerate(model.unit_topics.columns):
        shares = model.unit_topics.to_numpy()[large, i]
        order = np.lexsort((units.index.to_numpy(dtype=str), -shares))
        order = order[shares[order] == largest[order]]
        first = units.iloc[order].assign(share=shares[order]).drop_duplicates("doc_id").head(n)
        for rank, row in enumerate(first.to_dict("records"), 1):
            doc_id = row["doc_id"]
            begin, end = place.loc[(doc_id, row["paragraph"])], place.loc[(doc_id, row["last_paragraph"])]
            text = texts[doc_id][begin["start"] : end["end"]]
            found.append(
                (topic, rank, row["share"], doc_id, row["paragraph"], row.get("city"), row.get("year"),
                 begin["source"], begin["first_line"], end["last_line"], text)
            )  # fmt: skip
    columns = ["topic", "rank", "share", "doc_id", "paragraph", "city", "year", "source",
               "first_line", "last_line", "text"]  # fmt: skip
    kinds = {"year": "Int64", "first_line": "Int64", "last_line": "Int64"}
    return pd.DataFrame(found, columns=columns).astype(kinds)


def topic_places(model: TopicModel, corpus: Corpus, n_terms: int = 10) -> pd.DataFrame:
    """List where the first terms of each topic stand in the units that are mostly about it.

    Parameters
    ----------
    model : TopicModel
        A model made by `fit_topics`.
    corpus : Corpus
        The corpus it was fitted on.
    n_terms : int
        Most probable terms of each topic.

    Returns
    -------
    DataFrame
        `doc_id, topic, term, start, end, sentence, source, line`: offsets into the cleaned text, the
        sentence, its file and the line on which its paragraph begins. A unit is mostly about a topic that
        has at least half of it.
    """
    shares = model.unit_topics.to_numpy()
    main = np.where(shares.max(axis=1, initial=0) >= 0.5, shares.argmax(axis=1), -1)
    row_of = pd.Series(
        np.arange(len(corpus.paragraphs)), index=corpus.paragraphs.set_index(["doc_id", "paragraph"]).index
    )
    topic_of = np.full(len(corpus.paragraphs), -1)
    units = model.units
    begin = row_of.loc[list(zip(units["doc_id"], units["paragraph"], strict=True))].to_numpy()
    end = row_of.loc[list(zip(units["doc_id"], units["last_paragraph"], strict=True))].to_numpy()
    for topic, first, last in zip(main, begin, end, strict=True):
        topic_of[first : last + 1] = topic
    sentence = np.searchsorted(corpus.sentence_ptr, np.arange(len(corpus.token_ids)), side="right") - 1
    paragraph = np.searchsorted(corpus.paragraph_ptr, sentence, side="right") - 1
    vocabulary = pd.Index(corpus.vocabulary)
    wanted = np.zeros((shares.shape[1] + 1, len(vocabulary)), dtype=bool)
    for at, (_, row) in enumerate(model.topic_terms.iterrows()):
        first = vocabulary.get_indexer(row.nlargest(n_terms).index)
        wanted[at, first[first >= 0]] = True
    tokens = np.flatnonzero(wanted[topic_of[paragraph], corpus.token_ids])
    sentences = corpus.sentences()
    of, lines = sentences.iloc[sentence[tokens]], corpus.paragraphs["first_line"].to_numpy(dtype=object)
    start = corpus.token_starts[tokens]
    return pd.DataFrame(
        {
            "doc_id": of["doc_id"].to_numpy(),
            "topic": np.asarray(model.unit_topics.columns)[topic_of[paragraph[tokens]]],
            "term": corpus.vocabulary[corpus.token_ids[tokens]],
            "start": start,
            "end": start + corpus.token_lengths[tokens],
            "sentence": of["text"].to_numpy(),
            "source": corpus.documents["source"].reindex(of["doc_id"]).to_numpy(),
            "line": lines[paragraph[tokens]],
        }
    )


def topic_map(model: TopicModel) -> pd.DataFrame:
    """Place the topics in a plane so that topics with similar words are near each other.

    Parameters
    ----------
    model : TopicModel
        A fitted model.

    Returns
    -------
    DataFrame
        `topic, x, y, share, stability, explained`: coordinates from classical scaling of Jensen-Shannon
        distances, the topic's share of all counted tokens, its stability, and the share (0 to 1) of all
        squared distances accounted for by the plane.

    References
    ----------
    Gower, J. (1966). Some distance properties of latent root and vector methods. Biometrika 53, 325-338.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_map
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> topic_map(model)[["topic", "share"]].round(1).to_numpy().tolist()
    [[1.0, 0.5], [2.0, 0.5]]
    """
    check_kind("topic_map", model, "TopicModel")
    terms = model.topic_terms.to_numpy()
    apart = np.nan_to_num(np.array([[jensenshannon(a, b, base=2) for b in terms] for a in terms]))
    axes, roots = classical_scaling(apart)
    # The sign of an axis is arbitrary: the outermost entry is made positive.
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])])
    axes = axes * np.where(signs == 0, 1, signs)
    total = np.maximum(roots, 0).sum()
    return pd.DataFrame(
        {
            "topic": model.topic_terms.index,
            "x": axes[:, 0],
            "y": axes[:, 1],
            "share": model.sizes @ model.unit_topics.to_numpy() / model.sizes.sum(),
            "stability": model.stability.to_numpy() if model.stability is not None else np.nan,
            "explained": float(np.maximum(roots[:2], 0).sum() / total) if total > 0 else float("nan"),
        }
    )
