"""Reads web archives (MHTML) and saved messages: the page or the text in them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from .items import Unreadable
from .text import decode

OPENING = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}")
MIME = re.compile(
    rb"^(?:mime-version|content-type|snapshot-content-location)\s*:", re.IGNORECASE | re.MULTILINE
)


def is_mail(data: bytes) -> bool:
    """Return whether a file is a MIME message: it opens with header lines, and MIME's are among them.

    Parameters
    ----------
    data : bytes
        The whole file.
    """
    head = OPENING.match(data[:16384].removeprefix(b"\xef\xbb\xbf"))
    return bool(head and MIME.search(head[0]))


def main_part(data: bytes) -> tuple[str, str]:
    """Return the main text of a message and its kind: its largest page, else its largest plain text.

    Raises
    ------
    Unreadable
        When it holds neither.
    """
    parsed = message_from_bytes(
        data.removeprefix(b"\xef\xbb\xbf").lstrip(), EmailMessage, policy=policy.default
    )
    found: dict[str, str] = {}
    for part in parsed.walk():
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml", "text/plain"):
            text = _decoded(part)
            kind = "text" if kind == "text/plain" else "html"
            found[kind] = max(found.get(kind, ""), text, key=len)
    for kind in ("html", "text"):
        if found.get(kind, "").strip():
            return found[kind], kind
    raise Unreadable("mail")


def _decoded(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(content).text
