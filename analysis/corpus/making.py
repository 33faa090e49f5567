"""What is told when a noun is called as though it were made of what it is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import KindError
from ..remedies import described, kind_of, remedy


def check_made(
    noun: str, needed: Sequence[str], given: tuple[object, ...], named: Mapping[str, object]
) -> None:
    """Raise `KindError` when a noun is not made of all its parts, but called with what it is made from.

    Parameters
    ----------
    noun : {"Corpus", "DocTermMatrix", "TopicModel"}
        Its class.
    needed : iterable of str
        The parts it cannot do without, in their order.
    given, named : sequence, mapping
        The arguments it was called with.

    Raises
    ------
    KindError
        When parts are missing. The message names the call that makes it.

    Examples
    --------
    >>> from analysis import Corpus
    >>> from analysis.errors import KindError
    >>> try:
    ...     Corpus(["港口扩建。"])
    ... except KindError as fault:
    ...     print(fault)
    A Corpus is not made by Corpus(a list), but by segment(read_texts(texts)).
    """
    if all(part in named for part in needed[len(given) :]):
        return
    value = given[0] if given else next(iter(named.values()), None)
    is_noun = kind_of(value) == noun
    call = "" if is_noun else remedy("", value, noun).removeprefix(": ").removesuffix(".")
    if noun == "DocTermMatrix" and hasattr(value, "shape") and kind_of(value) != "documents":
        call = "DocTermMatrix.from_counts(counts, terms, units)"
    elif noun == "Corpus" and isinstance(value, list | tuple) and not all(isinstance(t, str) for t in value):
        call = "Corpus.from_tokens(tokens, documents)"
    ways = {"Corpus": "segment(documents)", "DocTermMatrix": "count_terms(corpus)"}
    call = call.removeprefix("(").removesuffix(")") if call.startswith("(") else call
    call = f"but by {call or ways.get(noun, 'fit_topics(dtm, n_topics=8)')}".replace("but by pass", "pass")
    told = described(value) if given or named else ""
    if is_noun:
        raise KindError(f"This is a {noun} already: {noun}({told}) makes no other; it is never changed.")
    raise KindError(f"A {noun} is not made by {noun}({told}), {call}.")
