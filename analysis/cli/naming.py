"""Names of the files of single documents."""

from __future__ import annotations

import hashlib
import re

LONGEST_NAME = 200
"""Longest name of a document in bytes: most systems allow file names of at most 255."""


def file_name(doc_id: str) -> str:
    """Return a file name for a document that is valid on any file system: `a/b#2` becomes `a_b#2`."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", doc_id).strip(". ").encode("utf-8", "replace") or b"_"
    if len(plain) <= LONGEST_NAME:
        return plain.decode("utf-8")
    mark = hashlib.sha256(doc_id.encode("utf-8", "replace")).hexdigest()[:8]  # long names may begin alike
    return f"{plain[:LONGEST_NAME].decode('utf-8', 'ignore')}-{mark}"
