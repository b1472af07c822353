"""The contracts in specs/ hold, and one that does not hold is refused."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from deployer.agents._charts.contract import (
    CONTRACTS,
    Contract,
    check_contract,
    includes,
    load_contract,
)
from deployer.errors import UsageError
from deployer.tools.helm import Manifest
from tests.charts import context, render

CONTRACTED = ("backend", "frontend")


async def rendered(folder: Path, key: str) -> Mapping[str, tuple[Manifest, ...]]:
    return {"defaults": tuple((await render(folder, key)).objects)}


def contract_of(key: str, **changes: object) -> Contract:
    """The real contract with other parts."""
    contract = load_contract(context(key))
    assert contract is not None
    return Contract.model_validate(contract.model_dump() | changes)


@pytest.mark.parametrize("key", CONTRACTED)
async def test_the_real_charts_keep_them(tmp_path: Path, key: str) -> None:
    objects = await rendered(tmp_path, key)
    assert check_contract(context(key), objects, load_contract(context(key))) > 30


@pytest.mark.parametrize(
    ("part", "value", "told"),
    [
        ("chart", "todo-other", "its name is not todo-other"),
        ("files", ["templates/cronjob.yaml"], "no templates/cronjob.yaml"),
        ("values", {"replicas": {"minimum": 3}}, "replicas: 2 is less than the minimum of 3"),
        ("values", {"image.colour": {}}, "no image.colour"),
        ("objects", [{"kind": "DaemonSet"}], "no DaemonSet"),
        (
            "objects",
            [{"kind": "Service", "has": {"spec": {"ports": [{"port": 81}]}}}],
            "'port': 81",
        ),
        ("absent", [{"kind": "Service"}], "absent: Service"),
        ("secrets", {"required": ["NOWHERE"]}, "NOWHERE does not come from a Secret"),
        ("secrets", {"required": ["LOG_LEVEL"]}, "LOG_LEVEL stands in a ConfigMap"),
        ("secrets", {"optional": ["DATABASE_URL"]}, "DATABASE_URL does not come"),
    ],
)
async def test_each_demand_that_is_not_met_is_named(
    tmp_path: Path, part: str, value: object, told: str
) -> None:
    objects = await rendered(tmp_path, "backend")
    with pytest.raises(UsageError, match=r"app\.yaml:\d+, services\.backend") as failure:
        check_contract(context("backend"), objects, contract_of("backend", **{part: value}))
    assert told in failure.value.cause


@pytest.mark.parametrize("key", CONTRACTED)
def test_they_name_only_sets_of_values_that_are_tried(key: str) -> None:
    contract = contract_of(key)
    names = {one.with_values for one in (*contract.objects, *contract.absent)}
    assert names <= {"", "defaults", "in production", "bare", "in development"}


def test_a_contract_that_nobody_can_read_is_refused(tmp_path: Path) -> None:
    wrong: dict[str, Any] = yaml.safe_load(
        (CONTRACTS / "backend-chart-contract.yaml").read_text(encoding="utf-8")
    )
    path = tmp_path / "backend-chart-contract.yaml"
    path.write_text(yaml.safe_dump(wrong | {"valuez": {}}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"backend-chart-contract\.yaml cannot be read"):
        load_contract(context("backend"), tmp_path)
    assert load_contract(context("database"), tmp_path) is None


def test_a_list_has_an_item_wherever_it_stands() -> None:
    real = {"env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}
    assert includes(real, {"env": [{"name": "B"}]})
    assert not includes(real, {"env": [{"name": "B", "value": "1"}]})
    assert not includes(real, {"env": {"name": "B"}})
