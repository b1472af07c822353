"""Optional services that are installed and not asked for any more."""

from lightkube import AsyncClient

from deployer.app import App
from deployer.events import Events
from deployer.steps import step
from deployer.tools.helm import Helm, Revision
from deployer.tools.helm_records import last_revision

SECONDS = 120.0


async def unwanted(client: AsyncClient, app: App, wanted: dict[str, str]) -> dict[str, Revision]:
    """Map each optional service that is installed, and is not wanted, to its last revision."""
    found = {
        key: await last_revision(client, app.chart(key).name)
        for key, service in app.services.items()
        if service.optional and key not in wanted
    }
    return {key: revision for key, revision in found.items() if revision is not None}


async def remove_unwanted(
    client: AsyncClient, helm: Helm, app: App, wanted: dict[str, str], events: Events
) -> None:
    """Uninstall them first: others may need the room that they take of the quota.

    Raises:
        CommandFailedError: Something of one cannot be removed.
    """
    for key in await unwanted(client, app, wanted):
        with step(f"remove {key}", events):
            await helm.uninstall(app.chart(key).name, seconds=SECONDS)
