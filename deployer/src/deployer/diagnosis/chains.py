"""Hangs symptoms below what causes them.

A finding belongs below another when it is a symptom of an object that the other one's object
breaks; when the other one says that it breaks that object; when it misses a Service that the
other one breaks; or when both are about the same container and the other one is surer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from deployer.diagnosis.dependencies import awaited, misses_something
from deployer.diagnosis.graph import Effects, Key, key
from deployer.diagnosis.groups import CONFIDENCES, Group
from deployer.diagnosis.snapshot import Snapshot

POLICY = "NetworkPolicy"


class Reach:
    """Which groups break which objects.

    Args:
        effects: What follows from what.
        groups: The findings.
    """

    def __init__(self, effects: Effects, groups: Iterable[Group]) -> None:
        self._all: dict[Key, list[Group]] = defaultdict(list)
        self._named: dict[Key, list[Group]] = defaultdict(list)
        for group in groups:
            named = effects.of([*group.head.causes, *effects.pods_below(group.head.causes)])
            for one in named:
                self._named[one].append(group)
            for one in named | effects.of(group.objects):
                self._all[one].append(group)

    def breaking(self, one: Key) -> Sequence[Group]:
        """Return the groups that break an object, by themselves or through others."""
        return self._all.get(one, ())

    def naming(self, one: Key) -> Sequence[Group]:
        """Return the groups that say of themselves that they break an object."""
        return self._named.get(one, ())


def chains(
    snapshot: Snapshot, reach: Reach, groups: Sequence[Group]
) -> list[tuple[Group, list[Group]]]:
    """Return each root cause with all that hangs below it, the worst chain first."""
    ordered = sorted(groups, key=lambda group: group.rank)
    above: dict[Group, Group] = {}
    same = _by_container(ordered)
    for group in sorted(ordered, key=lambda group: not group.head.symptom):
        found = sorted(_causes(snapshot, reach, same, group), key=lambda one: one.rank)
        # What is itself a symptom may still lead on to the root.
        for cause in found:
            if cause is not group and _root(above, cause) is not group:
                above[group] = cause
                break
    below: dict[Group, list[Group]] = {one: [] for one in ordered if one not in above}
    for group in ordered:
        if group in above:
            below[_root(above, group)].append(group)
    return sorted(below.items(), key=lambda chain: _worst(*chain))


def _causes(
    snapshot: Snapshot, reach: Reach, same: Mapping[object, Sequence[Group]], group: Group
) -> Iterator[Group]:
    finding, about = group.head, key(group.head.object)
    if finding.symptom:
        yield from (one for one in reach.breaking(about) if one.severity <= group.severity)
    yield from reach.naming(about)
    for service in awaited(snapshot, finding):
        yield from reach.breaking(key(service))
    if misses_something(finding):
        yield from (one for one in reach.breaking(about) if one.head.object.kind == POLICY)
    for one in group.objects:
        yield from (other for other in same.get(one, ()) if _is_surer(other, group))


def _by_container(groups: Iterable[Group]) -> dict[object, list[Group]]:
    found: dict[object, list[Group]] = defaultdict(list)
    for group in groups:
        for one in group.objects:
            if one.kind == "Pod":
                found[one].append(group)
                if one.container:
                    # What is said of the whole pod follows from what is said of one container.
                    found[one.whole].append(group)
    return found


def _is_surer(one: Group, other: Group) -> bool:
    """Tell whether of two findings about one container this one is the better explanation."""
    if other.head.confidence == "proof" and not other.head.symptom:
        return False
    mine, its = (CONFIDENCES.index(group.head.confidence) for group in (one, other))
    return (one.severity, mine) <= (other.severity, its) and not one.head.symptom


def _root(above: Mapping[Group, Group], group: Group) -> Group:
    while group in above:
        group = above[group]
    return group


def _worst(root: Group, below: Iterable[Group]) -> tuple[object, ...]:
    return min(one.severity for one in (root, *below)), root.rank[1:], -len(root.objects)
