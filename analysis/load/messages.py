"""Formats the messages of reading, in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from .. import lexicon
from ..checks import check_choice
from .items import Message

LANGUAGES = ("en", "zh")


def worded(said: Message, lang: str) -> str:
    """Return a message as a sentence.

    Parameters
    ----------
    said : Message
        Code and values.
    lang : {"en", "zh"}
        Language of the sentence.
    """
    check_choice("read_folder", "lang", lang, LANGUAGES)
    sentences = lexicon.load_messages()
    values = dict(said.values)
    if "origin" in values:
        values["origin"] = sentences["origin_" + str(values["origin"]).replace(" ", "_")][lang]
    if "step" in values:
        values["step"] = sentences[f"step_{values['step']}"][lang]
    if "because" in values:
        because = str(values.pop("because"))
        values["reason"] = worded(Message(because, dict(values)), lang)
    return sentences[said.code][lang].format(**values)


def joined(messages: Iterable[Message], lang: str) -> str:
    """Return messages as sentences joined by semicolons, each only once."""
    sentences = dict.fromkeys(worded(said, lang) for said in messages)
    return ("；" if lang == "zh" else "; ").join(sentences)
