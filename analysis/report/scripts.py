"""The script of the page: one file per subject, joined in a fixed order and allowed by its hash."""

from __future__ import annotations

import base64
import hashlib

from .filling import TEMPLATES

SCRIPTS = ("koujing", "sentences", "tables", "copy", "filter")
"""Files of `templates/js`, each a function called at once; the first, `koujing`, is shared by the others."""


def page_script() -> str:
    """Return all scripts of the page as one."""
    return "\n".join((TEMPLATES / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def content_hash(text: str) -> str:
    """Return the hash by which a content security policy allows a script or a style of the page.

    Examples
    --------
    >>> from analysis.report.scripts import content_hash
    >>> content_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
