"""Cases: what is said, and the tool calls that it must lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HALVES = ("dev", "heldout")
FOLDER = Path(__file__).parents[2] / "tests" / "test_agent" / "corpus"
"""Where the cases of this project are; any folder of the same shape will do."""

type Calls = list[Mapping[str, Any]]


class NoCasesError(LookupError):
    """A folder holds no cases."""


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation; what counts are the calls that its last sentence leads to.

    `either` are the sets of calls that are right, one for each way to understand the sentence,
    and each call is `{tool: arguments}`: the title of a task, or `[title, {name: value}]`, or
    `{name: value}`. `reply` is part of what the offline assistant answers.
    """

    half: str
    family: str
    say: tuple[str, ...]
    either: tuple[Calls, ...]
    reply: str = ""

    @property
    def name(self) -> str:
        """The conversation on one line."""
        return " / ".join(self.say)


def load(folder: Path = FOLDER, halves: Sequence[str] = HALVES) -> list[Case]:
    """Read the cases of `folder/<half>/<family>.yaml`.

    Raises:
        NoCasesError: There are none.
    """
    found = [
        _case(half, file.stem, values)
        for half in halves
        for file in sorted((folder / half).glob("*.yaml"))
        for values in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]
    if not found:
        told = " or ".join(f"{half}/*.yaml" for half in halves)
        raise NoCasesError(f"There are no cases in {folder}: it should hold {told}.")
    return found


def _case(half: str, family: str, values: Mapping[str, Any]) -> Case:
    say = values["say"]
    return Case(
        half=half,
        family=family,
        say=tuple(say) if isinstance(say, list) else (say,),
        either=(values["calls"], *values.get("or", [])),
        reply=values.get("reply", ""),
    )
