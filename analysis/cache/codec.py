"""Values to bytes and back, without pickle: nothing in an entry is ever executed."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

MAGIC = b"koujing cache 2\n"
LARGEST = 1 << 31
"""Maximum bytes of an unpacked entry; larger ones are rejected."""

PLAIN = (type(None), bool, int, float, str)


class Unpackable(TypeError):
    """A value that cannot be stored without loss."""


class Damaged(ValueError):
    """An entry that differs from what was written."""


def pack(value: object, key: str, kinds: Sequence[type] = ()) -> bytes:
    """Return a value as bytes that begin with its key and a checksum of both.

    Parameters
    ----------
    value : object
        Made of None, bool, int, float, str, bytes, list, tuple, dict, numpy arrays, and `kinds`.
    key : str
        The key of the value, in hexadecimal digits.
    kinds : sequence of type
        The dataclasses and named tuples that may occur in it.

    Raises
    ------
    Unpackable
        When it contains anything else.
    """
    arrays: list[np.ndarray] = []
    text = json.dumps(_plain(value, kinds, arrays), ensure_ascii=False, separators=(",", ":"))
    file = io.BytesIO()
    for part in (np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8), *arrays):
        np.lib.format.write_array(file, part, allow_pickle=False)
    body = zlib.compress(file.getvalue(), 1)
    return _head(key, body) + body


def _head(key: str, body: bytes) -> bytes:
    of = bytes.fromhex(key)
    return MAGIC + of + hashlib.sha256(of + body).digest()


def unpack(data: bytes, key: str, kinds: Sequence[type] = ()) -> Any:
    """Return the packed value.

    Parameters
    ----------
    data : bytes
        What `pack` returned.
    key : str
        The expected key; an entry with another key is rejected.
    kinds : sequence of type
        Those given to `pack`; nothing else is constructed.

    Raises
    ------
    Damaged
        When any bit of it has changed, or it has another key.
    """
    begins = len(_head(key, b""))
    body = data[begins:]
    if data[:begins] != _head(key, body):
        raise Damaged("not an entry, incomplete, or an entry of something else")
    try:
        inflater = zlib.decompressobj()
        raw = inflater.decompress(body, LARGEST)
        if not inflater.eof:
            raise Damaged("too large or truncated")
        file = io.BytesIO(raw)
        text = np.lib.format.read_array(file, allow_pickle=False).tobytes().decode("utf-8", "surrogatepass")
        arrays = []
        while file.tell() < len(raw):
            arrays.append(np.lib.format.read_array(file, allow_pickle=False))
        return _value(json.loads(text), kinds, arrays)
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        zlib.error,
        EOFError,
        RecursionError,
    ) as fault:
        raise Damaged(f"{type(fault).__name__}: {fault}") from None


def _plain(value: Any, kinds: Sequence[type], arrays: list[np.ndarray]) -> Any:
    """Return a value in JSON types: lists represent themselves, other containers are tagged."""
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is list:
        return [_plain(part, kinds, arrays) for part in value]
    if kind is tuple:
        return {"t": [_plain(part, kinds, arrays) for part in value]}
    if kind is dict:
        return {"d": [[_plain(part, kinds, arrays) for part in pair] for pair in value.items()]}
    if kind is np.ndarray and not value.dtype.hasobject:
        arrays.append(value)
        return {"a": len(arrays) - 1}
    if kind is bytes:
        arrays.append(np.frombuffer(value, dtype=np.uint8))
        return {"b": len(arrays) - 1}
    if kind in kinds:
        return {"k": [list(kinds).index(kind), *(_plain(part, kinds, arrays) for part in _parts(value))]}
    raise Unpackable(f"{kind.__name__} cannot be cached")


def _parts(value: Any) -> list[Any]:
    return [getattr(value, field.name) for field in fields(value)] if is_dataclass(value) else list(value)


def _value(plain: Any, kinds: Sequence[type], arrays: Sequence[np.ndarray]) -> Any:
    if type(plain) in PLAIN:
        return plain
    if isinstance(plain, list):
        return [_value(part, kinds, arrays) for part in plain]
    [(tag, held)] = plain.items()
    if tag == "a":
        return arrays[held]
    if tag == "b":
        return arrays[held].tobytes()
    if tag == "k":
        return kinds[held[0]](*(_value(part, kinds, arrays) for part in held[1:]))
    parts = [_value(part, kinds, arrays) for part in held]
    if tag == "t":
        return tuple(parts)
    if tag == "d":
        return dict(parts)
    raise Damaged(f"unknown tag {tag!r}")
