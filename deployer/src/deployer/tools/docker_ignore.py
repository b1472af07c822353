"""Reads .dockerignore as Docker does, so that the hash covers exactly what a build can see.

The rules: https://docs.docker.com/build/concepts/context/#dockerignore-files. They differ from
git's: a pattern starts at the context's root, and `!` takes files of excluded folders back in.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

NAME = ".dockerignore"


class Rule(NamedTuple):
    """One line of the file."""

    pattern: str
    expression: re.Pattern[str]
    keeps: bool
    """Whether it takes back what a line before it excluded."""


def read_rules(context: Path) -> list[Rule]:
    """Return the rules of a context; none when it has no such file."""
    path = context / NAME
    if not path.exists():
        return []
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [parse_rule(line) for line in lines if line and not line.startswith("#")]


def parse_rule(line: str) -> Rule:
    """Return the rule that a line stands for."""
    keeps = line.startswith("!")
    pattern = line.removeprefix("!").strip().strip("/")
    return Rule(pattern, re.compile(_expression(pattern)), keeps)


def excluded(path: PurePosixPath, rules: list[Rule]) -> bool:
    """Tell whether the last rule that matches a path, or a folder above it, excludes it."""
    names = [str(path), *(str(parent) for parent in path.parents if str(parent) != ".")]
    out = False
    for rule in rules:
        if out == rule.keeps and any(rule.expression.fullmatch(name) for name in names):
            out = not rule.keeps
    return out


def files_of(context: Path) -> Iterator[tuple[str, Path]]:
    """Yield the path inside the context, and on disk, of each file a build can see, in order."""
    rules = read_rules(context)
    for folder, folders, names in os.walk(context):
        inside = PurePosixPath(Path(folder).relative_to(context).as_posix())
        folders[:] = sorted(name for name in folders if _enters(inside / name, rules))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *links]):
            if not excluded(inside / name, rules):
                yield str(inside / name), Path(folder) / name


def _enters(folder: PurePosixPath, rules: list[Rule]) -> bool:
    """Tell whether anything in a folder may be part of the context."""
    if not excluded(folder, rules):
        return True
    return any(rule.keeps and f"{rule.pattern}/".startswith(f"{folder}/") for rule in rules)


def _expression(pattern: str) -> str:
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^]]+\])", pattern)
    special = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(
        special.get(part, part if part.startswith("[") else re.escape(part)) for part in parts
    )
