"""Tries a chart: helm's lint, a matrix of values, Kubernetes' schemas, and wrong values."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import anyio.to_thread
import kubernetes_validate  # type: ignore[import-untyped]  # it ships no types

from deployer.agents._charts.blame import not_right
from deployer.agents._charts.contract import check_contract, load_contract
from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.matrix import BY_OPERATORS, VERSIONS, bad_values, good_values
from deployer.errors import DeployerError
from deployer.results import Evidence
from deployer.tools.command import CommandFailedError
from deployer.tools.helm import Cluster, Helm, Manifest, Values
from deployer.tools.together import together


class Checked(NamedTuple):
    """A chart that passed, and what it renders to for the newest Kubernetes."""

    evidence: tuple[Evidence, ...]
    objects: dict[str, tuple[Manifest, ...]]
    """By the name of the set of values."""


async def check_chart(helm: Helm, chart: Path, context: ChartContext) -> Checked:
    """Try one chart in every way that needs nothing but helm.

    Raises:
        UsageError: It is not right; the error says which part of app.yaml leads there.
    """
    good, bad = good_values(context), bad_values(context)
    rendered: dict[str, dict[str, tuple[Manifest, ...]]] = {version: {} for version in VERSIONS}

    async def render(name: str, values: Values) -> None:
        try:
            await helm.lint(chart, values)
            for version, objects in rendered.items():
                objects[name] = await helm.template(chart, values, Cluster(f"{version}.0"))
        except CommandFailedError as error:
            raise not_right(context, f"with the values {name!r}: {error.cause}") from error

    async with together() as group:
        for name, values in good.items():
            group.start_soon(render, name, values)
        for name, values in bad.items():
            group.start_soon(_refuse, helm, chart, values, name)
    count = await anyio.to_thread.run_sync(_validate, rendered, context)
    newest = rendered[VERSIONS[-1]]
    demands = check_contract(context, newest, load_contract(context))
    evidence = (
        Evidence(what=f"helm lint {chart.name}", value=f"strict, {len(good)} sets of values"),
        Evidence(
            what=f"Kubernetes schemas {chart.name}",
            value=f"{count} objects fit {', '.join(VERSIONS)}",
        ),
        Evidence(what=f"values.schema.json {chart.name}", value=f"{len(bad)} wrong values refused"),
        Evidence(what=f"contract {chart.name}", value=f"{demands} demands met"),
    )
    return Checked(evidence if demands else evidence[:-1], newest)


async def _refuse(helm: Helm, chart: Path, values: Values, name: str) -> None:
    try:
        await helm.template(chart, values)
    except CommandFailedError as error:
        if "schema" in error.completed.stderr:
            return
    raise DeployerError(
        f"The schema of chart {chart.name} lets {name} pass.", cause=f"values: {dict(values)}"
    )


def _validate(
    rendered: Mapping[str, Mapping[str, tuple[Manifest, ...]]], context: ChartContext
) -> int:
    """Compare objects with the schemas of their Kubernetes version; unknown fields are errors.

    Returns:
        The number of different objects that were compared.

    Raises:
        UsageError: One does not fit.
    """
    count = 0
    for version, sets in rendered.items():
        texts = {
            json.dumps(one, sort_keys=True)
            for objects in sets.values()
            for one in objects
            if one["apiVersion"] not in BY_OPERATORS
        }
        count += len(texts)
        for text in sorted(texts):
            manifest: Manifest = json.loads(text)
            try:
                kubernetes_validate.validate(manifest, version, strict=True)
            except kubernetes_validate.ValidationError as error:
                path = ".".join(str(part) for part in error.absolute_path)
                raise not_right(
                    context,
                    f"Kubernetes {version} would refuse a {manifest['kind']}: "
                    f"{path}: {error.message}",
                ) from error
    return count
