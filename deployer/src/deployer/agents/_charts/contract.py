"""The contracts of the charts: what each promises, read by program, so that a broken one fails."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from deployer.agents._charts.blame import not_right
from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.files import chart_files
from deployer.errors import UsageError
from deployer.frozen import Frozen
from deployer.settings import ROOT
from deployer.tools.helm import Manifest
from deployer.yaml_lines import read_yaml

CONTRACTS = ROOT / "specs" / "001-local-k8s-deployment" / "contracts"


class Promise(Frozen):
    """An object that the chart makes, or must not make."""

    kind: str
    name: str = ""
    with_values: str = ""
    """The set of values that it is looked for in; empty means each."""
    has: Mapping[str, object] = {}
    """Fields as in a manifest. An item of a list must be somewhere in the real list."""


class SecretKeys(Frozen):
    """The keys of the chart's Secret."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


class Contract(Frozen):
    """What one chart promises; the file's comments explain each part."""

    chart: str
    files: tuple[str, ...]
    values: Mapping[str, Mapping[str, object]]
    objects: tuple[Promise, ...]
    absent: tuple[Promise, ...] = ()
    secrets: SecretKeys = SecretKeys()


def load_contract(context: ChartContext, folder: Path = CONTRACTS) -> Contract | None:
    """Return the contract of a chart, or None when nobody wrote one.

    Raises:
        UsageError: The contract itself is wrong.
    """
    path = folder / f"{context.key}-chart-contract.yaml"
    if context.app.source is None or not path.is_file():
        return None
    try:
        return Contract.model_validate(read_yaml(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise UsageError(f"{path.name} cannot be read.", cause=str(error)) from error


def check_contract(
    context: ChartContext,
    rendered: Mapping[str, Sequence[Manifest]],
    contract: Contract | None,
) -> int:
    """Compare a chart with its contract.

    Args:
        context: The chart.
        rendered: The name of each set of values, and the objects that the chart makes of it.
        contract: What it promised; None promises nothing.

    Returns:
        How many demands it meets.

    Raises:
        UsageError: It does not meet one; the error names all of them.
    """
    if contract is None:
        return 0
    files = chart_files(context)
    values = yaml.safe_load(files["values.yaml"])
    demands: dict[str, bool] = {
        f"chart: its name is not {contract.chart}": contract.chart == context.chart
    }
    demands |= {f"files: no {name}": name in files for name in contract.files}
    for path, schema in contract.values.items():
        demands |= _value_demands(values, path, schema)
    for name, objects in rendered.items():
        demands |= _object_demands(name, objects, contract)
    broken = [demand for demand, met in demands.items() if not met]
    if broken:
        raise not_right(context, "It breaks its contract: " + "\n".join(broken))
    return len(demands)


def _value_demands(values: object, path: str, schema: Mapping[str, object]) -> dict[str, bool]:
    """Return what is asked of one value of values.yaml, and whether it is so."""
    for key in path.split("."):
        if not isinstance(values, Mapping) or key not in values:
            return {f"values: no {path}": False}
        values = values[key]
    wrong = [error.message for error in Draft202012Validator(dict(schema)).iter_errors(values)]
    return {f"values: {path}: {'; '.join(wrong)}": not wrong}


def _object_demands(name: str, objects: Sequence[Manifest], contract: Contract) -> dict[str, bool]:
    demands = {}
    for promise in contract.objects:
        if promise.with_values in {"", name}:
            met = any(_is(one, promise) for one in objects)
            demands[f"objects: no {_told(promise)}, with values {name!r}"] = met
    for promise in contract.absent:
        if promise.with_values in {"", name}:
            met = not any(_is(one, promise) for one in objects)
            demands[f"absent: {_told(promise)}, with values {name!r}"] = met
    for key in (*contract.secrets.required, *contract.secrets.optional):
        # The key may have another name where it lies in a Secret that somebody else made.
        optional = {"optional": True} if key in contract.secrets.optional else {}
        source = {"name": key, "valueFrom": {"secretKeyRef": optional}}
        pod = {"spec": {"template": {"spec": {"containers": [{"env": [source]}]}}}}
        workload = Promise(kind="Deployment", has=pod)
        demands[f"secrets: {key} does not come from a Secret, with values {name!r}"] = any(
            _is(one, workload) for one in objects
        )
        leak = any(one["kind"] == "ConfigMap" and key in str(one.get("data")) for one in objects)
        demands[f"secrets: {key} stands in a ConfigMap, with values {name!r}"] = not leak
    return demands


def _is(manifest: Manifest, promise: Promise) -> bool:
    wanted: dict[str, object] = {"kind": promise.kind}
    if promise.name:
        wanted["metadata"] = {"name": promise.name}
    return includes(manifest, wanted) and includes(manifest, promise.has)


def includes(real: object, wanted: object) -> bool:
    """Tell whether a manifest has the wanted fields; it may have more."""
    if isinstance(wanted, Mapping):
        return isinstance(real, Mapping) and all(
            key in real and includes(real[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(real, list) and all(
            any(includes(item, one) for item in real) for one in wanted
        )
    return real == wanted


def _told(promise: Promise) -> str:
    return f"{promise.kind} {promise.name}".strip() + (
        f" with {promise.has}" if promise.has else ""
    )
