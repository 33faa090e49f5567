"""A cache of results: entries in a folder, each named by everything it was computed from.

Nothing is cached unless the environment variable `KOUJING_CACHE` names a folder; `koujing report` uses the
user's own. A function's result is the same with and without a cache, so functions have no parameter for it.
`koujing count` passes the folder to each batch, since its workers may have another environment.
"""

from .entries import LIMIT, clear, contents, limit, trim
from .store import VARIABLE, cached, default_folder, digest, kept_in, key, made_with

__all__ = [
    "LIMIT",
    "VARIABLE",
    "cached",
    "clear",
    "contents",
    "default_folder",
    "digest",
    "kept_in",
    "key",
    "limit",
    "made_with",
    "trim",
]
