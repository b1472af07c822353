"""The scores as a table: on a terminal, and in a page between two marks."""

import re
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from deployer.selftest.scenario import Scenario
from deployer.selftest.score import Score, SelftestFacts

BEGIN, END = "<!-- selftest -->", "<!-- /selftest -->"


def headline(facts: SelftestFacts) -> str:
    """Return the figures in one sentence."""
    return "; ".join(f"{what} {value}" for what, value in figures(facts)) + "."


def figures(facts: SelftestFacts) -> list[tuple[str, str]]:
    """Return each figure with what it counts."""
    failures, controls, fixes = facts.failures, facts.controls, facts.fixes
    found = [("root cause first", _share([one.right for one in failures]))] if failures else []
    if controls:
        alarms = sum(not one.right for one in controls)
        found.append(("false alarms", f"{alarms} of {len(controls)}"))
    if fixes:
        found.append(("fix verified", _share([one.fix == "verified" for one in fixes])))
    if facts.scores:
        took = [one.seconds for one in facts.scores]
        found.append(("time to answer", f"median {median(took):.1f} s, longest {max(took):.1f} s"))
    return found


def table(facts: SelftestFacts) -> RenderableType:
    """Return the scores for a terminal, what went wrong in full."""
    shown = Table("", "scenario", "first finding", "fix", "s", box=None, pad_edge=False)
    for one in facts.scores:
        mark = "[green]✓[/]" if _is_good(one) else "[red]✗[/]"
        said = one.first or "quiet"
        cells = (one.scenario, said, one.fix, f"{one.seconds:.1f}")
        shown.add_row(mark, *(escape(cell) for cell in cells))
    wrong = [Text(f"{one.scenario}: {one.wrong or one.fix}") for one in facts.scores]
    bad = [text for text, one in zip(wrong, facts.scores, strict=True) if not _is_good(one)]
    return Group(shown, *bad)


def write(path: Path, facts: SelftestFacts, scenarios: Sequence[Scenario]) -> None:
    """Write the table into a page, in place of what stands between the marks."""
    page = path.read_text(encoding="utf-8")
    inside = f"{BEGIN}\n{markdown(facts, scenarios)}\n{END}"
    found = re.sub(f"{BEGIN}.*{END}", lambda _: inside, page, flags=re.DOTALL)
    path.write_text(found, encoding="utf-8")


def markdown(facts: SelftestFacts, scenarios: Sequence[Scenario]) -> str:
    """Return the scores as a page shows them."""
    about = {one.name: one.description for one in scenarios}
    lines = [f"{facts.date}, {facts.cluster}, Kubernetes {facts.kubernetes}:", ""]
    lines += [f"- {what}: {value}" for what, value in figures(facts)]
    lines += ["", "| | scenario | what is wrong | first finding | fix |", "|---|---|---|---|---|"]
    for one in facts.scores:
        mark = "✓" if _is_good(one) else "✗"
        said = one.first or "quiet"
        told = f"{said}: {one.wrong}" if one.wrong else said
        cells = (mark, one.scenario, about.get(one.scenario, ""), told, one.fix)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _is_good(one: Score) -> bool:
    return one.right and not one.fix.startswith("failed")


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right)} of {len(right)} ({100 * sum(right) / len(right):.0f} %)"
