"""How the facts about a deployment as a whole are shown to a person."""

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from deployer.deployment_facts import Action, Change, FieldChange, PlanFacts, VerifyFacts
from deployer.results import Judged, UpFacts, Verdict

SIGNS = {
    Action.CREATE: ("+", "green"),
    Action.CHANGE: ("~", "yellow"),
    Action.DELETE: ("-", "red"),
    Action.KEEP: ("=", "dim"),
}
VERDICTS = {
    Verdict.MET: "[green]✓[/]",
    Verdict.MISSED: "[red]✗[/]",
    Verdict.RISKED: "[yellow]![/]",
    Verdict.UNMEASURED: "[dim]?[/]",
}
RELEASE_VERBS = {
    Action.CREATE: "would be installed",
    Action.CHANGE: "would be upgraded",
    Action.DELETE: "would be removed",
}


def plan_lines(facts: PlanFacts) -> RenderableType:
    """Return what would be built, installed and changed, a line each."""
    lines = [
        _line(one.action, f"image {one.reference}", "would be built")
        for one in facts.images
        if one.action is not Action.KEEP
    ]
    for release in facts.releases:
        if release.action is not Action.KEEP:
            now = f" (revision {release.revision} now)" if release.revision else ""
            what = f"{RELEASE_VERBS[release.action]}{now}: {release.why}"
            lines.append(_line(release.action, f"release {release.name}", what))
            lines += [
                _line(Action.CREATE, hook, "would run first", indent=1) for hook in release.hooks
            ]
    for change in facts.changes:
        lines += _change(change)
    if facts.fit and lines:
        lines.append(Text(f"  {facts.fit}", style="dim"))
    return Group(*lines)


def contract(facts: UpFacts | VerifyFacts) -> Table:
    """Return the contract: each criterion, its bound, what was measured, and what shows it."""
    columns = ("", "criterion", "bound", "measured", "evidence")
    table = Table(*columns, box=None, header_style="dim", pad_edge=False)
    for one in facts.criteria:
        table.add_row(*_judged(one))
    return table


def _judged(one: Judged) -> tuple[str, ...]:
    cells = (one.says, one.bound, one.measured, one.evidence)
    return (VERDICTS[one.verdict], *(escape(cell) for cell in cells))


def _change(change: Change) -> list[Text]:
    return [
        _line(change.action, change.object),
        *(_field(one) for one in change.fields),
    ]


def _field(field: FieldChange) -> Text:
    text = Text(f"      {field.path}: ", style="dim")
    if field.before is not None:
        text.append(field.before, style="red")
    if field.before is not None and field.after is not None:
        text.append(" → ")
    text.append("(removed)" if field.after is None else field.after, style="green")
    return text


def _line(action: Action, what: str, how: str = "", *, indent: int = 0) -> Text:
    sign, colour = SIGNS[action]
    text = Text("    " * indent)
    text.append(f"{sign} ", style=colour)
    text.append(what)
    if how:
        text.append(f"  {how}", style="dim")
    return text
