"""The six agents are the same six everywhere, and what is said of them is so."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from deployer.assistants.catalogue import AgentPage, agent_pages
from deployer.cli import SECTIONS, todo
from deployer.operations.server import CHANGING, LOOKING
from deployer.settings import ROOT

SOURCE = ROOT / "deployer/src/deployer"
NAMES = {
    "docker-build-optimizer",
    "docker-container-runner",
    "helm-chart-generator",
    "k8s-deploy-agent",
    "k8s-cleanup",
    "cluster-health-monitor",
}
SKILLS = {
    "docker-build",
    "docker-run",
    "helm-generate",
    "k8s-deploy",
    "k8s-cleanup",
    "cluster-monitor",
}
pages = pytest.mark.parametrize("page", agent_pages(), ids=lambda page: page.name)


def test_there_are_six_with_their_skills() -> None:
    assert {page.name for page in agent_pages()} == NAMES
    assert {page.skill for page in agent_pages()} == SKILLS


@pages
def test_each_is_a_program_of_that_name(page: AgentPage) -> None:
    module = import_module(f"deployer.agents.{page.name.replace('-', '_')}")
    classes = [one for one in vars(module).values() if getattr(one, "name", None) == page.name]
    assert len(classes) == 1
    assert callable(classes[0].run)


def test_the_help_page_and_the_import_rules_know_the_same_six() -> None:
    told = {text.partition(":")[0] for text in SECTIONS["One agent alone"].values()}
    rules = (ROOT / "deployer/.importlinter").read_text(encoding="utf-8")
    listed = set(re.findall(r"^ +deployer\.agents\.(\w+)$", rules, re.MULTILINE))
    assert told == NAMES
    assert {name.replace("_", "-") for name in listed} == NAMES


@pytest.mark.parametrize("path", ["docs/agents.md", "specs/001-local-k8s-deployment/plan.md"])
def test_the_documents_name_all_six(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert [name for name in NAMES if name not in text] == []


@pages
def test_it_has_the_tools_it_needs_and_no_others(page: AgentPage) -> None:
    assert set(page.looking) <= set(LOOKING)
    assert set(page.changing) <= set(CHANGING)
    assert not page.changing or "plan" in page.looking
    # A step never asks for a tool that the agent does not have.
    steps = " ".join(page.steps + tuple(one.do for one in page.errors))
    named = {tool for tool in (*LOOKING, *CHANGING) if f"`{tool}`" in steps}
    assert named <= {*page.looking, *page.changing}


def test_only_those_change_things_whose_work_it_is() -> None:
    changing = {page.name: page.changing for page in agent_pages()}
    assert changing["cluster-health-monitor"] == ()
    assert [name for name, tools in changing.items() if "cleanup" in tools] == ["k8s-cleanup"]
    assert [name for name, tools in changing.items() if "fix" in tools] == ["k8s-deploy-agent"]


@pages
def test_every_error_is_in_the_words_of_the_program(page: AgentPage) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert [one.says for one in page.errors if one.says not in source] == []
    assert len(page.errors) >= 3


@pages
def test_every_command_is_one(page: AgentPage) -> None:
    for line in page.terminal:
        _, name, *arguments = line.split()
        context = click.Context(todo)
        command = todo.get_command(context, name)
        assert command is not None, line
        command.make_context(name, arguments)


@pages
def test_paths_in_it_exist(page: AgentPage) -> None:
    text = " ".join((*page.inputs, *page.outputs, *page.steps))
    for path in re.findall(r"\b(?:deployer|helm)/[\w./-]+\w", text):
        assert Path(ROOT, path).exists(), path
