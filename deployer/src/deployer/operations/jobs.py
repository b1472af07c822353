"""What can be asked for: a verb with its few typed arguments, none of them free text."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Literal, NamedTuple

from deployer.events import Events
from deployer.frozen import Frozen
from deployer.operations.facts import Verb
from deployer.operations.pin import Pin
from deployer.requests import Scope
from deployer.results import AnyResult

CleanupScope = Literal["release", "data", "images"]
SCOPES: tuple[CleanupScope, ...] = ("release", "data", "images")


class Job(Frozen):
    """One verb and its arguments."""

    verb: Verb
    services: tuple[str, ...] = ()
    """For build; none named means all."""
    scope: CleanupScope = "release"
    """For cleanup."""
    finding: str | None = None
    """For fix: which problem of `diagnose`, by its id."""

    @property
    def scopes(self) -> frozenset[Scope]:
        """What cleanup may remove: each scope includes those before it."""
        return frozenset(Scope(one) for one in SCOPES[: SCOPES.index(self.scope) + 1])


class Draft(NamedTuple):
    """What a job would do now."""

    changes: tuple[str, ...]
    """One line each, for a person and for a model."""
    inputs: object
    """All that it depends on, as JSON: when this changes, the plan is another."""
    destructive: bool = False

    @property
    def digest(self) -> str:
        """A short name of exactly this plan."""
        text = json.dumps([self.changes, self.inputs, self.destructive], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Work(NamedTuple):
    """How a verb is planned and done."""

    draft: Callable[[Job, Pin, Events], Awaitable[Draft]]
    do: Callable[[Job, Pin, Events], Awaitable[AnyResult]]
    terminal: Callable[[Job, Pin], str]
    """The command with which a person does the same."""
    on_cluster: bool = True
    """Whether it happens on the cluster; else on this machine."""
