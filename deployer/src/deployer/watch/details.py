"""The pages that open above the screen: a pod, a problem, its fix, and the keys."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from deployer.health import Amounts, MonitorFacts, PodHealth, Problem
from deployer.report_health import MIB, UNKNOWN, probe_rate

HELP = """\
↑ ↓        choose a pod or a problem
Tab        between pods, problems and the log
Enter      all that is known about it
l          the log of the chosen pod, and back
f          what would fix the problem
/          show only pods that match; Esc shows all
r          look again now
?          this page
q          leave"""


class Page(ModalScreen[None]):
    """A text above the screen; Esc closes it.

    Args:
        title: What it is about.
        body: What it says.
        copied: A command that `y` copies; empty when there is none.
    """

    CSS = """
    Page { align: center middle; }
    Page > VerticalScroll {
        width: 90%; height: auto; max-height: 90%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "Close"),
        Binding("y", "copy", "Copy"),
    ]

    def __init__(self, title: str, body: Text, copied: str = "") -> None:
        super().__init__()
        self._title = title
        self._body = body
        self._copied = copied

    def compose(self) -> ComposeResult:
        """Lay the text out."""
        with VerticalScroll() as box:
            box.border_title = Text(self._title).markup
            box.border_subtitle = "y copies · Esc closes" if self._copied else "Esc closes"
            yield Static(self._body)

    def action_copy(self) -> None:
        """Copy the command by way of the terminal."""
        if self._copied:
            self.app.copy_to_clipboard(self._copied)
            self.notify("Copied.", timeout=2)


def help_page() -> Page:
    """Return the page of the keys."""
    return Page("Keys", Text(HELP))


def pod_page(pod: PodHealth, facts: MonitorFacts) -> Page:
    """Return all that is known about a pod."""
    return Page(pod.name, Text("\n").join(_pod_lines(pod, facts)))


def problem_page(one: Problem) -> Page:
    """Return a problem with what proves it and what follows from it."""
    lines = [Text(f"{one.object}: {one.cause}", style="bold"), Text(f"Sure: {one.confidence}")]
    lines += [Text(f"  {fact.what} = {fact.value}", style="dim") for fact in one.evidence]
    if one.symptoms:
        lines += [Text("What follows from it:"), *(Text(f"  {said}") for said in one.symptoms)]
    lines.append(Text(f"Try: {one.cure}"))
    return Page(one.finding or "Problem", Text("\n").join(lines), one.cure)


def fix_page(one: Problem, facts: MonitorFacts) -> tuple[Page, str]:
    """Return what would fix a problem, and the command for it."""
    command = one.cure
    if one.named:
        command = f"./todo fix {one.named} --on {facts.cluster} --namespace {facts.namespace}"
    lines = [
        Text(f"{one.object}: {one.cause}", style="bold"),
        Text(f"What helps: {one.cure}"),
        Text.assemble("Run: ", (command, "bold")),
        Text("It shows first what it would change. Nothing is done from this screen.", "dim"),
    ]
    return Page("Fix", Text("\n").join(lines), command), command


def _pod_lines(pod: PodHealth, facts: MonitorFacts) -> Iterator[Text]:
    since = f", last {pod.last_restart.astimezone():%H:%M:%S}" if pod.last_restart else ""
    end = f", it had ended: {pod.last_end}" if pod.last_end else ""
    for what, said in (
        ("state", f"{pod.state}, {pod.containers_ready} containers ready, phase {pod.phase}"),
        ("node", pod.node or "none yet"),
        ("restarts", f"{pod.restarts}{since}{end}"),
        ("image", pod.image),
        ("image id", pod.image_id or UNKNOWN),
        ("uses", _amounts(pod.used)),
        ("requests", _amounts(pod.requests)),
        ("limits", _amounts(pod.limits)),
        ("probes", f"{probe_rate(pod)} succeeded, by {facts.probe_source}"),
        *((f"  {one.kind}", f"{one.succeeded} good, {one.failed} failed") for one in pod.probes),
    ):
        yield Text.assemble((f"{what:<12}", "dim"), said)
    for one in facts.problems:
        if pod.name in one.object:
            yield Text(f"! {one}", style="yellow")


def _amounts(one: Amounts) -> str:
    cpu = UNKNOWN if one.cpu_millicores is None else f"{one.cpu_millicores}m"
    memory = UNKNOWN if one.memory_bytes is None else f"{one.memory_bytes // MIB}Mi"
    return f"CPU {cpu}, memory {memory}"
