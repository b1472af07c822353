"""Whether the cluster reports by now what a scenario waits for."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import msgspec

from deployer.diagnosis.snapshot import Snapshot
from deployer.selftest.scenario import Signal
from deployer.tools.kube import meta


def is_given(snapshot: Snapshot, signal: Signal) -> bool:
    """Tell whether a snapshot shows a signal."""
    kind, _, name = signal.about.partition("/")
    if signal.event:
        return any(
            one.kind == kind
            and one.reason == signal.event
            and fnmatchcase(one.name, name)
            and fnmatchcase(one.message, signal.is_)
            for one in snapshot.events
        )
    for thing in snapshot.things():
        if type(thing).__name__ == kind and fnmatchcase(meta(thing).name or "", name):
            tree = msgspec.to_builtins(thing)
            if any(fnmatchcase(value, signal.is_) for value in values(tree, signal.field)):
                return True
    return False


def values(tree: object, path: str) -> Iterator[str]:
    """Return what stands at a path, as text; `*` goes through a list, nothing stands for absent."""
    if not path:
        yield "" if tree is None else str(tree)
        return
    first, _, rest = path.partition(".")
    if first == "*" and isinstance(tree, list):
        for one in tree:
            yield from values(one, rest)
    elif isinstance(tree, dict):
        # Names of labels hold dots: what is left of the path may be one name.
        if path in tree:
            yield from values(tree[path], "")
        elif first in tree:
            yield from values(tree[first], rest)
