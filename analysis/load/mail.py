"""Reads web archives (MHTML) and saved messages: the page or the text in them."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from email.policy import default

from .items import Unreadable
from .text import decode

OPENING = re.compile(rb"\A\s*(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}")
MIME = re.compile(
    rb"^(?:mime-version|content-type|snapshot-content-location)\s*:", re.IGNORECASE | re.MULTILINE
)

PASSED_ON = re.compile(r"^(?:(?:fwd?|re|aw|转发|转寄|回复|答复|回覆)\s*[:：]\s*)+", re.IGNORECASE)
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


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
    parsed = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    largest: dict[str, Message] = {}
    for part in parsed.walk():
        kind = KINDS.get(part.get_content_type(), "")
        if kind and _size(part) > (_size(largest[kind]) if kind in largest else 0):
            largest[kind] = part
    for kind in ("html", "text"):
        text = _decoded(largest[kind]) if kind in largest else ""
        if text.strip():
            return text, kind
    raise Unreadable("mail")


def subject_of(data: bytes) -> str:
    r"""Return the subject of a message, without what says that it was passed on; empty without one.

    Parameters
    ----------
    data : bytes
        The whole file.

    Examples
    --------
    >>> from analysis.load.mail import subject_of
    >>> subject_of("Subject: Fw: =?utf-8?b?5p2R6YGT5L+u57yu?=\nMIME-Version: 1.0\n\n".encode())
    '村道修缮'
    """
    told = str(
        message_from_bytes(data.removeprefix(b"\xef\xbb\xbf").lstrip(), policy=default)["subject"] or ""
    )
    return PASSED_ON.sub("", " ".join(told.split()))


def _size(part: Message) -> int:
    content = part.get_payload()
    return len(content.strip()) if isinstance(content, str) else 0


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(content).text
