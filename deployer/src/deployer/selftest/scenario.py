"""What a scenario is: data, one YAML file each."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import Field

from deployer.diagnosis.finding import Finding
from deployer.frozen import Frozen

FOLDER = Path(__file__).with_name("scenarios")
NAMESPACE = "$(NAMESPACE)"
IMAGE = "$(IMAGE)"
NODE = "$(NODE)"
"""What manifests write in place of the namespace, an image that the node has, and the node."""


class Signal(Frozen):
    """Something that the cluster must report before the diagnosis is asked."""

    about: str
    """`Kind/name`; the name may hold `*`."""
    event: str = ""
    """The reason of an event; or else a field."""
    field: str = ""
    """A path such as `status.containerStatuses.*.state.waiting.reason`."""
    is_: str = Field(default="*", alias="is")
    """What the field says, or the event's message; may hold `*`."""


class Expected(Frozen):
    """A root cause that must be named."""

    rule: str
    """The rule; alternatives that are as right are separated by `|`, and may hold `*`."""
    about: str
    """`Kind/name` of its object, or of one that it is folded with; the name may hold `*`."""

    def fits(self, finding: Finding) -> bool:
        """Tell whether a finding is this one."""
        one = finding.object
        about = any(fnmatchcase(f"{one.kind}/{one.name}", each) for each in self.about.split("|"))
        return about and any(fnmatchcase(finding.rule, each) for each in self.rule.split("|"))


class Stage(Frozen):
    """Objects, and what they must come to before what is next."""

    manifests: str
    until: tuple[Signal, ...] = ()


class Scenario(Frozen):
    """One failure, or a healthy control when nothing is expected."""

    name: str
    description: str
    stages: tuple[Stage, ...]
    causes: tuple[Expected, ...] = ()
    """Independent root causes; all must be told, and one of them first."""
    forbidden: tuple[str, ...] = ()
    """Rules that would be a false answer here."""
    fixable: bool = False
    """Whether the first finding's fix must heal it."""
    fast: bool = False
    """Part of what runs in CI."""
    settle: float = 0
    """Seconds to wait after the last signal; controls get time to look wrong."""
    seconds: float = 180
    """How long the signals may take."""

    @cached_property
    def is_control(self) -> bool:
        """Whether all is well and nothing may be found."""
        return not self.causes

    def filled(self, values: Mapping[str, str]) -> tuple[Stage, ...]:
        """Return the stages with a namespace and an image filled in."""
        return tuple(
            stage.model_copy(update={"manifests": _filled(stage.manifests, values)})
            for stage in self.stages
        )


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def load(folder: Path = FOLDER) -> tuple[Scenario, ...]:
    """Return all scenarios, by name.

    Raises:
        pydantic.ValidationError: A file is no scenario.
    """
    found = []
    for path in sorted(folder.glob("*.yaml")):
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append(Scenario.model_validate({"name": path.stem, **tree}))
    return tuple(found)
