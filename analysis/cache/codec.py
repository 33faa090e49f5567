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
"""Bytes of an unpacked entry; one that claims more is not believed."""

PLAIN = (type(None), bool, int, float, str)


class Unpackable(TypeError):
    """A value that cannot be written without loss."""


class Damaged(ValueError):
    """An entry that is not what was written."""


def pack(value: object, key: str, kinds: Sequence[type] = ()) -> bytes:
    """Return a value as bytes that begin with its key and a checksum of both.

    Parameters
    ----------
    value : object
        Of None, bool, int, float, str, bytes, list, tuple, dict, numpy arrays, and `kinds`.
    key : str
        What it is the value of, in hexadecimal digits.
    kinds : sequence of type
        The dataclasses and named tuples that may stand in it.

    Raises
    ------
    Unpackable
        When something else stands in it.
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
    """Return the value that was packed.

    Parameters
    ----------
    data : bytes
        What `pack` returned.
    key : str
        What it should be the value of: under another name it is not believed.
    kinds : sequence of type
        Those that were given to `pack`; nothing else is made.

    Raises
    ------
    Damaged
        When a bit of it is not as it was written, or it is the value of something else.
    """
    begins = len(_head(key, b""))
    body = data[begins:]
    if data[:begins] != _head(key, body):
        raise Damaged("not an entry, not a whole one, or that of something else")
    try:
        inflater = zlib.decompressobj()
        raw = inflater.decompress(body, LARGEST)
        if not inflater.eof:
            raise Damaged("too large, or cut off")
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
    """Return a value in what JSON has: lists stand for themselves, all else with parts in it is tagged."""
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
    raise Unpackable(f"{kind.__name__} cannot be kept in the cache")


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
