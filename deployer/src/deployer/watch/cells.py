"""The texts of the screen, as rich text: never markup, whatever a cluster says."""

from datetime import datetime

from rich.text import Text

from deployer.health import MonitorFacts, PodHealth, Problem
from deployer.report_health import MIB, UNKNOWN, age

BAR, WIDE_BAR, WIDEST_BAR = 5, 12, 30
HIGH, FULL = 0.75, 0.9
LONGEST_STATE = 18


def pod_cells(pod: PodHealth, now: datetime, *, wide: bool) -> tuple[Text, ...]:
    """Return a pod's row: name, state, restarts, age, processor, memory.

    Args:
        pod: Which one.
        now: When it was looked.
        wide: There is room for the whole name and for longer bars.
    """
    width = WIDE_BAR if wide else BAR
    return (
        Text(pod.name if wide else short_name(pod)),
        _state(pod),
        _restarts(pod, now),
        Text(age(pod.created, now)),
        meter(pod.used.cpu_millicores, pod.limits.cpu_millicores, "m", width),
        meter(_mib(pod.used.memory_bytes), _mib(pod.limits.memory_bytes), "Mi", width),
    )


def short_name(pod: PodHealth) -> str:
    """Return a pod's service and the part of its name that tells it from its like."""
    last = pod.name.rpartition("-")[2]
    return f"{pod.service}/{last}" if last and pod.service else pod.name


def meter(used: int | None, most: int | None, unit: str, width: int = BAR) -> Text:
    """Return a bar with the amount behind it; without a limit the amount alone."""
    if used is None:
        return Text(UNKNOWN, style="dim")
    if not most:
        return Text(f"{used}{unit}")
    share = used / most
    full = min(width, round(share * width))
    colour = "red" if share > FULL else "yellow" if share > HIGH else "green"
    return Text.assemble(("█" * full, colour), ("░" * (width - full), "dim"), f" {used}{unit}")


def headline(facts: MonitorFacts | None, blind: str) -> Text:
    """Return the first line: where, how well, and whether we see at all."""
    if facts is None:
        return Text(blind or "Looking …", style="bold reverse" if blind else "dim")
    where = f"{facts.cluster} · {facts.namespace}"
    ready = f"{sum(one.ready for one in facts.meant)}/{len(facts.meant)} ready"
    nodes = [one for one in facts.nodes if not one.ready or one.pressures]
    ill = "".join(f" · node {one.name} is not well" for one in nodes)
    if blind:
        seen = f"{facts.taken_at.astimezone():%H:%M:%S}"
        return Text.assemble((f" {blind} Shown is {seen}. ", "bold reverse"), f" {where}")
    mark = ("✓ all is well", "bold green")
    if facts.problems:
        count = len(facts.problems)
        mark = (f"! {count} problem{'s' if count > 1 else ''}", "bold yellow")
    return Text.assemble(mark, f" · {where} · {ready}{ill}")


def budget_lines(facts: MonitorFacts, width: int) -> Text:
    """Return processor and memory of all pods against the budget, one line each."""
    found = facts.budget
    room = min(WIDEST_BAR, max(8, width - 58))
    lines = []
    for what, field, unit in (("CPU   ", "cpu_millicores", "m"), ("memory", "memory_bytes", "Mi")):
        used, asked, limits, hard = (
            _scaled(getattr(one, field), unit)
            for one in (found.used, found.requests, found.limits, found.hard)
        )
        bound = "" if hard is None else f" of {hard}{unit}"
        told = f"{bound} · requests {_told(asked, unit)} · limits {_told(limits, unit)}"
        lines.append(Text.assemble(f"{what} ", meter(used, hard, unit, room), told))
    return Text("\n").join(lines)


def problem_line(one: Problem, *, advice: bool) -> Text:
    """Return a problem in one line."""
    mark = ("· ", "dim") if advice else ("! ", "bold yellow")
    return Text.assemble(
        mark, (f"{one.finding} " if one.finding else ""), f"{one.object}: {one.cause}"
    )


def _state(pod: PodHealth) -> Text:
    state = pod.state
    text = state if len(state) <= LONGEST_STATE else state[: LONGEST_STATE - 1] + "…"
    calm = pod.ready or pod.finished
    colour = "green" if calm else "yellow" if state in {"starting", "ending"} else "red"
    return Text(text, style=colour)


def _restarts(pod: PodHealth, now: datetime) -> Text:
    if not pod.restarts:
        return Text("0", style="dim")
    since = f" {age(pod.last_restart, now)}" if pod.last_restart else ""
    return Text(f"{pod.restarts}{since}", style="yellow")


def _told(value: int | None, unit: str) -> str:
    return UNKNOWN if value is None else f"{value}{unit}"


def _scaled(value: int | None, unit: str) -> int | None:
    return value if unit == "m" else _mib(value)


def _mib(size: int | None) -> int | None:
    return None if size is None else size // MIB
