"""Evidence and names as rules put them into words."""

import difflib
from collections.abc import Iterable

from deployer.diagnosis.finding import Evidence
from deployer.diagnosis.kinds import Event
from deployer.diagnosis.reading import Container, short
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import Thing, meta

CLOSE = 0.6
"""The least similarity of a slip of the pen, as `difflib` measures it, from 0 to 1."""


def nearest(name: str, known: Iterable[str], *, close: float = CLOSE) -> str:
    """Return the known name that was probably meant; empty when none is similar."""
    found = difflib.get_close_matches(name, [one for one in known if one != name], 1, close)
    return found[0] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the nearest name as the end of a sentence; empty when none is similar."""
    found = nearest(name, known)
    return f"; the nearest that exists is {found}" if found else ""


def waits(one: Container) -> tuple[Evidence, ...]:
    """Return why the API says that a container waits."""
    reason, message = one.waiting.reason or "", short(one.waiting.message or "")
    said = (Evidence(what="state.waiting.message", value=message),) if message else ()
    return (Evidence(what="state.waiting.reason", value=reason), *said)


def ends(one: Container) -> tuple[Evidence, ...]:
    """Return how the API says that a container ended the last time."""
    if one.ended is None:
        return ()
    place = (
        "state" if one.status and one.status.state and one.status.state.terminated else "lastState"
    )
    message = short(one.ended.message or "")
    return (
        Evidence(what=f"{place}.terminated.reason", value=one.ended.reason or "unknown"),
        Evidence(what=f"{place}.terminated.exitCode", value=str(one.ended.exitCode)),
        *((Evidence(what=f"{place}.terminated.message", value=message),) if message else ()),
    )


def told(*events: Event) -> tuple[Evidence, ...]:
    """Return events as evidence."""
    return tuple(Evidence(what=f"event {one.reason}", value=short(one.message)) for one in events)


def events_about(snapshot: Snapshot, thing: Thing, *reasons: str) -> tuple[Event, ...]:
    """Return the events with these reasons about this object, not about a namesake before it."""
    about = meta(thing)
    found = snapshot.events_of(type(thing).__name__, about.name or "")
    return tuple(
        one for one in found if one.reason in reasons and one.object_uid in {"", about.uid}
    )
