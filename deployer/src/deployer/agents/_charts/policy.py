"""What two independent judges say of rendered charts, and which of it may stay."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.files import WAIVERS, chart_files
from deployer.agents._charts.matrix import DEFAULTS, PRODUCTION
from deployer.errors import DeployerError, UsageError
from deployer.frozen import Frozen
from deployer.results import Evidence
from deployer.tools.helm import Manifest
from deployer.tools.judges import Finding, Judge
from deployer.tools.together import together
from deployer.yaml_lines import read_yaml

type Objects = Mapping[str, Sequence[Manifest]]
"""Name of a set of values to the objects that the chart gives with it."""
SHOWN = 5
JUDGED = (DEFAULTS, PRODUCTION)
"""Not with everything off that can be off: that is what the judges warn of."""


class Waiver(Frozen):
    """Findings that stay, on some kinds of objects or on all, and why."""

    checks: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Tell whether this finding is one of them."""
        return finding.check in self.checks and (not self.kinds or finding.kind in self.kinds)


class Waivers(Frozen):
    """policy-waivers.yaml of one chart."""

    waivers: tuple[Waiver, ...]


def waivers_of(context: ChartContext) -> tuple[Waiver, ...]:
    """Return the waivers that a chart carries.

    Raises:
        DeployerError: The file is wrong: a finding without a check or a reason.
    """
    try:
        return Waivers.model_validate(read_yaml(chart_files(context)[WAIVERS])).waivers
    except ValidationError as error:
        raise DeployerError(
            f"{WAIVERS} of {context.chart} is wrong.", cause=error.errors()[0]["msg"]
        ) from error


async def check_policy(
    judges: Sequence[Judge], charts: Sequence[tuple[ChartContext, Objects]]
) -> tuple[Evidence, ...]:
    """Have every judge look at every chart, as it comes and as it runs in production.

    Args:
        judges: Who judges.
        charts: Each chart with what it renders to.

    Raises:
        UsageError: There is a finding without a waiver.
        DeployerError: A waiver is needed by no finding, or a judge gave no verdict.
    """
    owners = {
        (str(one["kind"]), name_of(one)): context.chart
        for context, sets in charts
        for objects in sets.values()
        for one in objects
    }
    found: dict[str, set[Finding]] = {context.chart: set() for context, _ in charts}
    with tempfile.TemporaryDirectory(prefix="todo-policy-") as place:
        # The charts together: an Ingress of one leads to a Service of another.
        files = [_write(Path(place), name, charts) for name in JUDGED]

        async def ask(judge: Judge) -> None:
            for one in await judge.findings(files):
                found[owners[one.kind, one.name]].add(one)

        async with together() as group:
            for judge in judges:
                group.start_soon(ask, judge)
    return tuple(
        one for context, _ in charts for one in _verdict(judges, context, found[context.chart])
    )


def name_of(manifest: Manifest) -> str:
    """Return the name in an object's metadata."""
    metadata = manifest["metadata"]
    return str(metadata["name"]) if isinstance(metadata, dict) else ""


def _write(folder: Path, name: str, charts: Sequence[tuple[ChartContext, Objects]]) -> Path:
    path = folder / f"{name.replace(' ', '-')}.yaml"
    # JSON is YAML, and its documents keep the objects apart.
    texts = [json.dumps(one) for _, sets in charts for one in sets[name]]
    path.write_text("\n---\n".join(texts), encoding="utf-8")
    return path


def _verdict(
    judges: Sequence[Judge], context: ChartContext, findings: set[Finding]
) -> list[Evidence]:
    waivers = waivers_of(context)
    left = sorted(str(one) for one in findings if not any(waiver.covers(one) for waiver in waivers))
    if left:
        raise UsageError(
            f"The chart {context.chart} breaks {len(left)} rules of good practice.",
            cause="\n".join(left[:SHOWN]),
            cure=f"mend app.yaml or the chart templates, or give a reason in {WAIVERS}",
        )
    checks = {one.check for one in findings}
    idle = [check for waiver in waivers for check in waiver.checks if check not in checks]
    if idle:
        raise DeployerError(
            f"{WAIVERS} of {context.chart} waives what nothing breaks.",
            cause=", ".join(idle),
            cure="remove these checks from the file",
        )
    count = sum(len(waiver.checks) for waiver in waivers)
    return [
        Evidence(what=f"{judge.name} {context.chart}", value="nothing left to mend")
        for judge in judges
    ] + [Evidence(what=f"waivers {context.chart}", value=f"{count} checks, each with its reason")]
