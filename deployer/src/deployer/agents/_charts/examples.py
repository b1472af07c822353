"""What the charts render to under each profile, for whoever wants to see it before installing."""

from pathlib import Path

import yaml

from deployer.agents._charts.matrix import VERSIONS
from deployer.app import App
from deployer.errors import UsageError
from deployer.profiles import LOCAL, merged, under, values_of
from deployer.tools.command import CommandFailedError
from deployer.tools.helm import Cluster, Helm, Manifest

FOLDER = "examples"
REGISTRY = "registry.example/team/"
TAG = "0123456789ab"
"""Stands for the hash that tags really are."""
HEAD = """\
# What ./todo up --profile {name} installs, the Secrets excepted.
# Written by ./todo chart from app.yaml. Images and tags are examples.
"""


async def rendered_examples(helm: Helm, app: App, charts: Path) -> dict[str, str]:
    """Render every chart under each profile of app.yaml.

    Args:
        helm: Renders.
        app: What is deployed.
        charts: The folder with the charts' folders.

    Returns:
        File names to their texts; none for an app without profiles.

    Raises:
        UsageError: A profile has values that a chart refuses.
    """
    return {f"{name}.yaml": await _example(helm, under(app, name), charts) for name in app.profiles}


async def _example(helm: Helm, app: App, charts: Path) -> str:
    cluster = Cluster(f"{VERSIONS[-1]}.0")
    objects: list[Manifest] = []
    for key, service in app.services.items():
        name = app.chart(key).name
        registry = "" if app.profile == LOCAL else REGISTRY
        ours: dict[str, object] = {"image": {"repository": registry + service.image, "tag": TAG}}
        if service.secrets.required:
            ours |= {"existingSecret": name, "secretChecksum": "of-its-content"}
        values = merged(values_of(app, key), ours)
        try:
            objects += await helm.template(charts / name, values, cluster)
        except CommandFailedError as error:
            raise UsageError(
                f"The profile {app.profile!r} does not fit the chart {name}.",
                cause=error.cause,
                cure=f"edit profiles.{app.profile}.values.{key} in app.yaml",
            ) from error
    return HEAD.format(name=app.profile) + yaml.safe_dump_all(objects, sort_keys=False, width=120)
