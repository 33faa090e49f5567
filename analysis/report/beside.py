"""Other processes that do a part of the work beside a report, which finds their results in the cache."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..cache import kept_in


@contextmanager
def helped(
    parameters: Mapping[str, Any], sections: Collection[str], jobs: int, cache: Path | None
) -> Iterator[None]:
    """Have other processes do a part of what a report does, while this context is open.

    They make the calls that the report makes, but begin at its end: with the last texts, with topics, with
    the slogans of the last texts. Each finds in the cache what the other has done, so that nobody has to wait
    or to be told, and what the report says does not depend on `jobs`. An error is left to the report.

    Parameters
    ----------
    parameters : mapping
        Parameters of the notebook, those that were set.
    sections : collection of str
        The sections to compute.
    jobs : int
        Number of processes, that of the report among them; with one, nobody helps.
    cache : Path, optional
        The cache; by default a folder that is removed afterwards.
    """
    if jobs < 2:
        yield
        return
    given = {name: value for name, value in parameters.items() if name != "options"}
    asked = [json.dumps([given, sorted(sections), number, jobs - 1]) for number in range(jobs - 1)]
    with (
        tempfile.TemporaryDirectory(prefix="koujing-", ignore_cleanup_errors=True) as own,
        kept_in(cache or Path(own)),
    ):
        helpers = [_begun(one) for one in asked]
        try:
            yield
        finally:
            for helper in helpers:
                helper.kill()
                helper.communicate()


def _begun(asked: str) -> subprocess.Popen[bytes]:
    # When this process dies, the pipe breaks, and the helper ends too.
    nobody, command = subprocess.DEVNULL, [sys.executable, "-m", f"{__package__}.helper", asked]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=nobody, stderr=nobody)
