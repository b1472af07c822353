"""Renders results and errors: for a person, or as JSON for a program."""

import json
from collections.abc import Callable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from deployer import report_health
from deployer.ai_facts import IntegrationFacts, integrations
from deployer.deployment_facts import PlanFacts, VerifyFacts
from deployer.deployment_report import contract, plan_lines
from deployer.diagnosis import showing
from deployer.diagnosis.problem import Explained, FixFacts
from deployer.errors import DeployerError
from deployer.health import MonitorFacts
from deployer.results import (
    AnyResult,
    BuildFacts,
    ChartFacts,
    CleanupFacts,
    DeployFacts,
    DoctorFacts,
    Facts,
    LocalFacts,
    RunFacts,
    Status,
    TestFacts,
    UpFacts,
)
from deployer.selftest import table as selftest
from deployer.selftest.score import SelftestFacts
from deployer.tables import table

MARKS = {
    Status.DONE: ("green", "✓"),
    Status.UNCHANGED: ("green", "="),
    Status.FAILED: ("red", "✗"),
    Status.UNHEALTHY: ("yellow", "!"),
}
MIB = 1024 * 1024
SHOWN_PARTS = 12
"""Of each image's layers and packages; `--json` has all."""


def as_json(result: AnyResult) -> str:
    """Return the whole result as one JSON document."""
    return result.model_dump_json(indent=2, serialize_as_any=True)


def error_as_json(error: DeployerError) -> str:
    """Return an error as the JSON that takes a result's place."""
    return json.dumps(
        {
            "status": Status.FAILED,
            "exit_code": int(error.exit_code),
            "what": error.what,
            "cause": error.cause,
            "cure": error.cure,
        },
        indent=2,
    )


def show(result: AnyResult, console: Console, *, verbose: bool = False) -> None:
    """Print a result for a person: its tables, then the one sentence that sums it up."""
    for shown in _tables(result.facts):
        console.print(shown)
    if verbose:
        for evidence in result.evidence:
            console.print(f"  {escape(evidence.what)}: {escape(evidence.value)}", style="dim")
    colour, mark = MARKS[result.status]
    console.print(f"[{colour}]{mark}[/] {escape(result.summary)}")
    url = getattr(result.facts, "url", None)
    if url:
        console.print(f"  Open [bold underline]{escape(url)}[/]")
    if result.next_step:
        console.print(f"  Next: [bold]{escape(result.next_step)}[/]")


def show_error(error: DeployerError, console: Console) -> None:
    """Print an error for a person: what happened, why, and what helps."""
    console.print(f"[red]✗[/] {escape(error.what)}")
    for line in error.cause.splitlines():
        console.print(f"  {escape(line)}")
    if error.cure:
        console.print(f"  Try: [bold]{escape(error.cure)}[/]")


def _tables(facts: Facts) -> list[RenderableType]:
    """Return what there is to show of these facts as tables."""
    renderers = TABLES.get(type(facts), ())
    return [renderer(facts) for renderer in renderers]


def _charts(facts: ChartFacts) -> Table:
    return table(("check", "result"), [(one.what, one.value) for one in facts.checks])


def _images(facts: BuildFacts) -> Table:
    rows = [
        (
            one.reference,
            f"{one.size_bytes / 1e6:.1f} MB",
            f"built in {one.seconds:.1f} s" if one.built else "unchanged",
        )
        for one in facts.images
    ]
    return table(("image", "size", ""), rows)


def _parts(facts: BuildFacts) -> Group:
    rows: dict[str, list[tuple[str, ...]]] = {}
    for one in facts.parts:
        shown = rows.setdefault(
            f"{one.service}, {'layers' if one.kind == 'layer' else 'packages'}", []
        )
        if len(shown) < SHOWN_PARTS:
            shown.append((one.size, one.kind, one.name, one.line))
    tables = [table(("size", "", name, "asked for by"), some) for name, some in rows.items()]
    return Group(*tables, *(Text(f"SPDX: {path}") for path in facts.sboms))


def _containers(facts: RunFacts) -> Table:
    rows = [
        (
            one.service,
            f"healthy after {one.healthy_after_seconds:.1f} s",
            f"stopped in {one.stopped_after_seconds:.1f} s",
            f"{len(one.checks)} checks passed",
        )
        for one in facts.containers
    ]
    return table(("container", "start", "stop", "checks"), rows)


def _releases(facts: DeployFacts | UpFacts) -> Table:
    rows = [
        (one.name, one.chart, str(one.revision), "changed" if one.changed else "unchanged")
        for one in facts.releases
    ]
    return table(("release", "chart", "revision", ""), rows)


def _pods(facts: DeployFacts | UpFacts) -> Table:
    rows = [
        (
            one.name,
            one.phase,
            "ready" if one.ready else "not ready",
            f"{one.restarts} restarts",
            "" if one.cpu_millicores is None else f"{one.cpu_millicores}m",
            "" if one.memory_bytes is None else f"{one.memory_bytes // MIB} MiB",
        )
        for one in facts.pods
    ]
    return table(("pod", "phase", "", "restarts", "CPU", "memory"), rows)


def _cleanup(facts: CleanupFacts) -> Table:
    rows = [("removed", one) for one in facts.removed] + [("kept", one) for one in facts.kept]
    rows += [("still there", one) for one in facts.remaining]
    return table(("", "what"), rows + [("not ours, gone", one) for one in facts.foreign_gone])


def _processes(facts: LocalFacts) -> Table:
    rows = [
        (one.name, "running" if one.running else "stopped", str(one.pid), one.log)
        for one in facts.services
    ]
    return table(("service", "state", "process", "log"), rows)


def _checks(facts: DoctorFacts) -> Table:
    rows = [
        ("✓" if one.ok else ("✗" if one.needed else "-"), one.name, one.found, one.cure)
        for one in facts.checks
    ]
    return table(("", "check", "found", "what helps"), rows)


def _repairs(facts: DoctorFacts) -> Group:
    rows = [("✓" if one.ok else "✗", one.what, one.how, one.undo) for one in facts.repairs]
    return Group(table(("", "repair", "how", "undo"), rows)) if rows else Group()


def _suites(facts: TestFacts) -> Group:
    failures = [Text(f"--- {name}\n{output}\n") for name, output in facts.output.items()]
    rows = [("✓", name) for name in facts.passed] + [("✗", name) for name in facts.failed]
    skipped = [Text(line, style="yellow") for line in facts.skipped]
    return Group(*failures, table(("", "suite"), rows), *skipped)


TABLES: dict[type[Facts], tuple[Callable[[Any], RenderableType], ...]] = {
    BuildFacts: (_images, _parts),
    RunFacts: (_containers,),
    ChartFacts: (_charts,),
    DeployFacts: (_releases, _pods),
    UpFacts: (_releases, _pods, contract),
    CleanupFacts: (_cleanup,),
    MonitorFacts: (
        report_health.pods,
        report_health.budget,
        report_health.surroundings,
        report_health.warnings,
        report_health.problems,
    ),
    LocalFacts: (_processes,),
    DoctorFacts: (_checks, _repairs),
    TestFacts: (_suites,),
    IntegrationFacts: (integrations,),
    Explained: (showing.diagnosis,),
    FixFacts: (showing.fixed,),
    SelftestFacts: (selftest.table,),
    PlanFacts: (plan_lines,),
    VerifyFacts: (contract,),
}
"""How each kind of facts is shown; a new kind is one line here."""
