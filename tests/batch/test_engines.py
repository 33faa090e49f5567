"""Who does the work makes no difference, not even when a worker is killed."""

import gc
import os
import signal
import sys
from importlib.util import find_spec

import pytest

from analysis import count_tables, engines
from analysis.batch import run
from analysis.engines import engine, uncollected
from analysis.errors import ChoiceError, InputError

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed")


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def square(n: int) -> int:
    return n * n


@pytest.fixture(scope="module")
def expected(lines, tmp_path_factory):
    """The results of this process, in six batches."""
    return contents(count_tables(lines, tmp_path_factory.mktemp("local") / "out", batch_size=1))


def test_processes_of_this_machine(lines, tmp_path):
    one, two = (
        count_tables(lines, tmp_path / str(jobs), batch_size=2, jobs=jobs, slogans=False) for jobs in (1, 2)
    )
    assert contents(one) == contents(two)


@needs_dask
def test_results_come_in_order_and_equal_items_are_not_taken_for_one(cluster):
    mapped = engines._by_dask(cluster, square, iter([3, 1, 3, 2] * 5))
    assert list(mapped) == [9, 1, 9, 4] * 5


@needs_dask
def test_a_cluster_gives_the_same_bytes(cluster, lines, expected, tmp_path):
    address = cluster.scheduler.address
    assert address.startswith("tcp://127.0.0.1:")
    out = count_tables(lines, tmp_path / "out", batch_size=1, engine="dask", scheduler=address)
    assert contents(out) == expected


@needs_dask
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_worker_loses_nothing(cluster, lines, expected, tmp_path, monkeypatch):
    def shown(parts, tables, progress, lang):
        for at, part in enumerate(parts):
            if at == 1:
                victim = min(cluster.run(os.getpid).values())
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            yield part

    killed = []
    monkeypatch.setattr(run, "_shown", shown)
    address = cluster.scheduler.address
    out = count_tables(lines, tmp_path / "out", batch_size=1, engine="dask", scheduler=address)
    assert contents(out) == expected
    assert killed


def test_unknown_engine():
    with pytest.raises(ChoiceError, match="must be one of 'local', 'dask'"), engine("spark"):
        pass


def test_without_dask_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"koujing\[dask\]"), engine("dask"):
        pass


@needs_dask
def test_no_scheduler_answers(monkeypatch):
    monkeypatch.setattr(engines, "PATIENCE", "1s")
    with pytest.raises(InputError, match="no Dask scheduler answers"):  # noqa: SIM117
        with engine("dask", scheduler="tcp://127.0.0.1:9"):
            pass


def test_garbage_is_collected_again_whatever_happens():
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()
