"""The sections of the comparison report: results in, HTML out, every number linked to its sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd
from IPython.display import HTML

from ..clean.rules import RULES
from ..corpus import DocTermMatrix, TopicModel
from ..figures import distance_map, group_colors, keyword_bars, prevalence_dots, rate_dots
from ..tables import Html, cells, evidence_link, interval, translate
from .findings import join_words, topic_labels
from .page import Page

N_KEYWORDS = 10
N_FORMULAS = 40


def corpus_section(
    page: Page, files: pd.DataFrame, log: pd.DataFrame, duplicates: pd.DataFrame, dtm: DocTermMatrix
) -> HTML:
    """Tell what was compared: size of each group, every file, what was cleaned, what stands twice.

    Parameters
    ----------
    page : Page
        The page.
    files : DataFrame
        `files` of `read_folder`.
    log : DataFrame
        `log` of `clean_documents`.
    duplicates : DataFrame
        The result of `duplicate_groups`.
    dtm : DocTermMatrix
        Counts in documents.
    """
    sizes = group_sizes(page, dtm)
    parts = [page.table("corpus", sizes, title="numbers")]
    columns = [
        "file", "status", "format", "encoding", "n_documents", "n_characters", "city", "city_from", "date", "date_from",
        "reason", "warnings",
    ]  # fmt: skip
    shown = files.reindex(columns=columns)
    for column in ("status", "city_from", "date_from"):
        shown[column] = translate(shown[column], page.lang)
    filled = [column for column in columns if shown[column].notna().any() and (shown[column] != "").any()]
    parts.append(page.table("files", files, shown, title="files", fold=True, columns=filled))
    cleaned = log.groupby(["rule", "action"], sort=True).agg(n_documents=("doc_id", "nunique"), n_places=("n", "sum"))
    cleaned = cleaned.reset_index()
    shown = cleaned.assign(action=translate(cleaned["action"], page.lang), rule=rule_labels(cleaned["rule"], page.lang))
    parts.append(page.table("cleaning", log, shown, title="cleaning", fold=True))
    if len(duplicates):
        shown = duplicates.groupby(["group", "kind"], sort=True).agg(
            doc_ids=("doc_id", lambda ids: join_words(sorted(ids), page.lang)), overlap=("overlap", "min")
        )
        shown = shown.reset_index().drop(columns="group")
        shown["kind"] = translate(shown["kind"], page.lang)
        parts.append(page.table("duplicates", duplicates, shown[["doc_ids", "kind", "overlap"]], title="duplicates"))
    return _join(parts)


def group_sizes(page: Page, dtm: DocTermMatrix) -> pd.DataFrame:
    """Return `group, n_documents, years, n_han, n_words` of each group of the page."""
    documents = page.corpus.documents
    frame = pd.DataFrame(
        {"group": documents[page.by], "year": documents["year"], "n_han": page.corpus.n_han, "n_words": dtm.sizes}
    )
    sizes = frame.groupby("group", sort=True).agg(
        n_documents=("n_han", "size"), years=("year", _span), n_han=("n_han", "sum"), n_words=("n_words", "sum")
    )
    return sizes.reset_index()


def keyword_section(page: Page, keywords: pd.DataFrame) -> HTML:
    """Show the keywords of each group, every term opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    keywords : DataFrame
        The result of `tf_idf`.
    """
    first = keywords.groupby("group", sort=False).head(N_KEYWORDS).copy()
    colors = group_colors(page.groups)
    drawn = first if len(page.groups) <= 12 else first.groupby("group", sort=False).head(5)
    terms = drawn.groupby("group", sort=False)["term"].agg(list)
    summary = [page.word("figures", "keywords_summary", group=g, terms=join_words(t[:3], page.lang)) for g, t in terms.items()]
    keys = page.evidence.add_terms(first[["term", "group"]])
    shown = first.assign(
        rank=first.groupby("group").cumcount() + 1,
        term=cells((evidence_link(key, term) for key, term in zip(keys, first["term"], strict=True)), first.index),
    )
    columns = ["group", "rank", "term", "n", "rate_per_10k", "n_documents", "n_groups", "tf_idf"]
    return _join(
        [
            page.figure("keywords", keyword_bars(drawn, colors, page.lang), summary="; ".join(summary)),
            page.table("keywords", keywords, shown, title="numbers", columns=columns, fold=len(shown) > 60),
        ]
    )


def topic_section(page: Page, model: TopicModel, top: pd.DataFrame, prevalence: pd.DataFrame) -> HTML:
    """Show the topics by their terms, and their share in each group.

    Parameters
    ----------
    page : Page
        The page.
    model : TopicModel
        The fitted model.
    top : DataFrame
        The result of `top_terms`.
    prevalence : DataFrame
        The result of `topic_prevalence`.
    """
    keys = page.evidence.add_terms(top[["term"]], cap=18)
    links = [evidence_link(key, term) for key, term in zip(keys, top["term"], strict=True)]
    words = {topic: Html(" ".join(links[i] for i in rows)) for topic, rows in top.groupby("topic").indices.items()}
    share = pd.Series(model.sizes @ model.unit_topics.to_numpy() / model.sizes.sum(), index=model.unit_topics.columns)
    shown = pd.DataFrame({"topic": list(words), "terms": cells(words.values()), "share": share.loc[list(words)].to_numpy()})
    labels = topic_labels(top)
    drawn = prevalence_dots(prevalence, labels, group_colors(page.groups), page.lang)
    values = prevalence.assign(
        topic=[labels[topic] for topic in prevalence["topic"]],
        interval=[interval(a, b, percent=True) for a, b in zip(prevalence["low"], prevalence["high"], strict=True)],
    )
    return _join(
        [
            page.table("topics", top, shown, title="topics_terms"),
            page.figure("prevalence", drawn, n_topics=len(labels), n_groups=prevalence["group"].nunique()),
            page.table("topic_prevalence", prevalence, values, title="numbers", fold=True,
                       columns=["topic", "group", "n_documents", "size", "prevalence", "interval"]),  # fmt: skip
        ]
    )


def slogan_section(page: Page, hits: pd.DataFrame, rates: pd.DataFrame) -> HTML:
    """Show how often each group uses which slogans, every number opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    hits : DataFrame
        The result of `find_slogans`.
    rates : DataFrame
        The result of `slogan_rates`.
    """
    group_of = page.corpus.documents[page.by]
    placed = hits.assign(group=hits["doc_id"].map(group_of)).dropna(subset=["group"])
    total = rates[(rates["kind"] == "all") & (rates["family"] == "all")]
    ordered = total.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    summary = join_words(
        [f"{row.group} {row.rate_per_10k:.1f}" for row in ordered.dropna(subset=["rate_per_10k"]).itertuples()], page.lang
    )
    shown = ordered.assign(
        interval=[interval(a, b) for a, b in zip(ordered["low"], ordered["high"], strict=True)],
        interval_kind=translate(ordered["interval"], page.lang),
        n=cells((_number(page, f"s:{group}", placed[placed["group"] == group]) for group in ordered["group"]), ordered.index),
    )
    columns = ["group", "n", "n_types", "n_documents", "size", "rate_per_10k", "interval", "interval_kind"]
    labels = {key: page.say["columns"][f"{key}_han"] for key in ("size", "rate_per_10k")}
    parts = [
        page.figure("slogans", rate_dots(total, group_colors(page.groups), page.lang), summary=summary),
        page.table("slogan_rates", rates, shown, title="numbers", columns=columns, labels=labels, fold=len(shown) > 30),
    ]
    if len(placed):
        parts.append(_family_table(page, placed))
        parts.append(_formula_table(page, placed))
    return _join(parts)


def _family_table(page: Page, placed: pd.DataFrame) -> HTML:
    counts = placed.groupby(["family", "group"]).size().unstack(fill_value=0).reindex(columns=page.groups, fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    if len(page.groups) > 12:
        shown = pd.DataFrame(
            {
                "family": counts.index,
                "n": cells(_number(page, f"s:{f}", placed[placed["family"] == f]) for f in counts.index),
                "n_groups": (counts > 0).sum(axis=1).to_numpy(),
            }
        )
    else:
        numbers = {
            group: cells(
                _number(page, f"s:{family}|{group}", placed[(placed["family"] == family) & (placed["group"] == group)])
                for family in counts.index
            )
            for group in page.groups
        }
        shown = pd.DataFrame({"family": counts.index, **numbers})
    return page.table("slogan_families", counts.reset_index(), shown, title="families")


def _formula_table(page: Page, placed: pd.DataFrame) -> HTML:
    formulas = placed.groupby(["variant", "family"], sort=True).agg(
        text=("text", _most_common),
        n=("text", "size"),
        n_documents=("doc_id", "nunique"),
        groups=("group", lambda groups: join_words(sorted(set(groups)), page.lang)),
    )
    formulas = formulas.reset_index().sort_values(["n", "variant"], ascending=[False, True], kind="stable")
    first = formulas.head(N_FORMULAS)
    shown = first.assign(
        n=cells(
            (
                _number(page, f"v:{variant}|{family}", placed[(placed["variant"] == variant) & (placed["family"] == family)])
                for variant, family in zip(first["variant"], first["family"], strict=True)
            ),
            first.index,
        )
    )
    hits = placed.drop(columns="group")
    return page.table("slogans", hits, shown, title="formulas", columns=["text", "family", "n", "n_documents", "groups"],
                      labels={"text": page.say["columns"]["variant"]})  # fmt: skip


def similarity_section(page: Page, distances: pd.DataFrame, order: list[str]) -> HTML:
    """Show how near the vocabularies of the groups are.

    Parameters
    ----------
    page : Page
        The page.
    distances : DataFrame
        The result of `distances`.
    order : list of str
        The result of `similarity_order`.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    pairs = pairs.sort_values(["distance", "group", "other"])
    ends = pairs if len(pairs) <= 12 else pd.concat([pairs.head(6), pairs.tail(6)])
    drawn = distance_map(distances, order, page.lang)
    return _join(
        [
            page.figure("distance", drawn, n_groups=len(order)),
            page.table("distances", distances, ends[["group", "other", "distance"]], title="pairs"),
        ]
    )


def rule_labels(rules: pd.Series[Any], lang: str) -> list[str]:
    """Return the reason of each cleaning rule, which tells more than its name."""
    reasons = {rule.name: rule.reason_zh if lang == "zh" else rule.reason_en for rule in RULES}
    return [reasons.get(rule, rule) for rule in rules]


def _number(page: Page, key: str, hits: pd.DataFrame) -> Html | str:
    if hits.empty:
        return "0"
    return evidence_link(page.evidence.add_hits(key, hits), str(len(hits)))


def _most_common(texts: pd.Series[Any]) -> str:
    counted = texts.value_counts()
    return min(str(text) for text in counted.index[counted == counted.max()])


def _span(years: pd.Series[Any]) -> str:
    known = sorted(set(years.dropna().astype(int)))
    if not known:
        return ""
    return str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"


def _join(parts: list[HTML]) -> HTML:
    return HTML("\n".join(part.data for part in parts))
