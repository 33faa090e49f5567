"""Completion: the shell's function asks this very parser; bash itself completes with it."""

import os
import shutil
import subprocess
import sys

import pytest

from analysis.cli import main
from analysis.cli.completion import more
from analysis.cli.parser import SHELLS

BASH = shutil.which("bash")


@pytest.fixture
def script(capsys):
    def printed(shell: str) -> str:
        assert main(["completion", shell]) == 0
        return capsys.readouterr().out

    return printed


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["re"], ["report", "reuse"]),
        (["c"], ["check", "count", "clean", "cache", "completion"]),
        (["report", "--se"], ["--sections", "--seed"]),
        (["report", "--lang", ""], ["zh", "en"]),
        (["report", "--sections", "s"], ["slogans", "similarity"]),
        (["report", "--sections", "topics,s"], ["topics,slogans", "topics,similarity"]),
        (["report", "--copies", "a"], ["all"]),
        (["report", "--by", ""], []),
        (["report", "--out", "t"], ["texts/"]),
        (["report", "--config", "k"], ["koujing.toml"]),
        (["report", "texts", "--lang", "e"], ["en"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
    ],
)
def test_bash_completes(script, tmp_path, words, offered):
    (tmp_path / "texts").mkdir()
    (tmp_path / "koujing.toml").touch()
    command = tmp_path / "bin" / "koujing"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\n# PYTHON_ARGCOMPLETE_OK\nexec {sys.executable} -m analysis.cli "$@"\n')
    command.chmod(0o755)
    typed = " ".join(f"'{word}'" for word in ("koujing", *words))
    line = " ".join(("koujing", *words))
    test = (
        f"{script('bash')}\nCOMP_WORDS=({typed}); COMP_CWORD={len(words)}; COMP_LINE='{line}'\n"
        f"COMP_POINT={len(line)}; COMP_TYPE=9\n_python_argcomplete koujing '{words[-1]}' ''\n"
        "printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    # Only the shell itself: no profile, no helper functions of the system's own completion.
    own = {"PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [BASH, "--norc", "--noprofile", "-c", test],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, **own},
    )
    assert done.stderr == ""
    assert sorted(line.strip() for line in done.stdout.splitlines() if line) == sorted(offered)


@pytest.mark.parametrize("shell", SHELLS)
def test_shells_find_no_fault(script, shell, tmp_path):
    text = script(shell)
    assert text.startswith("# ")
    assert "koujing" in text
    if not (there := shutil.which(shell)):
        pytest.skip(f"there is no {shell} here")
    file = tmp_path / "script"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run([there, "-n", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("prefix", "offered"),
    [("", ["a", "b", "c"]), ("x", ["a", "b", "c"]), ("b,", ["b,a", "b,c"]), ("b,a,x", ["b,a,c"])],
)
def test_more_of_a_list(prefix, offered):
    assert more(prefix, ["a", "b", "c"]) == offered
