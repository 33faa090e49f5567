"""Tokens as other tools return them (lists, tagged pairs, objects, tables), as sentences of strings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from typing import Any

import numpy as np
import pandas as pd

from ..errors import InputError, KindError, warn
from ..lexicon import SURROGATE
from ..remedies import article
from .given import label_text
from .given_cells import listed

Sentences = list[list[str]]
"""The tokens of each sentence of a document; a single sentence where none are given."""

TAG = re.compile(r"[A-Za-z][A-Za-z0-9$_.:-]{0,11}|\$?[,.(]")
"""What stands beside a token as its part of speech: `n`, `NN`, `nr1`, `PU`."""

TAGS = re.compile(
    "(?i)(?:a[dgn]?|b|c|d[fg]?|e|f|g|h|i[aj]?|j|k|l[bc]?|m[gq]?|n[ghilnoprstxz]?|nrt|nrfg|o[n]?|p[nu]?|q|r[grz]?"
    "|s[bp]?|t[g]?|u[dgjlnvz]?|v[acdegineqvx]?|w[ps]?|x|y|z[g]?|eng|as|ba|cc|cd|cs|de[cgrv]|dt|etc|fw|jj|msp"
    "|ad[jpv]|aux|[cs]conj|det|intj|noun|num|part|pron|propn|punct|sym|verb)"
)
"""Tags of the usual sets (PKU and jieba, LTP, CTB, universal): lists that end with one are pairs."""

TEXT_KEYS = ("text", "token", "word", "form")
TEXT_COLUMNS = ("token", "word", "tokens", "feature", "term")
ID_COLUMNS = ("doc_id", "docname", "document", "doc", "docid")
SENTENCES = ("paragraph_id", "sentence_id", "sentence", "sent_id")

NOT_SEGMENTED = "texts not yet segmented go the other way: segment(read_texts(texts))"


def read_tokens(tokens: Any) -> tuple[bool, dict[Any, Sentences]]:
    """Return whether documents are matched by order, and the sentences of each document.

    Raises
    ------
    KindError, InputError
        When these are not tokens; the message names the document and the token.
    """
    if isinstance(tokens, pd.DataFrame):
        return False, _of_table(tokens)
    if isinstance(tokens, Mapping) and (own := _inner(tokens)) is not None:
        tokens = own  # HanLP's output for a list of texts
    if isinstance(tokens, Mapping | pd.Series):
        return False, _by_label([(key, _sentences(own, key)) for key, own in tokens.items()])
    made = type(tokens).__name__ in ("Corpus", "DocTermMatrix")
    if isinstance(tokens, str | bytes) or made or not isinstance(tokens, Iterable):
        kind = "a string" if isinstance(tokens, str | bytes) else article(type(tokens).__name__)
        single = hasattr(tokens, "sentences") and not made
        remedy = ": Corpus.from_tokens([document])" if single else f"; {NOT_SEGMENTED}"
        raise KindError(
            f"Corpus.from_tokens takes a list of the tokens of each document, not {kind}{remedy}."
        )
    documents = list(tokens)
    if documents and all(_text_of(one) is not None for one in documents):
        first = _text_of(documents[0]) or ""
        blank = "split texts at their blanks, [text.split() for text in texts]"
        one = "those of a single document are given as [tokens]"
        raise KindError(
            f"Corpus.from_tokens: document 1 is {first!r:.40}, not a list of tokens; "
            f"{blank if ' ' in first else one}; {NOT_SEGMENTED}."
        )
    return True, {number: _sentences(own, number + 1) for number, own in enumerate(documents)}


def _by_label(found: list[tuple[Any, Sentences]]) -> dict[Any, Sentences]:
    labels = [label_text(key) for key, _ in found]
    if twice := [label for label, n in Counter(labels).items() if n > 1]:
        raise InputError(
            f"from_tokens: there are tokens of {listed(twice)} more than once; ids must be unique."
        )
    return {label: own for label, (_, own) in zip(labels, found, strict=True)}


def _of_table(table: pd.DataFrame) -> dict[Any, Sentences]:
    if isinstance(table.index, pd.MultiIndex) or table.index.name in ID_COLUMNS:
        table = table.reset_index()
    ids = next((name for name in ID_COLUMNS if name in table), None)
    token = next((name for name in TEXT_COLUMNS if name in table), None)
    if token is not None and any(isinstance(one, list | tuple | np.ndarray) for one in table[token]):
        raise InputError(
            f"from_tokens: the table has a row a document, with all of its tokens in `{token}`: "
            f'Corpus.from_tokens(frame["{token}"], frame).'
        )
    if ids is None or token is None:
        raise InputError(
            "from_tokens: a table of tokens needs the columns `doc_id` and `token`, with a row a token; this "
            f"one has {listed(list(table.columns))}."
        )
    if table[ids].isna().any():
        row = int(np.argmax(table[ids].isna().to_numpy())) + 1
        raise InputError(f"from_tokens: row {row} of the table of tokens has no `{ids}`.")
    if lost := int(table[token].isna().sum()):
        warn(
            f"from_tokens: {lost} cells of `{token}` are missing, and no tokens; a token NA or null is read "
            "as text with read_csv(path, keep_default_na=False)."
        )
        table = table[table[token].notna()]
    keys = [ids, *(name for name in SENTENCES if name in table)]
    found: dict[Any, Sentences] = {}
    for key, own in table.groupby(keys, sort=False, dropna=False)[token]:
        found.setdefault(label_text(key[0]), []).append(_tokens(list(own), key[0]))
    return found


def _sentences(own: Any, name: object) -> Sentences:
    """Return the sentences of one document."""
    if _is_missing(own):
        return [[]]
    if isinstance(own, Mapping):
        inner = _inner(own)
        own = own if inner is None else inner
    if isinstance(own, Set):
        raise KindError(f"Corpus.from_tokens: document {name} is a set, which has no order: give a list.")
    if isinstance(own, str | bytes | Mapping) or not (isinstance(own, Iterable) or _is_list(own)):
        raise KindError(
            f"Corpus.from_tokens: document {name} is {own!r:.40}, not a list of tokens; {NOT_SEGMENTED}."
        )
    has: Any = getattr(own, "has_annotation", None)  # spaCy's
    if has and has("SENT_START"):
        return [_tokens(list(sentence), name) for sentence in getattr(own, "sents", ())]
    parts = _parts(own)
    if set(map(type, parts)) == {str}:
        return [_tokens(parts, name)]
    nested = [_is_list(part) for part in parts]
    if any(nested) and _are_pairs(parts):
        return [_tokens(parts, name)]
    if parts and all(nested):
        return [_tokens(_parts(part), name) for part in parts]
    if any(nested):
        raise KindError(
            f"Corpus.from_tokens: document {name} has both tokens and lists of tokens in it; give all of its "
            "sentences as lists, or none."
        )
    return [_tokens(parts, name)]


def _tokens(parts: list[Any], name: object) -> list[str]:
    """Return the tokens of one sentence as strings."""
    if all(issubclass(kind, str) for kind in {*map(type, parts)}):
        texts = list(filter(None, map(str, parts)))
        if not SURROGATE.search("".join(texts)):
            return texts
        return [SURROGATE.sub("\ufffd", token) for token in texts]
    pairs = _are_pairs(parts)
    found: list[str] = []
    for token in parts:
        text = _text_of(token[0] if pairs else token)
        if text is None:
            raise KindError(
                f"Corpus.from_tokens: in document {name} the token {token!r:.40} is {_why(token)}."
            )
        blank = getattr(token, "whitespace_", "")
        found += [part for part in (text, blank if isinstance(blank, str) else "") if part]
    return found


def _why(token: Any) -> str:
    """Return why something is no token."""
    if _is_list(token):
        return "a list: they are nested too deep, give each document as tokens or as sentences of tokens"
    if _is_number(token):
        return "a number: decode those of a tokenizer, and write those of a text as strings"
    return "not a string"


def _text_of(token: Any) -> str | None:
    """Return the text of a token: itself, an attribute, or a value of a mapping; None when none is."""
    if isinstance(token, str):
        return str(token)
    if _is_list(token) or (isinstance(token, Mapping) and _inner(token) is not None):
        return None
    if isinstance(token, Mapping):
        return next((str(token[key]) for key in TEXT_KEYS if isinstance(token.get(key), str)), None)
    return next((str(one) for key in TEXT_KEYS if isinstance(one := getattr(token, key, None), str)), None)


def _inner(own: Mapping[Any, Any]) -> Any:
    """Return the tokens in a mapping that stands for a document: HanLP's `tok/fine`, spaCy's `tokens`."""
    for key, value in own.items():
        if isinstance(key, str) and (key in ("tok", "tokens") or key.startswith("tok/")) and _is_list(value):
            text = own.get("text")
            if isinstance(text, str) and value and isinstance(value[0], Mapping) and "start" in value[0]:
                return [text[token["start"] : token["end"]] for token in value]  # spaCy's to_json
            return value
    return None


def _parts(own: Any) -> list[Any]:
    """Return what a document or a sentence consists of: its sentences or tokens, or itself listed."""
    return list(getattr(own, "sentences", None) or getattr(own, "tokens", None) or own)


def _are_pairs(parts: list[Any]) -> bool:
    """Return whether these are tokens with something beside each: a tag, offsets, a lemma and a tag."""
    if not parts or not all(isinstance(one, tuple | list) and len(one) > 1 for one in parts):
        return False
    if not all(isinstance(one[0], str) for one in parts):
        return False
    beside = [one[-1] for one in parts]
    if all(isinstance(one, tuple) for one in parts):
        return all(value is None or _is_number(value) or _is_tag(value) for value in beside)
    return all(isinstance(value, str) and TAGS.fullmatch(value) is not None for value in beside)


def _is_tag(value: Any) -> bool:
    return isinstance(value, str) and TAG.fullmatch(value) is not None


def _is_list(value: Any) -> bool:
    """Return whether this holds several things, and is not itself a token (jieba's pairs can be iterated)."""
    if hasattr(value, "sentences") or hasattr(value, "tokens"):  # of stanza and flair
        return True
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        return False
    return not any(isinstance(getattr(value, key, None), str) for key in ("word", "form"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value) or value is pd.NA
