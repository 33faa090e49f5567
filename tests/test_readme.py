"""What the README promises: its code runs, its names exist, its files are there."""

import re
from pathlib import Path

import pytest

import analysis
from analysis.cli import main

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text(name), re.S)


@pytest.mark.parametrize("name", READMES)
def test_example_of_five_lines_runs(name):
    [example] = blocks(name, "python")
    assert sum(bool(line) for line in example.splitlines()) == 5
    names: dict[str, object] = {}
    exec(example, names)
    assert set(names["keywords"]["group"]) == {"兰州市", "宜昌市", "无锡市", "泉州市", "遵义市", "青岛市"}
    assert len(names["slogans"]) > 0


def test_every_public_name_stands_in_the_readme():
    named = set(re.findall(r"`(\w+)`", text("README.md")))
    assert set(analysis.__all__) <= named, sorted(set(analysis.__all__) - named)


@pytest.mark.parametrize("name", READMES)
def test_links_lead_to_files(name):
    for target in re.findall(r"\]\(([^)]+)\)", text(name)):
        assert (ROOT / target).is_file(), target


@pytest.mark.parametrize("name", READMES)
def test_commands_are_known(name, capsys):
    makefile = text("Makefile")
    commands = "\n".join(blocks(name, "sh"))
    for target in re.findall(r"^make (\w+)", commands, re.M):
        assert re.search(rf"^{target}:", makefile, re.M)
    for command in re.findall(r"^koujing (\w+)", commands, re.M):
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        assert stop.value.code == 0
    for command, typed in re.findall(r"^koujing (\w+)(.*)", commands, re.M):
        capsys.readouterr()
        with pytest.raises(SystemExit):
            main([command, "--help"])
        told = capsys.readouterr().out
        assert not {option for option in re.findall(r"--[\w-]+", typed) if option not in told}


@pytest.mark.parametrize("name", READMES)
def test_manifest_of_the_readme_is_understood(name, tmp_path):
    [manifest] = blocks(name, "csv")
    (tmp_path / "documents.csv").write_text(manifest, encoding="utf-8")
    (tmp_path / "notice1.txt").write_text("优化服务。", encoding="utf-8")
    documents = analysis.read_documents(tmp_path)
    assert documents["city"].tolist() == ["柳州市"]
    assert documents["date"].tolist() == ["2023-02-01"]
