"""Scripts by which shells complete commands and options, made from the parser itself."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """An option or argument of a command, as far as a shell must know it.

    Attributes
    ----------
    flags : tuple of str
        Its names; none for an argument that is known by its place.
    help : str
        What it is, on one line.
    takes : {"nothing", "choice", "list", "folder", "file", "text"}
        What is to follow.
    choices : tuple of str
        The values of a choice or list.
    """

    flags: tuple[str, ...]
    help: str
    takes: str
    choices: tuple[str, ...] = ()


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script that completes the command line in a shell.

    Parameters
    ----------
    parser : ArgumentParser
        The parser of the whole command line, with a sub-parser for each command.
    shell : {"bash", "zsh", "fish"}
        The shell.

    Returns
    -------
    str
    """
    [listed] = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    told = {choice.dest: choice.help or "" for choice in listed._choices_actions}
    commands = {name: list(_words(command)) for name, command in listed.choices.items()}
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands, told)


def _words(parser: argparse.ArgumentParser) -> Iterator[Word]:
    for action in parser._actions:
        text = " ".join((action.help or "").split())
        choices = tuple(map(str, action.choices or ()))
        if action.nargs == 0:
            takes = "nothing"
        elif isinstance(action.default, tuple):
            takes, choices = "list", tuple(map(str, action.default))
        else:
            places = {"FOLDER": "folder", "DIR": "folder", "FILE": "file"}
            takes = "choice" if choices else places.get(str(action.metavar), "text")
        yield Word(tuple(action.option_strings), text, takes, choices)


BASH = """\
# koujing completion bash: put  eval "$(koujing completion bash)"  into ~/.bashrc
_koujing() {{
    local IFS=$'\\n' current="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" head=""
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W {commands} -- "$current"))
        return
    fi
    case "${{COMP_WORDS[1]}} $before" in
{values}
    esac
    case "${{COMP_WORDS[1]}} $current" in
{options}
    esac
}}
complete -o filenames -F _koujing koujing
"""

BASH_TAKES = {
    "choice": 'COMPREPLY=($(compgen -W {choices} -- "$current"))',
    "list": '[[ "$current" == *,* ]] && head="${{current%,*}},"; '
    'COMPREPLY=($(compgen -P "$head" -W {choices} -- "${{current##*,}}"))',
    "folder": 'COMPREPLY=($(compgen -d -- "$current"))',
    "file": 'COMPREPLY=($(compgen -f -- "$current"))',
    "text": ":",
}


def _bash(commands: dict[str, list[Word]], told: dict[str, str]) -> str:
    def lines(words: list[str] | tuple[str, ...]) -> str:
        return "$'" + "\\n".join(words) + "'"

    values, options = [], []
    for name, words in commands.items():
        for word in words:
            does = BASH_TAKES.get(word.takes, "").format(choices=lines(word.choices))
            if word.flags and does:
                pattern = "|".join(f'"{name} {flag}"' for flag in word.flags)
                values.append(f"        {pattern}) {does}; return ;;")
        flags = [flag for word in words for flag in word.flags]
        options.append(f'        "{name} -"*) COMPREPLY=($(compgen -W {lines(flags)} -- "$current")) ;;')
        for word in words:
            if not word.flags:
                does = BASH_TAKES[word.takes].format(choices=lines(word.choices))
                options.append(f'        "{name} "*) {does} ;;')
    return BASH.format(
        commands=lines([*commands, "--help"]), values="\n".join(values), options="\n".join(options)
    )


ZSH = """\
#compdef koujing
# koujing completion zsh: put  eval "$(koujing completion zsh)"  into ~/.zshrc, after compinit
_koujing() {{
    local -a commands
    commands=(
{commands}
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}
    esac
}}
if [ "$funcstack[1]" = _koujing ]; then _koujing "$@"; else compdef _koujing koujing; fi
"""


def _zsh(commands: dict[str, list[Word]], told: dict[str, str]) -> str:
    def plain(text: str) -> str:
        return text.translate(str.maketrans("[]:", "();", "`$\\"))

    def values(word: Word) -> str:
        listed = " ".join(word.choices)
        return {
            "choice": f":value:({listed})",
            "list": f":list:_values -s , section {listed}",
            "folder": ":folder:_files -/",
            "file": ":file:_files",
            "text": ":value:",
        }.get(word.takes, "")

    cases = []
    for name, words in commands.items():
        specs = [f"{flag}[{plain(word.help)}]{values(word)}" for word in words for flag in word.flags]
        specs += [f"1{values(word)}" for word in words if not word.flags]
        cases.append(f"        {name}) _arguments {' '.join(map(shlex.quote, specs))} ;;")
    listed = [f"        {shlex.quote(f'{name}:{plain(told[name])}')}" for name in commands]
    return ZSH.format(commands="\n".join(listed), cases="\n".join(cases))


def _fish(commands: dict[str, list[Word]], told: dict[str, str]) -> str:
    takes = {
        "choice": "-x -a {choices}",
        "list": "-x -a {choices}",
        "folder": "-x -a '(__fish_complete_directories)'",
        "file": "-r -F",
        "text": "-x",
        "nothing": "",
    }
    lines = ["# koujing completion fish > ~/.config/fish/completions/koujing.fish", "complete -c koujing -f"]
    for name, words in commands.items():
        about = shlex.quote(told[name])
        lines.append(f"complete -c koujing -n __fish_use_subcommand -a {name} -d {about}")
        for word in words:
            does = takes[word.takes].format(choices=shlex.quote(" ".join(word.choices)))
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in word.flags
            )
            known = f"-n '__fish_seen_subcommand_from {name}'"
            parts = [f"complete -c koujing {known}", flags, does if flags else does.replace("-x ", "")]
            if flags:
                parts.append(f"-d {shlex.quote(word.help)}")
            lines.append(" ".join(part for part in parts if part))
    return "\n".join(lines) + "\n"
