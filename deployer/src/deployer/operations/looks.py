"""What the looking tools look at, on the pinned target."""

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.diagnosis.problem import Explained
from deployer.events import Events
from deployer.logs.line import LogLine
from deployer.logs.wanted import LogsRequest
from deployer.operations.facts import LogFacts
from deployer.operations.pin import Pin
from deployer.pipeline.diagnose import DiagnoseRequest, diagnose
from deployer.pipeline.logs import Place, show_logs
from deployer.pipeline.status import status
from deployer.pipeline.target import Target
from deployer.requests import MonitorRequest
from deployer.results import AnyResult, Result, Status

MOST_LINES = 1000
LONGEST_LINE = 2000
"""Characters; a longer line is cut."""


async def look_at_status(pin: Pin, events: Events) -> AnyResult:
    """Return the health of what is pinned; a plain answer when nothing is up."""
    if pin.name is None or pin.is_local:
        return await status(Target(name=pin.name) if pin.name else None, events)
    # Asking from inside other pods takes a right to run anything there.
    request = MonitorRequest(access=await pin.access(), endpoints=not pin.in_pod)
    return await ClusterHealthMonitor().run(request, events)


async def look_for_causes(pin: Pin, events: Events) -> Result[Explained]:
    """Return what is wrong with the app on the pinned cluster.

    Raises:
        MissingError: The cluster does not answer.
    """
    await pin.access()
    return await diagnose(DiagnoseRequest(namespace=pin.namespace, on=pin.name), events)


async def look_at_logs(pin: Pin, *, service: str | None, lines: int) -> Result[LogFacts]:
    """Return the last lines of one service or of all.

    Raises:
        UsageError: There is no such service, or nothing is up.
    """
    said: list[LogLine] = []
    notes: list[str] = []
    request = LogsRequest(services=(service,) if service else (), tail=lines)
    await show_logs(request, Place(on=pin.name or ""), said.append, notes.append)
    kept = tuple(f"{one.service}: {one.text}"[:LONGEST_LINE] for one in said[-MOST_LINES:])
    return Result(
        agent="pipeline",
        status=Status.DONE,
        summary=" ".join([*notes, f"{len(kept)} lines."]),
        facts=LogFacts(lines=kept, cut=len(said) > len(kept)),
    )
