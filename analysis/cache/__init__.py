"""What was computed once and is asked for again: entries in a folder, named by all they were made of.

Nothing is cached unless the environment variable `KOUJING_CACHE` names a folder; `koujing report` names the
user's own. A function's result is the same with and without a cache, so functions take no parameter for it.
`koujing count` names the folder to each batch, since its workers may have another environment.
"""

from .store import VARIABLE, cached, clear, contents, default_folder, digest, kept_in, key, made_with

__all__ = [
    "VARIABLE",
    "cached",
    "clear",
    "contents",
    "default_folder",
    "digest",
    "kept_in",
    "key",
    "made_with",
]
