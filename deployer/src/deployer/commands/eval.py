"""`todo eval`: how well a model does what people say."""

from pathlib import Path

import anyio
import click

from deployer.commands.frame import Nearest, fail
from deployer.errors import DeployerError

_FOLDER = click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)


@click.command(
    epilog="\b\nExamples:\n  todo eval\n  todo eval --model google/gemini-3-flash --at-once 8"
    "\n  todo eval --half heldout --json"
)
@click.option(
    "--model",
    default="offline",
    show_default=True,
    help="Who is tried: offline, or a model of the provider that .env names.",
)
@click.option("--half", type=Nearest(["dev", "heldout"]), help="Only this half of the cases.")
@click.option(
    "--cases", type=_FOLDER, help="Your own, as dev/*.yaml and heldout/*.yaml in a folder."
)
@click.option("--at-once", default=1, show_default=True, help="Cases at the same time.")
@click.option("--json", "as_json", is_flag=True, help="Print the score as JSON.")
def command(
    *, model: str, half: str | None, cases: Path | None, at_once: int, as_json: bool
) -> None:
    """Score a model on written cases: which tools it calls, and what it leaves alone."""
    from deployer.pipeline.evaluate import evaluate  # noqa: PLC0415 - slow to import

    said = ["--model", model, "--at-once", str(at_once), *(["--json"] if as_json else [])]
    said += [*(["--half", half] if half else []), *(["--cases", str(cases)] if cases else [])]
    try:
        click.echo(anyio.run(evaluate, said), nl=False)
    except DeployerError as error:
        click.get_current_context().exit(fail(error, as_json=as_json))
