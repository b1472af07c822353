"""`todo selftest`: how good the diagnosis is, on a real cluster."""

from pathlib import Path

import click

from deployer.commands.frame import agent_command
from deployer.events import Events
from deployer.results import AnyResult


@agent_command(
    examples=[
        "todo selftest --on builtin                all scenarios; about ten minutes",
        "todo selftest --on kind --fast            a handful",
        "todo selftest --only 'image-*' --json     some, for programs",
    ]
)
@click.option("--on", default=None, metavar="CONTEXT", help="Default: the cluster of last time.")
@click.option("--only", multiple=True, metavar="PATTERN", help="Names of scenarios; repeatable.")
@click.option("--fast", is_flag=True, help="Only the few that CI runs.")
@click.option(
    "--record",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Keep each snapshot, without secrets.",
)
@click.option(
    "--document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the table into a page, between its marks.",
)
async def command(
    *,
    on: str | None,
    only: tuple[str, ...],
    fast: bool,
    record: Path | None,
    document: Path | None,
    events: Events,
) -> AnyResult:
    """Break things on purpose, in namespaces of their own, and score the diagnosis.

    Each namespace is called todo-selftest-… and is taken away again.
    """
    from deployer.pipeline.selftest import (  # noqa: PLC0415 - slow to import
        SelftestRequest,
        selftest,
    )

    request = SelftestRequest(on=on, only=only, fast=fast, record=record, document=document)
    return await selftest(request, events)
