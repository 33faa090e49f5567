"""The opening section: whether the texts fit the comparison, the findings, and the limits to keep in mind."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..claims import WITHIN_QUOTES, Claim, gate_sentences, told
from ..claims.claim import ALPHA
from ..corpus import titled
from .context import Context
from .parts import Data, Findings, Heading, Link, Note, Part, Section, Told, said
from .words import join_sentences

MIN_DOCUMENTS = 5
"""If every group has fewer documents than this, hardly any difference can be tested."""

MOST_DUPLICATES = 5
"""Maximum number of groups of duplicates listed by name."""


def findings_section(
    context: Context,
    claims: Sequence[Claim],
    gated: pd.DataFrame,
    files: pd.DataFrame,
    duplicates: pd.DataFrame,
    subjects: pd.DataFrame | None = None,
) -> Section:
    """Return the opening section: whether the texts fit the comparison, what stands out, and its limits.

    Parameters
    ----------
    context : Context
        The context of the report.
    claims : sequence of Claim
        The result of `findings`.
    gated : DataFrame
        The result of `gate`.
    files : DataFrame
        `files` of `read_folder`.
    duplicates : DataFrame
        The result of `duplicate_groups`.
    subjects : DataFrame, optional
        The result of `documents_alike`: where the documents of a group are not more alike than others, that
        is said among the limits.
    """
    parts: list[Part] = []
    regrouped = gated["kind"].str.startswith("regrouped")
    for faults, tone in ((gated[regrouped], "notice"), (gated[~regrouped], "alarm")):
        if tone == "alarm" and len(faults):
            parts.append(Heading("gate"))
        told_of = gate_sentences(faults, context.by, context.lang, context.titles)
        parts += [said(sentence, tone) for sentence in told_of]
    sentences = [
        Told(
            told(claim, context.by, context.lang),
            claim.section,
            _opens(claim, context),
            _example(claim, context),
        )
        for claim in claims
    ]
    if not sentences and len(context.groups) > 1:
        sentences.append(Told(context.say("claims.none"), "method"))
    tested = any(claim.tested for claim in claims)
    sentences += [Told(limit, "corpus") for limit in _limits(context, files, duplicates, tested)]
    if claims and subjects is not None and _on_own_matters(subjects):
        p = float(subjects["p"].iloc[0])
        sentences.append(Told(context.say("findings.subjects", {"p": f"{p:.2f}"}), "similarity"))
    parts.append(Findings(tuple(sentences)))
    if claims:
        parts += [Note("claims.limits"), Note("claims.tested" if tested else "claims.described")]
    parts.append(Data("gate", gated))
    if subjects is not None:
        parts.append(Data("documents_alike", subjects))
    return Section("findings", context, tuple(parts), fold=False)


def _opens(claim: Claim, context: Context) -> Link | None:
    """Return the link to the sentences behind a claim."""
    if not claim.evidence:
        return None
    kind, what, group = claim.evidence
    opened: dict[str, tuple[str, dict[str, str]]] = {
        "term": ("terms", {"term": what}),
        "theme": ("themes", {"theme": what}),
        "topic": ("topics", {"topic": what}),
        "numeric": ("slogans", {"kind": "numeric"}),
        "slogan": ("runs", {"layer": "run"} if what == "slogan" else {"formula": what}),
        "formula": ("slogans", {"variant": what}),
        "inherited": ("runs", {"status": "inherited"}),
    }
    if kind not in opened:
        return None
    places, where = opened[kind]
    if group:
        where["group"] = group
    text = context.raw("page.sentences")
    return Link(places, tuple(where.items()), text, f"{text}: {claim.group or what}")


def _example(claim: Claim, context: Context) -> str:
    if not claim.example:
        return ""
    line = claim.example.get("line")
    place = "" if line is None or pd.isna(line) else context.say("page.line", {"line": line})
    source = " ".join(part for part in (str(claim.example["source"] or ""), place) if part)
    if title := context.titles.get(str(claim.example["doc_id"])):
        source = f"{title}{'' if context.lang == 'zh' else ' '}{source}"
    quoted = str(claim.example["text"]).translate(WITHIN_QUOTES)
    return context.say("claims.example", {"text": quoted, "source": source})


def _on_own_matters(subjects: pd.DataFrame) -> bool:
    """Return whether it could be told, and was not found, that documents of one group are more alike."""
    return bool(subjects["p"].iloc[0] > ALPHA)


def _limits(context: Context, files: pd.DataFrame, duplicates: pd.DataFrame, tested: bool) -> list[str]:
    """State the limits of the comparison: files skipped, texts without a group, duplicates, few documents."""
    found = []
    if n_skipped := int((files["status"] == "skipped").sum()):
        found.append(context.say("findings.skipped", {"n": n_skipped}))
    if n_unplaced := int(context.labels.isna().sum()):
        found.append(context.say("findings.unplaced", {"n": n_unplaced}))
    if len(duplicates):
        found.append(_duplicates(context, duplicates))
    if len(context.groups) == 1:
        found.append(context.say("warnings.one_group"))
    elif not tested and (most := int(context.labels.value_counts().max())) < MIN_DOCUMENTS:
        found.append(context.say("findings.few_documents", {"n": most}))
    return found


def _duplicates(context: Context, duplicates: pd.DataFrame) -> str:
    """List texts that occur under different names, and which of them were excluded."""
    mark = context.raw("findings.same")
    same = [
        mark.join(titled(one, context.titles, context.lang) for one in sorted(ids))
        for _, ids in duplicates.groupby("group")["doc_id"]
    ]
    listed = (*same[:MOST_DUPLICATES], *(["…"] if len(same) > MOST_DUPLICATES else []))
    sentences = [context.say("findings.duplicates", {"n": len(same), "list": listed})]
    names = {*duplicates["doc_id"]} - {*context.labels.index}
    if dropped := tuple(titled(one, context.titles, context.lang) for one in sorted(names)):
        sentences.append(context.say("findings.copies", {"dropped": dropped}))
    return join_sentences(sentences, context.lang)
