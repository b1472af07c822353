"""What the API has to allow to whoever diagnoses and mends one namespace, and nothing more.

Secrets are not among it: without them diagnosis says that it could not read them.
"""

from lightkube.core.resource import NamespacedResource
from lightkube.resources.core_v1 import ConfigMap, Namespace
from lightkube.resources.core_v1 import Event as CoreEvent

from deployer.diagnosis.snapshot import OBJECTS
from deployer.frozen import Frozen

MENDED = (
    "CronJob",
    "DaemonSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "Ingress",
    "NetworkPolicy",
    "PodDisruptionBudget",
    "Service",
    "StatefulSet",
)
"""Kinds that fixes of rules patch; quotas and limits are whoever runs the cluster's to change."""


class Rule(Frozen):
    """A rule of a Role."""

    groups: tuple[str, ...]
    resources: tuple[str, ...]
    verbs: tuple[str, ...]


def to_look() -> tuple[Rule, ...]:
    """Return the rules for `status`, `diagnose` and `logs`."""
    listed: list[type] = [*OBJECTS.values(), ConfigMap, CoreEvent]
    lists = _by_group([one for one in listed if issubclass(one, NamespacedResource)], "list")
    return (
        Rule(groups=("",), resources=(_plural(Namespace),), verbs=("get",)),
        *lists,
        Rule(groups=("",), resources=("pods/log",), verbs=("get",)),
        Rule(groups=("metrics.k8s.io",), resources=("pods",), verbs=("list",)),
    )


def to_mend() -> tuple[Rule, ...]:
    """Return the rules for `fix`: an object is read, and patched."""
    return _by_group([one for one in OBJECTS.values() if one.__name__ in MENDED], "get", "patch")


def _by_group(kinds: list[type], *verbs: str) -> tuple[Rule, ...]:
    groups: dict[str, list[str]] = {}
    for kind in kinds:
        groups.setdefault(_group(kind), []).append(_plural(kind))
    return tuple(
        Rule(groups=(group,), resources=tuple(sorted(names)), verbs=verbs)
        for group, names in sorted(groups.items())
    )


def _group(kind: type) -> str:
    group: str = kind._api_info.resource.group  # type: ignore[attr-defined]  # noqa: SLF001
    return group


def _plural(kind: type) -> str:
    plural: str = kind._api_info.plural  # type: ignore[attr-defined]  # noqa: SLF001
    return plural
