"""Tries a chart: helm's lint, a matrix of values, Kubernetes' schemas, and wrong values."""

import json
from collections.abc import Iterable
from pathlib import Path

import anyio.to_thread
import kubernetes_validate  # type: ignore[import-untyped]  # it ships no types

from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.matrix import VERSIONS, bad_values, good_values
from deployer.errors import DeployerError, UsageError
from deployer.results import Evidence
from deployer.tools.command import CommandFailedError
from deployer.tools.helm import Cluster, Helm, Manifest, Values
from deployer.tools.together import together


async def check_chart(helm: Helm, chart: Path, context: ChartContext) -> tuple[Evidence, ...]:
    """Try one chart in every way.

    Raises:
        UsageError: It is not right; the error says which part of app.yaml leads there.
    """
    where = f"app.yaml, services.{context.key}"
    good, bad = good_values(context), bad_values(context)
    objects: dict[str, set[str]] = {version: set() for version in VERSIONS}
    async with together() as group:
        for name, values in good.items():
            group.start_soon(_render, helm, chart, values, f"{where}, values {name}", objects)
        for name, values in bad.items():
            group.start_soon(_refuse, helm, chart, values, name)
    for version, texts in objects.items():
        await anyio.to_thread.run_sync(_validate, texts, version, where)
    count = sum(len(texts) for texts in objects.values())
    return (
        Evidence(what=f"helm lint {chart.name}", value=f"strict, {len(good)} sets of values"),
        Evidence(
            what=f"Kubernetes schemas {chart.name}",
            value=f"{count} objects fit {', '.join(VERSIONS)}",
        ),
        Evidence(what=f"values.schema.json {chart.name}", value=f"{len(bad)} wrong values refused"),
    )


async def _render(
    helm: Helm, chart: Path, values: Values, where: str, objects: dict[str, set[str]]
) -> None:
    """Lint, and render for each version; adds each object's JSON to that version's set."""
    try:
        await helm.lint(chart, values)
        for version, texts in objects.items():
            rendered = await helm.template(chart, values, Cluster(f"{version}.0"))
            texts.update(json.dumps(one, sort_keys=True) for one in rendered)
    except CommandFailedError as error:
        raise UsageError(
            f"The chart {chart.name} is not right ({where}).",
            cause=error.cause,
            cure="mend app.yaml or the chart templates, then run: ./todo chart",
        ) from error


async def _refuse(helm: Helm, chart: Path, values: Values, name: str) -> None:
    try:
        await helm.template(chart, values)
    except CommandFailedError as error:
        if "schema" in error.completed.stderr:
            return
    raise DeployerError(
        f"The schema of chart {chart.name} lets {name} pass.", cause=f"values: {dict(values)}"
    )


def _validate(texts: Iterable[str], version: str, where: str) -> None:
    """Compare objects with the schemas of a Kubernetes version; unknown fields are errors.

    Raises:
        UsageError: One does not fit.
    """
    for text in sorted(texts):
        manifest: Manifest = json.loads(text)
        try:
            kubernetes_validate.validate(manifest, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            path = ".".join(str(part) for part in error.absolute_path)
            raise UsageError(
                f"Kubernetes {version} would refuse a {manifest['kind']} ({where}).",
                cause=f"{path}: {error.message}"[:500],
                cure="mend app.yaml or the chart templates, then run: ./todo chart",
            ) from error
