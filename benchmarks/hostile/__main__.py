"""A table of hostile and broken inputs and situations: the response, the exit, time and peak memory.

    python -m benchmarks.hostile [WORD ...] [--out FILE]  the table, or its rows that contain one of the words
    python -m benchmarks.hostile --texts 10000            random texts, processed from cleaning to slogans
    python -m benchmarks.hostile --mutants 10000          files with bytes flipped, cut or doubled

Each row runs in a separate process. It fails on a hang, a traceback, death by a signal not sent to it, or
more than 2 GB of memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from .mutants import mutants, random_texts
from .situations import SITUATIONS, Situation

LONGEST = 400
"""Seconds after which a row counts as hung; reading one file may take a minute plus 5 s per megabyte."""

MOST_MEMORY = 2 << 10
"""Memory limit in megabytes."""


class Outcome(NamedTuple):
    """The outcome of one situation."""

    said: str
    code: int
    seconds: float
    megabytes: float
    fault: str


def run(situation: Situation) -> Outcome:
    """Set up a situation in a separate folder, and run it."""
    place = Path(tempfile.mkdtemp(prefix="hostile"))
    try:
        return _run(situation, place)
    finally:
        # Folders may be nested deeper than Python's own removal can handle.
        subprocess.run(["rm", "-rf", place], check=False)


def _run(situation: Situation, place: Path) -> Outcome:
    try:
        call = situation.make(place)
    except (
        OSError,
        subprocess.SubprocessError,
    ) as fault:  # not possible on this system
        return Outcome(f"(not possible here: {fault})", 0, 0.0, 0.0, "")
    log = place / "log of the run"
    start = time.perf_counter()
    with open(log, "wb") as file:
        process = subprocess.Popen(
            call.command,
            stdout=file,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "KOUJING_CACHE": "", **call.environment},
            cwd=call.cwd or place,
            preexec_fn=call.before,
            start_new_session=True,
        )
        fault, usage, status = "", None, 0
        while usage is None:
            pid, status, found = os.wait4(process.pid, os.WNOHANG)
            if pid:
                usage = found
            elif time.perf_counter() - start > LONGEST:
                os.killpg(process.pid, 9)
                fault = "hangs"
            else:
                if call.meanwhile and time.perf_counter() - start > call.after:
                    call.meanwhile(process.pid)
                    call = call._replace(meanwhile=None)
                time.sleep(0.05)
        process.returncode = 0
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    text = log.read_bytes().decode("utf-8", "replace")
    if call.after_all:
        call.after_all()
    if "Traceback (most recent call last)" in text:
        fault = "traceback"
    elif code < 0 and not situation.signal and not fault:
        fault = f"signal {-code}"
    megabytes = usage.ru_maxrss / 1024
    if megabytes > MOST_MEMORY:
        fault = "memory"
    return Outcome(" ".join(_told(text).split()).replace(str(place), "."), code, seconds, megabytes, fault)


def _told(text: str) -> str:
    """Return what was said of the file in question, else the last message, else the last line."""
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    lines = [line for line in lines if not line.startswith(("good.txt", "read:"))]
    of_files = [line for line in lines if "\tskipped\t" in line or "\tread\t" in line]
    messages = [line for line in lines if line.startswith("koujing: ")]
    return next((found[-1] for found in (of_files, messages, lines) if found), "")


HEAD = """# Hostile and broken inputs

What Koujing says of files, names, folders, options, texts, caches, disks, signals and terminals that are
hostile or broken, each in a process of its own. A row fails if the run hangs, ends in a traceback or by a
signal that nobody sent, or takes more than 2 GB.

    python -m benchmarks.hostile --out docs/hostile.md

| kind | what | said last | code | seconds | MB | fault |
|---|---|---|---|---|---|---|
"""


def table(words: list[str], out: Path | None = None) -> int:
    """Print the rows that contain one of the words, or all; write them to a file; return how many fail."""
    chosen = [s for s in SITUATIONS if not words or any(w in f"{s.kind} {s.name}" for w in words)]
    outcomes, lines = [], []
    for situation in chosen:
        outcome = run(situation)
        outcomes.append((situation, outcome))
        said = "".join(c if c.isprintable() else "�" for c in outcome.said).replace("|", "¦")[:150]
        lines.append(
            f"| {situation.kind} | {situation.name} | {said} | {outcome.code} | {outcome.seconds:.1f} "
            f"| {outcome.megabytes:.0f} | {outcome.fault} |"
        )
        print(lines[-1], flush=True)
    failed = [(s, o) for s, o in outcomes if o.fault]
    lines += ["", f"{len(outcomes)} rows, {len(failed)} of them failed."]
    if outcomes:
        slowest = max(outcomes, key=lambda pair: pair[1].seconds)
        largest = max(outcomes, key=lambda pair: pair[1].megabytes)
        lines.append(
            f"The slowest, “{slowest[0].name}”, took {slowest[1].seconds:.1f} s, "
            f"the largest, “{largest[0].name}”, {largest[1].megabytes:.0f} MB."
        )
    lines += [f"- failed: {s.kind}: {s.name}: {o.fault}" for s, o in failed]
    print("\n".join(lines[len(outcomes) :]))
    if out is not None:
        out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return len(failed)


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--texts", type=int, default=0)
    parser.add_argument("--mutants", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    if asked.texts or asked.mutants:
        return random_texts(asked.texts, asked.seed) + mutants(asked.mutants, asked.seed)
    return table(asked.words, asked.out)


if __name__ == "__main__":
    sys.exit(bool(main()))
