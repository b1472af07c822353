"""Looks at a namespace once and says what is wrong there, root causes first."""

import hashlib
import time
from difflib import get_close_matches
from pathlib import Path

import msgspec

from deployer.clusters import find_cluster
from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.engine import diagnose as judge
from deployer.diagnosis.explain import explain
from deployer.diagnosis.problem import Diagnosis, Explained
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import UsageError
from deployer.events import Events
from deployer.frozen import Frozen
from deployer.pipeline.target import named_or_last
from deployer.requests import Access
from deployer.results import Result, Status
from deployer.settings import settings
from deployer.steps import step
from deployer.tools.kube import connect

AGENT = "diagnosis"


class DiagnoseRequest(Frozen):
    """What to look at."""

    namespace: str
    on: str | None = None
    """A cluster; the one of last time by default."""
    snapshot: Path | None = None
    """A saved snapshot to judge instead of a cluster."""
    save: Path | None = None
    explain: bool = False


async def diagnose(request: DiagnoseRequest, events: Events) -> Result[Explained]:
    """Judge a cluster's namespace, or a saved snapshot.

    Returns:
        A result that is `unhealthy` when something does not work.

    Raises:
        UsageError: There is no such namespace or file, or the file holds no snapshot.
        MissingError: The cluster does not answer; or no model is configured to explain.
    """
    started = time.monotonic()
    snapshot = await _snapshot(request, events)
    if request.save is not None:
        request.save.write_bytes(snapshot.to_json())
    with step("judge", events) as running:
        found = judge(snapshot)
        running.done(f"{found.pods} pods, {len(found.problems)} root causes")
    if request.snapshot is None:
        remember(found)
    facts = await _explained(found, request, events)
    return Result(
        agent=AGENT,
        status=Status.UNHEALTHY if found.critical else Status.DONE,
        summary=summary(found),
        facts=facts,
        next_step=next_step(found) if request.snapshot is None else None,
        seconds=time.monotonic() - started,
    )


async def look(access: Access, namespace: str) -> Snapshot:
    """Take a snapshot of a namespace.

    Raises:
        UsageError: There is no such namespace.
        MissingError: The cluster does not answer.
    """
    async with connect(access, namespace) as client:
        snapshot = await take_snapshot(client, namespace)
    if snapshot.own_namespace is None and snapshot.readable("Namespace", "Namespaces"):
        near = get_close_matches(namespace, snapshot.namespaces, n=1)
        hint = near[0] if near else "default"
        raise UsageError(
            f"There is no namespace {namespace!r} in the cluster of context {access.context!r}.",
            cause=f"It has: {', '.join(snapshot.namespaces)}."[:300],
            cure=f"./todo diagnose --namespace {hint}",
        )
    return snapshot


def read_snapshot(path: Path) -> Snapshot:
    """Read a saved snapshot.

    Raises:
        UsageError: There is no such file, or it holds no snapshot.
    """
    try:
        return Snapshot.from_json(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise UsageError(
            f"{path} cannot be read as a snapshot.",
            cause=str(error),
            cure="write one: ./todo diagnose --save FILE",
        ) from error


def summary(found: Diagnosis) -> str:
    """Return a diagnosis in one sentence."""
    where = f"namespace {found.namespace}"
    if not found.problems:
        return f"Nothing is wrong in {where}: {found.pods} pods."
    first = found.problems[0].finding
    more = len(found.problems) - 1
    others = f", and {more} more" if more else ""
    return f"{where}: {first}{others}."


def next_step(found: Diagnosis) -> str | None:
    """Return the one command that makes sense after a diagnosis."""
    for one in found.problems:
        if one.finding.fix and one.finding.fix.automatic and one.finding.fix.risk != "read":
            return f"./todo fix {one.id}"
    return None


def remember(found: Diagnosis) -> None:
    """Keep a report, so that `todo fix F1` means the F1 that a person has just read."""
    _record(found.namespace).write_text(found.model_dump_json(), encoding="utf-8")


def last_report(namespace: str) -> Diagnosis | None:
    """Return the last report about a namespace, or None."""
    try:
        return Diagnosis.model_validate_json(_record(namespace).read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _record(namespace: str) -> Path:
    name = hashlib.sha256(namespace.encode()).hexdigest()[:12]
    return settings().folder("reports") / f"{name}.json"


async def _snapshot(request: DiagnoseRequest, events: Events) -> Snapshot:
    if request.snapshot is not None:
        return read_snapshot(request.snapshot)
    with step("look", events) as running:
        access = await find_cluster(named_or_last(request.on)).access()
        snapshot = await look(access, request.namespace)
        running.done(f"{request.namespace} on {access.context}")
    return snapshot


async def _explained(found: Diagnosis, request: DiagnoseRequest, events: Events) -> Explained:
    facts = Explained(**dict(found), saved=str(request.save or ""))
    if not request.explain or not found.problems:
        return facts
    with step("explain", events) as running:
        model, words = await explain(found, settings())
        running.done(model)
    return facts.model_copy(update={"explained_by": model, "explanation": words})
