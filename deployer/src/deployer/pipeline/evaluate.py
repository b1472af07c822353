"""Has the backend score a model on its cases."""

import sys
from collections.abc import Sequence

from deployer.app import load_app
from deployer.errors import UsageError
from deployer.settings import ROOT, settings
from deployer.tools import command

HOURS = 6
"""For a thousand cases and a slow model."""


async def evaluate(arguments: Sequence[str]) -> str:
    """Run the backend's evaluation and return what it prints.

    Args:
        arguments: Those of `python -m src.evaluation`.

    Raises:
        UsageError: There is no key for the model, or there are no cases.
        CommandFailedError: It broke off.
        CommandTimeoutError: It took too long.
    """
    try:
        ended = await command.run(
            [sys.executable, "-m", "src.evaluation", *arguments],
            cwd=ROOT / "api",
            env=_provider(),
            timeout=HOURS * 3_600,
        )
    except command.CommandFailedError as error:
        if error.completed.code == UsageError.exit_code:
            raise UsageError(
                error.completed.stderr.strip(), cure="see `todo eval --help`"
            ) from None
        raise
    return ended.stdout


def _provider() -> dict[str, str]:
    chosen = settings()
    told = chosen.handed_on(load_app().services["backend"].optional_config)
    return told | chosen.provider_key()
