"""Shows events as they happen: a live line per step on a terminal, plain lines elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.spinner import Spinner
from rich.text import Text

from deployer.events import Event, Events, Phase, ignore

MARKS = {
    Phase.DONE: "[green]✓[/]",
    Phase.SKIPPED: "[dim]=[/]",
    Phase.FAILED: "[red]✗[/]",
}


class Progress:
    """Collects the steps that run now; ended steps become lines that stay.

    Args:
        console: Where to print; standard error, so that results can be piped.
        verbose: Also print what a step does while it runs.
    """

    def __init__(self, console: Console, *, verbose: bool) -> None:
        self._console = console
        self._verbose = verbose
        self._running: dict[str, Spinner] = {}

    def __call__(self, event: Event) -> None:
        """Take one event."""
        if event.phase in MARKS:
            self._running.pop(event.step, None)
            self._console.print(ended_line(event), highlight=False)
            return
        text = Text.from_markup(f"{escape(event.step)} [dim]{escape(event.detail)}[/]")
        text.truncate(max(20, self._console.width - 4), overflow="ellipsis")
        if event.step in self._running:
            self._running[event.step].update(text=text)
        else:
            self._running[event.step] = Spinner("dots", text)
        if self._verbose and event.detail:
            self._console.print(f"[dim]  {escape(event.step)}: {escape(event.detail)}[/]")

    def __rich__(self) -> RenderableType:
        """Return what the live part shows now."""
        return Group(*self._running.values())


def ended_line(event: Event) -> str:
    """Return the line, as rich markup, that stays after a step has ended."""
    took = "" if event.seconds is None else f" [dim]{event.seconds:.1f} s[/]"
    detail = f"  {escape(event.detail)}" if event.detail else ""
    return f"{MARKS[event.phase]} {escape(event.step)}{took}{detail}"


@contextmanager
def progress(
    console: Console, *, quiet: bool, verbose: bool, live: bool = True
) -> Iterator[Events]:
    """Show events on the console while the body runs.

    Args:
        console: Standard error; a terminal gets a live display, anything else plain lines.
        quiet: Show nothing, for callers that read JSON.
        verbose: Show each line of progress.
        live: False for a body that asks questions: a live display would write over them.

    Yields:
        What takes the events.
    """
    if quiet:
        yield ignore
        return
    shown = Progress(console, verbose=verbose)
    if not (console.is_terminal and live):
        yield shown
        return
    with Live(shown, console=console, refresh_per_second=8, transient=True):
        yield shown
