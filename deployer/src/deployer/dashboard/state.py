"""What is shown of a snapshot: a pure function, so that a saved one looks as it did live."""

from collections.abc import Iterable, Mapping

from deployer.app import App
from deployer.dashboard.topology import graph
from deployer.dashboard.translate import budget, happenings, problems
from deployer.dashboard.view import Amount, Resource, Sample, State, Tone
from deployer.dashboard.workloads import resources
from deployer.diagnosis.problem import Diagnosis
from deployer.diagnosis.snapshot import Snapshot

UNASKED = (Tone.IDLE, "not asked")


def state_of(
    snapshot: Snapshot,
    diagnosis: Diagnosis,
    app: App,
    use: Mapping[str, Amount],
    *,
    url: str | None = None,
    mcp: tuple[Tone, str] = UNASKED,
) -> State:
    """Return what the page shows of a snapshot.

    Args:
        snapshot: What is there.
        diagnosis: What is wrong with it.
        app: What app.yaml says.
        use: Pod to what it uses.
        url: Where a browser reaches the app.
        mcp: How the MCP endpoint answers.
    """
    bound, name = budget(snapshot)
    return State(
        at=snapshot.taken_at,
        resources=graph(resources(snapshot, app.name, use), app, url=url, mcp=mcp),
        budget=bound,
        budget_name=name,
        events=happenings(snapshot),
        problems=problems(diagnosis),
    )


def sample_of(at: float, found: Iterable[Resource]) -> Sample | None:
    """Return what each resource uses at a moment, or None when nothing is measured."""
    use = {
        one.id: (one.use.cpu, one.use.memory)
        for one in found
        if one.use.cpu is not None and one.use.memory is not None
    }
    return Sample(at=at, use=use) if use else None
