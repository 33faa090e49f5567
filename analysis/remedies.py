"""What was given, in words, and the call that turns it into what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike

NAMES = {"texts": "texts", "text": "[text]", "table": "frame", "documents": "documents", "Corpus": "corpus",
          "DocTermMatrix": "dtm", "TopicModel": "model", "folder": "folder", "Cleaning": "cleaned",
          "Reading": "reading", "Prepared": "prepared.corpus"}  # fmt: skip
"""The name that examples use for an object of each kind."""

_MARKS = frozenset("。，；！？\n")
"""What texts have in them, and paths have not."""

MADE_BY = {
    "documents": 'read_frame({}, text="...")',
    "Corpus": "segment({})",
    "DocTermMatrix": "count_terms({})",
    "TopicModel": "fit_topics({}, n_topics=8)",
}
"""The call that makes each noun from the previous one."""

AS_DOCUMENTS = {
    "texts": "read_texts(texts)",
    "text": "read_texts([text])",
    "table": 'read_frame(frame, text="...")',
    "folder": "read_documents(folder)",
    "documents": "documents",
    "Cleaning": "cleaned.documents, cleaned.paragraphs",
    "Reading": "reading.documents",
}
"""How to get documents from inputs that are not nouns made from documents."""


def classes_of(value: object) -> set[str]:
    """Return the names of the class of an object and of those it derives from."""
    return {kind.__name__ for kind in type(value).__mro__}


def name_of(value: object) -> str:
    """Return the kind of an object: the noun that it is, whatever its own class."""
    return (
        next((kind.__name__ for kind in type(value).__mro__ if kind.__name__ in MADE_BY), "")
        or type(value).__name__
    )


def kind_of(value: object) -> str:
    """Return what an object is to these messages: a key of `NAMES`, `of another` library, or nothing."""
    name = name_of(value)
    if name == "DataFrame" and not is_frame(value):
        return "of another"
    if name == "DataFrame":
        return "documents" if "text" in getattr(value, "columns", ()) else "table"
    if name in NAMES:
        return name
    if isinstance(value, str) and not _MARKS.isdisjoint(value):
        return "text"
    if isinstance(value, str | PathLike):
        return "folder"
    return "texts" if isinstance(value, Mapping | Iterable) else ""


def remedy(function: str, value: object, wanted: str) -> str:
    """Return the end of a message: the call that makes what a function wants of what it was given."""
    kind, nouns = kind_of(value), list(MADE_BY)
    if kind == "of another":
        return f": convert it, {NAMES['table']}.to_pandas()."
    if "Counted" in classes_of(value) and wanted == "Corpus":
        return f": {function}(counted.sample(1000)), of texts that were kept (not --no-texts)."
    if "Counted" in classes_of(value) and wanted == "DocTermMatrix":
        return f": {function}(counted.matrix(min_n=5))."
    if kind == "Corpus" and wanted == "documents":
        return f": {function}(corpus.documents)."
    if kind in nouns and kind != "documents" and nouns.index(kind) > nouns.index(wanted):
        return f": pass the {NAMES.get(wanted, wanted)} that the {NAMES[kind]} was made from."
    if kind == "Prepared":
        call, at = NAMES[kind] + ".documents" * (wanted == "documents"), nouns.index("Corpus")
    elif kind in nouns and kind != "documents":
        call, at = NAMES[kind], nouns.index(kind)
    elif kind:
        call, at = AS_DOCUMENTS[kind], 0
    else:
        return "."
    for noun in nouns[at + 1 : nouns.index(wanted) + 1]:
        call = MADE_BY[noun].format(call)
    return f": {function}({call})."


def described(value: object) -> str:
    """Return what was given, as a message names it."""
    if value is None:
        return "None"
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    name = name_of(value)
    of_another = name == "DataFrame" and not is_frame(value)
    return f"the DataFrame of {type(value).__module__.split('.')[0]}" if of_another else article(name)


def shown(value: object, most: int = 40) -> str:
    """Return how a message shows a value: on one line, and not too long."""
    return " ".join(repr(value).split())[:most]


def is_frame(value: object) -> bool:
    """Return whether an object is a DataFrame of pandas."""
    return any(
        kind.__name__ == "DataFrame" and kind.__module__.split(".")[0] == "pandas"
        for kind in type(value).__mro__
    )


def article(name: str) -> str:
    """Return the name of a kind of object with its article: `a list`, `an ndarray`."""
    if name in ("NoneType", "bytes"):
        return name.removesuffix("Type")
    return f"{'an' if name[0] in 'AEIOUaeiou' or name == 'ndarray' else 'a'} {name}"


def wanted_name(wanted: str) -> str:
    """Return the kind that is wanted, as a message names it."""
    return "a DataFrame of documents" if wanted == "documents" else article(wanted)
