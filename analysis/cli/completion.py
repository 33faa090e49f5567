"""Tab completion: argcomplete asks the parser, which knows the commands, options and their values."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from argcomplete import autocomplete
from argcomplete.completers import DirectoriesCompleter, FilesCompleter
from argcomplete.shell_integration import shellcode

HOW = {
    "bash": '# put  eval "$(koujing completion bash)"  into ~/.bashrc',
    "zsh": '# put  eval "$(koujing completion zsh)"  into ~/.zshrc, after compinit',
    "fish": "# koujing completion fish > ~/.config/fish/completions/koujing.fish",
}


def script(shell: str) -> str:
    """Return the shell code with which Tab completes `koujing`.

    Parameters
    ----------
    shell : {"bash", "zsh", "fish"}
        The shell.
    """
    return f"{HOW[shell]}\n{shellcode(['koujing'], shell=shell)}"


def answer(parser: argparse.ArgumentParser) -> None:
    """Answer the shell's completion request, if this is one, and exit."""
    [listed] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for command in listed.choices.values():
        for action in command._actions:
            action.completer = _completer(action)
    autocomplete(parser, always_complete_options=False)


def _completer(action: argparse.Action) -> Any:
    if isinstance(action.default, tuple):
        return lambda prefix, **_: more(prefix, action.default)
    if action.choices is not None:
        return lambda **_: action.choices
    folders, files = DirectoriesCompleter(), FilesCompleter()
    places: dict[str, Any] = {"FOLDER": folders, "DIR": folders, "FILE": files, "TABLE": files}
    return places.get(str(action.metavar), lambda **_: ())


def more(prefix: str, names: Sequence[str]) -> list[str]:
    """Return the completions of a comma-separated list: every name not in it yet."""
    head, comma, _ = prefix.rpartition(",")
    return [f"{head}{comma}{name}" for name in names if name not in head.split(",")]
