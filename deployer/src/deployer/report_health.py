"""How the health of a namespace is shown on a terminal."""

from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from deployer.health import Amounts, MonitorFacts, PodHealth, Problem, VolumeHealth, Warned
from deployer.quantity import mebibytes
from deployer.tables import table

MIB = 1024**2
MOST_WARNINGS = 5
MINUTE, HOUR, DAY = 60, 3600, 86_400
UNKNOWN = "-"


def pods(facts: MonitorFacts) -> Table:
    """Draw the pods: what they are at, how often they restarted, what they use of their limits."""
    rows = [
        (
            one.name,
            one.state,
            restarts(one, facts.taken_at),
            of(one.used.cpu_millicores, one.limits.cpu_millicores, "m"),
            of(_mib(one.used.memory_bytes), _mib(one.limits.memory_bytes), "Mi"),
            probe_rate(one),
        )
        for one in facts.pods
    ]
    return table(("pod", "state", "restarts", "CPU", "memory", "probes"), rows)


def budget(facts: MonitorFacts) -> Table:
    """Draw what all pods use, ask for and may use against the budget, and the full quotas."""
    hard = facts.budget.hard
    rows = [
        (
            what,
            *(_amount(getattr(one, field), unit) for one in _kinds(facts)),
            _amount(getattr(hard, field), unit),
            bar(getattr(facts.budget.used, field), getattr(hard, field)),
        )
        for what, field, unit in (("CPU", "cpu_millicores", "m"), ("memory", "memory_bytes", "Mi"))
    ]
    return table(("budget", "used", "requested", "limits", "allowed", ""), rows)


def surroundings(facts: MonitorFacts) -> RenderableType:
    """Draw nodes, quota, volumes, certificates, and where the figures come from."""
    rows = [
        *((f"node {one.name}", _node(one.ready, one.pressures)) for one in facts.nodes),
        *((f"quota {name}", said) for name, said in _quotas(facts)),
        *((f"volume {one.claim}", _volume(one)) for one in facts.volumes),
        *(
            (one.where, f"certificate ends {one.not_after:%Y-%m-%d}, in {one.days_left:.0f} days")
            for one in facts.certificates
        ),
        ("measured by", _sources(facts)),
        *(("not known", one) for one in facts.unknown),
    ]
    return table(("around", ""), rows)


def warnings(facts: MonitorFacts) -> RenderableType:
    """Draw the last hour's warnings, the newest first."""
    if not facts.warnings:
        return Text("No warnings in the last hour.", style="dim")
    shown = facts.warnings[:MOST_WARNINGS]
    lines = [Text("warnings of the last hour", style="dim")]
    lines += [warning_line(one, facts.taken_at) for one in shown]
    if more := len(facts.warnings) - len(shown):
        lines.append(Text(f"and {more} more: --json", style="dim"))
    return Group(*lines)


def warning_line(one: Warned, now: datetime) -> Text:
    """Return folded events in one line, cut where the terminal ends."""
    when = f"{age(one.last_seen, now):>4} {one.count:>3}x "
    said = f"{one.object}: {one.message}"
    return Text.assemble(
        (when, "dim"), (f"{one.reason} ", "yellow"), said, no_wrap=True, overflow="ellipsis"
    )


def problems(facts: MonitorFacts) -> RenderableType:
    """List everything that is wrong when it is more than the one that the summary tells."""
    drawn = [_problem("!", "yellow", one) for one in facts.problems[1:]]
    return Group(*drawn, *(_problem("·", "dim", one) for one in facts.advice))


def of(used: int | None, limit: int | None, unit: str) -> str:
    """Return `12/1000m`; a dash stands for what is not known or not bounded."""
    if used is None:
        return UNKNOWN
    return f"{used}{unit}" if limit is None else f"{used}/{limit}{unit}"


def restarts(pod: PodHealth, now: datetime) -> str:
    """Return how often a pod restarted, since when, and why."""
    if not pod.restarts:
        return "0"
    since = f" {age(pod.last_restart, now)} ago" if pod.last_restart else ""
    return f"{pod.restarts}{since}" + (f", {pod.last_end}" if pod.last_end else "")


def probe_rate(pod: PodHealth) -> str:
    """Return the share of probes that succeeded, or what is known of failures.

    Startup probes do not count: they are meant to fail until the start is over.
    """
    counted = [one for one in pod.probes if one.kind != "startup"]
    good = [one.succeeded for one in counted if one.succeeded is not None]
    bad = sum(one.failed for one in counted)
    if not good:
        return f"{bad} failed" if bad else UNKNOWN
    share = sum(good) / max(1, sum(good) + bad)
    return "100%" if not bad else f"{min(share * 100, 99.9):.1f}%"


def age(moment: datetime | None, now: datetime) -> str:
    """Return the time since a moment in its largest unit: `40s`, `12m`, `3h`, `2d`."""
    if moment is None:
        return "?"
    seconds = max(0, int((now - moment).total_seconds()))
    for size, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "m")):
        if seconds >= size:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def bar(used: int | None, most: int | None, width: int = 10) -> str:
    """Return a bar of this many characters, with the share behind it; empty when not known."""
    if used is None or not most:
        return ""
    share = used / most
    full = min(width, round(share * width))
    return f"{'█' * full}{'░' * (width - full)} {share:.0%}"


def _kinds(facts: MonitorFacts) -> tuple[Amounts, Amounts, Amounts]:
    return facts.budget.used, facts.budget.requests, facts.budget.limits


def _amount(value: int | None, unit: str) -> str:
    if value is None:
        return UNKNOWN
    return f"{value if unit == 'm' else value // MIB}{unit}"


def _mib(size: int | None) -> int | None:
    return None if size is None else size // MIB


def _node(ready: bool, pressures: tuple[str, ...]) -> str:  # noqa: FBT001 - it is read aloud below
    return ", ".join(("ready" if ready else "NOT READY", *pressures)) + (
        "" if pressures else ", no pressure"
    )


def _volume(one: VolumeHealth) -> str:
    share = "how full is not measured" if one.share is None else f"{one.share:.0%} full"
    return f"{one.phase}, {mebibytes(one.size_bytes)}, {share}"


def _quotas(facts: MonitorFacts) -> list[tuple[str, str]]:
    names = sorted({one.quota for one in facts.quotas})
    return [
        (
            name,
            ", ".join(
                f"{one.resource} {one.used} of {one.hard}"
                for one in facts.quotas
                if one.quota == name
            ),
        )
        for name in names
    ]


def _sources(facts: MonitorFacts) -> str:
    usage = f"usage by the {facts.usage_source}" if facts.usage_source else "usage by nobody"
    probe = {
        "kubelet": "probes by the kubelet, since it started each container",
        "events": "probes from events, which tell of failures only",
    }
    return f"{usage}; {probe.get(facts.probe_source, 'probes by nobody')}"


def _problem(mark: str, colour: str, one: Problem) -> Text:
    return Text.assemble((mark, colour), f" {one}")
