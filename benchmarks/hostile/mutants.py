# ruff: noqa: E501
"""Ten thousand random texts and ten thousand changed files, none of which may cause a fault."""

from __future__ import annotations

import gzip
import io
import random
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from .files import GOOD, deflated, docx, packed, page, paragraph, pdf, row, xlsx

PIECES = (
    "破解难点、打通堵点、消除痛点", "会议强调，“", "做到“四个意识”", "一网通办、一窗受理、一次办成", "两个维护",
    "$\\frac{$", "动(dòng)", "政 府 工 作 报 告", "1、", "（一）", "第 3 页 共 9 页", "難點、堵點", "——2024年1月5日在",
    "来源：", "本报讯", "\n", "\n\n", "　　", " ", "，", "。", "、", "；", "“", "”", "《", "》", "（", "）", "…", "·",
    "\ud800", "\udfff", "\ufffe", "\ufffd", "\x00", "\x1b", "\u2028", "\u200b", "\u202e", "\ue000", "\U0001f600", "①",
)  # fmt: skip


def random_text(chance: random.Random) -> str:
    """Return a text of known phrases, punctuation, odd characters and random characters."""
    parts = []
    for _ in range(chance.randint(0, 60)):
        kind = chance.random()
        if kind < 0.6:
            parts.append(chance.choice(PIECES))
        elif kind < 0.9:
            parts.append("".join(chr(chance.randint(0x4E00, 0x9FFF)) for _ in range(chance.randint(1, 8))))
        else:
            parts.append(chr(chance.randint(0, 0x10FFFF)))
    return "".join(parts)


def random_texts(number: int, seed: int = 0) -> int:
    """Process random texts from cleaning to slogans, and return the number that caused a fault."""
    from analysis import clean_documents, count_terms, find_slogans, segment
    from analysis.corpus import DOCUMENT_COLUMNS
    from analysis.errors import DocumentSkipped, InputError

    chance, faults, start = random.Random(seed), Counter[str](), time.perf_counter()
    for _ in range(0, number, 100):
        texts = [random_text(chance) for _ in range(100)]
        cells = {"text": texts, "city": [random_text(chance)[:20] for _ in texts]}
        index = pd.Index([f"d{k}" for k in range(100)], name="doc_id")
        documents = pd.DataFrame(cells, index=index, dtype=object).reindex(columns=DOCUMENT_COLUMNS)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                cleaned = clean_documents(documents)
                corpus = segment(cleaned.documents, cleaned.paragraphs)
                count_terms(corpus)
                find_slogans(corpus, couplets=True)
            except InputError:
                pass
            except Exception as fault:
                faults[f"the run: {type(fault).__name__}: {fault}"[:120]] += 1
        faults.update(str(w.message)[:120] for w in told if issubclass(w.category, DocumentSkipped))
    if number:
        print(f"{number} texts: {sum(faults.values())} faults, {time.perf_counter() - start:.0f} s")
    for said, n in faults.most_common(10):
        print(f"  {n} times: {said}")
    return sum(faults.values())


def seeds() -> dict[str, bytes]:
    """Return files of our own in every format: the sample's texts, and some made here."""
    from analysis import SAMPLE

    found = {path.name: path.read_bytes() for path in Path(SAMPLE).rglob("*") if path.is_file()}
    text = next(data.decode() for name, data in sorted(found.items()) if name.endswith(".txt"))[:3000]
    plain = text.replace("&", "").replace("<", "")
    buffer = io.BytesIO()
    pd.DataFrame({"text": [text], "city": ["柳州市"]}).to_parquet(buffer)
    found |= {
        "a.docx": docx("".join(paragraph(line) for line in plain.split("\n"))),
        "a.xlsx": xlsx(row(1, "正文", "城市") + row(2, plain, "柳州市")),
        "a.pdf": pdf(deflated(b"BT /F 9 Tf (policy text) Tj ET"), "FlateDecode"),
        "a.html": page("".join(f"<p>{line}</p>" for line in plain.split("\n"))),
        "a.csv": f'text,city\n"{plain}",柳州市\n'.encode(),
        "a.jsonl": pd.DataFrame({"text": [text], "city": ["柳州市"]})
        .to_json(orient="records", lines=True)
        .encode(),
        "a.zip": packed({"a.txt": text, "b.html": page(GOOD * 4)}),
        "a.txt.gz": gzip.compress(text.encode()),
        "b.txt": text.encode("gb18030"),
        "c.txt": text.encode("utf-16"),
        "a.parquet": buffer.getvalue(),
    }
    return found


def changed(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return data with bytes flipped, cut, doubled or swapped with those of another file."""
    whole = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if not whole:
            break
        a, b = sorted(chance.randrange(len(whole) + 1) for _ in range(2))
        b = min(b, a + chance.choice((1, 2, 16, 400)))
        kind = chance.randrange(5)
        if kind == 0:
            whole[a:b] = bytes(chance.randrange(256) for _ in range(b - a))
        elif kind == 1:
            del whole[a:b]
        elif kind == 2:
            whole[a:a] = whole[a:b] * chance.choice((1, 2, 50))
        elif kind == 3:
            other = chance.choice(others)
            c = chance.randrange(len(other) + 1)
            whole[a:b] = other[c : c + b - a]
        else:
            del whole[a if chance.random() < 0.2 else len(whole) - 1 :]
    return bytes(whole)


def _folders(number: int, chance: random.Random) -> Iterator[dict[str, bytes]]:
    files = seeds()
    names, contents = list(files), list(files.values())
    for start in range(0, number, 200):
        drawn = [chance.choice(names) for _ in range(min(200, number - start))]
        yield {f"{k}_{name}": changed(files[name], contents, chance) for k, name in enumerate(drawn)}


def mutants(number: int, seed: int = 0) -> int:
    """Read changed files and clean their content, and return the number that caused a fault."""
    from analysis import clean_documents, read_folder
    from analysis.errors import DocumentSkipped

    chance, faults, statuses, start = (
        random.Random(seed),
        Counter[str](),
        Counter[str](),
        time.perf_counter(),
    )
    for files in _folders(number, chance):
        with (
            tempfile.TemporaryDirectory() as folder,
            warnings.catch_warnings(record=True) as told,
        ):
            warnings.simplefilter("always")
            for name, data in files.items():
                Path(folder, name).write_bytes(data)
            Path(folder, "good.txt").write_text(GOOD, encoding="utf-8")
            try:
                reading = read_folder(folder)
                clean_documents(reading.documents)
            except Exception as fault:
                faults[f"the run: {type(fault).__name__}: {fault}"[:120]] += 1
                continue
            statuses.update(reading.files["status"])
            for said in (
                *reading.files["reason"].dropna(),
                *reading.files["warnings"].dropna(),
            ):
                if "please report" in said or "crashed" in said or "could not be read within" in said:
                    faults[said[:120]] += 1
        faults.update(str(w.message)[:120] for w in told if issubclass(w.category, DocumentSkipped))
    if number:
        seconds = time.perf_counter() - start
        print(f"{number} changed files: {dict(statuses)}, {sum(faults.values())} faults, {seconds:.0f} s")
    for said, n in faults.most_common(10):
        print(f"  {n} times: {said}")
    return sum(faults.values())
