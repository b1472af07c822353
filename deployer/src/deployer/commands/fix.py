"""`todo fix`: applies the fix of a finding."""

import sys
from typing import TYPE_CHECKING

import click

from deployer.commands.frame import agent_command
from deployer.errors import UsageError
from deployer.events import Events
from deployer.results import AnyResult

if TYPE_CHECKING:
    from deployer.pipeline.fix import Proposal


@agent_command(
    asks=True,
    examples=[
        "todo fix F1                                   the first finding of the last report",
        "todo fix net.selector/web --namespace shop    by rule and object",
        "todo fix F1 --yes                             without a question; only for safe fixes",
        "todo fix F2 --confirm data                    a destructive one: names what it is about",
    ],
)
@click.argument("finding")
@click.option("--namespace", "-n", default=None, help="Default: the app's.")
@click.option("--on", default=None, metavar="CLUSTER", help="Default: the cluster of last time.")
@click.option("--yes", is_flag=True, help="Agree to a safe fix beforehand.")
@click.option("--confirm", default="", metavar="NAME", help="Agree to a destructive fix.")
async def command(
    *,
    finding: str,
    namespace: str | None,
    on: str | None,
    yes: bool,
    confirm: str,
    events: Events,
) -> AnyResult:
    """Show what a finding's fix would change, apply it, and look whether it helped.

    The server tries it first. A safe fix needs a yes; a destructive one the typed name.
    """
    from deployer.app import load_app  # noqa: PLC0415 - slow to import
    from deployer.pipeline.fix import FixRequest, fix  # noqa: PLC0415 - the same

    request = FixRequest(finding=finding, namespace=namespace or load_app().namespace, on=on)
    return await fix(request, lambda proposal: agrees(proposal, yes=yes, name=confirm), events)


def agrees(proposal: "Proposal", *, yes: bool, name: str) -> bool:
    """Show a proposal and ask, unless the options answered already.

    Raises:
        UsageError: Nobody is there to ask, or the name is another one.
    """
    about = proposal.problem.finding.object.name
    click.echo(f"{proposal.problem.finding}\n{proposal.fix.summary}", err=True)
    click.echo(proposal.difference, err=True)
    if proposal.fix.risk == "destructive":
        typed = name or _asked(
            f"This cannot be undone. Type {about} to go on", f"--confirm {about}"
        )
        if typed != about:
            raise UsageError(f"{typed!r} is not {about!r}: nothing was changed.")
        return True
    return yes or _asked("Apply it? [y/N]", "--yes").casefold() in {"y", "yes"}


def _asked(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to ask: nothing was changed.", cure=f"add {option}")
    answer: str = click.prompt(question, default="", show_default=False, err=True)
    return answer
