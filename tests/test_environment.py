"""pyproject.toml and environment.yml name the same dependencies, and the versions agree."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {"matplotlib-base": "matplotlib"}


def conda() -> dict[str, Requirement]:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    flat = [entry for entry in listed if isinstance(entry, str)]
    flat += [entry for part in listed if isinstance(part, dict) for entry in part["pip"]]
    requirements = [Requirement(entry) for entry in flat if entry != "pip" and not entry.startswith("-")]
    return {CONDA_NAMES.get(requirement.name, requirement.name): requirement for requirement in requirements}


def test_same_dependencies():
    ours = {requirement.name: requirement for requirement in map(Requirement, PROJECT["dependencies"])}
    theirs = conda()
    assert theirs.pop("python").specifier == Requirement("python" + PROJECT["requires-python"]).specifier
    assert {name: str(r.specifier) for name, r in theirs.items()} == {
        name: str(r.specifier) for name, r in ours.items()
    }


def test_conda_installs_the_project_itself():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert "--editable ." in next(part["pip"] for part in listed if isinstance(part, dict))


@pytest.mark.parametrize("requirement", list(map(Requirement, PROJECT["dependencies"])), ids=str)
def test_only_floors_and_they_are_met(requirement):
    assert {specifier.operator for specifier in requirement.specifier} == {">="}
    assert version(requirement.name) in requirement.specifier


def test_design_card():
    names = {requirement.name for requirement in map(Requirement, PROJECT["dependencies"])}
    assert {"scikit-learn", "jieba", "gensim", "matplotlib", "jupyter"} <= names
    assert PROJECT["name"] == "koujing"
    assert PROJECT["license"] == "MIT"
