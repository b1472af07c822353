"""Holds what was measured against the contract, and keeps the receipt of a run as a file."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from deployer.pipeline import proofs
from deployer.pipeline.contract import Measured, load_contract
from deployer.pipeline.measures import Measures, of_skills
from deployer.results import AnyResult, CleanupFacts, Judged, Result, Status, Verdict
from deployer.settings import settings

AGENTS = "agents.succeeded"
ALL_AGENTS = 6
"""Before the last of them has run, nothing can be said: a failure ends a run without a receipt."""
LASTING = (
    "image.frontend.build_seconds",
    "image.backend.build_seconds",
    "containers.passed_percent",
    "charts.faults",
    "run.total_seconds",
    "run.questions",
    "idempotency.identical_runs",
    "cleanup.left",
)
"""Measures of a run that are true beyond it: no later look can measure them again."""


def judge(measured: Measures, agents: Iterable[str] = ()) -> tuple[Judged, ...]:
    """Judge every criterion by what this run measured, or else by what an earlier one did.

    Args:
        measured: Values of this run.
        agents: Names of the agents that did their work in it.
    """
    proofs.keep(
        {name: one for name, one in measured.items() if name in LASTING}
        | {f"agent.{name}": Measured(value=1, evidence=name) for name in agents}
    )
    known = proofs.earlier() | of_skills() | measured
    names = [name.removeprefix("agent.") for name in known if name.startswith("agent.")]
    if len(names) == ALL_AGENTS:
        known[AGENTS] = Measured(value=len(names), evidence=", ".join(sorted(names)))
    return tuple(one.judge(known.get(one.measure)) for one in load_contract().criteria)


def keep_cleanup(result: Result[CleanupFacts]) -> None:
    """Keep what a cleanup left, for the receipts of later deployments."""
    if result.status is Status.UNCHANGED:
        return
    facts = result.facts
    evidence = f"removed {len(facts.removed)}, kept {len(facts.kept)} on purpose"
    left = Measured(value=len(facts.remaining), evidence=evidence)
    agent = Measured(value=1, evidence=result.agent)
    proofs.keep({"cleanup.left": left, f"agent.{result.agent}": agent})


def missed(criteria: Iterable[Judged]) -> tuple[str, ...]:
    """Return what is not kept, in a person's words, one line each."""
    return tuple(
        f"{one.says}: {one.measured}, where the contract wants {one.bound}"
        for one in criteria
        if one.verdict is Verdict.MISSED
    )


def receipt_path() -> Path:
    """Return where the receipt of this run goes."""
    return settings().folder("receipts") / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.json"


def keep(path: Path, result: AnyResult) -> None:
    """Write a receipt."""
    path.write_text(result.model_dump_json(indent=2, serialize_as_any=True), encoding="utf-8")
