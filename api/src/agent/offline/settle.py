"""Names that a person says for granted, looked up: is "garden" a project, a tag, or a word?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from src.agent.offline.steps import Steps, call
from src.agent.offline.values.filters import Filter


@dataclass(frozen=True, slots=True)
class Known:
    """The projects and tags there are, each under its name in lower case."""

    projects: Mapping[str, str]
    tags: Mapping[str, str]


def known() -> Steps[Known]:
    """Ask which projects and tags there are."""
    outcome = yield from call("overview")
    return Known(_names(outcome.output.get("projects")), _names(outcome.output.get("tags")))


def settle(wanted: Filter) -> Steps[Filter]:
    """The filter with its label as what it is: a tag, a project, or else words to look for."""
    if wanted.label is None:
        return wanted
    there = yield from known()
    bare, low = replace(wanted, label=None, in_project=False), wanted.label.casefold()
    project, tag = there.projects.get(low), there.tags.get(low)
    if project and (wanted.in_project or not tag):
        return replace(bare, project=project)
    return replace(bare, tag=tag) if tag else replace(bare, query=wanted.label)


def _names(values: object) -> dict[str, str]:
    found = (
        [value for value in values if isinstance(value, Mapping)]
        if isinstance(values, list)
        else []
    )
    return {str(value.get("name")).casefold(): str(value.get("name")) for value in found}
