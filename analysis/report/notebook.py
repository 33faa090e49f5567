"""Run a notebook with parameters in a separate process."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from tqdm import tqdm

from .. import errors
from ..imports import without
from ..lexicon import messages

# jsonschema takes this for addresses in schemas, of which notebooks have none; it builds a grammar on import,
# which takes longer than all the rest of a small report.
with without("rfc3987_syntax"):
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

SYSTEM_FAULTS = frozenset(fault.__name__ for fault in (OSError, *list[type](OSError.__subclasses__())))

SELDOM = "import gc; gc.set_threshold(100_000, 20, 50)"
"""A report makes many small objects and few cycles: looking for these took 5 to 7 % of its time."""


def run_notebook(
    path: Path,
    parameters: Mapping[str, Any],
    progress: bool = False,
    sections: Collection[str] | None = None,
) -> nbformat.NotebookNode:
    """Execute a notebook with parameters.

    Parameters
    ----------
    path : Path
        The notebook; its cell tagged `parameters` sets the defaults.
    parameters : mapping
        Values replacing the defaults; the `repr` of each must be valid Python.
    progress : bool
        Show a progress bar on standard error.
    sections : collection of str, optional
        Cells that serve only other sections (`sections` in their metadata) are left out.

    Returns
    -------
    NotebookNode
        The executed notebook.

    Raises
    ------
    KoujingError
        If the notebook failed for a reason that the user can remedy.
    """
    notebook = nbformat.read(path, as_version=4)
    at = next(
        (i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])), None
    )
    if at is None:
        raise errors.InputError(f"{path}: no cell is tagged `parameters`.")
    if sections is not None:
        notebook.cells = [
            cell for cell in notebook.cells if set(sections) & set(cell.metadata.get("sections", sections))
        ]
    given = nbformat.v4.new_code_cell(_assigned(parameters), metadata={"tags": ["given"]}, id="given")
    notebook.cells.insert(at + 1, given)
    n_cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    words = messages(str(parameters.get("lang", "en")))["progress"]
    with tqdm(
        total=n_cells, desc=words["report"], unit=words["step"], disable=not progress, leave=False
    ) as bar:

        def begun(cell: nbformat.NotebookNode, cell_index: int) -> None:
            step = cell.metadata.get("step", "")
            bar.set_postfix_str(words.get(f"step_{step.replace(' ', '_')}", step))

        def done(cell: nbformat.NotebookNode, cell_index: int, **_: Any) -> None:
            bar.update(cell.cell_type == "code")

        client = NotebookClient(
            notebook,
            timeout=None,
            kernel_name="python3",
            on_cell_start=begun,
            on_cell_executed=done,
            record_timing=False,
            extra_arguments=[f"--IPKernelApp.exec_lines={SELDOM}"],
        )
        with tempfile.TemporaryDirectory() as profile:
            manager = client.create_kernel_manager()
            if os.name == "posix":
                manager.transport, manager.ip = "ipc", str(Path(profile) / "kernel")
            try:
                _execute(client, {"IPYTHONDIR": profile, "PYDEVD_DISABLE_FILE_VALIDATION": "1"})
            except DeadKernelError:
                raise errors.KoujingError(
                    "The process that computes the report died, most likely for want of memory: "
                    "give fewer texts at a time, or close other programs."
                ) from None
            except CellExecutionError as fault:
                if fault.ename == "KeyboardInterrupt":
                    raise KeyboardInterrupt from None
                if fault.ename in SYSTEM_FAULTS:
                    raise errors.OutputError(fault.evalue) from None
                kind = getattr(errors, fault.ename, None)
                if isinstance(kind, type) and issubclass(kind, errors.KoujingError):
                    raise kind(fault.evalue) from None
                raise
    return notebook


def _execute(client: NotebookClient, environment: Mapping[str, str]) -> None:
    try:
        client.execute(env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    except BaseException:
        # nbclient ends the kernel itself when the user interrupts, and then fails in one of several ways; the
        # attribute is there only after a signal.
        if getattr(client, "_async_cleanup_kernel_future", None) is not None:
            raise KeyboardInterrupt from None
        raise


def as_given(notebook: nbformat.NotebookNode, parameters: Mapping[str, Any]) -> nbformat.NotebookNode:
    """Return an executed notebook that can be run again, with the user's own parameters.

    Parameters
    ----------
    notebook : NotebookNode
        The result of `run_notebook`.
    parameters : mapping
        The parameters to write into its cell of injected parameters.
    """
    kept = nbformat.from_dict(notebook)
    for cell in kept.cells:
        if cell.get("id") == "given":
            cell.source = _assigned(parameters)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type != "stream"]
    return kept


def _assigned(parameters: Mapping[str, Any]) -> str:
    return "\n".join(f"{name} = {value!r}" for name, value in parameters.items())


def as_text(notebook: nbformat.NotebookNode) -> str:
    """Return the text of a notebook's file."""
    text: str = nbformat.writes(notebook)
    return text
