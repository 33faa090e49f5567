"""Where the work is done: in this process, in several on this machine, or on a Dask cluster."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from .checks import check_choice
from .errors import InputError
from .options import ENGINES

T = TypeVar("T")
R = TypeVar("R")
Engine = Callable[[Callable[[T], R], Iterable[T]], Iterator[R]]

PATIENCE = "20s"
"""Timeout for a scheduler to answer."""

AHEAD = 3
"""Queued tasks per worker: enough to keep it busy, few enough to fit in memory."""


@contextmanager
def engine(name: str = "local", jobs: int = 1, scheduler: str | None = None) -> Iterator[Engine[Any, Any]]:
    """Provide a map: it applies a function to items and yields the results in the order of the items.

    Parameters
    ----------
    name : {"local", "dask"}
        `local` is this process, or `jobs` processes on this machine (joblib); `dask` is a Dask cluster.
    jobs : int
        Processes; for Dask without a scheduler, the number of workers started on this machine.
    scheduler : str, optional
        Address of a running Dask scheduler, such as `tcp://10.0.0.1:8786`.

    Raises
    ------
    ChoiceError
        When `name` is not one of its values.
    InputError
        When Dask is not installed or the scheduler does not answer.
    """
    check_choice("count_tables", "engine", name, ENGINES)
    if name == "dask":
        with _client(jobs, scheduler) as client:
            yield partial(_by_dask, client)
    elif jobs > 1:
        yield partial(_by_joblib, jobs)
    else:
        yield map


def in_threads(function: Callable[[T], R], items: Iterable[T], n_jobs: int = 1) -> Iterator[R]:
    """Yield what a function returns for items, in their order, computed in threads.

    Parameters
    ----------
    function : callable
        What threads can do beside each other: mostly work on arrays.
    items : iterable
        What it is given, taken in order and only as needed.
    n_jobs : int
        Threads; -1 for one on each core.

    Examples
    --------
    >>> from analysis.engines import in_threads
    >>> list(in_threads(abs, [-1, 2, -3], n_jobs=2))
    [1, 2, 3]
    """
    n = n_jobs if n_jobs > 0 else os.cpu_count() or 1
    if n == 1:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(n) as pool:
        waiting: deque[Future[R]] = deque()
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > n:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def uncollected() -> Iterator[None]:
    """Postpone cyclic garbage collection, which has little to free where many small objects are made.

    Where it is postponed already, it stays so.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _by_joblib(jobs: int, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    from joblib import Parallel, delayed

    run = Parallel(n_jobs=jobs, return_as="generator", batch_size=1, pre_dispatch=AHEAD * jobs)
    results: Iterator[R] = run(delayed(function)(item) for item in items)
    return results


def _by_dask(client: Any, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield results in order, with few items in flight at a time; those of a lost worker are redone."""
    from distributed import KilledWorker

    waiting: deque[Any] = deque()
    items = iter(items)
    while True:
        n_ahead = AHEAD * max(sum(client.nthreads().values()), 1)  # workers come and go
        for item in islice(items, max(n_ahead - len(waiting), 0)):
            # Two equal texts are two tasks; by content, Dask would treat them as one.
            waiting.append(client.submit(function, item, pure=False))
        if not waiting:
            return
        try:
            yield waiting.popleft().result()
        except KilledWorker:
            raise InputError(
                "Several Dask workers were lost at the same batch, perhaps for lack of memory: use a "
                "smaller --batch-size. Earlier batches are kept."
            ) from None
        except OSError as fault:
            raise InputError(
                f"A Dask worker could not read or write {fault.filename or fault}: all workers must see the "
                "table and the folder of results under the same paths."
            ) from None


@contextmanager
def _client(jobs: int, scheduler: str | None) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("--engine dask needs Dask: pip install 'koujing[dask]'.") from None
    if scheduler:
        try:
            client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as fault:
            raise InputError(
                f"{scheduler}: no Dask scheduler answers ({type(fault).__name__}); start one with "
                "`dask scheduler`, which prints its address."
            ) from None
        with client:
            yield client
        return
    with _local_cluster(jobs) as cluster, Client(cluster, set_as_default=False) as client:
        yield client


def _local_cluster(jobs: int) -> Any:
    """Return a cluster on this machine, not reachable from elsewhere and without a dashboard."""
    from distributed import LocalCluster

    try:
        return LocalCluster(
            n_workers=jobs, threads_per_worker=1, processes=True, host="127.0.0.1",
            dashboard_address=None, worker_dashboard_address=None, silence_logs=50,
            # Any free port: on the default one, a second cluster on the machine would cause a warning.
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        )  # fmt: skip
    except RuntimeError as fault:
        raise InputError(
            f"The Dask workers did not start ({fault}). In a script, the code that starts them must be under "
            '`if __name__ == "__main__":`.'
        ) from None
