"""Markup left in a text as if it were words: tags, entities, Markdown, escapes of programs."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from html.entities import html5
from typing import NamedTuple

from ...lexicon import count_han
from .printed import printed_list
from .quoted import without_quote_marks
from .wikitext import without_wikitext

BREAK = "\u2028"
"""A break that the markup meant and the source does not have: it moves no line of the source."""

_BLOCKS = (
    "p|div|br|hr|li|ul|ol|dl|dt|dd|tr|table|tbody|thead|tfoot|h[1-6]|section|article|blockquote|center|title"
    "|header|footer|pre|figure|en-note|en-todo"
)
_INLINES = (
    r"span|strong|em|font|img|td|th|sup|sub|small|big|label|input|button|form|iframe|video|audio|source|embed|object"
    r"|param|html|body|head|meta|link|col|colgroup|caption|figcaption|nav|aside|main|abbr|cite|code|ins|del|wbr|nobr|svg|en-media|en-crypt"
    r"|path|o:p|st1:\w+|v:\w+|w:\w+|[biuas]"
)
_ATTRIBUTES = r"(?:\s+[^<>]{0,4000}|\s*)"
_SILENT = re.compile(
    r"(?P<comment><!--)|<(?:(?P<script>script)|(?P<style>style)|(?P<xml>xml)|(?P<head>head))\b[^<>]{0,2000}>|<!\[CDATA\[|\]\]>",
    re.I,
)
_SILENT_END = {
    "comment": re.compile("-->"),
    **{name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style", "xml", "head")},
}
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})\b{_ATTRIBUTES}/?>", re.I)
_INLINE = re.compile(
    rf"</?(?:{_INLINES})\b{_ATTRIBUTES}/?>|<!doctype[^<>]{{0,200}}>|<\?xml[^<>]{{0,200}}>", re.I
)
_CELL = re.compile(r"</t[dh]\s*>\s*(?=<t[dh]\b)", re.I)
_NAMES = {None, "lt", "gt", "le", "ge", "ne", *(name.rstrip(";") for name in html5 if len(name) > 3)}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(?P<name>[A-Za-z][A-Za-z0-9]*));")
_BARE_ENTITY = re.compile(
    r"&(?:nbsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|quot|ensp|emsp)(?![a-zA-Z;])"
)
_LOST_SIGN = re.compile(
    r"(?<![A-Za-z&])(?:amp;)*(?:nbsp|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|ensp|emsp)(?:;|(?=[㐀-鿿]))"
)
_X_ESCAPE = re.compile(r"_x00([0-9A-Fa-f]{2})_")
_U_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_BACKSLASH = re.compile(
    rf"(?:(?<=[㐀-鿿，。、；：！？”’）》\]\u3000{BREAK}])|^)(?:\\+(?:r\\+n|[nrt]))+(?![a-z])"
)
_WIDE_TAG = re.compile(r"＜(/?[A-Za-zＡ-Ｚａ-ｚ][^＜＞\n]{0,80})＞")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\](?:\[[^\]\n]{0,60}\]|\((?:\\.|[^)\\\n]){0,2000}\))")
_AUTOLINK = re.compile(r"<(?:https?|ftp|mailto):[^<>\s]{1,500}>")
_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+(?:;[\w.=-]+)*;base64,\s?[A-Za-z0-9+/=%]*")
_ENCODED = re.compile(
    r"^[ \t]*(?:[A-Za-z0-9+/]{120,}={0,2}"
    r"|(?:[A-Za-z0-9+/]{60,76}[ \t]*\n[ \t]*){2,}[A-Za-z0-9+/]{1,76}={0,2})[ \t]*$",
    re.M,
)
"""Files in base64 between the paragraphs of a text."""

_LINK = re.compile(
    r"(?<!!)\[[ \t]*([^\]\n]{0,300}?)[ \t]*\]"
    r"\((?:https?:|//|/|#|\.|mailto:|javascript:)(?:\\.|[^)\\\n]){0,2000}\)"
)
_SIGN = re.compile(r"\\([-*_#>+.!()\[\]{}~`|])")
_SLANTED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,80}?)(?<=[^\s_])_(?![\w_])")
_STRONG = re.compile(r"(\*\*\*?|__|~~)(?=\S)([^\n]{1,400}?)(?<=\S)\1")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.M)
_MARKDOWN_LINE = re.compile(
    r"^[ \t]*(?:`{3,}\w*|\|[\s:|-]+\||(?:[-*_][ \t]*){3,}|={3,}"
    r"|[-—~*\\ \t]*(?i:the )?(?i:end)[-—~*\\ \t]*)[ \t]*$"
    r"|^[ \t]*(?:>[ \t]?)+"
    r"|^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)",
    re.M,
)
_MARKDOWN_ROW = re.compile(r"^[ \t]*\|(.+)\|[ \t]*$", re.M)
_OPENS = re.compile(
    r"\s*(?:(?P<title>[^\n#]{4,80})\n\s*#{1,3}[ \t]+(?P=title)\s*$|#{1,3}[ \t]+[“《]?[㐀-鿿])", re.M
)
_EMPHASIS = re.compile(
    r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{1,80}?)(?<=[^\s*])\*(?![*\w])|(?<![^\s㐀-鿿])\*([^\s*]{1,80})\*(?=[㐀-鿿，。、；])"
)
_FOOTNOTE = re.compile(r"\[\^\w{1,8}\]:?[ \t]?")
_CODE = re.compile(r"`([^`\n]{1,80})`")
_BB = (
    "b|i|u|s|color|size|font|url|quote|align|center|left|right|list|table|tr|td|th|email|code|p|backcolor|indent"
    "|float|hide|free|media|attach|attachimg"
)
_SHORT = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_\w+)(?:\s[^\]\n]{0,300})?\]", re.I)
"""The short codes of WordPress."""

_CURLY = re.compile(
    r"\{\{[<%]?\s*/?(?:gallery|image|img|figure|video|audio|file|attachment|include|embed|youtube|toc)\b[^{}\n]{0,300}\}\}"
    r"|\{%-?\s*\w+[^{}%\n]{0,300}%\}",
    re.I,
)
"""The short codes of other systems: `{{gallery id=12}}`, `{{< figure … >}}`, `{% include … %}`."""

_BB_END = re.compile(rf"\[/(?:{_BB}|img)\]", re.I)
_BB_IMAGE = re.compile(r"\[(img|attach|attachimg|media)\b[^\]\n]{0,200}\][^\[\n]{0,500}\[/\1\]", re.I)
_BB_BLOCK = re.compile(r"\[/?(?:p|align|center|left|right|quote|tr|table|list)(?:=[^\]\n]{0,300})?\]", re.I)
_BB_MARK = re.compile(rf"\[/?(?:{_BB}|\*)(?:=[^\]\n]{{0,300}})?\]", re.I)
_NOTE = re.compile(
    r"(?<=[㐀-鿿”’》）])(?<![米里尺寸])<sup\b[^<>]{0,80}>\s*(?:<a\b[^<>]{0,200}>)?\s*[\[［(（〔]?\d{1,3}[\]］)）〕]?\s*(?:</a>)?\s*</sup>",
    re.IGNORECASE,
)
"""The raised mark of a footnote."""

_SHOWN = 60

FEWEST_BESIDE = 30
"""Fewest Chinese characters of a text beside which a file in base64 is left out of it."""


class Unmarked(NamedTuple):
    """A text without markup, and what was taken out, in the order of its kinds."""

    text: str
    found: tuple[str, ...]


def without_markup(text: str) -> Unmarked:
    r"""Return a text without the markup in it, as a browser or an editor would show it.

    Tags of HTML and Office, entities (`&nbsp;`), Markdown, the escapes of spreadsheets (`_x000D_`) and of
    programs (`\u3000`), and the brackets of a list printed by one (`['…', '…']`) go. Breaks that they mean
    become `BREAK`, so that the lines of the source keep their numbers. Text in angle brackets that is no tag
    stays, and so does what only looks like Markdown in a text that has none.

    Parameters
    ----------
    text : str
        A text as read.
    """
    if not _may_hold(text):
        return Unmarked(text, ())
    found: list[str] = []
    if count_han(text) >= FEWEST_BESIDE:
        text = _replaced(_DATA, text, found, lambda m: "data:")
        text = _replaced(_ENCODED, text, found, lambda m: "\n" * m[0].count("\n"))
    text = without_wikitext(_listed(text, found), found)
    if "＜/" in text or "＜br" in text:
        text = _WIDE_TAG.sub(lambda match: f"<{unicodedata.normalize('NFKC', match[1])}>", text)
    text = _replaced(_X_ESCAPE, text, found, lambda m: BREAK if m[1].upper() in ("0D", "0A") else " ")
    if len(_U_ESCAPE.findall(text)) > 1:  # they may hide tags, as entities do
        text = _replaced(_U_ESCAPE, text, found, _escaped)
    text = _replaced(_NOTE, text, found, lambda m: "")
    for _ in range(3):  # entities may be escaped twice, and hide tags
        before = text
        text = _without_tags(text, found)
        text = _replaced(_ENTITY, text, found, lambda m: _character(m[0]) if m["name"] in _NAMES else m[0])
        text = _replaced(_BARE_ENTITY, text, found, lambda m: _character(m[0] + ";"))
        if text == before:
            break
    if len(_LOST_SIGN.findall(text)) > 1:  # without their &
        text = _replaced(
            _LOST_SIGN, text, found, lambda m: _character(f"&{m[0].rsplit('amp;')[-1].strip(';')};")
        )
    text = _replaced(_BACKSLASH, text, found, lambda m: BREAK)
    text = _replaced(_CURLY, text, found, lambda m: "")
    text = _without_markdown(text, found)
    if "[/caption]" in text or "[gallery" in text:
        text = _replaced(_SHORT, text, found, lambda m: "")
    if _BB_END.search(text):
        text = _replaced(_BB_IMAGE, text, found, lambda m: "")
        text = _replaced(_BB_BLOCK, text, found, lambda m: BREAK)
        text = _replaced(_BB_MARK, text, found, lambda m: "")
    return Unmarked(text, tuple(found)) if found else Unmarked(text, ())


def _may_hold(text: str) -> bool:
    return (
        any(sign in text for sign in "<&\\＜")
        or "_x00" in text
        or "](" in text
        or "base64," in text
        or "[/caption]" in text
        or "[gallery" in text
        or _ENCODED.search(text) is not None
        or "[[" in text
        or "{{" in text
        or "{%" in text
        or "**" in text
        or "# " in text
        or text[:1] in '[{(a>"'
        or "\n>" in text
        or "[/" in text
        or "quo;" in text
        or "nbsp" in text
    )


def _replaced(
    pattern: re.Pattern[str], text: str, found: list[str], by: Callable[[re.Match[str]], str]
) -> str:
    def replace(match: re.Match[str]) -> str:
        new = by(match)
        if new != match[0]:
            found.append(match[0][:_SHOWN])
        return new

    return pattern.sub(replace, text)


def _without_tags(text: str, found: list[str]) -> str:
    if "<" not in text:
        return text
    text = _without_silent(text, found)
    text = _CELL.sub("\t", text)
    text = _replaced(_BLOCK, text, found, lambda m: BREAK + "\n" * m[0].count("\n"))
    return _replaced(_INLINE, text, found, lambda m: "\n" * m[0].count("\n"))


def _without_silent(text: str, found: list[str]) -> str:
    """Take out what a browser never shows: comments, scripts, styles, heads; what is not closed stays.

    An end missing once is missing for all later starts, so it is searched for only once: a pattern from
    start to end would read to the end of the text at each start.
    """
    parts, kept, at = [], 0, 0
    never: set[str] = set()
    while start := _SILENT.search(text, at):
        kind, stop = start.lastgroup, start.end()
        if kind:
            end = None if kind in never else _SILENT_END[kind].search(text, stop)
            if not end:
                never.add(kind)
                at = start.start() + 1
                continue
            stop = end.end()
        silent = text[start.start() : stop]
        found.append(silent[:_SHOWN])
        parts += [text[kept : start.start()], "\n" * silent.count("\n")]
        kept = at = stop
    return "".join([*parts, text[kept:]])


def _character(entity: str) -> str:
    """Return the character of an entity; a blank for one that cannot be seen."""
    said = html.unescape(entity)
    if said in ("\n", "\r"):
        return BREAK
    return " " if said.isspace() or said in ("\u200b", "\xad", "\ufeff") else said


def _escaped(match: re.Match[str]) -> str:
    character = chr(int(match[1] or match[2], 16))
    return (
        match[0] if 0xD800 <= ord(character) <= 0xDFFF else " " if not character.isprintable() else character
    )


def _listed(text: str, found: list[str]) -> str:
    """Return the paragraphs of a list that a program printed, or the text itself."""
    bare = text.strip()
    if bare[:2] == "[<" and bare[-2:] == ">]":
        found.append("[…]")
        return re.sub(r">,\s*(?=<)", ">", bare[1:-1])
    parts = printed_list(bare)
    if parts is None:
        return text
    found.append("[…]")
    return BREAK.join(parts)


def _without_markdown(text: str, found: list[str]) -> str:
    """Take Markdown out; marks other texts have too (`- `, `> `) only beside an image, a link or `**`."""
    text = without_quote_marks(text, found)
    n = len(found)
    text = _replaced(_IMAGE, text, found, lambda m: BREAK)
    text = _replaced(_LINK, text, found, lambda m: m[1])
    text = _replaced(_AUTOLINK, text, found, lambda m: "")
    text = _replaced(_STRONG, text, found, lambda m: m[2])
    text = _replaced(_STRONG, text, found, lambda m: m[2])
    sure = len(found) > n
    headings = _HEADING.findall(text)
    if sure or len(headings) > 1 or (headings and _OPENS.match(text)):
        text = _replaced(_HEADING, text, found, lambda m: "")
        text = _replaced(_SIGN, text, found, lambda m: m[1])
        text = _replaced(_SLANTED, text, found, lambda m: m[1])
        text = _replaced(_CODE, text, found, lambda m: m[1])
        text = _replaced(_FOOTNOTE, text, found, lambda m: "")
        text = _replaced(_MARKDOWN_LINE, text, found, lambda m: "")
        text = _replaced(_EMPHASIS, text, found, lambda m: m[1] or m[2])
        text = _replaced(_MARKDOWN_ROW, text, found, lambda m: "\t".join(c.strip() for c in m[1].split("|")))
    return text
