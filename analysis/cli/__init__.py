"""The command line: `koujing new`, `check`, `clean`, `report`, `audit`, `cache`, `completion`."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence

from ..errors import KoujingError, KoujingWarning
from .commands import file_name
from .parser import parsed

__all__ = ["file_name", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What was typed after `koujing`; by default that of this process.

    Returns
    -------
    int
        0, or 2 when the arguments, the configuration or the folder cannot be used.
    """
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.showwarning = _show_warning
    try:
        options = parsed(arguments)
        result: int = options.run(options)
    except KoujingError as fault:
        print(f"koujing: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("koujing: interrupted; nothing half-written was left.", file=sys.stderr)
        return 130
    return result


def _show_warning(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    if issubclass(category, KoujingWarning):
        print(f"koujing: {message}", file=sys.stderr)
