"""The ids that the app's images have in the container engine of this machine."""

from deployer.app import App
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import DeployerError
from deployer.tools import docker


async def built_images(app: App, snapshot: Snapshot) -> dict[str, str]:
    """Map images that pods run to their ids where they were built.

    Args:
        app: Which names are ours.
        snapshot: What runs.

    Returns:
        Only what is known: empty when there is no engine here, or it holds none of them.
    """
    ours = tuple(f"{service.image}:" for service in app.services.values())
    running = {
        container.image or ""
        for pod in snapshot.pods
        if pod.spec
        for container in pod.spec.containers
        if (container.image or "").startswith(ours)
    }
    if not running:
        return {}
    try:
        return {name: one.id for name, one in (await docker.inspect(sorted(running))).items()}
    except DeployerError:
        return {}
