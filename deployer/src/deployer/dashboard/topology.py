"""Who asks whom: the app's own story for our app, columns from left to right for every graph."""

from collections.abc import Iterable, Mapping

from deployer.app import App
from deployer.dashboard.view import Resource, Tone

ACROSS = 4
"""Columns of a graph in which nobody is known to ask anybody."""
BROWSER, MCP, MIGRATION = "browser", "mcp", "migration"


def graph(
    found: Iterable[Resource], app: App, *, url: str | None, mcp: tuple[Tone, str]
) -> tuple[Resource, ...]:
    """Return the resources of our app with what stands around them, each in its column.

    Args:
        found: What runs.
        app: What app.yaml says about who calls whom.
        url: Where a browser reaches the app.
        mcp: How the MCP endpoint answers.
    """
    here = {one.id: one for one in found}
    ours = {name: service for name, service in app.services.items() if name in here}
    calls = {name: tuple(p for p in service.calls if p in here) for name, service in ours.items()}
    callers = tuple(name for name, service in ours.items() if "door" in service.called_by)
    around = []
    if callers:
        around.append(_around(BROWSER, "Client", Tone.IDLE, url or "no address", callers))
    for name, service in ours.items():
        if service.migration:
            calls[MIGRATION] = tuple(peer for peer in calls[name] if peer != name)
            around.append(_around(MCP, "Endpoint", *mcp, (name,)))
            if MIGRATION not in here:
                # A job that failed stays; one that succeeded is removed with its deployment.
                says = "no run is left"
                around.append(_around(MIGRATION, "Job", Tone.IDLE, says, calls[MIGRATION]))
    drawn = [
        *around,
        *(one.model_copy(update={"calls": calls.get(one.id, ())}) for one in here.values()),
    ]
    return placed(drawn)


def _around(name: str, kind: str, tone: Tone, says: str, calls: tuple[str, ...]) -> Resource:
    return Resource(id=name, kind=kind, tone=tone, says=says, column=0, calls=calls)


def placed(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Give each resource its column: callers left of what they call, in reading order."""
    every = list(resources)
    calls = {one.id: one.calls for one in every}
    if not any(calls.values()):
        return tuple(one.model_copy(update={"column": at % ACROSS}) for at, one in enumerate(every))
    called = {peer for peers in calls.values() for peer in peers}
    columns: dict[str, int] = {}
    for one in every:
        _place(one.id, 0, calls, columns)
    for one in every:
        # What nobody asks stands just before what it asks, not far at the left.
        if one.id not in called and one.calls and one.kind != "Client":
            columns[one.id] = min(columns[peer] for peer in one.calls) - 1
    with_column = [one.model_copy(update={"column": columns[one.id]}) for one in every]
    return tuple(sorted(with_column, key=lambda one: (one.column, _rank(one), one.id)))


def _place(
    name: str, column: int, calls: Mapping[str, tuple[str, ...]], columns: dict[str, int]
) -> None:
    """Put a resource at least so far right, and what it asks right of it; loops end somewhere."""
    if columns.get(name, -1) >= column or column > len(calls):
        return
    columns[name] = column
    for peer in calls.get(name, ()):
        _place(peer, column + 1, calls, columns)


def _rank(one: Resource) -> int:
    """Order within a column: what serves people first, what only comes and goes last."""
    return {"Endpoint": 1, "Job": 2, "Pod": 3}.get(one.kind, 0)
