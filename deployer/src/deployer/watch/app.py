"""The screen: pods, budget, problems, warnings, and the log of a pod; keyboard only."""

from typing import ClassVar

import anyio
from rich.text import Text
from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widgets import DataTable, Footer, Input, OptionList, RichLog, Static

from deployer.errors import DeployerError
from deployer.health import MonitorFacts, PodHealth, Problem
from deployer.logs.line import LogLine, readable
from deployer.report_health import warning_line
from deployer.tools.blind import Blindness
from deployer.watch import cells
from deployer.watch.details import fix_page, help_page, pod_page, problem_page
from deployer.watch.feed import Feed

COLUMNS = ("pod", "state", "restarts", "age", "CPU", "memory")
TALL_ROWS, WIDE_COLUMNS = 36, 110
MOST_LINES = 2000
NONE = "No problems."


class Pods(DataTable[Text]):
    """The table of pods."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select_cursor", "Details")]


class Problems(OptionList):
    """The list of problems."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Details")]


class WatchApp(App[str]):
    """The screen; what it returns is the command that was last suggested.

    Args:
        feed: Where it gets what it shows.
        interval: Seconds between the end of one look and the next.
    """

    TITLE = "todo watch"
    CSS_PATH = "screen.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "log", "Log"),
        Binding("f", "fix", "Fix"),
        Binding("slash", "filter", "Filter", key_display="/"),
        Binding("r", "refresh", "Refresh"),
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("q", "leave", "Quit"),
        Binding("escape", "close_pane", show=False),
    ]

    def __init__(self, feed: Feed, *, interval: float = 3.0) -> None:
        super().__init__()
        self._feed = feed
        self._interval = interval
        self._facts: MonitorFacts | None = None
        self._blind = Blindness()
        self._why = ""
        self._again = anyio.Event()
        self._suggested = ""
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Lay the panes out, from top to bottom."""
        yield Static(id="headline")
        yield Static(id="budget")
        yield Pods(id="pods", cursor_type="row")
        yield Problems(id="problems")
        yield Static(id="warnings")
        yield RichLog(id="log", max_lines=MOST_LINES, wrap=True)
        yield Input(id="filter", placeholder="part of a name, a service, or a state")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begin to look."""
        pods = self.query_one("#pods", Pods)
        pods.add_columns(*COLUMNS)
        pods.focus()
        self.query_one("#problems").border_title = "problems"
        self.query_one("#warnings").border_title = "warnings of the last hour"
        self.query_one("#headline", Static).update(cells.headline(None, ""))
        self._look_again_and_again()

    @work(exclusive=True, group="look")
    async def _look_again_and_again(self) -> None:
        while True:
            await self._look()
            self._again = anyio.Event()
            with anyio.move_on_after(self._interval):
                await self._again.wait()

    async def _look(self) -> None:
        try:
            self._facts = await self._feed.look()
        except DeployerError as error:
            self._blind.begins()
            self._why = f"{error.what} {error.cause}".strip()
        else:
            self._blind.ends()
        self._show()

    def _show(self) -> None:
        facts, blind = self._facts, self._blind.said
        self.query_one("#headline", Static).update(cells.headline(facts, blind))
        self.query_one("#pods").set_class(bool(blind), "blind")
        if facts is None:
            self.query_one("#budget", Static).update(Text(self._why, style="red"))
            return
        with self.batch_update():
            self._show_pods(facts)
            self._show_problems(facts)
            self.query_one("#budget", Static).update(cells.budget_lines(facts, self.size.width))
            self._show_warnings(facts)

    def _show_pods(self, facts: MonitorFacts) -> None:
        table = self.query_one("#pods", Pods)
        chosen = self._chosen_pod()
        pods = [one for one in facts.pods if self._matches(one)]
        table.clear()
        for one in pods:
            row = cells.pod_cells(one, facts.taken_at, wide=self.size.width >= WIDE_COLUMNS)
            table.add_row(*row, key=one.uid)
        rows = [one.uid for one in pods]
        if chosen is not None and chosen.uid in rows:
            table.move_cursor(row=rows.index(chosen.uid), animate=False)

    def _matches(self, pod: PodHealth) -> bool:
        return self._wanted in f"{pod.name} {pod.service} {pod.state}".casefold()

    def _show_problems(self, facts: MonitorFacts) -> None:
        pane = self.query_one("#problems", Problems)
        lines = [
            *(cells.problem_line(one, advice=False) for one in facts.problems),
            *(cells.problem_line(one, advice=True) for one in facts.advice),
        ]
        at = pane.highlighted
        pane.clear_options()
        pane.add_options(lines or [Text(NONE, style="dim")])
        pane.highlighted = min(at or 0, max(0, len(lines) - 1))

    def _show_warnings(self, facts: MonitorFacts) -> None:
        rows = 12 if self.screen.has_class("tall") else 4
        lines = [warning_line(one, facts.taken_at) for one in facts.warnings[:rows]]
        self.query_one("#warnings", Static).update(
            Text("\n").join(lines or [Text("No warnings.", style="dim")])
        )

    def _chosen_pod(self) -> PodHealth | None:
        table = self.query_one("#pods", Pods)
        if self._facts is None or not table.is_valid_row_index(table.cursor_row):
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return next((one for one in self._facts.pods if one.uid == key), None)

    def _chosen_problem(self) -> Problem | None:
        """Return the highlighted problem, or one of the chosen pod when pods have the focus."""
        if self._facts is None:
            return None
        known = (*self._facts.problems, *self._facts.advice)
        pane, pod = self.query_one("#problems", Problems), self._chosen_pod()
        if not pane.has_focus and pod is not None:
            about = next((one for one in known if pod.name in one.object), None)
            if about is not None:
                return about
        at = pane.highlighted or 0
        return known[at] if at < len(known) else None

    def action_details(self) -> None:
        """Open all that is known about what is chosen."""
        problem, pod = self._chosen_problem(), self._chosen_pod()
        if self.query_one("#problems").has_focus and problem is not None:
            self.push_screen(problem_page(problem))
        elif pod is not None and self._facts is not None:
            self.push_screen(pod_page(pod, self._facts))

    @on(DataTable.RowSelected)
    @on(OptionList.OptionSelected)
    def _entered(self) -> None:
        self.action_details()

    def action_fix(self) -> None:
        """Show what would fix the problem; nothing is changed from here."""
        problem = self._chosen_problem()
        if problem is None or self._facts is None:
            self.notify(NONE, timeout=3)
            return
        page, self._suggested = fix_page(problem, self._facts)
        self.push_screen(page)

    def action_log(self) -> None:
        """Open the log of the chosen pod, or close it."""
        pod = self._chosen_pod()
        if self.screen.has_class("logging") or pod is None:
            self._close_log()
            return
        pane = self.query_one("#log", RichLog)
        pane.clear()
        pane.border_title = Text(pod.name).markup
        self.screen.add_class("logging")
        self._follow(pod.name)

    @work(exclusive=True, group="log")
    async def _follow(self, pod: str) -> None:
        pane = self.query_one("#log", RichLog)

        def say(line: LogLine) -> None:
            time = f"{line.at.astimezone():%H:%M:%S} " if line.at else ""
            pane.write(Text.assemble((time, "dim"), readable(line.text)))

        def tell(text: str) -> None:
            pane.write(Text(text, style="yellow"))

        try:
            await self._feed.follow(pod, say, tell)
        except DeployerError as error:
            tell(f"{error.what} {error.cause}")

    def _close_log(self) -> None:
        self.workers.cancel_group(self, "log")
        self.screen.remove_class("logging")

    def action_filter(self) -> None:
        """Ask which pods to show."""
        self.screen.add_class("filtering")
        self.query_one("#filter").focus()

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        self._wanted = event.value.strip().casefold()
        self._show()

    @on(Input.Submitted, "#filter")
    def _filtered(self) -> None:
        self.query_one("#pods").focus()

    def action_close_pane(self) -> None:
        """Close the filter, or else the log."""
        if self.screen.has_class("filtering"):
            self.query_one("#filter", Input).value = ""
            self.screen.remove_class("filtering")
            self.query_one("#pods").focus()
        else:
            self._close_log()

    def action_refresh(self) -> None:
        """Look again at once."""
        self._again.set()

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(help_page())

    def action_leave(self) -> None:
        """Leave, with the command that was last suggested."""
        self.exit(self._suggested)

    def on_resize(self, event: Resize) -> None:
        """Use the room that there is."""
        self.screen.set_class(event.size.height >= TALL_ROWS, "tall")
        if self._facts is not None:
            self.call_after_refresh(self._show)
