"""Parses pages, after counting what would take a parser quadratic time: nesting, attributes, options."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..items import Unreadable, library

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MOST_DEEP = 1_000
"""Maximum nesting of elements; browsers stop at 512."""

MOST_TABLES = 50
"""Maximum nesting of tables."""

MOST_ATTRIBUTES = 1_000
"""Maximum number of attributes of an element."""

MOST_OPTIONS = 500
"""Number of options above which the lists that a reader chooses from are left out."""

# Elements that have no end, end by themselves, or are limited by the parser.
_NOT_NESTED = frozenset(
    (
        "a", "area", "b", "base", "big", "body", "br", "button", "caption", "code", "col", "colgroup", "dd",
        "dt", "em", "embed", "font", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "html", "i",
        "img", "input", "li", "link", "meta", "nobr", "optgroup", "option", "p", "param", "rp", "rt", "s",
        "small", "source", "strike", "strong", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "tt",
        "u", "wbr",
    )
)  # fmt: skip
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<one>=?[^\s/>=][^\s/>=]*|=)(?:\s*=\s*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^\s>]*))?"
)
_RAW_END = {name: re.compile(rf"</{name}\b|\Z", re.IGNORECASE) for name in _RAW}
_OPTION = re.compile(r"<option\b[^<>]*>[^<]*(?:</option>)?", re.IGNORECASE)


class Measured(NamedTuple):
    """The greatest nesting of elements and of tables in a page, its most attributes, and its options."""

    depth: int
    tables: int
    attributes: int
    options: int


def measure(source: str) -> Measured:
    """Return what makes a page hard to parse, in one pass over its tags.

    Parameters
    ----------
    source : str
        The page's source.

    Examples
    --------
    >>> from analysis.load.html.tree import measure
    >>> measure('<div><div id="a" class="b"><p>一<p>二</div></div>')
    Measured(depth=2, tables=0, attributes=2, options=0)
    """
    counts: Counter[str] = Counter()
    of_root: Counter[str] = Counter()
    deep = deepest = tables = attributes = options = at = 0
    while tag := _TAG.search(source, at):
        at = tag.end()
        if tag["name"] is None:
            continue
        name = tag["name"].lower()
        n = 0
        while attribute := _ATTRIBUTE.match(source, at):
            at, n = attribute.end(), n + 1
        if name in ("html", "body"):  # those of further tags are added to the first
            of_root[name] += n
            n = of_root[name]
        attributes = max(attributes, n)
        options += name == "option"
        if name in _NOT_NESTED:
            continue
        if tag["end"]:
            if counts[name]:
                counts[name] -= 1
                deep -= 1
        elif name in _RAW_END:
            end = _RAW_END[name].search(source, at)
            at = end.start() if end else len(source)
        else:
            counts[name] += 1
            deep += 1
            deepest, tables = max(deepest, deep), max(tables, counts["table"])
    return Measured(deepest, tables, attributes, options)


def parse_page(source: str) -> tuple[LexborHTMLParser, str]:
    """Return the tree of a page, and the source without long lists of options.

    Parameters
    ----------
    source : str
        The page's source.

    Raises
    ------
    Unreadable
        If it is nested too deep, or an element has too many attributes, for a page that anyone could show; or
        if the parser cannot make a tree of it.
    """
    found = measure(source)
    if found.depth > MOST_DEEP:
        raise Unreadable("nested_elements", count=found.depth, bound=MOST_DEEP)
    if found.tables > MOST_TABLES:
        raise Unreadable("nested_tables", count=found.tables, bound=MOST_TABLES)
    if found.attributes > MOST_ATTRIBUTES:
        raise Unreadable("many_attributes", count=found.attributes, bound=MOST_ATTRIBUTES)
    if found.options > MOST_OPTIONS:
        source = _OPTION.sub("", source)
    parser = library("selectolax.lexbor").LexborHTMLParser
    try:
        return parser(source), source
    except MemoryError:
        raise
    except Exception as fault:  # the parser has an error of its own for what it cannot make a tree of
        raise Unreadable("damaged", format="html", fault=type(fault).__name__) from None
