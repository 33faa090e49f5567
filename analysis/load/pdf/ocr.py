"""Recognises the text of scanned pages and images; needs the extra `ocr`. Nothing is downloaded."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache, partial
from typing import Any, NamedTuple

from ..items import MEBIBYTE, Bounds, Content, Item, Message, Unreadable, library, message, trim_lines

LEAST, LOW = 0.6, 0.9
"""Confidence below which a line is left out, and mean confidence below which a page is flagged."""

COLUMNS = ("ocr_pages", "ocr_confidence")
"""Columns of documents that say which pages were recognised, and how surely."""

DPI, LARGEST = 200, 6000
"""Resolution at which pages are drawn, and longest side (pixels) of an image that is recognised."""

SAME_LINE = 0.5
"""Share of the lower height by which two pieces of text overlap when they stand on one line."""

FEWEST_BESIDE, GUTTER = 4, 0.3
"""Two columns: fewest lines beside the gutter, and how near the middle it lies (share of the width)."""

PAGE_SECONDS, OCR_MEMORY = 180.0, 2048 * MEBIBYTE
"""Processor time for a page, and memory to recognise one beyond that for reading a file: some 2 GB."""


class Recognised(NamedTuple):
    """The lines of a page, their mean confidence (0 to 1, 0 without any), and how many were left out."""

    lines: list[str]
    confidence: float
    n_unsure: int = 0


class Piece(NamedTuple):
    """A piece of text on a page: its bounds in pixels, its text, and its confidence."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float


def ignore_page(number: int, total: int) -> None:
    """Take no notice of progress."""


_told: list[Callable[[int, int], None]] = [ignore_page]
_room: list[Callable[[], AbstractContextManager[None]]] = [nullcontext]


def tell(function: Callable[[int, int], None], room: Callable[[], AbstractContextManager[None]]) -> None:
    """Have a function called before each page, with its number and the number of pages.

    `room` makes the context in which pages are recognised, not drawn: only there, `OCR_MEMORY` is needed.
    """
    _told[0], _room[0] = function, room


@cache
def _engine() -> Any:
    parameters = {
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return library("rapidocr").RapidOCR(params=parameters)


def recognise(images: Sequence[Callable[[], Any]]) -> list[Recognised]:
    """Return the text of pages.

    Parameters
    ----------
    images : sequence of callable
        Each returns a page as a PIL image; it is drawn only when its turn comes.
    """
    import numpy as np

    read = []
    for number, draw in enumerate(images, 1):
        _told[0](number, len(images))
        image = draw().convert("RGB")
        image.thumbnail((LARGEST, LARGEST))
        with _room[0]():
            found = _engine()(np.asarray(image))
        boxes = [] if found.boxes is None else found.boxes.tolist()
        pieces = [
            Piece(min(x), min(y), max(x), max(y), text, float(score))
            for (x, y), text, score in zip(
                (zip(*box, strict=True) for box in boxes), found.txts or (), found.scores or (), strict=True
            )
        ]
        read.append(page_of(pieces))
    return read


def page_of(pieces: Sequence[Piece]) -> Recognised:
    """Return the text of a page whose pieces were recognised: line by line, columns one after the other.

    Parameters
    ----------
    pieces : sequence of Piece
        In any order.
    """
    sure = [piece for piece in pieces if piece.score >= LEAST]
    n = sum(len(piece.text) for piece in sure)
    confidence = sum(piece.score * len(piece.text) for piece in sure) / n if n else 0.0
    lines = [line for column in _columns(sure) for line in _lines(column)]
    return Recognised(lines, confidence, len(pieces) - len(sure))


def _columns(pieces: list[Piece]) -> list[list[Piece]]:
    """Return the pieces of a page in stretches to be read one after the other: heads, left, right, feet."""
    if not pieces:
        return []
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    middle, reach = (left + right) / 2, GUTTER * (right - left) / 2
    best: tuple[int, float] = (0, 0.0)
    for gutter in sorted({p.right + 1 for p in pieces if abs(p.right - middle) < reach}):
        crossing = sum(p.left < gutter < p.right for p in pieces)
        beside = min(sum(p.right < gutter for p in pieces), sum(p.left >= gutter for p in pieces))
        if beside >= max(FEWEST_BESIDE, 2 * crossing):
            best = max(best, (beside - crossing, gutter))
    if not best[0]:
        return [pieces]
    gutter = best[1]
    within = [p for p in pieces if not p.left < gutter < p.right]
    top, bottom = min(p.top for p in within), max(p.bottom for p in within)
    wide = [p for p in pieces if p.left < gutter < p.right]
    return [
        [p for p in wide if p.top < top],
        [p for p in pieces if p not in wide and p.right < gutter],
        [p for p in pieces if p not in wide and p.left >= gutter],
        [p for p in wide if p.top >= top and p.top < bottom],
        [p for p in wide if p.top >= bottom],
    ]


def _lines(pieces: list[Piece]) -> list[str]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        above = rows[-1][-1] if rows else None
        shared = min(above.bottom, piece.bottom) - max(above.top, piece.top) if above else 0.0
        if above and shared > SAME_LINE * min(above.bottom - above.top, piece.bottom - piece.top):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [" ".join(p.text.strip() for p in sorted(row, key=lambda p: p.left)) for row in rows]


def marks(read: Sequence[Recognised], numbers: Sequence[int]) -> tuple[dict[str, str], tuple[Message, ...]]:
    """Return the columns that say which pages were recognised and how surely, and the warnings about it.

    Parameters
    ----------
    read : sequence of Recognised
        The pages.
    numbers : sequence of int
        Their numbers in the file.
    """
    found = [(page, number) for page, number in zip(read, numbers, strict=True) if page.lines]
    if not found:
        return {}, ()
    n = sum(sum(map(len, page.lines)) for page, _ in found)
    mean = sum(page.confidence * sum(map(len, page.lines)) for page, _ in found) / max(n, 1)
    told = (",".join(str(number) for _, number in found), f"{mean:.3f}")
    columns = dict(zip(COLUMNS, told, strict=True))
    said = [message("ocr_pages", count=len(found), confidence=f"{mean:.2f}")]
    low = [number for page, number in found if page.confidence < LOW]
    if low:
        said.append(message("ocr_low", count=len(low), page=low[0], bound=LOW))
    unsure = sum(page.n_unsure for page in read)
    if unsure:
        said.append(message("ocr_unsure", count=unsure, bound=LEAST))
    return columns, tuple(said)


def read_image(data: bytes, bounds: Bounds) -> Content:
    """Return the text of an image, of all its pages if it has several.

    Raises
    ------
    Unreadable
        When there is no recogniser, the image is damaged, or there is no text in it.
    """
    if not bounds.ocr:
        raise Unreadable("image")
    pillow = library("PIL.Image")
    try:
        image = pillow.open(io.BytesIO(data))
        count = getattr(image, "n_frames", 1)
        if count > bounds.pages:
            raise Unreadable("too_many_pages", count=count, bound=bounds.pages)
        image.load()
    except Unreadable:
        raise
    except Exception as fault:  # Pillow passes on whatever a damaged image leads it to
        raise Unreadable("damaged", format="image", fault=type(fault).__name__) from None

    def frame(number: int) -> Any:
        image.seek(number)
        return image.copy()

    read = recognise([partial(frame, number) for number in range(count)])
    text, line = trim_lines("\n".join(line for page in read for line in page.lines))
    if not text:
        raise Unreadable("no_text_in_image")
    columns, said = marks(read, range(1, count + 1))
    return Content((Item(text, line, further=columns),), "image (ocr)", "", said)
