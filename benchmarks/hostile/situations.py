# ruff: noqa: E501
"""The situations of the table: files, names, folders, options, texts, cache, disk, signals and terminals."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from . import others
from .files import FILES, GOOD

PYTHON = sys.executable
SHORT = "坚持稳中求进，优化营商环境。破解难点、打通堵点、消除痛点。港口贸易增长，改革创新发展。"


class Call(NamedTuple):
    """What is run: a command, and what is done before, during and after it."""

    command: list[str]
    environment: dict[str, str] = {}  # noqa: RUF012
    cwd: Path | None = None
    before: Callable[[], None] | None = None
    meanwhile: Callable[[int], None] | None = None
    after: float = 1.0
    after_all: Callable[[], object] | None = None


class Situation(NamedTuple):
    """One row of the table."""

    kind: str
    name: str
    make: Callable[[Path], Call]
    signal: bool = False


def koujing(*words: str | Path) -> list[str]:
    """Return the command line of koujing."""
    return [PYTHON, "-m", "analysis.cli", *map(str, words)]


def texts_in(place: Path) -> Path:
    """Create a folder with one good text, and return it."""
    folder = place / "texts"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


def checked(change: Callable[[Path], object]) -> Callable[[Path], Call]:
    """Return a function that makes a folder, changes it, and runs `koujing check` on it."""

    def make(place: Path) -> Call:
        folder = texts_in(place)
        change(folder)
        return Call(koujing("check", folder, "--quiet"))

    return make


def _file(name: str, make: Callable[[], bytes]) -> Callable[[Path], Call]:
    return checked(lambda folder: (folder / name).write_bytes(make()))


def called(*words: str) -> Callable[[Path], Call]:
    """Return a function that runs koujing with these words; `{texts}` is a folder of texts, `{}` its parent."""

    def make(place: Path) -> Call:
        folder = texts_in(place)
        return Call(
            koujing(*(word.replace("{texts}", str(folder)).replace("{}", str(place)) for word in words))
        )

    return make


WHOLE_WAY = """
import sys, warnings
import pandas as pd
from analysis import clean_documents, count_terms, find_slogans, segment, kwic
from analysis.corpus import DOCUMENT_COLUMNS
from analysis.errors import KoujingError
warnings.simplefilter("ignore")
cells = eval(sys.argv[1])
rows = cells if isinstance(cells, list) else [cells]
documents = pd.DataFrame(rows, dtype=object, index=pd.Index([f"d{k}" for k in range(len(rows))], name="doc_id"))
try:
    cleaned = clean_documents(documents.reindex(columns=DOCUMENT_COLUMNS))
    corpus = segment(cleaned.documents, cleaned.paragraphs)
except KoujingError as fault:
    sys.exit(f"{type(fault).__name__}: {fault}")
slogans = find_slogans(corpus)
kwic(corpus, "难点")
print(corpus, len(slogans), "slogans", len(cleaned.log), "in the log", "faults:", len(corpus.faults))
"""


def _text(cells: str) -> Callable[[Path], Call]:
    return lambda place: Call([PYTHON, "-c", WHOLE_WAY, cells])


TEXTS = {
    "opening quotation mark at the end": "{'text': '会议强调，“'}",
    "100,000 limbs in a sentence": "{'text': '难点、' * 33_000}",
    "one character 200,000 times": "{'text': '市' * 200_000}",
    "20,000 lines of page markers": "{'text': '\\n'.join(f'{k % 300}、推进项目建设，加快' for k in range(20_000))}",
    "100,000 blank lines": "{'text': '发展' + '\\n' * 100_000 + '经济。'}",
    "200,000 opening brackets": "{'text': '（' * 200_000}",
    "100,000 quotation marks": "{'text': '“”' * 50_000}",
    "a million blanks": "{'text': '发展' + ' ' * 1_000_000 + '经济。'}",
    "50,000 glosses": "{'text': '动(dòng)' * 50_000}",
    "50,000 numbers": "{'text': '2023年1月1个' * 20_000}",
    "every code point": "{'text': ''.join(map(chr, range(1, 0x11000)))}",
    "halves of characters everywhere": "{'text': '\\ud800发展\\udfff。', 'title': '\\ud800', 'city': '\\udfff'}",
    "U+FFFE and control characters": "{'text': '发\\ufffe展\\x00\\x07\\x1b[31m。', 'city': '\\ufffe'}",
    "a city of 1,000 characters": "{'text': '发展经济。', 'city': '市' * 1000}",
    "LaTeX as a city": "{'text': '发展经济。', 'city': '$' + chr(92) + 'frac{$'}",
    "right to left and combining marks": "{'text': '\\u202e发展\\u0301' * 9000}",
    "2,000 documents of one word": "[{'text': '发展'}] * 2000",
    "no text at all": "[{'text': None}, {'text': ''}, {'text': float('nan')}]",
    "a number as text": "{'text': 2023}",
    "40,000 short lines": "{'text': '一、推进\\n' * 40_000}",
    "one paragraph 20,000 times": "{'text': '推进治水工作，完善河长制，建设美丽河湖。\\n' * 20_000}",
}  # fmt: skip


def _socket(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.txt")
    os.chdir(here)


def _deep(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(2100):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)


def _linked(folder: Path) -> None:
    for name in "abcdefghij":
        (folder / name).mkdir()
        (folder / name / f"{name}.txt").write_text(GOOD, encoding="utf-8")
        for other in "abcdefghij":
            (folder / name / f"to_{other}").symlink_to(folder / other)


def _loop(folder: Path) -> None:
    (folder / "documents.csv").write_text("file,city\ngood.txt,柳州市\n", encoding="utf-8")
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")


def _as_nobody(mode: int) -> Callable[[Path], Call]:
    """Return a function that denies access to a folder and reads its parent as another user."""

    def make(place: Path) -> Call:
        folder = texts_in(place)
        (folder / "closed").mkdir()
        (folder / "closed" / "a.txt").write_text(GOOD, encoding="utf-8")
        (folder / "closed").chmod(mode)
        place.chmod(0o755)
        program = (
            "import analysis.load.folder, analysis.lexicon, codecs, os\n"
            "for name in ('utf-8-sig', 'gb18030', 'utf-16', 'cp437'): codecs.lookup(name)\n"
            "analysis.lexicon.places()\n"
            f"analysis.load.folder.read_folder({str(folder)!r})  # what is imported late may be out of reach\n"
            "os.setgid(65534); os.setuid(65534)\n"
            f"files = analysis.load.folder.read_folder({str(folder)!r}).files\n"
            "print(*files.iloc[0][['file', 'status', 'reason']])"
        )
        return Call([PYTHON, "-c", program])

    return make


def _many(folder: Path, n: int, content: bytes) -> None:
    for k in range(n):
        (folder / f"{k}.txt").write_bytes(content)


def _names(*names: bytes) -> Callable[[Path], Call]:
    def change(folder: Path) -> None:
        for name in names:
            with open(os.fsencode(folder) + b"/" + name, "wb") as file:
                file.write(GOOD.encode())

    return checked(change)


def _manifest(content: bytes) -> Callable[[Path], Call]:
    return checked(lambda folder: (folder / "documents.csv").write_bytes(content))


FOLDERS: dict[str, Callable[[Path], Call]] = {
    "symlink loop beside a manifest": checked(_loop),
    "2,100 folders deep": checked(_deep),
    "10 folders that all link to each other": checked(_linked),
    "link to itself": checked(lambda folder: (folder / "a").symlink_to("a")),
    "link to the folder above": checked(lambda folder: (folder / "a").symlink_to("..")),
    "link to /dev/zero": checked(lambda folder: (folder / "a.txt").symlink_to("/dev/zero")),
    "link to /proc/self/mem": checked(lambda folder: (folder / "a.txt").symlink_to("/proc/self/mem")),
    "pipe": checked(lambda folder: os.mkfifo(folder / "a.txt")),
    "pipe as manifest": checked(lambda folder: os.mkfifo(folder / "documents.csv")),
    "socket": checked(_socket),
    "folder that may be listed, not entered": _as_nobody(0o444),
    "folder that may be entered, not listed": _as_nobody(0o111),
    "folder closed altogether": _as_nobody(0),
    "10,000 empty files": checked(lambda folder: _many(folder, 10_000, b"")),
    "5,000 files of one character": checked(lambda folder: _many(folder, 5000, "市".encode())),
    "a folder named a.txt": checked(lambda folder: (folder / "a.txt").mkdir()),
    "no such folder": called("check", "{}/nowhere"),
    "an empty folder": lambda place: Call(koujing("check", place)),
    "a name longer than the system takes": called("check", "x" * 5000),
    "a manifest of 50,000 rows": _manifest(b"file,city\n" + b"".join(b"%d.txt,x\n" % k for k in range(50_000))),
    "a manifest that is an image": _manifest(b"\x89PNG\r\n\x1a\n" + bytes(99)),
    "a manifest with an open quote": _manifest(b'file,city\n"good.txt,x\n' * 99),
    "a manifest with odd names": _manifest(b"file,city\n../../x,a\n\0,b\n/etc/passwd,c\na\nb,d\n"),
    "a file that grows while it is read": lambda place: _growing(place),
    "files that vanish while they are read": lambda place: _vanishing(place),
}  # fmt: skip
NAMES: dict[str, Callable[[Path], Call]] = {
    "line break": _names(b"a\nb.txt"),
    "control characters": _names(b"a\x1b[31m\x07.txt"),
    "bytes that are no UTF-8": _names(b"\xff\xfe.txt", b"\xff\xfd.txt"),
    "GB18030": _names("柳州市_2023.txt".encode("gb18030"), "柳州市_2023.txt".encode()),
    "colons and quotes": _names(b"a:b'c\"<d>|e?.txt"),
    "250 bytes": _names(b"x" * 250 + b".txt"),
    "only dots and blanks": _names(b" . ", b"... .txt"),
    "formula": _names(b"=cmd.txt", b"@x.txt", b"-x.txt"),
    "option": _names(b"--help", b"-rf"),
    "right to left": _names("a\u202etxt.exe".encode()),
    "every kind of blank": _names("\u3000a\u00a0\u2028.txt".encode()),
    "format string": _names(b"%s%n{0}{a}$HOME`id`.txt"),
}


def _growing(place: Path) -> Call:
    folder = texts_in(place)
    (folder / "a.txt").write_text(GOOD * 9000, encoding="utf-8")
    writer = subprocess.Popen(
        [
            PYTHON,
            "-c",
            f"import time\nwhile True: open({str(folder / 'a.txt')!r}, 'a').write('发展' * 9000)",
        ]
    )

    def end() -> None:
        writer.kill()
        writer.wait()

    return Call(koujing("check", folder, "--quiet"), after_all=end)


def _vanishing(place: Path) -> Call:
    folder = texts_in(place)
    _many(folder, 4000, GOOD.encode())

    def remove(pid: int) -> None:
        for path in sorted(folder.glob("[0-9]*.txt"), reverse=True):
            path.unlink()

    return Call(koujing("check", folder, "--quiet"), meanwhile=remove, after=0.9)


def _limited(place: Path) -> Call:
    folder = texts_in(place)
    (folder / "more.txt").write_text(SHORT * 400, encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    return Call(koujing("clean", folder, "--out", place / "out", "--quiet"), before=limit)


def _full(place: Path) -> Call:
    folder, disk = texts_in(place), place / "disk"
    (folder / "more.txt").write_text(SHORT * 400, encoding="utf-8")
    disk.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk],
        check=True,
        capture_output=True,
    )
    return Call(
        koujing("clean", folder, "--out", disk / "out", "--quiet"),
        after_all=lambda: subprocess.run(["umount", disk], check=False),
    )


def _sent(number: int, after: float) -> Callable[[Path], Call]:
    def make(place: Path) -> Call:
        folder = texts_in(place)
        _many(folder, 3000, SHORT.encode())
        return Call(
            koujing("clean", folder, "--out", place / "out", "--quiet"),
            meanwhile=lambda pid: os.kill(pid, number),
            after=after,
        )

    return make


def _cache(change: Callable[[Path], object]) -> Callable[[Path], Call]:
    """Return a function that runs twice with a cache that is changed in between."""

    def make(place: Path) -> Call:
        folder, kept = texts_in(place), place / "kept"
        (folder / "a.html").write_text(f"<html><body><p>{GOOD * 4}</p></body></html>", encoding="utf-8")
        environment = {"KOUJING_CACHE": str(kept)}
        subprocess.run(
            koujing("check", folder, "--quiet"),
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
        )
        change(kept)
        return Call(koujing("check", folder, "--quiet"), environment)

    return make


def _each(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def apply(kept: Path) -> None:
        for path in kept.rglob("*.entry"):
            path.write_bytes(change(path.read_bytes()))

    return apply


def _exchanged(kept: Path) -> None:
    paths = sorted(kept.rglob("*.entry"))
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def _spoken(encoding: str, lang: str) -> Callable[[Path], Call]:
    def make(place: Path) -> Call:
        folder = texts_in(place)
        (folder / "empty 市 \U0001f600.txt").write_bytes(b"")
        return Call(
            koujing("check", folder, "--lang", lang),
            {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"},
        )

    return make


def _counted(name: str, content: bytes) -> Callable[[Path], Call]:
    def make(place: Path) -> Call:
        (place / "tables").mkdir()
        (place / "tables" / name).write_bytes(content)
        (place / "tables" / "good.jsonl").write_text(json.dumps({"text": SHORT, "city": "柳州市"}) + "\n")
        return Call(
            koujing(
                "count",
                place / "tables",
                "--out",
                place / "out",
                "--quiet",
                "--permutations",
                "0",
            )
        )

    return make


def _reported(cells: list[dict[str, str]], *words: str) -> Callable[[Path], Call]:
    def make(place: Path) -> Call:
        folder = place / "texts"
        folder.mkdir()
        lines = "".join(json.dumps(row) + "\n" for row in cells)
        (folder / "a.jsonl").write_text(lines, encoding="utf-8")
        return Call(
            koujing(
                "report",
                folder,
                "--out",
                place / "out",
                "--quiet",
                "--no-cache",
                *words,
            )
        )

    return make


def _within(change: Callable[[list[str]], list[str]], **environment: str) -> Callable[[Path], Call]:
    """Return a function that writes cleaned texts by a command that is changed, in other surroundings."""

    def make(place: Path) -> Call:
        folder = texts_in(place)
        return Call(change(koujing("clean", folder, "--out", place / "out", "--quiet")), environment)

    return make


def _stored(change: str, *words: str) -> Callable[[Path], Call]:
    """Return a function that makes a folder of counts, damages it, and makes its page or counts again."""

    def make(place: Path) -> Call:
        table = place / "tables"
        table.mkdir()
        rows = [{"text": SHORT, "city": city} for city in ("柳州市", "青岛市")]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (table / "a.jsonl").write_text(lines)
        counted = place / "counted"
        command = koujing("count", table, "--out", counted, "--quiet", "--permutations", "0", "--texts")
        subprocess.run(command, check=True, capture_output=True)
        others.damaged(counted, change)
        return Call(
            command if words == ("count",) else koujing("report", counted, "--out", place / "page", "--quiet")
        )

    return make


def _given(option: str, content: bytes) -> Callable[[Path], Call]:
    """Return a function that makes a report with a file of this content for an option."""

    def make(place: Path) -> Call:
        folder = texts_in(place)
        (place / "given").write_bytes(content)
        return Call(koujing("report", folder, option, place / "given", "--out", place / "out", "--quiet"))

    return make


ZEROS = bytes(80 << 20)
BOMB = __import__("gzip").compress(b'{"text": "' + ZEROS, 9)
SITUATIONS: tuple[Situation, ...] = (
    *(Situation("file", name, _file(*made)) for name, made in FILES.items()),
    *(Situation("file", name, _file(f"a.{name.split(',')[0].split(' ')[0]}", made)) for name, made in others.FILES.items()),
    *(Situation("name", name, make) for name, make in NAMES.items()),
    *(Situation("folder", name, make) for name, make in FOLDERS.items()),
    *(Situation("text", name, _text(cells)) for name, cells in TEXTS.items()),
    Situation("option", "no such option", called("report", "{texts}", "--nothing")),
    Situation("option", "topics: -5", called("report", "{texts}", "--n-topics", "-5", "--out", "{}/out")),
    Situation("option", "topics: words", called("report", "{texts}", "--n-topics", "viele", "--out", "{}/out")),
    Situation("option", "a section that is none", called("report", "{texts}", "--sections", "x", "--out", "{}/out")),
    Situation("option", "userdict is a folder", called("report", "{texts}", "--userdict", "{}", "--out", "{}/out")),
    Situation("option", "verdicts is a folder", called("report", "{texts}", "--verdicts", "{}", "--out", "{}/out")),
    Situation("option", "output is a file", called("clean", "{texts}", "--out", "{texts}/good.txt")),
    Situation("option", "output is the input", called("clean", "{texts}", "--out", "{texts}")),
    Situation("option", "output in a file", called("clean", "{texts}", "--out", "{texts}/good.txt/out")),
    Situation("option", "output in /proc", called("clean", "{texts}", "--out", "/proc/nothing/out")),
    Situation("option", "date 2024-02-31", called("report", "{texts}", "--date", "2024-02-31", "--out", "{}/out")),
    Situation("option", "seed that is none", called("report", "{texts}", "--seed", "1e9", "--out", "{}/out")),
    Situation("batch", "a gzip line that never ends", _counted("bomb.jsonl.gz", BOMB)),
    Situation("batch", "gzip cut off", _counted("cut.jsonl.gz", BOMB[:-100])),
    Situation("batch", "lines that are no JSON", _counted("bad.jsonl", b"{x\n" * 9000)),
    Situation("batch", "halves of characters", _counted("half.jsonl", b'{"text": "\\ud800' + SHORT.encode() + b'"}\n')),
    Situation("batch", "deep JSON", _counted("deep.jsonl", b'{"text":' * 100_000)),
    Situation("batch", "Parquet, noise", _counted("a.parquet", b"PAR1" + bytes(999) + b"PAR1")),
    Situation("cache", "every entry cut off", _cache(_each(lambda data: data[: len(data) // 2]))),
    Situation("cache", "every entry empty", _cache(_each(lambda data: b""))),
    Situation("cache", "a bit flipped in every entry", _cache(_each(lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]))),
    Situation("cache", "entries exchanged", _cache(_exchanged)),
    Situation("cache", "folder is a file", lambda place: Call(koujing("check", texts_in(place)), {"KOUJING_CACHE": __file__})),
    Situation("disk", "files of 4 KB at most", _limited),
    Situation("disk", "full", _full),
    Situation("process", "its folder is gone", lambda place: Call(koujing("check", texts_in(place), "--quiet"), {"PYTHONPATH": os.getcwd()}, before=others.removed_folder)),
    Situation("process", "nobody reads its output", lambda place: Call(others.piped(koujing("check", texts_in(place))))),
    *(Situation("process", f"started with {which}", _within(lambda command, which=which: others.closed(command, which)))
      for which in ("0<&-", "1>&-", "2>&-")),
    Situation("process", "two at once, one output", _within(others.twice)),
    Situation("process", "no HOME", _within(lambda command: ["env", "-u", "HOME", *command])),
    Situation("process", "HOME that is none", _within(list, HOME="/nothing/at/all", XDG_CACHE_HOME="/nothing/cache")),
    Situation("process", "TMPDIR that is none", _within(list, TMPDIR="/nothing/at/all")),
    Situation("process", "a language that is none", _within(list, LANG="xx_YY.nothing", LC_ALL="xx_YY.nothing")),
    Situation("process", "512 MB of memory", _within(lambda command: ["bash", "-c", 'ulimit -v 524288; exec "$@"', "bash", *command])),
    Situation("process", "20 open files", _within(lambda command: ["bash", "-c", 'ulimit -n 20; exec "$@"', "bash", *command])),
    Situation("process", "a cache size that is none", _within(list, KOUJING_CACHE="", KOUJING_CACHE_SIZE="viel")),
    *(Situation("store", f"files of counts {change}", _stored(change)) for change in ("cut", "noise", "gone")),
    Situation("store", "settings broken", _stored("settings")),
    *(Situation("store", f"counted again, files {change}", _stored(change, "count")) for change in ("cut", "noise", "gone")),
    *(Situation("option", f"{option[2:]}: {name}", _given(option, content))
      for option in ("--themes", "--userdict", "--stopwords", "--verdicts", "--topic-labels")
      for name, content in (("noise", bytes(range(256)) * 99), ("empty", b""), ("one line of 20 MB", "港口 ".encode() * 3_000_000),
                            ("UTF-16", "港口\n".encode("utf-16")))),
    Situation("signal", "SIGINT at once", _sent(signal.SIGINT, 0.3), signal=True),
    Situation("signal", "SIGINT at work", _sent(signal.SIGINT, 4.0), signal=True),
    Situation("signal", "SIGTERM at work", _sent(signal.SIGTERM, 4.0), signal=True),
    *(
        Situation("terminal", f"{encoding}, {lang}", _spoken(encoding, lang))
        for encoding in ("ascii", "gbk", "latin-1", "utf-8")
        for lang in ("zh", "en")
    ),
    Situation("report", "odd cities", _reported(
        [{"text": SHORT * 3 + f"项目{k}建设。", "city": city} for k, city in enumerate(
            ["$\\frac{$", "市" * 1000, "\x00\x07", "<script>alert(1)</script>", "=1+1", "\ufffe", "a\nb", "青岛市"])])),
    Situation("report", "one document", _reported([{"text": SHORT, "city": "柳州市"}])),
    Situation("report", "an opening quotation mark at the end", _reported(
        [{"text": SHORT + "会议强调，“", "city": city} for city in ("柳州市", "青岛市", "无锡市")])),
)  # fmt: skip
