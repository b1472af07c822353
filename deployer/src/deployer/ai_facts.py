"""What the commands about AI clients found out or made."""

from rich.markup import escape
from rich.table import Table

from deployer.frozen import Frozen
from deployer.results import Facts


class WrittenFacts(Facts):
    """Which files were written, or differ."""

    changed_files: tuple[str, ...]


class Integration(Frozen):
    """One AI client and how it stands with this project."""

    name: str
    installed: str
    """Where its program is, or empty."""
    connected: str
    """The file through which it knows of this project, or empty."""
    checked: str
    """What accepted our configuration of it: its own program, or only its schema."""
    lacking: str
    """What could not be had or checked here, and why."""
    setup: str
    """The command that connects it."""


class IntegrationFacts(Facts):
    """All AI clients that this project brings configuration for."""

    integrations: tuple[Integration, ...]


def integrations(facts: IntegrationFacts) -> Table:
    """Return the clients as a table."""
    table = Table("client", "installed", "connected", "accepted by", "not had", box=None)
    table.header_style, table.pad_edge = "dim", False
    for one in facts.integrations:
        row = (one.name, one.installed or "no", one.connected or f"no: {one.setup}")
        table.add_row(*(escape(cell) for cell in (*row, one.checked, one.lacking)))
    return table
