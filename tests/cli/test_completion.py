"""Completion: the script names what the parser knows, and bash itself completes with it."""

import shutil
import subprocess

import pytest

from analysis.cli import main
from analysis.cli.parser import SHELLS, parsers
from analysis.options import SECTIONS

BASH = shutil.which("bash")


@pytest.fixture
def script(capsys):
    def printed(shell: str) -> str:
        assert main(["completion", shell]) == 0
        return capsys.readouterr().out

    return printed


def complete(script: str, *words: str, cwd) -> list[str]:
    typed = " ".join(f"'{word}'" for word in ("koujing", *words))
    asked = f"COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _koujing"
    test = f"{script}\n{asked}; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    # Only the shell itself: no profile, no helper functions of the system's own completion.
    done = subprocess.run(
        [BASH, "--norc", "--noprofile", "-c", test], capture_output=True, text=True, check=True, cwd=cwd
    )
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["re"], ["report"]),
        (["c"], ["check", "count", "clean", "cache", "completion"]),
        (["report", "--se"], ["--sections", "--seed"]),
        (["report", "--lang", ""], ["zh", "en"]),
        (["report", "--sections", "s"], ["slogans", "similarity"]),
        (["report", "--sections", "topics,s"], ["topics,slogans", "topics,similarity"]),
        (["report", "--copies", "a"], ["all"]),
        (["report", "--by", ""], []),
        (["report", "t"], ["texts 1"]),
        (["report", "--out", "t"], ["texts 1"]),
        (["report", "--config", "k"], ["koujing.toml"]),
        (["report", "texts 1", "--lang", "e"], ["en"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["nothing", ""], []),
    ],
)
def test_bash_completes(script, tmp_path, words, offered):
    (tmp_path / "texts 1").mkdir()
    (tmp_path / "koujing.toml").touch()
    assert complete(script("bash"), *words, cwd=tmp_path) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_there(script, shell):
    text = script(shell)
    [listed] = [action for action in parsers()[0]._actions if action.dest == "command"]
    for name, command in listed.choices.items():
        assert name in text
        for flag in command._option_string_actions:
            dashes = f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
            assert (dashes if shell == "fish" else flag) in text
    assert all(section in text for section in SECTIONS)


@pytest.mark.parametrize("shell", SHELLS)
def test_shells_find_no_fault(script, shell, tmp_path):
    if not (there := shutil.which(shell)):
        pytest.skip(f"there is no {shell} here")
    file = tmp_path / "script"
    file.write_text(script(shell), encoding="utf-8")
    done = subprocess.run([there, "-n", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
