"""What documents name is there: files, links, commands and their options."""

import re
import shlex
from pathlib import Path

import click
import pytest

from deployer.cli import todo
from deployer.settings import ROOT

DOCUMENTS = sorted(
    (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("docs/decisions/*.md"),
        *ROOT.glob("specs/**/*.md"),
        *ROOT.glob(".claude/**/*.md"),
    )
)
CODE = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(#[\w-]+)?\)")
PATH = re.compile(
    r"(?:\.?[A-Za-z][\w-]*/)+[\w.-]*[\w-]|[\w-]+\.(?:md|yaml|yml|toml|json|lock|sh|ps1|cmd)"
)
LAUNCHED = re.compile(r"^(?:sudo )?(?:\./todo|\.\\todo\.ps1) ")
FROM_PARTS = ("", "api", "api/src", "web", "web/src", "deployer", "deployer/src/deployer")
"""Where a path in a document may begin."""
MEDIA_TYPE = re.compile(r"(application|text)/[\w.+-]+")
ELSEWHERE = {
    "gordon-mcp.yml": "written into the user's folders",
    "mcp.yaml": "the same",
    "tools.yaml": "the same",
    "claude_desktop_config.json": "Claude Desktop's own",
    "google/gemini-3-flash": "a model",
    "next/dynamic": "a module of Next.js",
    ".claude/skills/docker-build.skill.md": "the name that the plan had for a skill",
    "src/x/y.py": "an example of where a test stands",
}
"""What looks like a path of this project and is none, and what it is."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands_in(text: str) -> list[str]:
    """Return the command lines of ours that a document shows."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    found = [one.partition("#")[0].strip() for one in (*lines, *CODE.findall(text))]
    return [one for one in found if LAUNCHED.match(one) and "…" not in one]


def parse(line: str) -> None:
    """Let the command line read a command without running it.

    Raises:
        click.ClickException: There is no such command, option or choice.
    """
    words = shlex.split(line.removeprefix("sudo "))[1:]
    while words and "=" in words[0]:
        words.pop(0)
    group: click.Command = todo
    context = click.Context(todo, info_name="todo")
    while isinstance(group, click.Group) and words:
        if words[0].startswith("-") or words[0].isupper():
            return
        name, *words = words
        command = group.get_command(context, name)
        if command is None:
            raise click.UsageError(f"{line}: there is no command {name}")
        group = command
    if isinstance(group, click.Group):
        return
    shown = [one for one in words if one not in {"-h", "--help"}]
    try:
        group.make_context("todo", list(shown))
    except click.MissingParameter:
        return  # a document may name a command without its arguments
    except (click.NoSuchOption, click.BadParameter) as error:
        if not any(word.isupper() for word in shown):
            raise click.UsageError(f"{line}: {error.format_message()}") from error


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_commands_are_those_that_there_are(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for line in commands_in(text_of(path)):
        parse(line)


@pytest.mark.parametrize("line", ["./todo upp", "./todo up --no", "./todo cleanup --scope most"])
def test_a_command_that_is_not_there_is_found(line: str) -> None:
    with pytest.raises(click.ClickException):
        parse(line)


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    for target, _ in LINK.findall(text_of(path)):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_paths_are_those_that_there_are(path: Path) -> None:
    for code in CODE.findall(text_of(path)):
        if PATH.fullmatch(code) and not MEDIA_TYPE.fullmatch(code) and code not in ELSEWHERE:
            places = [path.parent, *(ROOT / part for part in FROM_PARTS)]
            assert any((place / code).exists() for place in places), code


def test_every_story_names_a_test_that_is_there() -> None:
    spec = text_of(ROOT / "specs/001-local-k8s-deployment/spec.md")
    stories = re.findall(r"^\d\. ", spec, re.MULTILINE)
    tests = re.findall(r"— `([^`]+)`$", spec, re.MULTILINE)
    assert len(tests) == len(stories) >= 12
    assert [one for one in tests if not (ROOT / one).is_file()] == []
